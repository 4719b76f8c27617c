"""Diaries in one DynamoDB table: one Query reads, one conditional update of one attribute keeps a change."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import boto3
from boto3.dynamodb.types import TypeSerializer
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, NoRegionError

from skill.domain.diary import Diary, Profile
from skill.domain.walk import Walk
from skill.store import items
from skill.store.deadline import Deadline
from skill.store.diaries import Answer, DiaryUnread, DiaryUnwritten, Rule

CONNECT_SECONDS = 0.4
ANSWER_SECONDS = 0.8
CALL_SECONDS = CONNECT_SECONDS + ANSWER_SECONDS
"""How long one call to the table may take. It is not begun when less than that is left."""

MOST_AT_ONCE = 32
"""Calls, where the skill is served by threads: the connections that are kept open."""

REACH = timedelta(days=35)
"""How far back a diary is read: four whole weeks and the running one."""

_serializer = TypeSerializer()


class NoAddress(Exception):
    """AWS's own settings do not say where the table is; the text says which one and what it wants."""


def dynamodb_client() -> Any:
    """A client that gives up in time and never retries behind the back of a turn's deadline.

    Region, credentials and endpoint come from the usual AWS environment variables. Raises NoAddress.
    """
    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=ANSWER_SECONDS,
        retries={"total_max_attempts": 1},
        max_pool_connections=MOST_AT_ONCE,
        # Both would be worked out anew for every call: our own requests need no check but the table's.
        parameter_validation=False,
        user_agent="my-back-walk",
    )
    try:
        client = boto3.client("dynamodb", config=config)
    except NoRegionError:
        raise NoAddress("AWS_DEFAULT_REGION is not set: it wants the table's region, such as eu-west-1.") from None
    except ValueError as error:
        said = " ".join(str(error).split()).rstrip(".")
        raise NoAddress(f"AWS_DEFAULT_REGION or AWS_ENDPOINT_URL_DYNAMODB makes no sense: {said}.") from None
    client.meta.events.register("before-parse.dynamodb.Query", _take_as_it_is)
    return client


class DynamoDiaries:
    """The diaries in one table; `skill.store.items` draws its keys."""

    def __init__(self, client: Any, table: str, retention: timedelta) -> None:
        self._client = client
        self._table = table
        self._retention = retention

    def read(self, household: str, now: datetime, deadline: Deadline) -> Diary:
        return items.diary_of(self._items(household, now, deadline), now)

    def change(
        self, household: str, rule: Rule[Answer], now: datetime, deadline: Deadline
    ) -> tuple[Diary, Walk | Answer]:
        while True:
            diary = self.read(household, now, deadline)
            decision = rule(diary)
            if not isinstance(decision, Walk):
                return diary, decision
            if self._keep(household, decision, diary, deadline):
                return diary.with_walk(decision), decision

    def note(self, household: str, profile: Profile, now: datetime, deadline: Deadline) -> None:
        self._update(
            deadline,
            Key=_key(household, items.PROFILE_KEY),
            **_assignments(items.profile_record(profile), items.expiry(now, self._retention)),
        )

    def _items(self, household: str, now: datetime, deadline: Deadline) -> Iterator[items.Item]:
        query = {
            "TableName": self._table,
            "ConsistentRead": True,
            "KeyConditionExpression": "pk = :household AND sk BETWEEN :first AND :last",
            "ExpressionAttributeValues": _wire(
                {
                    ":household": items.partition(household),
                    ":first": items.first_key((now - REACH).date()),
                    ":last": items.AFTER_ALL_PROFILES,
                }
            ),
        }
        start: Mapping[str, Any] = {}
        while True:
            page = self._page(deadline, **query, **start)
            yield from map(_plain, page["Items"])
            if "LastEvaluatedKey" not in page:
                return
            start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}

    def _page(self, deadline: Deadline, **query: Any) -> Mapping[str, Any]:
        if not deadline.allows(CALL_SECONDS):
            raise DiaryUnread("no time left to read the diary")
        try:
            page: Mapping[str, Any] = self._client.query(**query)
        except (BotoCoreError, ClientError) as error:
            raise DiaryUnread(_kind(error)) from error
        except (TypeError, ValueError) as error:
            raise DiaryUnread("an answer that is not DynamoDB's") from error
        if "Items" not in page:
            raise DiaryUnread("an answer that is not DynamoDB's")
        return page

    def _keep(self, household: str, walk: Walk, read: Diary, deadline: Deadline) -> bool:
        """Whether `walk` was kept; False where somebody else changed or began one since the diary was `read`."""
        fields: dict[str, Any] = {items.bout_attribute(walk): items.bout_record(walk)}
        if walk.revision == 1:
            before = read.begun.get(walk.day, 0)
            fields[items.BEGUN] = before + 1
            condition = "attribute_not_exists(#1) OR #1 = :before"
        else:
            before = walk.revision - 1
            condition = "#0.revision = :before"
        update = _assignments(fields, items.expiry(walk.started_at, self._retention))
        update["ExpressionAttributeValues"] |= _wire({":before": before})
        key = _key(household, items.day_key(walk.day))
        try:
            self._update(deadline, Key=key, ConditionExpression=condition, **update)
        except _ChangedMeanwhile:
            return False
        return True

    def _update(self, deadline: Deadline, **update: Any) -> None:
        if not deadline.allows(CALL_SECONDS):
            raise DiaryUnwritten("no time left to write the diary")
        try:
            self._client.update_item(TableName=self._table, **update)
        except self._client.exceptions.ConditionalCheckFailedException as conflict:
            raise _ChangedMeanwhile from conflict
        except (BotoCoreError, ClientError) as error:
            raise DiaryUnwritten(_kind(error)) from error


