"""The template deploys the skill that is here: its handler, its settings, its calls and nothing more."""

import ast
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import boto3
from cfnlint.api import lint
from cfnlint.decode import decode_str
from packaging.specifiers import SpecifierSet

from skill import settings
from skill.settings import Settings

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "template.yaml").read_text(encoding="utf-8")

Json = dict[str, Any]


class Noting(Mapping[str, str]):
    """An environment that has everything and notes what is looked up."""

    def __init__(self) -> None:
        self.looked_up: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.looked_up.add(name)
        return str(settings.DEFAULT_RETENTION_DAYS)

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("settings are looked up by their names")

    def __len__(self) -> int:
        raise AssertionError("settings are looked up by their names")


def template() -> Json:
    """As CloudFormation reads it: `!Ref Log` is `{"Ref": "Log"}`."""
    decoded, faults = decode_str(TEXT)
    assert faults == []
    return dict(decoded)


def properties(resource_type: str) -> list[Json]:
    """Of every resource of this type."""
    return [each["Properties"] for each in template()["Resources"].values() if each["Type"] == resource_type]


def function() -> Json:
    [only] = properties("AWS::Serverless::Function")
    return only


def names_defined(source: Path) -> set[str]:
    tree = ast.parse(source.read_text(encoding="utf-8"))
    assigned = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return assigned | {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def calls_of_the_store() -> set[str]:
    """The methods of the boto3 client that the store calls, from its source."""
    return {
        node.func.attr
        for path in (ROOT / "skill" / "store").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Attribute)
        and node.func.value.attr == "_client"
    }


def statements() -> list[Json]:
    return [statement for policy in function()["Policies"] for statement in policy["Statement"]]


def test_cfn_lint_finds_nothing() -> None:
    assert [str(finding) for finding in lint(TEXT)] == []


def test_the_handler_is_where_the_template_says() -> None:
    module, _, name = function()["Handler"].partition(".")

    assert name in names_defined(ROOT / function()["CodeUri"] / f"{module}.py")


def test_the_runtime_is_a_python_that_the_project_supports() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert function()["Runtime"].removeprefix("python") in SpecifierSet(project["requires-python"])


def test_the_function_runs_on_either_architecture() -> None:
    assert function()["Architectures"] == [{"Ref": "Architecture"}]
    assert set(template()["Parameters"]["Architecture"]["AllowedValues"]) == {"arm64", "x86_64"}


def test_the_function_gets_the_settings_that_are_read_and_no_others() -> None:
    environment = Noting()

    Settings.from_env(environment)

    assert set(function()["Environment"]["Variables"]) == environment.looked_up


def test_the_days_of_retention_are_those_that_the_settings_take() -> None:
    days = template()["Parameters"]["RetentionDays"]

    assert days["Default"] == settings.DEFAULT_RETENTION_DAYS
    assert days["MinValue"] == settings.SHORTEST_RETENTION_DAYS
    assert days["MaxValue"] == settings.LONGEST_RETENTION_DAYS


def test_the_function_may_make_the_calls_of_the_store_and_no_others() -> None:
    operations = boto3.client("dynamodb", region_name="us-east-1").meta.method_to_api_mapping
    needed = [f"dynamodb:{operations[call]}" for call in calls_of_the_store()]

    assert sorted(action for statement in statements() for action in statement["Action"]) == sorted(needed)


def test_the_function_may_make_them_on_the_table_of_its_settings_only() -> None:
    table = function()["Environment"]["Variables"][settings.TABLE]["Ref"]

    assert [statement["Resource"] for statement in statements()] == [{"Fn::GetAtt": [table, "Arn"]}]


def test_only_the_skill_that_is_named_may_call_the_function() -> None:
    callers = list(function()["Events"].values())

    assert callers == [{"Type": "AlexaSkill", "Properties": {"SkillId": {"Ref": "SkillId"}}}]
    assert properties("AWS::Lambda::Permission") == []


def test_the_function_answers_the_skill_that_may_call_it() -> None:
    assert function()["Environment"]["Variables"][settings.SKILL_ID] == {"Ref": "SkillId"}


def test_the_log_of_the_function_is_not_kept_for_ever() -> None:
    log = template()["Resources"][function()["LoggingConfig"]["LogGroup"]["Ref"]]

    assert log["Type"] == "AWS::Logs::LogGroup"
    assert log["Properties"]["RetentionInDays"] == {"Ref": "LogDays"}
    assert template()["Parameters"]["LogDays"]["Default"] > 0
