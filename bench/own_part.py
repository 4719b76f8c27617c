"""Our own part of a turn: all of it but the calls to the table, timed inside the skill's own process."""

import json
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.contestants import OURS, new_walker
from bench.sample import Sample
from bench.stand import Stand
from bench.turns import CONVERSATIONS_TO_WARM_UP, converse
from tests.alexa.walker import DeviceSettings
from tests.emulator import INSTALLED, interpreter, lambda_environment

SCRIPT = Path(__file__).with_name("timed_handler.py")


@dataclass(frozen=True, slots=True)
class OwnPart:
    milliseconds: Sample
    outside_calls: int
    """To the table and to the device settings, in one turn: the most there were."""


class TimedHandler:
    """Our handler in a process of its own, and what it says of every request."""

    def __init__(self, process: subprocess.Popen[str], device: DeviceSettings) -> None:
        self._process = process
        self._device = device
        self.own_milliseconds: list[float] = []
        self.outside_calls: list[int] = []

    def answer(self, event: Any) -> Any:
        asked_before = self._device.asked
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(event) + "\n")
        self._process.stdin.flush()
        told = json.loads(self._process.stdout.readline())
        self.own_milliseconds.append(1000 * (told["seconds"] - told["call_seconds"]))
        self.outside_calls.append(told["calls"] + self._device.asked - asked_before)
        return told["response"]


def measure_own_part(stand: Stand, count: int) -> Mapping[str, OwnPart]:
    """By the kind of turn."""
    with _running(stand) as handler:
        numbers = range(CONVERSATIONS_TO_WARM_UP + count)
        for walker in [new_walker(stand, OURS, handler.answer, f"own {number}") for number in numbers]:
            kinds = list(converse(walker))
    first = CONVERSATIONS_TO_WARM_UP * len(kinds)
    return {
        kind: OwnPart(
            Sample.of(handler.own_milliseconds[first + place :: len(kinds)]),
            max(handler.outside_calls[first + place :: len(kinds)]),
        )
        for place, kind in enumerate(kinds)
    }


@contextmanager
def _running(stand: Stand) -> Iterator[TimedHandler]:
    with tempfile.TemporaryDirectory() as runtime_client:
        environment = lambda_environment(OURS.bundle, OURS.handler, Path(runtime_client))
        with subprocess.Popen(
            [*interpreter(INSTALLED), str(SCRIPT)],
            env=environment | OURS.environment(stand.endpoint),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as process:
            yield TimedHandler(process, stand.device)
