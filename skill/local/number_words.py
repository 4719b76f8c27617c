"""Numbers, as people say and type them."""

from collections.abc import Sequence

_BELOW_TEN = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES: dict[str, int] = dict(zip((*_BELOW_TEN, *_TEENS, *_TENS), (*range(20), *range(20, 100, 10)), strict=True))
_POWERS = {"thousand": 1000, "hundred": 100}
_LONGEST_DIGITS = 9


def read_number(words: Sequence[str]) -> int | None:
    """The number that all these words together say ("minus five", "a hundred and twenty"); None if they say none."""
    if words and words[0] in ("minus", "negative"):
        size = read_size(words[1:])
        return None if size is None else -size
    return read_size(words)


def read_size(words: Sequence[str]) -> int | None:
    """The same, but never below zero."""
    for word, power in _POWERS.items():
        if word in words:
            at = words.index(word)
            return _powers_and_rest(words[:at], power, words[at + 1 :])
    if len(words) == 2 and words[0] in _TENS and words[1] in _BELOW_TEN[1:]:
        return _VALUES[words[0]] + _VALUES[words[1]]
    return _one_word(words[0]) if len(words) == 1 else None


def _powers_and_rest(count_words: Sequence[str], power: int, rest_words: Sequence[str]) -> int | None:
    count = 1 if tuple(count_words) in ((), ("a",)) else read_size(count_words)
    rest = read_size(rest_words[1:] if rest_words[0] == "and" else rest_words) if rest_words else 0
    if count is None or rest is None or rest >= power:
        return None
    return count * power + rest


def _one_word(word: str) -> int | None:
    if word.isascii() and word.isdecimal() and len(word) <= _LONGEST_DIGITS:
        return int(word)
    return _VALUES.get(word)
