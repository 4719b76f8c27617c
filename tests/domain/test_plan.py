"""Lengths that can be asked for, and what is suggested in place of a big step up."""

from datetime import timedelta

import pytest

from skill.domain.plan import NEXT_LENGTH, can_be_timed, gentler_step
from skill.domain.walk import MINUTE
from tests.domain.factories import SECOND


def test_a_launch_starts_ten_minutes_the_gentle_end_of_the_handouts_range() -> None:
    assert NEXT_LENGTH == 10 * MINUTE


@pytest.mark.parametrize("length", [MINUTE, 90 * SECOND, 10 * MINUTE, 60 * MINUTE])
def test_one_to_sixty_minutes_can_be_timed(length: timedelta) -> None:
    assert can_be_timed(length)


@pytest.mark.parametrize("length", [-MINUTE, timedelta(), 59 * SECOND, 60 * MINUTE + SECOND, timedelta(days=400)])
def test_anything_else_cannot_be_timed(length: timedelta) -> None:
    assert not can_be_timed(length)


@pytest.mark.parametrize("length", [MINUTE, 10 * MINUTE, 20 * MINUTE])
def test_up_to_double_the_next_length_is_no_big_step(length: timedelta) -> None:
    assert gentler_step(length) is None


@pytest.mark.parametrize("length", [20 * MINUTE + SECOND, 21 * MINUTE, 31 * MINUTE, 60 * MINUTE])
def test_in_place_of_more_than_double_the_next_length_double_is_suggested(length: timedelta) -> None:
    assert gentler_step(length) == 20 * MINUTE
