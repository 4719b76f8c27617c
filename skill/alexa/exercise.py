"""Is it safe? A verdict from the catalogue, or the honest answer for what is not in it."""

from skill import catalogue
from skill.alexa.conversation import Conversation
from skill.alexa.help import back_to_the_question
from skill.alexa.reply import Reply
from skill.alexa.turn import Turn
from skill.domain.exercise import Exercise, Verdict

exercise = Conversation()

UNINTELLIGIBLE = "?"


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
    if found is None:
        return back_to_the_question(Reply.say("safety.unknown", heard=asked.value), turn)
    return back_to_the_question(verdict(found, good), turn)


def verdict(found: Exercise, good: str) -> Reply:
    values = {"name": found.name, "why": found.why, "how": found.how}
    match found.verdict:
        case Verdict.GOOD:
            return Reply.say(good, **values)
        case Verdict.CARE:
            return Reply.say("safety.care", **values)
        case Verdict.AVOID:
            return Reply.say("safety.avoid", **values, instead=catalogue.exercises()[found.instead[0]].name)
