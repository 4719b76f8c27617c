"""A warning sign is heard in whatever a person says, as whole words, and not in what only sounds like one."""

import json

import pytest

from skill import catalogue
from skill.domain.red_flag import RedFlag, RedFlags, is_statement

CHEST = RedFlag("E8", script="emergency_sit", phrases=("chest pain", "I can't breathe"), source="reasoned")
LEGS = RedFlag("E4", script="emergency", phrases=("numb legs",), source="reasoned")

SIGNS = RedFlags([LEGS, CHEST])

PHRASES = [
    (phrase, sign["id"])
    for sign in json.loads((catalogue.CONTENT / "red_flags.json").read_text(encoding="utf-8"))
    for phrase in sign["phrases"]
]

SOUND_ALIKES = [
    "I need to pee, pause",
    "bathroom break",
    "my legs are tired",
    "my feet hurt",
    "my legs are sore from yesterday",
    "I'm a bit out of breath",
    "I fell behind",
    "I fell asleep",
    "I broke my streak",
    "I dropped my phone",
    "is chest press okay",
    "does jumping hurt my back",
    "I'm dying for a swim",
    "this is killing me",
    "my car broke down",
    "I'm numb with boredom",
    "give me a ten",
]

FOR_A_DOCTOR_NOT_AN_AMBULANCE = [
    "I have a fever",
    "I have chills",
    "my leg is numb",
    "my foot is tingling",
    "pins and needles in my foot",
    "I can't feel my foot",
    "my pain is a ten out of ten",
    "I can't get out of bed",
    "it burns when I pee",
    "I slipped and fell",
    "I fell on my bottom",
    "it wakes me up at night",
    "it hurts when I cough",
    "I'm pregnant",
    "I can't do my job",
    "pain shooting down my leg",
]


@pytest.mark.parametrize(
    "words",
    ["chest pain", "Chest Pain!", "chest-pain", "walking okay when I have chest pain", "chest pain and sit-ups"],
)
def test_a_sign_is_heard_anywhere_in_what_is_said(words: str) -> None:
    assert SIGNS.heard_in(words) is CHEST


@pytest.mark.parametrize("words", ["i can't breathe", "I can\u2019t breathe", "i cant breathe", "help I CAN'T breathe"])
def test_an_apostrophe_makes_no_difference_to_a_sign(words: str) -> None:
    assert SIGNS.heard_in(words) is CHEST


@pytest.mark.parametrize(
    "words", ["", "?", "chest", "pain in my chest press", "chest paining", "chest no pain", "pain chest", "numb leg"]
)
def test_a_sign_is_heard_only_as_whole_words_in_their_order(words: str) -> None:
    assert SIGNS.heard_in(words) is None


def test_of_several_signs_the_first_in_the_list_is_heard() -> None:
    assert SIGNS.heard_in("chest pain and numb legs") is LEGS


def test_a_sign_is_found_by_its_id() -> None:
    assert SIGNS.get("E8") is CHEST
    assert SIGNS.get("E99") is None


@pytest.mark.parametrize(("phrase", "sign"), PHRASES)
def test_every_phrase_of_the_catalogue_finds_its_own_sign(phrase: str, sign: str) -> None:
    heard = catalogue.red_flags().heard_in(phrase)

    assert heard == catalogue.red_flags().get(sign)


@pytest.mark.parametrize(("phrase", "sign"), PHRASES)
def test_every_phrase_finds_its_sign_inside_another_question(phrase: str, sign: str) -> None:
    heard = catalogue.red_flags().heard_in(f"is walking okay when {phrase} since yesterday")

    assert heard == catalogue.red_flags().get(sign)


@pytest.mark.parametrize("words", SOUND_ALIKES)
def test_what_only_sounds_like_a_sign_is_none(words: str) -> None:
    assert catalogue.red_flags().heard_in(words) is None


@pytest.mark.parametrize("words", FOR_A_DOCTOR_NOT_AN_AMBULANCE)
def test_what_a_doctor_should_see_is_no_emergency(words: str) -> None:
    assert catalogue.red_flags().heard_in(words) is None


@pytest.mark.parametrize("sign", ["my chest hurts", "I can't breathe", "can't breathe", "fainted", "call an ambulance"])
def test_what_is_said_of_somebody_is_a_statement(sign: str) -> None:
    assert is_statement(sign)


@pytest.mark.parametrize("sign", ["chest pain", "numbness in both legs", "pressure in my chest"])
def test_the_name_of_a_sign_is_no_statement(sign: str) -> None:
    assert not is_statement(sign)
