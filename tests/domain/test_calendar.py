"""The walker's own days, and weeks from Monday to Sunday."""

from datetime import UTC, date, datetime, timedelta

import pytest

from skill.domain.calendar import Calendar, Week, is_zone


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("America/Los_Angeles", date(2026, 3, 1)),
        ("UTC", date(2026, 3, 1)),
        ("Europe/Berlin", date(2026, 3, 2)),
        ("Australia/Sydney", date(2026, 3, 2)),
    ],
)
def test_the_same_moment_is_another_day_in_another_zone(zone: str, day: date) -> None:
    moment = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)

    assert Calendar(zone).day(moment) == day


@pytest.mark.parametrize(
    ("day", "monday"),
    [
        (date(2026, 1, 5), date(2026, 1, 5)),
        (date(2026, 1, 11), date(2026, 1, 5)),
        (date(2026, 1, 12), date(2026, 1, 12)),
        (date(2026, 4, 1), date(2026, 3, 30)),
        (date(2026, 1, 1), date(2025, 12, 29)),
        (date(2027, 1, 3), date(2026, 12, 28)),
        (date(2028, 2, 29), date(2028, 2, 28)),
    ],
    ids=["Monday", "Sunday", "next Monday", "over a month", "over a year", "53rd week", "leap day"],
)
def test_a_week_begins_on_its_monday(day: date, monday: date) -> None:
    assert Week.of(day) == Week(monday)


def test_a_week_ends_on_its_sunday() -> None:
    week = Week.of(date(2025, 12, 31))

    assert week.sunday == date(2026, 1, 4)


def test_a_week_holds_its_seven_days_in_order() -> None:
    week = Week.of(date(2026, 2, 28))

    days = list(week)

    assert days == [date(2026, 2, day) for day in range(23, 29)] + [date(2026, 3, 1)]
    assert all(day in week for day in days)


def test_the_days_around_a_week_are_not_in_it() -> None:
    week = Week(date(2026, 1, 5))

    assert date(2026, 1, 4) not in week
    assert date(2026, 1, 12) not in week


def test_the_week_before_ends_the_day_before() -> None:
    week = Week.of(date(2026, 1, 1))

    assert week.before == Week(date(2025, 12, 22))
    assert week.before.sunday + timedelta(days=1) == week.monday


@pytest.mark.parametrize("name", ["UTC", "Europe/Berlin", "America/Argentina/Ushuaia", "Asia/Kolkata"])
def test_a_zone_that_exists_is_one(name: str) -> None:
    assert is_zone(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Mars/Olympus_Mons",
        "Europe",
        "Europe/",
        "/etc/passwd",
        "../../etc/passwd",
        "Europe/Berlin\0",
        "Europe/\ud800",
        "zone" * 200,
    ],
    ids=[
        "empty",
        "unknown",
        "folder",
        "folder with a slash",
        "absolute",
        "upwards",
        "null",
        "surrogate",
        "long",
    ],
)
def test_what_is_no_zone_is_refused_whatever_it_looks_like(name: str) -> None:
    assert not is_zone(name)
