"""What a body must be, signed or not: a request in JSON, of a size and depth that Alexa's have."""

import json
from typing import Any

import pytest
from werkzeug.test import TestResponse

from skill.web import MOST_BYTES
from tests.alexa.walker import SKILL_ID
from tests.web.alexa import Alexa, Case, Cases, headers, in_json


def raw(body: bytes) -> Case:
    """Signed by Alexa, so that nothing but the body itself is at fault."""
    return lambda alexa: alexa.posts(body, headers(body).items())


def without(part: str) -> Case:
    return changed(lambda event: event.pop(part))


def nothing_in(part: str) -> Case:
    return changed(lambda event: event.update({part: None}))


def changed(change: Any) -> Case:
    def send(alexa: Alexa) -> TestResponse:
        event = alexa.event()
        change(event)
        return alexa.says(event)

    return send


def with_text(text: str) -> Case:
    """A sound request with some JSON put in, as it is written."""

    def send(alexa: Alexa) -> TestResponse:
        body = in_json(alexa.event() | {"extra": "PLACE"}).replace(b'"PLACE"', text.encode())
        return alexa.posts(body, headers(body).items())

    return send


def in_encoding(name: str) -> Case:
    def send(alexa: Alexa) -> TestResponse:
        body = json.dumps(alexa.event()).encode(name)
        return alexa.posts(body, headers(body).items())

    return send


def of_size(size: int) -> Case:
    def send(alexa: Alexa) -> TestResponse:
        body = in_json(alexa.event())
        body += b" " * (size - len(body))
        return alexa.posts(body, headers(body).items())

    return send


REFUSED: Cases = {
    "an empty body": raw(b""),
    "null": raw(b"null"),
    "a JSON list": raw(b"[]"),
    "what is not JSON": raw(b"{request: {}}"),
    "what is not UTF-8": in_encoding("utf-16"),
    "no request": without("request"),
    "no context": without("context"),
    "more than the limit": of_size(MOST_BYTES + 1),
    "lists nested a thousand deep": with_text("[" * 1000 + "]" * 1000),
}

BEYOND: Cases = {
    "a request that is null": nothing_in("request"),
    "a context that is null": nothing_in("context"),
    "bytes that are no UTF-8": raw(b'{"request": {}, "context": {}, "\xff": 1}'),
    "a mark of byte order": in_encoding("utf-8-sig"),
    "UTF-32": in_encoding("utf-32"),
    "a number": raw(b"7"),
    "a text": raw(b'"request"'),
    "not a number": with_text("NaN"),
    "infinity": with_text("-Infinity"),
    "a number of a hundred thousand digits": with_text("1" * 100_000),
    "objects nested a thousand deep": with_text('{"a":' * 1000 + "1" + "}" * 1000),
    "lists nested a hundred thousand deep": with_text("[" * 100_000 + "]" * 100_000),
    "lists nested a thousand deep and never closed": raw(b"[" * 1000),
    "depth behind a string that never ends": raw(b'{"a": ' + b"[" * 1000 + b'"'),
    "two objects": raw(b"{}{}"),
    "more numbers than anybody says": with_text("[" + "1," * 50_000 + "1]"),
    "more texts than anybody says": with_text("[" + '"",' * 50_000 + '""]'),
    "more objects than anybody says": with_text("[" + "{}," * 50_000 + "{}]"),
}

PASSING: Cases = {
    "just the limit": of_size(MOST_BYTES),
    "brackets in what was said": with_text(json.dumps('[{"' * 1000)),
    "a backslash at the end of a string": with_text('"\\\\"'),
    "lists nested fifty deep": with_text("[" * 50 + "]" * 50),
    "many lists beside each other": with_text("[" + "[]," * 5000 + "[]]"),
}


@pytest.mark.parametrize("send", [*REFUSED.values(), *BEYOND.values()], ids=[*REFUSED, *BEYOND])
def test_a_request_is_refused_with(alexa: Alexa, send: Case) -> None:
    alexa.check_refused(send(alexa))

    assert alexa.site.asked == []


@pytest.mark.parametrize("send", PASSING.values(), ids=PASSING)
def test_a_request_passes_with(alexa: Alexa, send: Case) -> None:
    alexa.check_answered(send(alexa))


@pytest.mark.parametrize("kind", [None, 7, [], {}, ["AlexaSkillEvent.SkillDisabled"]])
def test_a_type_of_any_shape_is_answered_with_nothing(alexa: Alexa, kind: Any) -> None:
    event = alexa.event()
    event["request"]["type"] = kind

    response = alexa.says(event)

    assert (response.status_code, response.get_json()) == (200, {"version": "1.0", "response": {}})


def test_a_key_given_twice_is_the_same_to_the_check_and_to_the_skill(alexa: Alexa) -> None:
    """The last one counts for both: nobody can show one skill's id to the check and another's to the skill."""
    ours, another = (json.dumps({"System": {"application": {"applicationId": name}}}) for name in (SKILL_ID, "another"))
    event = in_json(alexa.event() | {"context": 1, "context again": 2}).replace(b"context again", b"context")

    ours_first = event.replace(b'"context": 1', b'"context": ' + ours.encode()).replace(
        b": 2", b": " + another.encode()
    )

    alexa.check_refused(alexa.posts(ours_first, headers(ours_first).items()))


def test_a_form_is_no_way_round_the_signature(alexa: Alexa) -> None:
    body = in_json(alexa.event())
    form = "application/x-www-form-urlencoded"

    answer = alexa.service.post("/alexa", data=body, headers=list(headers(body).items()), content_type=form)

    alexa.check_answered(answer)


def test_a_compressed_body_is_taken_as_it_is(alexa: Alexa) -> None:
    body = in_json(alexa.event())
    alike = [*headers(body).items(), ("Content-Encoding", "gzip")]

    alexa.check_answered(alexa.posts(body, alike))
