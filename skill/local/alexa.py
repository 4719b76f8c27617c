"""Alexa's part of a conversation: she hears, asks the skill, speaks, and waits for an answer."""

import json
import logging
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from skill.local.alexa_request import Envelope, session_id
from skill.local.alexa_response import SILENCE, Answer, InvalidResponse, read_answer
from skill.local.clock import write_instant
from skill.local.ear import Heard, Launch
from skill.local.session import Session
from skill.local.state import AlexaState

Json = dict[str, Any]

SKILL_FAILED = "There was a problem with the requested skill's response."
"""What Alexa says when a skill does not answer, or answers what she cannot speak."""

_WAKE_WORD = re.compile(r"alexa\b[\s,.;:!?-]*", re.IGNORECASE)

_log = logging.getLogger(__name__)


class Skill(Protocol):
    """The skill, as Lambda sees it."""

    def handle(self, event: Json) -> Json:
        """A raw response to a raw request."""


class Hears(Protocol):
    """An ear for typed speech."""

    def hear(self, text: str) -> Heard:
        """What is said while a session is open."""

    def hear_wake_word(self, text: str) -> Launch | Heard | None:
        """What is said after the wake word; None when it is not for the skill."""

    def slots_of(self, intent: str) -> Mapping[str, str]:
        """The type of every slot of an intent."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing said near a device, and what came of it."""

    at: datetime
    said: str
    heard: Json | None = None
    """The intent and its filled slots; None when nobody was listening."""
    answer: Answer = SILENCE
    request: Json | None = None
    response: Json | None = None
    events: tuple[Json, ...] = ()

    def to_json(self) -> Json:
        """All of it."""
        return {
            "heard": self.heard,
            "spoken": self.answer.spoken,
            "listening": self.answer.listening,
            "card": self.answer.card and asdict(self.answer.card),
            "screen": None,
            "request": self.request,
            "response": self.response,
            "events": list(self.events),
        }

    def to_exchange(self) -> Json:
        """What the conversation so far keeps of it."""
        exchange: Json = {
            "at": write_instant(self.at),
            "said": self.said,
            "spoken": self.answer.spoken,
            "heard": self.heard,
            "listening": self.answer.listening,
        }
        return exchange | ({"events": list(self.events)} if self.events else {})


class Alexa:
    """Alexa as the skill meets her. She keeps nothing herself: every verb takes her state and gives the next one."""

    def __init__(self, skill: Skill, ear: Hears, api_endpoint: str) -> None:
        self._skill = skill
        self._ear = ear
        self._api_endpoint = api_endpoint

    def hear(self, state: AlexaState, words: str, device: str) -> tuple[AlexaState, Turn]:
        """Words said near a device: the skill's answer, or an empty turn when nobody was listening."""
        turn = Turn(at=state.clock, said=words)
        if understood := self._understand(state, words, device):
            state, turn = self._ask(state, *understood, turn)
        return state.with_exchange(turn.to_exchange()), turn

    def wait(self, state: AlexaState, until: datetime) -> tuple[AlexaState, list[Json]]:
        """Silence until `until`: what Alexa says into it, and the session she closes."""
        events: list[Json] = []
        while (session := state.session) and session.next_move_at <= until:
            state = replace(state, clock=session.next_move_at)
            if session.reprompt is None:
                events.append(_event(state, "session_ended"))
                state, failures = self._close(state, session, "EXCEEDED_MAX_REPROMPTS")
                events += failures
            else:
                events.append(_event(state, "reprompt", spoken=session.reprompt))
                state = replace(state, session=session.reprompted())
        return replace(state.with_events(events), clock=until), events

    def deliver(self, event: Json) -> Json:
        """A raw request to the skill and its raw response, both as JSON would carry them."""
        response: Json = json.loads(json.dumps(self._skill.handle(json.loads(json.dumps(event)))))
        return response

    def _understand(self, state: AlexaState, words: str, device: str) -> tuple[Session, Launch | Heard] | None:
        rest = words
        if wake_word := _WAKE_WORD.match(words):
            if heard := self._ear.hear_wake_word(words):
                return Session(id=session_id(state.requests + 1), device=device), heard
            rest = words[wake_word.end() :]
        session = state.session
        if session is None or session.device != device or not rest:
            return None
        return session, self._ear.hear(rest)

    def _ask(self, state: AlexaState, session: Session, heard: Launch | Heard, turn: Turn) -> tuple[AlexaState, Turn]:
        request = self._request(state, session, heard)
        state = replace(state, requests=state.requests + 1)
        turn = replace(turn, heard=_to_json(heard), request=request)
        try:
            turn = replace(turn, response=self.deliver(request))
            answer = read_answer(turn.response)
        except Exception as error:  # whatever the skill gets wrong, Alexa goes on
            return self._give_up(state, session, turn, error)
        waiting = session.asked(state.clock, answer.attributes, answer.reprompt) if answer.listening else None
        return replace(state, session=waiting), replace(turn, answer=answer)

    def _give_up(self, state: AlexaState, session: Session, turn: Turn, error: Exception) -> tuple[AlexaState, Turn]:
        failure = _failure(state, error)
        answered = session.asked(state.clock, session.attributes, reprompt=None)
        reason = {"type": "INVALID_RESPONSE", "message": failure["message"]}
        state, failures = self._close(state, answered, "ERROR", reason)
        return state, replace(turn, answer=Answer(spoken=SKILL_FAILED), events=(failure, *failures))

    def _close(
        self, state: AlexaState, session: Session, reason: str, error: Json | None = None
    ) -> tuple[AlexaState, list[Json]]:
        request = self._envelope(state, session).session_ended(reason, error)
        state = replace(state, requests=state.requests + 1, session=None)
        try:
            self.deliver(request)
        except Exception as failure:  # as above
            return state, [_failure(state, failure)]
        return state, []

    def _request(self, state: AlexaState, session: Session, heard: Launch | Heard) -> Json:
        envelope = self._envelope(state, session)
        if isinstance(heard, Launch):
            return envelope.launch()
        return envelope.intent(heard, self._ear.slots_of(heard.intent))

    def _envelope(self, state: AlexaState, session: Session) -> Envelope:
        return Envelope(
            number=state.requests + 1,
            at=state.clock,
            locale=state.locale,
            session=session,
            api_endpoint=self._api_endpoint,
        )


def _to_json(heard: Launch | Heard) -> Json:
    if isinstance(heard, Launch):
        return {"intent": "LaunchRequest", "slots": {}}
    slots = {
        name: {"value": slot.value} | ({"id": slot.id} if slot.id is not None else {})
        for name, slot in heard.slots.items()
    }
    return {"intent": heard.intent, "slots": slots}


def _event(state: AlexaState, kind: str, **told: str) -> Json:
    return {"at": write_instant(state.clock), "kind": kind, **told}


def _failure(state: AlexaState, error: Exception) -> Json:
    if isinstance(error, InvalidResponse):
        message = f"Alexa cannot speak the skill's response: {error}."
    else:
        message = f"The skill raised {type(error).__name__}: {error}."
    _log.error(message, exc_info=error)
    return _event(state, "skill_failed", message=message)
