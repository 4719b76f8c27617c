"""Everything that is measured, once, on this machine."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bench.contestants import BASELINES, BOTH, OURS, PEER
from bench.hanging import WorstTurns, measure_worst_turns
from bench.imports import Import, imports_of
from bench.own_part import OwnPart, measure_own_part
from bench.replies import Replies, measure_replies
from bench.size import zipped_bytes
from bench.stand import stand
from bench.starts import Starts, measure_starts
from bench.ten_years import Report, measure_reports
from bench.turns import Turns, measure_turns

STARTS = 20
TURNS = 100
BASELINE_STARTS = 5


@dataclass(frozen=True, slots=True)
class Figures:
    """Mappings are by the contestant's name unless they say otherwise."""

    starts: Mapping[str, Starts]
    baselines: Mapping[str, Starts]
    turns: Mapping[str, Turns]
    own_part: Mapping[str, OwnPart]
    """By the kind of turn."""
    reports: tuple[Report, Report]
    """After five weeks, and after ten years."""
    worst_turns: WorstTurns
    replies: Replies
    zipped: Mapping[str, int]
    """Bytes."""
    imports: Mapping[str, Sequence[Import]]


def measure(tell: Callable[[str], None]) -> Figures:
    """Takes minutes; says with `tell` what is being measured."""
    with stand() as measured:
        tell(f"{STARTS} cold starts of each")
        starts = measure_starts(measured, BOTH, STARTS)
        baselines = measure_starts(measured, BASELINES, BASELINE_STARTS)
        tell(f"{TURNS} warm turns of each kind")
        turns = measure_turns(measured, TURNS)
        own_part = measure_own_part(measured, TURNS)
        tell("the weekly report after ten years")
        reports = measure_reports(measured, TURNS)
        tell("the worst turns")
        worst_turns = measure_worst_turns(measured)
    tell("the replies of every conversation")
    replies = measure_replies()
    tell("bundles and imports")
    return Figures(
        starts=starts,
        baselines=baselines,
        turns=turns,
        own_part=own_part,
        reports=reports,
        worst_turns=worst_turns,
        replies=replies,
        zipped={each.name: zipped_bytes(each.bundle) for each in (OURS, PEER)},
        imports={each.name: imports_of(each) for each in (OURS, PEER)},
    )
