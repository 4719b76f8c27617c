"""The companion's saved file: the clock, Alexa's state and the diary, written whole after every turn."""

import fcntl
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from skill.local.faults import Refused, SetUpFault
from skill.local.saved_json import read_field, read_field_or_none
from skill.local.state import AlexaState

Json = dict[str, Any]

VERSION = 1
"""Of the file's shape; a file of a newer one is left alone."""

_LOCK = "companion.lock"
_LEFT_BEHIND = ".companion*.json.????????"
"""The names that mkstemp makes; one stays when the companion is killed while it saves."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Everything needed to go on where the last turn left off."""

    state: AlexaState
    diary: tuple[Json, ...] | None
    """The table's items in DynamoDB's own JSON; None when the table is kept elsewhere."""

    def to_json(self) -> Json:
        """As it is written to the file."""
        return {"version": VERSION, "alexa": self.state.to_json(), "diary": self.diary}

    @classmethod
    def from_json(cls, saved: Mapping[str, Any]) -> Self:
        """As it was written; raises KeyError, TypeError, ValueError or Refused for anything else."""
        diary = read_field_or_none(saved, "diary", list)
        return cls(
            state=AlexaState.from_json(read_field(saved, "alexa", dict)),
            diary=None if diary is None else tuple(diary),
        )


class SavedFile:
    """One JSON file; it holds either the turn before or the turn after, never half of one."""

    def __init__(self, path: Path, keeps_diary: bool = True) -> None:
        self.path = path
        self.keeps_diary = keeps_diary

    def load(self) -> Saved | None:
        """What was saved last, or None at the very first start; raises SetUpFault when it cannot be read."""
        try:
            saved = json.loads(self.path.read_text(encoding="utf-8"))
            self._check_version(saved["version"])
            return self._checked_diary(Saved.from_json(saved))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise SetUpFault(
                f"The saved file {self.path} cannot be read ({error.strerror}): "
                "see who may read it, or start with another folder, for example DATA=another-folder."
            ) from error
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError, Refused) as error:
            raise damaged(self.path, error) from error

    def save(self, saved: Saved) -> None:
        """Replaces the file; raises OSError, and then the file is as it was."""
        descriptor, name = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}.")
        try:
            with open(descriptor, "w", encoding="utf-8") as file:
                json.dump(saved.to_json(), file, indent=1)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, self.path)
        except BaseException:
            os.unlink(name)
            raise

    def _check_version(self, version: object) -> None:
        if isinstance(version, int) and version > VERSION:
            raise SetUpFault(
                f"The saved file {self.path} was written by a newer companion (version {version}, this one knows "
                f"{VERSION}): update the skill, or start with another folder, for example DATA=another-folder."
            )
        if version != VERSION:
            raise ValueError(f"version {version}")

    def _checked_diary(self, saved: Saved) -> Saved:
        if (saved.diary is not None) != self.keeps_diary:
            raise ValueError("the diary is missing" if self.keeps_diary else "the diary is kept elsewhere")
        return saved


def damaged(path: Path, error: Exception) -> SetUpFault:
    """The fault of a saved file that makes no sense."""
    reason = " ".join(f"{type(error).__name__}: {error}".split())
    return SetUpFault(
        f"The saved file {path} is damaged ({reason}): "
        "move it away to start afresh, or start with another folder, for example DATA=another-folder."
    )


@contextmanager
def data_folder(folder: Path) -> Iterator[Path]:
    """The folder, made if missing and held for this process alone; raises SetUpFault when it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = open(folder / _LOCK, "w")  # noqa: SIM115 - held for as long as the companion runs
    except (FileExistsError, NotADirectoryError) as error:
        raise SetUpFault(f"The data path {folder} is not a folder: name one, for example DATA=.data.") from error
    except OSError as error:
        raise SetUpFault(
            f"The data folder {folder} cannot be used ({error.strerror}): "
            "see who may write to it, or name another, for example DATA=another-folder."
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise SetUpFault(
                f"Another companion is using the data folder {folder}: "
                "end that one first, or start with another folder, for example DATA=another-folder."
            ) from error
        _sweep(folder)
        yield folder


def _sweep(folder: Path) -> None:
    for path in folder.glob(_LEFT_BEHIND):
        with suppress(OSError):
            path.unlink()
