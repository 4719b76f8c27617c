"""Requests that are broken, unknown or out of place: a sensible reply or an empty valid response, never an error."""

import logging
from typing import Any

import pytest

from tests.alexa.walker import MONDAY, SKILL_ID, Json, Walker, intent_request, is_listening, speech

EMPTY = {"version": "1.0", "response": {}}


def request_of(walker: Walker, **changes: Any) -> Json:
    """A sound launch, changed at the top of its request."""
    sound = {"type": "LaunchRequest", "requestId": "r", "timestamp": MONDAY.isoformat(), "locale": "en-US"}
    return walker.envelope({name: value for name, value in (sound | changes).items() if value is not None})


def without(envelope: Json, *path: str) -> Json:
    """`envelope` with one part taken out."""
    inner = envelope
    for name in path[:-1]:
        inner = inner[name]
    del inner[path[-1]]
    return envelope


@pytest.mark.parametrize("event", [None, [], "launch", 7, {}, {"request": None}, {"context": []}])
def test_what_is_no_request_at_all_gets_an_empty_response(walker: Walker, event: Any) -> None:
    assert walker.skill.handle(event) == EMPTY


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "Alexa.Tomorrow.Request"},
        {"type": None},
        {"type": 7},
        {"timestamp": None},
        {"timestamp": "yesterday"},
        {"timestamp": 7},
        {"requestId": None},
        {"requestId": ["r"]},
    ],
)
def test_a_request_that_cannot_be_read_gets_an_empty_response(walker: Walker, changes: Json) -> None:
    assert walker.post(request_of(walker, **changes)) == EMPTY


@pytest.mark.parametrize(
    "path", [("context",), ("context", "System"), ("context", "System", "application"), ("request",)]
)
def test_a_request_without_its_frame_gets_an_empty_response(walker: Walker, path: tuple[str, ...]) -> None:
    assert walker.post(without(request_of(walker), *path)) == EMPTY


@pytest.mark.parametrize("other", ["amzn1.ask.skill.other", SKILL_ID + "x", SKILL_ID[:-1], "", None])
def test_a_request_for_another_skill_is_not_answered(walker: Walker, other: str | None, calls: list[str]) -> None:
    envelope = request_of(walker)
    envelope["context"]["System"]["application"]["applicationId"] = other

    assert walker.post(envelope) == EMPTY
    assert calls == []


def test_a_session_that_ends_for_a_reason_nobody_knows_is_taken_in_silence(walker: Walker) -> None:
    envelope = request_of(walker, type="SessionEndedRequest", reason="TIRED_OF_IT")

    assert walker.post(envelope)["response"] == {}


@pytest.mark.parametrize(
    ("part", "novelty"),
    [
        ("Viewport", {"mode": "HOLOGRAM", "shape": "ROUND"}),
        ("Viewports", [{"type": "NEWTYPE"}]),
        ("AudioPlayer", {"playerActivity": "HUMMING"}),
        ("Geolocation", {"locationServices": {"access": "MAYBE"}}),
        ("Extensions", {"available": {"x": 1}}),
    ],
)
def test_a_device_that_says_what_nobody_knows_yet_is_answered_all_the_same(
    walker: Walker, part: str, novelty: Any
) -> None:
    envelope = request_of(walker, **intent_request("RedFlagIntent", {"sign": "my chest hurts"}), dialogState="NEW")
    envelope["context"][part] = novelty

    assert "Please stop and sit down." in speech(walker.post(envelope))


@pytest.mark.parametrize(
    "slot",
    [
        None,
        7,
        [],
        {},
        {"value": None},
        {"value": 7},
        {"value": "swimming", "resolutions": {"resolutionsPerAuthority": [None]}},
        {"value": "swimming", "resolutions": {"resolutionsPerAuthority": [{"status": {"code": "ER_NEW_CODE"}}]}},
        {"value": "swimming", "resolutions": {"resolutionsPerAuthority": [{"values": [None]}]}},
        {"value": "swimming", "slotValue": {"type": "NEWTYPE"}, "confirmationStatus": "PERHAPS"},
    ],
)
def test_a_slot_of_any_shape_does_not_hide_a_warning_sign_beside_it(walker: Walker, slot: Any) -> None:
    envelope = request_of(walker, **intent_request("RedFlagIntent", {"sign": "my chest hurts"}))
    envelope["request"]["intent"]["slots"]["exercise"] = slot

    assert "Please stop and sit down." in speech(walker.post(envelope))


