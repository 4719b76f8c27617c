"""How it is going, aloud: today, this week, last week."""

from datetime import date

from skill.alexa.conversation import Conversation
from skill.alexa.reply import Reply
from skill.alexa.turn import Turn
from skill.domain.calendar import Calendar, Week
from skill.domain.diary import Diary
from skill.domain.plan import NEXT_LENGTH
from skill.domain.progress import WeekProgress, day_progress, finished, minutes_of, week_progress
from skill.domain.walk import MINUTE
from skill.speech import Ago, Count, zone_name

progress = Conversation()


@progress.intent("WeekIntent")
def week(turn: Turn) -> Reply:
    diary, calendar, today = _open(turn)
    so_far = week_progress(diary.walks, today)
    reply = _going_by(calendar)
    if so_far.minutes == 0:
        return _fresh_week(reply, so_far, calendar)
    walks = Count(so_far.full_walks, "full walk")
    reply = reply.then("week.so_far", done=so_far.minutes, target=so_far.target, walks=walks)
    if so_far.last_week and calendar.is_sure:
        reply = _last_week_by(reply, so_far, today)
    return reply.offer("want_more")


@progress.intent("MoreIntent")
@progress.yes("want_more")
def more(turn: Turn) -> Reply:
    diary, calendar, today = _open(turn)
    so_far = week_progress(diary.walks, today)
    if so_far.minutes == 0:
        return _fresh_week(_going_by(calendar), so_far, calendar)
    reply = Reply.say("week.active_on", days=Count(so_far.active_days, "day"))
    return _what_is_left(reply, so_far).then("week.goal")


@progress.no("want_more")
def enough(turn: Turn) -> Reply:
    return Reply.say("end.goodbye")


@progress.intent("TodayIntent")
def today(turn: Turn) -> Reply:
    diary, calendar, day = _open(turn)
    reply = _going_by(calendar)
    done = day_progress(diary.walks, day)
    if not done.walks:
        return _offer_short_walk(reply.then("week.today_none"))
    reply = reply.then("week.today", done=done.minutes * MINUTE, walks=Count(len(done.walks), "walk"))
    if not calendar.is_sure:
        return reply
    last = done.walks[-1]
    return reply.then("week.last_one", ago=Ago(turn.now - last.started_at - last.minutes * MINUTE))


@progress.intent("LastWeekIntent")
def last_week(turn: Turn) -> Reply:
    diary, calendar, day = _open(turn)
    reply = _going_by(calendar)
    walks = finished(diary.walks, Week.of(day).before)
    if not walks:
        return reply.then("week.last_week_none")
    full_walks = Count(sum(walk.is_full for walk in walks), "full walk")
    return reply.then("week.last_week", done=minutes_of(walks) * MINUTE, walks=full_walks)


def _open(turn: Turn) -> tuple[Diary, Calendar, date]:
    diary = turn.read_diary()
    calendar = turn.calendar(diary)
    return diary, calendar, calendar.day(turn.now)


def _going_by(calendar: Calendar) -> Reply:
    """A report by a calendar that is only a guess says so first, and leaves out something else to stay brief."""
    return Reply() if calendar.is_sure else Reply.say("week.zone_guessed", zone=zone_name(calendar.zone))


def _last_week_by(reply: Reply, so_far: WeekProgress, today: date) -> Reply:
    if so_far.days_left == 1:
        return reply.then("week.last_week_whole", then=so_far.last_week)
    if so_far.last_week_by_now == 0:
        return reply.then("week.last_week_by_none", day=today)
    return reply.then("week.last_week_by", day=today, then=so_far.last_week_by_now)


def _fresh_week(reply: Reply, so_far: WeekProgress, calendar: Calendar) -> Reply:
    if so_far.last_week and calendar.is_sure:
        reply = reply.then("week.last_week_was", then=so_far.last_week * MINUTE)
    return _offer_short_walk(reply.then("week.fresh"))


def _offer_short_walk(reply: Reply) -> Reply:
    return reply.offer("short_walk", about={"minutes": NEXT_LENGTH // MINUTE})


def _what_is_left(reply: Reply, so_far: WeekProgress) -> Reply:
    if so_far.is_met:
        return reply.then("week.why_go_on")
    left = so_far.left_a_day * MINUTE
    return reply.then("week.left_today" if so_far.days_left == 1 else "week.left_a_day", left=left)
