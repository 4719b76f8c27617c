"""What a store of diaries can do, and how it fails."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar

from skill.domain.diary import Diary, Profile
from skill.domain.walk import Walk
from skill.store.deadline import Deadline

Answer = TypeVar("Answer")

Rule = Callable[[Diary], Walk | Answer]
"""Decides on a fresh diary: the walk to keep, or anything else when nothing is to be kept."""


class StoreUnavailable(Exception):
    """The table did not answer in time, or refused; nothing is known to have changed."""


class DiaryUnread(StoreUnavailable):
    """The diary could not be read, so nothing was tried to be written."""


class DiaryUnwritten(StoreUnavailable):
    """The diary was read, but the change could not be kept."""


class Diaries(Protocol):
    """The diaries of all households, each under the id that Alexa gives its user.

    Every verb may raise StoreUnavailable, and starts no call that `deadline` could cut off.
    """

    def read(self, household: str, now: datetime, deadline: Deadline) -> Diary:
        """The last five weeks of walks and the profile; empty for somebody new."""

    def change(
        self, household: str, rule: Rule[Answer], now: datetime, deadline: Deadline
    ) -> tuple[Diary, Walk | Answer]:
        """Read, let `rule` decide, and keep the walk it gives; the diary as it is afterwards, and the decision.

        Where somebody else changed the same walk or began one in between, reads again and lets the rule decide
        again, so that the decision returned is the one that was kept.
        """

    def note(self, household: str, profile: Profile, now: datetime, deadline: Deadline) -> None:
        """Keep the fields of `profile` that are not None, each for itself."""
