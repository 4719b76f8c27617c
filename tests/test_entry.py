"""The cold start of the function, as a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SECONDS = 60

COMPLETE = {
    "BACK_WALK_TABLE": "diaries",
    "BACK_WALK_SKILL_ID": "amzn1.ask.skill.ours",
    "BACK_WALK_RETENTION_DAYS": "400",
}
AWS = {
    "AWS_CONFIG_FILE": "none",
    "AWS_DEFAULT_REGION": "eu-west-1",
    "AWS_ACCESS_KEY_ID": "nobody",
    "AWS_SECRET_ACCESS_KEY": "nothing",
}

FOREIGN_REQUEST = {
    "version": "1.0",
    "context": {"System": {"application": {"applicationId": "amzn1.ask.skill.another"}}},
    "request": {
        "type": "LaunchRequest",
        "requestId": "amzn1.echo-api.request.1",
        "timestamp": "2026-01-05T13:00:00Z",
        "locale": "en-US",
    },
}

ANSWER_ONE_REQUEST = "import entry, json, sys; print(json.dumps(entry.handler(json.load(sys.stdin), None)))"


def set_of(variables: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in variables.items() if value is not None}


def cold_start(
    code: str, folder: Path, settings: dict[str, str], event: object = None, aws: Mapping[str, str | None] = AWS
) -> tuple[int, str, str]:
    """Exit status, output and errors of `code` with the function's modules, away from the project's folder."""
    machine = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "BACK_WALK_"))}
    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=machine | set_of(aws) | settings | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'lambda'}"},
        input=json.dumps(event),
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    return ended.returncode, ended.stdout, ended.stderr


def test_with_all_settings_the_handler_answers(tmp_path: Path) -> None:
    status, output, errors = cold_start(ANSWER_ONE_REQUEST, tmp_path, COMPLETE, FOREIGN_REQUEST)

    assert status == 0, errors
    assert json.loads(output) == {"version": "1.0", "response": {}}


@pytest.mark.parametrize(
    ("name", "value"),
    [("BACK_WALK_TABLE", ""), ("BACK_WALK_SKILL_ID", ""), ("BACK_WALK_RETENTION_DAYS", "for ever")],
)
def test_a_setting_that_is_missing_or_wrong_is_named_in_one_line(tmp_path: Path, name: str, value: str) -> None:
    status, output, errors = cold_start("import entry", tmp_path, COMPLETE | {name: value})

    assert status == 1
    assert output == ""
    assert [line for line in errors.splitlines() if name in line] == errors.splitlines()
    assert errors.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AWS_DEFAULT_REGION", None),
        ("AWS_DEFAULT_REGION", ""),
        ("AWS_DEFAULT_REGION", "north of the river"),
        ("AWS_ENDPOINT_URL_DYNAMODB", "the table"),
    ],
)
def test_a_setting_of_aws_that_is_missing_or_wrong_is_named_in_one_line(
    tmp_path: Path, name: str, value: str | None
) -> None:
    status, output, errors = cold_start("import entry", tmp_path, COMPLETE, aws={**AWS, name: value})

    assert (status, output) == (1, "")
    assert errors.count("\n") == 1
    assert name in errors


def test_a_start_without_any_settings_names_the_first_in_one_line(tmp_path: Path) -> None:
    status, output, errors = cold_start("import entry", tmp_path, {})

    assert (status, output) == (1, "")
    assert errors.count("\n") == 1
    assert "BACK_WALK_TABLE" in errors
