"""The documented command: what it says when it cannot start, and what reaches the service as it came over the wire."""

import socket
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from http.client import HTTPResponse
from pathlib import Path

import pytest

from skill.verification.verifier import SIGNATURE_HEADER, URL_HEADER
from skill.web import MOST_BYTES
from tests.alexa.walker import Json
from tests.web.alexa import URL, headers, in_json
from tests.web.authority import authority, leaf, pem
from tests.web.gunicorn import AWS, SECONDS, SETTINGS, command, documented, ended, running

NOW = datetime.now(UTC)
"""These tests run by the machine's own clock."""
DAY = timedelta(days=1)


@pytest.mark.parametrize("preloaded", [True, False], ids=["as documented", "without --preload"])
@pytest.mark.parametrize("name", SETTINGS)
def test_a_setting_that_is_missing_ends_the_start_with_a_line_that_names_it(
    tmp_path: Path, name: str, preloaded: bool
) -> None:
    arguments = [each for each in documented() if preloaded or each != "--preload"]
    settings = AWS | {other: value for other, value in SETTINGS.items() if other != name}

    status, errors = ended(command(arguments, bind="127.0.0.1:0", workers="1"), settings, tmp_path)

    assert status == 3
    assert "Traceback" not in errors
    assert len([line for line in errors.splitlines() if f"cannot start. {name} is not set" in line]) == 1
    assert not preloaded or errors.count("\n") == 1


def test_a_region_that_is_missing_ends_the_start_with_a_line_that_names_it(tmp_path: Path) -> None:
    settings = SETTINGS | {name: value for name, value in AWS.items() if name != "AWS_DEFAULT_REGION"}

    status, errors = ended(command(documented(), bind="127.0.0.1:0"), settings, tmp_path)

    assert status == 3
    assert errors.count("\n") == 1
    assert "cannot start. AWS_DEFAULT_REGION is not set" in errors


