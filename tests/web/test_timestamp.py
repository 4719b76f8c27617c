"""When a request was made: within 150 seconds of now, and for skill events within the hour before."""

from datetime import timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.web.alexa import Alexa, Case, Cases

SECOND = timedelta(seconds=1)
MOMENT = timedelta(microseconds=1)
HOUR = timedelta(hours=1)
EVENT = "AlexaSkillEvent.SkillDisabled"


def aged(age: timedelta) -> Case:
    return lambda alexa: alexa.says(alexa.event(age=age))


def stamped(timestamp: Any) -> Case:
    return lambda alexa: alexa.says(alexa.event(timestamp=timestamp))


def event(age: timedelta, kind: str = EVENT) -> Case:
    return lambda alexa: alexa.says(alexa.event(age=age, type=kind, intent=None))


REFUSED: Cases = {
    "more than 150 seconds old": aged(150 * SECOND + MOMENT),
    "more than 150 seconds ahead": aged(-150 * SECOND - MOMENT),
    "missing": stamped(None),
    "not to be understood": stamped("yesterday"),
    "an integer": stamped(1767618000),
    "without a zone": stamped("2026-01-05T13:00:00"),
    "of a skill event more than 3600 seconds old": event(HOUR + MOMENT),
}

BEYOND: Cases = {
    "empty": stamped(""),
    "a list": stamped(["2026-01-05T13:00:00Z"]),
    "the right minute of another zone": stamped("2026-01-05T13:00:00+01:00"),
    "the beginning of time": stamped("0001-01-01T00:00:00+23:59"),
    "the end of time": stamped("9999-12-31T23:59:59-23:59"),
    "of a skill event more than 150 seconds ahead": event(-150 * SECOND - MOMENT),
    "of a word that begins like a skill event": event(200 * SECOND, f"{EVENT}s"),
    "of an intent that calls itself a skill event": lambda alexa: alexa.says(
        alexa.event(age=200 * SECOND) | {"type": EVENT}
    ),
}

PASSING: Cases = {
    "150 seconds old": aged(150 * SECOND),
    "150 seconds ahead": aged(-150 * SECOND),
    "a second old": aged(SECOND),
    "a second ahead": aged(-SECOND),
    "with a Z": stamped("2026-01-05T13:00:00Z"),
    "with thousandths of a second": stamped("2026-01-05T13:00:00.123Z"),
    "in another zone": stamped("2026-01-05T14:00:00+01:00"),
}

EVENTS_THAT_PASS: Cases = {
    "of a skill event within the hour": event(HOUR),
}


@pytest.mark.parametrize("send", [*REFUSED.values(), *BEYOND.values()], ids=[*REFUSED, *BEYOND])
def test_a_request_is_refused_whose_timestamp_is(alexa: Alexa, send: Case) -> None:
    alexa.check_refused(send(alexa))

    assert alexa.site.asked == []


@pytest.mark.parametrize("send", PASSING.values(), ids=PASSING)
def test_a_request_passes_whose_timestamp_is(alexa: Alexa, send: Case) -> None:
    alexa.check_answered(send(alexa))


@pytest.mark.parametrize("send", EVENTS_THAT_PASS.values(), ids=EVENTS_THAT_PASS)
def test_an_event_passes_whose_timestamp_is(alexa: Alexa, send: Case) -> None:
    response: TestResponse = send(alexa)

    assert response.status_code == 200
    assert len(alexa.dispatched) == 1
