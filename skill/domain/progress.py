"""How the walker is doing: today, this week against its target, last week."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from skill.domain.calendar import Week
from skill.domain.walk import Walk, WalkState

GOAL = 150
"""Moderate minutes a week. Source: handout ("2 1/2 hours a week of moderate exercise"); WHO 2020."""

STEP = 10
"""Minutes that a week's target grows over what was walked the week before."""

LOWEST_TARGET = 40
"""Minutes: four short walks, the first full rung of the walking plan."""


@dataclass(frozen=True, slots=True)
class DayProgress:
    """What was done on one day."""

    minutes: int
    walks: Sequence[Walk]
    """The finished walks, in the order they started."""


@dataclass(frozen=True, slots=True)
class WeekProgress:
    """One week up to a day, beside the week before."""

    minutes: int
    target: int
    """Minutes: what this week aims at, never more than `GOAL`."""
    full_walks: int
    active_days: int
    days_left: int
    """Days until Sunday, today included."""
    last_week: int
    """Minutes of the whole week before."""
    last_week_by_now: int
    """Minutes of the week before, up to the same weekday."""

    @property
    def is_met(self) -> bool:
        return self.minutes >= self.target

    @property
    def left_a_day(self) -> int:
        """Minutes a day that reach the target by Sunday, rounded up; zero once it is met."""
        return -(-max(self.target - self.minutes, 0) // self.days_left)


def finished(walks: Iterable[Walk], days: Iterable[date]) -> list[Walk]:
    """The walks that count, of those that started on one of `days`."""
    wanted = set(days)
    return [walk for walk in walks if walk.state is WalkState.DONE and walk.day in wanted]


def minutes_of(walks: Iterable[Walk]) -> int:
    return sum(walk.minutes for walk in walks)


def day_progress(walks: Iterable[Walk], day: date) -> DayProgress:
    done = finished(walks, [day])
    return DayProgress(minutes=minutes_of(done), walks=done)


def target_after(last_week: int) -> int:
    """This week's minutes to aim at: ten more than last week, at least `LOWEST_TARGET`, at most `GOAL`."""
    return min(max(last_week + STEP, LOWEST_TARGET), GOAL)


def week_progress(walks: Sequence[Walk], today: date) -> WeekProgress:
    """The week that `today` is in. Every minute counts, also of walks shorter than a full one (WHO 2020)."""
    week = Week.of(today)
    done = finished(walks, week)
    last_week = finished(walks, week.before)
    return WeekProgress(
        minutes=minutes_of(done),
        target=target_after(minutes_of(last_week)),
        full_walks=sum(walk.is_full for walk in done),
        active_days=len({walk.day for walk in done}),
        days_left=(week.sunday - today).days + 1,
        last_week=minutes_of(last_week),
        last_week_by_now=minutes_of(walk for walk in last_week if walk.day.weekday() <= today.weekday()),
    )
