"""What a turn reads of a raw request, and nothing else.

The SDK refuses a whole request for one word that it does not know, be it about a screen that nobody asked for. A new
Echo must not make the skill mute, least of all for somebody who needs help.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from skill.alexa.session import Session
from skill.raw_json import at

Json = dict[str, Any]

SESSION_END_REASONS = ("USER_INITIATED", "ERROR", "EXCEEDED_MAX_REPROMPTS")
ANSWERED = ("LaunchRequest", "IntentRequest", "SessionEndedRequest")
"""The types of request that the skill knows."""

LONGEST_VALUE = 200
"""Characters: nobody says more in one breath, and it may be said back."""

YEARS = range(2000, 2100)
"""Years that a request can come from; beyond them time cannot be reckoned with."""

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Unanswerable(Exception):
    """A request that cannot be answered; the text says why, without a word of what was said."""


def application_id(event: Any) -> str:
    """The id of the skill that a raw request is for; empty when it names none."""
    return _text(at(event, "context", "System", "application", "applicationId"))


def readable(event: Any) -> Json:
    """`event`, cut to what a turn reads, each part of its right type. Raises Unanswerable."""
    session = at(event, "session")
    system = at(event, "context", "System")
    return {
        "version": "1.0",
        "session": _session(session) if isinstance(session, Mapping) else None,
        "context": {"System": _system(system)},
        "request": _request(at(event, "request")),
    }


def _request(raw: Any) -> Json:
    kind, request_id = _text(at(raw, "type")), _text(at(raw, "requestId"))
    if kind not in ANSWERED:
        raise Unanswerable("a type of request that is not known")
    if not request_id:
        raise Unanswerable("no request id")
    request: Json = {
        "type": kind,
        "requestId": request_id,
        "timestamp": _moment(at(raw, "timestamp")).isoformat(),
        "locale": _text(at(raw, "locale")),
    }
    if kind == "IntentRequest":
        request["intent"] = _intent(at(raw, "intent"))
    if at(raw, "reason") in SESSION_END_REASONS:
        request["reason"] = raw["reason"]
    return request


def _intent(raw: Any) -> Json:
    slots = at(raw, "slots")
    slots = slots if isinstance(slots, Mapping) else {}
    return {"name": _text(at(raw, "name")), "slots": {_text(name): _slot(slot) for name, slot in slots.items()}}


def _slot(raw: Any) -> Json:
    slot: Json = {"value": _text(at(raw, "value"))[:LONGEST_VALUE]}
    if resolved := _resolved_id(raw):
        match = {"status": {"code": "ER_SUCCESS_MATCH"}, "values": [{"value": {"id": resolved}}]}
        slot["resolutions"] = {"resolutionsPerAuthority": [match]}
    return slot


def _resolved_id(slot: Any) -> str:
    authorities = at(slot, "resolutions", "resolutionsPerAuthority")
    for authority in authorities if isinstance(authorities, list) else []:
        values = at(authority, "values")
        if at(authority, "status", "code") == "ER_SUCCESS_MATCH" and isinstance(values, list) and values:
            return _text(at(values[0], "value", "id"))
    return ""


def _session(raw: Any) -> Json:
    return {
        "new": at(raw, "new") is True,
        "user": _user(raw),
        "attributes": Session.from_attributes(at(raw, "attributes")).to_attributes(),
    }


def _system(raw: Any) -> Json:
    return {
        "application": {"applicationId": _text(at(raw, "application", "applicationId"))},
        "user": _user(raw),
        "device": {"deviceId": _text(at(raw, "device", "deviceId"))},
        "apiEndpoint": _text(at(raw, "apiEndpoint")),
        "apiAccessToken": _text(at(raw, "apiAccessToken")),
    }


def _user(raw: Any) -> Json | None:
    user_id = _text(at(raw, "user", "userId"))
    return {"userId": user_id} if user_id else None


def _moment(raw: Any) -> datetime:
    """The time of a request, in UTC; one that names no zone is in UTC already."""
    try:
        moment = datetime.fromisoformat(_text(raw))
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise Unanswerable("a timestamp that makes no sense") from None
    if moment.year not in YEARS:
        raise Unanswerable("a timestamp that makes no sense")
    return moment


def _text(value: Any) -> str:
    """`value` without characters that no speech and no table can hold; empty when it is no text."""
    return _UNFIT.sub("", value) if isinstance(value, str) else ""
