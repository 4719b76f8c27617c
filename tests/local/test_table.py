"""The companion's table: made from the template, filled and emptied whole."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from skill.local.dynamodb import dynamodb_in_this_process
from skill.local.faults import SetUpFault
from skill.local.table import Table, TableDefinition, read_definition

TEMPLATE = """\
Parameters:
  RetentionDays: {Type: Number, Default: 400}
Conditions:
  HasSkill: !Not [!Equals [!Ref RetentionDays, 0]]
Resources:
  Diary:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    Properties:
      TableName: !Sub "${AWS::StackName}-diary"
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - {AttributeName: pk, AttributeType: S}
        - {AttributeName: sk, AttributeType: S}
      KeySchema:
        - {AttributeName: pk, KeyType: HASH}
        - {AttributeName: sk, KeyType: RANGE}
      TimeToLiveSpecification: {AttributeName: expires_at, Enabled: true}
      PointInTimeRecoverySpecification: !If [HasSkill, {PointInTimeRecoveryEnabled: true}, !Ref AWS::NoValue]
  Function:
    Type: AWS::Serverless::Function
    Properties:
      Role: !GetAtt Role.Arn
Outputs:
  Table: {Value: !GetAtt Diary.Arn}
"""


@pytest.fixture
def client() -> Iterator[Any]:
    with dynamodb_in_this_process():
        client = boto3.client("dynamodb")
        yield client
        client.close()


@pytest.fixture
def definition(tmp_path: Path) -> TableDefinition:
    return read_definition(_template(tmp_path, TEMPLATE))


def _template(folder: Path, text: str) -> Path:
    template = folder / "template.yaml"
    template.write_text(text)
    return template


def _item(key: int, **attributes: Any) -> dict[str, Any]:
    return {"pk": {"S": "home"}, "sk": {"S": f"day#{key:03}"}, **attributes}


def test_the_table_is_what_the_template_says(client: Any, definition: TableDefinition) -> None:
    Table.made(client, "diary", definition)

    made = client.describe_table(TableName="diary")["Table"]
    assert [(key["AttributeName"], key["KeyType"]) for key in made["KeySchema"]] == [("pk", "HASH"), ("sk", "RANGE")]
    assert made["BillingModeSummary"]["BillingMode"] == "PAY_PER_REQUEST"
    lives = client.describe_time_to_live(TableName="diary")["TimeToLiveDescription"]
    assert (lives["AttributeName"], lives["TimeToLiveStatus"]) == ("expires_at", "ENABLED")


def test_a_table_that_is_there_keeps_what_it_holds(client: Any, definition: TableDefinition) -> None:
    Table.made(client, "diary", definition).fill([_item(1)])

    assert Table.made(client, "diary", definition).items() == [_item(1)]


def test_many_items_are_filled_in_read_in_order_and_cleared(client: Any, definition: TableDefinition) -> None:
    table = Table.made(client, "diary", definition)
    items = [_item(key, text={"S": "long " * 5000}) for key in range(60)]

    table.fill(reversed(items))
    filled = table.items()
    table.clear()

    assert filled == items
    assert table.items() == []


def test_every_kind_of_attribute_comes_back_as_it_was(client: Any, definition: TableDefinition) -> None:
    item = _item(1, n={"N": "1.50"}, m={"M": {"b": {"BOOL": False}, "z": {"NULL": True}}}, s={"SS": ["x"]}, e={"L": []})
    table = Table.made(client, "diary", definition)
    table.fill([item])
    [read] = table.items()

    table.clear()
    table.fill([read])

    assert table.items() == [read]
    assert read["m"] == item["m"]


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SetUpFault, match=r"template\.yaml cannot be read \(No such file or directory\)"):
        read_definition(tmp_path / "template.yaml")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Resources: [", "not valid YAML"),
        ("", "exactly one"),
        ("Resources: {}", "exactly one"),
        ("Resources: {Diary: {Type: AWS::DynamoDB::Table}}", "exactly one"),
        (TEMPLATE.replace("KeySchema", "Keys"), "KeySchema"),
        (TEMPLATE.replace("AWS::Serverless::Function", "AWS::DynamoDB::Table"), "exactly one"),
    ],
)
def test_a_template_without_the_table_is_named(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(SetUpFault, match=reason) as caught:
        read_definition(_template(tmp_path, text))
    assert "\n" not in str(caught.value)


def test_the_machines_own_aws_settings_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "work")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")

    with dynamodb_in_this_process():
        client = boto3.client("dynamodb")
        assert client.list_tables()["TableNames"] == []
        client.close()
