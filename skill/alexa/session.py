"""What has to be remembered between two turns of one session; it travels in Alexa's session attributes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from skill.domain.calendar import is_zone

About = Mapping[str, str | int]

MOST_MISSES = 10
"""In a row: a session ends long before."""
LARGEST_DETAIL = 1_000_000
"""Of a question: no number of minutes comes near it."""

_SPEAKABLE = re.compile(r"(?:[^<>&\x00-\x1f\ud800-\udfff\ufffe\uffff]|&(?:amp|lt|gt);){0,4000}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that the walker has heard, so that an answer finds its way back."""

    name: str
    text: str
    """As it was said: SSML without the outer tag."""
    about: About = field(default_factory=dict)
    """What the question was about, such as the id of a walk."""


@dataclass(slots=True)
class Session:
    """One session, from the launch or the first request to its end."""

    asked: Asked | None = None
    started: str = ""
    """The id of a walk that a launch began and nobody has confirmed yet."""
    zone: str = ""
    """The IANA time zone that the device gave in this session."""
    misses: int = 0
    """How often in a row the walker was not understood."""
    said: str = ""
    """The last reply without its question, for "repeat": SSML without the outer tag."""

    @classmethod
    def from_attributes(cls, attributes: Any) -> "Session":
        """Reads what `to_attributes` wrote; anything else in there is as if it had never been said."""
        known = attributes if isinstance(attributes, Mapping) else {}
        return cls(
            asked=_asked(known.get("asked")),
            started=_text(known.get("started")),
            zone=_zone(known.get("zone")),
            misses=_number(known.get("misses"), MOST_MISSES) or 0,
            said=_speech(known.get("said")),
        )

    def to_attributes(self) -> dict[str, Any]:
        """Only what differs from a fresh session."""
        attributes: dict[str, Any] = {
            name: value for name in ("started", "zone", "misses", "said") if (value := getattr(self, name))
        }
        if self.asked:
            attributes["asked"] = {
                "name": self.asked.name,
                "text": self.asked.text,
                "about": dict(self.asked.about),
            }
        return attributes


def _asked(value: Any) -> Asked | None:
    if not isinstance(value, Mapping) or not isinstance(value.get("about"), Mapping):
        return None
    about = {str(name): detail for name, told in value["about"].items() if (detail := _detail(told)) is not None}
    text = _speech(value.get("text"))
    return Asked(name=_text(value.get("name")), text=text, about=about) if text else None


def _detail(value: Any) -> str | int | None:
    return value if isinstance(value, str) else _number(value, LARGEST_DETAIL)


def _number(value: Any, largest: int) -> int | None:
    return value if type(value) is int and 0 <= value <= largest else None


def _zone(value: Any) -> str:
    zone = _text(value)
    return zone if zone and is_zone(zone) else ""


def _speech(value: Any) -> str:
    """Only what stands in SSML as it is: our own words, which hold no tags."""
    speech = _text(value)
    return speech if _SPEAKABLE.fullmatch(speech) else ""


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
