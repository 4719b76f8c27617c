"""The contract of the diary's store, on moto and on dynalite; what needs real threads runs on dynalite."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from botocore.exceptions import ReadTimeoutError
from moto import mock_aws

from skill.domain.diary import DeviceZone, Diary, Profile, Said
from skill.domain.walk import MINUTE, Walk, WalkState, begin
from skill.local.table import Table, read_definition
from skill.store.deadline import Deadline
from skill.store.diaries import DiaryUnread, DiaryUnwritten
from skill.store.dynamodb import DynamoDiaries, dynamodb_client

TEMPLATE = Path(__file__).parents[2] / "template.yaml"
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
DAY = timedelta(days=1)
RETENTION = 400 * DAY
ANNA, BEN = "amzn1.ask.account.ANNA", "amzn1.ask.account.BEN"


@contextmanager
def answering(body: bytes) -> Iterator[str]:
    """The URL of a server that gives one request this answer, with success."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nobody wants to read of it."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server, ThreadPoolExecutor(1) as pool:
        pool.submit(server.handle_request)
        yield f"http://127.0.0.1:{server.server_port}"


@pytest.fixture(autouse=True)
def _aws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")


@pytest.fixture(params=["moto", "dynalite"])
def client(request: pytest.FixtureRequest) -> Iterator[Any]:
    """A client of an empty DynamoDB of either make."""
    if request.param == "dynalite":
        yield request.getfixturevalue("dynalite_client")
    else:
        with mock_aws():
            yield dynamodb_client()