def test_an_exercise_is_answered_whatever_shape_its_resolution_has(walker: Walker) -> None:
    envelope = request_of(walker, **intent_request("IsItSafeIntent", {"exercise": "swimming"}))
    envelope["request"]["intent"]["slots"]["exercise"]["resolutions"] = {"resolutionsPerAuthority": [{"values": [{}]}]}

    assert speech(walker.post(envelope)).startswith("Yes, swimming")


@pytest.mark.parametrize("heard", ["\x0bx\x00", "\ud800x\uffff", "x" * 9000, "word " * 9000])
def test_what_cannot_be_spoken_is_not_said_back(walker: Walker, heard: str) -> None:
    assert "I don't have advice on" in speech(walker.asks("IsItSafeIntent", exercise=heard))


@pytest.mark.parametrize(
    "timestamp", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "1999-12-31T23:59:59Z"]
)
def test_a_time_that_cannot_be_reckoned_with_is_refused(walker: Walker, timestamp: str) -> None:
    assert walker.post(request_of(walker, timestamp=timestamp)) == EMPTY


def test_a_time_without_a_zone_is_utc(walker: Walker) -> None:
    walker.asks("StartWalkIntent")
    walker.waits(minutes=5)
    naive = walker.now.replace(tzinfo=None).isoformat()

    assert speech(walker.post(request_of(walker, timestamp=naive, **intent_request("TimeLeftIntent", {})))) == (
        "Five minutes left."
    )


def test_a_request_nested_a_thousand_deep_is_answered(walker: Walker) -> None:
    deep: Any = "bottom"
    for _ in range(1000):
        deep = [deep]
    walker.attributes = {"asked": deep}

    assert speech(walker.says("AMAZON.HelpIntent"))


@pytest.mark.parametrize("path", [("context", "System", "user"), ("context", "System", "device"), ("session", "user")])
def test_a_launch_that_lacks_user_or_device_is_answered_in_words(walker: Walker, path: tuple[str, ...]) -> None:
    assert speech(walker.post(without(request_of(walker), *path)))


def test_a_launch_that_names_nobody_says_that_it_cannot_count(walker: Walker) -> None:
    envelope = without(without(request_of(walker), "context", "System", "user"), "session", "user")

    assert "whose diary" in speech(walker.post(envelope))


def test_a_request_without_a_session_is_answered(walker: Walker) -> None:
    assert "Welcome" in speech(walker.post(without(request_of(walker), "session")))


@pytest.mark.parametrize("locale", ["de-DE", "xx", "", None])
def test_a_locale_that_nobody_knows_is_answered_in_english_with_no_local_number(
    walker: Walker, locale: str | None
) -> None:
    envelope = request_of(walker, locale=locale, **intent_request("RedFlagIntent", {"sign": "my chest hurts"}))

    spoken = speech(walker.post(envelope))

    assert "your local emergency number" in spoken
    assert "nine" not in spoken


def test_an_intent_that_nobody_knows_is_not_understood(walker: Walker) -> None:
    response = walker.asks("JuggleIntent", balls="7")

    assert "didn't get that" in speech(response)
    assert is_listening(response)


@pytest.mark.parametrize("length", ["?", "PT0S", "-PT10M", "P-1D", "PT99999999999999999999M", "P400W", "ten", "PT"])
def test_a_length_that_makes_no_sense_is_asked_for_again(walker: Walker, length: str, calls: list[str]) -> None:
    response = walker.asks("StartWalkIntent", length=length)

    assert "one to sixty minutes" in speech(response)
    assert is_listening(response)
    assert calls == []


