"""A walk counts its real minutes once, forgives five of them, and believes the walker within reason."""

from datetime import UTC, date, datetime, timedelta

import pytest

from skill.domain.walk import MINUTE, Known, Walk, WalkState, whole_minutes
from tests.domain.factories import DAY, NOON, SECOND, finished_walk, walk_of


def test_a_new_walk_is_named_after_the_turn_that_starts_it() -> None:
    walk = walk_of(turn="turn 1")

    assert (walk.id, walk.turns, walk.revision) == ("turn 1", ("turn 1",), 1)


def test_a_new_walk_is_under_way_and_counts_nothing_yet() -> None:
    walk = walk_of(minutes=15)

    assert walk.is_under_way(NOON)
    assert walk.minutes == 0


def test_a_walk_cut_short_counts_the_minutes_walked() -> None:
    walk = walk_of(minutes=15)

    done = walk.ended(at=NOON + 7 * MINUTE, turn="back")

    assert (done.state, done.minutes, done.known) == (WalkState.DONE, 7, Known.TIMED)


@pytest.mark.parametrize(
    ("walked", "counted"),
    [
        (60 * SECOND, 1),
        (89 * SECOND, 1),
        (90 * SECOND, 2),
        (9 * MINUTE + 29 * SECOND, 9),
        (9 * MINUTE + 31 * SECOND, 10),
        (60 * MINUTE, 60),
    ],
)
def test_minutes_are_rounded_to_the_nearest(walked: timedelta, counted: int) -> None:
    walk = walk_of(minutes=60)

    done = walk.ended(at=NOON + walked, turn="back")

    assert done.minutes == counted


def test_half_minutes_always_round_the_same_way() -> None:
    halves = [n * MINUTE + 30 * SECOND for n in range(1, 60)]

    assert [whole_minutes(half) for half in halves] == list(range(2, 61))


def test_exactly_five_minutes_past_the_planned_end_the_real_time_counts() -> None:
    walk = walk_of(minutes=10)

    latest = NOON + 15 * MINUTE

    assert walk.is_under_way(latest)
    assert walk.ended(at=latest, turn="back").minutes == 15


def test_one_second_after_the_five_minutes_the_walker_is_asked() -> None:
    walk = walk_of(minutes=10)

    too_late = NOON + 15 * MINUTE + SECOND

    assert not walk.is_under_way(too_late)
    assert walk.is_unconfirmed(too_late)


def test_time_left_counts_down_to_zero_and_stays_there() -> None:
    walk = walk_of(minutes=10)

    left = [walk.time_left(NOON + passed) for passed in (0 * MINUTE, 4 * MINUTE, 10 * MINUTE, 11 * MINUTE, DAY)]

    assert left == [10 * MINUTE, 6 * MINUTE, timedelta(), timedelta(), timedelta()]


def test_time_left_is_never_more_than_planned_when_the_clock_runs_backwards() -> None:
    walk = walk_of(minutes=10)

    earlier = NOON - 2 * MINUTE

    assert walk.time_left(earlier) == 10 * MINUTE
    assert walk.elapsed(earlier) == timedelta()
    assert walk.is_under_way(earlier)


def test_until_then_nobody_is_asked_about_it() -> None:
    walk = walk_of(minutes=10)

    assert not walk.is_unconfirmed(NOON + 15 * MINUTE)


def test_a_walk_that_nobody_confirmed_is_dropped_after_fourteen_days() -> None:
    walk = walk_of(minutes=10)

    last_moment = NOON + 14 * DAY

    assert walk.is_unconfirmed(last_moment)
    assert not walk.is_unconfirmed(last_moment + SECOND)


@pytest.mark.parametrize("ended", [finished_walk(), walk_of().withdrawn(at=NOON + MINUTE, turn="no")])
def test_a_walk_that_ended_is_neither_under_way_nor_asked_about(ended: Walk) -> None:
    at_any_time = [NOON, NOON + 5 * MINUTE, NOON + DAY]

    assert not any(ended.is_under_way(now) or ended.is_unconfirmed(now) for now in at_any_time)


def test_an_end_within_the_first_minute_withdraws_the_walk() -> None:
    walk = walk_of()

    stopped = walk.ended(at=NOON + MINUTE - SECOND, turn="stop")

    assert (stopped.state, stopped.minutes) == (WalkState.UNDONE, 0)


def test_stop_at_exactly_a_minute_counts_it() -> None:
    walk = walk_of()

    stopped = walk.ended(at=NOON + MINUTE, turn="stop")

    assert (stopped.state, stopped.minutes) == (WalkState.DONE, 1)


def test_an_end_before_the_start_withdraws_the_walk() -> None:
    walk = walk_of()

    stopped = walk.ended(at=NOON - 5 * MINUTE, turn="stop")

    assert stopped.state is WalkState.UNDONE


def test_a_withdrawn_walk_keeps_a_mark_but_no_minutes() -> None:
    walk = finished_walk(minutes=12)

    withdrawn = walk.withdrawn(at=NOON + DAY, turn="undo")

    assert (withdrawn.id, withdrawn.state, withdrawn.minutes) == (walk.id, WalkState.UNDONE, 0)


