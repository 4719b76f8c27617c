"""A warning sign comes before everything else: the script, the walk's minutes kept, nothing more."""

import logging

from skill import catalogue
from skill.alexa.conversation import Conversation
from skill.alexa.loose_ends import aside
from skill.alexa.reply import Reply
from skill.alexa.turn import Turn
from skill.domain.diary import Diary
from skill.domain.red_flag import RedFlag, is_statement
from skill.domain.walk import Walk

log = logging.getLogger(__name__)

red_flag = Conversation()

DENIED = "DeniedRedFlagIntent"


def heard_in(turn: Turn) -> RedFlag | None:
    """The warning sign in the raw value of any slot, or in the sign that Alexa took it for; None without one."""
    signs = catalogue.red_flags()
    sign = turn.slots.get("sign")
    if turn.request == DENIED and sign and not is_statement(sign.value):
        return None
    for slot in turn.slots.values():
        if found := signs.heard_in(slot.value):
            return found
    return signs.get(sign.id) if sign and sign.id else None


def answer(turn: Turn, sign: RedFlag) -> Reply:
    """What to do now, whatever else the turn was about. Nothing about the sign is kept."""
    end_walk_under_way(turn)
    return Reply.say(f"red_flag.{sign.script}").as_last_word()


@red_flag.intent(DENIED)
def denied(turn: Turn) -> Reply:
    return aside(Reply.say("feeling.denied"), turn)


@red_flag.intent("RedFlagIntent")
def unclear(turn: Turn) -> Reply:
    """Something is felt, but no sign was recognised in it."""
    return Reply.say("red_flag.unclear").as_last_word()


def end_walk_under_way(turn: Turn) -> None:
    """Keep the minutes walked so far. Whatever goes wrong with them, the walker must hear what to do now."""

    def rule(diary: Diary) -> Walk | Reply:
        walk = diary.under_way(turn.now)
        return walk.ended(at=turn.now, turn=turn.id) if walk else Reply()

    turn.session.started = ""
    try:
        turn.change_diary(rule, lambda _diary, _walk: Reply(), needs_calendar=False)
    except Exception as trouble:
        log.error("walk not ended: %s", type(trouble).__name__)
