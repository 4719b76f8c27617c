"""Everything wired together: `build_skill` makes the skill that every host serves."""

import json
import logging
from typing import Any

from ask_sdk_core.skill import CustomSkill
from ask_sdk_core.skill_builder import CustomSkillBuilder
from ask_sdk_model.request_envelope import RequestEnvelope

from skill.alexa import envelope
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
from skill.failure import describe
from skill.settings import BadSetting, Settings
from skill.store.diaries import Diaries
from skill.store.dynamodb import DynamoDiaries, NoAddress, dynamodb_client

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
        if envelope.application_id(event) != self._skill_id:
            log.warning("request refused: not for this skill")
            return empty_response()
        serializer = self._custom_skill.serializer
        try:
            readable = json.dumps(envelope.readable(event))
            request = serializer.deserialize(payload=readable, obj_type=RequestEnvelope)
            answer: Any = serializer.serialize(self._custom_skill.invoke(request_envelope=request, context=context))
        except envelope.Unanswerable as reason:
            log.warning("request not answered: %s", reason)
            return empty_response()
        except Exception as error:
            log.error("request failed: %s", describe(error))
            return empty_response()
        return dict(answer)


def build_skill(settings: Settings) -> BackWalk:
    """The skill over the table that `settings` names. Raises BadSetting where AWS's own settings do not lead to it."""
    try:
        client = dynamodb_client()
    except NoAddress as problem:
        raise BadSetting(str(problem)) from None
    diaries = DynamoDiaries(client, settings.table, settings.retention)
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
