"""The signature: by Alexa's key, with SHA-256, over the very bytes that came."""

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS
from cryptography.hazmat.primitives.hashes import SHA1, SHA256, SHA512
from werkzeug.test import TestResponse

from skill.verification.verifier import SIGNATURE_HEADER, URL_HEADER
from tests.web.alexa import URL, Alexa, Case, Cases, headers, in_json, signature
from tests.web.authority import rsa_key

KEY = rsa_key("leaf")


def signed(body: bytes, with_signature: str, alexa: Alexa) -> TestResponse:
    return alexa.posts(body, [(URL_HEADER, URL), (SIGNATURE_HEADER, with_signature)])


def by_another_key(alexa: Alexa) -> TestResponse:
    body = in_json(alexa.event())
    return signed(body, signature(body, rsa_key("forger")), alexa)


def of_other_bytes(alexa: Alexa) -> TestResponse:
    body = in_json(alexa.event())
    return signed(body, signature(body + b" ", KEY), alexa)


def re_serialised(alexa: Alexa) -> TestResponse:
    event = alexa.event()
    return signed(in_json(event), signature(json.dumps(event, indent=1).encode(), KEY), alexa)


def sha1_only(alexa: Alexa) -> TestResponse:
    """The old header is there and right; what stands in the new one was made the old way."""
    body = in_json(alexa.event())
    old = signature(body, KEY, SHA1())
    return alexa.posts(body, [(URL_HEADER, URL), ("Signature", old), (SIGNATURE_HEADER, old)])


def old_header_only(alexa: Alexa) -> TestResponse:
    body = in_json(alexa.event())
    return alexa.posts(body, [(URL_HEADER, URL), ("Signature", signature(body, KEY, SHA1()))])


def sha512(alexa: Alexa) -> TestResponse:
    body = in_json(alexa.event())
    return signed(body, signature(body, KEY, SHA512()), alexa)


def other_padding(alexa: Alexa) -> TestResponse:
    body = in_json(alexa.event())
    made = KEY.sign(body, PSS(MGF1(SHA256()), PSS.MAX_LENGTH), SHA256())
    return signed(body, base64.b64encode(made).decode(), alexa)


def written(signature: str) -> Case:
    return lambda alexa: signed(in_json(alexa.event()), signature, alexa)


def with_something_between(alexa: Alexa) -> TestResponse:
    body = in_json(alexa.event())
    right = headers(body)[SIGNATURE_HEADER]
    return signed(body, f"{right[:8]} {right[8:]}", alexa)


def with_something_behind(alexa: Alexa) -> TestResponse:
    body = in_json(alexa.event())
    return signed(body, headers(body)[SIGNATURE_HEADER] + "=", alexa)


def with_spare_bits_set(alexa: Alexa) -> TestResponse:
    """Two bytes at the end of 256 leave four bits that say nothing: one signature, one spelling."""
    body = in_json(alexa.event())
    right = headers(body)[SIGNATURE_HEADER]
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    return signed(body, f"{right[:-3]}{alphabet[alphabet.index(right[-3]) + 1]}==", alexa)


def shortened(alexa: Alexa) -> TestResponse:
    body = in_json(alexa.event())
    made = base64.b64decode(headers(body)[SIGNATURE_HEADER])
    return signed(body, base64.b64encode(made[:-1]).decode(), alexa)


def saying(text: str) -> Case:
    def send(alexa: Alexa) -> TestResponse:
        event = alexa.event()
        event["request"]["intent"]["slots"]["said"] = {"name": "said", "value": text}
        return alexa.says(event)

    return send


def unknown_fields(alexa: Alexa) -> TestResponse:
    event = alexa.event(certificationParam={"x": [1, None]})
    event["certificationParam"] = "x"
    event["context"]["Tomorrow"] = {"x": 1.5}
    return alexa.says(event)


REFUSED: Cases = {
    "another key": by_another_key,
    "other bytes": of_other_bytes,
    "no base64": written("not base64!"),
    "SHA-1 only": sha1_only,
    "the body serialised anew": re_serialised,
}

BEYOND: Cases = {
    "SHA-1 in the old header alone": old_header_only,
    "SHA-512": sha512,
    "another padding": other_padding,
    "a byte missing": shortened,
    "a space between": with_something_between,
    "another = behind": with_something_behind,
    "spare bits set": with_spare_bits_set,
    "letters that are no ASCII": written("\xe9\xe9\xe9\xe9"),
    "nothing but padding": written("===="),
    "a few bytes": written("AAAA"),
    "eight thousand characters": written("A" * 8000),
}

PASSING: Cases = {
    "the raw bytes of characters of two and more bytes": saying("f\xfcr \u20ac5 \u6563\u6b69 \U0001f6b6"),
    "unknown fields such as certificationParam": unknown_fields,
}


@pytest.mark.parametrize("send", [*REFUSED.values(), *BEYOND.values()], ids=[*REFUSED, *BEYOND])
def test_a_request_is_refused_whose_signature_has(alexa: Alexa, send: Case) -> None:
    alexa.check_refused(send(alexa))


@pytest.mark.parametrize("send", PASSING.values(), ids=PASSING)
def test_a_request_passes_whose_signature_is_over(alexa: Alexa, send: Case) -> None:
    alexa.check_answered(send(alexa))
