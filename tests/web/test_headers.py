"""The two headers that a signed request has: each there, once, and not empty."""

import pytest
from werkzeug.test import TestResponse

from skill.verification.verifier import SIGNATURE_HEADER, URL_HEADER
from tests.web.alexa import URL, Alexa, Case, Cases, headers, in_json, signature
from tests.web.authority import rsa_key


def without(name: str) -> Case:
    def send(alexa: Alexa) -> TestResponse:
        body = in_json(alexa.event())
        return alexa.posts(body, [(each, value) for each, value in headers(body).items() if each != name])

    return send


def empty(name: str) -> Case:
    def send(alexa: Alexa) -> TestResponse:
        body = in_json(alexa.event())
        return alexa.posts(body, (headers(body) | {name: ""}).items())

    return send


def two_addresses(alexa: Alexa) -> TestResponse:
    body = in_json(alexa.event())
    return alexa.posts(body, [*headers(body).items(), (URL_HEADER, "https://s3.amazonaws.com/echo.api/other.pem")])


def two_signatures(alexa: Alexa) -> TestResponse:
    body = in_json(alexa.event())
    return alexa.posts(body, [*headers(body).items(), (SIGNATURE_HEADER, signature(body, rsa_key("forger")))])


def the_same_address_twice(alexa: Alexa) -> TestResponse:
    body = in_json(alexa.event())
    return alexa.posts(body, [*headers(body).items(), (URL_HEADER, URL)])


def the_same_signature_twice(alexa: Alexa) -> TestResponse:
    body = in_json(alexa.event())
    return alexa.posts(body, [*headers(body).items(), (SIGNATURE_HEADER, headers(body)[SIGNATURE_HEADER])])


def address_hidden_in_a_query(alexa: Alexa) -> TestResponse:
    """The comma that joins two headers must not end up in the first one's query."""
    body = in_json(alexa.event())
    twice = [(URL_HEADER, f"{URL}?x="), (URL_HEADER, "https://very.bad/"), *headers(body).items()]
    return alexa.posts(body, [each for each in twice if each != (URL_HEADER, URL)])


def in_letters(change: str) -> Case:
    def send(alexa: Alexa) -> TestResponse:
        body = in_json(alexa.event())
        return alexa.posts(body, [(getattr(name, change)(), value) for name, value in headers(body).items()])

    return send


REFUSED: Cases = {
    "no SignatureCertChainUrl": without(URL_HEADER),
    "no Signature-256": without(SIGNATURE_HEADER),
    "an empty SignatureCertChainUrl": empty(URL_HEADER),
    "an empty Signature-256": empty(SIGNATURE_HEADER),
    "SignatureCertChainUrl sent twice with different values": two_addresses,
    "Signature-256 sent twice with different values": two_signatures,
}

PASSING: Cases = {
    "names in small letters": in_letters("lower"),
    "names in capitals": in_letters("upper"),
}

BEYOND: Cases = {
    "SignatureCertChainUrl sent twice with the same value": the_same_address_twice,
    "Signature-256 sent twice with the same value": the_same_signature_twice,
    "a second address that could be read as the query of the first": address_hidden_in_a_query,
}


@pytest.mark.parametrize("send", [*REFUSED.values(), *BEYOND.values()], ids=[*REFUSED, *BEYOND])
def test_a_request_is_refused_with(alexa: Alexa, send: Case) -> None:
    alexa.check_refused(send(alexa))

    assert alexa.site.asked == []


@pytest.mark.parametrize("send", PASSING.values(), ids=PASSING)
def test_a_request_passes_with(alexa: Alexa, send: Case) -> None:
    alexa.check_answered(send(alexa))
