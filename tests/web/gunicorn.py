"""The service under gunicorn, as docs/self-hosting.md starts it: in processes of its own, on loopback."""

import os
import shlex
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "self-hosting.md"
SECONDS = 20

SETTINGS = {"BACK_WALK_TABLE": "diaries", "BACK_WALK_SKILL_ID": "amzn1.ask.skill.test"}
AWS = {"AWS_DEFAULT_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}


def documented() -> list[str]:
    """What follows the word gunicorn in the document's first command that has it."""
    commands = DOCUMENT.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    [*_, arguments] = next(line for line in commands if "gunicorn --" in line).partition("gunicorn ")
    return shlex.split(arguments)


def command(arguments: list[str], **changes: str) -> list[str]:
    """The command line, with the value that follows an option changed: `bind="fd://3"`."""
    changed = list(arguments)
    for option, value in changes.items():
        changed[changed.index(f"--{option}") + 1] = value
    return [sys.executable, "-m", "gunicorn", *changed]


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """This machine's, with `settings` and nothing of the kind besides."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "BACK_WALK_"))}
    return {**kept, **settings}


def ended(command: list[str], settings: Mapping[str, str], folder: Path) -> tuple[int, str]:
    """Exit status and errors of a start that fails."""
    result = subprocess.run(
        [*command, "--chdir", str(ROOT)],
        cwd=folder,
        env=environment({"AWS_CONFIG_FILE": str(folder / "none"), "AWS_EC2_METADATA_DISABLED": "true", **settings}),
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    return result.returncode, result.stderr


@dataclass(frozen=True)
class Service:
    port: int
    pid: int
    """Of the process that starts the workers."""


@contextmanager
def running(app: str, settings: Mapping[str, str]) -> Iterator[Service]:
    """`app`, served as documented but for its port. Connections are taken from the very beginning."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        started = [*command(documented()[:-1], bind=f"fd://{listener.fileno()}"), app]
        with subprocess.Popen(
            started,
            cwd=ROOT,
            env=environment(settings),
            pass_fds=[listener.fileno()],
            stderr=subprocess.DEVNULL,
        ) as server:
            try:
                yield Service(listener.getsockname()[1], server.pid)
            finally:
                server.terminate()
