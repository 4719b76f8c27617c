"""docs/self-hosting.md says what is so."""

import ast
import re
import shlex

import pytest

from skill.alexa import api_client
from skill.settings import RETENTION, SKILL_ID, TABLE
from skill.store import dynamodb
from skill.verification.signers import MOST_WAITING
from skill.verification.signing_url import HOST
from tests.web.gunicorn import DOCUMENT, ROOT, documented

TEXT = DOCUMENT.read_text(encoding="utf-8")

REASONS = re.findall(r"`request refused: ([^`]+)`(?: or `(?:request refused: )?([^`]+)`)?", TEXT)

TEXTS_IN_THE_SOURCE = " ".join(
    node.value
    for folder in ("skill/verification", "skill")
    for path in (ROOT / folder).glob("*.py")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(node, ast.Constant) and isinstance(node.value, str)
)


@pytest.mark.parametrize("reason", sorted({each for pair in REASONS for each in pair if each}))
def test_every_reason_that_it_explains_can_be_met(reason: str) -> None:
    assert reason.removeprefix("no ") in TEXTS_IN_THE_SOURCE


@pytest.mark.parametrize("name", [TABLE, SKILL_ID, RETENTION, HOST, "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL_DYNAMODB"])
def test_it_names_what_one_must_set_and_reach(name: str) -> None:
    assert name in TEXT


def test_the_command_listens_to_this_machine_alone() -> None:
    arguments = documented()

    assert arguments[arguments.index("--bind") + 1].startswith("127.0.0.1:")
    assert arguments[-1] == "skill.web:start()"


def test_the_command_leaves_threads_to_requests_that_wait_for_nothing() -> None:
    arguments = documented()

    assert int(arguments[arguments.index("--threads") + 1]) >= MOST_WAITING + 8


def test_every_thread_finds_a_connection_kept_open() -> None:
    arguments = documented()

    assert int(arguments[arguments.index("--threads") + 1]) <= min(dynamodb.MOST_AT_ONCE, api_client.MOST_AT_ONCE)


def test_make_serve_runs_the_command() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")

    assert documented() in [shlex.split(line.partition("gunicorn ")[2]) for line in makefile.splitlines()]
