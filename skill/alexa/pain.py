"""Pain that is no warning sign: it changes this one answer, and is forgotten."""

from skill.alexa.conversation import Conversation
from skill.alexa.loose_ends import aside
from skill.alexa.reply import Reply
from skill.alexa.turn import Turn

pain = Conversation()

OFFERS = ("shall_we_start", "another", "short_walk", "gentler", "how_long")
"""Questions after which nobody is walking yet: somebody in pain is not asked once more."""


@pain.intent("HurtsIntent")
def ease_off(turn: Turn) -> Reply:
    asked = turn.session.asked
    if asked and asked.name in OFFERS:
        return Reply.say("feeling.rest").as_last_word()
    return aside(Reply.say("feeling.ease_off"), turn)
