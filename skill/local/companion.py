"""The companion: the skill, its diary and the emulated Alexa, one turn after another."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

from skill.local.alexa import Alexa
from skill.local.clock import moved, present_minute, write_instant
from skill.local.faults import Refused
from skill.local.saved import Saved
from skill.local.state import AlexaState, checked_locale, checked_zone
from skill.local.table import plain

Json = dict[str, Any]

DEVICE = "echo"
"""The device that hears what is said unless another is named."""

_DEVICE_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
_MOST_CHARACTERS = 500
_LAST_TURN_SECONDS = 10

_log = logging.getLogger(__name__)


class DiaryTable(Protocol):
    """The skill's table, from outside."""

    def items(self) -> list[Json]:
        """Everything in it, in DynamoDB's own JSON."""

    def clear(self) -> None:
        """Takes everything out."""


class Keeper(Protocol):
    """Whoever saves the companion after each turn."""

    path: Path
    """Where it is saved."""

    keeps_diary: bool
    """Whether the table is saved too; if not, it is kept elsewhere."""

    def save(self, saved: Saved) -> None:
        """Saves it whole; raises OSError when that cannot be done."""


class Companion:
    """One household with an Echo and the skill. What it returns is JSON.

    Turns run one after another, from whichever thread they come: moto's tables have no locks.
    """

    def __init__(self, alexa: Alexa, table: DiaryTable, keeper: Keeper, state: AlexaState) -> None:
        self._alexa = alexa
        self._table = table
        self._keeper = keeper
        self._state = state
        self._saving = True
        self._one_turn = Lock()

    @property
    def time_zone(self) -> str | None:
        """The device's time zone; may be read at any moment, also by the skill in the middle of a turn."""
        return self._state.time_zone

    def say(self, text: str, locale: str | None = None, device: str | None = None) -> Json:
        """Something said near a device, and what came of it; a `locale` is the home's from then on."""
        words = " ".join(text.split())
        if not 0 < len(words) <= _MOST_CHARACTERS:
            raise Refused(f'There is nothing to hear. Send a "text" of 1 to {_MOST_CHARACTERS} characters.')
        device = DEVICE if device is None else device
        if not _DEVICE_NAME.fullmatch(device):
            raise Refused(f'"{device}" cannot be a device. Send a name of small letters, digits and hyphens.')
        locale = None if locale is None else checked_locale(locale)
        with self._turn() as events:
            state = replace(self._state, locale=locale or self._state.locale)
            self._state, turn = self._alexa.hear(state, words, device)
            events += turn.events
        return turn.to_json() | {"events": events}

    def request(self, event: Json) -> Json:
        """A raw request straight to the skill, outside any session; its raw response."""
        with self._turn():
            return self._alexa.deliver(event)

    def advance(self, by: timedelta) -> Json:
        """Moves the clock on; tells what Alexa did meanwhile."""
        with self._turn() as events:
            self._state, happened = self._alexa.wait(self._state, until=moved(self._state.clock, by))
            clock = self._state.clock
            events += happened
        return {"clock": write_instant(clock), "events": events}

    def set_time_zone(self, name: str | None) -> Json:
        """Sets the device's time zone, or with None unsets it; gives the state, with events if there are any."""
        zone = checked_zone(name)
        with self._turn() as events:
            self._state = replace(self._state, time_zone=zone)
        return self._state_after(events)

    def reset(self, clock: datetime | None = None) -> Json:
        """Starts afresh at `clock`, or at the present minute; gives the state, with events if there are any."""
        with self._turn() as events:
            self._table.clear()
            self._state = AlexaState(clock=clock or present_minute())
        return self._state_after(events)

    def state(self) -> Json:
        """All there is to see: the clock, the device, the session, the diary and the conversation so far."""
        with self._one_turn:
            state, diary = self._state, self._table.items()
        return {
            "clock": write_instant(state.clock),
            "timeZone": state.time_zone,
            "locale": state.locale,
            "session": {"open": state.session is not None, "device": state.session and state.session.device},
            "diary": [plain(item) for item in diary],
            "exchanges": list(state.exchanges),
        }

    def close(self) -> None:
        """Waits for the turn in hand, and allows no other."""
        self._one_turn.acquire(timeout=_LAST_TURN_SECONDS)

    def _state_after(self, events: list[Json]) -> Json:
        return self.state() | ({"events": events} if events else {})

    @contextmanager
    def _turn(self) -> Iterator[list[Json]]:
        """One turn: alone, with a list for its events, and saved."""
        with self._one_turn:
            events: list[Json] = []
            try:
                yield events
            finally:
                self._save(events)

    def _save(self, events: list[Json]) -> None:
        diary = tuple(self._table.items()) if self._keeper.keeps_diary else None
        try:
            self._keeper.save(Saved(self._state, diary))
        except OSError as error:
            message = f"The diary is not being saved: {error.strerror} ({self._keeper.path})."
            events.append({"at": write_instant(self._state.clock), "kind": "not_saved", "message": message})
            if self._saving:
                _log.error(message)
            self._saving = False
        else:
            self._saving = True
