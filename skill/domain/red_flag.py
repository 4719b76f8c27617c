"""Warning signs that need help now, heard in whatever a person says."""

from collections.abc import Iterable
from dataclasses import dataclass

from skill.domain.phrase import holds, normalised

STATEMENT_BEGINS = frozenset(
    (
        *("i", "im", "ive", "id", "ill", "my", "his", "her", "he", "she", "shes", "its", "it", "we", "this", "there"),
        *("theres", "theyd", "the", "both", "one", "half", "something", "someone", "somebody", "everyone", "nothing"),
        *("suddenly", "life", "cant", "has", "having", "gone", "lost", "wet", "soiled", "fell", "fallen", "hit"),
        *("unconscious", "fainted", "passed", "collapsed", "blacked", "struggling", "gasping", "leaking", "slurring"),
        *("about", "pregnant", "bleeding", "sex", "no", "better", "end", "ending", "kill", "killing", "take"),
        *("please", "call", "dial", "send", "get"),
    )
)
"""With one of these begins what somebody says of a sign, and never the mere name of it."""


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


def is_statement(sign: str) -> bool:
    """Whether `sign` is said of somebody: "no, my chest hurts" denies nothing, "no chest pain" does."""
    return normalised(sign).split(" ")[0] in STATEMENT_BEGINS
