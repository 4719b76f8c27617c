"""The built bundle under AWS's own emulator of Lambda, with its diary in dynalite."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from skill.local.table import Table, read_definition
from tests.alexa.walker import SKILL_ID, DeviceSettings, Walker, is_listening, running_device_settings, speech
from tests.emulator import INSTALLED, Function, FunctionFailed, running_function
from tests.missing import missing
from tests.store.dynalite import client_of, free_port

ROOT = Path(__file__).parents[2]
EMPTY = {"version": "1.0", "response": {}}

Json = dict[str, Any]


@dataclass
class Emulated:
    """The skill as a function; what it is sent and answers goes through the emulator."""

    function: Function

    def handle(self, event: Any) -> Json:
        return dict(self.function.invoke(event))


@pytest.fixture(scope="module")
def table(dynalite_endpoint: str) -> Table:
    client = client_of(dynalite_endpoint)
    return Table.made(client, f"emulated-{uuid4().hex}", read_definition(ROOT / "template.yaml"))


@pytest.fixture(scope="module")
def skill(bundle: Path, table: Table, dynalite_endpoint: str) -> Iterator[Emulated]:
    need_emulator()
    with running_function(bundle, "entry.handler", settings(table.name, dynalite_endpoint)) as function:
        yield Emulated(function)


@pytest.fixture
def device() -> Iterator[DeviceSettings]:
    with running_device_settings() as running:
        yield running


@pytest.fixture
def walker(skill: Emulated, device: DeviceSettings) -> Walker:
    """Somebody who has never used the skill."""
    return Walker(skill, device.url, user=f"amzn1.ask.account.{uuid4().hex}")


def settings(table: str, dynamodb: str) -> dict[str, str]:
    return {
        "BACK_WALK_TABLE": table,
        "BACK_WALK_SKILL_ID": SKILL_ID,
        "BACK_WALK_RETENTION_DAYS": "400",
        "AWS_ENDPOINT_URL_DYNAMODB": dynamodb,
    }


def need_emulator() -> None:
    if reason := INSTALLED.why_not_installed():
        missing(reason)


def test_a_first_launch_welcomes_and_listens(walker: Walker) -> None:
    launched = walker.launch()

    assert speech(launched).startswith("Welcome to My Back Walk.")
    assert speech(launched).endswith("Shall we start with ten minutes?")
    assert is_listening(launched)


def test_an_exercise_is_judged(walker: Walker) -> None:
    answered = walker.asks("IsItSafeIntent", exercise="sit-ups")

    assert speech(answered).startswith("Best to leave out sit-ups for now.")
    assert not is_listening(answered)


def test_a_walk_is_started_timed_ended_and_counted(walker: Walker) -> None:
    walker.launch()
    started = walker.says("AMAZON.YesIntent")
    walker.waits(minutes=4)
    asked = walker.asks("TimeLeftIntent")
    walker.waits(minutes=6)
    ended = walker.asks("EndWalkIntent")
    walker.waits(hours=3)
    week = walker.asks("WeekIntent")

    assert "Ten minutes, starting now" in speech(started)
    assert "Six minutes left." in speech(asked)
    assert "That's ten minutes, and ten minutes this week." in speech(ended)
    assert "That's ten of this week's forty minutes" in speech(week)
    assert is_listening(week)


def test_the_time_zone_is_asked_of_alexa_and_kept(walker: Walker, device: DeviceSettings, table: Table) -> None:
    device.zone = "Pacific/Chatham"

    walker.asks("StartWalkIntent", length="PT10M")

    assert device.asked == 1
    assert [item for item in table.items() if "Pacific/Chatham" in str(item)]


@pytest.mark.parametrize(
    "event",
    [None, [], "launch", 7, {}, {"request": None}, {"request": {"type": "LaunchRequest"}}, {"context": {"System": []}}],
    ids=repr,
)
def test_what_is_no_request_gets_an_empty_answer(skill: Emulated, event: Any) -> None:
    assert skill.handle(event) == EMPTY


def test_a_request_without_its_parts_gets_an_empty_answer(skill: Emulated, walker: Walker) -> None:
    broken = walker.envelope({"type": "LaunchRequest", "requestId": 7, "timestamp": "yesterday"})

    assert skill.handle(broken) == EMPTY


def test_an_unknown_type_of_request_gets_an_empty_answer(skill: Emulated, walker: Walker) -> None:
    unknown = {"type": "Dance.Requested", "requestId": "1", "timestamp": "2026-01-05T13:00:00Z", "locale": "en-US"}

    assert skill.handle(walker.envelope(unknown)) == EMPTY


def test_a_word_that_the_sdk_does_not_know_makes_no_difference(skill: Emulated, walker: Walker) -> None:
    launch = {"type": "LaunchRequest", "requestId": "1", "timestamp": "2026-01-05T13:00:00Z", "locale": "en-US"}
    request = walker.envelope(launch)
    request["context"]["Viewport"] = {"mode": "HOLOGRAM", "shape": "SPHERE"}

    assert speech(skill.handle(request)).startswith("Welcome to My Back Walk.")


def test_another_skills_id_gets_an_empty_answer_and_leaves_no_trace(
    skill: Emulated, walker: Walker, table: Table
) -> None:
    before = table.items()
    start = {"type": "LaunchRequest", "requestId": "1", "timestamp": "2026-01-05T13:00:00Z", "locale": "en-US"}
    request = walker.envelope(start)
    request["context"]["System"]["application"] = {"applicationId": f"{SKILL_ID}.another"}

    assert skill.handle(request) == EMPTY
    assert table.items() == before


def test_a_table_that_is_away_is_admitted_and_what_needs_no_table_is_answered(
    bundle: Path, table: Table, device: DeviceSettings
) -> None:
    need_emulator()
    nowhere = settings(table.name, f"http://127.0.0.1:{free_port()}")

    with running_function(bundle, "entry.handler", nowhere) as function:
        walker = Walker(Emulated(function), device.url)
        launched = walker.launch()
        judged = walker.asks("IsItSafeIntent", exercise="swimming")

    assert "I can't reach your walking diary right now" in speech(launched)
    assert not is_listening(launched)
    assert speech(judged).startswith("Yes, swimming")


@pytest.mark.parametrize("name", ["BACK_WALK_TABLE", "BACK_WALK_SKILL_ID"])
def test_a_setting_that_is_missing_stops_the_start_and_is_named_in_one_line(bundle: Path, name: str) -> None:
    need_emulator()
    complete = settings("diaries", f"http://127.0.0.1:{free_port()}")
    incomplete = {other: value for other, value in complete.items() if other != name}

    with running_function(bundle, "entry.handler", incomplete) as function:
        with pytest.raises(FunctionFailed):
            function.invoke({})
        [complaint] = [line for line in function.log.splitlines() if "(rapid)" not in line and "RequestId" not in line]

    assert complaint.startswith(f"My Back Walk cannot start. {name} is not set")
