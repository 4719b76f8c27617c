"""Reading saved JSON, where a file that somebody edited may hold anything."""

from collections.abc import Mapping
from typing import Any, TypeVar

Value = TypeVar("Value", str, int, bool, list[Any], dict[str, Any])


def read_field(saved: Mapping[str, Any], name: str, type_: type[Value]) -> Value:
    """What is saved under `name`; raises KeyError when nothing is, TypeError for another type than `type_`."""
    value = saved[name]
    if type(value) is not type_:
        raise TypeError(f"{name} is of type {type(value).__name__}, not {type_.__name__}")
    return value


def read_field_or_none(saved: Mapping[str, Any], name: str, type_: type[Value]) -> Value | None:
    """The same for what may also be null."""
    return None if saved[name] is None else read_field(saved, name, type_)
