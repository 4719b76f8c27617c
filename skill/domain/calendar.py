"""The walker's own calendar: which day it is for them, and which week that day is in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The time zone a walker lives by, and whether that is known or the best guess there is."""

    zone: str
    """An IANA name."""
    is_sure: bool = True

    def day(self, at: datetime) -> date:
        """The walker's day at `at` (aware)."""
        return at.astimezone(ZoneInfo(self.zone)).date()


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Sunday."""

    monday: date

    @classmethod
    def of(cls, day: date) -> "Week":
        return cls(day - day.weekday() * DAY)

    @property
    def sunday(self) -> date:
        return self.monday + 6 * DAY

    @property
    def before(self) -> "Week":
        return Week(self.monday - 7 * DAY)

    def __contains__(self, day: date) -> bool:
        return self.monday <= day <= self.sunday

    def __iter__(self) -> Iterator[date]:
        return (self.monday + n * DAY for n in range(7))


def is_zone(name: str) -> bool:
    """Whether `name` is a time zone that this machine can reckon with."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
