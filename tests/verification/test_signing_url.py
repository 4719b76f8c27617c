"""An address is Amazon's, in one normal form, or it is refused."""

import pytest

from skill.verification.refused import Refused
from skill.verification.signing_url import signing_path

PATH = "/echo.api/cert.pem"

ROADS_ROUND = {
    "the folder alone": "https://s3.amazonaws.com/echo.api/",
    "the folder without its end": "https://s3.amazonaws.com/echo.api",
    "a folder that begins like it": "https://s3.amazonaws.com/echo.api.evil/cert",
    "no path": "https://s3.amazonaws.com",
    "two slashes before the folder": "https://s3.amazonaws.com//echo.api/cert",
    "dots at the end": "https://s3.amazonaws.com/echo.api/..",
    "an encoded slash": "https://s3.amazonaws.com/echo.api/..%2fcert",
    "dots that are encoded twice": "https://s3.amazonaws.com/echo.api/%252e%252e/cert",
    "a backslash": "https://s3.amazonaws.com/echo.api/..\\cert",
    "a backslash before the host": "https:\\\\s3.amazonaws.com/echo.api/cert",
    "parameters": "https://s3.amazonaws.com/echo.api/cert;x=1",
    "a dot after the host": "https://s3.amazonaws.com./echo.api/cert",
    "a letter that is an s only when case is ignored": "https://\u017f3.amazonaws.com/echo.api/cert",
    "wide letters": "https://\uff533.amazonaws.com/echo.api/cert",
    "a host behind a user": "https://s3.amazonaws.com@very.bad/echo.api/cert",
    "a host behind a fragment": "https://s3.amazonaws.com#@very.bad/echo.api/cert",
    "a host without dots": "https://s3xamazonaws.com/echo.api/cert",
    "a bucket of somebody's": "https://evil.s3.amazonaws.com/echo.api/cert",
    "an empty port": "https://s3.amazonaws.com:/echo.api/cert",
    "port 443 in other digits": "https://s3.amazonaws.com:\u0664\u0664\u0663/echo.api/cert",
    "port 0443": "https://s3.amazonaws.com:0443/echo.api/cert",
    "a space in front": " https://s3.amazonaws.com/echo.api/cert",
    "a line's end behind": "https://s3.amazonaws.com/echo.api/cert\n",
    "a tab within": "https://s3.amazonaws.com/echo.api/\tcert",
    "a zero": "https://s3.amazonaws.com/echo.api/cert\x00",
    "a host that is encoded": "https://s3.amazonaws%2ecom/echo.api/cert",
    "no host": "https:///echo.api/cert",
    "a file": "file:///echo.api/cert",
    "a comma in the query": "https://s3.amazonaws.com/echo.api/cert?a,https://very.bad/",
}

VARIANTS = [
    "https://s3.amazonaws.com/echo.api/cert.pem",
    "https://s3.amazonaws.com:443/echo.api/cert.pem",
    "https://S3.AmazonAWS.com/echo.api/cert.pem",
    "https://s3.amazonaws.com/echo.api/./cert.pem",
    "https://s3.amazonaws.com/echo.api//cert.pem",
    "https://s3.amazonaws.com/echo.api/x/../cert.pem",
    "https://s3.amazonaws.com/../echo.api/cert.pem",
    "https://s3.amazonaws.com/echo.api/cert.pem?",
    "https://s3.amazonaws.com/echo.api/cert.pem?x=1",
    "https://s3.amazonaws.com/echo.api/cert.pem#x",
]


@pytest.mark.parametrize("url", ROADS_ROUND.values(), ids=ROADS_ROUND)
def test_no_road_leads_round_the_folder(url: str) -> None:
    with pytest.raises(Refused, match="not Amazon's"):
        signing_path(url)


@pytest.mark.parametrize("url", VARIANTS)
def test_every_spelling_of_an_address_gives_one_path(url: str) -> None:
    assert signing_path(url) == PATH


def test_a_long_address_is_read_in_time_that_grows_with_its_length() -> None:
    """A header may have eight thousand characters; none of them may cost more than the one before."""
    for piece in ("/..", "/.", "//", "a/", "?x", "#"):
        with pytest.raises(Refused):
            signing_path(f"https://s3.amazonaws.com{piece * 100_000},")
