"""Whom a request is for: this skill, wherever it says so."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.alexa.walker import SKILL_ID, Json
from tests.web.alexa import Alexa, Case, Cases


def named(context: Any, session: Any) -> Case:
    """A request with these two application objects."""

    def send(alexa: Alexa) -> TestResponse:
        event: Json = alexa.event()
        event["context"]["System"]["application"] = context
        event["session"]["application"] = session
        return alexa.says(event)

    return send


def without_a_session(alexa: Alexa) -> TestResponse:
    event = alexa.event()
    del event["session"]
    return alexa.says(event)


def application(name: Any) -> Json:
    return {"applicationId": name}


OURS = application(SKILL_ID)

REFUSED: Cases = {
    "another skill's": named(application("amzn1.ask.skill.another"), OURS),
    "another skill's in the session": named(OURS, application("amzn1.ask.skill.another")),
    "one that ours begins": named(application(f"{SKILL_ID}.more"), application(f"{SKILL_ID}.more")),
    "one that ours is a part of": named(application(f"more.{SKILL_ID}.more"), OURS),
    "none": named(application(None), OURS),
}

BEYOND: Cases = {
    "the beginning of ours": named(application(SKILL_ID[:-1]), OURS),
    "ours in capitals": named(application(SKILL_ID.upper()), OURS),
    "ours with a space": named(application(f"{SKILL_ID} "), OURS),
    "ours with a character that nobody sees": named(application(f"{SKILL_ID}\x00"), OURS),
    "ours in a list": named(application([SKILL_ID]), OURS),
    "no application": named(None, OURS),
    "a session's application without one": named(OURS, {}),
    "an empty one": named(application(""), application("")),
}

PASSING: Cases = {
    "ours in both places": named(OURS, OURS),
    "ours, without a session": without_a_session,
}


@pytest.mark.parametrize("send", [*REFUSED.values(), *BEYOND.values()], ids=[*REFUSED, *BEYOND])
def test_a_request_is_refused_whose_skill_id_is(alexa: Alexa, send: Case) -> None:
    alexa.check_refused(send(alexa))

    assert alexa.site.asked == []


@pytest.mark.parametrize("send", PASSING.values(), ids=PASSING)
def test_a_request_passes_whose_skill_id_is(alexa: Alexa, send: Case) -> None:
    alexa.check_answered(send(alexa))
