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
        connection = self._connect()
        work = self._threads.submit(_get, connection, path, time.monotonic() + self._seconds)
        try:
            return work.result(self._seconds)
        except TimeoutError:
            work.cancel()
            _cut(connection)
            raise Refused("the certificate did not come in time") from None


def _get(connection: HTTPConnection, path: str, ends_at: float) -> bytes:
    with closing(connection):
        connection.connect()
        if time.monotonic() > ends_at:
            raise TimeoutError
        connection.request("GET", path)
        with connection.getresponse() as answer:
            if answer.status != 200:
                raise Refused(f"the certificate's address answered {answer.status}")
            return _content(answer, ends_at)


def _content(answer: HTTPResponse, ends_at: float) -> bytes:
    content = bytearray()
    while piece := answer.read1(_PIECE):
        content += piece
        if len(content) > MOST_BYTES or time.monotonic() > ends_at:
            raise Refused("the certificate's file does not end")
    return bytes(content)


def _cut(connection: HTTPConnection) -> None:
    """Ends whatever the connection's own thread is waiting for."""
    underlying = connection.sock
    if underlying is not None:
        with suppress(OSError):
            underlying.shutdown(socket.SHUT_RDWR)
