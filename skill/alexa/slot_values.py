"""The built-in values that Alexa sends, read with care: they may be absent, "?", negative or enormous."""

import re
from datetime import timedelta

from skill.domain.walk import MINUTE

SENSELESS = timedelta(minutes=-1)
"""A length that nobody can mean: shorter than none."""

_PART = r"(?:([0-9]{1,6}(?:\.[0-9]{1,6})?)%s)?"
_DURATION = re.compile(f"P{_PART % 'W'}{_PART % 'D'}(?:T{_PART % 'H'}{_PART % 'M'}{_PART % 'S'})?")
_WHOLE_NUMBER = re.compile(r"[0-9]{1,6}")


def duration(text: str) -> timedelta:
    """An AMAZON.DURATION such as "PT1H30M"; SENSELESS where it is none."""
    found = _DURATION.fullmatch(text)
    if not found or not any(found.groups()):
        return SENSELESS
    weeks, days, hours, minutes, seconds = (float(part or 0) for part in found.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def minutes(text: str) -> timedelta:
    """An AMAZON.NUMBER of minutes such as "15"; SENSELESS where it is none."""
    return int(text) * MINUTE if _WHOLE_NUMBER.fullmatch(text) else SENSELESS
