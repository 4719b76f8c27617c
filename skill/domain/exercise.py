"""What a person may ask about, and whether a sore lower back usually likes it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from skill.domain.phrase import normalised


class Verdict(StrEnum):
    """The answer about an exercise. One that is not in the catalogue has none: its answer is to ask a professional."""

    GOOD = "good"
    CARE = "care"
    AVOID = "avoid"


_LEADING_WORDS = re.compile(r"^(?:(?:do|doing|my|our|some|a|an|the|these|those) )+")

STRICTNESS = {Verdict.GOOD: 0, Verdict.CARE: 1, Verdict.AVOID: 2}


@dataclass(frozen=True, slots=True)
class Exercise:
    """One row of the catalogue; its verdict is for an adult with ordinary low back pain and no warning sign."""

    id: str
    name: str
    """As it stands in a sentence, with its article where it needs one."""
    synonyms: tuple[str, ...]
    category: str
    verdict: Verdict
    why: str
    """One sentence."""
    how: str
    """One sentence: how to do it gently."""
    instead: tuple[str, ...]
    """Ids of at most two exercises to do instead, never ones to avoid."""
    counts: bool
    """Whether its minutes are moderate ones and add to the week."""
    loggable: bool
    """Whether it is something a person does for so many minutes."""
    from_handout: bool
    """Whether the handout itself gives the verdict."""
    sources: str


class Exercises:
    """The catalogue of exercises, found by id or by what people call them."""

    def __init__(self, rows: Iterable[Exercise]) -> None:
        self._by_id: Mapping[str, Exercise] = {row.id: row for row in rows}
        self._by_name = {name: row for row in self._by_id.values() for name in _names(row)}

    def __iter__(self) -> Iterator[Exercise]:
        return iter(self._by_id.values())

    def __getitem__(self, exercise_id: str) -> Exercise:
        return self._by_id[exercise_id]

    def find(self, said: str, resolved: str | None = None) -> Exercise | None:
        """The exercise that was meant, or None when it is not in the catalogue.

        `said` is the raw value, `resolved` the id that Alexa took it for. Where the two disagree, the stricter
        verdict wins: a wrong "leave it out" costs less than a wrong "go ahead".
        """
        return _strictest([self._named(normalised(said)), self._by_id.get(resolved or "")])

    def _named(self, said: str) -> Exercise | None:
        """The exercise of that name; of several joined by "and" the strictest, if all of them are known."""
        if found := self._by_name.get(said) or self._by_name.get(_LEADING_WORDS.sub("", said)):
            return found
        parts = said.split(" and ")
        named = [self._named(part) for part in parts] if len(parts) > 1 else []
        return _strictest(named) if all(named) else None


def _strictest(found: Iterable[Exercise | None]) -> Exercise | None:
    known = [exercise for exercise in found if exercise is not None]
    return max(known, key=lambda exercise: STRICTNESS[exercise.verdict], default=None)


def _names(row: Exercise) -> set[str]:
    return {normalised(name) for name in (row.id.replace("_", " "), row.name, *row.synonyms)}
