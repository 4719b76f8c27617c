"""The emulated Alexa: who is heard, how long she waits, and what the skill is sent."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from threading import Barrier, BrokenBarrierError, Thread
from typing import Any

import pytest

from skill.local.companion import Companion
from skill.local.ear import Heard, HeardSlot
from skill.local.faults import Refused
from tests.local.companions import (
    API_ENDPOINT,
    ASKS,
    CLOSES,
    ListTable,
    Memory,
    PlainEar,
    ScriptedSkill,
    companion_of,
    says,
)

Json = dict[str, Any]

LAUNCH = "alexa, start my back walk"
SECOND = timedelta(seconds=1)


def test_the_bare_invocation_is_a_launch_in_a_new_session() -> None:
    skill = ScriptedSkill([ASKS])

    turn = companion_of(skill=skill).say(LAUNCH)

    assert turn["heard"] == {"intent": "LaunchRequest", "slots": {}}
    assert (turn["spoken"], turn["listening"]) == ("Ready to go?", True)
    [request] = skill.requests
    assert request["request"]["type"] == "LaunchRequest"
    assert request["session"]["new"] is True
    assert turn["request"] == request
    assert turn["response"] == ASKS


def test_every_request_carries_what_the_skill_needs_to_call_alexa_back() -> None:
    skill = ScriptedSkill([ASKS])

    companion_of(skill=skill).say(LAUNCH, locale="en-GB", device="kitchen")

    [request] = skill.requests
    system = request["context"]["System"]
    assert system["apiEndpoint"] == API_ENDPOINT
    assert system["apiAccessToken"]
    assert system["device"]["deviceId"].endswith("KITCHEN")
    assert system["application"] == request["session"]["application"]
    assert system["user"] == request["session"]["user"]
    assert request["request"]["timestamp"] == "2026-01-05T13:00:00Z"
    assert request["request"]["locale"] == "en-GB"


def test_a_question_is_answered_without_the_wake_word_in_the_same_session() -> None:
    skill = ScriptedSkill([ASKS, CLOSES])
    companion = companion_of(skill=skill, ear=PlainEar({"yes": Heard("AMAZON.YesIntent", {})}))

    companion.say(LAUNCH)
    turn = companion.say("yes")

    launch, answer = skill.requests
    assert answer["request"]["intent"]["name"] == "AMAZON.YesIntent"
    assert answer["session"]["sessionId"] == launch["session"]["sessionId"]
    assert answer["session"]["new"] is False
    assert answer["session"]["attributes"] == {"asked": "ready"}
    assert turn["listening"] is False


def test_nobody_is_listening_once_the_skill_has_closed_the_session() -> None:
    companion = companion_of(CLOSES)

    companion.say(LAUNCH)
    turn = companion.say("yes")

    assert turn["heard"] is None
    assert (turn["spoken"], turn["request"], turn["response"]) == ("", None, None)


@pytest.mark.parametrize("words", ["yes", "alexa, stop", "alexa, what's the weather", "alexa"])
def test_without_a_session_only_the_invocation_name_reaches_the_skill(words: str) -> None:
    skill = ScriptedSkill([ASKS])

    assert companion_of(skill=skill).say(words)["heard"] is None
    assert skill.requests == []


def test_the_wake_word_without_the_name_goes_on_in_an_open_session() -> None:
    ear = PlainEar({"stop": Heard("AMAZON.StopIntent", {})})
    companion = companion_of(ASKS, CLOSES, ear=ear)

    companion.say(LAUNCH)

    assert companion.say("Alexa, stop")["heard"] == {"intent": "AMAZON.StopIntent", "slots": {}}


def test_the_wake_word_alone_leaves_the_session_open() -> None:
    companion = companion_of(ASKS)

    companion.say(LAUNCH)

    assert companion.say("alexa")["heard"] is None
    assert companion.state()["session"] == {"open": True, "device": "echo"}


def test_the_invocation_name_begins_a_new_session_even_in_an_open_one() -> None:
    skill = ScriptedSkill([ASKS])
    companion = companion_of(skill=skill)

    companion.say(LAUNCH)
    companion.say("alexa, ask my back walk how am i doing")

    first, second = skill.requests
    assert second["session"]["new"] is True
    assert second["session"]["sessionId"] != first["session"]["sessionId"]
    assert second["session"]["attributes"] == {}


def test_another_device_does_not_hear_the_answer() -> None:
    companion = companion_of(ASKS)

    companion.say(LAUNCH, device="kitchen")

    assert companion.say("yes", device="bedroom")["heard"] is None
    assert companion.say("yes", device="kitchen")["heard"] is not None


def test_the_reprompt_is_spoken_once_after_eight_seconds_and_the_session_closes_after_sixteen() -> None:
    skill = ScriptedSkill([ASKS])
    companion = companion_of(skill=skill)

    companion.say(LAUNCH)

    assert companion.advance(7 * SECOND)["events"] == []
    assert companion.advance(1 * SECOND)["events"] == [
        {"at": "2026-01-05T13:00:08Z", "kind": "reprompt", "spoken": "Shall we go?"}
    ]
    assert companion.advance(7 * SECOND)["events"] == []
    assert companion.advance(1 * SECOND)["events"] == [{"at": "2026-01-05T13:00:16Z", "kind": "session_ended"}]
    assert companion.state()["session"] == {"open": False, "device": None}


def test_the_skill_is_told_of_a_session_that_silence_closed() -> None:
    skill = ScriptedSkill([ASKS])
    companion = companion_of(skill=skill)

    companion.say(LAUNCH)
    moved = companion.advance(timedelta(minutes=10))

    ended = skill.requests[-1]
    assert ended["request"]["type"] == "SessionEndedRequest"
    assert ended["request"]["reason"] == "EXCEEDED_MAX_REPROMPTS"
    assert ended["request"]["timestamp"] == "2026-01-05T13:00:16Z"
    assert ended["session"]["attributes"] == {"asked": "ready"}
    assert [event["kind"] for event in moved["events"]] == ["reprompt", "session_ended"]
    assert moved["clock"] == "2026-01-05T13:10:00Z"


def test_an_answer_in_time_starts_the_wait_anew() -> None:
    companion = companion_of(ASKS)

    companion.say(LAUNCH)
    companion.advance(7 * SECOND)
    companion.say("yes")

    assert companion.advance(7 * SECOND)["events"] == []


def test_what_silence_brought_is_told_with_the_exchange_before_it() -> None:
    companion = companion_of(ASKS)

    companion.say(LAUNCH)
    companion.advance(8 * SECOND)
    companion.advance(8 * SECOND)

    [exchange] = companion.state()["exchanges"]
    assert exchange["said"] == LAUNCH
    assert [event["kind"] for event in exchange["events"]] == ["reprompt", "session_ended"]


def test_a_response_that_does_not_say_how_the_session_goes_on_ends_it() -> None:
    silent_about_it = says("Bye.")
    del silent_about_it["response"]["shouldEndSession"]

    assert companion_of(silent_about_it).say(LAUNCH)["listening"] is False


def test_a_matched_slot_is_sent_with_its_id_and_a_built_in_one_without() -> None:
    slots = {"exercise": "Exercise", "length": "AMAZON.DURATION", "minutes": "AMAZON.NUMBER"}
    heard = Heard("IsItSafeIntent", {"exercise": HeardSlot("swimming", "swim", "swimming"), "minutes": HeardSlot("7")})
    skill = ScriptedSkill([CLOSES])
    companion = companion_of(skill=skill, ear=PlainEar({"that": heard}, slots))

    turn = companion.say("alexa, ask my back walk that")

    sent = skill.requests[0]["request"]["intent"]["slots"]
    [resolution] = sent["exercise"]["resolutions"]["resolutionsPerAuthority"]
    assert resolution["status"]["code"] == "ER_SUCCESS_MATCH"
    assert resolution["values"] == [{"value": {"name": "swimming", "id": "swim"}}]
    assert sent["minutes"]["value"] == "7"
    assert "resolutions" not in sent["minutes"]
    assert "value" not in sent["length"]
    assert turn["heard"]["slots"] == {"exercise": {"value": "swimming", "id": "swim"}, "minutes": {"value": "7"}}


def test_a_custom_slot_value_that_is_not_in_its_type_is_sent_as_unmatched() -> None:
    heard = Heard("IsItSafeIntent", {"exercise": HeardSlot("quidditch")})
    skill = ScriptedSkill([CLOSES])

    companion_of(skill=skill, ear=PlainEar({"that": heard}, {"exercise": "Exercise"})).say(
        "alexa, ask my back walk that"
    )

    slot = skill.requests[0]["request"]["intent"]["slots"]["exercise"]
    [resolution] = slot["resolutions"]["resolutionsPerAuthority"]
    assert slot["value"] == "quidditch"
    assert resolution["status"]["code"] == "ER_SUCCESS_NO_MATCH"
    assert "values" not in resolution


@pytest.mark.parametrize(
    ("ssml", "spoken"),
    [
        ("Ten minutes.<break time='1s'/>Off you go.", "Ten minutes. Off you go."),
        ("Fish &amp; chips", "Fish & chips"),
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ("<amazon:effect name='whispered'>Softly</amazon:effect>, now.", "Softly, now."),
        ("<prosody rate='slow'>Slow<break/></prosody>.", "Slow."),
    ],
)
def test_speech_is_told_as_plain_text(ssml: str, spoken: str) -> None:
    assert companion_of(says(ssml)).say(LAUNCH)["spoken"] == spoken


def test_a_card_is_told_as_title_and_text() -> None:
    card = {"type": "Simple", "title": "My Back Walk", "content": "Ten minutes."}

    assert companion_of(says("Done.", card=card)).say(LAUNCH)["card"] == {
        "title": "My Back Walk",
        "text": "Ten minutes.",
    }


def _raises(event: Any) -> Any:
    raise KeyError("walk")


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        (_raises, "KeyError"),
        (says("Fish & chips"), "SSML"),
        (says("a" * 8001), "characters"),
        (says("a", attributes={"big": "b" * 25000}), "bytes"),
        (says("a", attributes={"when": object()}), "JSON"),
        ({"version": "1.0"}, "response"),
    ],
)
def test_when_the_skill_fails_alexa_says_so_ends_the_session_and_tells_the_skill(response: Any, reason: str) -> None:
    skill = ScriptedSkill([response])

    turn = companion_of(skill=skill).say(LAUNCH)

    assert turn["spoken"] == "There was a problem with the requested skill's response."
    assert turn["listening"] is False
    [event] = turn["events"]
    assert event["kind"] == "skill_failed"
    assert reason in event["message"]
    assert skill.requests[-1]["request"]["type"] == "SessionEndedRequest"
    assert skill.requests[-1]["request"]["reason"] == "ERROR"


def test_the_same_conversation_sends_the_same_requests() -> None:
    def conversation() -> list[Any]:
        skill = ScriptedSkill([ASKS, ASKS, CLOSES])
        companion = companion_of(skill=skill)
        companion.say(LAUNCH)
        companion.advance(20 * SECOND)
        companion.say(LAUNCH)
        companion.say("yes")
        return skill.requests

    assert conversation() == conversation()


def test_no_two_requests_share_an_id() -> None:
    skill = ScriptedSkill([ASKS])
    companion = companion_of(skill=skill)

    companion.say(LAUNCH)
    companion.advance(20 * SECOND)
    companion.say(LAUNCH)

    assert len({request["request"]["requestId"] for request in skill.requests}) == 3


def test_each_turn_is_saved_with_the_table_as_it_is_then() -> None:
    table = ListTable()
    keeper = Memory()

    def writes(event: Any) -> Any:
        table.content.append({"pk": {"S": "a"}, "sk": {"S": "b"}})
        return ASKS

    companion_of(writes, table=table, keeper=keeper).say(LAUNCH)

    saved = keeper.saved[-1]
    assert saved.diary == ({"pk": {"S": "a"}, "sk": {"S": "b"}},)
    assert saved.state.session is not None


def test_a_turn_that_cannot_be_saved_is_answered_and_says_so() -> None:
    keeper = Memory(failure=OSError(28, "No space left on device"))

    turn = companion_of(ASKS, keeper=keeper).say(LAUNCH)

    assert turn["spoken"] == "Ready to go?"
    [event] = turn["events"]
    assert event["kind"] == "not_saved"
    assert event["message"] == "The diary is not being saved: No space left on device (data/companion.json)."


@pytest.mark.parametrize(
    "call", [lambda companion: companion.reset(), lambda companion: companion.set_time_zone("Europe/Berlin")]
)
def test_a_change_that_cannot_be_saved_is_made_and_says_so(call: Callable[[Companion], Json]) -> None:
    keeper = Memory(failure=OSError(27, "File too large"))

    state = call(companion_of(ASKS, keeper=keeper))

    [event] = state["events"]
    assert event["kind"] == "not_saved"
    assert event["message"] == "The diary is not being saved: File too large (data/companion.json)."


def test_a_disk_that_stays_full_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    keeper = Memory(failure=OSError(28, "No space left on device"))
    companion = companion_of(ASKS, keeper=keeper)

    companion.say(LAUNCH)
    companion.say("yes")

    assert len(caplog.records) == 1


def test_the_diary_is_shown_as_plain_json() -> None:
    item = {
        "pk": {"S": "a"},
        "minutes": {"N": "10"},
        "pace": {"N": "1.5"},
        "walk": {"M": {"done": {"BOOL": True}, "cues": {"L": [{"N": "5"}]}}},
        "cards": {"SS": ["b", "a"]},
        "zone": {"NULL": True},
    }

    assert companion_of(ASKS, table=ListTable([item])).state()["diary"] == [
        {
            "pk": "a",
            "minutes": 10,
            "pace": 1.5,
            "walk": {"done": True, "cues": [5]},
            "cards": ["a", "b"],
            "zone": None,
        }
    ]


def test_reset_forgets_the_diary_the_session_the_zone_and_the_conversation() -> None:
    table = ListTable([{"pk": {"S": "a"}, "sk": {"S": "b"}}])
    companion = companion_of(ASKS, table=table)
    companion.set_time_zone("Europe/Berlin")
    companion.say(LAUNCH, locale="en-GB")

    state = companion.reset()

    assert state["diary"] == state["exchanges"] == []
    assert state["session"]["open"] is False
    assert (state["timeZone"], state["locale"]) == ("America/New_York", "en-US")


def test_only_the_latest_two_hundred_exchanges_are_kept() -> None:
    companion = companion_of(ASKS)

    for number in range(203):
        companion.say(f"number {number}")

    said = [exchange["said"] for exchange in companion.state()["exchanges"]]
    assert (len(said), said[0], said[-1]) == (200, "number 3", "number 202")


def test_a_raw_request_reaches_the_skill_and_leaves_the_session_alone() -> None:
    companion = companion_of(ASKS)
    companion.say(LAUNCH)

    response = companion.request({"request": {"type": "IntentRequest"}})

    assert response == ASKS
    assert len(companion.state()["exchanges"]) == 1


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "Europe", "localtime", "right/Europe/Berlin"])
def test_a_time_zone_that_does_not_exist_is_refused(zone: str) -> None:
    companion = companion_of(ASKS)

    with pytest.raises(Refused, match="time zone"):
        companion.set_time_zone(zone)
    assert companion.time_zone == "America/New_York"


def test_the_clock_does_not_leave_its_century() -> None:
    companion = companion_of(ASKS)

    with pytest.raises(Refused, match="2100"):
        companion.advance(timedelta(days=99999))
    assert companion.state()["clock"] == "2026-01-05T13:00:00Z"


@pytest.mark.parametrize(
    ("text", "locale", "device"),
    [("", None, None), ("   ", None, None), ("a" * 501, None, None), ("hi", "de-DE", None), ("hi", None, "../x")],
)
def test_what_cannot_be_said_is_refused(text: str, locale: str | None, device: str | None) -> None:
    companion = companion_of(ASKS)

    with pytest.raises(Refused):
        companion.say(text, locale, device)
    assert companion.state()["exchanges"] == []


def test_turns_from_many_threads_run_one_after_another() -> None:
    two_at_once = Barrier(2, timeout=0.2)
    met = []

    def waits_for_company(event: Any) -> Any:
        with suppress(BrokenBarrierError):
            two_at_once.wait()
            met.append(event)
        return ASKS

    companion = companion_of(waits_for_company)
    threads = [Thread(target=companion.say, args=[LAUNCH]) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert met == []
    assert len(companion.state()["exchanges"]) == 5
