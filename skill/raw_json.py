"""JSON whose shape nobody has promised."""

from collections.abc import Mapping
from typing import Any


def at(value: Any, *path: str) -> Any:
    """What lies in `value` below the names of `path`; None where one of them leads nowhere."""
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value
