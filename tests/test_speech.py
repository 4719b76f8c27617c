"""Numbers, lengths, days and names come out as people say them, and fit to stand in SSML."""

from collections import defaultdict
from datetime import date, timedelta
from string import Formatter
from xml.etree import ElementTree

import pytest

from skill import catalogue
from skill.domain.calendar import DAY
from skill.domain.walk import MINUTE, whole_minutes
from skill.speech import Ago, Count, Day, OnDay, Speech, ago, count, day_name, length, number, on_day, zone_name
from tests.domain.factories import SECOND

WEDNESDAY = date(2026, 1, 14)

LOCAL_WORDS = {
    "en-US": ("nine one one, or your local emergency number", "call or text nine eight eight", "physical therapist"),
    "en-CA": ("nine one one, or your local emergency number", "call or text nine eight eight", "physiotherapist"),
    "en-GB": (
        "nine nine nine, or your local emergency number",
        "call Samaritans on one one six, one two three",
        "physiotherapist",
    ),
    "en-AU": (
        "triple zero, or your local emergency number",
        "call Lifeline on thirteen, eleven, fourteen",
        "physiotherapist",
    ),
    "en-IN": (
        "one one two, or your local emergency number",
        "call Tele MANAS on one, four, four, one, six",
        "physiotherapist",
    ),
}
"""By locale: emergency number, crisis line, and what a physical therapist is called there."""

KEYS = [f"{conversation}.{name}" for conversation, lines in catalogue.wording("en").items() for name in lines]


@pytest.fixture
def speech() -> Speech:
    return Speech("en-US")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "zero"),
        (1, "one"),
        (12, "twelve"),
        (13, "thirteen"),
        (19, "nineteen"),
        (20, "twenty"),
        (21, "twenty one"),
        (40, "forty"),
        (99, "ninety nine"),
        (100, "one hundred"),
        (101, "one hundred and one"),
        (113, "one hundred and thirteen"),
        (145, "one hundred and forty five"),
        (150, "one hundred and fifty"),
        (999, "nine hundred and ninety nine"),
    ],
)
def test_a_number_is_said_in_words(value: int, words: str) -> None:
    assert number(value) == words


@pytest.mark.parametrize(("value", "digits"), [(1000, "1000"), (12345, "12345"), (-1, "-1")])
def test_a_number_out_of_the_range_of_walks_is_left_to_alexa(value: int, digits: str) -> None:
    assert number(value) == digits


def test_no_two_numbers_sound_the_same() -> None:
    said = {number(value) for value in range(1000)}

    assert len(said) == 1000


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Count(0, "full walk"), "no full walks"),
        (Count(1, "full walk"), "one full walk"),
        (Count(2, "full walk"), "two full walks"),
        (Count(21, "day"), "twenty one days"),
    ],
)
def test_a_count_agrees_with_its_noun(value: Count, words: str) -> None:
    assert count(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (timedelta(), "less than a minute"),
        (-MINUTE, "less than a minute"),
        (59 * SECOND, "less than a minute"),
        (MINUTE, "one minute"),
        (MINUTE + 29 * SECOND, "one minute"),
        (MINUTE + 31 * SECOND, "two minutes"),
        (5 * MINUTE + 40 * SECOND, "six minutes"),
        (60 * MINUTE, "sixty minutes"),
        (145 * MINUTE, "one hundred and forty five minutes"),
    ],
)
def test_a_length_is_said_in_whole_minutes(value: timedelta, words: str) -> None:
    assert length(value) == words


def test_a_length_of_half_minutes_is_said_as_the_diary_would_count_it() -> None:
    halves = [n * MINUTE + 30 * SECOND for n in range(1, 60)]

    assert [length(half) for half in halves] == [length(whole_minutes(half) * MINUTE) for half in halves]


