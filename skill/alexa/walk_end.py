"""The end of a walk is the walker's word: time left, "I'm back", a walk nobody confirmed, stop."""

from collections.abc import Callable
from datetime import timedelta

from skill.alexa.conversation import DID_NOT_WALK, PARTLY, STILL_WALKING, Conversation
from skill.alexa.loose_ends import aside
from skill.alexa.reply import Reply
from skill.alexa.session import About
from skill.alexa.turn import Turn
from skill.alexa.walk_length import offer_short_walk, replanned_lines
from skill.domain.calendar import Week
from skill.domain.diary import Diary
from skill.domain.plan import NEXT_LENGTH
from skill.domain.walk import LONGEST_TOLD, MINUTE, Walk, WalkState, whole_minutes
from skill.speech import Ago, Day, OnDay

walk_end = Conversation()

JUST_NOW = timedelta(hours=1)
"""How long a walk counts as the one the walker has just been on."""


@walk_end.intent("TimeLeftIntent", STILL_WALKING)
def time_left(turn: Turn) -> Reply:
    walk = turn.read_diary().under_way(turn.now)
    if walk is None:
        return aside(nothing_under_way(), turn)
    if walk.time_left(turn.now):
        return aside(Reply.say("walk.time_left", left=walk.time_left(turn.now)), turn)
    return ask_whether_back(turn, walk)


@walk_end.intent("EndWalkIntent")
def end_walk(turn: Turn) -> Reply:
    said = turn.spoken_length()

    def rule(diary: Diary) -> Walk | Reply:
        walk = diary.under_way(turn.now)
        if walk is None:
            return already_counted(turn, diary) or about_an_older_walk(turn, diary, said)
        return walk.ended(at=turn.now, turn=turn.id) if said is None else told(turn, walk, said)

    turn.session.started = ""
    return turn.change_diary(rule, lambda diary, walk: counted(turn, diary, walk))


@walk_end.yes("back_already", "back_now")
def back(turn: Turn) -> Reply:
    """The walker is back from the walk that was asked about; a length asked for meanwhile comes next."""

    def ending(diary: Diary, walk: Walk) -> Walk | Reply:
        if walk.is_under_way(turn.now):
            return walk.ended(at=turn.now, turn=turn.id)
        return ask_whether_whole(turn, diary, walk, turn.minutes_asked_about("minutes"))

    return finish(turn, ending)


@walk_end.no("back_already")
@walk_end.answer(STILL_WALKING, "back_already")
@walk_end.answer(PARTLY, "back_already")
def not_back(turn: Turn) -> Reply:
    return Reply.say("walk.keep_going")


@walk_end.no("back_now")
@walk_end.answer(STILL_WALKING, "back_now", "walked_whole", "how_long_walked")
@walk_end.answer(PARTLY, "back_now")
def not_quite_back(turn: Turn) -> Reply:
    return Reply.say("walk.take_your_time")


