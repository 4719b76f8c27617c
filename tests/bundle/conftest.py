from pathlib import Path

import pytest

from tests.missing import missing

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def sam() -> Path:
    """The SAM CLI."""
    command = ROOT / ".venv-sam" / "bin" / "sam"
    if not command.exists():
        missing("the SAM CLI is not installed: install Python 3.13, then run `make bundle`")
    return command


@pytest.fixture(scope="session")
def bundle() -> Path:
    """The function's bundle as `make bundle` left it."""
    built = ROOT / ".aws-sam" / "build" / "Skill"
    if not built.is_dir():
        missing("there is no bundle: install Python 3.13, then run `make bundle`")
    return built
