"""From a file of certificates to the key that Alexa signs with: trusted, in force, and Alexa's own."""

import re
import warnings
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

import certifi
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509 import (
    Certificate,
    DNSName,
    ExtendedKeyUsage,
    KeyUsage,
    SubjectAlternativeName,
    load_pem_x509_certificate,
    load_pem_x509_certificates,
)
from cryptography.x509.oid import ExtendedKeyUsageOID
from cryptography.x509.verification import (
    Criticality,
    ExtensionPolicy,
    Policy,
    PolicyBuilder,
    Store,
    VerificationError,
)

from skill.verification.refused import Refused

NAME = "echo-api.amazon.com"
SHORTEST_RSA_KEY = 2048
"""Bits."""
MOST_CERTIFICATES = 10
"""In one file; Amazon's has four or five."""

_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)

Roots = Sequence[Certificate]
"""The certificates that are trusted without asking further."""


@dataclass(frozen=True, slots=True)
class Signer:
    """The key of a chain that was found good, for as long as every certificate of that chain is in force."""

    key: RSAPublicKey
    not_before: datetime
    not_after: datetime

    @classmethod
    def of_chain(cls, chain: Sequence[Certificate], key: RSAPublicKey) -> Self:
        return cls(
            key=key,
            not_before=max(certificate.not_valid_before_utc for certificate in chain),
            not_after=min(certificate.not_valid_after_utc for certificate in chain),
        )

    def is_in_force(self, now: datetime) -> bool:
        return self.not_before <= now <= self.not_after

    def signed(self, body: bytes, signature: bytes) -> bool:
        try:
            self.key.verify(signature, body, PKCS1v15(), SHA256())
        except InvalidSignature:
            return False
        return True


class TrustedChains:
    """Finds the signer in a file of certificates; what is not Alexa's, or is not in force, is refused."""

    def __init__(self, roots: Roots) -> None:
        self._store = Store(list(roots))

    def signer(self, pem: bytes, now: datetime) -> Signer:
        """The owner of the first certificate in `pem`; the others, in any order, lead from it to a root.

        Raises Refused.
        """
        leaf, *others = _certificates(pem)
        chain = self._chain(leaf, others, now)
        key = leaf.public_key()
        if len(chain) < 2:
            raise Refused("the certificate vouches for itself")
        if not isinstance(key, RSAPublicKey) or key.key_size < SHORTEST_RSA_KEY:
            raise Refused("the certificate's key is not of the kind that Alexa signs with")
        return Signer.of_chain(chain, key)

    def _chain(self, leaf: Certificate, others: Sequence[Certificate], now: datetime) -> Sequence[Certificate]:
        policy = (
            PolicyBuilder()
            .store(self._store)
            .time(now)
            .extension_policies(ca_policy=ExtensionPolicy.webpki_defaults_ca(), ee_policy=_alexas_own())
        )
        try:
            return policy.build_server_verifier(DNSName(NAME)).verify(leaf, list(others))
        except VerificationError:
            raise Refused("the certificate is not Alexa's, or not trusted, or not in force") from None


def public_roots() -> Roots:
    """The roots that browsers trust.

    cryptography warns that it will stop reading a few old ones, which number themselves zero against RFC 5280; the
    day it does, they must not cost the others.
    """
    roots = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        for pem in _PEM.findall(Path(certifi.where()).read_bytes()):
            with suppress(ValueError):
                roots.append(load_pem_x509_certificate(pem))
    return roots


def _certificates(pem: bytes) -> list[Certificate]:
    try:
        certificates = load_pem_x509_certificates(pem)
    except ValueError:
        raise Refused("there is no certificate at its address") from None
    if len(certificates) > MOST_CERTIFICATES:
        raise Refused("there are too many certificates at one address")
    return certificates


def _alexas_own() -> ExtensionPolicy:
    """Stricter than the web at large, which would take a wildcard, or a certificate that is silent about its use."""
    return (
        ExtensionPolicy.webpki_defaults_ee()
        .require_present(SubjectAlternativeName, Criticality.AGNOSTIC, _names_alexa)
        .require_present(KeyUsage, Criticality.AGNOSTIC, _may_sign)
        .require_present(ExtendedKeyUsage, Criticality.AGNOSTIC, _may_serve)
    )


def _names_alexa(_policy: Policy, _leaf: Certificate, names: SubjectAlternativeName) -> None:
    if NAME not in names.get_values_for_type(DNSName):
        raise ValueError("it does not name Alexa")


def _may_sign(_policy: Policy, _leaf: Certificate, usage: KeyUsage) -> None:
    if not usage.digital_signature:
        raise ValueError("its key is not for signatures")


def _may_serve(_policy: Policy, _leaf: Certificate, usage: ExtendedKeyUsage) -> None:
    if ExtendedKeyUsageOID.SERVER_AUTH not in usage:
        raise ValueError("its key is not for servers")
