"""A phrase as it is compared: what was said, without the accidents of spelling."""

import re

_APOSTROPHES = re.compile("['\u2019]")
_OTHER_SIGNS = re.compile(r"[^a-z0-9]+")


def normalised(text: str) -> str:
    """Small letters, no apostrophes, anything else that is no letter or digit as one space. "Sit-ups" -> "sit ups"."""
    return _OTHER_SIGNS.sub(" ", _APOSTROPHES.sub("", text.lower())).strip()


def holds(text: str, phrase: str) -> bool:
    """Whether `phrase` stands in `text` as whole words; both normalised."""
    return f" {phrase} " in f" {text} "
