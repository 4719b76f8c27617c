"""The diary knows which walk is meant, what was asked already, and what a repeated turn did before."""

from datetime import UTC, datetime

import pytest

from skill.domain.diary import Profile, Said
from skill.domain.walk import MINUTE, Walk
from tests.domain.factories import DAY, NOON, SECOND, diary_of, finished_walk, walk_of

LATER = NOON + DAY


def asked(about: Walk, turn: str) -> Profile:
    """The profile after `turn` asked about a walk."""
    return Profile(asked=Said(about.started_at, turn))


def test_somebody_new_has_not_been_welcomed() -> None:
    assert not diary_of().was_welcomed_before("turn 1")


def test_the_welcome_is_heard_once_and_again_in_the_turn_that_gave_it() -> None:
    diary = diary_of(profile=Profile(welcomed=Said(NOON, "turn 1")))

    assert diary.was_welcomed_before("turn 2")
    assert not diary.was_welcomed_before("turn 1")


def test_a_walk_is_found_by_its_id() -> None:
    monday, tuesday = walk_of(turn="monday"), walk_of(started_at=LATER, turn="tuesday")

    diary = diary_of(monday, tuesday)

    assert diary.walk("tuesday") == tuesday
    assert diary.walk("wednesday") is None


def test_the_walk_a_turn_changed_is_found_by_any_turn_it_remembers() -> None:
    earlier = finished_walk(turn="earlier")
    walk = walk_of(started_at=LATER, turn="start").ended(at=LATER + 9 * MINUTE, turn="back")

    diary = diary_of(earlier, walk)

    assert diary.changed_by("start") == walk
    assert diary.changed_by("back") == walk
    assert diary.changed_by("something else") is None


def test_the_walk_under_way_is_the_one_whose_time_is_not_over() -> None:
    over, going = walk_of(minutes=10, turn="over"), walk_of(started_at=NOON + 30 * MINUTE, turn="going")

    diary = diary_of(over, going)

    assert diary.under_way(NOON + 31 * MINUTE) == going
    assert diary.under_way(NOON + 2 * DAY) is None


def test_the_open_walk_is_the_newest_whose_end_is_still_to_be_said() -> None:
    first, second = walk_of(turn="first"), walk_of(started_at=NOON + 60 * MINUTE, turn="second")
    third = finished_walk(started_at=NOON + 120 * MINUTE)

    diary = diary_of(first, second, third)

    assert diary.open_walk(LATER) == second


def test_there_is_no_open_walk_once_fourteen_days_have_passed() -> None:
    diary = diary_of(walk_of())

    assert diary.open_walk(NOON + 14 * DAY + SECOND) is None


def test_the_oldest_walk_that_nobody_confirmed_is_asked_about_first() -> None:
    first, second = walk_of(turn="first"), walk_of(started_at=NOON + 60 * MINUTE, turn="second")

    diary = diary_of(first, second)

    assert diary.to_ask_about(LATER, "visit") == first


def test_a_walk_asked_about_is_never_asked_about_again() -> None:
    walk = walk_of()

    diary = diary_of(walk, profile=asked(walk, "visit 1"))

    assert diary.to_ask_about(LATER, "visit 2") is None


def test_a_repeated_turn_asks_about_the_same_walk() -> None:
    first, second = walk_of(turn="first"), walk_of(started_at=NOON + 60 * MINUTE, turn="second")

    diary = diary_of(first, second, profile=asked(first, "visit 1"))

    assert diary.to_ask_about(LATER, "visit 1") == first


def test_after_the_oldest_the_next_visit_asks_about_the_one_that_follows() -> None:
    first, second = walk_of(turn="first"), walk_of(started_at=NOON + 60 * MINUTE, turn="second")

    diary = diary_of(first, second, profile=asked(first, "visit 1"))

    assert diary.to_ask_about(LATER, "visit 2") == second


