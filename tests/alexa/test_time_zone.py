"""The walker's calendar goes by the device's time zone; where that is a guess, it is said."""

import time

from tests.alexa.walker import DeviceSettings, Walker, speech

GUESS = "I couldn't get your time zone, so this goes by"


def test_the_day_is_the_one_of_the_device(walker: Walker, device: DeviceSettings) -> None:
    device.zone = "Asia/Tokyo"  # where Monday is over at 15:00 UTC
    walker.asks("StartWalkIntent")
    walker.waits(minutes=10)
    walker.asks("EndWalkIntent")

    walker.waits(hours=2)

    assert "Nothing is counted yet today" in speech(walker.asks("TodayIntent"))


def test_a_report_by_the_device_zone_says_nothing_of_zones(walker: Walker) -> None:
    assert "zone" not in speech(walker.asks("WeekIntent"))


def test_a_report_for_a_device_without_a_zone_says_what_it_goes_by(walker: Walker, device: DeviceSettings) -> None:
    device.zone = None

    assert f"{GUESS} New York time." in speech(walker.asks("WeekIntent"))


def test_a_zone_that_does_not_exist_is_taken_for_none(walker: Walker, device: DeviceSettings) -> None:
    device.zone = "../../etc/passwd"

    assert GUESS in speech(walker.asks("WeekIntent"))


def test_the_guess_is_the_likely_zone_of_the_locale(walker: Walker, device: DeviceSettings) -> None:
    device.zone = None
    walker.locale = "en-GB"

    assert f"{GUESS} London time." in speech(walker.asks("WeekIntent"))


def test_the_last_zone_of_the_same_device_serves_when_none_is_to_be_had(walker: Walker, device: DeviceSettings) -> None:
    device.zone = "Europe/Berlin"
    walker.launch()
    device.zone = None

    assert "zone" not in speech(walker.asks("WeekIntent"))


def test_the_last_zone_of_another_device_serves_and_is_said(walker: Walker, device: DeviceSettings) -> None:
    device.zone = "Europe/Berlin"
    walker.launch()
    device.zone = None
    walker.device = "travel"

    assert f"{GUESS} Berlin time." in speech(walker.asks("WeekIntent"))


def test_the_device_is_asked_once_a_session(walker: Walker, device: DeviceSettings) -> None:
    walker.launch()
    walker.says("WeekIntent")
    walker.says("TodayIntent")

    assert device.asked == 1


def test_an_emergency_does_not_wait_for_the_device(walker: Walker, device: DeviceSettings) -> None:
    walker.asks("StartWalkIntent")
    device.answers.clear()
    began = time.monotonic()

    walker.asks("RedFlagIntent", sign="my chest hurts")

    assert time.monotonic() - began < 1


def test_a_device_service_that_hangs_costs_little_time_and_no_walk(walker: Walker, device: DeviceSettings) -> None:
    device.answers.clear()
    began = time.monotonic()

    spoken = speech(walker.asks("StartWalkIntent"))

    assert "Ten minutes, starting now" in spoken
    assert time.monotonic() - began < 5


def test_a_device_service_that_fails_is_asked_once_a_turn(walker: Walker, device: DeviceSettings) -> None:
    device.status = 500

    walker.asks("WeekIntent")

    assert device.asked == 1


def test_a_zone_that_stays_the_same_is_noted_once_a_month_so_that_the_profile_lives_on(
    walker: Walker, calls: list[str]
) -> None:
    walker.launch()
    calls.clear()

    walker.waits(days=29)
    walker.asks("WeekIntent")
    walker.waits(days=2)
    walker.asks("WeekIntent")

    assert calls == ["Query", "Query", "UpdateItem"]
