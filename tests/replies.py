"""The rules that every reply of the skill keeps, whatever it answers."""

import json
import re
from dataclasses import dataclass
from typing import Any

from skill.local.alexa_response import MOST_SPEECH, InvalidResponse, plain_speech

Json = dict[str, Any]

MOST_BYTES = 24_000


def check_reply(response: Json) -> None:
    """Asserts every rule on one raw response."""
    body = response["response"]
    assert len(json.dumps(response).encode()) < MOST_BYTES, f"the response has {MOST_BYTES} bytes or more"
    for speech in _speeches(body):
        assert speech["type"] == "SSML", "speech is always SSML"
        assert len(speech["ssml"]) < MOST_SPEECH, f"the speech has {MOST_SPEECH} characters or more"
        assert _words_of(speech), "the speech is empty"
    if "outputSpeech" in body:
        _check_microphone(body)


@dataclass(frozen=True, slots=True)
class Brevity:
    """How much may be said before the question: words, and sentences."""

    words: int
    sentences: int


STATUS = Brevity(30, 2)
FIRST_OF_A_DAY = Brevity(45, 2)
WELCOME = Brevity(75, 8)
SAFETY = Brevity(50, 3)

BREVITY = {
    "LaunchRequest": STATUS,
    "StartWalkIntent": STATUS,
    "TimeLeftIntent": STATUS,
    "TodayIntent": STATUS,
    "WeekIntent": STATUS,
    "LastWeekIntent": STATUS,
    "EndWalkIntent": FIRST_OF_A_DAY,
    "AMAZON.StopIntent": STATUS,
    "IsItSafeIntent": SAFETY,
    "IsItBadIntent": SAFETY,
    "RedFlagIntent": SAFETY,
}


def check_brevity(heard: str, response: Json) -> None:
    """Asserts that the answer to an intent, or to a launch, is as brief as such an answer has to be."""
    said = _words_of(response["response"]["outputSpeech"])
    question = response["response"].get("reprompt")
    if question:
        said = said.removesuffix(_words_of(question["outputSpeech"])).strip()
    allowed = WELCOME if said.startswith("Welcome") else BREVITY.get(heard, WELCOME)
    words, sentences = len(said.replace("-", " ").split()), len(re.findall(r"[.!?](?= |$)", said))
    assert words <= allowed.words, f"{words} words where {allowed.words} may be said: {said}"
    assert sentences <= allowed.sentences, f"{sentences} sentences where {allowed.sentences} may be said: {said}"


def _speeches(body: Json) -> list[Json]:
    parts = (body, body.get("reprompt", {}))
    return [part["outputSpeech"] for part in parts if "outputSpeech" in part]


def _words_of(speech: Json) -> str:
    try:
        return plain_speech(speech)
    except InvalidResponse as error:
        raise AssertionError(f"Alexa cannot speak it: {error}") from error


def _check_microphone(body: Json) -> None:
    assert isinstance(body.get("shouldEndSession"), bool), "a spoken reply says whether the session ends"
    if not body["shouldEndSession"]:
        assert "outputSpeech" in body.get("reprompt", {}), "an open microphone needs a reprompt"
        return
    assert "reprompt" not in body, "nobody hears a reprompt once the microphone is closed"
    spoken = _words_of(body["outputSpeech"])
    assert not spoken.endswith("?"), f"a question is asked and the microphone is closed: {spoken}"
