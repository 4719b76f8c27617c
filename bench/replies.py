"""The size of every reply that the conversations in tests/conversations get."""

import json
import logging
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from skill.local.alexa_response import plain_speech
from skill.local.companion import Companion
from skill.local.opening import opened
from skill.local.server import listening_socket, serving, url_of
from tests.conversations.transcript import read_transcripts

CONVERSATIONS = Path(__file__).parents[1] / "tests" / "conversations"

WORDS_A_SECOND = 2.5
"""A calm reader's pace, 150 words a minute: what is heard, reckoned from what is written."""

_BREAK = re.compile(r'<break time="([\d.]+)(ms|s)"')


@dataclass(frozen=True, slots=True)
class Replies:
    """The most there was of each over all conversations."""

    count: int
    most_bytes: int
    most_characters: int
    """Of speech, tags included."""
    most_seconds: float
    """Of speech and silence together."""


def measure_replies() -> Replies:
    responses: list[dict[str, Any]] = []
    with _companion() as companion, patch.object(companion, "say", _kept(companion.say, responses)):
        for path in sorted(CONVERSATIONS.glob("*.yaml")):
            for transcript in read_transcripts(path):
                transcript.play(companion)
    speeches = [
        response["response"]["outputSpeech"] for response in responses if "outputSpeech" in response["response"]
    ]
    return Replies(
        count=len(responses),
        most_bytes=max(len(json.dumps(response).encode()) for response in responses),
        most_characters=max(len(speech["ssml"]) for speech in speeches),
        most_seconds=max(seconds_of(speech) for speech in speeches),
    )


def seconds_of(speech: dict[str, Any]) -> float:
    """How long a speech takes to hear."""
    silence = sum(float(length) / (1000 if unit == "ms" else 1) for length, unit in _BREAK.findall(speech["ssml"]))
    return len(plain_speech(speech).split()) / WORDS_A_SECOND + silence


@contextmanager
def _companion() -> Iterator[Companion]:
    logging.disable(logging.WARNING)
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            listening_socket() as listening,
            opened(Path(folder), url_of(listening)) as companion,
            serving(companion, listening),
        ):
            yield companion
    finally:
        logging.disable(logging.NOTSET)


def _kept(say: Callable[..., dict[str, Any]], responses: list[dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """`say`, with every response it brings put into `responses`."""

    def saying(*words: Any) -> dict[str, Any]:
        turn = say(*words)
        if turn["response"] is not None:
            responses.append(turn["response"])
        return turn

    return saying
