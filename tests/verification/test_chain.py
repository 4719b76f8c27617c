"""Whom the service trusts when nobody tells it otherwise."""

import pytest

from skill.verification.chain import TrustedChains, public_roots
from skill.verification.refused import Refused
from tests.alexa.walker import MONDAY
from tests.web.alexa import CHAIN
from tests.web.authority import leaf, pem


def test_amazons_own_roots_are_trusted() -> None:
    names = [root.subject.rfc4514_string() for root in public_roots()]

    assert [name for name in names if name.startswith("CN=Amazon Root CA 1,")]
    assert [name for name in names if name.startswith("CN=Starfield Services Root Certificate Authority - G2,")]


def test_an_authority_of_ones_own_is_not_trusted() -> None:
    with pytest.raises(Refused, match="not trusted"):
        TrustedChains(public_roots()).signer(CHAIN, MONDAY)


def test_a_certificate_that_is_trusted_itself_does_not_vouch_for_itself() -> None:
    """The right name and use, and in the store: a chain of one all the same."""
    alone = leaf(None)

    with pytest.raises(Refused):
        TrustedChains([alone.certificate]).signer(pem(alone), MONDAY)
