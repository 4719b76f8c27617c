"""A DynamoDB for the tests: dynalite, on loopback, in memory."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from select import select
from typing import Any

import boto3

from tests.missing import missing

COMMAND = Path(__file__).parents[1] / "dynalite" / "node_modules" / ".bin" / "dynalite"
SECONDS_TO_START = 30


@contextmanager
def running_dynalite() -> Iterator[str]:
    """The endpoint's URL. The database starts empty and ends with the block."""
    if not COMMAND.exists() or not shutil.which("node"):
        missing("dynalite is not installed: install Node.js 20 or newer with npm, then run `make test`")
    port = free_port()
    command = [str(COMMAND), "--host", "127.0.0.1", "--port", str(port), "--createTableMs", "0", "--deleteTableMs", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            wait_until_listening(server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def client_of(endpoint: str) -> Any:
    """A client of dynalite, whatever the environment says of AWS."""
    return boto3.client(
        "dynamodb",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="nobody",
        aws_secret_access_key="nothing",
    )


def free_port() -> int:
    """A port that was free a moment ago: dynalite takes 4567 when asked for any."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def wait_until_listening(server: subprocess.Popen[str]) -> None:
    """Raises RuntimeError, with dynalite's own words, unless it says within SECONDS_TO_START that it listens."""
    assert server.stdout is not None
    answered, _, _ = select([server.stdout], [], [], SECONDS_TO_START)
    said = server.stdout.readline().strip() if answered else ""
    if "listening" not in said:
        raise RuntimeError(f"dynalite did not start; it said: {said or 'nothing'}")
