"""The companion over HTTP, as the page, the skill and a stranger's web page meet it."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import urllib3
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from skill.local.alexa_request import ACCESS_TOKEN
from skill.local.api import MOST_BYTES, create_app
from skill.local.companion import Companion
from skill.local.dynamodb import dynamodb_in_this_process
from skill.local.server import listening_socket, serving, url_of
from tests.local.companions import ASKS, CLOSES, ScriptedSkill, companion_of

PORT = 8000
HERE = f"http://127.0.0.1:{PORT}"
ZONE = "/v2/devices/amzn1.ask.device.ECHO/settings/System.timeZone"
BEARER = {"Authorization": f"Bearer {ACCESS_TOKEN}"}


@pytest.fixture
def page(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text("<title>My Back Walk</title>")
    (tmp_path / "app.js").write_text("'use strict'")
    return tmp_path


@pytest.fixture
def companion() -> Companion:
    return companion_of(ASKS, CLOSES)


@pytest.fixture
def browser(companion: Companion, page: Path) -> FlaskClient:
    return create_app(companion, PORT, page).test_client()


def _post(browser: FlaskClient, path: str, body: Any) -> TestResponse:
    return browser.post(f"/api{path}", json=body, base_url=HERE)


def test_the_page_is_at_the_root(browser: FlaskClient) -> None:
    with browser.get("/", base_url=HERE) as shown, browser.get("/app.js", base_url=HERE) as script:
        assert b"My Back Walk" in shown.data
        assert script.mimetype == "text/javascript"


@pytest.mark.parametrize("path", ["/", "/api/state", "/nowhere"])
def test_every_answer_forbids_what_the_page_does_not_need(browser: FlaskClient, path: str) -> None:
    with browser.get(path, base_url=HERE) as answer:
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("path", ["/../companion.py", "/%2e%2e/companion.py", "//etc/passwd", "/api/nothing"])
def test_nothing_outside_the_page_is_served(browser: FlaskClient, path: str) -> None:
    assert browser.get(path, base_url=HERE).status_code in (308, 404)


def test_say_gives_everything_there_is_to_know_of_a_turn(browser: FlaskClient) -> None:
    turn = _post(browser, "/say", {"text": "alexa, start my back walk"}).get_json()

    assert turn.keys() == {"heard", "spoken", "listening", "card", "screen", "request", "response", "events"}
    assert turn["heard"] == {"intent": "LaunchRequest", "slots": {}}
    assert turn["spoken"] == "Ready to go?"


def test_state_shows_the_conversation_so_far(browser: FlaskClient) -> None:
    _post(browser, "/say", {"text": "alexa, start my back walk"})

    state = browser.get("/api/state", base_url=HERE).get_json()

    assert state.keys() == {"clock", "timeZone", "locale", "session", "diary", "exchanges"}
    [exchange] = state["exchanges"]
    assert (exchange["said"], exchange["spoken"]) == ("alexa, start my back walk", "Ready to go?")
    assert state["session"] == {"open": True, "device": "echo"}


def test_the_clock_moves_by_an_iso_duration(browser: FlaskClient) -> None:
    moved = _post(browser, "/clock", {"advance": "P1DT1H10M5S"}).get_json()

    assert moved == {"clock": "2026-01-06T14:10:05Z", "events": []}


def test_reset_starts_at_the_time_it_is_given(browser: FlaskClient) -> None:
    _post(browser, "/say", {"text": "alexa, start my back walk"})

    state = _post(browser, "/reset", {"clock": "2026-03-01T08:00:00+01:00"}).get_json()

    assert state["clock"] == "2026-03-01T07:00:00Z"
    assert state["exchanges"] == []


def test_a_raw_request_gets_a_raw_response(browser: FlaskClient) -> None:
    assert _post(browser, "/request", {"request": {"type": "LaunchRequest"}}).get_json() == ASKS


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:8001", "localhost.evil.example:8000", ""])
def test_another_host_name_is_refused(browser: FlaskClient, host: str) -> None:
    answer = browser.get("/api/state", headers={"Host": host})

    assert answer.status_code == 403
    assert HERE in answer.get_json()["error"]


def test_the_page_may_also_be_called_localhost(browser: FlaskClient) -> None:
    assert browser.get("/api/state", headers={"Host": "localhost:8000"}).status_code == 200


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.0.0.1:80", "localhost:80"])
def test_at_the_port_of_http_browsers_leave_it_out(companion: Companion, page: Path, host: str) -> None:
    browser = create_app(companion, 80, page).test_client()

    assert browser.get("/api/state", headers={"Host": host}).status_code == 200
    assert browser.get("/api/state", headers={"Host": "evil.example"}).status_code == 403


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", None]
)
def test_what_a_foreign_page_could_post_without_asking_is_refused(
    browser: FlaskClient, companion: Companion, content_type: str | None
) -> None:
    body = json.dumps({"text": "alexa, start my back walk"})

    answer = browser.post("/api/say", data=body, content_type=content_type, base_url=HERE)

    assert answer.status_code == 415
    assert companion.state()["exchanges"] == []


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/say", {}),
        ("/say", {"text": 7}),
        ("/say", {"text": ""}),
        ("/say", {"text": "hello", "walker": "anna"}),
        ("/say", {"text": "hello", "locale": "de-DE"}),
        ("/say", ["hello"]),
        ("/clock", {}),
        ("/clock", {"advance": "10m"}),
        ("/clock", {"advance": "-PT10M"}),
        ("/clock", {"advance": "PT0S"}),
        ("/clock", {"advance": "P"}),
        ("/clock", {"advance": "P1DT"}),
        ("/clock", {"advance": "P99999D"}),
        ("/zone", {}),
        ("/zone", {"timeZone": "Mars/Olympus"}),
        ("/reset", {"clock": "soon"}),
        ("/reset", {"clock": "2026-01-05T08:00:00"}),
        ("/reset", {"clock": "0001-01-01T00:00:00+10:00"}),
        ("/request", ["not", "an", "object"]),
    ],
)
def test_what_makes_no_sense_is_answered_with_what_to_send(browser: FlaskClient, path: str, body: Any) -> None:
    answer = _post(browser, path, body)

    assert answer.status_code == 400
    assert answer.get_json()["error"].endswith(".")


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000])
def test_a_body_that_is_not_json_is_refused(browser: FlaskClient, body: bytes) -> None:
    answer = browser.post("/api/say", data=body, content_type="application/json", base_url=HERE)

    assert answer.status_code == 400
    assert "JSON" in answer.get_json()["error"]


def test_a_body_that_is_too_large_is_refused(browser: FlaskClient) -> None:
    assert _post(browser, "/say", {"text": "a" * MOST_BYTES}).status_code == 413


def test_a_method_or_path_there_is_not_is_answered_in_json(browser: FlaskClient) -> None:
    assert browser.delete("/api/state", base_url=HERE).get_json()["error"]
    assert browser.get("/api/nothing", base_url=HERE).get_json()["error"]


def test_a_skill_that_breaks_on_a_raw_request_does_not_take_the_companion_with_it(page: Path) -> None:
    def breaks(event: Any) -> Any:
        raise RuntimeError("the table is on fire")

    browser = create_app(companion_of(breaks), PORT, page).test_client()

    answer = _post(browser, "/request", {"request": {"type": "LaunchRequest"}})

    assert answer.status_code == 500
    assert "the table is on fire" in answer.get_json()["error"]
    assert browser.get("/api/state", base_url=HERE).status_code == 200


def test_the_settings_api_tells_the_time_zone_to_who_has_the_token(browser: FlaskClient) -> None:
    _post(browser, "/zone", {"timeZone": "Europe/Berlin"})

    assert browser.get(ZONE, headers=BEARER, base_url=HERE).get_json() == "Europe/Berlin"
    assert browser.get(ZONE, base_url=HERE).status_code == 401


def test_the_settings_api_has_no_content_for_a_zone_that_was_never_set(browser: FlaskClient) -> None:
    _post(browser, "/zone", {"timeZone": None})

    answer = browser.get(ZONE, headers=BEARER, base_url=HERE)

    assert (answer.status_code, answer.data) == (204, b"")


@pytest.fixture
def served() -> Iterator[Callable[[Any], str]]:
    """Where a companion with this skill is served on loopback, with DynamoDB by moto as in real life."""
    with ExitStack() as stack:

        def serve(response: Any) -> str:
            stack.enter_context(dynamodb_in_this_process())
            listening = stack.enter_context(listening_socket())
            companion = companion_of(skill=ScriptedSkill([response]))
            stack.enter_context(serving(companion, listening))
            return url_of(listening)

        yield serve


def test_the_skill_can_ask_for_the_time_zone_in_the_middle_of_its_turn(served: Callable[[Any], str]) -> None:
    told = []

    def asks_for_the_zone(event: Any) -> Any:
        device = event["context"]["System"]["device"]["deviceId"]
        path = f"/v2/devices/{device}/settings/System.timeZone"
        told.append(http.request("GET", url + path, headers=BEARER, timeout=5).json())
        return CLOSES

    with urllib3.PoolManager() as http:
        url = served(asks_for_the_zone)
        turn = http.request("POST", f"{url}/api/say", json={"text": "alexa, start my back walk"}, timeout=10).json()

    assert turn["spoken"] == "Enjoy it."
    assert told == ["America/New_York"]
