"""Imports point one way, from the hosts at the edge to the pure middle, and each outside door has one keeper."""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

RINGS = {
    "skill.domain": set(),
    "skill.settings": set(),
    "skill.raw_json": set(),
    "skill.failure": set(),
    "skill.catalogue": {"skill.domain"},
    "skill.store": {"skill.domain"},
    "skill.speech": {"skill.domain", "skill.catalogue"},
    "skill.alexa": {
        "skill.domain",
        "skill.catalogue",
        "skill.speech",
        "skill.store",
        "skill.raw_json",
        "skill.failure",
    },
    "skill.app": {"skill.domain", "skill.store", "skill.alexa", "skill.settings", "skill.failure"},
    "skill.verification": {"skill.raw_json"},
    "skill.skill_adapter": {"skill.app"},
    "skill.web": {"skill.app", "skill.settings", "skill.skill_adapter", "skill.verification", "skill.failure"},
    "skill.local": {"skill.app", "skill.settings", "skill.domain"},
    "lambda.entry": {"skill.app", "skill.settings"},
    "lambda.bundle": set(),
}
"""What each part may import besides itself."""

KEEPERS = {
    "boto": {"skill.store", "skill.local"},
    "ask_sdk": {"skill.alexa", "skill.app", "skill.skill_adapter"},
    "flask_ask_sdk": {"skill.skill_adapter"},
    "flask": {"skill.web", "skill.skill_adapter", "skill.local"},
    "cryptography": {"skill.verification"},
    "certvalidator": set(),
    "oscrypto": set(),
}
"""Who may import packages of these names; `skill.local` makes the table that a deployment gets from its template."""

PATH_INTO_CONTENT = re.compile(r"(\S+/)?(content/\S*|exercises\.csv|red_flags\.json|places\.json)")


