"""A phrase as it is compared: what was said, without the accidents of spelling."""

import re

_APOSTROPHES = re.compile("['\u2019]")
_OTHER_SIGNS = re.compile(r"[^a-z0-9]+")
_IN_FULL = re.compile(r"\b(?:can ?not|i am|i have|do not|did not|is not|are not)\b")
_SHORT = {
    **{"cannot": "cant", "can not": "cant", "i am": "im", "i have": "ive"},
    **{"do not": "dont", "did not": "didnt", "is not": "isnt", "are not": "arent"},
}


def normalised(text: str) -> str:
    """Small letters and digits, one space for the rest, short forms. "I can not do Sit-ups" -> "i cant do sit ups"."""
    plain = _OTHER_SIGNS.sub(" ", _APOSTROPHES.sub("", text.lower())).strip()
    return _IN_FULL.sub(lambda words: _SHORT[words[0]], plain)


def holds(text: str, phrase: str) -> bool:
    """Whether `phrase` stands in `text` as whole words; both normalised."""
    return f" {phrase} " in f" {text} "
