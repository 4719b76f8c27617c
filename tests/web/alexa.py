"""Alexa as a web service meets her: requests that are signed, and certificates at an address of Amazon's."""

import base64
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256, HashAlgorithm
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from skill.verification.refused import Refused
from skill.verification.verifier import SIGNATURE_HEADER, URL_HEADER
from tests.alexa.walker import MONDAY, SKILL_ID, Json, intent_request
from tests.web.authority import Identity, authority, leaf, pem

PATH = "/echo.api/echo-api-cert-1.pem"
URL = f"https://s3.amazonaws.com{PATH}"

ROOT = authority("root")
MIDDLE = authority("middle", ROOT)
LEAF = leaf(MIDDLE)
CHAIN = pem(LEAF, MIDDLE)


@dataclass
class Site:
    """What lies at Amazon's address, and what was asked for there."""

    files: dict[str, bytes] = field(default_factory=lambda: {PATH: CHAIN})
    asked: list[str] = field(default_factory=list)

    def fetch(self, path: str) -> bytes:
        self.asked.append(path)
        if path not in self.files:
            raise Refused("nothing there")
        return self.files[path]


@dataclass
class Alexa:
    """Sends a web service what a walker says: a walk of fifteen minutes is to start, unless told otherwise."""

    service: FlaskClient
    api_endpoint: str
    stored: Callable[[], int]
    """How many items the table holds."""
    site: Site = field(default_factory=Site)
    now: datetime = MONDAY
    dispatched: list[Any] = field(default_factory=list)
    """Every request that got as far as the skill."""
    sent: int = 0

    def event(self, *, age: timedelta = timedelta(), **request: Any) -> Json:
        """A request; what is given goes into its inner part, and None leaves out."""
        self.sent += 1
        sound = {
            "requestId": f"request {self.sent}",
            "timestamp": (self.now - age).isoformat(),
            "locale": "en-US",
            **intent_request("StartWalkIntent", {"length": "PT15M"}),
        }
        application = {"applicationId": SKILL_ID}
        user = {"userId": "amzn1.ask.account.ANNA"}
        return {
            "version": "1.0",
            "session": {"new": True, "sessionId": "session", "application": dict(application), "user": user},
            "context": {
                "System": {
                    "application": dict(application),
                    "user": user,
                    "device": {"deviceId": "kitchen", "supportedInterfaces": {}},
                    "apiEndpoint": self.api_endpoint,
                    "apiAccessToken": "token",
                }
            },
            "request": {name: value for name, value in (sound | request).items() if value is not None},
        }

    def says(self, event: Any = None, *, url: str = URL, by: Identity = LEAF) -> TestResponse:
        """Sends an event, signed as it should be."""
        body = in_json(event or self.event())
        return self.posts(body, headers(body, url=url, by=by).items())

    def posts(self, body: bytes, headers: Iterable[tuple[str, str]]) -> TestResponse:
        return self.service.post("/alexa", data=body, headers=list(headers), content_type="application/json")

    def check_refused(self, response: TestResponse) -> None:
        """Refused, in few plain words, before the skill or the table heard of it."""
        assert response.status_code == 400
        assert response.text == "This request was refused.\n"
        assert response.content_type == "text/plain; charset=utf-8"
        assert self.dispatched == []
        assert self.stored() == 0

    def check_answered(self, response: TestResponse) -> None:
        """Something was said, and the walk was saved."""
        assert response.status_code == 200
        assert response.content_type == "application/json;charset=UTF-8"
        assert "<speak>" in response.get_json()["response"]["outputSpeech"]["ssml"]
        assert self.stored() > 0


Case = Callable[[Alexa], TestResponse]
Cases = Mapping[str, Case]
"""By name: each sends what it is about."""


def in_json(event: Any) -> bytes:
    return json.dumps(event, ensure_ascii=False).encode()


def signature(body: bytes, key: RSAPrivateKey, algorithm: HashAlgorithm | None = None) -> str:
    return base64.b64encode(key.sign(body, PKCS1v15(), algorithm or SHA256())).decode()


def headers(body: bytes, *, url: str = URL, by: Identity = LEAF) -> dict[str, str]:
    """The headers of `body`, as Alexa would send them."""
    assert isinstance(by.key, RSAPrivateKey)
    return {URL_HEADER: url, SIGNATURE_HEADER: signature(body, by.key)}
