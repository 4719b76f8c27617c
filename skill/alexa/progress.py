"""How it is going, aloud: today, this week, last week."""

from datetime import date

from skill.alexa.conversation import Conversation
from skill.alexa.loose_ends import aside
from skill.alexa.reply import Reply
from skill.alexa.turn import Turn
from skill.alexa.walk_length import offer_short_walk
from skill.domain.calendar import Calendar, Week
from skill.domain.diary import Diary
from skill.domain.plan import MODEST
from skill.domain.progress import WeekProgress, day_progress, finished, minutes_of, week_progress
from skill.domain.walk import MINUTE
from skill.speech import Ago, Count, OnDay, zone_name

progress = Conversation()


@progress.intent("WeekIntent")
def week(turn: Turn) -> Reply:
    diary, calendar, today = _open(turn)
    so_far = week_progress(diary.walks, today)
    if so_far.minutes == 0:
        return aside(_fresh_week(turn, diary, calendar, so_far), turn)
    walks = Count(so_far.full_walks, "full walk")
    line = "week.so_far_and_met" if so_far.is_met else "week.so_far"
    reply = _going_by(calendar).then(line, done=so_far.minutes, target=so_far.target, walks=walks)
    if so_far.last_week and calendar.is_sure:
        reply = _last_week_by(reply, so_far, today)
    return aside(reply.offer("want_more"), turn)


@progress.intent("MoreIntent")
@progress.yes("want_more")
def more(turn: Turn) -> Reply:
    diary, calendar, today = _open(turn)
    so_far = week_progress(diary.walks, today)
    if so_far.minutes == 0:
        return aside(_fresh_week(turn, diary, calendar, so_far), turn)
    reply = Reply.say("week.active_on", days=Count(so_far.active_days, "day"))
    return aside(_what_is_left(reply, so_far).then("week.goal"), turn)


@progress.no("want_more")
def enough(turn: Turn) -> Reply:
    return Reply.say("end.goodbye")


@progress.intent("TodayIntent")
def today(turn: Turn) -> Reply:
    diary, calendar, day = _open(turn)
    done = day_progress(diary.walks, day)
    if not done.walks:
        return aside(_nothing_today(turn, diary, calendar, day), turn)
    walks = Count(len(done.walks), "walk")
    reply = _going_by(calendar).then("week.today", done=done.minutes * MINUTE, walks=walks)
    if calendar.is_sure:
        last = done.walks[-1]
        reply = reply.then("week.last_one", ago=Ago(turn.now - last.started_at - last.minutes * MINUTE))
    return aside(reply, turn)


@progress.intent("LastWeekIntent")
def last_week(turn: Turn) -> Reply:
    diary, calendar, day = _open(turn)
    reply = _going_by(calendar)
    walks = finished(diary.walks, Week.of(day).before)
    if not walks:
        return aside(reply.then("week.last_week_none"), turn)
    full_walks = Count(sum(walk.is_full for walk in walks), "full walk")
    return aside(reply.then("week.last_week", done=minutes_of(walks) * MINUTE, walks=full_walks), turn)


def _open(turn: Turn) -> tuple[Diary, Calendar, date]:
    diary = turn.read_diary()
    calendar = turn.calendar(diary)
    return diary, calendar, calendar.day(turn.now)


def _going_by(calendar: Calendar) -> Reply:
    """A report by a calendar that is only a guess says so first, and leaves out something else to stay brief."""
    return Reply() if calendar.is_sure else Reply.say("week.zone_guessed", zone=zone_name(calendar.zone))


def _fresh_week(turn: Turn, diary: Diary, calendar: Calendar, so_far: WeekProgress) -> Reply:
    reply = _going_by(calendar)
    if diary.under_way(turn.now):
        return reply.then("week.walking")
    if so_far.last_week and calendar.is_sure:
        reply = reply.then("week.last_week_was", then=so_far.last_week * MINUTE)
    return offer_short_walk(reply.then("week.fresh"))


def _nothing_today(turn: Turn, diary: Diary, calendar: Calendar, day: date) -> Reply:
    reply = _going_by(calendar)
    if diary.under_way(turn.now):
        return reply.then("week.walking")
    reply = reply.then("week.today_none")
    if diary.last_finished and calendar.is_sure:
        reply = reply.then("week.last_walk", day=OnDay(diary.last_finished.day, day))
    return offer_short_walk(reply)


def _last_week_by(reply: Reply, so_far: WeekProgress, today: date) -> Reply:
    if so_far.days_left == 1:
        return reply.then("week.last_week_whole", then=so_far.last_week)
    if so_far.last_week_by_now == 0:
        return reply.then("week.last_week_by_none", day=today)
    return reply.then("week.last_week_by", day=today, then=so_far.last_week_by_now)


def _what_is_left(reply: Reply, so_far: WeekProgress) -> Reply:
    """What would reach the target, unless that would be a burden; what walking is good for once it is met."""
    left = so_far.left_a_day * MINUTE
    if so_far.is_met:
        return reply.then("week.why_go_on")
    if left > MODEST:
        return reply.then("week.lighter")
    return reply.then("week.left_today" if so_far.days_left == 1 else "week.left_a_day", left=left)
