"""Warning signs that need help now, heard in whatever a person says."""

from collections.abc import Iterable
from dataclasses import dataclass

from skill.domain.phrase import holds, normalised


@dataclass(frozen=True, slots=True)
class RedFlag:
    """One warning sign."""

    id: str
    script: str
    """Which words answer it: a speech key below `red_flag`."""
    phrases: tuple[str, ...]
    """What people say."""
    source: str


class RedFlags:
    """All warning signs, found by id or in raw words."""

    def __init__(self, signs: Iterable[RedFlag]) -> None:
        self._by_id = {sign.id: sign for sign in signs}
        self._phrases = [(normalised(phrase), sign) for sign in self._by_id.values() for phrase in sign.phrases]

    def get(self, flag_id: str) -> RedFlag | None:
        return self._by_id.get(flag_id)

    def heard_in(self, words: str) -> RedFlag | None:
        """The warning sign that `words` hold, as whole words; None when they hold none."""
        said = normalised(words)
        return next((sign for phrase, sign in self._phrases if holds(said, phrase)), None)
