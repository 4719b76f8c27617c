"""The function's handler in a plain process: answers one request a line, and says how long it and the table took.

python3.13 timed_handler.py        with the bundle on the path; one JSON text a line in, one a line out
"""

import json
import sys
import time
from importlib import import_module
from typing import Any
from unittest.mock import patch

from skill.store.dynamodb import dynamodb_client


class TimedClient:
    """A client of the table that adds up how often it is called and how long that takes."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self.calls = 0
        self.seconds = 0.0

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._client, name)
        return self._timed(found) if callable(found) else found

    def _timed(self, call: Any) -> Any:
        def timed(*arguments: Any, **named: Any) -> Any:
            began = time.perf_counter()
            try:
                return call(*arguments, **named)
            finally:
                self.calls += 1
                self.seconds += time.perf_counter() - began

        return timed


def main() -> None:
    client = TimedClient(dynamodb_client())
    with patch("skill.app.dynamodb_client", lambda: client):
        handler = import_module("entry").handler
    for line in sys.stdin:
        event = json.loads(line)
        client.calls, client.seconds = 0, 0.0
        began = time.perf_counter()
        response = handler(event)
        seconds = time.perf_counter() - began
        told = {"response": response, "seconds": seconds, "calls": client.calls, "call_seconds": client.seconds}
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