@pytest.fixture
def dynalite_client(dynalite_endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", dynalite_endpoint)
    return dynamodb_client()


@pytest.fixture
def table(client: Any) -> str:
    return new_table(client)


@pytest.fixture
def diaries(client: Any, table: str) -> DynamoDiaries:
    return DynamoDiaries(client, table, RETENTION)


@pytest.fixture
def threaded_diaries(dynalite_client: Any) -> DynamoDiaries:
    return DynamoDiaries(dynalite_client, new_table(dynalite_client), RETENTION)


def new_table(client: Any) -> str:
    """The name of a table made from the template, which no other test uses."""
    return Table.made(client, f"diaries-{uuid4().hex}", read_definition(TEMPLATE)).name


def soon() -> Deadline:
    return Deadline.after(30)


def walk_begun(turn: str = "t1", at: datetime = NOON) -> Walk:
    return begin(turn=turn, at=at, zone="America/New_York", planned=10 * MINUTE)


def keep(diaries: DynamoDiaries, *walks: Walk, who: str = ANNA) -> None:
    for walk in walks:
        diaries.change(who, partial(_just, walk), NOON, soon())


def _just(walk: Walk, _diary: Diary) -> Walk:
    return walk


def calls_of(client: Any) -> list[str]:
    """A list that grows by the name of every call the client makes from now on."""
    calls: list[str] = []
    client.meta.events.register("before-call.dynamodb", lambda model, **_: calls.append(model.name))
    return calls


def finish(diaries: DynamoDiaries, walk_id: str, turn: str) -> Walk | str:
    """End a walk as the skill does: only if it is still being walked."""

    def rule(diary: Diary) -> Walk | str:
        walk = diary.walk(walk_id)
        assert walk is not None
        return walk.ended(at=NOON + 7 * MINUTE, turn=turn) if walk.state is WalkState.WALKING else "already over"

    _, decision = diaries.change(ANNA, rule, NOON, soon())
    return decision


def test_somebody_new_has_an_empty_diary(diaries: DynamoDiaries) -> None:
    assert diaries.read(ANNA, NOON, soon()) == Diary()


def test_a_walk_is_read_as_it_was_kept(diaries: DynamoDiaries) -> None:
    walk = walk_begun()
    finished = walk.ended(at=NOON + 7 * MINUTE, turn="t2")

    keep(diaries, walk, finished)

    assert diaries.read(ANNA, NOON, soon()).walks == (finished,)


def test_the_diary_after_a_change_is_the_diary_that_is_read_next(diaries: DynamoDiaries) -> None:
    keep(diaries, walk_begun("later", NOON + DAY))

    after, _ = diaries.change(ANNA, lambda _diary: walk_begun("earlier"), NOON, soon())

    assert after == diaries.read(ANNA, NOON, soon())


def test_a_household_does_not_see_another(diaries: DynamoDiaries) -> None:
    keep(diaries, walk_begun(), who=ANNA)

    assert diaries.read(BEN, NOON, soon()).walks == ()


def test_two_walks_begun_on_the_same_day_are_both_kept(diaries: DynamoDiaries) -> None:
    keep(diaries, walk_begun("kitchen"), walk_begun("bedroom"))

    assert {walk.id for walk in diaries.read(ANNA, NOON, soon()).walks} == {"kitchen", "bedroom"}


def test_a_walk_stands_on_the_local_day_it_started(diaries: DynamoDiaries, client: Any, table: str) -> None:
    before_midnight_in_new_york = datetime(2026, 1, 6, 4, 59, tzinfo=UTC)

    keep(diaries, walk_begun(at=before_midnight_in_new_york))

    [item] = client.scan(TableName=table)["Items"]
    assert item["sk"]["S"] == "day#2026-01-05#home"


def test_a_rule_that_meets_somebody_elses_change_decides_again(diaries: DynamoDiaries) -> None:
    walk = walk_begun()
    keep(diaries, walk)
    seen: list[WalkState] = []

    def rule(diary: Diary) -> Walk | str:
        state = diary.walks[0].state
        seen.append(state)
        if len(seen) == 1:
            finish(diaries, walk.id, turn="the other device")
        return walk.withdrawn(at=NOON, turn="t3") if state is WalkState.WALKING else "too late"

    _, decision = diaries.change(ANNA, rule, NOON, soon())

    assert decision == "too late"
    assert seen == [WalkState.WALKING, WalkState.DONE]
    assert diaries.read(ANNA, NOON, soon()).walks[0].minutes == 7


def test_a_walk_that_is_begun_twice_by_the_same_turn_is_one_walk(diaries: DynamoDiaries) -> None:
    keep(diaries, walk_begun("t1"))

    def rule(diary: Diary) -> Walk | str:
        return "again" if diary.changed_by("t1") else walk_begun("t1")

    _, decision = diaries.change(ANNA, rule, NOON, soon())

    assert decision == "again"
    assert len(diaries.read(ANNA, NOON, soon()).walks) == 1


def test_a_note_changes_only_the_fields_it_names(diaries: DynamoDiaries) -> None:
    welcomed, asked = Said(NOON, "t1"), Said(NOON - DAY, "t2")
    zone = DeviceZone("Europe/Berlin", "kitchen", NOON)
    diaries.note(ANNA, Profile(welcomed=welcomed, zone=zone), NOON, soon())

    diaries.note(ANNA, Profile(asked=asked), NOON, soon())

    assert diaries.read(ANNA, NOON, soon()).profile == Profile(welcomed=welcomed, asked=asked, zone=zone)


def test_a_note_and_a_walk_do_not_disturb_each_other(diaries: DynamoDiaries) -> None:
    keep(diaries, walk_begun())

    diaries.note(ANNA, Profile(welcomed=Said(NOON, "t1")), NOON, soon())

    diary = diaries.read(ANNA, NOON, soon())
    assert (len(diary.walks), diary.profile.welcomed) == (1, Said(NOON, "t1"))


def test_five_weeks_are_read_and_nothing_older(diaries: DynamoDiaries) -> None:
    keep(diaries, walk_begun("within", NOON - 35 * DAY), walk_begun("beyond", NOON - 37 * DAY))

    assert [walk.id for walk in diaries.read(ANNA, NOON, soon()).walks] == ["within"]


def test_what_has_expired_is_not_read_even_before_dynamodb_removes_it(client: Any, table: str) -> None:
    brief = DynamoDiaries(client, table, retention=DAY)
    keep(brief, walk_begun(at=NOON))

    assert brief.read(ANNA, NOON + 23 * timedelta(hours=1), soon()).walks != ()
    assert brief.read(ANNA, NOON + DAY, soon()).walks == ()


def test_a_day_of_many_walks_is_read_whole(diaries: DynamoDiaries) -> None:
    keep(diaries, *(walk_begun(f"walk {n}", NOON + n * MINUTE) for n in range(40)))

    assert len(diaries.read(ANNA, NOON, soon()).walks) == 40


def test_a_change_is_one_query_and_one_update(diaries: DynamoDiaries, client: Any) -> None:
    calls = calls_of(client)

    keep(diaries, walk_begun())

    assert calls == ["Query", "UpdateItem"]


def test_a_rule_that_keeps_nothing_writes_nothing(diaries: DynamoDiaries, client: Any) -> None:
    calls = calls_of(client)

    diaries.change(ANNA, lambda _diary: "nothing", NOON, soon())

    assert calls == ["Query"]


def test_nothing_is_called_when_a_call_could_outlast_the_deadline(diaries: DynamoDiaries, client: Any) -> None:
    calls = calls_of(client)

    with pytest.raises(DiaryUnread):
        diaries.read(ANNA, NOON, Deadline.after(1))
    with pytest.raises(DiaryUnwritten):
        diaries.note(ANNA, Profile(welcomed=Said(NOON, "t1")), NOON, Deadline.after(1))

    assert calls == []


def test_a_table_that_is_missing_is_a_diary_that_cannot_be_read(client: Any) -> None:
    diaries = DynamoDiaries(client, "no-such-table", RETENTION)

    with pytest.raises(DiaryUnread, match="ResourceNotFoundException"):
        diaries.read(ANNA, NOON, soon())


def test_a_database_that_is_away_is_a_diary_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1")

    with pytest.raises(DiaryUnread, match="EndpointConnectionError"):
        DynamoDiaries(dynamodb_client(), "diaries", RETENTION).read(ANNA, NOON, soon())


@pytest.mark.parametrize("body", [b"<html>Sign in to this network</html>", b"[]", b"7", b"{}", b"", b"\xff"], ids=repr)
def test_an_answer_that_is_not_dynamodbs_is_a_diary_that_cannot_be_read(
    body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    with answering(body) as endpoint:
        monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", endpoint)
        diaries = DynamoDiaries(dynamodb_client(), "diaries", RETENTION)

        with pytest.raises(DiaryUnread):
            diaries.read(ANNA, NOON, Deadline.after(60))


def test_of_eight_devices_that_end_a_walk_at_once_one_is_kept(threaded_diaries: DynamoDiaries) -> None:
    walk = walk_begun()
    keep(threaded_diaries, walk)

    with ThreadPoolExecutor(8) as devices:
        decisions = list(devices.map(lambda n: finish(threaded_diaries, walk.id, f"device {n}"), range(8)))

    assert sum(isinstance(decision, Walk) for decision in decisions) == 1
    [kept] = threaded_diaries.read(ANNA, NOON, soon()).walks
    assert (kept.minutes, kept.revision) == (7, 2)


def test_forty_walks_begun_at_once_lose_none(threaded_diaries: DynamoDiaries) -> None:
    walks = [walk_begun(f"walk {n}", NOON + n * MINUTE) for n in range(40)]

    with ThreadPoolExecutor(8) as devices:
        list(devices.map(lambda walk: keep(threaded_diaries, walk), walks))

    assert threaded_diaries.read(ANNA, NOON, soon()).walks == tuple(walks)


def test_the_table_does_not_hold_the_user_id(diaries: DynamoDiaries, client: Any, table: str) -> None:
    keep(diaries, walk_begun())

    assert ANNA not in str(client.scan(TableName=table)["Items"])


def test_of_two_devices_that_start_a_walk_at_once_the_second_learns_of_the_first(diaries: DynamoDiaries) -> None:
    def other_device(diary: Diary) -> Walk:
        return walk_begun("bedroom")

    def rule(diary: Diary) -> Walk | str:
        if not diary.walks:
            diaries.change(ANNA, other_device, NOON, soon())
        return "one is under way" if diary.under_way(NOON) else walk_begun("kitchen")

    _, decision = diaries.change(ANNA, rule, NOON, soon())

    assert decision == "one is under way"
    assert [walk.id for walk in diaries.read(ANNA, NOON, soon()).walks] == ["bedroom"]


def test_of_eight_devices_that_start_a_walk_at_once_one_does(threaded_diaries: DynamoDiaries) -> None:
    def start(device: int) -> Walk | str:
        def rule(diary: Diary) -> Walk | str:
            return "one is under way" if diary.under_way(NOON) else walk_begun(f"device {device}")

        return threaded_diaries.change(ANNA, rule, NOON, soon())[1]

    with ThreadPoolExecutor(8) as devices:
        decisions = list(devices.map(start, range(8)))

    assert sum(isinstance(decision, Walk) for decision in decisions) == 1
    assert len(threaded_diaries.read(ANNA, NOON, soon()).walks) == 1


DAMAGE: list[dict[str, Any]] = [
    {"state": {"S": "juggling"}},
    {"known": {"S": "guessed"}},
    {"zone": {"S": "Mars/Olympus"}},
    {"started_at": {"S": "yesterday"}},
    {"planned": {"S": "ten"}},
    {"planned": {"N": "99999999999999"}},
    {"revision": {"NULL": True}},
    {"turns": {"NULL": True}},
    {"activity": {"S": "swimming"}},
]


@pytest.mark.parametrize("damage", DAMAGE, ids=str)
def test_a_record_that_makes_no_sense_or_is_newer_costs_nobody_the_others(
    diaries: DynamoDiaries, client: Any, table: str, damage: dict[str, Any]
) -> None:
    keep(diaries, walk_begun("sound"), walk_begun("damaged", NOON + MINUTE))
    [item] = client.scan(TableName=table)["Items"]
    item["b:damaged"]["M"] |= damage
    client.put_item(TableName=table, Item=item)

    keep(diaries, walk_begun("after it", NOON + 2 * MINUTE))

    assert [walk.id for walk in diaries.read(ANNA, NOON, soon()).walks] == ["sound", "after it"]


def test_a_count_of_walks_that_makes_no_sense_costs_nobody_the_walks(
    diaries: DynamoDiaries, client: Any, table: str
) -> None:
    keep(diaries, walk_begun())
    [item] = client.scan(TableName=table)["Items"]
    client.put_item(TableName=table, Item=item | {"begun": {"S": "several"}})

    assert len(diaries.read(ANNA, NOON, soon()).walks) == 1


@pytest.mark.parametrize("field", ["welcomed", "asked", "big_step", "zone"])
def test_a_field_of_the_profile_that_makes_no_sense_is_as_if_it_were_not_there(
    diaries: DynamoDiaries, client: Any, table: str, field: str
) -> None:
    said = Said(NOON, "t1")
    whole = Profile(welcomed=said, asked=said, big_step=said, zone=DeviceZone("Europe/Berlin", "kitchen", NOON))
    diaries.note(ANNA, whole, NOON, soon())
    [item] = client.scan(TableName=table)["Items"]
    client.put_item(TableName=table, Item=item | {field: {"M": {"at": {"S": "never"}, "name": {"S": "Mars/Olympus"}}}})

    assert diaries.read(ANNA, NOON, soon()).profile == replace(whole, **{field: None})


def test_the_days_of_another_voice_are_not_read(diaries: DynamoDiaries, client: Any, table: str) -> None:
    keep(diaries, walk_begun())
    [item] = client.scan(TableName=table)["Items"]
    client.put_item(TableName=table, Item=item | {"sk": {"S": "day#2026-01-05#another"}})

    assert len(diaries.read(ANNA, NOON, soon()).walks) == 1


def test_a_diary_is_read_as_it_is_at_that_moment(diaries: DynamoDiaries, client: Any) -> None:
    asked: list[bool] = []
    client.meta.events.register(
        "provide-client-params.dynamodb.Query", lambda params, **_: asked.append(params["ConsistentRead"])
    )

    diaries.read(ANNA, NOON, soon())

    assert asked == [True]


def test_a_call_that_fails_is_not_repeated_behind_the_back_of_the_deadline() -> None:
    client = dynamodb_client()
    attempts: list[str] = []

    def refuse(request: Any, **_: Any) -> None:
        attempts.append(request.url)
        raise ReadTimeoutError(endpoint_url=request.url)

    client.meta.events.register("before-send.dynamodb", refuse)

    with pytest.raises(DiaryUnread):
        DynamoDiaries(client, "diaries", RETENTION).read(ANNA, NOON, soon())

    assert len(attempts) == 1
