"""The settings of a deployment, read once from the environment; what is missing or wrong is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

TABLE = "BACK_WALK_TABLE"
SKILL_ID = "BACK_WALK_SKILL_ID"
RETENTION = "BACK_WALK_RETENTION_DAYS"

DEFAULT_RETENTION_DAYS = 400
SHORTEST_RETENTION_DAYS = 36
"""A diary is read five weeks back."""
LONGEST_RETENTION_DAYS = 3650


class BadSetting(Exception):
    """A setting is missing or makes no sense; the text says which one and what it wants."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What differs between deployments. Region, credentials and endpoint are AWS's own environment variables."""

    table: str
    """The name of the DynamoDB table that holds the diaries."""
    skill_id: str
    """The only skill that is answered."""
    retention_days: int = DEFAULT_RETENTION_DAYS
    """How long a day's walks are kept."""

    @property
    def retention(self) -> timedelta:
        return timedelta(days=self.retention_days)

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Settings":
        """Raises BadSetting."""
        return cls(
            table=_required(env, TABLE, "the name of the DynamoDB table"),
            skill_id=_required(env, SKILL_ID, "the skill's id, amzn1.ask.skill and so on"),
            retention_days=_days(env.get(RETENTION, str(DEFAULT_RETENTION_DAYS))),
        )


def _required(env: Mapping[str, str], name: str, meaning: str) -> str:
    value = env.get(name, "").strip()
    if not value:
        raise BadSetting(f"{name} is not set: it wants {meaning}.")
    return value


def _days(text: str) -> int:
    days = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    if not SHORTEST_RETENTION_DAYS <= days <= LONGEST_RETENTION_DAYS:
        wanted = f"a number of days from {SHORTEST_RETENTION_DAYS} to {LONGEST_RETENTION_DAYS}"
        raise BadSetting(f"{RETENTION} is {text!r}: it wants {wanted}.")
    return days
