"""The companion in a terminal: what is typed is said aloud, what begins with a colon is done."""

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from textwrap import fill
from typing import Any
from zoneinfo import ZoneInfo

from skill.local.clock import read_instant, read_short_duration
from skill.local.companion import Companion
from skill.local.faults import Refused

Json = dict[str, Any]

HELP = """\
Type as if you were speaking. While the microphone is closed, begin with "alexa":
  alexa, start my back walk
  alexa, ask my back walk if swimming is okay

:clock 10m             moves the clock, which otherwise stands still (90s, 2h, 3d, 1h30m ...)
:zone Europe/Berlin    sets the device's time zone (:zone none: its owner never set one)
:state                 the clock, the microphone and the diary
:reset                 starts afresh, with an empty diary
:help                  this
:quit                  ends; everything is kept until next time"""

_NO_ZONE = "none"
_WIDTH = 88
_BOLD, _FAINT, _PLAIN = "\033[1m", "\033[2m", "\033[0m"

Ask = Callable[[str], str]
Write = Callable[[str], None]


def talk(companion: Companion) -> None:
    """A conversation in this terminal, until its end is asked for."""
    with suppress(ImportError):
        import readline  # noqa: F401 - gives input() its editing and history, where there is one
    ask = input if sys.stdin.isatty() else _read_aloud
    Talk(companion, ask, print, colour=sys.stdout.isatty() and "NO_COLOR" not in os.environ).run()


class Talk:
    """One conversation; `ask` gives the next line for a prompt, or raises EOFError when there is none."""

    def __init__(self, companion: Companion, ask: Ask, write: Write, colour: bool = False) -> None:
        self._companion = companion
        self._ask = ask
        self._write = write
        self._colour = colour
        self._commands: Mapping[str, Callable[[str], None]] = {
            "clock": self._move_clock,
            "zone": self._set_zone,
            "state": self._show_state,
            "reset": self._reset,
            "help": self._help,
        }

    def run(self) -> None:
        """Greets, then listens line by line until `:quit`, the end of the input, or Ctrl-C."""
        self._greet()
        while (line := self._next_line()) is not None:
            try:
                self._take(line)
            except Refused as refusal:
                self._note(str(refusal))
        self._note("Until next time.")

    def _next_line(self) -> str | None:
        try:
            line = self._ask("> ").strip()
        except (EOFError, KeyboardInterrupt):
            self._write("")
            return None
        return None if line == ":quit" else line

    def _take(self, line: str) -> None:
        if line.startswith(":"):
            name, _, rest = line[1:].partition(" ")
            self._commands.get(name, self._unknown)(rest.strip())
        elif line:
            self._say(line)

    def _say(self, words: str) -> None:
        turn = self._companion.say(words)
        if turn["heard"] is None:
            self._note('Nobody was listening. Begin with "alexa, ask my back walk ..." or "alexa, start my back walk".')
        elif turn["spoken"]:
            self._speak(turn["spoken"])
        self._tell(turn["events"])
        if turn["heard"] is not None:
            self._note("The microphone is open." if turn["listening"] else "The microphone is closed.")

    def _move_clock(self, by: str) -> None:
        moved = self._companion.advance(read_short_duration(by))
        self._tell(moved["events"])
        self._note(f"It is {self._local_time(moved['clock'])}.")

    def _set_zone(self, name: str) -> None:
        if not name:
            raise Refused("Say which: :zone Europe/Berlin, or :zone none.")
        state = self._companion.set_time_zone(None if name == _NO_ZONE else name)
        self._tell(state.get("events", []))
        self._note(f"It is {self._local_time(state['clock'])}.")

    def _show_state(self, _: str) -> None:
        state = self._companion.state()
        self._note(f"It is {self._local_time(state['clock'])}.")
        self._note("The microphone is open." if state["session"]["open"] else "The microphone is closed.")
        self._note(f"The diary holds {_counted(len(state['diary']), 'item')}{':' if state['diary'] else '.'}")
        for item in state["diary"]:
            self._note("")
            for name, value in item.items():
                self._note(f"  {name}: {value}")

    def _reset(self, _: str) -> None:
        state = self._companion.reset()
        self._tell(state.get("events", []))
        self._note(f"All is forgotten. It is {self._local_time(state['clock'])}.")

    def _help(self, _: str) -> None:
        self._note(HELP)

    def _unknown(self, _: str) -> None:
        raise Refused("There is no such command; :help lists them all.")

    def _greet(self) -> None:
        state = self._companion.state()
        self._write(self._in(_BOLD, f"My Back Walk. It is {self._local_time(state['clock'])}."))
        self._note('Type as if you were speaking: "alexa, start my back walk". More with :help.')
        if state["session"]["open"]:
            self._note("The microphone is still open from last time.")

    def _tell(self, events: list[Json]) -> None:
        for event in events:
            match event["kind"]:
                case "reprompt":
                    self._speak(event["spoken"])
                case "session_ended":
                    self._note("Nobody answered: the microphone closed.")
                case _:
                    self._note(event["message"])

    def _local_time(self, clock: str) -> str:
        zone = self._companion.time_zone
        local: datetime = read_instant(clock).astimezone(ZoneInfo(zone or "UTC"))
        time = f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
        place = f"in {zone}" if zone else "UTC (no time zone is set)"
        return f"{local:%A} {local.day} {local:%B %Y}, {time} {place}"

    def _speak(self, words: str) -> None:
        self._write(self._in(_BOLD, fill(words, _WIDTH, initial_indent="Alexa: ", subsequent_indent="       ")))

    def _note(self, text: str) -> None:
        self._write(self._in(_FAINT, text))

    def _in(self, style: str, text: str) -> str:
        return f"{style}{text}{_PLAIN}" if self._colour and text else text


def _read_aloud(prompt: str) -> str:
    """A line that nobody typed here, shown where a typed one would stand."""
    line = input(prompt)
    print(line)
    return line


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"
