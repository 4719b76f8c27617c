"""The companion over HTTP: its page, its own API, and the part of Alexa's API that the skill calls."""

import json
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, abort, current_app, request, send_from_directory
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from skill.local.alexa_request import ACCESS_TOKEN
from skill.local.clock import read_duration, read_instant
from skill.local.companion import Companion
from skill.local.faults import Refused

Json = dict[str, Any]

PAGE = Path(__file__).parent / "page"

MOST_BYTES = 256 * 1024
"""Of a request's body; Alexa's own requests stay far below."""

_NAMES = ("127.0.0.1", "localhost")
_PORT_OF_HTTP = 80
"""Browsers leave it out."""

_PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def create_app(companion: Companion, port: int, page: Path = PAGE) -> Flask:
    """The companion for whoever calls it by its own name and `port`, which keeps every other web page out."""
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    hosts = {f"{name}:{port}" for name in _NAMES}
    if port == _PORT_OF_HTTP:
        hosts.update(_NAMES)

    @app.before_request
    def check_caller() -> None:
        if request.headers.get("Host", "").lower() not in hosts:
            abort(403, f"The companion only answers at http://127.0.0.1:{port} and http://localhost:{port}.")
        if request.method == "POST" and request.mimetype != "application/json":
            abort(415, "Send JSON, with the header Content-Type: application/json.")

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.update(_PAGE_HEADERS)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    @app.get("/")
    @app.get("/<path:name>")
    def show_page(name: str = "index.html") -> Response:
        return send_from_directory(page, name)

    app.register_blueprint(_companion_api(companion))
    app.register_blueprint(_alexa_api(companion))
    app.register_error_handler(Refused, lambda error: (_error(error), 400))
    app.register_error_handler(HTTPException, lambda error: (_error(error.description), error.code))
    app.register_error_handler(Exception, _unexpected)
    return app


def _companion_api(companion: Companion) -> Blueprint:
    api = Blueprint("companion", __name__, url_prefix="/api")

    @api.post("/say")
    def say() -> Json:
        body = _body("text", "locale", "device")
        return companion.say(_text(body, "text"), _text_or_none(body, "locale"), _text_or_none(body, "device"))

    @api.post("/request")
    def deliver() -> Json:
        return companion.request(_json_object())

    @api.post("/clock")
    def advance() -> Json:
        return companion.advance(read_duration(_text(_body("advance"), "advance")))

    @api.post("/zone")
    def set_time_zone() -> Json:
        body = _body("timeZone")
        if "timeZone" not in body:
            raise Refused('Send "timeZone": a name such as "Europe/Berlin", or null for a device without one.')
        return companion.set_time_zone(_text_or_none(body, "timeZone"))

    @api.get("/state")
    def state() -> Json:
        return companion.state()

    @api.post("/reset")
    def reset() -> Json:
        clock = _text_or_none(_body("clock"), "clock")
        return companion.reset(None if clock is None else read_instant(clock))

    return api


def _alexa_api(companion: Companion) -> Blueprint:
    api = Blueprint("alexa", __name__, url_prefix="/v2")

    @api.get("/devices/<device>/settings/System.timeZone")
    def time_zone(device: str) -> ResponseReturnValue:
        """The Device Settings API. It waits for no turn: the skill asks in the middle of one."""
        if request.headers.get("Authorization") != f"Bearer {ACCESS_TOKEN}":
            abort(401, "Send the apiAccessToken of the request, with the header Authorization: Bearer.")
        if companion.time_zone is None:
            return "", 204
        return Response(json.dumps(companion.time_zone), mimetype="application/json")

    return api


def _json_object() -> Json:
    try:
        body = json.loads(request.get_data())
    except (ValueError, RecursionError):
        raise Refused("The body is not JSON. Send a JSON object.") from None
    if not isinstance(body, dict):
        raise Refused("The body is not a JSON object. Send one, in braces.")
    return body


def _body(*known: str) -> Json:
    body = _json_object()
    for name in body:
        if name not in known:
            raise Refused(f'There is nothing called "{name}" here. Send {", ".join(known)}.')
    return body


def _text(body: Json, name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str):
        raise Refused(f'Send "{name}" as text.')
    return value


def _text_or_none(body: Json, name: str) -> str | None:
    return None if body.get(name) is None else _text(body, name)


def _error(message: object) -> Json:
    return {"error": str(message)}


def _unexpected(error: Exception) -> tuple[Json, int]:
    current_app.logger.exception("This call failed.", exc_info=error)
    return _error(f"This call failed ({type(error).__name__}: {error}). The terminal shows where."), 500
