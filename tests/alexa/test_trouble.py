"""When the table is away the walker hears something true."""

from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError

from tests.alexa.walker import Walker, is_listening, speech


@pytest.fixture
def broken(walker: Walker, client: Any) -> set[str]:
    """The names of the calls that fail from now on."""
    names: set[str] = set()

    def fail(model: Any, **_: Any) -> None:
        if model.name in names:
            raise ReadTimeoutError(endpoint_url="table")

    client.meta.events.register("before-call.dynamodb", fail)
    return names


@pytest.mark.parametrize("intent", ["StartWalkIntent", "EndWalkIntent", "WeekIntent", "AMAZON.StopIntent"])
def test_a_diary_that_cannot_be_read_is_said_and_the_conversation_ends(
    walker: Walker, broken: set[str], intent: str
) -> None:
    broken.add("Query")

    response = walker.asks(intent)

    assert "can't reach your walking diary" in speech(response)
    assert not is_listening(response)


def test_after_a_failed_read_no_write_is_tried(walker: Walker, broken: set[str], calls: list[str]) -> None:
    broken.add("Query")

    walker.launch()

    assert calls == ["Query"]


def test_an_end_that_could_not_be_saved_leaves_the_walk_open(walker: Walker, broken: set[str]) -> None:
    walker.asks("StartWalkIntent")
    walker.waits(minutes=8)
    broken.add("UpdateItem")
    assert "couldn't save that" in speech(walker.asks("EndWalkIntent"))

    broken.clear()

    assert "eight minutes" in speech(walker.asks("EndWalkIntent"))


def test_a_note_that_could_not_be_saved_costs_nobody_the_answer(walker: Walker, broken: set[str]) -> None:
    broken.add("UpdateItem")

    assert "Welcome" in speech(walker.launch())


def test_an_emergency_is_answered_whatever_the_table_does(walker: Walker, broken: set[str]) -> None:
    walker.asks("StartWalkIntent")
    broken |= {"Query", "UpdateItem"}

    assert "Please stop and sit down." in speech(walker.asks("RedFlagIntent", sign="my chest hurts"))


def test_an_emergency_is_answered_whatever_goes_wrong_with_the_walk(
    walker: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    walker.asks("StartWalkIntent")
    monkeypatch.setattr("skill.domain.walk.Walk.ended", lambda *_, **__: 1 / 0)

    assert "Please stop and sit down." in speech(walker.asks("RedFlagIntent", sign="my chest hurts"))


def test_a_safety_answer_needs_no_table(walker: Walker, broken: set[str]) -> None:
    broken |= {"Query", "UpdateItem"}

    assert speech(walker.asks("IsItSafeIntent", exercise="swimming")).startswith("Yes, swimming")


def test_a_defect_of_our_own_is_an_apology(walker: Walker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skill.alexa.progress.week_progress", lambda *_: 1 / 0)

    assert "something went wrong on my side" in speech(walker.asks("WeekIntent"))


def test_a_yes_that_comes_long_after_its_question_counts_nothing_unasked(walker: Walker) -> None:
    walker.asks("StartWalkIntent")
    walker.waits(minutes=5)
    walker.launch()
    walker.waits(days=1)

    assert speech(walker.says("AMAZON.YesIntent")) == "Did you walk the whole ten minutes yesterday?"
