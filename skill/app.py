"""Everything wired together: `build_skill` makes the skill that every host serves."""

import json
import logging
from collections.abc import Mapping
from typing import Any

from ask_sdk_core.exceptions import SerializationException
from ask_sdk_core.skill import CustomSkill
from ask_sdk_core.skill_builder import CustomSkillBuilder
from ask_sdk_model.request_envelope import RequestEnvelope

from skill.alexa.api_client import TimedApiClient
from skill.alexa.conversation import Routes
from skill.alexa.dispatch import SilentHandler, TurnHandler
from skill.alexa.exercise import exercise
from skill.alexa.help import help_, misheard
from skill.alexa.opening import opening
from skill.alexa.pain import pain
from skill.alexa.progress import progress
from skill.alexa.red_flag import red_flag
from skill.alexa.walk_end import walk_end
from skill.alexa.walk_start import walk_start
from skill.settings import Settings
from skill.store.diaries import Diaries
from skill.store.dynamodb import DynamoDiaries, dynamodb_client

log = logging.getLogger(__name__)

CONVERSATIONS = (opening, walk_start, walk_end, progress, exercise, pain, red_flag, help_)


class BackWalk:
    """The skill: raw Alexa requests in, raw responses out."""

    def __init__(self, custom_skill: CustomSkill, skill_id: str) -> None:
        self._custom_skill = custom_skill
        self._skill_id = skill_id

    def handle(self, event: Any, context: Any = None) -> dict[str, Any]:
        """Answer one request; `context` is Lambda's, where there is one.

        A request that is not for this skill, or that nobody could understand, is logged and answered with an
        empty response; nothing is raised.
        """
        refusal = self._refusal(event)
        if refusal:
            log.warning("request refused: %s", refusal)
            return empty_response()
        serializer = self._custom_skill.serializer
        try:
            envelope = serializer.deserialize(payload=json.dumps(event), obj_type=RequestEnvelope)
            answer = self._custom_skill.invoke(request_envelope=envelope, context=context)
            response: Any = serializer.serialize(answer)
        except SerializationException as error:
            log.warning("request not understood: %s", error)
            return empty_response()
        return dict(response)

    def _refusal(self, event: Any) -> str:
        """Why `event` is none of our business; empty when it is."""
        application = _at(event, "context", "System", "application", "applicationId")
        if application != self._skill_id:
            return "not for this skill"
        needed = ("type", "requestId", "timestamp")
        missing = [name for name in needed if not isinstance(_at(event, "request", name), str)]
        return f"request without {', '.join(missing)}" if missing else ""


def build_skill(settings: Settings) -> BackWalk:
    """The skill over the table that `settings` names."""
    diaries = DynamoDiaries(dynamodb_client(), settings.table, settings.retention)
    return BackWalk(_custom_skill(diaries), settings.skill_id)


def routes() -> Routes:
    return Routes(CONVERSATIONS, misheard)


def empty_response() -> dict[str, Any]:
    """What Alexa takes for a valid answer that says nothing."""
    return {"version": "1.0", "response": {}}


def _custom_skill(diaries: Diaries) -> CustomSkill:
    builder = CustomSkillBuilder(api_client=TimedApiClient())
    builder.add_request_handler(TurnHandler(routes(), diaries))
    builder.add_request_handler(SilentHandler())
    return builder.create()


def _at(value: Any, *path: str) -> Any:
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value
