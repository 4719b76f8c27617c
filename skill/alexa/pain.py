"""Pain that is no warning sign: it changes this one answer, and is forgotten."""

from skill.alexa.conversation import Conversation
from skill.alexa.loose_ends import aside
from skill.alexa.reply import Reply
from skill.alexa.turn import Turn

pain = Conversation()


@pain.intent("HurtsIntent")
def ease_off(turn: Turn) -> Reply:
    return aside(Reply.say("feeling.ease_off"), turn)
