"""What is still open when a turn is answered: a walk just started, or one that nobody confirmed."""

from skill.alexa.reply import Reply
from skill.alexa.turn import Turn
from skill.speech import OnDay


def with_loose_ends(reply: Reply, turn: Turn) -> Reply:
    """`reply`, ending in a question about an open walk where there is one and the reply gives way."""
    if not reply.gives_way:
        return reply
    if turn.session.started:
        return reply.ask("walking_now", about={"walk": turn.session.started})
    return _with_unconfirmed_walk(reply, turn)


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
