"""What becomes of a test where a tool that it needs is missing."""

import os
from typing import NoReturn

import pytest


def missing(how_to_get_it: str) -> NoReturn:
    """Skip the test and say how to get the tool; on CI, fail it."""
    if os.environ.get("CI") == "true":
        pytest.fail(how_to_get_it)
    pytest.skip(how_to_get_it)
