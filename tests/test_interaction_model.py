import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from skill.domain.phrase import normalised
from skill.local.built_in_intents import BUILT_IN_SAMPLES
from skill.local.ear import Ear
from skill.local.language_model import LanguageModel, SlotValue
from skill.local.utterance import key_of

PROJECT = Path(__file__).parents[1]
MODEL_FILE = PROJECT / "interaction_model" / "en.json"
CONTENT = PROJECT / "skill" / "content"
MODEL = LanguageModel.read(MODEL_FILE)

REQUIRED_BUILT_INS = {
    "AMAZON.HelpIntent",
    "AMAZON.StopIntent",
    "AMAZON.CancelIntent",
    "AMAZON.YesIntent",
    "AMAZON.NoIntent",
    "AMAZON.RepeatIntent",
    "AMAZON.FallbackIntent",
    "AMAZON.NavigateHomeIntent",
}
BUILT_IN_TYPES = {"AMAZON.DURATION", "AMAZON.NUMBER"}
SCRIPTS = {"emergency", "emergency_sit", "emergency_birth", "crisis", "legs_unclear"}
FRAMES = ["i'm back but {}", "i had to stop because {}", "oh my god {}", "it was a fine day until {} up there"]

SAID_IN_A_SLOT = {
    "AMAZON.DURATION": "fifteen minutes",
    "AMAZON.NUMBER": "fifteen",
    "Exercise": "swimming",
    "RedFlag": "chest pain",
}

SOUND_ALIKES = [
    "i need to pee pause",
    "bathroom break",
    "my legs are tired",
    "my feet hurt",
    "my legs are sore from yesterday",
    "i'm a bit out of breath",
    "i fell behind",
    "i fell asleep",
    "i broke my streak",
    "i dropped my phone",
    "is chest press okay",
    "does jumping hurt my back",
    "i'm dying for a swim",
    "this is killing me",
    "my car broke down",
    "i'm numb with boredom",
    "give me a ten",
]
LESSER_SIGNS = [
    "my leg is numb",
    "i have a fever",
    "i'm pregnant",
    "i slipped and fell",
    "it's unbearable",
    "i have cancer",
    "i have chills",
    "my foot is tingling",
    "pins and needles in my foot",
    "i can't feel my foot",
    "my pain is a ten out of ten",
    "i can't get out of bed",
    "it burns when i pee",
    "i fell on my bottom",
    "it wakes me up at night",
    "it's worse lying down",
    "it hurts when i cough",
    "i can't do my job",
    "pain shooting down my leg",
]


def words_for(sample: str, slots: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda slot: SAID_IN_A_SLOT[slots[slot[1]]], sample)


