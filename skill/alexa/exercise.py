"""Is it safe? A verdict from the catalogue, or the honest answer for what is not in it."""

from skill import catalogue
from skill.alexa.conversation import Conversation
from skill.alexa.loose_ends import aside
from skill.alexa.reply import Reply
from skill.alexa.turn import Turn
from skill.domain.exercise import Exercise, Verdict

exercise = Conversation()

UNINTELLIGIBLE = "?"

LONGEST_NAME = 8
"""Words: what is longer was not the name of one exercise, and is not read out."""


@exercise.intent("IsItSafeIntent")
def is_it_safe(turn: Turn) -> Reply:
    return answer(turn, good="safety.good")


@exercise.intent("IsItBadIntent")
def is_it_bad(turn: Turn) -> Reply:
    """Asked backwards, where a "yes" would say the opposite of what is meant."""
    return answer(turn, good="safety.good_asked_backwards")


def answer(turn: Turn, good: str) -> Reply:
    """The verdict on the exercise that was asked about; `good` is the wording of a good one."""
    asked = turn.slots.get("exercise")
    if asked is None or asked.value == UNINTELLIGIBLE:
        return Reply().ask("which_exercise")
    found = catalogue.exercises().find(asked.value, asked.id)
    reply = verdict(found, good) if found else Reply.say("safety.unknown", heard=said_back(asked.value))
    return aside(reply if turn.is_new_session else reply.offer("anything_else"), turn)


def said_back(heard: str) -> str:
    """What was heard, unless it is longer than the name of an exercise can be."""
    return heard if heard.strip() and len(heard.split()) <= LONGEST_NAME else "that"


def verdict(found: Exercise, good: str) -> Reply:
    values = {"name": found.name, "why": found.why, "how": found.how}
    match found.verdict:
        case Verdict.GOOD:
            return Reply.say(good, **values)
        case Verdict.CARE:
            return Reply.say("safety.care", **values)
        case Verdict.AVOID:
            return Reply.say("safety.avoid", **values, instead=catalogue.exercises()[found.instead[0]].name)
