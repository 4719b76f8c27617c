"""What a request's body must be before anybody looks at its signature."""

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any, Never

from skill.raw_json import at
from skill.verification.refused import Refused

Json = dict[str, Any]

DEEPEST = 100
"""Lists and objects within each other; Alexa's requests have about ten."""
MARKS = (b"[", b"{", b",", b'"')
"""What takes a parser's time."""
MOST_MARKS = 50_000
"""In a body; Alexa's have hundreds. To read many more would take longer than to answer."""

TOLERANCE = timedelta(seconds=150)
"""Between the time of a request and ours, either way. Source: Amazon's SDK for Python, verifier_constants.py."""
EVENT_TOLERANCE = timedelta(hours=1)
"""For skill events, which are delivered again until they are taken. Source: the same."""
EVENTS = (
    "AlexaSkillEvent.SkillEnabled",
    "AlexaSkillEvent.SkillDisabled",
    "AlexaSkillEvent.SkillPermissionChanged",
    "AlexaSkillEvent.SkillPermissionAccepted",
    "AlexaSkillEvent.SkillAccountLinked",
)

_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
"""A string, or the rest of the text when it does not end: no part is looked at twice."""
_STEPS = bytes.maketrans(b"[{]}", b"\x01\x01\xff\xff")
_ALL_BUT_BRACKETS = bytes(set(range(256)) - set(b"[{]}"))


def check_body(body: bytes, skill_id: str, now: datetime) -> None:
    """Whether `body` is a request for this very skill, made about `now`. Raises Refused."""
    event = _event(body)
    _check_skill(event, skill_id)
    _check_time(event["request"], now)


def _event(body: bytes) -> Json:
    if sum(map(body.count, MARKS)) > MOST_MARKS:
        raise Refused("the body has too many parts")
    # The parser calls itself for every level, and a thread's stack may be small: what is too deep must not reach it.
    if _depth(body) > DEEPEST:
        raise Refused("the body is nested too deep")
    try:
        event = json.loads(body.decode("utf-8"), parse_constant=_no_json)
    except ValueError:
        raise Refused("the body is not JSON in UTF-8") from None
    for part in ("request", "context"):
        if not isinstance(at(event, part), Mapping):
            raise Refused(f"the body has no {part}")
    return dict(event)


def _check_skill(event: Json, skill_id: str) -> None:
    named = [at(event, "context", "System", "application")]
    if at(event, "session", "application") is not None:
        named.append(at(event, "session", "application"))
    if any(at(application, "applicationId") != skill_id for application in named):
        raise Refused("it is for another skill")


def _check_time(request: Json, now: datetime) -> None:
    age = now - _moment(request.get("timestamp"))
    oldest = EVENT_TOLERANCE if request.get("type") in EVENTS else TOLERANCE
    if age > oldest:
        raise Refused("it is too old")
    if age < -TOLERANCE:
        raise Refused("it comes from the future")


def _moment(timestamp: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(timestamp)
    except (TypeError, ValueError):
        raise Refused("its timestamp makes no sense") from None
    if moment.tzinfo is None:
        raise Refused("its timestamp names no zone")
    return moment


def _depth(text: bytes) -> int:
    brackets = _STRING.sub(b"", text).translate(_STEPS, _ALL_BUT_BRACKETS)
    return max(accumulate(memoryview(brackets).cast("b"), initial=0))


def _no_json(constant: str) -> Never:
    raise ValueError(f"{constant} is a word of JavaScript's")
