"""Diaries to measure with: a ten-minute walk on every day before the Monday on which everything happens."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from boto3.dynamodb.types import TypeSerializer

from bench.stand import OUR_TABLE, PEER_TABLE, Stand
from skill.domain.diary import DeviceZone, Diary, Profile, Said
from skill.domain.walk import MINUTE, Walk, begin
from skill.settings import DEFAULT_RETENTION_DAYS
from skill.store.deadline import Deadline
from skill.store.dynamodb import DynamoDiaries
from tests.alexa.walker import MONDAY

DAY = timedelta(days=1)
FIVE_WEEKS = 35
TEN_YEARS = 3652
ZONE = "America/New_York"
DEVICE = "kitchen"

SECONDS_TO_FILL = 600


def daily_walks(days: int) -> list[datetime]:
    """When the walks of so many days began, the oldest first."""
    return [MONDAY - ago * DAY for ago in range(days, 0, -1)]


def fill_ours(stand: Stand, user: str, starts: Sequence[datetime]) -> None:
    """Walk by walk, through the skill's own store; the walker was welcomed and the zone of the device is known."""
    diaries = DynamoDiaries(stand.client, OUR_TABLE, DEFAULT_RETENTION_DAYS * DAY)
    deadline = Deadline.after(SECONDS_TO_FILL)
    known = Profile(welcomed=Said(starts[0], "welcome"), zone=DeviceZone(ZONE, DEVICE, starts[-1]))
    diaries.note(user, known, starts[-1], deadline)
    for start in starts:
        walk = begin(turn=f"{start:%Y%m%d}", at=start, zone=ZONE, planned=10 * MINUTE)
        done = walk.ended(at=walk.ends_at, turn=f"{start:%Y%m%d} end")
        # Kept whole, as if new: its beginning apart would double the time and change nothing that is read.
        diaries.change(user, partial(_just, replace(done, revision=1)), start, deadline)


def fill_peer(stand: Stand, user: str, starts: Sequence[datetime]) -> None:
    """The one attribute that the peer keeps."""
    walks = [{"started_at": start.isoformat(), "planned": 10, "minutes": 10, "state": "done"} for start in starts]
    serialize = TypeSerializer().serialize
    item = {"id": serialize(user), "attributes": serialize({"walks": walks})}
    stand.client.put_item(TableName=PEER_TABLE, Item=item)


def _just(walk: Walk, _diary: Diary) -> Walk:
    return walk
