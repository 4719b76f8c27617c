"""Makes the function's bundle: what runs, pinned and compiled, and nothing else.

    python3.13 lambda/bundle.py FOLDER

Only wheels without machine code are taken, so that one bundle runs on arm64 and on x86_64, made on any machine.
"""

import compileall
import json
import shutil
import subprocess
import sys
from pathlib import Path
from py_compile import PycInvalidationMode

ROOT = Path(__file__).parents[1]

NEVER_IMPORTED = (
    "*.dist-info",  # pip's own notes
    "bin",
    "requests",  # only the SDK's own client of Alexa's services wants it and what it brings, and we have another
    "certifi",
    "charset_normalizer",
    "idna",
    "boto3/examples",
)

OTHER_HOSTS = ("local", "web.py", "skill_adapter.py", "verification")
"""Parts of `skill/` that no function needs."""

SERVICE = "dynamodb"
"""The one AWS service that is called; botocore brings the descriptions of all 400."""


def main(folder: Path) -> None:
    install(folder)
    for pattern in NEVER_IMPORTED:
        remove(list(folder.glob(pattern)))
    remove(other_services(folder))
    forget_other_endpoints(folder / "botocore" / "data" / "endpoints.json")
    shutil.copytree(ROOT / "skill", folder / "skill", ignore=shutil.ignore_patterns("__pycache__", *OTHER_HOSTS))
    shutil.copy(ROOT / "lambda" / "entry.py", folder)
    compile_all(folder)


def install(folder: Path) -> None:
    pip = [sys.executable, "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"]
    pins = ["--require-hashes", "--requirement", str(ROOT / "requirements" / "lambda.txt")]
    no_machine_code = ["--only-binary", ":all:", "--implementation", "py", "--abi", "none", "--platform", "any"]
    ended = subprocess.run([*pip, *pins, *no_machine_code, "--target", str(folder)])
    if ended.returncode:
        sys.exit("The packages could not be installed: pip says why above. Check the network, then build again.")


def other_services(folder: Path) -> list[Path]:
    """The folders that describe a service which is not ours; the files beside them are read for every service."""
    data = [*(folder / "botocore" / "data").iterdir(), *(folder / "boto3" / "data").iterdir()]
    return [each for each in data if each.is_dir() and each.name != SERVICE]


def forget_other_endpoints(endpoints: Path) -> None:
    """Leave out where the other services are: a cold start reads the whole list to make one client."""
    described = json.loads(endpoints.read_bytes())
    for partition in described["partitions"]:
        partition["services"] = {name: each for name, each in partition["services"].items() if name == SERVICE}
    endpoints.write_text(json.dumps(described), encoding="utf-8")


def remove(paths: list[Path]) -> None:
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def compile_all(folder: Path) -> None:
    """Bytecode that is never checked against its source: what a cold start reads does not change any more."""
    compiled = compileall.compile_dir(
        folder, quiet=1, invalidation_mode=PycInvalidationMode.UNCHECKED_HASH, stripdir=str(folder), workers=0
    )
    if not compiled:
        sys.exit("A file of the bundle could not be compiled: the lines above say which.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