@walk_end.yes("walked_whole")
def walked_whole(turn: Turn) -> Reply:
    return finish(turn, lambda _, walk: walk.told(walk.planned // MINUTE, at=turn.now, turn=turn.id))


@walk_end.no("walked_whole", "how_long_walked")
@walk_end.yes("how_long_walked")
@walk_end.answer(PARTLY, "walked_whole", "how_long_walked")
def how_long_then(turn: Turn) -> Reply:
    asked = turn.session.asked
    return Reply().ask("how_long_walked", about=asked.about if asked else {})


@walk_end.length("walked_whole", "how_long_walked", "back_now")
def walked_so_long(turn: Turn) -> Reply:
    said = turn.spoken_length() or timedelta()
    return finish(turn, lambda _, walk: told(turn, walk, said))


@walk_end.answer("EndWalkIntent", "walked_whole", "how_long_walked")
def told_in_a_sentence(turn: Turn) -> Reply:
    """About the walk in question: "I walked the whole thing", or "I only did seven"."""
    return walked_whole(turn) if turn.spoken_length() is None else walked_so_long(turn)


@walk_end.answer(DID_NOT_WALK, "walked_whole", "how_long_walked")
def did_not_walk(turn: Turn) -> Reply:
    return finish(turn, lambda _, walk: walk.withdrawn(at=turn.now, turn=turn.id))


@walk_end.intent("AMAZON.StopIntent", "AMAZON.CancelIntent")
def stop(turn: Turn) -> Reply:
    """Ends a walk under way, and the conversation; a walk whose time is long over waits for the next visit."""

    def rule(diary: Diary) -> Walk | Reply:
        walk = diary.under_way(turn.now)
        return walk.ended(at=turn.now, turn=turn.id) if walk else Reply.say("end.goodbye").as_last_word()

    turn.session.started = ""
    return turn.change_diary(rule, lambda diary, walk: total(turn, diary, walk).as_last_word())


def finish(turn: Turn, ending: Callable[[Diary, Walk], Walk | Reply]) -> Reply:
    """Bring the walk that was asked about to its `ending`, or to a new length.

    Where a next walk was in the air, it is offered then.
    """
    asked_about = turn.about("walk")
    upcoming = turn.minutes_asked_about("minutes")

    def rule(diary: Diary) -> Walk | Reply:
        walk = diary.walk(asked_about)
        if walk is None or walk.state is not WalkState.WALKING:
            return already_counted(turn, diary) or nothing_under_way()
        return ending(diary, walk)

    def tell(diary: Diary, walk: Walk) -> Reply:
        if walk.state is WalkState.WALKING:
            return replanned_lines(walk)
        return offer_next(total(turn, diary, walk), upcoming) if upcoming else counted(turn, diary, walk)

    return turn.change_diary(rule, tell)


def about_an_older_walk(turn: Turn, diary: Diary, said: timedelta | None) -> Walk | Reply:
    """What "I'm back" means when nobody is walking: the newest walk whose end is still to be said, if there is one.

    Minutes are taken for a walk of today; for one of another day it is asked first, naming the day.
    """
    walk = diary.open_walk(turn.now)
    if walk is None:
        return nothing_under_way()
    if said is not None and walk.day == turn.calendar(diary).day(turn.now):
        return told(turn, walk, said)
    if walk == diary.to_ask_about(turn.now, turn.id):
        turn.note(asked_about=walk)
    return ask_whether_whole(turn, diary, walk)


def told(turn: Turn, walk: Walk, said: timedelta) -> Walk | Reply:
    """The walk with the minutes that the walker gives, or a question where they cannot be right."""
    again: About = {"walk": walk.id, "minutes": turn.minutes_asked_about("minutes") // MINUTE}
    if said == timedelta():
        return walk.withdrawn(at=turn.now, turn=turn.id)
    if said < timedelta():
        return Reply().ask("how_long_walked", about=again)
    minutes = whole_minutes(said)
    if minutes > LONGEST_TOLD:
        return Reply.say("walk.too_long_to_count").ask("how_long_walked", about=again)
    if not walk.can_have_taken(minutes, turn.now):
        ago = Ago(walk.elapsed(turn.now))
        return Reply.say("walk.too_long_to_be_true", ago=ago).ask("how_long_walked", about=again)
    return walk.told(minutes, at=turn.now, turn=turn.id)


def ask_whether_back(turn: Turn, walk: Walk, upcoming: timedelta = timedelta()) -> Reply:
    """How a walk under way stands, and whether it is over; `upcoming` is the length to offer then."""
    about: About = {"walk": walk.id, "minutes": upcoming // MINUTE}
    left = walk.time_left(turn.now)
    if not left:
        return Reply.say("walk.time_is_up").ask("back_now", about=about)
    status = "walk.under_way" if upcoming else "walk.time_left"
    return Reply.say(status, left=left).ask("back_already", about=about)


def ask_whether_whole(turn: Turn, diary: Diary, walk: Walk, upcoming: timedelta = timedelta()) -> Reply:
    """Ask how a walk ended; `upcoming` is the length to offer when that is settled."""
    day = OnDay(walk.day, turn.calendar(diary).day(turn.now))
    about: About = {"walk": walk.id, "minutes": upcoming // MINUTE}
    line = "walked_whole" if day.day == day.today else "walked_whole_earlier"
    return Reply().ask("walked_whole", line=line, about=about, planned=walk.planned, day=day)


def counted(turn: Turn, diary: Diary, walk: Walk) -> Reply:
    """The new total, and after a day's first walk how to rest now."""
    reply = total(turn, diary, walk)
    just_walked = turn.now - walk.ends_at < JUST_NOW
    if walk.state is WalkState.DONE and just_walked and diary.is_first_ending(walk):
        return reply.then("walk.rest")
    return reply


def total(turn: Turn, diary: Diary, walk: Walk) -> Reply:
    """What became of the walk."""
    if walk.state is WalkState.UNDONE:
        return Reply.say("walk.withdrawn")
    done = walk.minutes * MINUTE
    today = turn.calendar(diary).day(turn.now)
    week = diary.minutes_in_week_of(today) * MINUTE
    if walk.day == today:
        return Reply.say("walk.done", done=done, week=week)
    if walk.day in Week.of(today):
        return Reply.say("walk.done_on_day", done=done, day=Day(walk.day, today), week=week)
    return Reply.say("walk.done_in_another_week", done=done, day=Day(walk.day, today))


def already_counted(turn: Turn, diary: Diary) -> Reply | None:
    """The answer to somebody who says twice that they are back."""
    last = diary.walks[-1] if diary.walks else None
    if last is None or last.state is not WalkState.DONE or last.recorded_at is None:
        return None
    if turn.now - last.recorded_at > JUST_NOW:
        return None
    return Reply.say("walk.already_counted").followed_by(total(turn, diary, last))


def nothing_under_way() -> Reply:
    return offer_short_walk(Reply.say("walk.none_under_way"))


def offer_next(reply: Reply, length: timedelta) -> Reply:
    offer = "another" if length == NEXT_LENGTH else "start_now"
    return reply.offer("another", line=offer, about={"minutes": length // MINUTE}, length=length)
