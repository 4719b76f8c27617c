import os
from collections.abc import Iterator

import pytest

from tests.store.dynalite import is_installed, running_dynalite


@pytest.fixture(scope="session")
def dynalite_endpoint() -> Iterator[str]:
    """The URL of a dynalite that every test of the run shares: each makes a table of its own name."""
    if not is_installed():
        skip_or_fail = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        skip_or_fail("dynalite is not installed: install Node.js 20 or newer with npm, then run `make test`")
    with running_dynalite() as endpoint:
        yield endpoint
