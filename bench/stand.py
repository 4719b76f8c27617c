"""Where everything is measured: a DynamoDB and the walkers' device settings, both on loopback."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skill.local.table import Table, read_definition
from tests.alexa.walker import DeviceSettings, running_device_settings
from tests.store.dynalite import client_of, running_dynalite

TEMPLATE = Path(__file__).parents[1] / "template.yaml"
OUR_TABLE = "diaries"
PEER_TABLE = "peer"


@dataclass(frozen=True, slots=True)
class Stand:
    """Both tables are there, and empty."""

    endpoint: str
    """Where DynamoDB is, "http://127.0.0.1:4567"."""
    client: Any
    """A DynamoDB client for filling tables; it is measured nowhere."""
    device: DeviceSettings


@contextmanager
def stand() -> Iterator[Stand]:
    with running_dynalite() as endpoint, running_device_settings() as device:
        client = client_of(endpoint)
        Table.made(client, OUR_TABLE, read_definition(TEMPLATE))
        client.create_table(
            TableName=PEER_TABLE,
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )
        yield Stand(endpoint, client, device)
