"""Opening the skill: the first thing that applies, from a walk still open to a new one that starts at once."""

from skill.alexa.conversation import Conversation
from skill.alexa.loose_ends import aside
from skill.alexa.reply import Reply
from skill.alexa.session import About
from skill.alexa.turn import Turn
from skill.alexa.walk_end import ask_whether_back, ask_whether_whole, total
from skill.alexa.walk_start import start_lines
from skill.domain.diary import Diary
from skill.domain.plan import NEXT_LENGTH
from skill.domain.walk import MINUTE, Walk, WalkState, begin

opening = Conversation()


@opening.launch
def launch(turn: Turn) -> Reply:
    """A launch is all that "start my back walk" amounts to, so it starts the clock before any yes."""

    def rule(diary: Diary) -> Walk | Reply:
        if under_way := diary.under_way(turn.now):
            return ask_whether_back(turn, under_way)
        if unconfirmed := diary.to_ask_about(turn.now, turn.id):
            turn.note(asked_about=unconfirmed)
            return ask_whether_whole(turn, diary, unconfirmed, upcoming=NEXT_LENGTH)
        if not diary.was_welcomed_before(turn.id):
            turn.note(welcomed=True)
            about: About = {"minutes": NEXT_LENGTH // MINUTE}
            return Reply.say("welcome.first").ask("shall_we_start", about=about, length=NEXT_LENGTH)
        return begin(turn=turn.id, at=turn.now, zone=turn.calendar(diary).zone, planned=NEXT_LENGTH)

    def tell(diary: Diary, walk: Walk) -> Reply:
        if walk.state is not WalkState.WALKING:
            return total(turn, diary, walk)
        turn.session.started = walk.id
        about: About = {"walk": walk.id, "first": "yes" if diary.is_first_start(walk) else ""}
        return start_lines(turn, diary, walk).ask("ready", about=about)

    return turn.change_diary(rule, tell)


@opening.intent("DisclaimerIntent")
def disclaimer(turn: Turn) -> Reply:
    return aside(Reply.say("welcome.disclaimer"), turn)
