"""A Lambda bundle on this machine: AWS's own emulator of the runtime, Python 3.13, and nothing beside the bundle."""

import json
import platform
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from os import kill
from pathlib import Path
from threading import Condition, Thread
from typing import IO, Any

from urllib3 import HTTPConnectionPool, Retry
from urllib3.exceptions import HTTPError

from tests.store.dynalite import free_port

Json = dict[str, Any]

ROOT = Path(__file__).parents[1]

FUNCTION = "back-walk"
MEMORY_MEGABYTES = 512
TIMEOUT_SECONDS = 7

RUNTIME_CLIENT = ("awslambdaric", "runtime_client.*.so", "simplejson", "snapshot_restore_py.py")
"""awslambdaric and all that it imports."""

INVOKE_PATH = "/2015-03-31/functions/function/invocations"
SECONDS_TO_ANSWER = 30
SECONDS_TO_LOG = 10
SECONDS_TO_END = 10

_ARCHITECTURES = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "arm64", "arm64": "arm64"}
_INIT = re.compile(r"INIT REPORT\(durationMs: ([\d.]+)\)")
_INVOKE = re.compile(r"INVOKE RTDONE\(.*duration: ([\d.]+)ms\)")


@dataclass(frozen=True, slots=True)
class Emulator:
    """What has to be installed: the emulator, an interpreter, and awslambdaric with what that needs."""

    binary: Path
    python: Path
    site_packages: Path

    @classmethod
    def of(cls, environment: Path) -> "Emulator":
        """The one in a virtual environment that holds aws-sam-cli and awslambdaric."""
        architecture = _ARCHITECTURES.get(platform.machine().lower(), platform.machine())
        site_packages = environment / "lib" / "python3.13" / "site-packages"
        return cls(
            binary=site_packages / "samcli" / "local" / "rapid" / f"aws-lambda-rie-{architecture}",
            python=environment / "bin" / "python3.13",
            site_packages=site_packages,
        )

    def why_not_installed(self) -> str:
        """One line on what is missing and what to do; empty when all is there."""
        if sys.platform != "linux":
            return "AWS's Lambda emulator runs on Linux only: run this in a Linux container."
        needed = (self.binary, self.python, self.site_packages / RUNTIME_CLIENT[0])
        missing = [str(path) for path in needed if not path.exists()]
        if not missing:
            return ""
        return f"AWS's Lambda emulator is not installed ({', '.join(missing)}): install Python 3.13, run `make bundle`."

    def link_runtime_client(self, folder: Path) -> None:
        """Put into `folder` what Lambda's own machines have beside a bundle, and nothing else of the environment."""
        for pattern in RUNTIME_CLIENT:
            for found in self.site_packages.glob(pattern):
                (folder / found.name).symlink_to(found)


INSTALLED = Emulator.of(ROOT / ".venv-sam")


class FunctionFailed(Exception):
    """The function did not start, raised an error or gave no answer; the text ends with its log."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What the function's process holds, in bytes."""

    resident: int
    peak: int
    """The most that was ever resident."""


class Function:
    """A function under the emulator. Its process starts with the first request, as on Lambda."""

    def __init__(self, emulator: subprocess.Popen[str], port: int) -> None:
        self._emulator = emulator
        self._log = _Log(emulator.stdout)
        # Until the emulator listens a connection is refused; what is refused was not sent, so this repeats nothing.
        start = Retry(connect=40, read=0, redirect=0, status=0, other=0, backoff_factor=0.01, backoff_max=0.25)
        self._pool = HTTPConnectionPool("127.0.0.1", port, timeout=SECONDS_TO_ANSWER, retries=start)
        self._answered = 0

    def invoke(self, event: object) -> Any:
        """What the handler returns for `event`; raises FunctionFailed."""
        try:
            answer = self._pool.request("POST", INVOKE_PATH, body=json.dumps(event))
        except HTTPError as error:
            raise self._failure(f"The function did not answer: {type(error).__name__}.") from error
        if answer.status != 200:
            raise self._failure(f"The function could not be run: status {answer.status}.")
        try:
            returned = answer.json()
        except ValueError as error:  # the emulator says in plain words that the time was up
            raise self._failure(f"The function did not answer: {answer.data.decode(errors='replace')}.") from error
        self._answered += 1
        if isinstance(returned, dict) and "errorType" in returned:
            raise self._failure(f"The function raised {returned['errorType']}: {returned.get('errorMessage')}.")
        return returned

    @property
    def log(self) -> str:
        """All that the emulator and the function have written so far."""
        return self._log.text

    @property
    def init_milliseconds(self) -> float:
        """How long the interpreter and the imports took, by the emulator's clock. Wants a request to have been made."""
        return self._log.wait_for_durations(_INIT, 1)[0]

    @property
    def invoke_milliseconds(self) -> list[float]:
        """How long each answered request took inside the function, by the emulator's clock, in their order."""
        return self._log.wait_for_durations(_INVOKE, self._answered)

    @property
    def memory(self) -> Memory:
        """Wants a request to have been made."""
        [process] = children(self._emulator.pid)
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
        held = {name: int(kilobytes) * 1024 for name, kilobytes in re.findall(r"(Vm\w+):\s+(\d+) kB", status)}
        return Memory(resident=held["VmRSS"], peak=held["VmHWM"])

    def close(self) -> None:
        """End the function and the emulator."""
        self._pool.close()
        # The emulator puts the function into a process group of its own and, when killed, leaves it behind.
        left = children(self._emulator.pid)
        self._emulator.terminate()
        try:
            self._emulator.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._emulator.kill()
            self._emulator.wait()
            for process in left:
                with suppress(ProcessLookupError):
                    kill(process, signal.SIGKILL)
        self._log.close()

    def _failure(self, what: str) -> FunctionFailed:
        return FunctionFailed(f"{what}\n{self.log}")


