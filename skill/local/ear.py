"""The typed ear: text to intent and slots, as Alexa would make them of the same words said aloud."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hassil import Intents, RecognizeResult, SlotList, TextSlotList, WildcardSlotList, recognize_all
from hassil.intents import Intent, IntentData
from hassil.models import MatchEntity

from skill.domain.red_flag import is_statement
from skill.local.built_in_intents import BUILT_IN_SAMPLES
from skill.local.duration_words import read_duration
from skill.local.invocation import asked_of
from skill.local.language_model import LanguageModel, ModelIntent, SlotValue
from skill.local.number_words import read_number
from skill.local.utterance import Utterance, key_of
from skill.local.warning_signs import WarningSigns

FALLBACK = "AMAZON.FallbackIntent"
RED_FLAG = "RedFlagIntent"
DENIED_RED_FLAG = "DeniedRedFlagIntent"

_NUMBER = "AMAZON.NUMBER"
_DURATION = "AMAZON.DURATION"
_ONLY_LISTED = frozenset({"RedFlag"})
_LONGEST_NUMBER = 12
_SLOT = re.compile(r"\{(\w+)\}")

_DETERMINERS = ("my", "a", "an", "the", "some")

# "is it okay" and "can i do that" name no exercise, though any word may fill the slot of one.
_NAMES_NOTHING = frozenset(("it", "that", "this", "these", "those", "they", "them", "there", "i", "you", "we", "me"))


@dataclass(frozen=True, slots=True)
class HeardSlot:
    """A filled slot."""

    value: str
    """As Alexa sends it: the words said for a custom type, digits for a number, ISO 8601 for a duration."""
    id: str | None = None
    """Of the value of a custom type; None for Amazon's own types and for a value that the type does not list."""
    name: str | None = None
    """What the type calls that value."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An intent with its filled slots; AMAZON.FallbackIntent when nothing fits."""

    intent: str
    slots: Mapping[str, HeardSlot]


@dataclass(frozen=True, slots=True)
class Launch:
    """The skill was opened by its name, and nothing was asked of it."""


class Ear:
    """Hears with the samples and slot values of one interaction model."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self._sentences = _sentences(model)
        self._listed = {name: _listed_values(name, values) for name, values in model.types.items()}
        self._unlisted = {name: WildcardSlotList(name) for name in model.types if name not in _ONLY_LISTED}
        self._signs = WarningSigns(model.types["RedFlag"])
        self.hear("")  # hassil parses its sentences when it first needs them; the first walker should not wait for that

    @classmethod
    def from_model(cls, model: Path) -> "Ear":
        return cls(LanguageModel.read(model))

    def slots_of(self, intent: str) -> Mapping[str, str]:
        """The types of the intent's slots by their names; raises KeyError for an intent that is not in the model."""
        return self._model.intents[intent].slots

    def hear(self, text: str) -> Heard:
        """What Alexa would hear inside a session."""
        return self._hear(Utterance.typed(text))

    def hear_wake_word(self, text: str) -> Launch | Heard | None:
        """What Alexa would hear of text that starts with "alexa"; None if it is not for this skill."""
        asked = asked_of(self._model.invocation_name, Utterance.typed(text))
        if asked is None:
            return None
        heard = self._hear(asked)
        return Launch() if heard.intent == FALLBACK and not asked.without_closings().words else heard

    def _hear(self, utterance: Utterance) -> Heard:
        """Listed words come before a warning sign somewhere in between, and both before words that nobody listed."""
        forms = tuple(dict.fromkeys((utterance, utterance.contracted())))
        ways = (self._hear_listed, self._hear_sign, self._hear_unlisted)
        return next((heard for hear in ways for form in forms if (heard := hear(form))), Heard(FALLBACK, {}))

    def _hear_listed(self, utterance: Utterance) -> Heard | None:
        """The whole comes before its core: "yes please", "tell me more"."""
        cores = utterance.without_closings().without_openings()
        forms = dict.fromkeys((*utterance.without_openings(), *cores))
        return next((heard for said in forms if (heard := self._hear_with(self._listed, said))), None)

    def _hear_sign(self, utterance: Utterance) -> Heard | None:
        found = self._signs.among(utterance)
        if found is None:
            return None
        said, sign = found
        return Heard(RED_FLAG, {"sign": HeardSlot(said, sign.id, sign.name)})

    def _hear_unlisted(self, utterance: Utterance) -> Heard | None:
        """The core comes first: "can i juggle please" asks about "juggle"."""
        lists = {**self._listed, **self._unlisted}
        cores = reversed(tuple(utterance.without_closings().without_openings()))
        return next((heard for said in cores if (heard := self._hear_with(lists, said))), None)

    def _hear_with(self, lists: Mapping[str, SlotList], said: Utterance) -> Heard | None:
        lists = {
            **lists,
            _NUMBER: _slot_list(_NUMBER, _runs(said.key.split(), read_number)),
            _DURATION: _slot_list(_DURATION, _runs(said.key.split(), read_duration)),
        }
        results = recognize_all(said.key, self._sentences, slot_lists=lists)
        readings = (result for result in results if _has_carrier_words(result) and not _denies_a_statement(result))
        best = min(readings, key=_looseness, default=None)
        if best is None or _names_nothing(best):
            return None
        return Heard(best.intent.name, {entity.name: _slot(entity, said) for entity in best.entities_list})


