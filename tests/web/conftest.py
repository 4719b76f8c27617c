from collections.abc import Callable
from typing import Any

import pytest

from skill.app import BackWalk
from skill.local.table import Table, read_definition
from skill.settings import Settings
from skill.verification.fetching import Fetch
from skill.web import create_app
from tests.alexa.conftest import TEMPLATE, client, device
from tests.alexa.walker import SKILL_ID, DeviceSettings
from tests.web.alexa import ROOT, Alexa

__all__ = ["client", "device"]

MakeAlexa = Callable[[Fetch | None], Alexa]


@pytest.fixture
def make_alexa(client: Any, device: DeviceSettings, monkeypatch: pytest.MonkeyPatch) -> MakeAlexa:
    """An Alexa whose certificates are got with the fetch that is given, or from her own site."""
    table = Table.made(client, "diaries", read_definition(TEMPLATE))

    def made(fetch: Fetch | None) -> Alexa:
        def handle(skill: BackWalk, event: Any, context: Any = None) -> Any:
            alexa.dispatched.append(event)
            return answer(skill, event, context)

        answer = BackWalk.handle
        monkeypatch.setattr(BackWalk, "handle", handle)
        app = create_app(
            Settings(table.name, SKILL_ID),
            fetch=fetch or (lambda path: alexa.site.fetch(path)),
            roots=[ROOT.certificate],
            clock=lambda: alexa.now,
        )
        alexa = Alexa(app.test_client(), device.url, lambda: int(client.scan(TableName=table.name)["Count"]))
        return alexa

    return made


@pytest.fixture
def alexa(make_alexa: MakeAlexa) -> Alexa:
    """Alexa, before her first request to a service that has just started."""
    return make_alexa(None)
