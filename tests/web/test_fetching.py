"""Getting the certificate: soon or not at all, once, and again when Amazon has changed it."""

import socket
import ssl
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from functools import partial
from http.client import HTTPSConnection
from pathlib import Path
from typing import Any, Never

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from skill.verification.fetching import CertificateFetch
from skill.verification.signers import MOST_SIGNERS, PAUSE
from skill.verification.signing_url import HOST
from tests.web.alexa import CHAIN, MIDDLE, PATH, ROOT, URL, Alexa
from tests.web.authority import Identity, dns, leaf, pem, rsa_key
from tests.web.conftest import MakeAlexa
from tests.web.servers import (
    STEP,
    closed,
    connect_to,
    file,
    server_context,
    serving,
    silent,
    status,
    trickling,
    without_end,
)

Server = Callable[[], AbstractContextManager[int]]
"""Stands at Amazon's address for a while; gives its port."""

SECONDS = 2 * STEP
"""For a whole fetch."""

FORGED = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
PRIVATE_KEY = b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"

REFUSED: dict[str, Server] = {
    "answers 404": partial(serving, status(404, CHAIN)),
    "answers 500": partial(serving, status(500, CHAIN)),
    "refuses the connection": closed,
    "does not answer": silent,
    "sends a body that never ends": partial(serving, without_end),
    "sends what is not PEM": partial(serving, file(b"<html></html>")),
    "sends PEM without a certificate": partial(serving, file(PRIVATE_KEY)),
}
"""The cases that are missing here (an address out of shape, a redirect, a name that is not found) stand below."""

BEYOND: dict[str, Server] = {
    "sends a body letter by letter": partial(trickling, b"HTTP/1.1 200 OK\r\n\r\n"),
    "sends headers letter by letter": partial(trickling, b"HTTP/1.1 200 OK\r\nX: "),
    "speaks another language": partial(trickling, b"SSH-2.0-OpenSSH\r\n"),
    "sends a broken certificate": partial(serving, file(FORGED)),
    "sends nothing": partial(serving, file(b"")),
    "answers 204": partial(serving, status(204)),
    "answers 206": partial(serving, status(206, CHAIN)),
    "answers 203": partial(serving, status(203, CHAIN)),
    "answers 304": partial(serving, status(304)),
}

REDIRECTS = {
    "to another path": "/echo.api/moved.pem",
    "to Amazon itself": URL,
    "to another host": "https://very.bad/echo.api/cert",
    "to a file": "file:///etc/hosts",
}


@pytest.mark.parametrize("server", [*REFUSED.values(), *BEYOND.values()], ids=[*REFUSED, *BEYOND])
def test_a_request_is_refused_when_amazons_address(make_alexa: MakeAlexa, server: Server) -> None:
    with server() as port:
        alexa = make_alexa(CertificateFetch(connect_to(port), SECONDS))

        began = time.monotonic()
        alexa.check_refused(alexa.says())

    assert time.monotonic() - began < 10 * SECONDS


def test_a_request_with_an_address_out_of_shape_is_refused_and_nothing_is_fetched(alexa: Alexa) -> None:
    alexa.check_refused(alexa.says(url="https:/s3.amazonaws.com:/echo.api"))

    assert alexa.site.asked == []


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("target", REDIRECTS.values(), ids=REDIRECTS)
def test_a_redirect_is_not_followed_anywhere(make_alexa: MakeAlexa, code: int, target: str) -> None:
    with serving(file(CHAIN), at="/echo.api/moved.pem", elsewhere=status(code, CHAIN, Location=target)) as port:
        alexa = make_alexa(CertificateFetch(connect_to(port), SECONDS))

        alexa.check_refused(alexa.says())


