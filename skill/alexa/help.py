"""Help that fits the moment, repeat, and what was not understood."""

from skill.alexa.conversation import DID_NOT_WALK, LENGTH, NO, PARTLY, YES, Conversation
from skill.alexa.reply import Reply
from skill.alexa.turn import Turn
from skill.alexa.walk_start import start
from skill.domain import plan
from skill.domain.walk import whole_minutes

help_ = Conversation()

WHILE_WALKING = ("ready", "walking_now", "back_already", "back_now")
"""Questions to somebody who may be walking, and may have said what they feel."""


@help_.intent("AMAZON.HelpIntent")
def help_now(turn: Turn) -> Reply:
    asked = turn.session.asked
    if asked is None:
        return Reply.say("help.general").ask("what_now")
    if turn.speech.knows(f"help.{asked.name}"):
        return Reply.say(f"help.{asked.name}").ask_again(asked)
    return Reply.say("help.general").ask_again(asked)


@help_.intent("AMAZON.RepeatIntent")
def repeat(turn: Turn) -> Reply:
    session = turn.session
    if not session.said and not session.asked:
        return Reply.say("end.nothing_to_repeat").ask("what_now")
    again = Reply.again(session.said)
    return again.ask_again(session.asked) if session.asked else again


@help_.intent("AMAZON.NavigateHomeIntent")
def go_home(turn: Turn) -> Reply:
    return Reply.say("end.goodbye").as_last_word()


@help_.intent("GoodbyeIntent")
def goodbye(turn: Turn) -> Reply:
    """Takes leave; unlike "stop" it leaves a walk that has just begun alone."""
    is_off = bool(turn.session.started)
    turn.session.started = ""
    return Reply.say("walk.off_you_go" if is_off else "end.goodbye").as_last_word()


@help_.intent(YES, NO, PARTLY, DID_NOT_WALK)
def answer_out_of_nowhere(turn: Turn) -> Reply:
    return Reply.say("misheard.out_of_nowhere").then("help.general").ask("what_now")


@help_.intent(LENGTH)
def length_out_of_nowhere(turn: Turn) -> Reply:
    """Said when opening the skill, a length is a wish to walk that long; later on it is asked about first."""
    length = turn.spoken_length()
    if length is None or not plan.can_be_timed(length):
        return answer_out_of_nowhere(turn)
    if turn.is_new_session:
        return start(turn, length)
    return Reply().ask("shall_we_start", about={"minutes": whole_minutes(length)}, length=length)


@help_.yes("what_now", "anything_else")
def say_more(turn: Turn) -> Reply:
    return Reply.say("help.general").ask("what_now")


@help_.no("what_now", "anything_else", "which_exercise")
@help_.answer(DID_NOT_WALK, "what_now", "anything_else", "which_exercise")
def nothing_else(turn: Turn) -> Reply:
    return Reply.say("end.goodbye").as_last_word()


def misheard(turn: Turn) -> Reply:
    """Two examples, then two others, then a kind close. What was said never reaches the skill."""
    turn.session.misses += 1
    asked = turn.session.asked
    if turn.session.misses > 2:
        return Reply.say("misheard.last").as_last_word()
    if turn.session.started or (asked and asked.name in WHILE_WALKING):
        reply = Reply.say("misheard.while_walking")
    else:
        reply = Reply.say("misheard.first" if turn.session.misses == 1 else "misheard.second")
    return reply.ask_again(asked) if asked else reply.ask("what_now")
