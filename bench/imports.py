"""What a cold start imports, and how long each package takes."""

import re
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.contestants import Contestant
from tests.emulator import INSTALLED, interpreter, lambda_environment

NOWHERE = "http://127.0.0.1:9"
RUNS = 3

_LINE = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \| (\s*)(\S+)")


@dataclass(frozen=True, slots=True)
class Import:
    """One module; milliseconds."""

    module: str
    own: float
    whole: float
    """With all that it imports in its turn."""

    @property
    def package(self) -> str:
        return self.module.partition(".")[0]


def imports_of(contestant: Contestant) -> list[Import]:
    """What importing the handler's module imports: the fastest of a few runs, in the order in which they ended."""
    return min((_imports(contestant) for _ in range(RUNS)), key=lambda found: sum(each.own for each in found))


def by_package(imports: Sequence[Import]) -> list[tuple[str, float]]:
    """Own milliseconds of each package with all its modules, the longest first."""
    sums: defaultdict[str, float] = defaultdict(float)
    for each in imports:
        sums[each.package] += each.own
    return sorted(sums.items(), key=lambda package: -package[1])


def _imports(contestant: Contestant) -> list[Import]:
    module = contestant.handler.partition(".")[0]
    with tempfile.TemporaryDirectory() as runtime_client:
        INSTALLED.link_runtime_client(Path(runtime_client))
        environment = lambda_environment(contestant.bundle, contestant.handler, Path(runtime_client))
        ended = subprocess.run(
            [*interpreter(INSTALLED), "-X", "importtime", "-c", f"import {module}"],
            cwd=contestant.bundle,
            env=environment | contestant.environment(NOWHERE),
            capture_output=True,
            text=True,
            check=True,
        )
    found = _LINE.findall(ended.stderr)
    return [Import(module, int(own) / 1000, int(whole) / 1000) for own, whole, _, module in found]
