"""The same work as anybody would begin it: the SDK's standard builder, and the whole diary as one attribute."""

import os
from datetime import UTC, datetime, timedelta
from typing import Any

from ask_sdk.standard import StandardSkillBuilder
from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.utils import get_slot_value, is_intent_name, is_request_type
from ask_sdk_model import Response

NEXT_LENGTH = 10
TARGET = 150

VERDICTS = {
    "swimming": "Yes, swimming is good for your back. Start slowly, and choose a stroke that does not arch it.",
    "sit-ups": "Better not. Sit-ups press on the discs. Try a gentle pelvic tilt instead.",
}


class Launch(AbstractRequestHandler):
    """Reads the diary and starts a walk, or says that one is under way."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return bool(is_request_type("LaunchRequest")(handler_input))

    def handle(self, handler_input: HandlerInput) -> Response:
        diary: dict[str, Any] = handler_input.attributes_manager.persistent_attributes
        if walk_under_way(diary):
            return answer(handler_input, "Your walk is under way.", "Are you back already?")
        begun = {"started_at": now(handler_input).isoformat(), "planned": NEXT_LENGTH, "minutes": 0, "state": "walking"}
        diary.setdefault("walks", []).append(begun)
        handler_input.attributes_manager.save_persistent_attributes()
        return answer(handler_input, "Ten minutes, starting now.", "Ready to go?")


class EndWalk(AbstractRequestHandler):
    """Counts the walk and says the week's new total."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return bool(is_intent_name("EndWalkIntent")(handler_input))

    def handle(self, handler_input: HandlerInput) -> Response:
        diary: dict[str, Any] = handler_input.attributes_manager.persistent_attributes
        walk = walk_under_way(diary)
        if walk is None:
            return answer(handler_input, "You are not on a walk.", "Shall I start one?")
        walk["minutes"] = minutes_since(walk["started_at"], now(handler_input))
        walk["state"] = "done"
        handler_input.attributes_manager.save_persistent_attributes()
        week = minutes_this_week(diary, now(handler_input))
        return answer(handler_input, f"That's {walk['minutes']} minutes, and {week} this week.", "Anything else?")


class Week(AbstractRequestHandler):
    """Adds the week up."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return bool(is_intent_name("WeekIntent")(handler_input))

    def handle(self, handler_input: HandlerInput) -> Response:
        week = minutes_this_week(handler_input.attributes_manager.persistent_attributes, now(handler_input))
        return answer(handler_input, f"{week} of {TARGET} minutes this week.", "Anything else?")


class IsItSafe(AbstractRequestHandler):
    """Looks an exercise up."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return bool(is_intent_name("IsItSafeIntent")(handler_input))

    def handle(self, handler_input: HandlerInput) -> Response:
        verdict = VERDICTS.get(str(get_slot_value(handler_input, "exercise")), "That's one for your doctor.")
        return answer(handler_input, verdict, "Anything else?")


def now(handler_input: HandlerInput) -> datetime:
    request: Any = handler_input.request_envelope.request
    moment: datetime = request.timestamp.astimezone(UTC)
    return moment


def walk_under_way(diary: dict[str, Any]) -> dict[str, Any] | None:
    walks = diary.get("walks", [])
    return walks[-1] if walks and walks[-1]["state"] == "walking" else None


def minutes_since(started_at: str, moment: datetime) -> int:
    return round((moment - datetime.fromisoformat(started_at)) / timedelta(minutes=1))


def minutes_this_week(diary: dict[str, Any], moment: datetime) -> int:
    monday = moment.date() - timedelta(days=moment.weekday())
    walks = diary.get("walks", [])
    return sum(int(walk["minutes"]) for walk in walks if datetime.fromisoformat(walk["started_at"]).date() >= monday)


def answer(handler_input: HandlerInput, said: str, question: str) -> Response:
    response: Response = handler_input.response_builder.speak(f"{said} {question}").ask(question).response
    return response


builder = StandardSkillBuilder(table_name=os.environ["PEER_TABLE"], auto_create_table=False)
builder.add_request_handler(Launch())
builder.add_request_handler(EndWalk())
builder.add_request_handler(Week())
builder.add_request_handler(IsItSafe())
handler = builder.lambda_handler()
