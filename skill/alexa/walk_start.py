"""Starting a walk: how long it may be, what is said at the start, and taking a start back."""

from datetime import timedelta

from skill.alexa import slot_values
from skill.alexa.conversation import DID_NOT_WALK, STILL_WALKING, Conversation
from skill.alexa.reply import Reply
from skill.alexa.turn import Turn
from skill.alexa.walk_end import already_counted, ask_whether_back, finish, told
from skill.alexa.walk_length import SHORTEST_WITH_A_TURN, half_way, replanned_lines
from skill.domain import plan
from skill.domain.diary import Diary
from skill.domain.walk import MINUTE, Walk, WalkState, begin, whole_minutes

walk_start = Conversation()


@walk_start.intent("StartWalkIntent")
def start_walk(turn: Turn) -> Reply:
    length = turn.spoken_length()
    return start(turn, plan.NEXT_LENGTH if length is None else length)


@walk_start.yes("shall_we_start", "another", "short_walk", "gentler")
def start_as_offered(turn: Turn) -> Reply:
    return start(turn, turn.minutes_asked_about("minutes"), is_agreed=True)


@walk_start.no("gentler")
def start_as_asked_for(turn: Turn) -> Reply:
    return start(turn, turn.minutes_asked_about("wanted"), is_agreed=True)


@walk_start.length("shall_we_start", "another", "short_walk", "gentler", "how_long", "ready", "walking_now")
def start_of_length(turn: Turn) -> Reply:
    return start(turn, turn.spoken_length() or slot_values.SENSELESS)


@walk_start.yes("how_long")
def how_long_then(turn: Turn) -> Reply:
    return Reply().ask("how_long")


@walk_start.no("shall_we_start", "another", "short_walk", "how_long")
def not_now(turn: Turn) -> Reply:
    return Reply.say("walk.whenever_you_like")


@walk_start.yes("ready", "walking_now")
@walk_start.answer(STILL_WALKING, "ready", "walking_now")
def off_you_go(turn: Turn) -> Reply:
    turn.session.started = ""
    reply = Reply.say("walk.off_you_go")
    return reply.then("walk.how_to_end") if turn.about("first") else reply


@walk_start.no("ready", "walking_now")
@walk_start.answer(DID_NOT_WALK, "ready", "walking_now")
def take_back(turn: Turn) -> Reply:
    """A launch started the clock, but nobody is walking."""
    started = turn.about("walk")

    def rule(diary: Diary) -> Walk | Reply:
        walk = diary.walk(started)
        if walk is None or walk.state is not WalkState.WALKING:
            return already_counted(turn, diary) or Reply.say("walk.withdrawn")
        return walk.withdrawn(at=turn.now, turn=turn.id)

    turn.session.started = ""
    return turn.change_diary(rule, lambda _diary, _walk: Reply.say("walk.withdrawn"))


@walk_start.length("back_already")
def so_long_or_longer(turn: Turn) -> Reply:
    """A length beyond the time since the start is what the walk shall be; a shorter one is what it was."""
    said = turn.spoken_length() or slot_values.SENSELESS

    def ending(_: Diary, walk: Walk) -> Walk | Reply:
        if plan.can_be_timed(said) and said > walk.elapsed(turn.now):
            return walk.replanned(whole_minutes(said) * MINUTE, at=turn.now, turn=turn.id)
        return told(turn, walk, said)

    return finish(turn, ending)


def start(turn: Turn, length: timedelta, *, is_agreed: bool = False) -> Reply:
    """Start a walk of `length`, unless that cannot be timed, is a big step up, or a walk is under way.

    With `is_agreed` a big step is not questioned: the walker has just answered.
    """
    if not plan.can_be_timed(length):
        return Reply.say("walk.limits").ask("how_long")
    planned = whole_minutes(length) * MINUTE
    started_just_now = turn.session.started
    turn.session.started = ""

    def rule(diary: Diary) -> Walk | Reply:
        under_way = diary.under_way(turn.now)
        if under_way and under_way.id != started_just_now:
            return ask_whether_back(turn, under_way, upcoming=planned)
        gentler = plan.gentler_step(planned)
        if gentler and not is_agreed and not was_questioned_today(turn, diary):
            turn.note(big_step=True)
            turn.session.started = started_just_now
            return question_big_step(planned, gentler)
        if under_way:
            return under_way.replanned(planned, at=turn.now, turn=turn.id)
        return begin(turn=turn.id, at=turn.now, zone=turn.calendar(diary).zone, planned=planned)

    return turn.change_diary(rule, lambda diary, walk: started(turn, diary, walk))


def was_questioned_today(turn: Turn, diary: Diary) -> bool:
    questioned = diary.profile.big_step
    if questioned is None or questioned.turn == turn.id:
        return False
    calendar = turn.calendar(diary)
    return calendar.day(questioned.at) == calendar.day(turn.now)


def question_big_step(planned: timedelta, gentler: timedelta) -> Reply:
    about = {"minutes": gentler // MINUTE, "wanted": planned // MINUTE}
    return Reply.say("walk.big_step").ask("gentler", about=about, gentler=gentler // MINUTE)


def started(turn: Turn, diary: Diary, walk: Walk) -> Reply:
    """What is said as a walk starts that nobody needs to agree to any more."""
    if walk.id != turn.id:
        return replanned_lines(walk)
    reply = start_lines(turn, diary, walk)
    is_first_ever = diary.is_first_start(walk) and was_welcomed_today(turn, diary, walk)
    return reply.then("walk.how_to_end") if is_first_ever else reply


def start_lines(turn: Turn, diary: Diary, walk: Walk) -> Reply:
    """A day's first walk starts with the pace and, unless the welcome has just held it, the warning."""
    is_first = diary.is_first_start(walk)
    reply = Reply()
    if is_first and not was_welcomed_today(turn, diary, walk):
        reply = reply.then("walk.only_gently")
    if walk.planned < SHORTEST_WITH_A_TURN:
        return reply.then("walk.started_short", length=walk.planned)
    line = "walk.started_with_pace" if is_first else "walk.started"
    return reply.then(line, length=walk.planned, half=half_way(walk))


def was_welcomed_today(turn: Turn, diary: Diary, walk: Walk) -> bool:
    welcomed = diary.profile.welcomed
    return welcomed is not None and turn.calendar(diary).day(welcomed.at) == walk.day
