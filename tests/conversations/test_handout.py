"""What the handout itself judges, asked as people ask it, gets the handout's verdict."""

import pytest

from skill import catalogue
from skill.domain.exercise import Exercise, Verdict
from skill.local.companion import Companion

ROWS = [row for row in catalogue.exercises() if row.from_handout]
QUESTIONS = [(row, phrase) for row in ROWS for phrase in row.synonyms]

FORWARDS = {
    Verdict.GOOD: "Yes, {} can suit many sore backs.",
    Verdict.CARE: "Take care with {}.",
    Verdict.AVOID: "Best to leave out {} for now.",
}
BACKWARDS = FORWARDS | {Verdict.GOOD: "No need to leave out {}."}


def asked(companion: Companion, question: str) -> str:
    spoken: str = companion.say(f"alexa, ask my back walk {question}", "en-US")["spoken"]
    return spoken


@pytest.mark.parametrize(("row", "phrase"), QUESTIONS, ids=lambda value: value if isinstance(value, str) else "")
def test_every_name_of_it_gets_its_verdict(companion: Companion, row: Exercise, phrase: str) -> None:
    opening = FORWARDS[row.verdict].format(row.name)

    assert asked(companion, f"if {phrase} is okay").startswith(opening)
    assert asked(companion, f"what about {phrase}").startswith(opening)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_asked_backwards_it_never_hears_a_yes_that_says_the_opposite(companion: Companion, row: Exercise) -> None:
    spoken = asked(companion, f"is {row.name} bad for my back")

    assert spoken.startswith(BACKWARDS[row.verdict].format(row.name))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_the_answer_gives_one_reason_and_what_to_do(companion: Companion, row: Exercise) -> None:
    spoken = asked(companion, f"if {row.name} is okay")

    assert row.why in spoken
    to_do = catalogue.exercises()[row.instead[0]].name if row.verdict is Verdict.AVOID else row.how
    assert to_do in spoken
