"""The time zone of the walker's device, asked from Alexa while the diary is read."""

import logging
from collections.abc import Callable
from threading import Thread

from skill.domain.calendar import is_zone
from skill.store.deadline import Deadline

log = logging.getLogger(__name__)

ANSWER_SECONDS = 1.2
"""How long the walker's turn waits for the answer, beside the reading of the diary."""


class TimeZoneCall:
    """One question to the device settings, on its way in a thread of its own."""

    def __init__(self, ask: Callable[[], str | None], deadline: Deadline) -> None:
        """`ask` gives an IANA zone, or None where the device has none set; it may raise anything."""
        self._ask = ask
        self._zone = ""
        self._until = min(Deadline.after(ANSWER_SECONDS), deadline, key=lambda point: point.at)
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def zone(self) -> str:
        """The zone, waiting for it as long as may be; empty when there was no usable answer."""
        self._thread.join(self._until.left)
        return self._zone

    def _run(self) -> None:
        try:
            answer = self._ask()
        except Exception as error:
            log.warning("device time zone not had: %s", type(error).__name__)
            return
        if answer and is_zone(answer):
            self._zone = answer
