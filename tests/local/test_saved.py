"""The saved file: what is written comes back, and what cannot be read is left alone."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from skill.local.faults import SetUpFault
from skill.local.saved import Saved, SavedFile, data_folder
from skill.local.session import Session
from skill.local.state import AlexaState
from tests.local.companions import MONDAY, companion_of, says

SESSION = Session(id="session", device="kitchen").asked(MONDAY, {"asked": ["ready"]}, reprompt="Shall we?")
STATE = AlexaState(
    clock=MONDAY,
    time_zone=None,
    locale="en-GB",
    requests=7,
    session=SESSION,
    exchanges=({"at": "2026-01-05T13:00:00Z", "said": "caf\u00e9 \ud83d", "heard": None},),
)
DIARY = ({"pk": {"S": "a"}, "sk": {"S": "b"}, "b:1": {"M": {"minutes": {"N": "10"}}}},)


@pytest.mark.parametrize(
    "saved",
    [
        Saved(STATE, DIARY),
        Saved(replace(STATE, session=None, exchanges=()), ()),
        Saved(STATE, None),
    ],
    ids=["everything", "closed and empty", "diary elsewhere"],
)
def test_what_was_saved_comes_back(tmp_path: Path, saved: Saved) -> None:
    file = SavedFile(tmp_path / "companion.json")

    file.save(saved)

    assert file.load() == saved


def test_at_the_first_start_there_is_nothing(tmp_path: Path) -> None:
    assert SavedFile(tmp_path / "companion.json").load() is None


def test_an_open_session_goes_on_after_a_restart(tmp_path: Path) -> None:
    file = SavedFile(tmp_path / "companion.json")
    asks = says("Ready?", reprompt="Ready now?")
    companion_of(asks, keeper=file).say("alexa, start my back walk")

    saved = file.load()
    assert saved is not None
    turn = companion_of(asks, state=saved.state).say("yes")

    assert turn["heard"] is not None
    assert turn["request"]["session"]["new"] is False


def test_a_write_that_fails_halfway_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = SavedFile(tmp_path / "companion.json")
    file.save(Saved(STATE, DIARY))

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        file.save(Saved(replace(STATE, requests=8), ()))

    assert file.load() == Saved(STATE, DIARY)
    assert list(tmp_path.iterdir()) == [file.path]


def _written(**changes: Any) -> str:
    return json.dumps(Saved(STATE, DIARY).to_json() | changes)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[]",
        "{}",
        "[" * 100_000,
        _written(version="1"),
        _written(version=0),
        _written(alexa=None),
        _written(alexa=STATE.to_json() | {"clock": "yesterday"}),
        _written(alexa=STATE.to_json() | {"time_zone": "Mars/Olympus"}),
        _written(alexa=STATE.to_json() | {"session": {"id": "session"}}),
        _written(diary="everything"),
    ],
)
def test_a_damaged_file_is_named_and_not_touched(tmp_path: Path, text: str) -> None:
    file = SavedFile(tmp_path / "companion.json")
    file.path.write_text(text)

    with pytest.raises(SetUpFault, match=r"companion\.json is damaged .*another folder") as caught:
        file.load()
    assert "\n" not in str(caught.value)
    assert file.path.read_text() == text


def test_a_file_of_a_newer_companion_is_named_and_not_touched(tmp_path: Path) -> None:
    file = SavedFile(tmp_path / "companion.json")
    file.path.write_text(_written(version=2, diary={"of": "another shape"}))

    with pytest.raises(SetUpFault, match=r"newer companion .*update"):
        file.load()
    assert '"another shape"' in file.path.read_text()


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    file = SavedFile(tmp_path / "companion.json")
    file.path.mkdir()

    with pytest.raises(SetUpFault, match=r"companion\.json cannot be read"):
        file.load()


def test_the_data_folder_is_made(tmp_path: Path) -> None:
    with data_folder(tmp_path / "new" / "folder") as folder:
        assert folder.is_dir()


def test_two_companions_do_not_share_a_folder(tmp_path: Path) -> None:
    with data_folder(tmp_path), pytest.raises(SetUpFault, match="Another companion"), data_folder(tmp_path):
        pass


def test_a_folder_can_be_used_again_afterwards(tmp_path: Path) -> None:
    with data_folder(tmp_path):
        pass
    with data_folder(tmp_path) as folder:
        assert folder == tmp_path


@pytest.mark.parametrize("path", ["a file", "a file/below"])
def test_a_data_path_that_is_a_file_is_refused(tmp_path: Path, path: str) -> None:
    (tmp_path / "a file").write_text("precious")

    with pytest.raises(SetUpFault, match="not a folder"), data_folder(tmp_path / path):
        pass
    assert (tmp_path / "a file").read_text() == "precious"


def test_a_data_folder_that_may_not_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", forbidden)
    with pytest.raises(SetUpFault, match=r"cannot be used \(Permission denied\)"), data_folder(tmp_path / "new"):
        pass
