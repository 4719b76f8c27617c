"""What the emulated Alexa remembers between turns."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, Self

from skill.local.clock import read_instant, write_instant
from skill.local.faults import Refused
from skill.local.saved_json import read_field, read_field_or_none
from skill.local.session import Session

Json = dict[str, Any]

TIME_ZONE = "America/New_York"
LOCALE = "en-US"
LOCALES = ("en-US", "en-GB", "en-CA", "en-AU", "en-IN")
"""The languages of the one interaction model there is."""

_MOST_EXCHANGES = 200


@dataclass(frozen=True, slots=True)
class AlexaState:
    """Alexa's side of everything, at one moment of the companion's clock."""

    clock: datetime
    """Aware, in UTC."""
    time_zone: str | None = TIME_ZONE
    """The device's; None when its owner never set one."""
    locale: str = LOCALE
    requests: int = 0
    """How many requests were sent so far: ids are numbered by it, so that a conversation replays exactly."""
    session: Session | None = None
    """The one that is open: the household holds one conversation at a time, at one device."""
    exchanges: tuple[Json, ...] = ()
    """The conversation so far, newest last."""

    def with_exchange(self, exchange: Json) -> Self:
        """The state after one more exchange; the oldest are forgotten."""
        return replace(self, exchanges=(*self.exchanges, exchange)[-_MOST_EXCHANGES:])

    def with_events(self, events: list[Json]) -> Self:
        """The state after Alexa did something by itself, told with the exchange it followed."""
        if not (events and self.exchanges):
            return self
        latest = self.exchanges[-1]
        followed = latest | {"events": [*latest.get("events", ()), *events]}
        return replace(self, exchanges=(*self.exchanges[:-1], followed))

    def to_json(self) -> Json:
        """As it is saved, between turns."""
        return {
            "clock": write_instant(self.clock),
            "time_zone": self.time_zone,
            "locale": self.locale,
            "requests": self.requests,
            "session": self.session and self.session.to_json(),
            "exchanges": list(self.exchanges),
        }

    @classmethod
    def from_json(cls, saved: Mapping[str, Any]) -> Self:
        """As it was saved; raises KeyError, TypeError or Refused for anything else."""
        session = read_field_or_none(saved, "session", dict)
        return cls(
            clock=read_instant(read_field(saved, "clock", str)),
            time_zone=checked_zone(read_field_or_none(saved, "time_zone", str)),
            locale=checked_locale(read_field(saved, "locale", str)),
            requests=read_field(saved, "requests", int),
            session=None if session is None else Session.from_json(session),
            exchanges=tuple(_checked_exchange(exchange) for exchange in read_field(saved, "exchanges", list)),
        )


def checked_zone(name: str | None) -> str | None:
    """`name` itself when every machine has such a time zone, or None; raises Refused for any other."""
    if name is not None and name not in _time_zones():
        raise Refused(f'There is no time zone "{name}". Send a name such as "Europe/Berlin", or null.')
    return name


def checked_locale(locale: str) -> str:
    """`locale` itself when the interaction model serves it; raises Refused for any other."""
    if locale not in LOCALES:
        raise Refused(f'The skill does not speak "{locale}". Send one of {", ".join(LOCALES)}.')
    return locale


@cache
def _time_zones() -> frozenset[str]:
    """The names in tzdata: a machine may have others, such as "localtime", which mean nothing elsewhere."""
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())


def _checked_exchange(exchange: Json) -> Json:
    """`exchange` itself when it is one; raises KeyError or TypeError for anything else."""
    for name in ("at", "said", "spoken"):
        read_field(exchange, name, str)
    read_field(exchange, "listening", bool)
    read_field_or_none(exchange, "heard", dict)
    for event in read_field(exchange, "events", list) if "events" in exchange else ():
        read_field(event, "at", str)
        read_field(event, "kind", str)
    return exchange
