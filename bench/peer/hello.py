"""A skill that greets and has no table: what the SDK alone costs."""

from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_core.utils import is_request_type
from ask_sdk_model import Response


class Launch(AbstractRequestHandler):
    """Greets."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return bool(is_request_type("LaunchRequest")(handler_input))

    def handle(self, handler_input: HandlerInput) -> Response:
        response: Response = handler_input.response_builder.speak("Hello.").ask("Hello?").response
        return response


builder = SkillBuilder()
builder.add_request_handler(Launch())
handler = builder.lambda_handler()