@pytest.mark.parametrize(
    ("days_ago", "words"),
    [
        (0, "today"),
        (1, "yesterday"),
        (2, "on Monday"),
        (3, "on Sunday"),
        (6, "on Thursday"),
        (7, "on Wednesday last week"),
        (9, "on Monday last week"),
        (10, "on Sunday, ten days ago"),
        (14, "on Wednesday, fourteen days ago"),
    ],
)
def test_a_day_is_said_as_seen_from_today(days_ago: int, words: str) -> None:
    assert on_day(OnDay(WEDNESDAY - days_ago * DAY, WEDNESDAY)) == words


@pytest.mark.parametrize(
    ("days_ago", "words"), [(0, "today"), (1, "yesterday"), (2, "Monday"), (7, "Wednesday last week")]
)
def test_a_day_has_a_name_of_its_own(days_ago: int, words: str) -> None:
    assert day_name(Day(WEDNESDAY - days_ago * DAY, WEDNESDAY)) == words


def test_a_day_ahead_of_the_walkers_own_is_said_as_today() -> None:
    after_flying_west = OnDay(WEDNESDAY + DAY, WEDNESDAY)

    assert on_day(after_flying_west) == "today"


@pytest.mark.parametrize("weekday", range(7))
def test_no_two_days_of_the_last_two_weeks_sound_the_same(weekday: int) -> None:
    today = WEDNESDAY + weekday * DAY

    said = defaultdict(list)
    for days_ago in range(15):
        said[on_day(OnDay(today - days_ago * DAY, today))].append(days_ago)

    assert [days for days in said.values() if len(days) > 1] == []


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (-5 * MINUTE, "just now"),
        (timedelta(), "just now"),
        (89 * SECOND, "just now"),
        (2 * MINUTE, "two minutes ago"),
        (44 * MINUTE, "forty four minutes ago"),
        (45 * MINUTE, "about an hour ago"),
        (50 * MINUTE, "about an hour ago"),
        (89 * MINUTE, "about an hour ago"),
        (2 * 60 * MINUTE, "about two hours ago"),
        (160 * MINUTE, "about three hours ago"),
        (23 * 60 * MINUTE, "about twenty three hours ago"),
    ],
)
def test_how_long_ago_is_said_roughly(passed: timedelta, words: str) -> None:
    assert ago(Ago(passed)) == words


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("America/New_York", "New York time"),
        ("Europe/London", "London time"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time"),
        ("UTC", "UTC time"),
    ],
)
def test_a_time_zone_is_named_by_its_city(zone: str, words: str) -> None:
    assert zone_name(zone) == words


def test_a_line_begins_with_a_capital_also_when_a_value_comes_first(speech: Speech) -> None:
    assert speech.say("walk.time_left", left=6 * MINUTE) == "Six minutes left."


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (12, "Last week, it was twelve."),
        (12 * MINUTE, "Last week, it was twelve minutes."),
        (Count(2, "walk"), "Last week, it was two walks."),
        (WEDNESDAY, "Last week, it was Wednesday."),
        (OnDay(WEDNESDAY, WEDNESDAY + DAY), "Last week, it was yesterday."),
        (Ago(12 * MINUTE), "Last week, it was twelve minutes ago."),
        ("fine", "Last week, it was fine."),
    ],
)
def test_every_kind_of_value_is_said_in_its_own_way(speech: Speech, value: object, words: str) -> None:
    assert speech.say("week.last_week_whole", then=value) == words


def test_a_value_that_nobody_can_say_is_refused(speech: Speech) -> None:
    with pytest.raises(TypeError, match="float"):
        speech.say("week.last_week_whole", then=1.5)


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        ("salt & pepper", "salt &amp; pepper"),
        ("<audio src='x'/>", "&lt;audio src='x'/&gt;"),
        ("a < b > c", "a &lt; b &gt; c"),
        ("&amp;", "&amp;amp;"),
    ],
)
def test_what_would_be_markup_is_escaped(speech: Speech, heard: str, said: str) -> None:
    assert speech.say("safety.unknown", heard=heard).startswith(f"I don't have advice on {said}. ")


