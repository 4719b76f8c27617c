"""What is still open when a turn is answered: a question, a walk just started, one that nobody confirmed."""

from skill.alexa.reply import Reply
from skill.alexa.session import Asked
from skill.alexa.turn import Turn
from skill.domain.walk import WalkState
from skill.speech import OnDay

ABOUT_AN_ENDING = ("walked_whole", "how_long_walked")
"""Questions that stay open until the walk they are about is settled: its minutes hang on the answer."""

PASSING = ("anything_else", "what_now", "want_more", "short_walk")
"""Questions that nobody misses when they are left without an answer."""


def aside(reply: Reply, turn: Turn) -> Reply:
    """`reply` to something in between: where the walker still owes an answer, the question is asked again."""
    asked = turn.session.asked
    if asked is None or asked.name in PASSING or turn.session.started:
        return reply
    return reply.ask_again(asked)


def with_loose_ends(reply: Reply, turn: Turn) -> Reply:
    """`reply`, ending in a question about an open walk where there is one and the reply gives way."""
    if not reply.gives_way:
        return reply
    if asked := _ending_still_open(turn):
        return reply.ask_again(asked)
    if turn.session.started:
        return reply.ask("walking_now", about={"walk": turn.session.started})
    return _with_unconfirmed_walk(reply, turn)


def _ending_still_open(turn: Turn) -> Asked | None:
    """The question about a walk's end that was asked before this turn, while that walk is not settled."""
    asked = turn.session.asked
    if asked is None or asked.name not in ABOUT_AN_ENDING or turn.diary is None:
        return None
    walk = turn.diary.walk(turn.about("walk"))
    return asked if walk is not None and walk.state is WalkState.WALKING else None


def _with_unconfirmed_walk(reply: Reply, turn: Turn) -> Reply:
    unconfirmed = turn.diary.to_ask_about(turn.now, turn.id) if turn.diary else None
    if turn.diary is None or unconfirmed is None:
        return reply
    turn.note(asked_about=unconfirmed)
    day = OnDay(unconfirmed.day, turn.calendar(turn.diary).day(turn.now))
    return reply.ask(
        "walked_whole",
        line="your_walk_earlier",
        about={"walk": unconfirmed.id},
        planned=unconfirmed.planned,
        day=day,
    )
