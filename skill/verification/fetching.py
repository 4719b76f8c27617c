"""How a file of certificates is got from Amazon: over HTTPS, soon or not at all, and from nowhere else."""

import socket
import ssl
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from functools import partial
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection

import certifi

from skill.verification.refused import Refused
from skill.verification.signing_url import HOST

Fetch = Callable[[str], bytes]
"""Gives what lies at a path on signing_url.HOST. Raises Refused, or what a network raises. Called from any thread."""

STEP_SECONDS = 1.0
"""For connecting, and for every piece of the answer."""
ALL_SECONDS = 2.5
"""For the whole of it: Alexa gives up after eight, and the turn wants its own 4.5."""
MOST_BYTES = 64 * 1024
"""Amazon's file has about seven thousand."""
MOST_AT_ONCE = 8

_PIECE = 8 * 1024


Connect = Callable[[], HTTPConnection]
"""Gives a fresh connection, not open yet."""


def to_amazon() -> Connect:
    trust = ssl.create_default_context(cafile=certifi.where())
    return partial(HTTPSConnection, HOST, timeout=STEP_SECONDS, context=trust)


class CertificateFetch:
    """One GET, without redirects, repeats or proxies.

    A thread of its own makes it, because neither the search for an address nor headers that trickle in can be timed
    out from within.
    """

    def __init__(self, connect: Connect, seconds: float = ALL_SECONDS) -> None:
        self._connect = connect
        self._seconds = seconds
        self._threads = ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="certificate")

    def __call__(self, path: str) -> bytes:
        """What lies at `path`. Raises Refused, OSError or http.client.HTTPException."""
        get = _Get(self._connect(), path, ends_at=time.monotonic() + self._seconds)
        work = self._threads.submit(get)
        try:
            return work.result(self._seconds)
        except TimeoutError:
            work.cancel()
            get.cut()
            raise Refused("the certificate did not come in time") from None


class _Get:
    """One GET, which another thread may cut off."""

    def __init__(self, connection: HTTPConnection, path: str, ends_at: float) -> None:
        self._connection = connection
        self._path = path
        self._ends_at = ends_at
        self._socket: socket.socket | None = None

    def __call__(self) -> bytes:
        with closing(self._connection) as connection:
            connection.connect()
            # The connection forgets it once it knows that the answer ends with it.
            self._socket = connection.sock
            self._stop_when_over()
            connection.request("GET", self._path)
            with connection.getresponse() as answer:
                if answer.status != 200:
                    raise Refused(f"the certificate's address answered {answer.status}")
                return self._content(answer)

    def cut(self) -> None:
        """Ends whatever is being waited for."""
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def _content(self, answer: HTTPResponse) -> bytes:
        content = bytearray()
        while piece := answer.read1(_PIECE):
            content += piece
            self._stop_when_over()
            if len(content) > MOST_BYTES:
                raise Refused("the certificate's file does not end")
        return bytes(content)

    def _stop_when_over(self) -> None:
        if time.monotonic() > self._ends_at:
            raise Refused("the certificate did not come in time")
