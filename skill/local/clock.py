"""What the companion's clock understands: instants, durations, and how far it may move."""

import re
from datetime import UTC, datetime, timedelta

from skill.local.faults import Refused

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)

_ISO_DURATION = re.compile(
    r"P(?=.)(?:(?P<weeks>\d{1,4})W)?(?:(?P<days>\d{1,5})D)?"
    r"(?:T(?=.)(?:(?P<hours>\d{1,6})H)?(?:(?P<minutes>\d{1,7})M)?(?:(?P<seconds>\d{1,9})S)?)?"
)
_SHORT_DURATION = re.compile(
    r"(?=.)(?:(?P<weeks>\d{1,4})w)?(?:(?P<days>\d{1,5})d)?"
    r"(?:(?P<hours>\d{1,6})h)?(?:(?P<minutes>\d{1,7})m)?(?:(?P<seconds>\d{1,9})s)?"
)


def present_minute() -> datetime:
    """The machine's time in UTC, cut to the minute: where the clock stands until it is moved."""
    return datetime.now(UTC).replace(second=0, microsecond=0)


def moved(now: datetime, by: timedelta) -> datetime:
    """The clock after it was moved on by `by`; raises Refused when that leaves the years it knows."""
    try:
        return checked(now + by)
    except OverflowError:
        raise Refused(f"That is too far: the clock goes up to {LATEST.year}. Send a shorter time.") from None


def checked(instant: datetime) -> datetime:
    """`instant` itself; raises Refused when it lies outside the years the clock knows."""
    if not EARLIEST <= instant <= LATEST:
        raise Refused(f"The clock only knows the years {EARLIEST.year} to {LATEST.year}. Send a time within them.")
    return instant


def read_instant(text: str) -> datetime:
    """An ISO 8601 instant with its offset ("2026-01-05T08:00:00Z") as an aware time in UTC, whole seconds."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise Refused(f'"{text}" is not a time. Send one such as "2026-01-05T08:00:00Z".') from None
    if instant.tzinfo is None:
        raise Refused(f'"{text}" does not say its offset from UTC. Send one such as "2026-01-05T08:00:00Z".')
    try:
        return checked(instant.astimezone(UTC).replace(microsecond=0))
    except OverflowError:
        raise Refused(f'"{text}" is outside the years {EARLIEST.year} to {LATEST.year}.') from None


def write_instant(instant: datetime) -> str:
    """An aware time as Alexa writes it: "2026-01-05T08:00:00Z"."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_duration(text: str) -> timedelta:
    """An ISO 8601 duration of weeks, days, hours, minutes and seconds, longer than nothing: "PT10M", "P1DT2H"."""
    return _duration(_ISO_DURATION, text, example="PT10M")


def read_short_duration(text: str) -> timedelta:
    """A duration as people type it: "10m", "3d", "1h30m"."""
    return _duration(_SHORT_DURATION, text, example="10m")


def _duration(form: re.Pattern[str], text: str, example: str) -> timedelta:
    match = form.fullmatch(text)
    length = timedelta(**{unit: int(count) for unit, count in match.groupdict("0").items()}) if match else timedelta()
    if not length:
        raise Refused(f'"{text}" is not a time the clock can be moved by. Send one such as "{example}".')
    return length
