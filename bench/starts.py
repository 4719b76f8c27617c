"""Cold starts, one of each contestant in turn, each with a first launch that reads the diary."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.contestants import Contestant, new_walker
from bench.sample import Sample
from bench.stand import Stand


@dataclass(frozen=True, slots=True)
class Start:
    """One cold start, in milliseconds by the emulator's clock."""

    init: float
    """The interpreter, the imports, the skill made ready."""
    launch: float
    """The first request, inside the function."""


@dataclass(frozen=True, slots=True)
class Starts:
    init: Sample
    launch: Sample
    cold: Sample
    """Both together, start by start."""


def measure_starts(stand: Stand, contestants: Sequence[Contestant], count: int) -> Mapping[str, Starts]:
    """By the contestant's name."""
    starts: dict[str, list[Start]] = {contestant.name: [] for contestant in contestants}
    for number in range(count):
        for contestant in contestants:
            starts[contestant.name].append(_start(stand, contestant, f"cold {number}"))
    return {name: _together(each) for name, each in starts.items()}


def _start(stand: Stand, contestant: Contestant, user: str) -> Start:
    with contestant.running(stand.endpoint) as function:
        new_walker(stand, contestant, function.invoke, user).launch()
        return Start(function.init_milliseconds, function.invoke_milliseconds[0])


def _together(starts: list[Start]) -> Starts:
    return Starts(
        init=Sample.of(start.init for start in starts),
        launch=Sample.of(start.launch for start in starts),
        cold=Sample.of(start.init + start.launch for start in starts),
    )
