"""An exercise is found by whatever people call it, and the stricter of two readings wins."""

import pytest

from skill.domain.exercise import Exercises, Verdict
from tests.domain.factories import exercise_of

CHILDS_POSE = exercise_of("childs_pose", name="child's pose", synonyms=("prayer stretch",))
PUSH_UPS = exercise_of("push_ups", name="push-ups", synonyms=("press up", "pushups"), verdict=Verdict.CARE)
SIT_UPS = exercise_of("sit_ups", name="sit-ups", synonyms=("sit up",), verdict=Verdict.AVOID)
SWIMMING = exercise_of("swimming", synonyms=("swim", "laps in the pool"))

FRONT_CRAWL = exercise_of("crawl_stroke", name="front crawl")

EXERCISES = Exercises([CHILDS_POSE, PUSH_UPS, SIT_UPS, SWIMMING, FRONT_CRAWL])


@pytest.mark.parametrize(
    "said",
    [
        "push ups",
        "push-ups",
        "Push-Ups",
        "PUSH UPS",
        " push  ups ",
        "push ups?",
        "press up",
        "pushups",
    ],
)
def test_an_exercise_is_found_by_its_name_and_its_synonyms_however_they_are_written(said: str) -> None:
    assert EXERCISES.find(said) is PUSH_UPS


@pytest.mark.parametrize("said", ["child's pose", "child\u2019s pose", "childs pose", "Child's Pose"])
def test_an_apostrophe_makes_no_difference(said: str) -> None:
    assert EXERCISES.find(said) is CHILDS_POSE


def test_an_exercise_is_found_by_its_id_as_people_would_say_it() -> None:
    assert EXERCISES.find("crawl stroke") is FRONT_CRAWL


def test_an_exercise_is_found_by_what_alexa_took_it_for() -> None:
    assert EXERCISES.find("sweeming", resolved="swimming") is SWIMMING


def test_an_exercise_is_found_by_our_own_reading_when_alexa_has_none() -> None:
    assert EXERCISES.find("laps in the pool") is SWIMMING


@pytest.mark.parametrize(
    ("said", "resolved", "meant"),
    [
        ("sit up", "swimming", SIT_UPS),
        ("swim", "sit_ups", SIT_UPS),
        ("press up", "sit_ups", SIT_UPS),
        ("sit up", "push_ups", SIT_UPS),
        ("swim", "push_ups", PUSH_UPS),
        ("press up", "swimming", PUSH_UPS),
    ],
)
def test_where_two_readings_disagree_the_stricter_verdict_wins(said: str, resolved: str, meant: object) -> None:
    assert EXERCISES.find(said, resolved) is meant


def test_of_two_readings_as_strict_as_each_other_what_was_said_wins() -> None:
    assert EXERCISES.find("prayer stretch", resolved="swimming") is CHILDS_POSE


@pytest.mark.parametrize("said", ["my push ups", "do my push-ups", "some push ups", "doing the push ups"])
def test_words_that_lead_up_to_a_name_make_no_difference(said: str) -> None:
    assert EXERCISES.find(said) is PUSH_UPS


@pytest.mark.parametrize("said", ["swimming and sit-ups", "sit-ups and swimming", "push ups and swim and my sit ups"])
def test_of_several_exercises_in_one_question_the_strictest_answers(said: str) -> None:
    assert EXERCISES.find(said) is SIT_UPS


def test_several_exercises_of_which_one_is_unknown_are_unknown() -> None:
    assert EXERCISES.find("swimming and paragliding") is None


@pytest.mark.parametrize("said", ["", "?", "paragliding", "swimming with sharks", "sit", "up", "swi"])
def test_what_is_not_in_the_catalogue_is_nothing_at_all(said: str) -> None:
    assert EXERCISES.find(said) is None


def test_an_id_that_the_catalogue_does_not_have_is_nothing_at_all() -> None:
    assert EXERCISES.find("paragliding", resolved="paragliding") is None


def test_an_unknown_id_does_not_hide_what_was_said() -> None:
    assert EXERCISES.find("sit up", resolved="from_an_older_model") is SIT_UPS


def test_the_exercises_come_in_the_order_of_their_rows() -> None:
    assert list(EXERCISES) == [CHILDS_POSE, PUSH_UPS, SIT_UPS, SWIMMING, FRONT_CRAWL]
