"""A request that truly is Alexa's is always answered with 200, and a walk counts once."""

import logging
from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from skill.app import BackWalk
from tests.alexa.walker import Json, intent_request
from tests.web.alexa import Alexa, Case, Cases, headers, in_json

EMPTY = {"version": "1.0", "response": {}}


def unknown_type(alexa: Alexa) -> TestResponse:
    return alexa.says(alexa.event(type="Alexa.Tomorrow.Request"))


def unknown_value(alexa: Alexa) -> TestResponse:
    return alexa.says(alexa.event(type="SessionEndedRequest", reason="TIRED_OF_IT", intent=None))


ANSWERED_WITH_NOTHING: Cases = {
    "an unknown request type": unknown_type,
    "an unknown enum value": unknown_value,
}


@pytest.mark.parametrize("send", ANSWERED_WITH_NOTHING.values(), ids=ANSWERED_WITH_NOTHING)
def test_an_empty_valid_response_and_a_line_in_the_log_are_the_answer_to(
    alexa: Alexa, send: Case, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "skill")

    response = send(alexa)

    assert response.status_code == 200
    assert response.get_json()["version"] == "1.0"
    assert response.get_json()["response"] == {}
    assert len(caplog.messages) == 1


def test_the_same_signed_request_twice_is_answered_twice_and_counted_once(alexa: Alexa) -> None:
    alexa.check_answered(alexa.says())
    alexa.now += timedelta(minutes=15)
    body = in_json(alexa.event(**intent_request("EndWalkIntent", {})))

    first = alexa.posts(body, headers(body).items())
    stored = alexa.stored()
    second = alexa.posts(body, headers(body).items())

    assert (first.status_code, second.status_code) == (200, 200)
    assert "fifteen minutes" in first.get_json()["response"]["outputSpeech"]["ssml"]
    assert second.get_json() == first.get_json()
    assert alexa.stored() == stored
    assert "fifteen of this week's forty minutes, with one full walk" in week(alexa)


def week(alexa: Alexa) -> str:
    answer = alexa.says(alexa.event(**intent_request("WeekIntent", {})))
    ssml: str = answer.get_json()["response"]["outputSpeech"]["ssml"]
    return ssml


def test_what_is_refused_leaves_one_line_with_the_reason_and_nothing_of_the_request(
    alexa: Alexa, caplog: pytest.LogCaptureFixture
) -> None:
    event = alexa.event() | {"secret": "my chest hurts"}

    alexa.says(event, url="https://very.bad/my-chest-hurts")

    assert caplog.messages == ["request refused: the certificate's address is not Amazon's"]


def test_a_fault_of_ours_is_logged_by_its_kind_and_place_alone(
    alexa: Alexa, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: BackWalk, event: Json, *__: object) -> None:
        raise RuntimeError(event["secret"])

    monkeypatch.setattr(BackWalk, "handle", fail)

    response = alexa.says(alexa.event() | {"secret": "my chest hurts"})

    assert (response.status_code, response.text) == (500, "This request failed.\n")
    assert "RuntimeError" in caplog.text
    assert "my chest hurts" not in caplog.text
