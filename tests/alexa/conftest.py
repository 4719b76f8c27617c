from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from moto import mock_aws

from skill.app import build_skill
from skill.local.table import Table, read_definition
from skill.settings import Settings
from skill.store import dynamodb
from tests.alexa.walker import SKILL_ID, DeviceSettings, Walker, running_device_settings

TEMPLATE = Path(__file__).parents[2] / "template.yaml"


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The client of an empty DynamoDB, the very one that the skill uses."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    with mock_aws():
        made = dynamodb.dynamodb_client()
        monkeypatch.setattr("skill.app.dynamodb_client", lambda: made)
        yield made


@pytest.fixture
def device() -> Iterator[DeviceSettings]:
    with running_device_settings() as settings:
        yield settings


@pytest.fixture
def walker(client: Any, device: DeviceSettings) -> Walker:
    """Somebody who has never used the skill."""
    table = Table.made(client, "diaries", read_definition(TEMPLATE))
    return Walker(build_skill(Settings(table.name, SKILL_ID)), device.url)


@pytest.fixture
def calls(walker: Walker, client: Any) -> list[str]:
    """The names of the calls made to the table, as they come."""
    names: list[str] = []
    client.meta.events.register("provide-client-params.dynamodb", lambda model, **_: names.append(model.name))
    return names
