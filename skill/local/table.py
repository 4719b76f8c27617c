"""The diary's table: made from template.yaml, so that it cannot differ from the one that is deployed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import yaml
from boto3.dynamodb.types import TypeDeserializer
from botocore.exceptions import ClientError

from skill.local.faults import SetUpFault

Json = dict[str, Any]

_KEYS = ("KeySchema", "AttributeDefinitions", "BillingMode")
_MOST_IN_A_BATCH = 25


@dataclass(frozen=True, slots=True)
class TableDefinition:
    """What the template says of the table, in the words of DynamoDB's own API."""

    keys: Json
    time_to_live: Json

    @property
    def key_names(self) -> list[str]:
        """The attributes that name an item, the partition's first."""
        return [key["AttributeName"] for key in self.keys["KeySchema"]]


class _TemplateLoader(yaml.SafeLoader):
    """Reads YAML with CloudFormation's short tags."""


def _tagged(loader: yaml.SafeLoader, tag: str, node: yaml.Node) -> Json:
    """`!Ref Name` as `{"Ref": "Name"}`, `!Sub text` as `{"Fn::Sub": text}`: the long form, as CloudFormation has it."""
    name = tag if tag in ("Ref", "Condition") else f"Fn::{tag}"
    match node:
        case yaml.MappingNode():
            return {name: loader.construct_mapping(node, deep=True)}
        case yaml.SequenceNode():
            return {name: loader.construct_sequence(node, deep=True)}
        case _:
            return {name: loader.construct_scalar(node)}  # type: ignore[arg-type]


_TemplateLoader.add_multi_constructor("!", _tagged)


def read_definition(template: Path) -> TableDefinition:
    """The one AWS::DynamoDB::Table of a template; raises SetUpFault when it is not there to be read."""
    try:
        resources = yaml.load(template.read_text(encoding="utf-8"), Loader=_TemplateLoader)["Resources"]
        [properties] = [each["Properties"] for each in resources.values() if each["Type"] == "AWS::DynamoDB::Table"]
        keys = {name: properties[name] for name in _KEYS}
        return TableDefinition(keys=keys, time_to_live=properties["TimeToLiveSpecification"])
    except OSError as error:
        raise SetUpFault(
            f"The template {template} cannot be read ({error.strerror}): put it back, the table is made from it."
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        reason = " ".join(str(error).split())
        raise SetUpFault(f"The template {template} is not valid YAML ({reason}): mend it.") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SetUpFault(
            f"The template {template} must have exactly one AWS::DynamoDB::Table with "
            f"{', '.join(_KEYS)} and TimeToLiveSpecification: mend it."
        ) from error


class Table:
    """A DynamoDB table, read and filled whole; its items are in DynamoDB's own JSON."""

    def __init__(self, client: Any, name: str, key_names: Sequence[str]) -> None:
        self._client = client
        self._key_names = key_names
        self.name = name

    @classmethod
    def made(cls, client: Any, name: str, definition: TableDefinition) -> Self:
        """The table of this name, made from `definition` if there is none yet."""
        table = cls(client, name, definition.key_names)
        try:
            client.create_table(TableName=name, **definition.keys)
        except client.exceptions.ResourceInUseException:
            return table
        client.get_waiter("table_exists").wait(TableName=name, WaiterConfig={"Delay": 1})
        _set_time_to_live(client, name, definition.time_to_live)
        return table

    def items(self) -> list[Json]:
        """Everything in the table, in the order of its keys."""
        pages = self._client.get_paginator("scan").paginate(TableName=self.name, ConsistentRead=True)
        items: list[Json] = [item for page in pages for item in page["Items"]]
        return sorted(items, key=lambda item: [str(item[name]) for name in self._key_names])

    def fill(self, items: Iterable[Json]) -> None:
        """Puts these items into the table."""
        self._write([{"PutRequest": {"Item": item}} for item in items])

    def restore(self, items: Iterable[Json]) -> None:
        """Fills the table with items that it may never have held; raises an error when it would not give them back."""
        self.fill(items)
        for item in self.items():
            plain(item)

    def clear(self) -> None:
        """Takes every item out of the table."""
        keys = [{name: item[name] for name in self._key_names} for item in self.items()]
        self._write([{"DeleteRequest": {"Key": key}} for key in keys])

    def _write(self, requests: list[Json]) -> None:
        for start in range(0, len(requests), _MOST_IN_A_BATCH):
            left = {self.name: requests[start : start + _MOST_IN_A_BATCH]}
            while left:
                left = self._client.batch_write_item(RequestItems=left)["UnprocessedItems"]


def plain(item: Json) -> Json:
    """An item as a person would write it in JSON: `{"pk": {"S": "a"}}` is `{"pk": "a"}`."""
    read = TypeDeserializer().deserialize
    return {name: _plain_value(read(value)) for name, value in item.items()}


def _plain_value(value: Any) -> Any:
    match value:
        case dict():
            return {name: _plain_value(each) for name, each in value.items()}
        case list():
            return [_plain_value(each) for each in value]
        case set():
            return sorted(_plain_value(each) for each in value)
        case None | bool() | str():
            return value
        case _:
            return int(value) if value == int(value) else float(value)


def _set_time_to_live(client: Any, name: str, specification: Json) -> None:
    try:
        client.update_time_to_live(TableName=name, TimeToLiveSpecification=specification)
    except ClientError as error:
        # Stand-ins for DynamoDB may lack this call, and nothing the skill reads depends on it.
        if error.response["Error"]["Code"] != "UnknownOperationException":
            raise
