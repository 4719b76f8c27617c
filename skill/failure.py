"""How an unexpected error is logged."""

import traceback


def describe(error: Exception) -> str:
    """The type of `error` and where it came from; never its message, which may quote what was said."""
    return f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}"
