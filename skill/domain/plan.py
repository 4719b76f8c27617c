"""How long the next walk will be, and which lengths can be asked for."""

from datetime import timedelta

from skill.domain.walk import MINUTE

NEXT_LENGTH = 10 * MINUTE
"""What a launch starts. Source: handout ("10 to 20 minutes every few hours"), its gentle end."""

SHORTEST = 1 * MINUTE
LONGEST = 60 * MINUTE

MODEST = 30 * MINUTE
"""The longest walk that is never called a big step."""


def can_be_timed(length: timedelta) -> bool:
    return SHORTEST <= length <= LONGEST


def gentler_step(length: timedelta) -> timedelta | None:
    """What to suggest in place of a big step up: double the next length, at most `MODEST`.

    None where `length` is no big step.
    """
    gentler = min(2 * NEXT_LENGTH, MODEST)
    return gentler if length > gentler else None
