"""Today, this week against its target, and last week up to the same day."""

from datetime import UTC, date, datetime

import pytest

from skill.domain.progress import GOAL, day_progress, target_after, week_progress
from tests.domain.factories import DAY, NOON, finished_walk, walk_of

MONDAY = NOON.date()
WEDNESDAY = MONDAY + 2 * DAY
SUNDAY = MONDAY + 6 * DAY


def test_the_goal_is_two_and_a_half_hours() -> None:
    assert GOAL == 2.5 * 60


@pytest.mark.parametrize(
    ("last_week", "target"),
    [(0, 40), (29, 40), (30, 40), (31, 41), (35, 45), (139, 149), (140, 150), (145, 150), (150, 150), (400, 150)],
)
def test_the_target_is_ten_more_than_last_week_at_least_forty_and_at_most_the_goal(last_week: int, target: int) -> None:
    assert target_after(last_week) == target


def test_every_minute_of_the_week_counts_also_of_short_walks() -> None:
    walks = [finished_walk(minutes=3), finished_walk(minutes=12, started_at=NOON + DAY)]

    week = week_progress(walks, WEDNESDAY)

    assert week.minutes == 15


def test_full_walks_are_those_of_ten_minutes_or_more() -> None:
    walks = [finished_walk(minutes=minutes, started_at=NOON + n * DAY) for n, minutes in enumerate([9, 10, 11])]

    week = week_progress(walks, WEDNESDAY)

    assert (week.minutes, week.full_walks) == (30, 2)


def test_a_walk_under_way_and_one_nobody_confirmed_do_not_count() -> None:
    walks = [walk_of(turn="forgotten"), walk_of(started_at=NOON + DAY, turn="under way")]

    week = week_progress(walks, MONDAY + DAY)

    assert (week.minutes, week.full_walks, week.active_days) == (0, 0, 0)


def test_an_undone_walk_does_not_count() -> None:
    undone = finished_walk(minutes=12).withdrawn(at=NOON + DAY, turn="undo")

    assert week_progress([undone], WEDNESDAY).minutes == 0
    assert week_progress([undone], WEDNESDAY + 7 * DAY).last_week == 0


def test_two_walks_on_one_day_make_one_active_day() -> None:
    evening = NOON.replace(hour=20)

    week = week_progress([finished_walk(), finished_walk(started_at=evening)], WEDNESDAY)

    assert (week.active_days, week.full_walks) == (1, 2)


def test_the_week_runs_from_monday_to_sunday() -> None:
    walks = [
        finished_walk(minutes=1, started_at=NOON - DAY),
        finished_walk(minutes=2, started_at=NOON),
        finished_walk(minutes=4, started_at=NOON + 6 * DAY),
        finished_walk(minutes=8, started_at=NOON + 7 * DAY),
    ]

    week = week_progress(walks, WEDNESDAY)

    assert (week.minutes, week.last_week) == (2 + 4, 1)


def test_the_week_runs_on_over_the_end_of_a_year_and_a_month() -> None:
    new_years_eve = datetime(2026, 12, 31, 12, tzinfo=UTC)
    walks = [finished_walk(minutes=10, started_at=new_years_eve + n * DAY) for n in range(4)]

    assert week_progress(walks, date(2027, 1, 3)).minutes == 40
    assert week_progress(walks, date(2027, 1, 4)).last_week == 40


