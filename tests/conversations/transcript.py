"""Conversations written down in YAML: how they are read, played and judged.

A file is a list of transcripts:

    - title: A walk cut short counts what was walked
      zone: Europe/Berlin            # optional; null for a device without one; America/New_York unless said
      locale: en-GB                  # optional; en-US unless said
      turns:
        - at: 2026-01-05T08:00:00Z   # optional; moves the clock there, or on by +10m, +3d
          user: alexa, ask my back walk to start a fifteen minute walk
          intent: StartWalkIntent
          slots: {length: PT15M}     # all that were filled; the value, or the id it was matched with
          alexa: "Fifteen minutes, starting now."
          contains: minutes          # text, or a list of texts, in any letter case
          lacks: [sorry, "?"]
          listening: false
        - user: thank you
          nobody: true               # nobody was listening

Unless its first turn says otherwise, a conversation begins on Monday, 5 January 2026, at eight in New York.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from skill.local.clock import read_instant, read_short_duration
from skill.local.companion import Companion
from skill.local.faults import Refused
from tests.replies import check_brevity, check_reply

Json = dict[str, Any]

BEGINS = datetime(2026, 1, 5, 13, 0, tzinfo=UTC)
TIME_ZONE = "America/New_York"
LOCALE = "en-US"

_EXPECTATIONS = {"intent", "slots", "alexa", "contains", "lacks", "listening", "nobody"}
_TURN_KEYS = {"at", "user"} | _EXPECTATIONS
_TRANSCRIPT_KEYS = {"title", "zone", "locale", "turns"}
_TRUTHS = {"true": True, "false": False}
_NULLS = ("null", "~", "")


class BadTranscript(Exception):
    """A transcript is not written as it should be; the message says where and what is wrong."""


@dataclass(frozen=True, slots=True)
class WrittenTurn:
    """What the walker says, and what is expected of the answer; None where nothing is."""

    user: str
    at: str | None
    intent: str | None
    slots: Mapping[str, str] | None
    alexa: str | None
    contains: Sequence[str]
    lacks: Sequence[str]
    listening: bool | None
    nobody: bool

    def moment(self, now: datetime) -> datetime:
        """When it is said, given the time of the turn before."""
        match self.at:
            case None:
                return now
            case at if at.startswith("+"):
                return now + read_short_duration(at[1:])
            case at:
                return read_instant(at)

    def complaints(self, turn: Json) -> list[str]:
        """Everything in the companion's turn that is not as expected."""
        if self.nobody:
            return [] if turn["heard"] is None else ["somebody was listening"]
        if turn["heard"] is None:
            return ["nobody was listening"]
        spoken = turn["spoken"]
        complaints = [
            *_differs("intent", self.intent, turn["heard"]["intent"]),
            *_differs("alexa", self.alexa, spoken),
            *_differs("listening", self.listening, turn["listening"]),
            *(f"contains: {text!r} was not said" for text in self.contains if text.lower() not in spoken.lower()),
            *(f"lacks: {text!r} was said" for text in self.lacks if text.lower() in spoken.lower()),
            *(event["message"] for event in turn["events"] if "message" in event),
        ]
        if self.slots is not None and not _fits(self.slots, turn["heard"]["slots"]):
            complaints.append(f"slots: expected {dict(self.slots)}, heard {turn['heard']['slots']}")
        return complaints


@dataclass(frozen=True, slots=True)
class Transcript:
    """One conversation, from an empty diary on."""

    title: str
    zone: str | None
    locale: str
    turns: Sequence[WrittenTurn]

    def play(self, companion: Companion) -> None:
        """Plays it from the start; raises AssertionError with the conversation so far where it goes wrong."""
        __tracebackhide__ = True
        now = self.turns[0].moment(BEGINS)
        companion.reset(now)
        companion.set_time_zone(self.zone)
        played: list[str] = []
        for number, written in enumerate(self.turns):
            then = written.moment(now) if number else now
            events = companion.advance(then - now)["events"] if then != now else []
            now = then
            turn = companion.say(written.user, self.locale)
            played += [*_told(events), *_told_turn(now, written.user, turn)]
            complaints = [*written.complaints(turn), *_broken_rules(turn)]
            assert not complaints, "\n".join(["", self.title, *played, *(f"  ! {each}" for each in complaints)])


