from collections.abc import Iterator

import pytest

from tests.store.dynalite import running_dynalite


@pytest.fixture(scope="session")
def dynalite_endpoint() -> Iterator[str]:
    """The URL of a dynalite that every test of the run shares: each makes a table of its own name."""
    with running_dynalite() as endpoint:
        yield endpoint
