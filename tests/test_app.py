"""What the interaction model can hear and what the conversations answer belong together."""

import ast
import json
from pathlib import Path

import pytest

from skill.alexa.conversation import LAUNCH, LENGTH, NO, YES
from skill.app import routes
from tests.conversations.transcript import read_transcripts

ROOT = Path(__file__).parents[1]
MODEL = json.loads((ROOT / "interaction_model" / "en.json").read_text(encoding="utf-8"))
INTENTS = {intent["name"] for intent in MODEL["interactionModel"]["languageModel"]["intents"]}
FALLBACK = "AMAZON.FallbackIntent"

TOLD_IN_NUMBERS = {"how_long", "how_long_walked"}
"""Questions that no yes can answer; whoever says one is told what can be said."""

NAMED = {"which_exercise"}
"""A question that is answered by another request."""


def questions_asked() -> set[str]:
    """The names of all questions that a conversation may end with, from its source."""
    asked = set()
    for path in (ROOT / "skill" / "alexa").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ("ask", "offer")
            ):
                name = node.args[0]
                if isinstance(name, ast.Constant) and isinstance(name.value, str):
                    asked.add(name.value)
    return asked


def test_every_intent_of_the_model_has_its_handler() -> None:
    assert set(routes().requests) | {FALLBACK} >= INTENTS


def test_every_handler_has_its_intent_in_the_model() -> None:
    assert set(routes().requests) - {LAUNCH} <= INTENTS


def test_every_intent_of_the_model_is_heard_in_a_conversation() -> None:
    transcripts = [read_transcripts(path) for path in (ROOT / "tests" / "conversations").glob("*.yaml")]
    heard = {turn.intent for file in transcripts for transcript in file for turn in transcript.turns}

    assert heard >= INTENTS


@pytest.mark.parametrize("question", sorted(questions_asked() - TOLD_IN_NUMBERS - NAMED))
def test_every_question_knows_what_a_yes_means(question: str) -> None:
    assert (YES, question) in routes().answers


@pytest.mark.parametrize("question", sorted(questions_asked()))
def test_every_question_knows_what_a_no_means(question: str) -> None:
    assert (NO, question) in routes().answers


@pytest.mark.parametrize("question", sorted(TOLD_IN_NUMBERS))
def test_a_question_for_a_number_knows_what_a_length_means(question: str) -> None:
    assert (LENGTH, question) in routes().answers


def test_every_answer_belongs_to_a_question_that_is_asked() -> None:
    assert {question for _, question in routes().answers} <= questions_asked()
