"""Keys and values in, speech out: the words of a language, with lengths, counts and dates as people say them."""

from dataclasses import dataclass
from datetime import date, timedelta
from xml.sax.saxutils import escape

from skill import catalogue
from skill.domain.calendar import DAY, Week
from skill.domain.walk import MINUTE, whole_minutes

UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Count:
    """So many of a thing, named by its singular: Count(2, "full walk") -> "two full walks"."""

    number: int
    unit: str


@dataclass(frozen=True, slots=True)
class OnDay:
    """A recent day as seen from today: "today", "yesterday", "on Tuesday", "on Tuesday, ten days ago"."""

    day: date
    today: date


@dataclass(frozen=True, slots=True)
class Day:
    """A recent day as a name: "today", "yesterday", "Tuesday", "Tuesday last week"."""

    day: date
    today: date


@dataclass(frozen=True, slots=True)
class Ago:
    """How long ago something was, roughly."""

    length: timedelta


class Speech:
    """The words of one locale. A locale that is not known hears English and no local number."""

    def __init__(self, locale: str) -> None:
        self._wording = catalogue.wording("en")
        places = catalogue.places()
        self._place = places.get(locale, places["elsewhere"])

    @property
    def likely_zone(self) -> str:
        """The IANA zone to go by when nothing better is known; never without saying so."""
        return self._place["zone"]

    def knows(self, key: str) -> bool:
        conversation, _, name = key.partition(".")
        return name in self._wording.get(conversation, {})

    def say(self, key: str, **values: object) -> str:
        """The text of `key` ("walk.started") with its holes filled, fit to stand in SSML, from a capital letter on.

        Raises KeyError for a key or a hole that does not exist.
        """
        conversation, _, name = key.partition(".")
        holes = {**self._place, **{hole: self._spoken(value) for hole, value in values.items()}}
        text = self._wording[conversation][name].format_map(holes)
        return escape(_capitalised(text))

    def _spoken(self, value: object) -> str:
        match value:
            case str():
                return value.replace("physical therapist", self._place["therapist"])
            case int():
                return number(value)
            case timedelta():
                return length(value)
            case Count():
                return count(value)
            case OnDay():
                return on_day(value)
            case Day():
                return day_name(value)
            case Ago():
                return ago(value)
            case date():
                return WEEKDAYS[value.weekday()]
        raise TypeError(f"no way to say a {type(value).__name__}")


def number(value: int) -> str:
    """A whole number in words up to 999, in digits beyond. 145 -> "one hundred and forty five"."""
    if not 0 <= value < 1000:
        return str(value)
    hundreds, rest = divmod(value, 100)
    if hundreds:
        return f"{UNITS[hundreds]} hundred" + (f" and {number(rest)}" if rest else "")
    tens, units = divmod(rest, 10)
    if tens < 2:
        return UNITS[rest]
    return TENS[tens] + (f" {UNITS[units]}" if units else "")


def count(value: Count) -> str:
    if value.number == 0:
        return f"no {value.unit}s"
    return f"{number(value.number)} {value.unit}" + ("" if value.number == 1 else "s")


def length(value: timedelta) -> str:
    """Minutes, rounded to the nearest, as all lengths of walks are said. 5 min 40 s -> "six minutes"."""
    if value < MINUTE:
        return "less than a minute"
    return count(Count(whole_minutes(value), "minute"))


def on_day(value: OnDay) -> str:
    name = day_name(Day(value.day, value.today))
    return name if name in ("today", "yesterday") else f"on {name}"


def day_name(value: Day) -> str:
    days_ago = (value.today - value.day) // DAY
    weekday = WEEKDAYS[value.day.weekday()]
    if days_ago <= 0:
        return "today"
    if days_ago == 1:
        return "yesterday"
    if days_ago < 7:
        return weekday
    if value.day in Week.of(value.today).before:
        return f"{weekday} last week"
    return f"{weekday}, {number(days_ago)} days ago"


def ago(value: Ago) -> str:
    """Roughly how long ago. 50 min -> "about an hour ago", 2 h 40 min -> "about three hours ago"."""
    minutes = round(value.length / MINUTE)
    if minutes < 2:
        return "just now"
    if minutes < 45:
        return f"{number(minutes)} minutes ago"
    hours = max(1, round(minutes / 60))
    return "about an hour ago" if hours == 1 else f"about {number(hours)} hours ago"


def zone_name(zone: str) -> str:
    """A time zone as people name it. "America/New_York" -> "New York time"."""
    return f"{zone.rpartition('/')[2].replace('_', ' ')} time"


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