def test_what_the_walker_tells_is_kept_as_told() -> None:
    walk = walk_of(minutes=10)

    told = walk.told(7, at=NOON + DAY, turn="seven")

    assert (told.state, told.minutes, told.known) == (WalkState.DONE, 7, Known.TOLD)


def test_another_length_leaves_the_start_where_it_was() -> None:
    walk = walk_of(minutes=10)

    longer = walk.replanned(15 * MINUTE, at=NOON + MINUTE, turn="fifteen")

    assert (longer.started_at, longer.ends_at) == (NOON, NOON + 15 * MINUTE)
    assert longer.is_under_way(NOON + 14 * MINUTE)


def test_every_change_is_dated_counted_and_remembers_its_turn() -> None:
    walk = walk_of(turn="start")

    changed = walk.replanned(20 * MINUTE, at=NOON + MINUTE, turn="twenty")

    assert (changed.recorded_at, changed.revision, changed.turns) == (NOON + MINUTE, 2, ("start", "twenty"))


def test_only_the_last_five_turns_are_remembered() -> None:
    walk = walk_of(turn="turn 0")

    for n in range(1, 7):
        walk = walk.replanned(n * MINUTE, at=NOON, turn=f"turn {n}")

    assert walk.turns == ("turn 2", "turn 3", "turn 4", "turn 5", "turn 6")
    assert walk.revision == 7


@pytest.mark.parametrize(
    ("started_at", "zone", "day"),
    [
        (datetime(2026, 1, 5, 23, 30, tzinfo=UTC), "UTC", date(2026, 1, 5)),
        (datetime(2026, 1, 5, 23, 30, tzinfo=UTC), "Europe/Berlin", date(2026, 1, 6)),
        (datetime(2026, 1, 6, 4, 30, tzinfo=UTC), "America/New_York", date(2026, 1, 5)),
        (datetime(2026, 1, 6, 5, 0, tzinfo=UTC), "America/New_York", date(2026, 1, 6)),
        (datetime(2026, 1, 5, 18, 29, tzinfo=UTC), "Asia/Kolkata", date(2026, 1, 5)),
        (datetime(2026, 1, 5, 18, 30, tzinfo=UTC), "Asia/Kolkata", date(2026, 1, 6)),
        (datetime(2025, 12, 31, 10, 0, tzinfo=UTC), "Pacific/Kiritimati", date(2026, 1, 1)),
        (datetime(2026, 1, 1, 10, 59, tzinfo=UTC), "Pacific/Pago_Pago", date(2025, 12, 31)),
    ],
)
def test_the_day_of_a_walk_is_the_walkers_own(started_at: datetime, zone: str, day: date) -> None:
    walk = walk_of(started_at=started_at, zone=zone)

    assert walk.day == day


def test_a_walk_over_midnight_belongs_to_the_day_it_started() -> None:
    walk = walk_of(minutes=20, started_at=datetime(2026, 1, 5, 23, 50, tzinfo=UTC))

    done = walk.ended(at=datetime(2026, 1, 6, 0, 10, tzinfo=UTC), turn="back")

    assert (done.day, done.minutes) == (date(2026, 1, 5), 20)


def test_a_walk_over_the_night_the_clocks_change_counts_its_real_minutes() -> None:
    before_the_jump = datetime(2026, 3, 29, 0, 50, tzinfo=UTC)
    walk = walk_of(minutes=20, started_at=before_the_jump, zone="Europe/Berlin")

    done = walk.ended(at=before_the_jump + 20 * MINUTE, turn="back")

    assert done.minutes == 20


@pytest.mark.parametrize(
    ("minutes", "since_start", "believed"),
    [
        (0, 30 * MINUTE, False),
        (1, 0 * MINUTE, True),
        (1, 20 * SECOND, True),
        (2, 80 * SECOND, False),
        (2, 90 * SECOND, True),
        (30, 30 * MINUTE, True),
        (31, 30 * MINUTE, False),
        (120, 3 * DAY, True),
        (121, 3 * DAY, False),
    ],
)
def test_a_walk_can_have_taken_what_passed_since_its_start_and_two_hours_at_most(
    minutes: int, since_start: timedelta, believed: bool
) -> None:
    walk = walk_of(minutes=10)

    assert walk.can_have_taken(minutes, NOON + since_start) is believed


@pytest.mark.parametrize(("minutes", "is_full"), [(9, False), (10, True), (11, True)])
def test_a_full_walk_is_one_of_ten_minutes_or_more(minutes: int, is_full: bool) -> None:
    walk = finished_walk(minutes=minutes)

    assert walk.is_full is is_full


def test_a_walk_planned_in_full_but_cut_short_is_not_a_full_one() -> None:
    walk = walk_of(minutes=20)

    done = walk.ended(at=NOON + 9 * MINUTE, turn="back")

    assert not done.is_full