@pytest.mark.parametrize("minutes", ["?", "0", "-5", "61", "9" * 40, "1e3", "٣", "seven"])
def test_a_number_of_minutes_that_makes_no_sense_is_asked_for_again(walker: Walker, minutes: str) -> None:
    assert "one to sixty minutes" in speech(walker.asks("StartWalkIntent", minutes=minutes))


@pytest.mark.parametrize("slots", [{}, {"exercise": "?"}])
def test_a_question_without_its_exercise_is_asked_back(walker: Walker, slots: dict[str, str]) -> None:
    response = walker.asks("IsItSafeIntent", **slots)

    assert speech(response) == "Which exercise do you mean? Say, for example: what about yoga?"
    assert is_listening(response)


def test_what_was_heard_is_said_back_escaped(walker: Walker) -> None:
    spoken = speech(walker.asks("IsItSafeIntent", exercise="<audio src='x'/> & co"))

    assert "&lt;audio src='x'/&gt; &amp; co" in spoken


@pytest.mark.parametrize("intent", ["AMAZON.YesIntent", "AMAZON.NoIntent"])
def test_an_answer_out_of_nowhere_is_met_with_what_can_be_said(walker: Walker, intent: str, calls: list[str]) -> None:
    response = walker.asks(intent)

    assert "not sure what that answers" in speech(response)
    assert is_listening(response)
    assert calls == []


def test_a_number_out_of_nowhere_is_offered_as_a_walk(walker: Walker) -> None:
    assert speech(walker.says("LengthIntent", minutes="15")) == "Shall we start with fifteen minutes?"


def test_a_length_said_when_opening_starts_a_walk(walker: Walker) -> None:
    assert "Fifteen minutes, starting now" in speech(walker.asks("LengthIntent", length="PT15M"))


def test_a_number_out_of_nowhere_that_is_no_length_is_met_with_what_can_be_said(walker: Walker) -> None:
    assert "not sure what that answers" in speech(walker.asks("LengthIntent", minutes="900"))


@pytest.mark.parametrize(
    "attributes",
    [
        {"asked": "yes"},
        {"asked": {"name": 7, "text": None, "about": []}},
        {"asked": {"name": "walked_whole", "text": "Did you?", "about": {"walk": "no such walk"}}},
        {"asked": {"name": "ready", "text": "Ready?", "about": {"walk": ["x"]}}},
        {"asked": {"name": "gentler", "text": "Shall I?", "about": {"minutes": -3, "wanted": "many"}}},
        {"said": "<speak>", "asked": {"name": "ready", "text": "\x00 & <b>", "about": {}}},
        {"misses": "many", "zone": 7, "started": {}, "said": []},
        {"zone": "Mars/Olympus"},
    ],
)
@pytest.mark.parametrize("intent", ["AMAZON.YesIntent", "AMAZON.NoIntent", "AMAZON.HelpIntent", "AMAZON.RepeatIntent"])
def test_a_session_of_another_age_is_answered_in_words(walker: Walker, attributes: Json, intent: str) -> None:
    walker.attributes = attributes

    spoken = speech(walker.says(intent))

    assert spoken
    assert "went wrong" not in spoken


def test_the_end_of_a_session_is_taken_in_silence(walker: Walker, calls: list[str]) -> None:
    response = walker.send({"type": "SessionEndedRequest", "reason": "EXCEEDED_MAX_REPROMPTS"}, new=False)

    assert response["response"] == {}
    assert calls == []


def test_nothing_that_was_said_is_logged(walker: Walker, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="skill")

    walker.asks("IsItSafeIntent", exercise="secret handstands")
    walker.asks("RedFlagIntent", sign="my chest hurts")
    walker.asks("secret handstands")
    walker.post(request_of(walker, type="secret handstands"))
    walker.post(request_of(walker, timestamp="secret handstands"))

    assert caplog.records
    assert "secret" not in caplog.text
    assert "chest" not in caplog.text
    assert "ANNA" not in caplog.text
