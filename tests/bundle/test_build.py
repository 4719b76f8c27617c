"""Making the bundle where something is not as it should be."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECONDS = 60


def build(folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """What `sam build` runs for the function; there is no sam on this PATH, nor a Python but what is named."""
    make = shutil.which("make")
    assert make, "make is needed, as the README says"
    return subprocess.run(
        [make, "--makefile", "lambda/Makefile", "build-Skill"],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "ARTIFACTS_DIR": str(folder), **variables},
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )


@pytest.mark.parametrize("python", ["of another version", "that is not there"])
def test_a_python_that_does_not_fit_the_runtime_is_refused_in_one_line(tmp_path: Path, python: str) -> None:
    named = interpreter(tmp_path, "3.14") if python == "of another version" else tmp_path / "python3.13"

    ended = build(tmp_path / "bundle", PYTHON=str(named))

    [line] = [line for line in ended.stderr.splitlines() if not line.startswith("make")]
    assert ended.returncode != 0
    assert "Python 3.13" in line
    assert str(named) in line
    assert not (tmp_path / "bundle").exists()


def test_packages_that_cannot_be_had_stop_the_build_with_what_to_do(tmp_path: Path) -> None:
    """The bundle is made by the Python that runs the tests: which one it is makes no difference to pip."""
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9", "PIP_RETRIES": "0", "PIP_NO_CACHE_DIR": "1"}

    ended = subprocess.run(
        [sys.executable, "lambda/bundle.py", str(tmp_path / "bundle")],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "PIP_CONFIG_FILE": "/dev/null", **nowhere},
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )

    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1] == (
        "The packages could not be installed: pip says why above. Check the network, then build again."
    )
    assert not (tmp_path / "bundle" / "skill").exists()


def test_the_runtime_is_the_same_wherever_it_is_named() -> None:
    runtime = re.search(r"Runtime: python([\d.]+)", text("template.yaml"))
    assert runtime

    assert f"requirements/sam.txt {runtime[1]}\n" in text("Makefile")
    assert f"PYTHON ?= python{runtime[1]}\n" in text("lambda/Makefile")
    assert f'"$$version" = {runtime[1]} ]' in text("lambda/Makefile")


def interpreter(folder: Path, version: str) -> Path:
    """Something that says it is a Python of that version."""
    program = folder / "python"
    program.write_text(f"#!/bin/sh\necho {version}\n", encoding="utf-8")
    program.chmod(0o755)
    return program


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")
