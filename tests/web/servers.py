"""Servers on loopback that stand at Amazon's address and behave, or do not."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Event, Thread

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.web.authority import Identity, pem

Answer = Callable[[BaseHTTPRequestHandler], None]

STEP = 0.2
"""Seconds for each step of a fetch: whoever does not answer costs no more."""


def connect_to(port: int) -> Callable[[], HTTPConnection]:
    return partial(HTTPConnection, "127.0.0.1", port, timeout=STEP)


@contextmanager
def serving(
    answer: Answer,
    at: str = "",
    elsewhere: Answer | None = None,
    trust: ssl.SSLContext | None = None,
    protocol: str = "HTTP/1.0",
) -> Iterator[int]:
    """A web server that gives `answer` to every GET, or to those for the path `at` alone; its port."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = protocol

        def do_GET(self) -> None:
            with suppress(OSError):
                (elsewhere if elsewhere and self.path != at else answer)(self)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if trust:
        server.socket = trust.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, args=[0.01])
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def silent() -> Iterator[int]:
    """A port where calls are taken, and nothing is ever said."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@contextmanager
def closed() -> Iterator[int]:
    """A port where nobody listens: it is held, so that nobody else can."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        yield holder.getsockname()[1]


@contextmanager
def trickling(first: bytes) -> Iterator[int]:
    """Says `first` to every caller, then a letter now and then for as long as somebody listens."""
    over = Event()

    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                self.request.sendall(first)
                while not over.wait(STEP / 10):
                    self.request.sendall(b"a")

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, args=[0.01])
        thread.start()
        yield server.server_address[1]
        over.set()
        server.shutdown()
        thread.join()


def status(code: int, content: bytes = b"", **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def file(content: bytes) -> Answer:
    return status(200, content)


def without_end(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"-" * 4096)


def server_context(folder: Path, identity: Identity, *others: Identity) -> ssl.SSLContext:
    """For a server that shows these certificates."""
    chain, key = folder / "chain.pem", folder / "key.pem"
    chain.write_bytes(pem(identity, *others))
    key.write_bytes(identity.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    return context