@pytest.mark.parametrize("name", ["AWS_DEFAULT_REGION", "AWS_PROFILE"])
def test_a_setting_with_a_line_break_is_complained_of_in_one_line(tmp_path: Path, name: str) -> None:
    status, errors = ended(command(documented(), bind="127.0.0.1:0"), SETTINGS | AWS | {name: "a\nb"}, tmp_path)

    assert status == 3
    assert errors.count("\n") == 1


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The service under gunicorn, which trusts the authority of these tests."""
    folder = tmp_path_factory.mktemp("certificates")
    root = authority("root", None, NOW - DAY, NOW + DAY)
    middle = authority("middle", root, NOW - DAY, NOW + DAY)
    (folder / "root.pem").write_bytes(pem(root))
    (folder / "chain.pem").write_bytes(pem(leaf(middle, beginning=NOW - DAY, end=NOW + DAY), middle))
    files = {"ROOT": str(folder / "root.pem"), "CHAIN": str(folder / "chain.pem")}
    with running("tests.web.served:served()", SETTINGS | AWS | files) as service:
        yield service.port


def question() -> bytes:
    """A request that needs no table."""
    application = {"applicationId": SETTINGS["BACK_WALK_SKILL_ID"]}
    event: Json = {
        "version": "1.0",
        "context": {"System": {"application": application, "user": {"userId": "ANNA"}}},
        "request": {
            "type": "IntentRequest",
            "requestId": "r",
            "timestamp": datetime.now(UTC).isoformat(),
            "locale": "en-US",
            "intent": {"name": "IsItSafeIntent", "slots": {"exercise": {"name": "exercise", "value": "swimming"}}},
        },
    }
    return in_json(event)


def head(lines: Iterable[tuple[str, str]], method: str = "POST") -> bytes:
    """The beginning of a request, line by line as it is given."""
    fields = [("Host", "localhost"), ("Content-Type", "application/json"), *lines]
    return "".join(
        [f"{method} /alexa HTTP/1.1\r\n", *(f"{name}: {value}\r\n" for name, value in fields), "\r\n"]
    ).encode()


def of_length(body: bytes) -> tuple[str, str]:
    return "Content-Length", str(len(body))


CHUNKED = ("Transfer-Encoding", "chunked")


def in_chunks(body: bytes, size: int = 1000) -> bytes:
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in [*pieces, b""])


def answers(port: int, *requests: bytes) -> list[int]:
    """The status of each answer, as far as answers come, to requests sent one after the other over one connection."""
    statuses = []
    with socket.create_connection(("127.0.0.1", port), SECONDS) as connection:
        for request in requests:
            try:
                connection.sendall(request)
                with HTTPResponse(connection) as answer:
                    answer.begin()
                    answer.read()
                statuses.append(answer.status)
            except OSError:
                break
    return statuses


def test_a_signed_request_is_answered(port: int) -> None:
    body = question()

    assert answers(port, head([*headers(body).items(), of_length(body)]) + body) == [200]


def test_a_signed_request_in_chunks_is_answered(port: int) -> None:
    body = question()

    assert answers(port, head([*headers(body).items(), CHUNKED]) + in_chunks(body)) == [200]


def test_several_requests_over_one_connection_are_answered(port: int) -> None:
    body = question()
    request = head([*headers(body).items(), of_length(body)]) + body

    assert answers(port, request, request, request) == [200, 200, 200]


@pytest.mark.parametrize("excess", [1, MOST_BYTES])
def test_a_body_over_the_limit_is_refused_in_chunks_too(port: int, excess: int) -> None:
    body = question()
    body += b" " * (MOST_BYTES + excess - len(body))

    assert answers(port, head([*headers(body).items(), of_length(body)]) + body) == [400]
    assert answers(port, head([*headers(body).items(), CHUNKED]) + in_chunks(body)) == [400]


def test_a_body_of_just_the_limit_is_answered_in_chunks_too(port: int) -> None:
    body = question()
    body += b" " * (MOST_BYTES - len(body))

    assert answers(port, head([*headers(body).items(), CHUNKED]) + in_chunks(body)) == [200]


def test_what_follows_a_refused_body_is_not_mistaken_for_a_request(port: int) -> None:
    """A sound request hidden in the part of a body that nobody reads."""
    body = question()
    hidden = head([*headers(body).items(), of_length(body)]) + body
    long = b" " * (MOST_BYTES + 1) + hidden

    assert answers(port, head([of_length(long)]) + long) == [400]
    assert 200 not in answers(port, head([CHUNKED]) + in_chunks(long), b"")


@pytest.mark.parametrize("name", [URL_HEADER, SIGNATURE_HEADER])
@pytest.mark.parametrize("value", ["the same", "another"])
def test_a_header_on_two_lines_is_refused(port: int, name: str, value: str) -> None:
    body = question()
    right = headers(body)
    other = right[name] if value == "the same" else headers(b"x", url=f"{URL}x")[name]

    assert answers(port, head([*right.items(), (name, other), of_length(body)]) + body) == [400]
    assert answers(port, head([(name, other), *right.items(), of_length(body)]) + body) == [400]


def test_a_header_with_an_underline_does_not_stand_for_the_right_one(port: int) -> None:
    body = question()
    right = headers(body)
    underlined = [(name.replace("-", "_"), value) for name, value in right.items()]

    assert answers(port, head([*underlined, of_length(body)]) + body) == [400]
    assert answers(port, head([*right.items(), ("Signature_256", "x"), of_length(body)]) + body) == [200]


def test_a_body_with_a_length_and_chunks_is_refused(port: int) -> None:
    body = question()

    assert answers(port, head([*headers(body).items(), of_length(body), CHUNKED]) + in_chunks(body)) == [400]


MALFORMED = {
    "a length that is no number": b"zz\r\n",
    "a length below nothing": b"-5\r\n",
    "a length in another notation": b"0x5\r\nabcde\r\n0\r\n\r\n",
    "no end of the line after a chunk": b"3\r\nabcd\r\n0\r\n\r\n",
    "a trailer that is none": b"0\r\nno colon\r\n\r\n",
    "a trailer without end": b"0\r\n" + b"X: y\r\n" * 20_000 + b"\r\n",
}


@pytest.mark.parametrize("chunks", MALFORMED.values(), ids=MALFORMED)
def test_chunks_that_are_malformed_are_refused(port: int, chunks: bytes) -> None:
    right = headers(question())

    assert answers(port, head([*right.items(), CHUNKED]) + chunks) == [400]


def test_without_its_headers_a_request_is_refused_before_its_body_comes(port: int) -> None:
    assert answers(port, head([("Content-Length", "1000")]) + b"{") == [400]


@pytest.mark.parametrize("name", ["SCRIPT_NAME", "PATH_INFO", "REMOTE_USER"])
@pytest.mark.parametrize("value", ["/foo", "/alexa"])
def test_a_header_that_means_something_to_a_web_server_changes_nothing(port: int, name: str, value: str) -> None:
    body = question()
    signed = [*headers(body).items(), of_length(body), (name, value)]

    assert answers(port, head(signed) + body) == [200]
    assert answers(port, head([of_length(body), (name, value)]) + body) == [400]


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_another_method_is_not_allowed(port: int, method: str) -> None:
    assert answers(port, head([of_length(b"")], method)) == [405]
