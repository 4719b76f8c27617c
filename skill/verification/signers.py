"""Who signs at which address: found once, kept, and looked for again when a signature no longer fits."""

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import BoundedSemaphore, Lock
from typing import TypeVar

from skill.verification.chain import Signer
from skill.verification.refused import Refused

Find = Callable[[str, datetime], Signer]
"""Fetches what lies at a path and gives its signer at a moment. May raise anything."""

MOST_SIGNERS = 16
"""That are kept; Amazon has one or two in use."""
MOST_SEARCHES = 256
"""That are remembered."""
PAUSE = timedelta(seconds=10)
"""From one search at an address to the next, however the first ended."""
MOST_WAITING = 24
"""Requests that wait for a search at any one time. Fewer, and a busy service that has just started would turn walkers
away; as many as there are threads, and an outage or a flood would leave none for those whose signer is known."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Search:
    """A search at one address, under way or over."""

    began: datetime
    outcome: Future[Signer | str] = field(default_factory=Future)
    """The signer, or why there is none."""

    def is_current(self, now: datetime) -> bool:
        return not self.outcome.done() or abs(now - self.began) < PAUSE

    def signer(self, now: datetime) -> Signer:
        """Waits for the outcome. Raises Refused."""
        found = self.outcome.result()
        if isinstance(found, str):
            raise Refused(found)
        if not found.is_in_force(now):
            raise Refused("the certificate is not in force")
        return found


class Signers:
    """The signers that are known. Requests that want the same unknown one share one search.

    A search that fails takes nothing away from what is known.
    """

    def __init__(self, find: Find) -> None:
        self._find = find
        self._lock = Lock()
        self._known: OrderedDict[str, Signer] = OrderedDict()
        self._searches: OrderedDict[str, Search] = OrderedDict()
        self._places = BoundedSemaphore(MOST_WAITING)

    def signer(self, path: str, now: datetime) -> Signer:
        """The signer at `path`, in force `now`; searched for when it is not known. Raises Refused."""
        with self._lock:
            known = self._known.get(path)
        if known and known.is_in_force(now):
            return known
        return self.newest(path, now)

    def newest(self, path: str, now: datetime) -> Signer:
        """What a search at `path` finds, or found less than a PAUSE ago. Raises Refused."""
        if not self._places.acquire(blocking=False):
            raise Refused("too many requests wait for a certificate")
        try:
            search, is_new = self._search(path, now)
            if is_new:
                self._conduct(search, path)
            return search.signer(now)
        finally:
            self._places.release()

    def _search(self, path: str, now: datetime) -> tuple[Search, bool]:
        with self._lock:
            last = self._searches.get(path)
            if last and last.is_current(now):
                return last, False
            search = Search(began=now)
            _keep(self._searches, path, search, MOST_SEARCHES)
            return search, True

    def _conduct(self, search: Search, path: str) -> None:
        found: Signer | str = "the search for the certificate was broken off"
        try:
            found = self._find(path, search.began)
            with self._lock:
                _keep(self._known, path, found, MOST_SIGNERS)
        except Refused as reason:
            found = str(reason)
        except Exception as error:
            found = f"the certificate could not be fetched ({type(error).__name__})"
        finally:
            search.outcome.set_result(found)


def _keep(values: OrderedDict[str, Value], path: str, value: Value, most: int) -> None:
    """Puts the value in as the newest; the oldest goes when there are too many."""
    values[path] = value
    values.move_to_end(path)
    if len(values) > most:
        values.popitem(last=False)
