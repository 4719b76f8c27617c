"""The skill on a web server of one's own: POST /alexa, and only what Alexa signed is answered."""

import logging
import os
import sys
from datetime import UTC, datetime
from typing import Never

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.wrappers import Response as WsgiResponse

from skill.app import build_skill
from skill.failure import describe
from skill.settings import BadSetting, Settings
from skill.skill_adapter import adapted
from skill.verification.chain import Roots, public_roots
from skill.verification.fetching import CertificateFetch, Fetch, to_amazon
from skill.verification.refused import Refused
from skill.verification.verifier import SIGNATURE_HEADER, URL_HEADER, Clock, RequestVerifier

log = logging.getLogger(__name__)

MOST_BYTES = 256 * 1024
"""Of a request's body; Alexa's own requests stay far below."""

NO_USE_IN_TRYING_AGAIN = 3
"""The exit status for which gunicorn does not start the same worker over and over."""


def utc_now() -> datetime:
    return datetime.now(UTC)


def create_app(
    settings: Settings | None = None,
    *,
    fetch: Fetch | None = None,
    roots: Roots | None = None,
    clock: Clock = utc_now,
) -> Flask:
    """The web service. Settings come from the environment unless given; certificates come from Amazon.

    Raises BadSetting.
    """
    settings = settings or Settings.from_env(os.environ)
    verifier = RequestVerifier(
        settings.skill_id,
        fetch=fetch or CertificateFetch(to_amazon()),
        roots=public_roots() if roots is None else roots,
        clock=clock,
    )
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    answer = adapted(build_skill(settings), app)

    @app.route("/alexa", methods=["POST"], provide_automatic_options=False)
    def alexa() -> Response:
        verifier.verify(
            certificate_url=request.headers.get(URL_HEADER, ""),
            signature=request.headers.get(SIGNATURE_HEADER, ""),
            read_body=_body,
        )
        response = answer()
        response.content_type = "application/json;charset=UTF-8"
        return response

    app.register_error_handler(Refused, _refuse)
    app.register_error_handler(HTTPException, _in_plain_text)
    app.register_error_handler(Exception, _fail)
    return app


def start() -> Flask:
    """What a web server is told to serve. A setting that is missing or wrong ends the process with one line."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("skill").setLevel(logging.INFO)
    try:
        return create_app()
    except BadSetting as problem:
        _give_up(str(problem))
    except Exception as problem:  # boto3 has a word of its own for a profile that is missing
        _give_up(f"{type(problem).__name__}: {problem}")


def _give_up(reason: str) -> Never:
    print(f"My Back Walk cannot start. {' '.join(reason.split())}", file=sys.stderr)
    sys.exit(NO_USE_IN_TRYING_AGAIN)


def _body() -> bytes:
    """Raises Refused; every web server has exceptions of its own for a body that is broken."""
    try:
        return request.get_data()
    except RequestEntityTooLarge:
        raise Refused("the body is too long") from None
    except Exception as broken:
        raise Refused(f"the body did not come whole ({type(broken).__name__})") from None


def _refuse(reason: object) -> Response:
    log.warning("request refused: %s", reason)
    return Response("This request was refused.\n", status=400, mimetype="text/plain")


def _in_plain_text(error: HTTPException) -> WsgiResponse:
    response = error.get_response()
    response.content_type = "text/plain"
    response.data = f"{error.name}\n"
    return response


def _fail(error: Exception) -> Response:
    log.error("request failed: %s", describe(error))
    return Response("This request failed.\n", status=500, mimetype="text/plain")
