"""How walks and profiles stand in the table: keys, attributes and their meaning, both ways.

    pk                    sk                       attributes
    hash of the user id   day#2026-11-22#home      b:<walk id> (a map), one for each walk of that local day
    hash of the user id   profile#home             welcomed, asked, big_step, zone (a map each)

Both carry `schema` and `expires_at` (seconds since 1970, after which the item is not read and DynamoDB removes it).
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from skill.domain.diary import DeviceZone, Diary, Profile, Said, in_order
from skill.domain.walk import MINUTE, Known, Walk, WalkState

Item = Mapping[str, Any]

SCHEMA = 1
HOME = "home"
PROFILE_KEY = f"profile#{HOME}"
AFTER_ALL_PROFILES = "profile#~"
BOUT = "b:"


def partition(user_id: str) -> str:
    """The partition key of a household: the table does not hold the user id itself."""
    return hashlib.sha256(user_id.encode()).hexdigest()


def day_key(day: date) -> str:
    return f"day#{day.isoformat()}#{HOME}"


def first_key(day: date) -> str:
    """Where a query begins that wants the days from `day` on."""
    return f"day#{day.isoformat()}"


def bout_attribute(walk: Walk) -> str:
    return f"{BOUT}{walk.id}"


def expiry(written: datetime, retention: timedelta) -> int:
    """Seconds since 1970 at which an item written at `written` is dropped."""
    return int((written + retention).timestamp())


def diary_of(items: Iterable[Item], now: datetime) -> Diary:
    """The diary that a query's items tell; what has expired by `now` is not read."""
    alive = [item for item in items if item.get("expires_at", now.timestamp() + 1) > now.timestamp()]
    walks = [
        _walk(name.removeprefix(BOUT), record)
        for item in alive
        for name, record in item.items()
        if name.startswith(BOUT)
    ]
    profile = next((item for item in alive if item["sk"] == PROFILE_KEY), {})
    return Diary(walks=in_order(walks), profile=_profile(profile))


def bout_record(walk: Walk) -> dict[str, Any]:
    record = {
        "activity": "walking",
        "state": walk.state.value,
        "known": walk.known.value,
        "started_at": walk.started_at.isoformat(),
        "zone": walk.zone,
        "planned": walk.planned // MINUTE,
        "minutes": walk.minutes,
        "revision": walk.revision,
        "turns": list(walk.turns),
    }
    if walk.recorded_at is not None:
        record["recorded_at"] = walk.recorded_at.isoformat()
    return record


def profile_record(profile: Profile) -> dict[str, Any]:
    """The attributes of the fields that are not None."""
    said = {"welcomed": profile.welcomed, "asked": profile.asked, "big_step": profile.big_step}
    record: dict[str, Any] = {
        name: {"at": value.at.isoformat(), "turn": value.turn} for name, value in said.items() if value is not None
    }
    if profile.zone is not None:
        record["zone"] = {"name": profile.zone.name, "device": profile.zone.device}
    return record


def _walk(walk_id: str, record: Item) -> Walk:
    recorded_at = record.get("recorded_at")
    return Walk(
        id=walk_id,
        started_at=_moment(record["started_at"]),
        zone=record["zone"],
        planned=int(record["planned"]) * MINUTE,
        state=WalkState(record["state"]),
        minutes=int(record["minutes"]),
        known=Known(record["known"]),
        recorded_at=_moment(recorded_at) if recorded_at else None,
        revision=int(record["revision"]),
        turns=tuple(record["turns"]),
    )


def _profile(item: Item) -> Profile:
    zone = item.get("zone")
    return Profile(
        welcomed=_said(item.get("welcomed")),
        asked=_said(item.get("asked")),
        big_step=_said(item.get("big_step")),
        zone=DeviceZone(name=zone["name"], device=zone["device"]) if zone else None,
    )


def _said(record: Item | None) -> Said | None:
    return Said(at=_moment(record["at"]), turn=record["turn"]) if record else None


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
