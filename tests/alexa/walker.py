"""Somebody who talks to the skill in raw requests, and a device that knows its time zone or does not."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any, Protocol

from tests.replies import check_reply

Json = dict[str, Any]

SKILL_ID = "amzn1.ask.skill.test"
MONDAY = datetime(2026, 1, 5, 13, tzinfo=UTC)
"""Eight in the morning in New York."""


class Skill(Protocol):
    """The skill, wherever it runs."""

    def handle(self, event: Json) -> Json: ...


@dataclass
class Walker:
    """Speaks in requests; the session's attributes are carried along as Alexa would."""

    skill: Skill
    api_endpoint: str
    now: datetime = MONDAY
    locale: str = "en-US"
    user: str = "amzn1.ask.account.ANNA"
    device: str = "kitchen"
    attributes: Json = field(default_factory=dict)
    requests: list[Json] = field(default_factory=list)

    def launch(self) -> Json:
        self.attributes = {}
        return self.send({"type": "LaunchRequest"}, new=True)

    def asks(self, intent: str, **slots: str) -> Json:
        """A one-shot: the first request of a session."""
        self.attributes = {}
        return self.send(intent_request(intent, slots), new=True)

    def says(self, intent: str, **slots: str) -> Json:
        """A request in the session that is open."""
        return self.send(intent_request(intent, slots), new=False)

    def waits(self, **length: float) -> None:
        self.now += timedelta(**length)

    def send(self, request: Json, *, new: bool) -> Json:
        number = len(self.requests)
        stamped = {"requestId": f"request {number}", "timestamp": self.now.isoformat(), "locale": self.locale} | request
        return self.post(self.envelope(stamped, new=new))

    def repeats(self) -> Json:
        """Alexa sends the last request once more."""
        return self.post(self.requests[-1])

    def post(self, envelope: Json) -> Json:
        self.requests.append(envelope)
        response = self.skill.handle(envelope)
        check_reply(response)
        self.attributes = response.get("sessionAttributes") or {}
        return response

    def envelope(self, request: Json, *, new: bool = True) -> Json:
        application = {"applicationId": SKILL_ID}
        user = {"userId": self.user}
        device = {"deviceId": self.device, "supportedInterfaces": {}}
        system = {
            "application": application,
            "user": user,
            "device": device,
            "apiEndpoint": self.api_endpoint,
            "apiAccessToken": "token",
        }
        session = {
            "new": new,
            "sessionId": "session",
            "application": application,
            "user": user,
            "attributes": self.attributes,
        }
        return {"version": "1.0", "session": session, "context": {"System": system}, "request": request}


def intent_request(intent: str, slots: Mapping[str, str]) -> Json:
    filled = {name: {"name": name, "value": value, "confirmationStatus": "NONE"} for name, value in slots.items()}
    return {"type": "IntentRequest", "intent": {"name": intent, "confirmationStatus": "NONE", "slots": filled}}


def speech(response: Json) -> str:
    """What is spoken, without its tags; empty when nothing is."""
    ssml: str = response["response"].get("outputSpeech", {}).get("ssml", "")
    return ssml.removeprefix("<speak>").removesuffix("</speak>")


def is_listening(response: Json) -> bool:
    return response["response"].get("shouldEndSession") is False


@dataclass
class DeviceSettings:
    """Alexa's device settings on loopback."""

    url: str
    zone: str | None = "America/New_York"
    """None: the walker has not set one."""
    status: int | None = None
    """What the service answers with, where that is not success."""
    asked: int = 0
    answers: Event = field(default_factory=Event)
    """While it is not set, the service hangs."""


@contextmanager
def running_device_settings() -> Iterator[DeviceSettings]:
    settings = DeviceSettings("")
    settings.answers.set()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            settings.asked += 1
            settings.answers.wait(30)
            self.send_response(settings.status or (200 if settings.zone else 204))
            self.end_headers()
            if settings.zone:
                self.wfile.write(json.dumps(settings.zone).encode())

        def log_message(self, format: str, *args: object) -> None:
            """Requests are counted, not printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    settings.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield settings
    finally:
        settings.answers.set()
        server.shutdown()
        server.server_close()
        thread.join()
