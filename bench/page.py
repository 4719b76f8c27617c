"""What was measured, as Markdown, put into docs/performance.md between two markers."""

import os
import platform
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from bench.contestants import OURS, PEER
from bench.figures import STARTS, TURNS, Figures
from bench.imports import Import, by_package
from bench.lines import Line, baselines, lines
from tests.emulator import INSTALLED

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
BEGIN = "<!-- What stands from here to the next marker is written by `make bench`. -->"
END = "<!-- The end of what `make bench` writes. -->"
PACKAGES = 12
VERDICTS = {None: "", True: "met", False: "**missed**"}


def write(measured: str) -> None:
    """Puts `measured` in place of what was measured before; raises ValueError when the markers are not there."""
    before, begin, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"{PAGE} lacks its two markers: put them back, the figures go between them.")
    PAGE.write_text(f"{before}{begin}\n\n{measured}\n\n{end}{after}", encoding="utf-8")


def rendered(figures: Figures) -> str:
    return "\n\n".join([_machine(), _budget_table(lines(figures)), baselines(figures), _import_table(figures.imports)])


def _machine() -> str:
    python = subprocess.run([INSTALLED.python, "-V"], capture_output=True, text=True, check=True).stdout.strip()
    machine = f"{os.cpu_count()} cores ({platform.machine()}, {platform.system()}) with {python}"
    return (
        f"On {machine}: {STARTS} cold starts and {TURNS} warm turns of each kind. Times are medians, with the "
        "quartiles in brackets; a ratio is that of the medians."
    )


def _budget_table(measured: Iterable[Line]) -> str:
    cells = [(each.what, each.ours, each.peer, each.ratio, each.budget, VERDICTS[each.is_met]) for each in measured]
    return _table(("what", OURS.name, PEER.name, "ratio", "budget", ""), cells)


def _import_table(imports: Mapping[str, Sequence[Import]]) -> str:
    ours, peer = (by_package(imports[each.name]) for each in (OURS, PEER))
    cells = [
        (*_package(our_package), *_package(peer_package))
        for our_package, peer_package in zip(ours[:PACKAGES], peer[:PACKAGES], strict=True)
    ]
    header = (f"package, {OURS.name}", "ms", f"package, {PEER.name}", "ms")
    total = ("all", f"{_sum(ours):.1f}", "all", f"{_sum(peer):.1f}")
    return _table(header, [*cells, total])


def _package(package: tuple[str, float]) -> tuple[str, str]:
    name, milliseconds = package
    return f"`{name}`", f"{milliseconds:.1f}"


def _sum(packages: Iterable[tuple[str, float]]) -> float:
    return sum(milliseconds for _, milliseconds in packages)


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [header, ["---"] * len(header), *rows])
