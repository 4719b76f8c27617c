"""The only reader of `content/`: exercises, warning signs and the words of a language, as domain values."""

import csv
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from skill.domain.exercise import Exercise, Exercises, Verdict
from skill.domain.red_flag import RedFlag, RedFlags

CONTENT = Path(__file__).parent / "content"


@cache
def exercises() -> Exercises:
    """Every exercise that a person may ask about, in the order of the file."""
    with (CONTENT / "exercises.csv").open(encoding="utf-8", newline="") as file:
        return Exercises(_exercise(row) for row in csv.DictReader(file))


@cache
def red_flags() -> RedFlags:
    """Every warning sign, the ones with most at stake first."""
    return RedFlags(
        RedFlag(id=sign["id"], script=sign["script"], phrases=tuple(sign["phrases"]), source=sign["source"])
        for sign in _json("red_flags.json")
    )


@cache
def wording(language: str) -> Mapping[str, Mapping[str, str]]:
    """What is said in a language, by conversation and key; the text holds `{holes}` for values."""
    words: Mapping[str, Mapping[str, str]] = _json(f"speech/{language}.json")
    return words


@cache
def places() -> Mapping[str, Mapping[str, str]]:
    """By locale, what differs from place to place: emergency number, crisis line, therapist, likely time zone."""
    by_locale: Mapping[str, Mapping[str, str]] = _json("places.json")
    return by_locale


def _exercise(row: Mapping[str, str]) -> Exercise:
    return Exercise(
        id=row["id"],
        name=row["name"],
        synonyms=tuple(row["synonyms"].split(";")),
        category=row["category"],
        verdict=Verdict(row["verdict"]),
        why=row["why"],
        how=row["how"],
        instead=tuple(filter(None, row["instead"].split(";"))),
        counts=row["moderate_minutes_count"] == "yes",
        loggable=row["loggable"] == "yes",
        from_handout=row["handout"] == "yes",
        sources=row["sources"],
    )


def _json(name: str) -> Any:
    return json.loads((CONTENT / name).read_text(encoding="utf-8"))
