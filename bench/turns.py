"""Warm turns: the same conversations with both functions, and what each turn took inside the function."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass

from bench.contestants import BOTH, new_walker
from bench.sample import Sample
from bench.stand import Stand
from tests.alexa.walker import Walker
from tests.emulator import Function

END = "end"
"""The end of a walk, in the session that its launch has opened: reads and writes."""
ONE_SHOT_END = "one-shot end"
"""The same as the first request of a session: ours also asks the device for its time zone."""
SAFETY = "safety"
"""A safety answer."""

CONVERSATIONS_TO_WARM_UP = 5


@dataclass(frozen=True, slots=True)
class Turns:
    """What one function needed."""

    milliseconds: Mapping[str, Sample]
    """By the kind of turn."""
    peak_memory: int
    """Bytes, after all of them."""


def measure_turns(stand: Stand, count: int) -> Mapping[str, Turns]:
    """By the contestant's name."""
    with ExitStack() as stack:
        functions = {each.name: stack.enter_context(each.running(stand.endpoint)) for each in BOTH}
        everybody = [
            [new_walker(stand, each, functions[each.name].invoke, f"warm {number}") for each in BOTH]
            for number in range(CONVERSATIONS_TO_WARM_UP + count)
        ]
        for walkers in everybody:
            for walker in walkers:
                kinds = list(converse(walker))
        return {name: _turns(function, kinds) for name, function in functions.items()}


def converse(walker: Walker) -> Iterator[str]:
    """One conversation, turn by turn; gives the kind of each when it is over."""
    walker.launch()
    yield "launch"
    walker.waits(minutes=10)
    walker.says("EndWalkIntent")
    yield END
    walker.asks("IsItSafeIntent", exercise="swimming")
    yield SAFETY
    walker.waits(hours=1)
    walker.launch()
    yield "second launch"
    walker.waits(minutes=10)
    walker.asks("EndWalkIntent")
    yield ONE_SHOT_END


def _turns(function: Function, kinds: list[str]) -> Turns:
    warm = function.invoke_milliseconds[CONVERSATIONS_TO_WARM_UP * len(kinds) :]
    by_kind = {kind: Sample.of(warm[place :: len(kinds)]) for place, kind in enumerate(kinds)}
    return Turns(by_kind, function.memory.peak)
