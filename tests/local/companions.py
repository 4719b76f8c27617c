"""A companion for tests: the real emulation around a skill, an ear and a table that do as they are told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from skill.local.alexa import Alexa
from skill.local.companion import Companion, Keeper
from skill.local.ear import Heard, Launch
from skill.local.saved import Saved
from skill.local.state import AlexaState

Json = dict[str, Any]

MONDAY = datetime(2026, 1, 5, 13, 0, tzinfo=UTC)
API_ENDPOINT = "http://127.0.0.1:8000"


def says(ssml: str, reprompt: str | None = None, attributes: Json | None = None, **body: Any) -> Json:
    """A response that speaks; with a reprompt it keeps the microphone open."""
    response: Json = {"outputSpeech": {"type": "SSML", "ssml": f"<speak>{ssml}</speak>"}}
    if reprompt is not None:
        response["reprompt"] = {"outputSpeech": {"type": "SSML", "ssml": f"<speak>{reprompt}</speak>"}}
    response |= {"shouldEndSession": reprompt is None} | body
    return {"version": "1.0", "sessionAttributes": attributes or {}, "response": response}


ASKS = says("Ready to go?", reprompt="Shall we go?", attributes={"asked": "ready"})
CLOSES = says("Enjoy it.")


@dataclass
class ScriptedSkill:
    """Answers with its responses in turn, then with the last one for ever; remembers what it was asked."""

    responses: list[Any]
    requests: list[Json] = field(default_factory=list)

    def handle(self, event: Json) -> Json:
        self.requests.append(event)
        if event["request"]["type"] == "SessionEndedRequest":
            return {"version": "1.0", "response": {}}
        response = self.responses.pop(0) if len(self.responses) > 1 else self.responses[0]
        answer: Json = response(event) if callable(response) else response
        return answer


class PlainEar:
    """Hears the sentences it is given; anything else is a fallback."""

    def __init__(self, sentences: Mapping[str, Heard] | None = None, slots: Mapping[str, str] | None = None) -> None:
        self._sentences = sentences or {}
        self._slots = slots or {}

    def hear(self, text: str) -> Heard:
        return self._sentences.get(text) or Heard(intent="AMAZON.FallbackIntent", slots={})

    def hear_wake_word(self, text: str) -> Launch | Heard | None:
        if text == "alexa, start my back walk":
            return Launch()
        _, found, request = text.partition("ask my back walk ")
        return self.hear(request) if found else None

    def slots_of(self, intent: str) -> Mapping[str, str]:
        return self._slots


@dataclass
class ListTable:
    """A table that is a list."""

    content: list[Json] = field(default_factory=list)

    def items(self) -> list[Json]:
        return list(self.content)

    def clear(self) -> None:
        self.content.clear()


@dataclass
class Memory:
    """Keeps what was saved, or fails to."""

    saved: list[Saved] = field(default_factory=list)
    failure: OSError | None = None
    keeps_diary: bool = True
    path: Path = Path("data/companion.json")

    def save(self, saved: Saved) -> None:
        if self.failure:
            raise self.failure
        self.saved.append(saved)


def companion_of(
    *responses: Json | Callable[[Json], Json],
    skill: ScriptedSkill | None = None,
    ear: PlainEar | None = None,
    table: ListTable | None = None,
    keeper: Keeper | None = None,
    state: AlexaState | None = None,
) -> Companion:
    """A companion on a Monday, at eight in New York, whose skill answers `responses`."""
    alexa = Alexa(skill or ScriptedSkill(list(responses)), ear or PlainEar(), API_ENDPOINT)
    return Companion(alexa, table or ListTable(), keeper or Memory(), state or AlexaState(clock=MONDAY))
