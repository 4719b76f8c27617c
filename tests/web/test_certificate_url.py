"""Where certificates are fetched from: Amazon's own folder, whatever the request says."""

import pytest

from tests.web.alexa import PATH, URL, Alexa

REFUSED = {
    "no scheme": "s3.amazonaws.com/echo.api/echo-api-cert-1.pem",
    "http": "http://s3.amazonaws.com/echo.api/echo-api-cert-1.pem",
    "the host very.bad": "https://very.bad/echo.api/echo-api-cert-1.pem",
    "the host s3.amazonaws.com.evil.example": "https://s3.amazonaws.com.evil.example/echo.api/echo-api-cert-1.pem",
    "user info before the host": "https://alexa:secret@s3.amazonaws.com/echo.api/echo-api-cert-1.pem",
    "the path /cert": "https://s3.amazonaws.com/cert",
    "the path /invalid.path/": "https://s3.amazonaws.com/invalid.path/",
    "the path /ECHO.API/cert": "https://s3.amazonaws.com/ECHO.API/cert",
    "the path /echo.api/../cert": "https://s3.amazonaws.com/echo.api/../cert",
    "the path /echo.api/../cert, percent-encoded": "https://s3.amazonaws.com/echo.api/%2e%2e/cert",
    "port 563": "https://s3.amazonaws.com:563/echo.api/echo-api-cert-1.pem",
    "port 99999": "https://s3.amazonaws.com:99999/echo.api/echo-api-cert-1.pem",
    "port abc": "https://s3.amazonaws.com:abc/echo.api/echo-api-cert-1.pem",
    "a broken IPv6 host": "https://[::1/echo.api/echo-api-cert-1.pem",
}

PASSING = {
    "the plain address": URL,
    "port 443": "https://s3.amazonaws.com:443/echo.api/echo-api-cert-1.pem",
    "a path that leads back to the folder": "https://s3.amazonaws.com/echo.api/../echo.api/echo-api-cert-1.pem",
    "scheme and host in capitals": "HTTPS://S3.AMAZONAWS.COM/echo.api/echo-api-cert-1.pem",
}


@pytest.mark.parametrize("url", REFUSED.values(), ids=REFUSED)
def test_a_request_is_refused_whose_address_has(alexa: Alexa, url: str) -> None:
    alexa.check_refused(alexa.says(url=url))

    assert alexa.site.asked == []


@pytest.mark.parametrize("url", PASSING.values(), ids=PASSING)
def test_a_request_passes_whose_address_has(alexa: Alexa, url: str) -> None:
    alexa.check_answered(alexa.says(url=url))

    assert alexa.site.asked == [PATH]
