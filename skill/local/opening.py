"""Opening the companion: everything it needs, found, checked and wired in one place."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from skill.app import build_skill
from skill.local.alexa import Alexa
from skill.local.alexa_request import SKILL_ID
from skill.local.clock import present_minute
from skill.local.companion import Companion
from skill.local.dynamodb import ENDPOINT, dynamodb_at_an_endpoint, dynamodb_in_this_process
from skill.local.ear import Ear
from skill.local.faults import SetUpFault
from skill.local.saved import SavedFile, damaged, data_folder
from skill.local.state import AlexaState
from skill.local.table import Table, read_definition
from skill.settings import Settings

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "template.yaml"
MODEL = ROOT / "interaction_model" / "en.json"
TABLE = "my-back-walk"

_IMPATIENT = Config(connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 1})


@contextmanager
def opened(folder: Path, api_endpoint: str) -> Iterator[Companion]:
    """The companion of a data folder, as it was left there; raises SetUpFault when it cannot be opened.

    `api_endpoint` is where the skill will find Alexa's own services, "http://127.0.0.1:8000".
    """
    endpoint = os.environ.get(ENDPOINT)
    with data_folder(folder), dynamodb_at_an_endpoint() if endpoint else dynamodb_in_this_process():
        if endpoint:
            saved_file = SavedFile(folder / "companion-at-endpoint.json", keeps_diary=False)
        else:
            saved_file = SavedFile(folder / "companion.json")
        saved = saved_file.load()
        table = _table_at(endpoint) if endpoint else _table()
        if saved and saved.diary:
            try:
                table.restore(saved.diary)
            except Exception as error:  # moto answers nonsense with whatever error it runs into
                raise damaged(saved_file.path, error) from error
        skill = build_skill(Settings(table=TABLE, skill_id=SKILL_ID))
        state = saved.state if saved else AlexaState(clock=present_minute())
        companion = Companion(Alexa(skill, _ear(), api_endpoint), table, saved_file, state)
        try:
            yield companion
        finally:
            companion.close()


def _table() -> Table:
    return Table.made(boto3.client("dynamodb"), TABLE, read_definition(TEMPLATE))


def _table_at(endpoint: str) -> Table:
    definition = read_definition(TEMPLATE)
    try:
        return Table.made(boto3.client("dynamodb", config=_IMPATIENT), TABLE, definition)
    except (BotoCoreError, ClientError, ValueError) as error:
        raise SetUpFault(
            f"DynamoDB at {endpoint} cannot be used ({error}): start it there, or unset {ENDPOINT}."
        ) from error


def _ear() -> Ear:
    try:
        return Ear.from_model(MODEL)
    except (OSError, ValueError, KeyError) as error:
        raise SetUpFault(f"The interaction model {MODEL} cannot be read ({error}): put it back.") from error
