"""Alexa may send a request twice: the second time nothing changes and the answer is the same."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.alexa.walker import Json, Walker, speech

Story = Callable[[Walker], Json]


def first_launch(walker: Walker) -> Json:
    return walker.launch()


def start(walker: Walker) -> Json:
    walker.launch()
    return walker.says("AMAZON.YesIntent")


def launch_that_starts(walker: Walker) -> Json:
    walker.launch()
    walker.waits(hours=1)
    return walker.launch()


def take_back(walker: Walker) -> Json:
    launch_that_starts(walker)
    return walker.says("AMAZON.NoIntent")


def make_it_fifteen(walker: Walker) -> Json:
    launch_that_starts(walker)
    return walker.says("LengthIntent", minutes="15")


def end(walker: Walker) -> Json:
    start(walker)
    walker.waits(minutes=8)
    return walker.asks("EndWalkIntent")


def stop(walker: Walker) -> Json:
    start(walker)
    walker.waits(minutes=8)
    return walker.asks("AMAZON.StopIntent")


def ask_about_yesterday(walker: Walker) -> Json:
    start(walker)
    walker.waits(days=1)
    return walker.launch()


def confirm_yesterday(walker: Walker) -> Json:
    ask_about_yesterday(walker)
    return walker.says("AMAZON.YesIntent")


def question_a_big_step(walker: Walker) -> Json:
    return walker.asks("StartWalkIntent", minutes="45")


def report_with_a_question(walker: Walker) -> Json:
    start(walker)
    walker.waits(days=1)
    return walker.asks("WeekIntent")


@pytest.mark.parametrize(
    "story",
    [
        first_launch,
        start,
        launch_that_starts,
        take_back,
        make_it_fifteen,
        end,
        stop,
        ask_about_yesterday,
        confirm_yesterday,
        question_a_big_step,
        report_with_a_question,
    ],
    ids=lambda story: story.__name__,
)
def test_a_repeated_request_changes_nothing_and_is_answered_the_same(walker: Walker, client: Any, story: Story) -> None:
    answer = story(walker)
    diary = client.scan(TableName="diaries")["Items"]

    again = walker.repeats()

    assert speech(again) == speech(answer)
    assert client.scan(TableName="diaries")["Items"] == diary


def test_a_launch_repeated_after_its_walk_has_ended_does_not_start_it_again(walker: Walker) -> None:
    launch_that_starts(walker)
    launch = walker.requests[-1]
    walker.waits(minutes=8)
    walker.asks("EndWalkIntent")

    assert "eight minutes this week" in speech(walker.post(launch))
