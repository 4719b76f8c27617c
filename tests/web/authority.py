"""Certificates for tests: a root, whoever it vouches for, and every way to get one wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ec import generate_private_key as generate_ec_key
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key as generate_rsa_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import (
    AuthorityKeyIdentifier,
    BasicConstraints,
    Certificate,
    CertificateBuilder,
    DNSName,
    ExtendedKeyUsage,
    GeneralName,
    KeyUsage,
    Name,
    NameAttribute,
    SubjectAlternativeName,
    SubjectKeyIdentifier,
    random_serial_number,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

NAME = "echo-api.amazon.com"
BEGINNING = datetime(2025, 12, 1, tzinfo=UTC)
END = datetime(2026, 12, 1, tzinfo=UTC)

Key = RSAPrivateKey | EllipticCurvePrivateKey


@cache
def rsa_key(owner: str, bits: int = 2048) -> RSAPrivateKey:
    """The key of `owner`, made once for the whole run."""
    return generate_rsa_key(65537, bits)


@cache
def ec_key(owner: str) -> EllipticCurvePrivateKey:
    return generate_ec_key(SECP256R1())


@dataclass(frozen=True)
class Identity:
    """A certificate and its key."""

    certificate: Certificate
    key: Key


def authority(name: str, by: Identity | None = None, beginning: datetime = BEGINNING, end: datetime = END) -> Identity:
    """A certificate that vouches for others; for itself, unless `by` somebody."""
    return _issued(name, rsa_key(name), by, beginning, end, is_authority=True)


def leaf(
    by: Identity | None,
    *,
    key: Key | None = None,
    names: Sequence[GeneralName] = (DNSName(NAME),),
    common_name: str = NAME,
    beginning: datetime = BEGINNING,
    end: datetime = END,
    signs: bool = True,
    uses: Sequence[ObjectIdentifier] = (ExtendedKeyUsageOID.SERVER_AUTH,),
    has_key_usage: bool = True,
) -> Identity:
    """A certificate such as Alexa's, but for what is asked for otherwise."""
    return _issued(
        common_name,
        key or rsa_key("leaf"),
        by,
        beginning,
        end,
        is_authority=False,
        names=names,
        signs=signs,
        uses=uses,
        has_key_usage=has_key_usage,
    )


def dns(name: str) -> DNSName:
    return DNSName(name)


def pem(*identities: Identity) -> bytes:
    return b"".join(identity.certificate.public_bytes(Encoding.PEM) for identity in identities)


def _issued(
    name: str,
    key: Key,
    by: Identity | None,
    beginning: datetime,
    end: datetime,
    *,
    is_authority: bool,
    names: Sequence[GeneralName] = (),
    signs: bool = True,
    uses: Sequence[ObjectIdentifier] = (),
    has_key_usage: bool = True,
) -> Identity:
    subject = Name([NameAttribute(NameOID.COMMON_NAME, name)])
    issuer_key = by.key if by else key
    builder = (
        CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by.certificate.subject if by else subject)
        .public_key(key.public_key())
        .serial_number(random_serial_number())
        .not_valid_before(beginning)
        .not_valid_after(end)
        .add_extension(BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    if has_key_usage:
        builder = builder.add_extension(_usage(is_authority, signs), critical=True)
    if names:
        builder = builder.add_extension(SubjectAlternativeName(names), critical=False)
    if uses:
        builder = builder.add_extension(ExtendedKeyUsage(uses), critical=False)
    return Identity(builder.sign(issuer_key, SHA256()), key)


def _usage(is_authority: bool, signs: bool) -> KeyUsage:
    return KeyUsage(
        digital_signature=signs,
        content_commitment=False,
        key_encipherment=not is_authority,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )
