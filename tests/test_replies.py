"""The rules themselves: each one catches what it is there for."""

from typing import Any

import pytest

from tests.local.companions import ASKS, CLOSES, says
from tests.replies import check_brevity, check_reply


@pytest.mark.parametrize(
    "reply", [ASKS, CLOSES, {"version": "1.0", "response": {}}, says("Say next, or again.", "Next?")]
)
def test_a_reply_that_keeps_the_rules_passes(reply: dict[str, Any]) -> None:
    check_reply(reply)


@pytest.mark.parametrize(
    ("reply", "rule"),
    [
        (says("Shall we go?"), "the microphone is closed"),
        (says("Shall we go?", shouldEndSession=False), "needs a reprompt"),
        (says("Bye.", reprompt="Still there?", shouldEndSession=True), "nobody hears a reprompt"),
        (says("Bye.", shouldEndSession=None), "whether the session ends"),
        (says("<break/>"), "the speech is empty"),
        (says("fish & chips"), "not valid SSML"),
        (says("plain", outputSpeech={"type": "PlainText", "text": "plain"}), "always SSML"),
        (says("a" * 8000), "8000 characters"),
        (says("a", attributes={"b": "c" * 24000}), "24000 bytes"),
    ],
)
def test_a_reply_that_breaks_a_rule_is_caught(reply: dict[str, Any], rule: str) -> None:
    with pytest.raises(AssertionError, match=rule):
        check_reply(reply)


@pytest.mark.parametrize(
    ("heard", "spoken", "rule"),
    [
        ("TimeLeftIntent", "word " * 31, "31 words where 30"),
        ("WeekIntent", "One. Two. Three.", "3 sentences where 2"),
        ("EndWalkIntent", "word " * 46, "46 words where 45"),
        ("IsItSafeIntent", "word " * 51, "51 words where 50"),
        ("LaunchRequest", "Welcome. " + "word " * 75, "76 words where 75"),
    ],
)
def test_a_reply_that_says_too_much_is_caught(heard: str, spoken: str, rule: str) -> None:
    with pytest.raises(AssertionError, match=rule):
        check_brevity(heard, says(spoken))


def test_the_question_does_not_count_as_said() -> None:
    check_brevity("TimeLeftIntent", says("word " * 30 + "Shall we go?", reprompt="Shall we go?"))
