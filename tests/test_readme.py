"""What the README and the decisions say of the project is so."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from skill.local.api import create_app
from skill.local.ear import Ear, Heard
from tests.local.companions import companion_of

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DECISIONS = sorted((ROOT / "docs" / "decisions").iterdir())

FALLBACK = "AMAZON.FallbackIntent"
DECISION_HEADINGS = ["Status", "Context", "Decision", "Consequences"]
SHORT_FOR = ("", "skill", "interaction_model")
"""Where a path of the README may begin: the diagram leaves `skill/` out, and `en.json` stands beside its folder."""


def section(title: str) -> str:
    _, _, rest = README.partition(f"\n## {title}\n")
    return rest.partition("\n## ")[0]


def code_block(language: str) -> str:
    """The first one of this language."""
    block = re.search(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    assert block, f"the README has no block of {language}"
    return block[1]


def things_to_say() -> list[str]:
    bullets = re.findall(r"^- .*$", section("Things to say"), re.MULTILINE)
    return [sentence for bullet in bullets for sentence in re.findall(r'"([^"]+)"', bullet)]


def commands() -> list[str]:
    """What the first console block tells the reader to type."""
    return [line.partition("#")[0].strip() for line in re.findall(r"^\$ (.*)$", code_block("console"), re.MULTILINE)]


def set_in_code() -> list[str]:
    outside_blocks = re.sub(r"^```.*?^```$", "", README, flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"`([^`]+)`", outside_blocks)


def paths() -> set[str]:
    """What has a slash or a file's ending, in backticks or in the diagram; wildcards included."""
    in_backticks = {code for code in set_in_code() if re.fullmatch(r"[\w.*-]+(/[\w.*-]*)+|[\w*-]+\.[a-z]+", code)}
    in_the_diagram = set(re.findall(r"\b[a-z_]+(?:/[a-z_.]*)+", code_block("mermaid").replace("<br>", " ")))
    return in_backticks | in_the_diagram


def targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


def calls_described() -> list[tuple[str, str]]:
    return re.findall(r"^\| `([A-Z]+) (\S+)[^`]*` \|", section("Talking to it over HTTP"), re.MULTILINE)


def calls_served() -> Iterator[tuple[str, str]]:
    for rule in create_app(companion_of(), port=8000).url_map.iter_rules():
        if rule.rule.startswith("/api/"):
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                yield method, rule.rule


@pytest.fixture(scope="module")
def ear() -> Ear:
    return Ear.from_model(ROOT / "interaction_model" / "en.json")


@pytest.mark.parametrize("sentence", things_to_say())
def test_everything_to_say_is_understood(ear: Ear, sentence: str) -> None:
    heard = ear.hear_wake_word(sentence) if sentence.startswith("Alexa") else ear.hear(sentence)

    assert heard is not None, "this is not for the skill"
    assert not isinstance(heard, Heard) or heard.intent != FALLBACK


def test_there_are_things_to_say_with_the_wake_word_and_without() -> None:
    assert {sentence.startswith("Alexa, ") for sentence in things_to_say()} == {True, False}


def test_the_first_commands_are_targets_of_the_makefile() -> None:
    known = {f"make {target}" for target in targets()}

    assert commands()
    assert set(commands()) <= known


def test_every_other_make_is_a_target_too() -> None:
    named = {target for code in set_in_code() for target in re.findall(r"\bmake (\w+)", code)}

    assert named - targets() == set()


@pytest.mark.parametrize("path", sorted(paths()))
def test_every_path_leads_somewhere(path: str) -> None:
    found = [place for folder in SHORT_FOR for place in (ROOT / folder).glob(path)]

    assert found
    assert all(place.is_dir() for place in found if path.endswith("/"))


def test_every_call_described_is_served_and_every_call_served_is_described() -> None:
    assert sorted(calls_described()) == sorted(calls_served())


def test_decisions_are_numbered_without_gaps() -> None:
    assert [path.name[:5] for path in DECISIONS] == [f"{number:04}-" for number in range(1, len(DECISIONS) + 1)]


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.name)
def test_a_decision_has_its_number_and_its_four_headings(decision: Path) -> None:
    text = decision.read_text(encoding="utf-8")

    assert text.startswith(f"# {int(decision.name[:4])}. ")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == DECISION_HEADINGS
