"""One address, one method."""

import pytest

from tests.web.alexa import Alexa

REFUSED = ("GET", "PUT", "HEAD")
BEYOND = ("OPTIONS", "DELETE", "PATCH")


@pytest.mark.parametrize("method", [*REFUSED, *BEYOND])
def test_only_post_is_allowed(alexa: Alexa, method: str) -> None:
    response = alexa.service.open("/alexa", method=method)

    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"
    assert response.content_type == "text/plain"
    assert alexa.dispatched == []


@pytest.mark.parametrize("path", ["/", "/alexa/", "/static/alexa", "/ALEXA"])
def test_there_is_nothing_at_any_other_address(alexa: Alexa, path: str) -> None:
    response = alexa.service.post(path)

    assert (response.status_code, response.text) == (404, "Not Found\n")
