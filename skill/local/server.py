"""The web server on 127.0.0.1, and nowhere else."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from skill.local.api import create_app
from skill.local.companion import Companion
from skill.local.faults import SetUpFault

HOST = "127.0.0.1"

_ANY_FREE_PORT = 0
_SECONDS_BETWEEN_LOOKS = 0.05


def listening_socket(port: int = _ANY_FREE_PORT) -> socket.socket:
    """A socket bound to the port, taken before the rest is loaded; raises SetUpFault when it cannot be had."""
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        raise SetUpFault(
            f"Port {port} cannot be used ({os.strerror(error.errno or 0)}): "
            "end what listens there, or choose another port, for example PORT=9000."
        ) from error


def url_of(listening: socket.socket) -> str:
    """Where the server of this socket is found."""
    return f"http://{HOST}:{_port_of(listening)}"


def serve(companion: Companion, listening: socket.socket) -> None:
    """Serves until a KeyboardInterrupt."""
    _server(companion, listening).serve_forever(_SECONDS_BETWEEN_LOOKS)


@contextmanager
def serving(companion: Companion, listening: socket.socket) -> Iterator[None]:
    """Serves in a thread of its own, for as long as the context lasts."""
    server = _server(companion, listening)
    thread = Thread(target=server.serve_forever, args=[_SECONDS_BETWEEN_LOOKS])
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()


class _QuietHandler(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Says nothing: the page shows every turn."""


def _server(companion: Companion, listening: socket.socket) -> BaseWSGIServer:
    port = _port_of(listening)
    app = create_app(companion, port)
    return make_server(HOST, port, app, threaded=True, request_handler=_QuietHandler, fd=listening.fileno())


def _port_of(listening: socket.socket) -> int:
    port: int = listening.getsockname()[1]
    return port
