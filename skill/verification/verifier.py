"""All that Alexa asks of a web service before it answers, the cheap first and what needs the network last."""

import base64
from collections.abc import Callable
from datetime import datetime

from skill.verification.body import check_body
from skill.verification.chain import Roots, Signer, TrustedChains
from skill.verification.fetching import Fetch
from skill.verification.refused import Refused
from skill.verification.signers import Signers
from skill.verification.signing_url import signing_path

URL_HEADER = "SignatureCertChainUrl"
SIGNATURE_HEADER = "Signature-256"

Clock = Callable[[], datetime]
"""Gives the present, aware and in UTC."""


class RequestVerifier:
    """Tells Alexa's requests for one skill from all others. May be used by many threads at once."""

    def __init__(self, skill_id: str, *, fetch: Fetch, roots: Roots, clock: Clock) -> None:
        self._skill_id = skill_id
        self._fetch = fetch
        self._chains = TrustedChains(roots)
        self._clock = clock
        self._signers = Signers(self._find)

    def verify(self, *, certificate_url: str, signature: str, read_body: Callable[[], bytes]) -> None:
        """Raises Refused unless Alexa signed the body, as it is, for this skill and just now.

        `certificate_url` and `signature` are the values of URL_HEADER and SIGNATURE_HEADER, empty where there is none.
        Of a header that was sent twice a web server gives both values with a comma between them; no address of
        Amazon's and no signature has a comma, so it is refused. The body is read only when the headers are as they
        should be: nobody else's is waited for.
        """
        path = signing_path(_present(certificate_url, URL_HEADER))
        decoded = _decoded(_present(signature, SIGNATURE_HEADER))
        body = read_body()
        now = self._clock()
        check_body(body, self._skill_id, now)
        signer = self._signers.signer(path, now)
        if not signer.signed(body, decoded) and not self._signed_anew(path, now, body, decoded, signer):
            raise Refused("the signature is not of this body")

    def _signed_anew(self, path: str, now: datetime, body: bytes, signature: bytes, old: Signer) -> bool:
        """Whether Amazon has put a new certificate where the old one was."""
        newest = self._signers.newest(path, now)
        return newest != old and newest.signed(body, signature)

    def _find(self, path: str, now: datetime) -> Signer:
        return self._chains.signer(self._fetch(path), now)


def _present(value: str, name: str) -> str:
    if not value:
        raise Refused(f"no {name}")
    return value


def _decoded(signature: str) -> bytes:
    try:
        decoded = base64.b64decode(signature, validate=True)
    except ValueError:
        decoded = b""
    if base64.b64encode(decoded).decode() != signature:
        raise Refused("the signature is not in base64")
    return decoded