def _sentences(model: LanguageModel) -> Intents:
    return Intents(
        language="en",
        intents={
            name: Intent(name, [IntentData([_template(sample, intent.slots) for sample in _samples(name, intent)])])
            for name, intent in model.intents.items()
        },
    )


def _samples(name: str, intent: ModelIntent) -> tuple[str, ...]:
    return BUILT_IN_SAMPLES.get(name, ()) + intent.samples


def _template(sample: str, slots: Mapping[str, str]) -> str:
    """The sample with each slot's type before its name, as hassil wants it: "{AMAZON.DURATION:length} walk"."""
    return _SLOT.sub(lambda slot: f"{{{slots[slot[1]]}:{slot[1]}}}", key_of(sample))


def _listed_values(type_name: str, values: Iterable[SlotValue]) -> TextSlotList:
    """Everything a value is called, with any determiner: "my sit ups" are listed where "sit ups" are."""
    called = ((phrase, value) for value in values for phrase in (value.name, *value.synonyms))
    openings = ("",) if type_name in _ONLY_LISTED else ("", *(f"{determiner} " for determiner in _DETERMINERS))
    return _slot_list(type_name, ((before + phrase, value) for phrase, value in called for before in openings))


def _slot_list(type_name: str, phrases: Iterable[tuple[str, object]]) -> TextSlotList:
    keys = ((key_of(phrase), value) for phrase, value in phrases)
    return TextSlotList.from_tuples(keys, allow_template=False, name=type_name)


def _runs(words: Sequence[str], read: Callable[[Sequence[str]], object | None]) -> Iterator[tuple[str, str]]:
    """Every run of words that can be read, with what it says."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST_NUMBER, len(words)) + 1):
            value = read(words[start:end])
            if value is not None:
                yield " ".join(words[start:end]), str(value)


def _has_carrier_words(result: RecognizeResult) -> bool:
    """Words that no type lists need words of the sample around them, or every utterance would be one exercise."""
    return result.text_chunks_matched > 0 or not _unlisted_words(result)


def _denies_a_statement(result: RecognizeResult) -> bool:
    return result.intent.name == DENIED_RED_FLAG and any(is_statement(entity.text) for entity in result.entities_list)


def _names_nothing(result: RecognizeResult) -> bool:
    words = _unlisted_words(result)
    return bool(words) and (words[0] in _NAMES_NOTHING or not _words_of_its_own(words))


def _words_of_its_own(words: Iterable[str]) -> tuple[str, ...]:
    """What is left of an exercise without the words that only stand around one: "if", "my", "please"."""
    named = Utterance(tuple(word for word in words if word not in _DETERMINERS))
    *_, core = named.without_closings().without_openings()
    return core.words


def _unlisted_words(result: RecognizeResult) -> list[str]:
    return [word for entity in result.entities_list if entity.is_wildcard for word in entity.text.split()]


def _looseness(result: RecognizeResult) -> tuple[int, int]:
    """Sorts the closest reading first: fewest words that no type lists, then most letters of the sample itself."""
    return len(_unlisted_words(result)), -result.text_chunks_matched


def _slot(entity: MatchEntity, said: Utterance) -> HeardSlot:
    if isinstance(entity.value, SlotValue):
        return HeardSlot(_spoken(entity, said), entity.value.id, entity.value.name)
    return HeardSlot(_spoken(entity, said) if entity.is_wildcard else str(entity.value))


def _spoken(entity: MatchEntity, said: Utterance) -> str:
    assert entity.text_span is not None, "hassil gives the place of every value it finds"
    return said.spoken(*entity.text_span)
