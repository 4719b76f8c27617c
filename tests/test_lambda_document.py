"""docs/lambda.md says what is so."""

import re
from pathlib import Path

import pytest
from cfnlint.decode import decode_str

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "lambda.md").read_text(encoding="utf-8")
SOURCE = "\n".join(
    path.read_text(encoding="utf-8") for folder in ("skill", "lambda") for path in (ROOT / folder).rglob("*.py")
)

TEMPLATE, _ = decode_str((ROOT / "template.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "begun", ["My Back Walk cannot start.", "request refused: not for this skill", "diary not read:"]
)
def test_a_line_of_the_log_that_it_explains_is_written(begun: str) -> None:
    assert f"`{begun}" in TEXT
    assert f'"{begun}' in SOURCE


def test_what_it_deploys_with_are_parameters_of_the_template() -> None:
    in_the_command = set(re.findall(r"--parameter-overrides (\w+)=", TEXT))
    without_default = {name for name, each in TEMPLATE["Parameters"].items() if "Default" not in each}

    assert in_the_command == without_default
    assert all(f"`{name}`" in TEXT for name in TEMPLATE["Parameters"].keys() - without_default)


def test_what_it_says_to_paste_is_an_output_of_the_template() -> None:
    assert [name for name in TEMPLATE["Outputs"] if f"Paste `{name}`" in TEXT] == ["SkillEndpoint"]


def test_the_table_outlives_the_stack_as_it_says() -> None:
    kept = {name for name, each in TEMPLATE["Resources"].items() if each.get("DeletionPolicy") == "Retain"}

    assert "`sam delete` removes all but the table" in TEXT
    assert kept == {"Diaries"}
