"""The diary: all that is known of a walker, their recent walks and what was already said to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from skill.domain.calendar import Week
from skill.domain.progress import finished, minutes_of
from skill.domain.walk import Walk, WalkState


@dataclass(frozen=True, slots=True)
class Said:
    """Something that is said seldom: when it was, and in which turn, so that a repeated turn says it again."""

    at: datetime
    """Aware, in UTC."""
    turn: str


@dataclass(frozen=True, slots=True)
class DeviceZone:
    """The time zone that a device gave last."""

    name: str
    device: str
    at: datetime
    """When it was noted; aware, in UTC."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is kept beside the days. A field is None until it first happens."""

    welcomed: Said | None = None
    asked: Said | None = None
    """The last question about a walk that nobody confirmed; `at` is when that walk started."""
    big_step: Said | None = None
    """The last time a big step up was questioned."""
    zone: DeviceZone | None = None


@dataclass(frozen=True, slots=True)
class Diary:
    """A walker's recent walks, in the order they started, and their profile."""

    walks: Sequence[Walk] = ()
    profile: Profile = field(default_factory=Profile)
    begun: Mapping[date, int] = field(default_factory=dict)
    """How many walks were begun on a day; who begins one more must still find as many."""

    def was_welcomed_before(self, turn: str) -> bool:
        """Whether the walker has heard the welcome in another turn than this one."""
        return self.profile.welcomed is not None and self.profile.welcomed.turn != turn

    def walk(self, walk_id: str) -> Walk | None:
        return next((walk for walk in self.walks if walk.id == walk_id), None)

    def changed_by(self, turn: str) -> Walk | None:
        """The walk that this very turn changed before: Alexa may send a request twice."""
        return next((walk for walk in self.walks if turn in walk.turns), None)

    @property
    def last_finished(self) -> Walk | None:
        """The newest walk that counts."""
        return next((walk for walk in reversed(self.walks) if walk.state is WalkState.DONE), None)

    def under_way(self, now: datetime) -> Walk | None:
        return next((walk for walk in reversed(self.walks) if walk.is_under_way(now)), None)

    def open_walk(self, now: datetime) -> Walk | None:
        """The newest walk whose end is still to be said, under way or not."""
        return next((walk for walk in reversed(self.walks) if walk.is_under_way(now) or walk.is_unconfirmed(now)), None)

    def to_ask_about(self, now: datetime, turn: str) -> Walk | None:
        """The oldest walk that nobody confirmed and nobody was asked about before this turn."""
        return next((walk for walk in self.walks if walk.is_unconfirmed(now) and not self._was_asked(walk, turn)), None)

    def is_first_start(self, walk: Walk) -> bool:
        """Whether `walk` is the first of its day; one that was withdrawn counts, for its words were heard."""
        return not any(other.day == walk.day and other.started_at < walk.started_at for other in self.walks)

    def is_first_ending(self, walk: Walk) -> bool:
        """Whether `walk` is the first finished one of its day."""
        return all(other.id == walk.id for other in finished(self.walks, [walk.day]))

    def minutes_in_week_of(self, day: date) -> int:
        return minutes_of(finished(self.walks, Week.of(day)))

    def with_walk(self, changed: Walk) -> "Diary":
        """This diary with `changed` in place of the walk of the same id, or added."""
        others = [walk for walk in self.walks if walk.id != changed.id]
        is_new = len(others) == len(self.walks)
        begun = {**self.begun, changed.day: self.begun.get(changed.day, 0) + 1} if is_new else self.begun
        return Diary(walks=in_order([*others, changed]), profile=self.profile, begun=begun)

    def _was_asked(self, walk: Walk, turn: str) -> bool:
        asked = self.profile.asked
        if asked is None or walk.started_at > asked.at:
            return False
        return walk.started_at < asked.at or asked.turn != turn


def in_order(walks: Sequence[Walk]) -> tuple[Walk, ...]:
    return tuple(sorted(walks, key=lambda walk: (walk.started_at, walk.id)))
