from datetime import timedelta

import pytest

from skill.alexa import slot_values


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("PT10M", 10), ("PT1H", 60), ("PT1H30M", 90), ("PT90S", 1.5), ("P1D", 1440), ("P2W", 20160), ("PT0.5H", 30)],
)
def test_a_duration_is_read_in_all_its_parts(text: str, minutes: float) -> None:
    assert slot_values.duration(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["?", "", "PT", "P", "-PT5M", "PT-5M", "P1Y", "P1M", "10", "PT1234567M", "PT٣M"])
def test_a_duration_that_makes_no_sense_is_shorter_than_none(text: str) -> None:
    assert slot_values.duration(text) == slot_values.SENSELESS


def test_a_number_is_so_many_minutes() -> None:
    assert slot_values.minutes("15") == timedelta(minutes=15)


@pytest.mark.parametrize("text", ["?", "", "-5", "1.5", "1e3", "seven", "9" * 7, "٣"])
def test_a_number_that_makes_no_sense_is_shorter_than_none(text: str) -> None:
    assert slot_values.minutes(text) == slot_values.SENSELESS


@pytest.mark.parametrize("text", ["PT0S", "PT0M", "P0D"])
def test_no_time_at_all_is_a_length_too(text: str) -> None:
    assert slot_values.duration(text) == timedelta()
