"""How long a walk is to be, as it is said: where to turn round, another length, the offer of a short one."""

from skill.alexa.reply import Reply
from skill.domain.plan import NEXT_LENGTH
from skill.domain.walk import MINUTE, Walk

SHORTEST_WITH_A_TURN = 4 * MINUTE
"""A shorter walk is over before a turning point is worth saying."""


def half_way(walk: Walk) -> int:
    """Whole minutes after which to turn round."""
    return walk.planned // MINUTE // 2


def replanned_lines(walk: Walk) -> Reply:
    """A walk under way has got another length."""
    if walk.planned < SHORTEST_WITH_A_TURN:
        return Reply.say("walk.replanned_short", length=walk.planned)
    return Reply.say("walk.replanned", length=walk.planned, half=half_way(walk))


def offer_short_walk(reply: Reply) -> Reply:
    """`reply`, ending in the offer of a walk as long as the next one is to be."""
    return reply.offer("short_walk", about={"minutes": NEXT_LENGTH // MINUTE})