def test_a_request_is_refused_when_amazons_name_is_not_found(
    make_alexa: MakeAlexa, monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_found(*_: object, **__: object) -> Never:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", not_found)
    alexa = make_alexa(CertificateFetch(partial(HTTPSConnection, HOST), SECONDS))

    alexa.check_refused(alexa.says())


def test_a_certificate_that_is_served_as_it_should_be_is_taken(make_alexa: MakeAlexa) -> None:
    with serving(file(CHAIN)) as port:
        alexa = make_alexa(CertificateFetch(connect_to(port), SECONDS))

        alexa.check_answered(alexa.says())


@pytest.mark.parametrize(("name", "status_code"), [(HOST, 200), ("s3.example.com", 400)])
def test_only_a_server_that_proves_to_be_amazons_is_listened_to(
    make_alexa: MakeAlexa, tmp_path: Path, name: str, status_code: int
) -> None:
    server = leaf(MIDDLE, key=rsa_key("server"), names=[dns(name)])
    trust = ssl.create_default_context(cadata=ROOT.certificate.public_bytes(Encoding.PEM).decode())

    with serving(file(CHAIN), trust=server_context(tmp_path, server, MIDDLE)) as port:

        class ToLoopback(HTTPSConnection):
            def connect(self) -> None:
                self.sock = trust.wrap_socket(
                    socket.create_connection(("127.0.0.1", port), STEP), server_hostname=self.host
                )

        alexa = make_alexa(CertificateFetch(partial(ToLoopback, HOST), SECONDS))

        assert alexa.says().status_code == status_code


def test_a_certificate_is_fetched_once_and_then_known(alexa: Alexa) -> None:
    for _ in range(3):
        alexa.check_answered(alexa.says())
        alexa.now += timedelta(days=1)

    assert alexa.site.asked == [PATH]


def test_fifty_variants_of_an_address_are_one(alexa: Alexa) -> None:
    for number in range(50):
        alexa.check_answered(alexa.says(url=f"{URL}?x={number}"))

    assert alexa.site.asked == [PATH]


def test_what_is_known_is_bounded(alexa: Alexa) -> None:
    """The oldest goes: it is fetched again, when it is time for that."""
    names = [f"/echo.api/{number}.pem" for number in range(MOST_SIGNERS + 1)]
    alexa.site.files = dict.fromkeys(names, CHAIN)
    for name in names:
        alexa.check_answered(alexa.says(url=f"https://{HOST}{name}"))
    alexa.now += PAUSE

    for name in (names[-1], names[0]):
        alexa.check_answered(alexa.says(url=f"https://{HOST}{name}"))

    assert alexa.site.asked == [*names, names[0]]


def rotated(alexa: Alexa) -> Identity:
    """A new certificate, with a new key, where the old one was."""
    new = leaf(MIDDLE, key=rsa_key("new leaf"))
    alexa.site.files[PATH] = pem(new, MIDDLE)
    return new


def test_a_certificate_that_was_changed_is_found_without_a_restart(alexa: Alexa) -> None:
    alexa.check_answered(alexa.says())
    alexa.now += PAUSE
    new = rotated(alexa)

    alexa.check_answered(alexa.says(by=new))
    alexa.check_answered(alexa.says(by=new))

    assert alexa.site.asked == [PATH, PATH]


def test_what_the_old_key_signed_is_refused_after_the_change_was_seen(alexa: Alexa) -> None:
    alexa.check_answered(alexa.says())
    alexa.now += PAUSE
    alexa.check_answered(alexa.says(by=rotated(alexa)))

    assert alexa.says().status_code == 400


def test_a_forged_signature_is_refused_even_when_it_is_the_first_to_find_the_change(alexa: Alexa) -> None:
    alexa.check_answered(alexa.says())
    alexa.now += PAUSE
    rotated(alexa)

    assert alexa.says(by=leaf(MIDDLE, key=rsa_key("forger"))).status_code == 400
    assert alexa.says().status_code == 400
    assert alexa.site.asked == [PATH, PATH]


def test_forged_signatures_do_not_cause_a_fetch_each(alexa: Alexa) -> None:
    forger = leaf(MIDDLE, key=rsa_key("forger"))
    alexa.check_answered(alexa.says())
    alexa.now += PAUSE

    for _ in range(20):
        assert alexa.says(by=forger).status_code == 400

    assert alexa.site.asked == [PATH, PATH]


def test_forged_signatures_cost_the_right_ones_nothing_while_amazon_is_out_of_reach(alexa: Alexa) -> None:
    forger = leaf(MIDDLE, key=rsa_key("forger"))
    alexa.check_answered(alexa.says())
    alexa.now += PAUSE
    alexa.site.files.clear()

    assert alexa.says(by=forger).status_code == 400

    alexa.check_answered(alexa.says())


def test_a_fetch_that_failed_is_not_tried_again_at_once_but_soon(alexa: Alexa) -> None:
    alexa.site.files.clear()
    for _ in range(20):
        alexa.check_refused(alexa.says())
    assert alexa.site.asked == [PATH]

    alexa.site.files[PATH] = CHAIN
    alexa.now += PAUSE

    alexa.check_answered(alexa.says())


def test_a_clock_that_is_set_back_does_not_put_off_the_next_fetch(alexa: Alexa) -> None:
    alexa.site.files.clear()
    alexa.check_refused(alexa.says())
    alexa.site.files[PATH] = CHAIN

    alexa.now -= timedelta(hours=1)

    alexa.check_answered(alexa.says())


def test_an_address_does_not_answer_for_another(alexa: Alexa) -> None:
    other = leaf(MIDDLE, key=rsa_key("other leaf"))
    alexa.site.files["/echo.api/other.pem"] = pem(other, MIDDLE)
    alexa.check_answered(alexa.says())

    alexa.check_answered(alexa.says(url=f"https://{HOST}/echo.api/other.pem", by=other))

    assert alexa.says(by=other).status_code == 400


def test_the_log_says_why_a_certificate_could_not_be_had(make_alexa: MakeAlexa, caplog: Any) -> None:
    with closed() as port:
        make_alexa(CertificateFetch(connect_to(port), SECONDS)).says()

    assert caplog.messages == ["request refused: the certificate could not be fetched (ConnectionRefusedError)"]
