"""Warning signs among any words: Alexa makes more of her samples than they say, above all of short, urgent ones."""

import re
from collections.abc import Iterable

from skill.domain.red_flag import is_statement
from skill.local.language_model import SlotValue
from skill.local.utterance import Utterance, key_of

_DENIED = re.compile(
    r"\b(no|without|its not|isnt|wasnt|havent (got|had)"
    r"|(dont|doesnt|didnt|not|never) (have|had|having|get|getting|feel))( (a|an|any|the|more))*$"
)
_YEARS_AGO = re.compile(
    r"(last year|as a child|(\d+|a|two|three|four|five|six|seven|eight|nine|ten|twenty|some|many|a few) years? ago)\b"
)


class WarningSigns:
    """The phrases of a model's warning signs, looked for as whole words."""

    def __init__(self, signs: Iterable[SlotValue]) -> None:
        self._phrases = [(key_of(phrase), sign) for sign in signs for phrase in sign.synonyms]

    def among(self, utterance: Utterance) -> tuple[str, SlotValue] | None:
        """The words that say a sign, and the sign; None where there is none, or it is denied or long past."""
        said = f" {utterance.key} "
        for phrase, sign in self._phrases:
            before, found, after = said.partition(f" {phrase} ")
            if found and not _YEARS_AGO.match(after) and (is_statement(phrase) or not _DENIED.search(before)):
                return utterance.spoken(len(before), len(before) + len(phrase)), sign
        return None
