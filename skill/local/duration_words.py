"""Lengths of time, as people say and type them, in the ISO 8601 that Alexa makes of them."""

import re
from collections.abc import Sequence
from fractions import Fraction

from skill.local.number_words import read_size

_UNITS = {
    "day": ("day", "days"),
    "hour": ("hour", "hours", "hr", "hrs"),
    "minute": ("minute", "minutes", "min", "mins"),
    "second": ("second", "seconds", "sec", "secs"),
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words}
_HOW_MANY_NEXT = {"day": 24, "hour": 60, "minute": 60, "second": 0}

_AMOUNTS = {
    phrase: amount
    for amount, phrases in {
        Fraction(1): ("a", "an"),
        Fraction(2): ("couple of", "a couple of"),
        Fraction(1, 2): ("half", "half a", "half an", "a half", "a half a", "a half an"),
        Fraction(1, 4): ("quarter", "a quarter", "quarter of an", "a quarter of an"),
        Fraction(3, 4): ("three quarters of an",),
    }.items()
    for phrase in phrases
}
_DECIMAL = re.compile(r"\d{1,4}\.\d{1,4}", re.ASCII)
_AND_A_PART: dict[tuple[str, ...], Fraction] = {
    ("and", "a", "half"): Fraction(1, 2),
    ("and", "a", "quarter"): Fraction(1, 4),
}


def read_duration(words: Sequence[str]) -> str | None:
    """The length of time that all these words together say, its units kept; None if they say none.

    "fifteen minutes" is PT15M, "90 seconds" PT90S, "an hour and a half" PT1H30M.
    """
    counted, after = _split_at_units(words)
    units = [unit for _, unit in counted]
    amounts = [_read_amount(amount) for amount, _ in counted]
    part = _AND_A_PART.get(tuple(after), Fraction(0))
    if not counted or None in amounts or len(set(units)) < len(units) or (after and not part):
        return None
    lengths = {unit: amount for unit, amount in zip(units, amounts, strict=True) if amount is not None}
    lengths[units[-1]] += part
    return _iso_8601(lengths)


def _split_at_units(words: Sequence[str]) -> tuple[list[tuple[tuple[str, ...], str]], list[str]]:
    """Each unit with the words before it that count it, and what follows the last unit."""
    counted: list[tuple[tuple[str, ...], str]] = []
    waiting: list[str] = []
    for word in words:
        if word in _UNIT_OF:
            joined = bool(counted) and waiting[:1] == ["and"]
            counted.append((tuple(waiting[1:] if joined else waiting), _UNIT_OF[word]))
            waiting = []
        else:
            waiting.append(word)
    return counted, waiting


def _read_amount(words: tuple[str, ...]) -> Fraction | None:
    phrase = " ".join(words)
    if phrase in _AMOUNTS:
        return _AMOUNTS[phrase]
    if words[-3:] in _AND_A_PART:
        whole = read_size(words[:-3])
        return None if whole is None else whole + _AND_A_PART[words[-3:]]
    if _DECIMAL.fullmatch(phrase):
        return Fraction(phrase)
    size = read_size(words)
    return None if size is None else Fraction(size)


def _iso_8601(lengths: dict[str, Fraction]) -> str:
    """Parts of a unit become the next smaller one; parts of a second are left out."""
    whole: dict[str, int] = {}
    carried = Fraction(0)
    for unit, how_many_next in _HOW_MANY_NEXT.items():
        amount = lengths.get(unit, Fraction(0)) + carried
        whole[unit] = int(amount)
        carried = (amount - whole[unit]) * how_many_next
    days = f"{whole.pop('day')}D" if whole["day"] else ""
    time = "".join(f"{amount}{unit[0].upper()}" for unit, amount in whole.items() if amount)
    return f"P{days}T{time}" if time else f"P{days}" if days else "PT0S"
