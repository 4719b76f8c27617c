"""The requests that Alexa sends to the skill, as raw JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from skill.local.clock import write_instant
from skill.local.ear import Heard, HeardSlot
from skill.local.session import Session

Json = dict[str, Any]

SKILL_ID = "amzn1.ask.skill.00000000-0000-4000-8000-000000000000"
USER_ID = "amzn1.ask.account.COMPANION"
ACCESS_TOKEN = "companion"
"""What the skill has to show when it calls Alexa's own services."""

_BUILT_IN = "AMAZON."


def session_id(number: int) -> str:
    """The id of the session that the request of this number opened."""
    return f"amzn1.echo-api.session.{_uuid(number)}"


def device_id(device: str) -> str:
    """The id under which Alexa's services know a device."""
    return f"amzn1.ask.device.{device.upper()}"


@dataclass(frozen=True, slots=True)
class Envelope:
    """What every request says besides what was asked: its number and time, the session, the device."""

    number: int
    at: datetime
    locale: str
    session: Session
    api_endpoint: str
    """Where the skill finds Alexa's own services: "http://127.0.0.1:8000"."""

    def launch(self) -> Json:
        """The skill was opened by its bare name."""
        return self._sealed({"type": "LaunchRequest"})

    def intent(self, heard: Heard, slot_types: Mapping[str, str]) -> Json:
        """An intent was heard; `slot_types` names every slot it could have had, and its type."""
        slots = {name: _slot(name, type_, heard.slots.get(name)) for name, type_ in slot_types.items()}
        intent: Json = {"name": heard.intent, "confirmationStatus": "NONE"}
        return self._sealed({"type": "IntentRequest", "intent": intent | ({"slots": slots} if slots else {})})

    def session_ended(self, reason: str, error: Json | None = None) -> Json:
        """The session was closed, and not by the skill."""
        return self._sealed({"type": "SessionEndedRequest", "reason": reason} | ({"error": error} if error else {}))

    def _sealed(self, request: Json) -> Json:
        application = {"applicationId": SKILL_ID}
        user = {"userId": USER_ID}
        return {
            "version": "1.0",
            "session": {
                "new": self.session.new,
                "sessionId": self.session.id,
                "application": application,
                "attributes": dict(self.session.attributes),
                "user": user,
            },
            "context": {
                "System": {
                    "application": application,
                    "user": user,
                    "device": {"deviceId": device_id(self.session.device), "supportedInterfaces": {}},
                    "apiEndpoint": self.api_endpoint,
                    "apiAccessToken": ACCESS_TOKEN,
                }
            },
            "request": request
            | {
                "requestId": f"amzn1.echo-api.request.{_uuid(self.number)}",
                "timestamp": write_instant(self.at),
                "locale": self.locale,
            },
        }


def _slot(name: str, type_: str, heard: HeardSlot | None) -> Json:
    slot: Json = {"name": name, "confirmationStatus": "NONE"}
    if heard is None:
        return slot
    slot |= {"value": heard.value, "source": "USER"}
    if type_.startswith(_BUILT_IN):
        return slot
    return slot | {"resolutions": {"resolutionsPerAuthority": [_resolution(type_, heard)]}}


def _resolution(type_: str, heard: HeardSlot) -> Json:
    authority = f"amzn1.er-authority.echo-sdk.{SKILL_ID}.{type_}"
    if heard.id is None:
        return {"authority": authority, "status": {"code": "ER_SUCCESS_NO_MATCH"}}
    value = {"name": heard.name or heard.value, "id": heard.id}
    return {"authority": authority, "status": {"code": "ER_SUCCESS_MATCH"}, "values": [{"value": value}]}


def _uuid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"
