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

EXCHANGE = {
    "at": "2026-01-05T13:00:00Z",
    "said": "caf\u00e9 \ud83d",
    "spoken": "",
    "heard": None,
    "listening": False,
}
SESSION = Session(id="session", device="kitchen").asked(MONDAY, {"asked": ["ready"]}, reprompt="Shall we?")
STATE = AlexaState(
    clock=MONDAY,
    time_zone=None,
    locale="en-GB",
    requests=7,
    session=SESSION,
    exchanges=(EXCHANGE, EXCHANGE | {"events": [{"at": "2026-01-05T13:00:08Z", "kind": "session_ended"}]}),
)
DIARY = ({"pk": {"S": "a"}, "sk": {"S": "b"}, "b:1": {"M": {"minutes": {"N": "10"}}}},)


@pytest.mark.parametrize(
    "saved",
    [
        Saved(STATE, DIARY),
        Saved(replace(STATE, session=None, exchanges=()), ()),
    ],
    ids=["everything", "closed and empty"],
)
def test_what_was_saved_comes_back(tmp_path: Path, saved: Saved) -> None:
    file = SavedFile(tmp_path / "companion.json")

    file.save(saved)

    assert file.load() == saved


def test_a_diary_kept_elsewhere_is_left_out(tmp_path: Path) -> None:
    file = SavedFile(tmp_path / "companion.json", keeps_diary=False)

    file.save(Saved(STATE, None))

    assert file.load() == Saved(STATE, None)


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


def test_what_a_killed_companion_left_half_written_is_swept_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    mine = tmp_path / ".companion.json.bak"
    mine.write_text("{}")
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", killed)
        patched.setattr(os, "unlink", killed)
        for name in ("companion.json", "companion-at-endpoint.json"):
            with pytest.raises(KeyboardInterrupt):
                SavedFile(tmp_path / name).save(Saved(STATE, DIARY))
    assert len(list(tmp_path.iterdir())) == 3

    with data_folder(tmp_path):
        assert {path.name for path in tmp_path.iterdir()} == {mine.name, "companion.lock"}


def test_what_a_running_companion_is_writing_is_not_swept_away(tmp_path: Path) -> None:
    with data_folder(tmp_path):
        being_written = tmp_path / ".companion.json.abcdefgh"
        being_written.touch()

        with pytest.raises(SetUpFault), data_folder(tmp_path):
            pass

        assert being_written.exists()


def _written(**changes: Any) -> str:
    return json.dumps(Saved(STATE, DIARY).to_json() | changes)


def _with_alexa(**changes: Any) -> str:
    return _written(alexa=STATE.to_json() | changes)


def _with_session(**changes: Any) -> str:
    return _with_alexa(session=SESSION.to_json() | changes)


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
        _with_alexa(clock="yesterday"),
        _with_alexa(time_zone="Mars/Olympus"),
        _with_alexa(requests="7"),
        _with_alexa(requests=7.5),
        _with_alexa(session=False),
        _with_alexa(session=[]),
        _with_alexa(session={"id": "session"}),
        _with_session(device=5),
        _with_session(id=None),
        _with_session(attributes=[]),
        _with_session(reprompt=5),
        _with_alexa(exchanges={}),
        _with_alexa(exchanges=[5]),
        _with_alexa(exchanges=[[]]),
        _with_alexa(exchanges=[EXCHANGE | {"said": 5}]),
        _with_alexa(exchanges=[EXCHANGE | {"events": 5}]),
        _with_alexa(exchanges=[EXCHANGE | {"events": [5]}]),
        _written(diary="everything"),
        _written(diary={}),
        _written(diary=None),
    ],
)
def test_a_damaged_file_is_named_and_not_touched(tmp_path: Path, text: str) -> None:
    file = SavedFile(tmp_path / "companion.json")
    file.path.write_text(text)

    with pytest.raises(SetUpFault, match=r"companion\.json is damaged .*another folder") as caught:
        file.load()
    assert "\n" not in str(caught.value)
    assert file.path.read_text() == text


def test_a_number_that_is_no_number_is_damage(tmp_path: Path) -> None:
    file = SavedFile(tmp_path / "companion.json")
    file.path.write_text(_written().replace('"requests": 7', '"requests": 1e999'))

    with pytest.raises(SetUpFault, match=r"damaged .*requests"):
        file.load()


def test_a_diary_where_none_is_kept_is_damage(tmp_path: Path) -> None:
    file = SavedFile(tmp_path / "companion-at-endpoint.json", keeps_diary=False)
    file.path.write_text(_written())

    with pytest.raises(SetUpFault, match=r"damaged .*kept elsewhere"):
        file.load()


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
