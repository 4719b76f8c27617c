"""The worst turn: what a walker waits for when the table, or Alexa's device settings, take a call and never answer."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from urllib3 import request

from bench.contestants import OURS, PEER, Contestant, Elsewhere
from bench.diaries import DEVICE, FIVE_WEEKS, daily_walks
from bench.stand import Stand
from tests.alexa.walker import Walker
from tests.emulator import FunctionFailed


@dataclass(frozen=True, slots=True)
class Worst:
    """The longest turn of a conversation that begins with a cold start."""

    seconds: float
    """As the walker waits for it, the start included."""
    is_answered: bool


@dataclass(frozen=True, slots=True)
class WorstTurns:
    table: Worst
    writes: Worst
    """The table answers a read and hangs on a write; the device settings hang too."""
    device_settings: Worst
    both: Worst
    peer: Worst
    """The peer, whose table hangs."""


def measure_worst_turns(stand: Stand) -> WorstTurns:
    with nobody_answers() as nowhere, only_reads_answered(stand.endpoint) as read_only:
        return WorstTurns(
            table=_worst(stand, OURS, stand.device.url, endpoint=nowhere),
            writes=_worst(stand, OURS, nowhere, endpoint=read_only),
            device_settings=_worst(stand, OURS, nowhere, endpoint=stand.endpoint),
            both=_worst(stand, OURS, nowhere, endpoint=nowhere),
            peer=_worst(stand, PEER, stand.device.url, endpoint=nowhere),
        )


@contextmanager
def nobody_answers() -> Iterator[str]:
    """A server to which every connection succeeds, and that is all."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


@contextmanager
def only_reads_answered(endpoint: str) -> Iterator[str]:
    """A DynamoDB that passes a Query on to `endpoint`, and lets whoever wants anything else wait."""
    is_over = Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if not self.headers["X-Amz-Target"].endswith(".Query"):
                is_over.wait()
                return
            answer = request("POST", endpoint, body=body, headers=dict(self.headers))
            self.send_response(answer.status)
            for name in ("Content-Type", "Content-Length", "X-Amz-Crc32"):
                self.send_header(name, answer.headers[name])
            self.end_headers()
            self.wfile.write(answer.data)

        def log_message(self, format: str, *args: object) -> None:
            """The bench says itself what it does."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, args=[0.01])
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            is_over.set()
            server.shutdown()
            thread.join()


def _worst(stand: Stand, contestant: Contestant, device_settings: str, endpoint: str) -> Worst:
    user = f"{contestant.name}, {device_settings}, {endpoint}"
    contestant.fill(stand, user, daily_walks(FIVE_WEEKS))
    with contestant.running(endpoint) as function:
        walker = Walker(Elsewhere(function.invoke), device_settings, user=user, device=DEVICE)
        turns = [_waited(turn) for turn in _conversation(walker)]
        return max(turns, key=lambda turn: (not turn.is_answered, turn.seconds))


def _conversation(walker: Walker) -> Iterator[Callable[[], Any]]:
    yield walker.launch
    yield lambda: walker.asks("EndWalkIntent")
    yield lambda: walker.asks("WeekIntent")
    yield lambda: walker.asks("StartWalkIntent")
    yield lambda: walker.says("AMAZON.StopIntent")


def _waited(turn: Callable[[], Any]) -> Worst:
    began = time.monotonic()
    try:
        turn()
    except FunctionFailed:
        return Worst(time.monotonic() - began, is_answered=False)
    return Worst(time.monotonic() - began, is_answered=True)