def rows(name: str) -> Iterator[dict[str, str]]:
    with (CONTENT / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def as_speech_to_text_writes(name: str) -> str:
    return name.lower().replace("-", " ")


@pytest.fixture(scope="module")
def ear() -> Ear:
    return Ear.from_model(MODEL_FILE)


def test_no_sample_belongs_to_two_intents_or_stands_twice_in_one() -> None:
    samples = [key_of(sample) for intent in MODEL.intents.values() for sample in intent.samples]

    assert [sample for sample, times in Counter(samples).items() if times > 1] == []


def test_no_sample_takes_what_alexa_itself_gives_to_another_intent() -> None:
    taken = {
        (sample, name)
        for name, intent in MODEL.intents.items()
        for sample in intent.samples
        for built_in, said in BUILT_IN_SAMPLES.items()
        if name != built_in and key_of(sample) in said
    }

    assert taken == set()


def test_samples_are_small_letters_spaces_apostrophes_and_slots_of_their_intent() -> None:
    allowed = re.compile(r"([a-z']+|\{[a-z]+\})( ([a-z']+|\{[a-z]+\}))*")

    for name, intent in MODEL.intents.items():
        for sample in intent.samples:
            assert allowed.fullmatch(sample), (name, sample)
            assert set(re.findall(r"\{(\w+)\}", sample)) <= intent.slots.keys(), (name, sample)


def test_slot_values_are_small_letters_spaces_and_apostrophes() -> None:
    for values in MODEL.types.values():
        for value in values:
            for phrase in (value.name, *value.synonyms):
                assert re.fullmatch(r"[a-z']+( [a-z']+)*", phrase), (value.id, phrase)


def test_every_slot_has_a_type_that_exists_and_every_custom_type_is_used() -> None:
    used = {slot_type for intent in MODEL.intents.values() for slot_type in intent.slots.values()}

    assert used == BUILT_IN_TYPES | MODEL.types.keys()


def test_ids_and_phrases_are_unique_within_their_type() -> None:
    for values in MODEL.types.values():
        ids = Counter(value.id for value in values)
        phrases = Counter(key_of(phrase) for value in values for phrase in (value.name, *value.synonyms))
        assert [said for said, times in (ids + phrases).items() if times > 1 and said not in ids] == []
        assert max(ids.values()) == 1


def test_the_built_in_intents_a_skill_needs_are_there() -> None:
    assert MODEL.intents.keys() >= REQUIRED_BUILT_INS


def test_no_intent_of_its_own_is_without_samples() -> None:
    empty = [name for name, intent in MODEL.intents.items() if not intent.samples and not name.startswith("AMAZON.")]

    assert empty == []


def test_the_red_flags_of_the_model_are_those_of_the_content() -> None:
    red_flags = json.loads((CONTENT / "red_flags.json").read_text(encoding="utf-8"))

    assert {flag["id"]: flag["phrases"] for flag in red_flags} == {
        value.id: list(value.synonyms) for value in MODEL.types["RedFlag"]
    }
    assert {flag["meaning"] for flag in red_flags} == {value.name for value in MODEL.types["RedFlag"]}


def test_every_red_flag_has_a_script_and_a_source_and_many_ways_to_say_it() -> None:
    for flag in json.loads((CONTENT / "red_flags.json").read_text(encoding="utf-8")):
        assert flag["script"] in SCRIPTS, flag["id"]
        assert flag["source"], flag["id"]
        assert len(flag["phrases"]) >= 8, flag["id"]


def test_every_exercise_of_the_handout_is_in_the_model_with_all_its_names() -> None:
    in_the_handout = {
        row["id"]: {as_speech_to_text_writes(said) for said in (row["name"], *row["synonyms"].split(";"))}
        for row in rows("exercises.csv")
        if row["handout"] == "yes"
    }

    assert {value.id: {value.name, *value.synonyms} for value in MODEL.types["Exercise"]} == in_the_handout


def test_every_sample_is_heard_as_its_own_intent(ear: Ear) -> None:
    for name, intent in MODEL.intents.items():
        for sample in intent.samples:
            said = words_for(sample, intent.slots)
            assert ear.hear(said).intent == name, said


@pytest.mark.parametrize("frame", ["{}", *FRAMES])
@pytest.mark.parametrize("value", MODEL.types["RedFlag"], ids=lambda value: value.id)
def test_every_red_flag_phrase_is_heard_as_its_own_sign_bare_and_in_a_sentence(
    ear: Ear, value: SlotValue, frame: str
) -> None:
    for phrase in value.synonyms:
        heard = ear.hear(frame.format(phrase))
        assert (heard.intent, heard.slots["sign"].id) == ("RedFlagIntent", value.id), frame.format(phrase)


def test_no_two_red_flag_phrases_are_the_same_once_normalised() -> None:
    phrases = Counter(normalised(phrase) for value in MODEL.types["RedFlag"] for phrase in value.synonyms)

    assert [phrase for phrase, times in phrases.items() if times > 1] == []


@pytest.mark.parametrize("denial", ["no {}", "i have no {}", "i don't have any {}", "without {}", "i'm not having {}"])
@pytest.mark.parametrize("noun", ["chest pain", "numb legs", "numbness in both legs", "trouble breathing", "foot drop"])
def test_a_sign_named_by_a_noun_can_be_denied(ear: Ear, noun: str, denial: str) -> None:
    assert ear.hear(denial.format(noun)).intent == "DeniedRedFlagIntent"


def test_a_no_before_a_sign_that_is_a_sentence_is_the_sign(ear: Ear) -> None:
    sentence = re.compile(r"(my|i|i'm|i've|both|there's|it's|one|half|the|can't)\b")
    phrases = [phrase for value in MODEL.types["RedFlag"] for phrase in value.synonyms if sentence.match(phrase)]

    assert [phrase for phrase in phrases if ear.hear(f"no {phrase}").intent != "RedFlagIntent"] == []


def test_every_exercise_of_the_catalogue_can_be_asked_about_forwards_and_backwards(ear: Ear) -> None:
    for row in rows("exercises.csv"):
        name = as_speech_to_text_writes(row["name"])
        known_as = row["id"] if row["handout"] == "yes" else None
        for question, intent in (("is {} okay", "IsItSafeIntent"), ("should i avoid {}", "IsItBadIntent")):
            heard = ear.hear(question.format(name))
            assert (heard.intent, heard.slots["exercise"].id) == (intent, known_as), question.format(name)


@pytest.mark.parametrize("text", [*SOUND_ALIKES, "i was in a car accident last year"])
def test_what_only_sounds_like_a_warning_sign_is_not_heard_as_one(ear: Ear, text: str) -> None:
    assert ear.hear(text).intent != "RedFlagIntent"


@pytest.mark.parametrize("text", LESSER_SIGNS)
def test_a_sign_for_the_doctor_is_not_heard_as_an_emergency(ear: Ear, text: str) -> None:
    assert ear.hear(text).intent != "RedFlagIntent"


@pytest.mark.parametrize("frame", ["{}", "no {}", "i'm back but {}", "i stopped because {}"])
@pytest.mark.parametrize("text", SOUND_ALIKES)
def test_what_only_sounds_like_a_warning_sign_is_none_in_a_sentence_either(ear: Ear, text: str, frame: str) -> None:
    assert ear.hear(frame.format(text)).intent != "RedFlagIntent"


def test_no_sound_alike_holds_a_red_flag_phrase() -> None:
    phrases = [phrase for value in MODEL.types["RedFlag"] for phrase in value.synonyms]

    for text in SOUND_ALIKES:
        assert [phrase for phrase in phrases if f" {phrase} " in f" {text} "] == [], text
