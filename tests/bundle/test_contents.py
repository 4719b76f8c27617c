"""The bundle holds what runs on Lambda, as the project has it now, and nothing else."""

import json
import os
import subprocess
from pathlib import Path

from bench.size import zipped_bytes

ROOT = Path(__file__).parents[2]

MEGABYTE = 1_000_000
LARGEST = 7 * MEGABYTE

HASH_BASED, CHECKED = 0b01, 0b10
"""Bits of the flags in a file of bytecode, PEP 552."""

OF_OTHER_HOSTS = ("local/", "web.py", "skill_adapter.py", "verification/")


def relative_files(folder: Path, pattern: str) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob(pattern) if path.is_file()}


def sources(folder: Path) -> set[str]:
    return {file for file in relative_files(folder, "*") if "__pycache__" not in file}


def test_it_holds_the_handler_the_skill_and_the_packages_that_it_imports(bundle: Path) -> None:
    assert {path.name for path in bundle.iterdir()} == {
        "__pycache__",
        "ask_sdk_core",
        "ask_sdk_model",
        "ask_sdk_runtime",
        "boto3",
        "botocore",
        "dateutil",
        "entry.py",
        "jmespath",
        "s3transfer",
        "six.py",
        "skill",
        "tzdata",
        "urllib3",
    }


def test_every_file_of_the_skill_is_there_as_it_is_now_but_for_the_other_hosts(bundle: Path) -> None:
    ours = {file for file in sources(ROOT / "skill") if not file.startswith(OF_OTHER_HOSTS)}

    assert sources(bundle / "skill") == ours
    assert [
        file for file in ours if (bundle / "skill" / file).read_bytes() != (ROOT / "skill" / file).read_bytes()
    ] == []


def test_every_module_of_the_skill_finds_what_it_imports(bundle: Path, sam: Path) -> None:
    modules = [Path(file).with_suffix("").as_posix().replace("/", ".") for file in relative_files(bundle, "*.py")]
    ours = sorted(module for module in modules if module.startswith("skill."))

    ended = subprocess.run(
        [sam.parent / "python", "-ISc", f"import sys; sys.path.append({str(bundle)!r}); import {', '.join(ours)}"],
        capture_output=True,
        text=True,
    )

    assert ended.returncode == 0, ended.stderr


def test_of_all_services_only_dynamodb_is_described(bundle: Path) -> None:
    for library in ("botocore", "boto3"):
        assert [path.name for path in (bundle / library / "data").iterdir() if path.is_dir()] == ["dynamodb"]


def test_dynamodb_is_found_in_every_part_of_aws(bundle: Path) -> None:
    endpoints = json.loads((bundle / "botocore" / "data" / "endpoints.json").read_bytes())

    served = {partition["partition"]: set(partition["services"]) for partition in endpoints["partitions"]}

    assert {"aws", "aws-cn", "aws-us-gov"} <= {name for name, services in served.items() if services == {"dynamodb"}}


def test_it_holds_no_machine_code_so_that_it_runs_on_arm64_and_on_x86_64(bundle: Path) -> None:
    kinds = {path.suffix for path in bundle.rglob("*") if path.is_file()}

    assert kinds.isdisjoint({".so", ".pyd", ".dylib"})


def test_every_module_has_its_bytecode(bundle: Path) -> None:
    modules = relative_files(bundle, "*.py")
    bytecode = relative_files(bundle, "*.pyc")

    assert {compiled(module) for module in modules} == bytecode


def test_the_bytecode_is_for_the_runtime_and_never_checked_against_its_source(bundle: Path, sam: Path) -> None:
    write_magic = "import importlib.util, sys; sys.stdout.buffer.write(importlib.util.MAGIC_NUMBER)"
    magic = subprocess.run([sam.parent / "python", "-ISc", write_magic], capture_output=True, check=True).stdout

    heads = {path.read_bytes()[:8] for path in bundle.rglob("*.pyc")}

    assert {head[:4] for head in heads} == {magic}
    assert {int.from_bytes(head[4:], "little") for head in heads} == {HASH_BASED & ~CHECKED}


def test_the_bytecode_does_not_tell_where_it_was_made(bundle: Path) -> None:
    here = os.fsencode(ROOT)

    assert [path for path in bundle.rglob("*.pyc") if here in path.read_bytes()] == []


def test_zipped_it_keeps_to_its_size(bundle: Path) -> None:
    assert zipped_bytes(bundle) <= LARGEST


def test_sam_finds_nothing_wrong_with_the_template(sam: Path) -> None:
    ended = subprocess.run(
        [sam, "validate", "--lint", "--template", ROOT / "template.yaml"],
        env={"PATH": os.defpath, "AWS_DEFAULT_REGION": "us-east-1", "SAM_CLI_TELEMETRY": "0"},
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr


def compiled(module: str) -> str:
    path = Path(module)
    return (path.parent / "__pycache__" / f"{path.stem}.cpython-313.pyc").as_posix()
