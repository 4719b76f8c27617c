"""The certificates: from Alexa's own to a root that is trusted, in force, and with Alexa's name where it belongs."""

from datetime import timedelta

import pytest
from cryptography.x509 import DNSName, OtherName, RFC822Name, UniformResourceIdentifier
from cryptography.x509.oid import ExtendedKeyUsageOID, ObjectIdentifier
from werkzeug.test import TestResponse

from tests.alexa.walker import MONDAY
from tests.web.alexa import LEAF, MIDDLE, PATH, ROOT, Alexa, Case, Cases
from tests.web.authority import NAME, Identity, authority, ec_key, leaf, pem, rsa_key

HOUR = timedelta(hours=1)

STRANGER = authority("stranger")
SECOND_MIDDLE = authority("second middle", MIDDLE)


def chain(first: Identity, *others: Identity, by: Identity | None = None) -> Case:
    """The certificates at Amazon's address; the first one's key signs, unless `by` another."""

    def send(alexa: Alexa) -> TestResponse:
        alexa.site.files[PATH] = pem(first, *others)
        return alexa.says(by=by or first)

    return send


def ec_leaf(alexa: Alexa) -> TestResponse:
    """A key of another kind cannot even be asked about an RSA signature."""
    alexa.site.files[PATH] = pem(leaf(MIDDLE, key=ec_key("leaf")), MIDDLE)
    return alexa.says()


REFUSED: Cases = {
    "Alexa's own alone": chain(LEAF),
    "the middle one removed": chain(leaf(SECOND_MIDDLE), SECOND_MIDDLE),
    "a root that nobody trusts": chain(leaf(STRANGER), STRANGER),
    "one that vouches for itself under the right name": chain(leaf(None)),
    "one that is not yet valid": chain(leaf(MIDDLE, beginning=MONDAY + HOUR), MIDDLE),
    "one that has expired": chain(leaf(MIDDLE, end=MONDAY - HOUR), MIDDLE),
    "a key that is not for signatures": chain(leaf(MIDDLE, signs=False), MIDDLE),
    "the middle one first": chain(MIDDLE, LEAF, by=LEAF),
}

BEYOND: Cases = {
    "a middle one that has expired": chain(leaf(MIDDLE), authority("middle", ROOT, end=MONDAY - HOUR)),
    "a middle one that may not vouch for others": chain(leaf(LEAF, key=rsa_key("lower")), LEAF, MIDDLE),
    "a middle one of the right name and another key": chain(
        leaf(Identity(authority("middle", STRANGER).certificate, rsa_key("forger"))), MIDDLE
    ),
    "an authority's, as Alexa's own": chain(authority(NAME, ROOT)),
    "no word about what the key is for": chain(leaf(MIDDLE, has_key_usage=False), MIDDLE),
    "no word about whom it serves": chain(leaf(MIDDLE, uses=()), MIDDLE),
    "a key for clients only": chain(leaf(MIDDLE, uses=(ExtendedKeyUsageOID.CLIENT_AUTH,)), MIDDLE),
    "a key for any purpose": chain(leaf(MIDDLE, uses=(ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,)), MIDDLE),
    "a short key": chain(leaf(MIDDLE, key=rsa_key("short", 1024)), MIDDLE),
    "a key on a curve": ec_leaf,
    "more certificates than anybody needs": chain(LEAF, MIDDLE, *[STRANGER] * 9),
}

PASSING: Cases = {
    "Alexa's own, the middle one, a trusted root": chain(LEAF, MIDDLE, ROOT),
    "more certificates, in any order": chain(leaf(SECOND_MIDDLE), STRANGER, MIDDLE, SECOND_MIDDLE),
}

