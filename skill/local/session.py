"""Alexa's side of a session: how long it waits for an answer, and what it does when none comes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Self

from skill.local.clock import read_instant, write_instant
from skill.local.saved_json import read_field, read_field_or_none

REPROMPT_AFTER = timedelta(seconds=8)
"""Silence after which Alexa says the reprompt, once."""

CLOSES_AFTER = timedelta(seconds=16)
"""Silence after which Alexa closes the session."""


@dataclass(frozen=True, slots=True)
class Session:
    """One conversation with the skill: the microphone is open for as long as it lasts."""

    id: str
    device: str
    """The name of the device that is listening."""
    attributes: Mapping[str, Any] = field(default_factory=dict)
    """What the skill asked to be given back with the next request."""
    asked_at: datetime | None = None
    """When the skill last spoke, in UTC; None while it is new."""
    reprompt: str | None = None
    """What is still to be said into a silence, as plain text."""

    @property
    def new(self) -> bool:
        """Whether the skill has yet to answer in it."""
        return self.asked_at is None

    def asked(self, at: datetime, attributes: Mapping[str, Any], reprompt: str | None) -> Self:
        """The session after the skill answered at `at` and waits for the walker."""
        return replace(self, attributes=attributes, asked_at=at, reprompt=reprompt)

    def reprompted(self) -> Self:
        """The session after its reprompt was said."""
        return replace(self, reprompt=None)

    @property
    def next_move_at(self) -> datetime:
        """When silence makes Alexa say the reprompt or, once that is said, close the session."""
        assert self.asked_at is not None, "a session waits only after an answer"
        return self.asked_at + (CLOSES_AFTER if self.reprompt is None else REPROMPT_AFTER)

    def to_json(self) -> dict[str, Any]:
        """As it is saved, between turns."""
        assert self.asked_at is not None, "a session is saved only after an answer"
        return {
            "id": self.id,
            "device": self.device,
            "attributes": dict(self.attributes),
            "asked_at": write_instant(self.asked_at),
            "reprompt": self.reprompt,
        }

    @classmethod
    def from_json(cls, saved: Mapping[str, Any]) -> Self:
        """As it was saved; raises KeyError, TypeError or Refused for anything else."""
        session = cls(id=read_field(saved, "id", str), device=read_field(saved, "device", str))
        return session.asked(
            read_instant(read_field(saved, "asked_at", str)),
            read_field(saved, "attributes", dict),
            read_field_or_none(saved, "reprompt", str),
        )