def test_a_repeated_turn_does_not_come_back_to_what_was_asked_before_it() -> None:
    first, second = walk_of(turn="first"), walk_of(started_at=NOON + 60 * MINUTE, turn="second")

    diary = diary_of(first, second, profile=asked(second, "visit 2"))

    assert diary.to_ask_about(LATER, "visit 2") == second


def test_finished_undone_and_running_walks_are_not_asked_about() -> None:
    finished, undone = finished_walk(), walk_of(turn="undone").withdrawn(at=NOON, turn="no")
    running = walk_of(minutes=10, started_at=LATER, turn="running")

    diary = diary_of(finished, undone, running)

    assert diary.to_ask_about(LATER + MINUTE, "visit") is None


def test_a_walk_is_not_asked_about_after_fourteen_days() -> None:
    diary = diary_of(walk_of())

    assert diary.to_ask_about(NOON + 14 * DAY, "visit") is not None
    assert diary.to_ask_about(NOON + 14 * DAY + SECOND, "visit") is None


def test_the_first_start_of_a_day_is_the_earliest() -> None:
    yesterday, first, second = (
        finished_walk(started_at=NOON - DAY),
        finished_walk(),
        walk_of(started_at=NOON + 60 * MINUTE, turn="second"),
    )

    diary = diary_of(yesterday, first, second)

    assert diary.is_first_start(first)
    assert not diary.is_first_start(second)


def test_after_a_start_that_was_withdrawn_the_next_is_not_the_first() -> None:
    withdrawn = walk_of(turn="withdrawn").withdrawn(at=NOON, turn="no")
    again = walk_of(started_at=NOON + 5 * MINUTE, turn="again")

    diary = diary_of(withdrawn, again)

    assert not diary.is_first_start(again)


def test_the_day_of_a_first_start_is_the_walkers_own() -> None:
    evening = walk_of(started_at=datetime(2026, 1, 6, 4, 50, tzinfo=UTC), zone="America/New_York", turn="evening")
    after_midnight = walk_of(started_at=datetime(2026, 1, 6, 5, 10, tzinfo=UTC), zone="America/New_York", turn="night")

    diary = diary_of(evening, after_midnight)

    assert diary.is_first_start(after_midnight)


def test_the_first_ending_of_a_day_is_the_only_finished_walk_so_far() -> None:
    yesterday = finished_walk(started_at=NOON - DAY)
    withdrawn = walk_of(turn="withdrawn").withdrawn(at=NOON, turn="no")
    walk = finished_walk(started_at=NOON + 60 * MINUTE)

    diary = diary_of(yesterday, withdrawn, walk)

    assert diary.is_first_ending(walk)


def test_a_second_ending_of_a_day_is_not_the_first() -> None:
    first, second = finished_walk(), finished_walk(started_at=NOON + 60 * MINUTE)

    diary = diary_of(first, second)

    assert not diary.is_first_ending(second)


def test_the_minutes_of_a_week_are_those_of_the_week_a_day_is_in() -> None:
    sunday = finished_walk(minutes=7, started_at=NOON - DAY)
    monday, wednesday = finished_walk(minutes=10), finished_walk(minutes=12, started_at=NOON + 2 * DAY)

    diary = diary_of(sunday, monday, wednesday)

    assert diary.minutes_in_week_of(wednesday.day) == 22


@pytest.mark.parametrize("minutes_earlier", [0, 60])
def test_an_added_walk_takes_its_place_by_when_it_started(minutes_earlier: int) -> None:
    there = finished_walk(turn="there")
    added = walk_of(started_at=NOON - minutes_earlier * MINUTE, turn="added")

    diary = diary_of(there).with_walk(added)

    assert diary.walks == (added, there)


def test_a_changed_walk_replaces_the_one_it_was_and_the_profile_stays() -> None:
    walk, profile = walk_of(), Profile(welcomed=Said(NOON, "turn 1"))
    changed = walk.ended(at=NOON + 9 * MINUTE, turn="back")

    diary = diary_of(walk, profile=profile).with_walk(changed)

    assert (diary.walks, diary.profile) == ((changed,), profile)
