"""Every conversation in this folder, through the typed ear and the real skill."""

from pathlib import Path

import pytest

from skill.local.companion import Companion
from tests.conversations.transcript import Transcript, read_transcripts

TRANSCRIPTS = [
    pytest.param(transcript, id=f"{path.stem}: {transcript.title}")
    for path in sorted(Path(__file__).parent.glob("*.yaml"))
    for transcript in read_transcripts(path)
]


@pytest.mark.parametrize("transcript", TRANSCRIPTS)
def test_the_conversation_goes_as_it_is_written(companion: Companion, transcript: Transcript) -> None:
    transcript.play(companion)
