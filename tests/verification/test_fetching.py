"""A fetch ends in time, whatever the other side does, and only Amazon is on the other side."""

import socket
import ssl
from pathlib import Path

import pytest

from skill.verification.fetching import MOST_AT_ONCE, MOST_BYTES, CertificateFetch, to_amazon
from skill.verification.refused import Refused
from skill.verification.signing_url import HOST
from tests.web.alexa import MIDDLE
from tests.web.authority import dns, leaf, rsa_key
from tests.web.servers import STEP, connect_to, file, server_context, serving, trickling

SECONDS = 2 * STEP


def test_the_connection_is_to_amazon_over_https() -> None:
    connection = to_amazon()()

    assert (connection.host, connection.port) == (HOST, 443)


def test_a_server_whose_certificate_no_public_authority_gave_is_not_listened_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has the right name, and any name leads to it."""
    impostor = leaf(MIDDLE, key=rsa_key("server"), names=[dns(HOST)])
    fetch = CertificateFetch(to_amazon())
    reach = socket.create_connection

    with serving(file(b"x"), trust=server_context(tmp_path, impostor, MIDDLE)) as port:
        monkeypatch.setattr(socket, "create_connection", lambda _, *more: reach(("127.0.0.1", port), *more))

        with pytest.raises(ssl.SSLCertVerificationError):
            fetch("/echo.api/cert.pem")


def test_a_proxy_in_the_environment_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")

    with serving(file(b"x")) as port:
        assert CertificateFetch(connect_to(port), SECONDS)("/echo.api/cert.pem") == b"x"


CHUNKED = b"HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
TRICKLING = {
    "headers": b"HTTP/1.1 200 OK\r\nX: ",
    "a body": b"HTTP/1.1 200 OK\r\n\r\n",
    "the length of a chunk": CHUNKED,
    "what follows the last chunk": CHUNKED + b"0\r\nX: ",
}


@pytest.mark.parametrize("first", TRICKLING.values(), ids=TRICKLING)
def test_fetches_that_were_given_up_do_not_stand_in_the_way_of_others(first: bytes) -> None:
    with trickling(first) as slow, serving(file(b"x")) as quick:
        ports = iter([slow] * MOST_AT_ONCE + [quick])
        fetch = CertificateFetch(lambda: connect_to(next(ports))(), SECONDS)
        for _ in range(MOST_AT_ONCE):
            with pytest.raises(Refused):
                fetch("/echo.api/cert.pem")

        assert fetch("/echo.api/cert.pem") == b"x"


def test_a_file_of_just_the_limit_is_taken_and_one_byte_more_is_not() -> None:
    with serving(file(b"x" * MOST_BYTES)) as port:
        assert len(CertificateFetch(connect_to(port), SECONDS)("/echo.api/cert.pem")) == MOST_BYTES

    with serving(file(b"x" * (MOST_BYTES + 1))) as port, pytest.raises(Refused, match="does not end"):
        CertificateFetch(connect_to(port), SECONDS)("/echo.api/cert.pem")
