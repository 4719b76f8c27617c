"""The budgets, and how what was measured stands to them."""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.contestants import EMPTY, HELLO, OURS, PEER
from bench.figures import Figures
from bench.hanging import Worst
from bench.sample import Sample
from bench.turns import END, ONE_SHOT_END, SAFETY

COLD_OF_PEER = 0.40
WARM_OF_PEER = 0.80
OWN_MILLISECONDS = 2.0
SAFETY_MILLISECONDS = 3.0
ZIPPED_MEGABYTES = 7.0
REPORT_GROWTH = 0.10
MOST_BYTES = 24_000
MOST_CHARACTERS = 8_000
MOST_SECONDS_HEARD = 90.0
WORST_SECONDS = 5.0
MEMORY_MEGABYTES = 128.0

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was measured, as it is shown."""

    what: str
    ours: str
    peer: str = ""
    ratio: str = ""
    budget: str = ""
    is_met: bool | None = None
    """None where there is no budget."""


def lines(figures: Figures) -> list[Line]:
    return [
        *_cold(figures),
        *_warm(figures),
        *_sizes(figures),
        *_report(figures),
        *_replies(figures),
        *_worst_turns(figures),
    ]


def baselines(figures: Figures) -> str:
    """What a start takes that does less, in a sentence."""
    hello, empty = (_milliseconds(figures.baselines[each.name].cold) for each in (HELLO, EMPTY))
    return f"For comparison: {HELLO.name}, with the same SDK and no table, starts in {hello}; {EMPTY.name} in {empty}."


def _cold(figures: Figures) -> Iterator[Line]:
    ours, peer = figures.starts[OURS.name], figures.starts[PEER.name]
    yield _beside("cold start with a first launch that reads the diary", ours.cold, peer.cold, at_most=COLD_OF_PEER)
    yield _beside("of it, until the first request is taken (INIT)", ours.init, peer.init)
    yield _beside("of it, the first launch", ours.launch, peer.launch)


def _warm(figures: Figures) -> Iterator[Line]:
    ours, peer = (figures.turns[each.name].milliseconds for each in (OURS, PEER))
    yield _beside("warm turn that reads and writes: the end of a walk", ours[END], peer[END], at_most=WARM_OF_PEER)
    own = figures.own_part[END]
    yield Line(
        "of it, our own part: all but the calls to the table",
        _milliseconds(own.milliseconds),
        budget=f"at most {OWN_MILLISECONDS:g} ms",
        is_met=own.milliseconds.median <= OWN_MILLISECONDS,
    )
    yield _beside("the same as a one-shot; ours asks for the time zone too", ours[ONE_SHOT_END], peer[ONE_SHOT_END])
    calls = figures.own_part[SAFETY].outside_calls
    yield Line(
        f"warm safety answer; outside calls: {calls}",
        _milliseconds(ours[SAFETY]),
        _milliseconds(peer[SAFETY]),
        f"{ours[SAFETY].ratio_to(peer[SAFETY]):.2f}",
        f"at most {SAFETY_MILLISECONDS:g} ms, no outside call",
        ours[SAFETY].median <= SAFETY_MILLISECONDS and calls == 0,
    )


def _sizes(figures: Figures) -> Iterator[Line]:
    zipped = {name: size / MEGABYTE for name, size in figures.zipped.items()}
    memory = {name: turns.peak_memory / MEGABYTE for name, turns in figures.turns.items()}
    yield _megabytes("bundle, zipped", zipped[OURS.name], zipped[PEER.name], ZIPPED_MEGABYTES)
    yield _megabytes("memory: the most that was resident", memory[OURS.name], memory[PEER.name], MEMORY_MEGABYTES)


def _report(figures: Figures) -> Iterator[Line]:
    five_weeks, ten_years = figures.reports
    yield Line("weekly report after five weeks of daily walks", _milliseconds(five_weeks.milliseconds))
    growth = ten_years.milliseconds.ratio_to(five_weeks.milliseconds)
    yield Line(
        f"weekly report after ten years; {growth:.2f} of the time after five weeks",
        _milliseconds(ten_years.milliseconds),
        budget=f"within {REPORT_GROWTH:.0%}",
        is_met=abs(growth - 1) <= REPORT_GROWTH,
    )
    units = ten_years.read_units / five_weeks.read_units
    yield Line(
        f"read units of the two: {five_weeks.read_units:g} and {ten_years.read_units:g}",
        f"{units:.2f}",
        budget=f"within {REPORT_GROWTH:.0%}",
        is_met=abs(units - 1) <= REPORT_GROWTH,
    )


def _replies(figures: Figures) -> Iterator[Line]:
    replies = figures.replies
    yield Line(
        f"largest of {replies.count} replies",
        f"{replies.most_bytes} bytes",
        budget=f"under {MOST_BYTES:,} bytes",
        is_met=replies.most_bytes < MOST_BYTES,
    )
    yield Line(
        "longest speech, written",
        f"{replies.most_characters} characters",
        budget=f"under {MOST_CHARACTERS:,} characters",
        is_met=replies.most_characters < MOST_CHARACTERS,
    )
    yield Line(
        "longest speech, heard",
        f"{replies.most_seconds:.0f} s",
        budget=f"at most {MOST_SECONDS_HEARD:.0f} s",
        is_met=replies.most_seconds <= MOST_SECONDS_HEARD,
    )


def _worst_turns(figures: Figures) -> Iterator[Line]:
    worst = figures.worst_turns
    yield _worst_turn("worst turn while the table hangs", worst.table, _waited(worst.peer))
    yield _worst_turn("worst turn while writes and the device settings hang", worst.writes)
    yield _worst_turn("worst turn while the device settings hang", worst.device_settings)
    yield _worst_turn("worst turn while the table and the device settings hang", worst.both)


def _beside(what: str, ours: Sample, peer: Sample, at_most: float | None = None) -> Line:
    ratio = ours.ratio_to(peer)
    budget = f"at most {at_most:.2f} of the peer's" if at_most else ""
    is_met = ratio <= at_most if at_most else None
    return Line(what, _milliseconds(ours), _milliseconds(peer), f"{ratio:.2f}", budget, is_met)


def _megabytes(what: str, ours: float, peer: float, at_most: float) -> Line:
    return Line(
        what,
        f"{ours:.1f} MB",
        f"{peer:.1f} MB",
        f"{ours / peer:.2f}",
        f"at most {at_most:g} MB",
        ours <= at_most,
    )


def _worst_turn(what: str, ours: Worst, peer: str = "") -> Line:
    is_met = ours.is_answered and ours.seconds <= WORST_SECONDS
    return Line(what, _waited(ours), peer, budget=f"answered within {WORST_SECONDS:g} s", is_met=is_met)


def _waited(worst: Worst) -> str:
    return f"{worst.seconds:.1f} s" if worst.is_answered else f"no answer, ended after {worst.seconds:.1f} s"


def _milliseconds(sample: Sample) -> str:
    """The median, and the quartiles in brackets."""
    digits = 0 if sample.median >= 100 else 1
    lower, upper = sample.middle_half
    return f"{sample.median:.{digits}f} ms ({lower:.{digits}f} to {upper:.{digits}f})"
