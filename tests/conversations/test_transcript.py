"""The transcripts themselves: what may be written in one, and how one fails."""

from pathlib import Path

import pytest

from skill.local.ear import Heard, HeardSlot
from tests.conversations.transcript import BadTranscript, read_transcripts
from tests.local.companions import ASKS, CLOSES, PlainEar, companion_of, says

LAUNCH = "alexa, start my back walk"
GOOD = f"""\
- title: A walk
  turns:
    - {{user: "{LAUNCH}", intent: LaunchRequest, alexa: "Ready to go?", listening: true}}
    - {{user: no, contains: enjoy, lacks: [sorry, "?"], listening: false}}
    - {{user: thanks, nobody: true}}
"""


def _written(folder: Path, text: str) -> Path:
    path = folder / "walk.yaml"
    path.write_text(text)
    return path


def test_a_conversation_that_goes_as_written_passes(tmp_path: Path) -> None:
    [transcript] = read_transcripts(_written(tmp_path, GOOD))

    transcript.play(companion_of(ASKS, CLOSES))


@pytest.mark.parametrize(
    ("right", "wrong", "complaint"),
    [
        ("intent: LaunchRequest", "intent: StopIntent", "expected 'StopIntent', got 'LaunchRequest'"),
        ("Ready to go?", "Ready?", "expected 'Ready?', got 'Ready to go?'"),
        ("listening: true", "listening: false", "expected False, got True"),
        ("contains: enjoy", "contains: [it, boots]", "'boots' was not said"),
        ('"?"', '"Enjoy"', "'Enjoy' was said"),
        ("nobody: true", "listening: false", "nobody was listening"),
        (f'user: "{LAUNCH}", intent', 'user: "alexa, stop", intent', "nobody was listening"),
        ("listening: true", "slots: {length: PT10M}", "slots: expected {'length': 'PT10M'}, heard {}"),
    ],
)
def test_a_conversation_that_goes_otherwise_fails_with_all_that_was_said(
    tmp_path: Path, right: str, wrong: str, complaint: str
) -> None:
    [transcript] = read_transcripts(_written(tmp_path, GOOD.replace(right, wrong)))

    with pytest.raises(AssertionError) as caught:
        transcript.play(companion_of(ASKS, CLOSES))

    assert complaint in str(caught.value)
    assert "2026-01-05T13:00:00Z  user:  alexa, " in str(caught.value)


def test_a_turn_that_somebody_hears_though_nobody_should_fails(tmp_path: Path) -> None:
    text = f'- title: A walk\n  turns: [{{user: "{LAUNCH}", nobody: true}}]\n'
    [transcript] = read_transcripts(_written(tmp_path, text))

    with pytest.raises(AssertionError, match="somebody was listening"):
        transcript.play(companion_of(ASKS))


@pytest.mark.parametrize("expected", ["swimming", "swim"])
def test_a_slot_is_known_by_its_value_or_its_id(tmp_path: Path, expected: str) -> None:
    text = f'- title: x\n  turns: [{{user: "alexa, ask my back walk that", slots: {{exercise: {expected}}}}}]\n'
    heard = Heard("IsItSafeIntent", {"exercise": HeardSlot("swimming", "swim", "swimming")})
    [transcript] = read_transcripts(_written(tmp_path, text))

    transcript.play(companion_of(CLOSES, ear=PlainEar({"that": heard})))


def test_every_reply_is_held_to_the_rules(tmp_path: Path) -> None:
    [transcript] = read_transcripts(_written(tmp_path, GOOD))

    with pytest.raises(AssertionError, match="a question is asked and the microphone is closed"):
        transcript.play(companion_of(ASKS, says("Did you enjoy it?")))


def test_the_clock_moves_to_a_time_or_by_a_while(tmp_path: Path) -> None:
    text = f"""\
- title: Three days
  zone: Europe/Berlin
  locale: en-GB
  turns:
    - {{at: 2026-03-02T07:00:00Z, user: "{LAUNCH}", listening: true}}
    - {{at: +3d, user: "{LAUNCH}", listening: true}}
    - {{at: 2026-03-05T09:30:00+01:00, user: "{LAUNCH}", listening: true}}
"""
    companion = companion_of(ASKS)
    [transcript] = read_transcripts(_written(tmp_path, text))

    transcript.play(companion)

    state = companion.state()
    assert [exchange["at"] for exchange in state["exchanges"]] == [
        "2026-03-02T07:00:00Z",
        "2026-03-05T07:00:00Z",
        "2026-03-05T08:30:00Z",
    ]
    assert (state["timeZone"], state["locale"]) == ("Europe/Berlin", "en-GB")


def test_a_device_may_have_no_time_zone(tmp_path: Path) -> None:
    companion = companion_of(ASKS, CLOSES)
    [transcript] = read_transcripts(_written(tmp_path, GOOD.replace("  turns", "  zone: null\n  turns")))

    transcript.play(companion)

    assert companion.time_zone is None


def test_yes_and_no_are_what_was_said(tmp_path: Path) -> None:
    [transcript] = read_transcripts(_written(tmp_path, GOOD))

    assert transcript.turns[1].user == "no"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("title: alone", "a list of transcripts"),
        ("- [", "walk.yaml"),
        ("- just text", "a mapping is needed"),
        ("- {title: x}", "turns is missing"),
        ("- {title: x, turns: []}", "no turns"),
        ("- {title: x, turns: [{user: hi}]}", "nothing is expected of it"),
        ("- {title: x, turns: [{user: hi, at: +1m}]}", "nothing is expected of it"),
        ("- {title: x, turns: [{intent: StopIntent}]}", "user is missing"),
        ("- {title: x, turns: [{user: hi, alxa: Hello.}]}", "turn 1: unknown key alxa"),
        ("- {title: x, zoen: Europe/Berlin, turns: [{user: hi, alexa: Hello.}]}", "unknown key zoen"),
        ("- {title: x, turns: [{user: hi, listening: maybe}]}", "listening is true or false"),
        ("- {title: x, turns: [{user: hi, nobody: true, alexa: Hello.}]}", "nobody is either true"),
        ("- {title: x, turns: [{user: hi, nobody: false}]}", "nobody is either true"),
        ("- {title: x, turns: [{user: hi, at: noon, alexa: Hello.}]}", 'turn 1: "noon" is not a time'),
        (
            "- {title: x, turns: [{user: hi, alexa: a}, {user: hi, at: 2026-01-01T00:00:00Z, alexa: a}]}",
            "turn 2: it is before the turn before it",
        ),
    ],
)
def test_a_transcript_that_is_written_wrongly_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(BadTranscript, match=reason):
        read_transcripts(_written(tmp_path, text))