class _ChangedMeanwhile(Exception):
    """The condition of an update did not hold."""


def _take_as_it_is(response_dict: dict[str, Any], customized_response_dict: dict[str, Any], **_: Any) -> None:
    """Spare a good answer botocore's walk through all of its values, which ends where it began: at the JSON.

    For a diary of five weeks that walk takes longer than anything else in a turn. An error is left to botocore, which
    knows what to raise.
    """
    if response_dict["status_code"] == 200:
        customized_response_dict |= json.loads(response_dict["body"])
        response_dict["body"] = b"{}"


def _key(household: str, sort_key: str) -> Mapping[str, Any]:
    return _wire({"pk": items.partition(household), "sk": sort_key})


def _assignments(fields: Mapping[str, Any], expires_at: int) -> dict[str, Any]:
    """The part of an update that sets `fields` (`#0`, `#1` and so on) and what every item carries."""
    fields = {**fields, "schema": items.SCHEMA, "expires_at": expires_at}
    return {
        "UpdateExpression": "SET " + ", ".join(f"#{n} = :{n}" for n in range(len(fields))),
        "ExpressionAttributeNames": {f"#{n}": name for n, name in enumerate(fields)},
        "ExpressionAttributeValues": _wire({f":{n}": value for n, value in enumerate(fields.values())}),
    }


def _wire(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _serializer.serialize(value) for name, value in values.items()}


def _plain(item: Mapping[str, Any]) -> items.Item:
    return {name: _value(described) for name, described in item.items()}


def _value(described: Mapping[str, Any]) -> Any:
    """What `{"N": "10"}` says. boto3 says the same in twice the time, a tenth of a turn that reads five weeks."""
    [(kind, content)] = described.items()
    match kind:
        case "S":
            return content
        case "N":
            return Decimal(content)
        case "M":
            return _plain(content)
        case "L":
            return [_value(each) for each in content]
        case "NULL":
            return None
    return content


def _kind(error: BotoCoreError | ClientError) -> str:
    """What went wrong, without what was sent."""
    if isinstance(error, ClientError):
        return str(error.response["Error"]["Code"])
    return type(error).__name__
