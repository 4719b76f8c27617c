"""The companion in a terminal: what is typed, and what is written back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from skill.local.companion import Companion
from skill.local.talk import Talk
from tests.local.companions import ASKS, CLOSES, ListTable, Memory, companion_of


@dataclass
class Terminal:
    """Types its lines one by one; what was written can be read."""

    lines: list[str]
    written: str = ""

    def ask(self, prompt: str) -> str:
        if not self.lines:
            raise EOFError
        return self.lines.pop(0)

    def write(self, text: str) -> None:
        self.written += f"{text}\n"


Talks = Callable[..., str]


@pytest.fixture
def companion() -> Companion:
    item: dict[str, Any] = {"pk": {"S": "home"}, "sk": {"S": "day#2026-01-05"}, "minutes": {"N": "10"}}
    return companion_of(ASKS, CLOSES, table=ListTable([item]))


@pytest.fixture
def talked(companion: Companion) -> Talks:
    def talk(*lines: str) -> str:
        terminal = Terminal(list(lines))
        Talk(companion, terminal.ask, terminal.write).run()
        return terminal.written

    return talk


def test_it_greets_with_the_time_where_the_device_is(talked: Talks) -> None:
    assert "It is Monday 5 January 2026, 08:00 in America/New_York." in talked()


def test_what_is_spoken_is_written_with_whether_the_microphone_is_open(talked: Talks) -> None:
    written = talked("alexa, start my back walk", "yes")

    assert "Alexa: Ready to go?\nThe microphone is open.\nAlexa: Enjoy it.\nThe microphone is closed.\n" in written


def test_speaking_to_a_closed_microphone_says_how_to_open_it(talked: Talks) -> None:
    written = talked("yes")

    assert "Nobody was listening." in written
    assert "alexa, start my back walk" in written.partition("Nobody")[2]


def test_the_clock_moves_and_what_silence_brings_is_written(talked: Talks) -> None:
    written = talked("alexa, start my back walk", ":clock 10m")

    assert "Alexa: Shall we go?\nNobody answered: the microphone closed.\n" in written
    assert "It is Monday 5 January 2026, 08:10 in America/New_York." in written


@pytest.mark.parametrize(
    ("typed", "time"),
    [("90s", "08:01:30"), ("1h30m", "09:30 in"), ("3d", "8 January 2026, 08:00 in"), ("1w", "12 Jan")],
)
def test_the_clock_takes_the_ways_people_write_a_duration(talked: Talks, typed: str, time: str) -> None:
    assert time in talked(f":clock {typed}")


def test_the_zone_can_be_set_and_unset(talked: Talks) -> None:
    written = talked(":zone Europe/Berlin", ":zone none")

    assert "14:00 in Europe/Berlin" in written
    assert "13:00 UTC (no time zone is set)" in written


def test_the_state_shows_the_diary(talked: Talks) -> None:
    written = talked(":state")

    assert "The microphone is closed." in written
    assert "The diary holds 1 item:" in written
    assert "minutes: 10" in written


def test_reset_empties_the_diary(talked: Talks) -> None:
    assert "The diary holds 0 items." in talked(":reset", ":state")


def test_help_names_every_command(talked: Talks) -> None:
    written = talked(":help")

    assert all(f":{name}" in written for name in ("clock", "zone", "state", "reset", "help", "quit"))


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (":clock", "10m"),
        (":clock soon", "10m"),
        (":zone", "Europe/Berlin"),
        (":zone Mars/Olympus", "Mars/Olympus"),
        (":dance", ":help"),
        ("a" * 501, "500"),
    ],
)
def test_a_slip_says_what_to_type_and_the_conversation_goes_on(talked: Talks, typed: str, answer: str) -> None:
    written = talked(typed, "alexa, start my back walk")

    assert answer in written.partition("More with :help.")[2].partition("Alexa:")[0]
    assert "Alexa: Ready to go?" in written


def test_quit_ends_and_what_comes_after_is_not_said(talked: Talks, companion: Companion) -> None:
    written = talked("", ":quit", "alexa, start my back walk")

    assert written.endswith("Until next time.\n")
    assert companion.state()["exchanges"] == []


def test_an_open_microphone_is_told_at_the_next_start(talked: Talks) -> None:
    talked("alexa, start my back walk")

    assert "The microphone is still open from last time." in talked()


@pytest.mark.parametrize("typed", ["alexa, start my back walk", ":reset", ":zone Europe/Berlin", ":clock 1m"])
def test_a_diary_that_is_not_being_saved_is_told(typed: str) -> None:
    companion = companion_of(ASKS, keeper=Memory(failure=OSError(28, "No space left on device")))
    terminal = Terminal([typed])

    Talk(companion, terminal.ask, terminal.write).run()

    assert "The diary is not being saved: No space left on device" in terminal.written
