"""From the SDK's request to its response: a turn is made, answered by the one handler for it, and rendered."""

import logging
import time
from typing import Any

from ask_sdk_core.dispatch_components.request_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model.intent_request import IntentRequest
from ask_sdk_model.launch_request import LaunchRequest
from ask_sdk_model.response import Response

from skill.alexa import red_flag
from skill.alexa.conversation import Routes
from skill.alexa.loose_ends import with_loose_ends
from skill.alexa.reply import Reply, to_response
from skill.alexa.session import Session
from skill.alexa.trouble import excuse
from skill.alexa.turn import Turn, to_turn
from skill.store.deadline import Deadline
from skill.store.diaries import Diaries

log = logging.getLogger(__name__)

TURN_SECONDS = 4.5
"""How long a turn may take; Alexa gives up after eight seconds and walkers do before that."""

SPARE_SECONDS = 0.5
"""What is left to Lambda for sending the reply."""


class TurnHandler(AbstractRequestHandler):
    """Answers whatever a walker says."""

    def __init__(self, routes: Routes, diaries: Diaries) -> None:
        self._routes = routes
        self._diaries = diaries

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return isinstance(handler_input.request_envelope.request, LaunchRequest | IntentRequest)

    def handle(self, handler_input: HandlerInput) -> Response:
        began = time.monotonic()
        envelope = handler_input.request_envelope
        session = Session.from_attributes(envelope.session.attributes if envelope.session else None)
        turn = to_turn(handler_input, session, self._diaries, deadline(handler_input.context))
        response = to_response(self._reply(turn), turn.speech, session)
        if envelope.session:
            handler_input.attributes_manager.session_attributes = session.to_attributes()
        known = turn.request if turn.request in self._routes.requests else "unknown"
        log.info("turn %s %s %.0f ms", turn.id, known, 1000 * (time.monotonic() - began))
        return response

    def _reply(self, turn: Turn) -> Reply:
        try:
            reply = with_loose_ends(self._answer(turn), turn)
            turn.write_notes()
        except Exception as error:
            return excuse(error)
        return reply

    def _answer(self, turn: Turn) -> Reply:
        if sign := red_flag.heard_in(turn):
            return red_flag.answer(turn, sign)
        handler = self._routes.handler(turn)
        if handler is not self._routes.misheard:
            turn.session.misses = 0
        return handler(turn)


class SilentHandler(AbstractRequestHandler):
    """Takes note of the end of a session, and of requests that nobody asked for; neither may be answered aloud."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        request: Any = handler_input.request_envelope.request
        reason = getattr(request, "reason", None)
        log.info("%s %s", request.object_type, reason.value if reason else "")
        return Response()


def deadline(lambda_context: Any) -> Deadline:
    """When a turn must be over: soon, and before Lambda ends it."""
    seconds = TURN_SECONDS
    if hasattr(lambda_context, "get_remaining_time_in_millis"):
        seconds = min(seconds, lambda_context.get_remaining_time_in_millis() / 1000 - SPARE_SECONDS)
    return Deadline.after(seconds)
