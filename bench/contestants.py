"""Who is measured: our bundle, and the peer's as `sam build` packs it by default."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.diaries import DEVICE, FIVE_WEEKS, daily_walks, fill_ours, fill_peer
from bench.stand import OUR_TABLE, PEER_TABLE, Stand
from tests.alexa.walker import SKILL_ID, Walker
from tests.emulator import Function, running_function

ROOT = Path(__file__).parents[1]
OUR_BUNDLE = ROOT / ".aws-sam" / "build" / "Skill"
PEER_BUNDLE = ROOT / "dist" / "peer" / "Peer"


@dataclass(frozen=True, slots=True)
class Contestant:
    """A bundle, and how its diaries are filled."""

    name: str
    bundle: Path
    handler: str
    settings: dict[str, str]
    fill: Callable[[Stand, str, Sequence[datetime]], None]

    def environment(self, endpoint: str) -> dict[str, str]:
        """The function's own variables when DynamoDB is found at `endpoint`."""
        return self.settings | {"AWS_ENDPOINT_URL_DYNAMODB": endpoint}

    @contextmanager
    def running(self, endpoint: str) -> Iterator[Function]:
        with running_function(self.bundle, self.handler, self.environment(endpoint)) as function:
            yield function


OURS = Contestant(
    "this skill",
    OUR_BUNDLE,
    "entry.handler",
    {"BACK_WALK_TABLE": OUR_TABLE, "BACK_WALK_SKILL_ID": SKILL_ID},
    fill_ours,
)
PEER = Contestant("the peer", PEER_BUNDLE, "diary_skill.handler", {"PEER_TABLE": PEER_TABLE}, fill_peer)
BOTH = (OURS, PEER)

HELLO = Contestant("a skill that says hello", PEER_BUNDLE, "hello.handler", {}, lambda *_: None)
EMPTY = Contestant("an empty function", PEER_BUNDLE, "empty.handler", {}, lambda *_: None)
BASELINES = (HELLO, EMPTY)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A skill that runs in another process, for a walker to speak to."""

    answer: Callable[[Any], Any]

    def handle(self, event: Any) -> dict[str, Any]:
        return dict(self.answer(event))


def new_walker(stand: Stand, contestant: Contestant, answer: Callable[[Any], Any], user: str) -> Walker:
    """Somebody with five weeks of daily walks, whose requests `answer` takes."""
    contestant.fill(stand, user, daily_walks(FIVE_WEEKS))
    return Walker(Elsewhere(answer), stand.device.url, user=user, device=DEVICE)
