"""What somebody typed, as Alexa's speech recognition would have written it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_APOSTROPHES = str.maketrans("\u2018\u2019\u02bc\u0060\u00b4", "'''''")
_MINUS = re.compile(r"(?<!\S)[-\u2212](?=\d)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_NUMBER_AND_UNIT = re.compile(r"(?<=\d)(?=[a-z])")
_NOT_A_WORD = re.compile(r"[^\w'.]|_|(?<!\d)\.|\.(?!\d)")
_SPELLINGS = {"ok": "okay", "&": "and", "cannot": "can't"}
_CAN_NOT = re.compile(r"\bcan not\b")

_OPENINGS = (
    *("alexa", "please", "hey", "hi", "hello", "okay", "oh", "ow", "ouch", "um", "uh", "well", "so", "yes", "yeah"),
    *("can you", "could you", "would you", "will you", "can you please", "could you please", "would you please"),
    *("tell me", "let me know", "do you know", "i want to know", "i'd like to know", "i was wondering"),
    *("if", "whether", "about", "for", "to", "that", "and"),
)
_MOST_OPENINGS = 8
_CONTRACTION = re.compile(r"\b(?:i (?:am|have|will|would)|(?:it|that|how|what) is|we are|(?:do|did|is|are) not)\b")
_SHORT = {"am": "'m", "have": "'ve", "will": "'ll", "would": "'d", "is": "'s", "are": "'re"}
_CLOSINGS = (
    *("please", "thanks", "thank you", "thanks a lot", "thank you very much", "alexa"),
    *("now", "right now", "then", "for me"),
)


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words in small letters, without punctuation other than apostrophes and decimal points."""

    words: tuple[str, ...]

    @classmethod
    def typed(cls, text: str) -> "Utterance":
        plain = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES).lower()
        plain = _THOUSANDS.sub("", _MINUS.sub("minus ", plain.replace("&", " and ")))
        plain = _CAN_NOT.sub("can't", _NOT_A_WORD.sub(" ", _NUMBER_AND_UNIT.sub(" ", plain)))
        words = (word.strip("'") for word in plain.split())
        return cls(tuple(_SPELLINGS.get(word, word) for word in words if word))

    @property
    def key(self) -> str:
        """The words without their apostrophes: what is compared, because few people type them all."""
        return key_of(" ".join(self.words))

    def spoken(self, start: int, end: int) -> str:
        """The words, apostrophes and all, that stand at these places of the key."""
        first = self.key[:start].count(" ")
        count = self.key[start:end].strip().count(" ") + 1
        return " ".join(self.words[first : first + count])

    def contracted(self) -> "Utterance":
        """The same as it is said in a hurry: "i am back" is "i'm back"."""
        return Utterance(tuple(_CONTRACTION.sub(_contract, " ".join(self.words)).split()))

    def without_closings(self) -> "Utterance":
        """The same without "please", "thank you", "now" and their like at its end."""
        words = self.words
        while (shorter := _cut_end(words)) is not None:
            words = shorter
        return Utterance(words)

    def without_openings(self) -> Iterator["Utterance"]:
        """This utterance, then the same with one more opening cut off each time: "could you", "tell me", "if"."""
        words: tuple[str, ...] | None = self.words
        for _ in range(_MOST_OPENINGS + 1):
            if words is not None:
                yield Utterance(words)
                words = _cut_start(words)


def key_of(text: str) -> str:
    """Text in small letters without its apostrophes."""
    return text.lower().replace("'", "")


def _contract(pair: re.Match[str]) -> str:
    if pair[0].endswith("not"):
        return pair[0].removesuffix(" not") + "n't"
    subject, verb = pair[0].split()
    return subject + _SHORT[verb]


def _longest_first(phrases: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(phrase.split()) for phrase in phrases), key=len, reverse=True))


_OPENING_WORDS = _longest_first(_OPENINGS)
_CLOSING_WORDS = _longest_first(_CLOSINGS)


def _cut_start(words: tuple[str, ...]) -> tuple[str, ...] | None:
    return next((words[len(said) :] for said in _OPENING_WORDS if words[: len(said)] == said), None)


def _cut_end(words: tuple[str, ...]) -> tuple[str, ...] | None:
    return next((words[: -len(said)] for said in _CLOSING_WORDS if words[-len(said) :] == said), None)
