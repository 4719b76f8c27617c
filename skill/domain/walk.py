"""A guided walk: started, checked, finished or withdrawn."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)

FULL_WALK = 10 * MINUTE
"""From here on a walk is named in the report. Source: handout ("periods of 10 minutes or more")."""

GRACE = 5 * MINUTE
"""How long past its planned end a walk still counts the real time; later the walker is asked."""

STALE = timedelta(days=14)
"""How long a walk that nobody confirmed stays open."""

LONGEST_TOLD = 120
"""Minutes: the most that a walker may say one walk took, twice the longest walk that can be timed."""

REMEMBERED_TURNS = 5


class WalkState(StrEnum):
    """Where a walk is in its life; `undone` stays as a mark, so that a late ending cannot count it again."""

    WALKING = "walking"
    DONE = "done"
    UNDONE = "undone"


class Known(StrEnum):
    """How the minutes of a walk are known: by the clock, or because the walker said so."""

    TIMED = "timed"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Walk:
    """One guided walk, from the moment it starts."""

    id: str
    started_at: datetime
    """Aware, in UTC."""
    zone: str
    """The IANA zone it started in; with it the day is fixed, wherever the walker travels."""
    planned: timedelta
    """How long the walker means to go, in whole minutes."""
    state: WalkState = WalkState.WALKING
    minutes: int = 0
    """Minutes walked: whole, at least one once done, zero before and when undone."""
    known: Known = Known.TIMED
    recorded_at: datetime | None = None
    """When it was last changed after its start; aware, in UTC."""
    revision: int = 1
    """Counts the changes, so that two devices cannot overwrite each other."""
    turns: tuple[str, ...] = ()
    """Ids of the last turns that changed it, oldest first, so that a repeated turn changes nothing."""

    @property
    def day(self) -> date:
        """The walker's own day on which it started."""
        return self.started_at.astimezone(ZoneInfo(self.zone)).date()

    @property
    def ends_at(self) -> datetime:
        return self.started_at + self.planned

    @property
    def is_full(self) -> bool:
        return self.minutes * MINUTE >= FULL_WALK

    def elapsed(self, now: datetime) -> timedelta:
        """Time since the start at `now`: never negative, whatever the clocks say."""
        return max(now - self.started_at, timedelta())

    def time_left(self, now: datetime) -> timedelta:
        """Time still to walk at `now`: zero once over, never more than planned."""
        return max(self.planned - self.elapsed(now), timedelta())

    def is_under_way(self, now: datetime) -> bool:
        """Whether somebody may well be walking at `now`: until then it is the clock that tells how long it took."""
        return self.state is WalkState.WALKING and now <= self.ends_at + GRACE

    def is_unconfirmed(self, now: datetime) -> bool:
        """Its time is long over, nobody said how it ended, and it is not too long ago to ask."""
        return self.state is WalkState.WALKING and self.ends_at + GRACE < now <= self.started_at + STALE

    def can_have_taken(self, minutes: int, now: datetime) -> bool:
        """Whether a walker who says it took `minutes` can be right: no longer than since the start."""
        return 1 <= minutes <= min(whole_minutes(self.elapsed(now)), LONGEST_TOLD)

    def replanned(self, planned: timedelta, *, at: datetime, turn: str) -> "Walk":
        """The same walk with another length."""
        return self._changed(at, turn, planned=planned)

    def ended(self, *, at: datetime, turn: str) -> "Walk":
        """Over at `at`, by the clock: done with whole minutes, rounded to the nearest; withdrawn under one minute."""
        if self.elapsed(at) < MINUTE:
            return self.withdrawn(at=at, turn=turn)
        return self._changed(at, turn, state=WalkState.DONE, minutes=whole_minutes(self.elapsed(at)))

    def told(self, minutes: int, *, at: datetime, turn: str) -> "Walk":
        """Done, with the minutes that the walker says it took."""
        return self._changed(at, turn, state=WalkState.DONE, minutes=minutes, known=Known.TOLD)

    def withdrawn(self, *, at: datetime, turn: str) -> "Walk":
        """Not to be counted."""
        return self._changed(at, turn, state=WalkState.UNDONE, minutes=0)

    def _changed(self, at: datetime, turn: str, **changes: object) -> "Walk":
        turns = (*self.turns, turn)[-REMEMBERED_TURNS:]
        return replace(self, recorded_at=at, revision=self.revision + 1, turns=turns, **changes)  # type: ignore[arg-type]


def begin(*, turn: str, at: datetime, zone: str, planned: timedelta) -> Walk:
    """A new walk, named after the turn that starts it, so that a repeated turn starts it once."""
    return Walk(id=turn, started_at=at, zone=zone, planned=planned, turns=(turn,))


def whole_minutes(length: timedelta) -> int:
    """`length` in minutes, rounded to the nearest, at least one. 90 s -> 2."""
    return max(1, int(length / MINUTE + 0.5))