REFUSED_NAMES: Cases = {
    "another": chain(leaf(MIDDLE, names=[DNSName("echo-api.example.com")]), MIDDLE),
    "none": chain(leaf(MIDDLE, names=[], common_name="nobody"), MIDDLE),
    "the right one in the CN alone": chain(leaf(MIDDLE, names=[]), MIDDLE),
    "the right one as a URL": chain(leaf(MIDDLE, names=[UniformResourceIdentifier(f"https://{NAME}")]), MIDDLE),
    "*.amazon.com alone": chain(leaf(MIDDLE, names=[DNSName("*.amazon.com")]), MIDDLE),
}

NAMES_BEYOND: Cases = {
    "the right one as a URL without a scheme": chain(leaf(MIDDLE, names=[UniformResourceIdentifier(NAME)]), MIDDLE),
    "the right one as an e-mail address": chain(leaf(MIDDLE, names=[RFC822Name(NAME)]), MIDDLE),
    "the right one as something else": chain(
        leaf(MIDDLE, names=[OtherName(ObjectIdentifier("1.2.3"), b"\x0c\x13" + NAME.encode())]), MIDDLE
    ),
    "one that ends alike": chain(leaf(MIDDLE, names=[DNSName(f"x{NAME}")]), MIDDLE),
    "one that begins alike": chain(leaf(MIDDLE, names=[DNSName(f"{NAME}.evil.example")]), MIDDLE),
    "a host below it": chain(leaf(MIDDLE, names=[DNSName(f"x.{NAME}")]), MIDDLE),
}

NAMES_THAT_PASS: Cases = {
    "the right one among others": chain(leaf(MIDDLE, names=[DNSName("x.example"), DNSName(NAME)]), MIDDLE),
}


@pytest.mark.parametrize("send", [*REFUSED.values(), *BEYOND.values()], ids=[*REFUSED, *BEYOND])
def test_a_request_is_refused_whose_chain_has(alexa: Alexa, send: Case) -> None:
    alexa.check_refused(send(alexa))

    assert alexa.site.asked == [PATH]


@pytest.mark.parametrize("send", PASSING.values(), ids=PASSING)
def test_a_request_passes_whose_chain_has(alexa: Alexa, send: Case) -> None:
    alexa.check_answered(send(alexa))


@pytest.mark.parametrize("send", [*REFUSED_NAMES.values(), *NAMES_BEYOND.values()], ids=[*REFUSED_NAMES, *NAMES_BEYOND])
def test_a_request_is_refused_whose_certificate_names(alexa: Alexa, send: Case) -> None:
    alexa.check_refused(send(alexa))

    assert alexa.site.asked == [PATH]


@pytest.mark.parametrize("send", NAMES_THAT_PASS.values(), ids=NAMES_THAT_PASS)
def test_a_request_passes_whose_certificate_names(alexa: Alexa, send: Case) -> None:
    alexa.check_answered(send(alexa))


@pytest.mark.parametrize(
    "certificates",
    [(leaf(MIDDLE, end=MONDAY + HOUR), MIDDLE), (LEAF, authority("middle", ROOT, end=MONDAY + HOUR))],
    ids=["Alexa's own", "the middle one"],
)
def test_a_certificate_that_expires_while_it_is_kept_is_refused_from_then_on(
    alexa: Alexa, certificates: tuple[Identity, ...]
) -> None:
    alexa.site.files[PATH] = pem(*certificates)
    alexa.check_answered(alexa.says())

    alexa.now += HOUR + timedelta(seconds=1)

    assert alexa.says().status_code == 400
    assert len(alexa.dispatched) == 1


def test_a_certificate_that_is_kept_is_refused_when_the_clock_is_set_back_before_its_beginning(alexa: Alexa) -> None:
    alexa.site.files[PATH] = pem(leaf(MIDDLE, beginning=MONDAY), MIDDLE)
    alexa.check_answered(alexa.says())

    alexa.now -= HOUR

    assert alexa.says().status_code == 400


def test_a_root_is_not_trusted_after_its_own_end(alexa: Alexa) -> None:
    alexa.now = ROOT.certificate.not_valid_after_utc + timedelta(seconds=1)

    alexa.check_refused(alexa.says())