def read_transcripts(path: Path) -> list[Transcript]:
    """The transcripts of one file; raises BadTranscript."""
    try:
        # Every scalar stays the text it is: "no" is something people say.
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise BadTranscript(f"{path.name}: {error}") from error
    if not isinstance(content, list):
        raise BadTranscript(f"{path.name}: a list of transcripts is needed")
    return [_transcript(each, f"{path.name}, transcript {number}") for number, each in enumerate(content, start=1)]


def _transcript(written: Any, where: str) -> Transcript:
    _check_keys(written, where, known=_TRANSCRIPT_KEYS, needed={"title", "turns"})
    where = f"{where} ({written['title']})"
    zone = written.get("zone", TIME_ZONE)
    turns = [_turn(turn, f"{where}, turn {number}") for number, turn in enumerate(written["turns"], start=1)]
    if not turns:
        raise BadTranscript(f"{where}: it has no turns")
    _check_order(turns, where)
    return Transcript(
        title=written["title"],
        zone=None if zone in _NULLS else zone,
        locale=written.get("locale", LOCALE),
        turns=turns,
    )


def _turn(written: Any, where: str) -> WrittenTurn:
    _check_keys(written, where, known=_TURN_KEYS, needed={"user"})
    expected = _EXPECTATIONS & written.keys()
    if not expected:
        raise BadTranscript(f"{where}: nothing is expected of it; add one of {', '.join(sorted(_EXPECTATIONS))}")
    nobody = _truth(written, "nobody", where)
    if "nobody" in expected and (not nobody or len(expected) > 1):
        raise BadTranscript(f"{where}: nobody is either true, and then all that is expected, or left out")
    return WrittenTurn(
        user=written["user"],
        at=written.get("at"),
        intent=written.get("intent"),
        slots=written.get("slots"),
        alexa=written.get("alexa"),
        contains=_texts(written.get("contains", [])),
        lacks=_texts(written.get("lacks", [])),
        listening=_truth(written, "listening", where),
        nobody=bool(nobody),
    )


def _check_order(turns: Sequence[WrittenTurn], where: str) -> None:
    now = BEGINS
    for number, turn in enumerate(turns, start=1):
        try:
            then = turn.moment(now)
        except Refused as refusal:
            raise BadTranscript(f"{where}, turn {number}: {refusal}") from refusal
        if number > 1 and then < now:
            raise BadTranscript(f"{where}, turn {number}: it is before the turn before it")
        now = then


def _check_keys(written: Any, where: str, known: set[str], needed: set[str]) -> None:
    if not isinstance(written, dict):
        raise BadTranscript(f"{where}: a mapping is needed")
    if unknown := written.keys() - known:
        raise BadTranscript(f"{where}: unknown key {', '.join(sorted(unknown))}; known are {', '.join(sorted(known))}")
    if missing := needed - written.keys():
        raise BadTranscript(f"{where}: {', '.join(sorted(missing))} is missing")


def _truth(written: Mapping[str, str], key: str, where: str) -> bool | None:
    if key not in written:
        return None
    if written[key] not in _TRUTHS:
        raise BadTranscript(f"{where}: {key} is true or false")
    return _TRUTHS[written[key]]


def _texts(value: str | Sequence[str]) -> Sequence[str]:
    return [value] if isinstance(value, str) else value


def _differs(what: str, expected: object, found: object) -> list[str]:
    return [] if expected is None or expected == found else [f"{what}: expected {expected!r}, got {found!r}"]


def _fits(expected: Mapping[str, str], heard: Mapping[str, Json]) -> bool:
    return expected.keys() == heard.keys() and all(
        expected[name] in (slot["value"], slot.get("id")) for name, slot in heard.items()
    )


def _broken_rules(turn: Json) -> list[str]:
    if turn["response"] is None:
        return []
    try:
        check_reply(turn["response"])
        check_brevity(turn["heard"]["intent"], turn["response"])
    except AssertionError as broken:
        return [str(broken)]
    return []


def _told(events: Sequence[Json]) -> list[str]:
    return [f"  {event['at']}  ({event['kind']})  {event.get('spoken', '')}".rstrip() for event in events]


def _told_turn(now: datetime, user: str, turn: Json) -> list[str]:
    said = f"  {now:%Y-%m-%dT%H:%M:%SZ}  user:  {user}"
    if turn["heard"] is None:
        return [said, f"{'':24}(nobody was listening)"]
    microphone = "the microphone is open" if turn["listening"] else "the microphone is closed"
    return [said, f"{'':24}alexa: {turn['spoken']}", f"{'':24}({turn['heard']['intent']}; {microphone})"]