@dataclass(frozen=True)
class Module:
    """A source file under its dotted name."""

    name: str
    tree: ast.Module
    is_package: bool

    @property
    def ring(self) -> str:
        return ring_of(self.name)

    def imports(self) -> Iterator[str]:
        """Dotted names, as far as they are spelled out: `from skill import speech` gives `skill.speech`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            if isinstance(node, ast.ImportFrom):
                origin = ".".join(filter(None, [self._starting_point(node.level), node.module]))
                yield from (f"{origin}.{alias.name}" for alias in node.names)

    def reads_content(self) -> bool:
        return any(leads_to_content(node) for node in ast.walk(self.tree))

    def _starting_point(self, level: int) -> str:
        parts = self.name.split(".")
        return ".".join(parts[: len(parts) - level + self.is_package]) if level else ""


def ring_of(name: str) -> str:
    return ".".join(name.split(".")[:2])


def modules(root: Path) -> list[Module]:
    files = sorted([*root.glob("skill/**/*.py"), *root.glob("lambda/**/*.py")])
    return [read(root, file) for file in files]


def read(root: Path, file: Path) -> Module:
    parts = file.relative_to(root).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    name = ".".join(parts[:-1] if is_package else parts)
    return Module(name, ast.parse(file.read_text(encoding="utf-8")), is_package)


def forbidden_imports(root: Path) -> list[str]:
    return [
        f"{module.name} imports {name}"
        for module in modules(root)
        for name in module.imports()
        if not may(module, name)
    ]


def may(module: Module, name: str) -> bool:
    """Whether `module` may import `name`."""
    package = name.partition(".")[0]
    if package == "skill":
        return ring_of(name) == module.ring or ring_of(name) in RINGS.get(module.ring, set())
    if module.ring == "skill.domain":
        return package in sys.stdlib_module_names
    return all(module.ring in keepers for kept, keepers in KEEPERS.items() if package.startswith(kept))


def leads_to_content(node: ast.AST) -> bool:
    match node:
        case ast.BinOp(op=ast.Div(), right=ast.Constant(value="content")):
            return True
        case ast.alias(name="CONTENT") | ast.Attribute(attr="CONTENT"):
            return True
        case ast.Constant(value=str(text)):
            return PATH_INTO_CONTENT.fullmatch(text) is not None
    return False


def readers_of_content(root: Path) -> set[str]:
    return {module.name for module in modules(root) if module.reads_content()}


def tree_with(root: Path, file: str, line: str) -> Path:
    """A project of one source file with one line."""
    path = root / file
    path.parent.mkdir(parents=True)
    path.write_text(f"{line}\n", encoding="utf-8")
    return root


def test_imports_point_one_way() -> None:
    assert forbidden_imports(ROOT) == []


def test_every_module_belongs_to_a_ring() -> None:
    rings = {module.ring for module in modules(ROOT)} - {"skill"}

    assert rings - RINGS.keys() == set()


def test_only_the_catalogue_reads_content() -> None:
    assert readers_of_content(ROOT) == {"skill.catalogue"}


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("skill/domain/walk.py", "import skill.speech"),
        ("skill/domain/walk.py", "from skill import catalogue"),
        ("skill/domain/walk.py", "from skill.store.items import walk_record"),
        ("skill/domain/walk.py", "import isodate"),
        ("skill/domain/walk.py", "from dateutil import parser"),
        ("skill/domain/walk.py", "from .. import speech"),
        ("skill/domain/__init__.py", "from ..speech import Speech"),
        ("skill/catalogue.py", "from skill.speech import Speech"),
        ("skill/catalogue.py", "from skill.store import items"),
        ("skill/speech.py", "from skill.store.diaries import Diaries"),
        ("skill/speech.py", "from skill.alexa.reply import Reply"),
        ("skill/store/items.py", "from skill import catalogue"),
        ("skill/store/items.py", "from skill.settings import Settings"),
        ("skill/store/items.py", "import ask_sdk_model"),
        ("skill/settings.py", "from skill.domain import walk"),
        ("skill/alexa/turn.py", "import boto3"),
        ("skill/alexa/turn.py", "from botocore.config import Config"),
        ("skill/alexa/turn.py", "from skill.app import build_skill"),
        ("skill/alexa/turn.py", "from skill import app"),
        ("skill/alexa/turn.py", "from skill.settings import Settings"),
        ("skill/alexa/turn.py", "def ask():\n    from skill.local import ear"),
        ("skill/app.py", "from skill.local.ear import Ear"),
        ("skill/app.py", "import boto3.dynamodb"),
        ("skill/web.py", "import skill.local.server"),
        ("skill/web.py", "from skill.alexa.turn import Turn"),
        ("skill/web.py", "import ask_sdk_core"),
        ("skill/web.py", "from flask_ask_sdk.skill_adapter import SkillAdapter"),
        ("skill/web.py", "from cryptography import x509"),
        ("skill/skill_adapter.py", "import certvalidator"),
        ("skill/skill_adapter.py", "from skill.verification.refused import Refused"),
        ("skill/verification/verifier.py", "from skill.settings import Settings"),
        ("skill/verification/verifier.py", "from skill.app import BackWalk"),
        ("skill/verification/verifier.py", "import flask"),
        ("skill/verification/chain.py", "from oscrypto import keys"),
        ("skill/app.py", "from skill.verification import verifier"),
        ("skill/alexa/turn.py", "import flask"),
        ("skill/local/ear.py", "from ask_sdk_model import Intent"),
        ("skill/local/ear.py", "import ask_sdk_dynamodb"),
        ("skill/local/ear.py", "from skill.alexa.reply import Reply"),
        ("lambda/entry.py", "from skill.local.companion import Companion"),
        ("lambda/entry.py", "from skill.store.dynamodb import DynamoDiaries"),
        ("lambda/entry.py", "import boto3"),
    ],
)
def test_an_import_the_wrong_way_is_found(tmp_path: Path, file: str, line: str) -> None:
    tree = tree_with(tmp_path, file, line)

    assert len(forbidden_imports(tree)) == 1


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("skill/domain/diary.py", "from skill.domain.walk import Walk"),
        ("skill/domain/diary.py", "from .walk import Walk"),
        ("skill/domain/__init__.py", "from .walk import Walk"),
        ("skill/domain/diary.py", "from zoneinfo import ZoneInfo"),
        ("skill/speech.py", "from skill import catalogue"),
        ("skill/speech.py", "from xml.sax.saxutils import escape"),
        ("skill/store/dynamodb.py", "import botocore.config"),
        ("skill/alexa/turn.py", "from skill.store.diaries import Diaries"),
        ("skill/alexa/api_client.py", "import urllib3"),
        ("skill/app.py", "import ask_sdk_core.skill_builder"),
        ("skill/local/table.py", "import boto3"),
        ("skill/skill_adapter.py", "from flask_ask_sdk.skill_adapter import SkillAdapter"),
        ("skill/skill_adapter.py", "from ask_sdk_core.skill import CustomSkill"),
        ("skill/verification/chain.py", "from cryptography.x509 import Certificate"),
        ("skill/verification/verifier.py", "from skill.verification.refused import Refused"),
        ("skill/web.py", "from skill.verification.verifier import RequestVerifier"),
        ("skill/web.py", "from flask import Flask"),
        ("lambda/entry.py", "from skill.app import build_skill"),
    ],
)
def test_an_import_the_right_way_is_not(tmp_path: Path, file: str, line: str) -> None:
    tree = tree_with(tmp_path, file, line)

    assert forbidden_imports(tree) == []


@pytest.mark.parametrize(
    "line",
    [
        'FOLDER = Path(__file__).parent / "content"',
        'open("skill/content/exercises.csv")',
        'PLACES = FOLDER / "places.json"',
        "from skill.catalogue import CONTENT",
        "WORDS = catalogue.CONTENT",
    ],
)
def test_a_second_reader_of_content_is_found(tmp_path: Path, line: str) -> None:
    tree = tree_with(tmp_path, "skill/alexa/exercise.py", line)

    assert readers_of_content(tree) == {"skill.alexa.exercise"}
