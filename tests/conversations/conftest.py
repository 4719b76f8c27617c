from collections.abc import Iterator

import pytest

from skill.local.companion import Companion
from skill.local.opening import opened
from skill.local.server import listening_socket, serving, url_of


@pytest.fixture(scope="module")
def companion(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Companion]:
    """The companion as it is served at home; every transcript resets it."""
    with (
        listening_socket() as listening,
        opened(tmp_path_factory.mktemp("data"), url_of(listening)) as companion,
        serving(companion, listening),
    ):
        yield companion
