"""Which handler answers what: requests by their type or intent, answers by the question that was asked."""

from collections.abc import Callable, Iterable

from skill.alexa.reply import Reply
from skill.alexa.turn import Turn

Handler = Callable[[Turn], Reply]

LAUNCH = "LaunchRequest"
YES = "AMAZON.YesIntent"
NO = "AMAZON.NoIntent"
LENGTH = "LengthIntent"
PARTLY = "PartlyIntent"
DID_NOT_WALK = "DidNotWalkIntent"
"""No minutes at all: "none", "nothing", "I didn't walk"."""
STILL_WALKING = "StillWalkingIntent"
"""Neither yes nor no: "Are you back?" and "Are you walking?" want opposite answers of it."""


class Conversation:
    """The handlers of one conversation, each under what it answers."""

    def __init__(self) -> None:
        self.requests: dict[str, Handler] = {}
        self.answers: dict[tuple[str, str], Handler] = {}

    def launch(self, handler: Handler) -> Handler:
        self.requests[LAUNCH] = handler
        return handler

    def intent(self, *names: str) -> Callable[[Handler], Handler]:
        def register(handler: Handler) -> Handler:
            self.requests |= dict.fromkeys(names, handler)
            return handler

        return register

    def yes(self, *questions: str) -> Callable[[Handler], Handler]:
        """Answers a yes to any of `questions`."""
        return self.answer(YES, *questions)

    def no(self, *questions: str) -> Callable[[Handler], Handler]:
        """Answers a no to any of `questions`."""
        return self.answer(NO, *questions)

    def length(self, *questions: str) -> Callable[[Handler], Handler]:
        """Answers a length of time, given to any of `questions`."""
        return self.answer(LENGTH, *questions)

    def answer(self, intent: str, *questions: str) -> Callable[[Handler], Handler]:
        """Answers `intent` where it is said to any of `questions`."""

        def register(handler: Handler) -> Handler:
            self.answers |= {(intent, question): handler for question in questions}
            return handler

        return register


class Routes:
    """All conversations together."""

    def __init__(self, conversations: Iterable[Conversation], misheard: Handler) -> None:
        """`misheard` answers what no conversation knows."""
        self.requests: dict[str, Handler] = {}
        self.answers: dict[tuple[str, str], Handler] = {}
        self.misheard = misheard
        for conversation in conversations:
            self.requests |= conversation.requests
            self.answers |= conversation.answers

    def handler(self, turn: Turn) -> Handler:
        asked = turn.session.asked.name if turn.session.asked else ""
        return self.answers.get((turn.request, asked)) or self.requests.get(turn.request, self.misheard)
