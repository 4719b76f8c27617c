"""The time that is left for a turn."""

import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deadline:
    """A point on the monotonic clock by which a reply has to be on its way."""

    at: float
    """Seconds of `time.monotonic()`."""

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        return cls(time.monotonic() + seconds)

    @property
    def left(self) -> float:
        """Seconds, never negative."""
        return max(self.at - time.monotonic(), 0.0)

    def allows(self, seconds: float) -> bool:
        """Whether a call that may take `seconds` would still be over in time."""
        return self.left >= seconds
