"""Walks and exercises for tests, each given by what matters about it."""

from datetime import UTC, datetime, timedelta

from skill.domain.diary import Diary, Profile
from skill.domain.exercise import Exercise, Verdict
from skill.domain.walk import MINUTE, Walk, begin

SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
"""A Monday."""


def walk_of(*, minutes: int = 15, started_at: datetime = NOON, zone: str = "UTC", turn: str = "start") -> Walk:
    """A walk under way, planned to take so many minutes."""
    return begin(turn=turn, at=started_at, zone=zone, planned=minutes * MINUTE)


def finished_walk(*, minutes: int = 15, started_at: datetime = NOON, zone: str = "UTC", turn: str = "") -> Walk:
    """A walk that took as many minutes as were planned; named after its start unless `turn` is given."""
    walk = walk_of(minutes=minutes, started_at=started_at, zone=zone, turn=turn or started_at.isoformat())
    return walk.ended(at=walk.ends_at, turn=f"end of {walk.id}")


def diary_of(*walks: Walk, profile: Profile | None = None) -> Diary:
    """A diary that holds `walks`, given in the order they started."""
    return Diary(walks=walks, profile=profile or Profile())


def exercise_of(
    exercise_id: str = "swimming",
    *,
    name: str = "",
    synonyms: tuple[str, ...] = (),
    verdict: Verdict = Verdict.GOOD,
) -> Exercise:
    """A row of the catalogue; without a name it is called by its id."""
    return Exercise(
        id=exercise_id,
        name=name or exercise_id.replace("_", " "),
        synonyms=synonyms,
        category="sport",
        verdict=verdict,
        why="It moves you.",
        how="Start slowly.",
        instead=(),
        counts=True,
        loggable=True,
        from_handout=False,
        sources="reasoned",
    )
