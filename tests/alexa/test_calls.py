"""How often a turn may reach for the table: one read, one write that must succeed, one more that may be dropped."""

import pytest

from tests.alexa.walker import Walker

QUERY, UPDATE = "Query", "UpdateItem"


@pytest.mark.parametrize(
    ("intent", "slots"),
    [
        ("IsItSafeIntent", {"exercise": "swimming"}),
        ("IsItBadIntent", {"exercise": "sit ups"}),
        ("IsItSafeIntent", {"exercise": "underwater chess"}),
        ("AMAZON.HelpIntent", {}),
        ("AMAZON.RepeatIntent", {}),
        ("AMAZON.FallbackIntent", {}),
        ("DisclaimerIntent", {}),
    ],
)
def test_a_safety_answer_help_and_advice_touch_nothing(
    walker: Walker, calls: list[str], intent: str, slots: dict[str, str]
) -> None:
    walker.asks(intent, **slots)

    assert calls == []


@pytest.mark.parametrize("intent", ["WeekIntent", "TodayIntent", "LastWeekIntent", "MoreIntent", "TimeLeftIntent"])
def test_a_status_reads_once_and_writes_nothing_that_is_known(walker: Walker, calls: list[str], intent: str) -> None:
    walker.launch()
    calls.clear()

    walker.asks(intent)

    assert calls == [QUERY]


def test_the_welcome_is_one_read_and_one_note(walker: Walker, calls: list[str]) -> None:
    walker.launch()

    assert calls == [QUERY, UPDATE]


def test_the_heaviest_turn_is_one_read_one_write_and_one_note(walker: Walker, calls: list[str]) -> None:
    walker.launch()
    walker.says("AMAZON.YesIntent")
    walker.waits(days=1)
    calls.clear()

    walker.asks("StartWalkIntent", minutes="15")

    assert calls == [QUERY, UPDATE, UPDATE]


def test_a_walk_that_is_started_and_ended_is_two_reads_and_two_writes(walker: Walker, calls: list[str]) -> None:
    walker.launch()
    calls.clear()

    walker.says("AMAZON.YesIntent")
    walker.waits(minutes=10)
    walker.asks("EndWalkIntent")

    assert calls == [QUERY, UPDATE, QUERY, UPDATE]


def test_a_warning_sign_ends_the_walk_with_one_read_and_one_write(walker: Walker, calls: list[str]) -> None:
    walker.launch()
    walker.says("AMAZON.YesIntent")
    walker.waits(minutes=4)
    calls.clear()

    walker.asks("RedFlagIntent", sign="my chest hurts")

    assert calls == [QUERY, UPDATE]