@contextmanager
def running_function(
    bundle: Path, handler: str, settings: Mapping[str, str], emulator: Emulator = INSTALLED
) -> Iterator[Function]:
    """The function whose unpacked bundle is the folder `bundle`; it ends with the block.

    `settings` are its own environment variables (a region, credentials and endpoints among them); those of the
    machine it does not see. Raises FunctionFailed where the emulator is not installed.
    """
    if reason := emulator.why_not_installed():
        raise FunctionFailed(reason)
    with tempfile.TemporaryDirectory() as runtime_client:
        emulator.link_runtime_client(Path(runtime_client))
        environment = {**lambda_environment(bundle, handler, Path(runtime_client)), **settings}
        function = _started(emulator, bundle, handler, environment)
        try:
            yield function
        finally:
            function.close()


def _started(emulator: Emulator, bundle: Path, handler: str, environment: Mapping[str, str]) -> Function:
    port, runtime_port = free_port(), free_port()
    addresses = ["--runtime-interface-emulator-address", f"127.0.0.1:{port}"]
    addresses += ["--runtime-api-address", f"127.0.0.1:{runtime_port}"]
    process = subprocess.Popen(
        [str(emulator.binary), *addresses, *interpreter(emulator), "-m", "awslambdaric", handler],
        cwd=bundle,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    return Function(process, port)


def interpreter(emulator: Emulator) -> list[str]:
    """Python without any site packages, that writes no bytecode: on Lambda the bundle's folder is read-only."""
    return [str(emulator.python), "-s", "-S", "-P", "-B"]


def lambda_environment(bundle: Path, handler: str, runtime_client: Path) -> dict[str, str]:
    """What Lambda itself puts into a function's environment, as far as a function may look at it.

    Source: AWS Lambda Developer Guide, "Defined runtime environment variables".
    """
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "LANG": "en_US.UTF-8",
        "TZ": ":UTC",
        "HOME": tempfile.gettempdir(),
        "PYTHONPATH": f"{bundle.absolute()}:{runtime_client}",
        "PYTHONTZPATH": "",  # the machine's time zones must not stand in for those of the bundle
        "LAMBDA_TASK_ROOT": str(bundle.absolute()),
        "LAMBDA_RUNTIME_DIR": str(runtime_client),
        "_HANDLER": handler,
        "AWS_EXECUTION_ENV": "AWS_Lambda_python3.13",
        "AWS_LAMBDA_FUNCTION_NAME": FUNCTION,
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(MEMORY_MEGABYTES),
        "AWS_LAMBDA_FUNCTION_TIMEOUT": str(TIMEOUT_SECONDS),
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        "AWS_LAMBDA_LOG_GROUP_NAME": f"/aws/lambda/{FUNCTION}",
        "AWS_LAMBDA_LOG_STREAM_NAME": "local",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "nobody",
        "AWS_SECRET_ACCESS_KEY": "nothing",
        "AWS_SESSION_TOKEN": "none",
    }


def children(process: int) -> list[int]:
    """The ids of the processes that `process` has started and that still run."""
    found: list[int] = []
    for thread in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread may end meanwhile
            found += map(int, thread.read_text().split())
    return found


class _Log:
    """Reads what a process writes, line by line, in a thread of its own."""

    def __init__(self, stream: IO[str] | None) -> None:
        assert stream is not None
        self._stream = stream
        self._text = ""
        self._grown = Condition()
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def text(self) -> str:
        with self._grown:
            return self._text

    def wait_for_durations(self, pattern: re.Pattern[str], count: int) -> list[float]:
        """The milliseconds that `pattern` finds; the last lines may come a moment after the answer they are about."""

        def is_complete() -> bool:
            return len(pattern.findall(self._text)) >= count

        self._wait_for(is_complete)
        return [float(found) for found in pattern.findall(self.text)[:count]]

    def close(self) -> None:
        """Wants the process to have ended."""
        self._reader.join()
        self._stream.close()

    def _wait_for(self, is_complete: Callable[[], bool]) -> None:
        with self._grown:
            if not self._grown.wait_for(is_complete, SECONDS_TO_LOG):
                raise FunctionFailed(f"The emulator's log does not say how long it took:\n{self._text}")

    def _read(self) -> None:
        for line in self._stream:
            with self._grown:
                self._text += line
                self._grown.notify_all()