@pytest.mark.parametrize(
    ("late", "zone", "is_last_week"),
    [
        (datetime(2026, 3, 29, 21, 30, tzinfo=UTC), "Europe/Berlin", True),
        (datetime(2026, 3, 29, 22, 30, tzinfo=UTC), "Europe/Berlin", False),
        (datetime(2026, 10, 25, 22, 30, tzinfo=UTC), "Europe/Berlin", True),
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), "Europe/Berlin", False),
        (datetime(2026, 3, 9, 3, 30, tzinfo=UTC), "America/New_York", True),
        (datetime(2026, 3, 9, 4, 30, tzinfo=UTC), "America/New_York", False),
    ],
    ids=["spring Sunday", "spring Monday", "autumn Sunday", "autumn Monday", "American Sunday", "American Monday"],
)
def test_on_the_sunday_the_clocks_change_the_week_ends_at_the_walkers_own_midnight(
    late: datetime, zone: str, is_last_week: bool
) -> None:
    walk = finished_walk(minutes=10, started_at=late, zone=zone)
    monday_after = late.date() + (7 - late.date().weekday()) % 7 * DAY

    week = week_progress([walk], monday_after)

    assert (week.last_week, week.minutes) == ((10, 0) if is_last_week else (0, 10))


def test_last_week_by_the_same_day_leaves_out_what_came_later_that_week() -> None:
    walks = [finished_walk(minutes=10 + n, started_at=NOON + n * DAY) for n in range(7)]

    week = week_progress(walks, WEDNESDAY + 7 * DAY)

    assert week.last_week_by_now == 10 + 11 + 12
    assert week.last_week == sum(range(10, 17))


def test_on_sunday_last_week_by_now_is_the_whole_of_it() -> None:
    walks = [finished_walk(minutes=10, started_at=NOON + n * DAY) for n in range(7)]

    week = week_progress(walks, SUNDAY + 7 * DAY)

    assert week.last_week_by_now == week.last_week == 70


def test_the_week_before_last_is_over_and_done_with() -> None:
    long_ago = finished_walk(minutes=120)

    week = week_progress([long_ago], MONDAY + 14 * DAY)

    assert (week.last_week, week.target) == (0, 40)


def test_last_weeks_minutes_set_this_weeks_target() -> None:
    walks = [finished_walk(minutes=25), finished_walk(minutes=10, started_at=NOON + 6 * DAY)]

    week = week_progress(walks, MONDAY + 7 * DAY)

    assert week.target == 45


@pytest.mark.parametrize(("today", "days_left"), [(MONDAY, 7), (WEDNESDAY, 5), (SUNDAY, 1)])
def test_the_days_until_sunday_include_today(today: date, days_left: int) -> None:
    assert week_progress([], today).days_left == days_left


@pytest.mark.parametrize(
    ("done", "today", "a_day"),
    [(0, MONDAY, 6), (5, MONDAY, 5), (6, MONDAY, 5), (39, SUNDAY, 1), (40, SUNDAY, 0), (60, MONDAY, 0)],
)
def test_what_is_left_a_day_reaches_the_target_of_forty_by_sunday(done: int, today: date, a_day: int) -> None:
    walks = [finished_walk(minutes=done)] if done else []

    assert week_progress(walks, today).left_a_day == a_day


@pytest.mark.parametrize(("done", "is_met"), [(39, False), (40, True), (41, True)])
def test_the_target_is_met_from_its_last_minute_on(done: int, is_met: bool) -> None:
    week = week_progress([finished_walk(minutes=done)], WEDNESDAY)

    assert week.is_met is is_met


def test_today_holds_its_finished_walks_in_the_order_they_started() -> None:
    first, second = finished_walk(minutes=4), finished_walk(minutes=11, started_at=NOON.replace(hour=15))
    others = [finished_walk(started_at=NOON - DAY), walk_of(started_at=NOON.replace(hour=18), turn="under way")]

    today = day_progress([others[0], first, second, others[1]], MONDAY)

    assert (today.minutes, list(today.walks)) == (15, [first, second])


def test_a_walk_abroad_counts_on_the_day_it_was_there() -> None:
    late_in_new_york = datetime(2026, 1, 6, 3, 0, tzinfo=UTC)

    walk = finished_walk(minutes=10, started_at=late_in_new_york, zone="America/New_York")

    assert day_progress([walk], date(2026, 1, 5)).minutes == 10
    assert day_progress([walk], date(2026, 1, 6)).minutes == 0
