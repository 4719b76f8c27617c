"""Where Amazon keeps the certificates that requests are signed with."""

import posixpath
import re

from skill.verification.refused import Refused

HOST = "s3.amazonaws.com"
FOLDER = "/echo.api/"

_URL = re.compile(
    rf"(?i:https://{re.escape(HOST)})(?::443)?"
    r"(?P<path>/[A-Za-z0-9._/-]*)"
    r"(?:\?[A-Za-z0-9._/=&-]*)?(?:#[A-Za-z0-9._/=&-]*)?",
    re.ASCII,
)
"""What a signing URL is made of. Everything that could be read in two ways (an escape, a backslash, a user, a space,
a comma that joins two headers) is left out rather than interpreted."""


def signing_path(url: str) -> str:
    """The path on HOST that `url` leads to, in its one normal form; query and fragment count for nothing.

    Raises Refused when `url` is not one of Amazon's.
    Source: Amazon's SDK for Python, ask_sdk_webservice_support/verifier.py.
    """
    known = _URL.fullmatch(url)
    path = posixpath.normpath(known["path"]) if known else ""
    if not path.startswith(FOLDER):
        raise Refused("the certificate's address is not Amazon's")
    return path
