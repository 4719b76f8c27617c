"""How long a walk is to be, as it is said: with the point where to turn round."""

from skill.alexa.reply import Reply
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
