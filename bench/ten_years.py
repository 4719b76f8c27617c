"""The weekly report after ten years of daily walks, beside the same report after five weeks."""

from dataclasses import dataclass
from typing import Any

from bench.contestants import OURS, Elsewhere
from bench.diaries import DAY, DEVICE, FIVE_WEEKS, TEN_YEARS, daily_walks
from bench.sample import Sample
from bench.stand import OUR_TABLE, Stand
from skill.settings import DEFAULT_RETENTION_DAYS
from skill.store.deadline import Deadline
from skill.store.dynamodb import DynamoDiaries
from tests.alexa.walker import MONDAY, Walker
from tests.emulator import Function

REPORTS_TO_WARM_UP = 10
SECONDS_TO_READ = 30


@dataclass(frozen=True, slots=True)
class Report:
    """What a weekly report costs after so many days."""

    days: int
    milliseconds: Sample
    """Inside the function, by the emulator's clock."""
    read_units: float


@dataclass
class MeteredClient:
    """A client of the table that has every query's consumption told, and adds it up."""

    client: Any
    read_units: float = 0.0

    def query(self, **arguments: Any) -> Any:
        page = self.client.query(**arguments, ReturnConsumedCapacity="TOTAL")
        self.read_units += page["ConsumedCapacity"]["CapacityUnits"]
        return page


def measure_reports(stand: Stand, count: int) -> tuple[Report, Report]:
    """After five weeks, and after ten years."""
    ages = (FIVE_WEEKS, TEN_YEARS)
    for days in ages:
        OURS.fill(stand, _user(days), daily_walks(days))
    read_units = {days: _read_units(stand, _user(days)) for days in ages}
    with OURS.running(stand.endpoint) as function:
        walkers = [_in_a_session(stand, function, _user(days)) for days in ages]
        for _ in range(REPORTS_TO_WARM_UP + count):
            for walker in walkers:
                walker.says("WeekIntent")
        warm = function.invoke_milliseconds[-count * len(ages) :]
    five_weeks, ten_years = (
        Report(days, Sample.of(warm[place :: len(ages)]), read_units[days]) for place, days in enumerate(ages)
    )
    return five_weeks, ten_years


def _in_a_session(stand: Stand, function: Function, user: str) -> Walker:
    """A walker whose launch was answered: from then on the session knows the device's time zone."""
    walker = Walker(Elsewhere(function.invoke), stand.device.url, user=user, device=DEVICE)
    walker.launch()
    return walker


def _read_units(stand: Stand, user: str) -> float:
    """What reading the diary consumes, as the store reads it."""
    metered = MeteredClient(stand.client)
    diaries = DynamoDiaries(metered, OUR_TABLE, DEFAULT_RETENTION_DAYS * DAY)
    diary = diaries.read(user, MONDAY, Deadline.after(SECONDS_TO_READ))
    assert len(diary.walks) == FIVE_WEEKS, "the diary was not read whole"
    return metered.read_units


def _user(days: int) -> str:
    return f"{days} days"