@pytest.mark.parametrize("heard", ["{number}", "{", "}", "{0}", "{heard.__class__}", "%s"])
def test_a_value_is_never_taken_for_a_hole(speech: Speech, heard: str) -> None:
    assert speech.say("safety.unknown", heard=heard).startswith(f"I don't have advice on {heard}. ")


@pytest.mark.parametrize("key", KEYS)
def test_every_line_can_be_said_and_is_well_formed(key: str) -> None:
    conversation, _, name = key.partition(".")
    text = catalogue.wording("en")[conversation][name]
    holes = [hole for _, hole, _, _ in Formatter().parse(text) if hole]

    said = Speech("en-GB").say(key, **dict.fromkeys(holes, "salt & pepper"))

    assert ElementTree.fromstring(f"<speak>{said}</speak>").text
    assert not set("{}") & set(said)


@pytest.mark.parametrize("key", ["walk.no_such_line", "nowhere.started", "started", ""])
def test_a_line_that_does_not_exist_is_an_error(speech: Speech, key: str) -> None:
    assert not speech.knows(key)
    with pytest.raises(KeyError):
        speech.say(key)


def test_a_hole_that_is_not_filled_is_an_error(speech: Speech) -> None:
    with pytest.raises(KeyError, match="left"):
        speech.say("walk.time_left")


@pytest.mark.parametrize("key", KEYS)
def test_every_line_of_the_wording_is_known(speech: Speech, key: str) -> None:
    assert speech.knows(key)


@pytest.mark.parametrize("locale", LOCAL_WORDS)
def test_each_locale_hears_its_own_numbers_and_names(locale: str) -> None:
    emergency, crisis, therapist = LOCAL_WORDS[locale]
    speech = Speech(locale)

    assert f"Call {emergency}. " in speech.say("red_flag.emergency_sit")
    assert f"please {crisis}, or a crisis line near you." in speech.say("red_flag.crisis")
    assert speech.say("welcome.disclaimer").endswith(f"ask your doctor or {therapist}.")


def test_the_locales_are_the_english_ones() -> None:
    assert set(catalogue.places()) == {*LOCAL_WORDS, "elsewhere"}


@pytest.mark.parametrize("locale", LOCAL_WORDS)
def test_a_therapist_inside_a_value_is_called_what_the_locale_calls_one(locale: str) -> None:
    _, _, therapist = LOCAL_WORDS[locale]
    how = "Have a physical therapist check your form."

    said = Speech(locale).say("safety.care", name="lifting weights", why="It can strain.", how=how)

    assert said.endswith(f"Have a {therapist} check your form.")


@pytest.mark.parametrize("locale", ["", "en", "en-NZ", "en-us", "de-DE", "elsewhere"])
@pytest.mark.parametrize("script", ["emergency", "emergency_sit", "emergency_birth", "crisis"])
def test_an_unknown_locale_hears_no_local_number(locale: str, script: str) -> None:
    local_numbers = {part for numbers in LOCAL_WORDS.values() for part in (numbers[0].partition(",")[0], numbers[1])}

    said = Speech(locale).say(f"red_flag.{script}")

    assert "your local emergency number" in said
    assert [part for part in local_numbers if part in said] == []


def test_an_unknown_locale_is_sent_to_the_doctor_in_a_crisis() -> None:
    assert "please call your doctor, or a crisis line near you." in Speech("de-DE").say("red_flag.crisis")


@pytest.mark.parametrize(
    ("locale", "zone"),
    [("en-US", "America/New_York"), ("en-GB", "Europe/London"), ("en-IN", "Asia/Kolkata")],
)
def test_a_locale_has_a_likely_zone(locale: str, zone: str) -> None:
    assert Speech(locale).likely_zone == zone
