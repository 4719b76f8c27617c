"""Signers are found once, for many threads at once, and neither an outage nor a flood takes all of them up."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Event, Semaphore

import pytest

from skill.verification.chain import Signer
from skill.verification.refused import Refused
from skill.verification.signers import MOST_SEARCHES, MOST_WAITING, PAUSE, Search, Signers
from tests.alexa.walker import MONDAY
from tests.web.authority import BEGINNING, END, rsa_key

SIGNER = Signer(rsa_key("leaf").public_key(), BEGINNING, END)
SECONDS = 30
"""For what a broken test would wait for."""


class Amazon:
    """Finds a signer when it is let; counts who asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answers = Event()
        self.arrivals = Semaphore(0)

    def find(self, path: str, now: datetime) -> Signer:
        self.asked.append(path)
        self.arrivals.release()
        self.answers.wait(SECONDS)
        if "missing" in path:
            raise Refused("nothing there")
        return SIGNER

    def wait_for(self, searches: int) -> None:
        for _ in range(searches):
            assert self.arrivals.acquire(timeout=SECONDS)


@pytest.fixture
def amazon() -> Amazon:
    return Amazon()


@pytest.fixture
def threads(amazon: Amazon) -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4 * MOST_WAITING) as pool:
        yield pool
        amazon.answers.set()


def refusals(futures: list[Future[Signer]]) -> list[str]:
    return [str(error) for future in futures if (error := future.exception(SECONDS))]


def test_threads_that_want_the_same_signer_share_one_search(amazon: Amazon, threads: ThreadPoolExecutor) -> None:
    signers = Signers(amazon.find)
    first = threads.submit(signers.signer, "/a", MONDAY)
    amazon.wait_for(1)
    others = [threads.submit(signers.signer, "/a", MONDAY) for _ in range(MOST_WAITING - 1)]

    amazon.answers.set()

    assert [future.result(SECONDS) for future in [first, *others]] == [SIGNER] * MOST_WAITING
    assert amazon.asked == ["/a"]


def test_a_search_that_takes_long_is_shared_until_it_is_over() -> None:
    search = Search(began=MONDAY)
    assert search.is_current(MONDAY + PAUSE)

    search.outcome.set_result(SIGNER)

    assert not search.is_current(MONDAY + PAUSE)


def test_no_more_than_a_few_wait_for_a_search_and_the_others_are_refused_at_once(
    amazon: Amazon, threads: ThreadPoolExecutor
) -> None:
    signers = Signers(amazon.find)
    waiting = [threads.submit(signers.signer, f"/{number}", MONDAY) for number in range(MOST_WAITING)]
    amazon.wait_for(MOST_WAITING)

    others = [threads.submit(signers.signer, f"/other {number}", MONDAY) for number in range(10)]

    assert refusals(others) == ["too many requests wait for a certificate"] * 10
    assert not any(future.done() for future in waiting)


def test_a_known_signer_is_there_while_others_wait(amazon: Amazon, threads: ThreadPoolExecutor) -> None:
    signers = Signers(amazon.find)
    amazon.answers.set()
    signers.signer("/known", MONDAY)
    amazon.answers.clear()
    amazon.wait_for(1)
    for number in range(MOST_WAITING):
        threads.submit(signers.signer, f"/{number}", MONDAY)
    amazon.wait_for(MOST_WAITING)

    assert signers.signer("/known", MONDAY) == SIGNER


def test_places_are_given_back(amazon: Amazon) -> None:
    signers = Signers(amazon.find)
    amazon.answers.set()

    for number in range(10 * MOST_WAITING):
        with pytest.raises(Refused, match="nothing there"):
            signers.signer(f"/missing {number}", MONDAY)


def test_whoever_waits_for_a_search_that_fails_hears_why(amazon: Amazon, threads: ThreadPoolExecutor) -> None:
    signers = Signers(amazon.find)
    first = threads.submit(signers.signer, "/missing", MONDAY)
    amazon.wait_for(1)
    others = [threads.submit(signers.signer, "/missing", MONDAY) for _ in range(MOST_WAITING - 1)]

    amazon.answers.set()

    assert refusals([first, *others]) == ["nothing there"] * MOST_WAITING
    assert amazon.asked == ["/missing"]


def test_a_search_that_breaks_is_over_and_may_be_made_again() -> None:
    outcomes = iter([RuntimeError("my chest hurts"), None])

    def find(path: str, now: datetime) -> Signer:
        if error := next(outcomes):
            raise error
        return SIGNER

    signers = Signers(find)
    with pytest.raises(Refused, match=r"could not be fetched \(RuntimeError\)$"):
        signers.signer("/a", MONDAY)

    assert signers.signer("/a", MONDAY + PAUSE) == SIGNER


def test_even_a_search_that_a_worker_ends_is_over() -> None:
    def find(path: str, now: datetime) -> Signer:
        raise SystemExit

    signers = Signers(find)
    with pytest.raises(SystemExit):
        signers.signer("/a", MONDAY)

    with pytest.raises(Refused, match="broken off"):
        signers.signer("/a", MONDAY)


def test_searches_that_are_remembered_are_bounded(amazon: Amazon) -> None:
    """The oldest is forgotten, and so may be made again before its pause is over."""
    amazon.answers.set()
    signers = Signers(amazon.find)
    paths = [f"/missing {number}" for number in range(MOST_SEARCHES + 1)]

    for path in [*paths, paths[-1], paths[0]]:
        with pytest.raises(Refused):
            signers.signer(path, MONDAY)

    assert amazon.asked == [*paths, paths[0]]


def test_a_signer_found_just_before_its_end_is_refused_after_it(amazon: Amazon) -> None:
    amazon.answers.set()
    signers = Signers(amazon.find)
    signers.signer("/a", END)

    with pytest.raises(Refused, match="not in force"):
        signers.signer("/a", END + timedelta(seconds=1))
