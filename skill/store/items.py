"""How walks and profiles stand in the table: keys, attributes and their meaning, both ways.

    pk                    sk                       attributes
    hash of the user id   day#2026-11-22#home      b:<walk id> (a map), one for each walk of that local day; begun,
                                                   their number, by which two that begin at once learn of each other
    hash of the user id   profile#home             welcomed, asked, big_step, zone (a map each)

Both carry `schema` and `expires_at` (seconds since 1970, after which the item is not read and DynamoDB removes it).
"""

import hashlib
import logging
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from skill.domain.calendar import is_zone
from skill.domain.diary import DeviceZone, Diary, Profile, Said, in_order
from skill.domain.walk import MINUTE, Known, Walk, WalkState

Item = Mapping[str, Any]

SCHEMA = 1
HOME = "home"
PROFILE_KEY = f"profile#{HOME}"
AFTER_ALL_PROFILES = "profile#~"
BOUT = "b:"
BEGUN = "begun"
WALKING = "walking"

_DAY_KEY = re.compile(rf"day#\d{{4}}-\d\d-\d\d#{HOME}")

Value = TypeVar("Value")

log = logging.getLogger(__name__)


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
    """The diary that a query's items tell.

    What has expired by `now` is not read. A record that makes no sense, or that a newer version wrote, is passed over
    and logged by its kind: one of them must not cost a walker all the others.
    """
    seconds = now.timestamp()
    alive = [item for item in items if item.get("expires_at", seconds + 1) > seconds]
    days = [item for item in alive if _DAY_KEY.fullmatch(item["sk"])]
    walks = [
        walk
        for day in days
        for name, record in day.items()
        if name.startswith(BOUT) and (walk := _read(_walk, name.removeprefix(BOUT), record))
    ]
    begun = {date.fromisoformat(day["sk"][4:14]): _read(int, day.get(BEGUN, 0)) or 0 for day in days}
    profile = next((item for item in alive if item["sk"] == PROFILE_KEY), {})
    return Diary(walks=in_order(walks), profile=_profile(profile), begun=begun)


def bout_record(walk: Walk) -> dict[str, Any]:
    record = {
        "activity": WALKING,
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
        zone = profile.zone
        record["zone"] = {"name": zone.name, "device": zone.device, "at": zone.at.isoformat()}
    return record


def _read(reader: Callable[..., Value | None], *stored: Any) -> Value | None:
    """What `reader` makes of something stored; None where that makes no sense."""
    try:
        return reader(*stored)
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError) as error:
        log.warning("a record is passed over: %s", type(error).__name__)
        return None


def _walk(walk_id: str, record: Item) -> Walk | None:
    """None for a bout of another activity."""
    if record["activity"] != WALKING:
        return None
    if not is_zone(record["zone"]):
        raise ValueError("no such zone")
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
    return Profile(
        welcomed=_read(_said, item.get("welcomed")),
        asked=_read(_said, item.get("asked")),
        big_step=_read(_said, item.get("big_step")),
        zone=_read(_device_zone, item.get("zone")),
    )


def _said(record: Item | None) -> Said | None:
    return Said(at=_moment(record["at"]), turn=record["turn"]) if record else None


def _device_zone(record: Item | None) -> DeviceZone | None:
    if not record or not is_zone(record["name"]):
        return None
    return DeviceZone(name=record["name"], device=record["device"], at=_moment(record["at"]))


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
