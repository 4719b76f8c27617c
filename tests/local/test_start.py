"""Starting and ending the companion, as a process of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import urllib3

from skill.local.faults import SetUpFault
from skill.local.opening import ROOT, opened
from skill.local.saved import Saved
from skill.local.state import AlexaState
from tests.local.companions import API_ENDPOINT, MONDAY
from tests.store.dynalite import free_port, running_dynalite

SECONDS = 60
LAUNCH = "alexa, start my back walk"


def _environment(data: Path, **settings: str) -> dict[str, str]:
    machine = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return machine | {"DATA": str(data), "PORT": "0"} | settings


@contextmanager
def _running(data: Path, shell: str = "", **settings: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process once it said that it listens, and where; started by a shell that runs `shell` first."""
    with subprocess.Popen(
        ["sh", "-c", f'{shell} exec "$0" -m skill.local', sys.executable],
        cwd=ROOT,
        env=_environment(data, **settings),
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        try:
            yield process, next((word for word in line.split() if word.startswith("http")), line)
        finally:
            process.terminate()


def _ended(*arguments: str, data: Path, root: Path = ROOT, typed: str = "", **settings: str) -> tuple[int, str, str]:
    """Exit status, output and errors of a run that ends by itself."""
    ended = subprocess.run(
        [sys.executable, "-m", "skill.local", *arguments],
        cwd=root,
        env=_environment(data, **settings),
        input=typed,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    return ended.returncode, ended.stdout, ended.stderr


@pytest.fixture
def http() -> Iterator[urllib3.PoolManager]:
    with urllib3.PoolManager(timeout=SECONDS) as pool:
        yield pool


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_listens_answers_there_and_ends_when_told_to(
    tmp_path: Path, http: urllib3.PoolManager, ending: signal.Signals
) -> None:
    with _running(tmp_path / "data") as (process, url):
        turn = http.request("POST", f"{url}/api/say", json={"text": LAUNCH}).json()
        process.send_signal(ending)

        assert process.wait(SECONDS) == 0
    assert turn["spoken"]


def test_it_ends_on_an_interrupt_also_as_a_job_in_the_background(tmp_path: Path) -> None:
    shells_ignore_it_for_such_jobs = 'trap "" INT;'
    with _running(tmp_path, shell=shells_ignore_it_for_such_jobs) as (process, _):
        process.send_signal(signal.SIGINT)

        assert process.wait(SECONDS) == 0


def test_the_page_the_clock_and_the_diary_are_all_there(tmp_path: Path, http: urllib3.PoolManager) -> None:
    with _running(tmp_path) as (_, url):
        assert http.request("GET", url).status == 200
        http.request("POST", f"{url}/api/say", json={"text": "alexa, ask my back walk to start a walk"})
        state = http.request("GET", f"{url}/api/state").json()

    assert state["diary"]
    assert state["clock"].endswith(":00Z")


def test_it_goes_on_where_it_left_off_also_in_the_terminal(tmp_path: Path, http: urllib3.PoolManager) -> None:
    with _running(tmp_path) as (_, url):
        http.request("POST", f"{url}/api/say", json={"text": "alexa, ask my back walk to start a walk"})
        http.request("POST", f"{url}/api/clock", json={"advance": "PT4M"})

    status, written, errors = _ended("talk", data=tmp_path, typed="alexa, ask my back walk how long is left\n")

    assert (status, errors) == (0, "")
    assert "six minutes" in written.lower()


def test_without_a_command_it_knows_it_explains_itself(tmp_path: Path) -> None:
    status, written, errors = _ended("dance", data=tmp_path / "data")

    assert (status, written) == (2, "")
    assert "python -m skill.local talk" in errors
    assert not (tmp_path / "data").exists()


def test_help_is_given_when_asked_for(tmp_path: Path) -> None:
    status, written, _ = _ended("--help", data=tmp_path / "data")

    assert status == 0
    assert "PORT" in written


@pytest.mark.parametrize("port", ["eighty", "-1", "65536", "8000.0", "\u0668\u0660", "8" * 5000])
def test_a_port_that_is_not_a_port_is_named(tmp_path: Path, port: str) -> None:
    _assert_fault(_ended(data=tmp_path, PORT=port), f'PORT is "{port}"')


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        _assert_fault(_ended(data=tmp_path, PORT=port), f"Port {port} cannot be used (Address already in use)")


def test_a_data_path_that_is_a_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("precious")

    _assert_fault(_ended(data=path), f"The data path {path} is not a folder")
    assert path.read_text() == "precious"


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    data = tmp_path / ("long" * 100)

    _assert_fault(_ended(data=data), f"The data folder {data} cannot be used (File name too long)")


@pytest.mark.parametrize("text", ["not json", json.dumps({"version": 99})], ids=["damaged", "newer"])
def test_a_saved_file_that_cannot_be_used_is_named_and_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "companion.json"
    path.write_text(text)

    _assert_fault(_ended(data=tmp_path), str(path))
    _assert_fault(_ended("talk", data=tmp_path), str(path))
    assert path.read_text() == text


KEY = {"pk": {"S": "a"}, "sk": {"S": "b"}}


@pytest.mark.parametrize(
    "item",
    [
        {"pk": {"N": "1"}},
        KEY | {"minutes": {"X": "5"}},
        KEY | {"minutes": {"B": "NQ=="}},
        KEY | {"minutes": {"NS": ["five"]}},
        KEY | {"minutes": {"N": "1" * 50}},
        KEY | {"minutes": {}},
        KEY | {"said": {"S": "\ud83d"}},
        KEY | {"": {"S": "nameless"}},
        5,
    ],
    ids=str,
)
def test_a_saved_diary_that_no_table_would_hold_is_named_and_left_alone(tmp_path: Path, item: object) -> None:
    path = tmp_path / "companion.json"
    saved = Saved(AlexaState(clock=MONDAY), ()).to_json() | {"diary": [item]}
    path.write_text(json.dumps(saved))

    with pytest.raises(SetUpFault, match=r"companion\.json is damaged") as caught, opened(tmp_path, API_ENDPOINT):
        pass
    assert "\n" not in str(caught.value)
    assert json.loads(path.read_text()) == saved


def test_a_folder_that_another_companion_uses_is_named(tmp_path: Path) -> None:
    with _running(tmp_path):
        _assert_fault(_ended("talk", data=tmp_path), f"Another companion is using the data folder {tmp_path}")


@pytest.mark.parametrize("missing", ["template.yaml", "interaction_model"])
def test_a_missing_part_of_the_project_is_named(tmp_path: Path, missing: str) -> None:
    for name in {"skill", "template.yaml", "interaction_model"} - {missing}:
        (tmp_path / name).symlink_to(ROOT / name)

    _assert_fault(_ended(data=tmp_path / "data", root=tmp_path), str(tmp_path / missing))


def test_an_endpoint_where_nothing_listens_is_named(tmp_path: Path) -> None:
    endpoint = f"http://127.0.0.1:{free_port()}"

    _assert_fault(_ended(data=tmp_path, AWS_ENDPOINT_URL_DYNAMODB=endpoint), f"DynamoDB at {endpoint} cannot be used")


def test_an_endpoint_of_ones_own_keeps_the_diary_and_the_folder_the_rest(tmp_path: Path) -> None:
    with running_dynalite() as endpoint:
        start = "alexa, ask my back walk to start a walk\n:clock 4m\n"
        _ended("talk", data=tmp_path, typed=start, AWS_ENDPOINT_URL_DYNAMODB=endpoint)

        ask = "alexa, ask my back walk how long is left\n:reset\n:state\n"
        status, written, errors = _ended("talk", data=tmp_path, typed=ask, AWS_ENDPOINT_URL_DYNAMODB=endpoint)

    assert (status, errors) == (0, "")
    assert "six minutes" in written.lower()
    assert "The diary holds 0 items." in written
    [saved] = tmp_path.glob("*.json")
    assert json.loads(saved.read_text())["diary"] is None


def _assert_fault(ended: tuple[int, str, str], message: str) -> None:
    status, written, errors = ended
    assert (status, written) == (1, "")
    assert message in errors
    assert errors.count("\n") == 1
