"""What the web service bears: signed requests at rising concurrency, and beside floods of forged ones.

    .venv-test/bin/python -E -m bench.web_load [--seconds 30] [--rounds 3]

Everything is on loopback: gunicorn by the documented command, dynalite as the table, a server that stands at Amazon's
address, and wrk, which must be installed (Debian: apt install wrk). All of them share the machine's cores.
"""

import argparse
import json
import os
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from cryptography.x509 import load_pem_x509_certificates
from flask import Flask

from skill.local.table import Table, read_definition
from skill.verification.fetching import CertificateFetch
from skill.verification.verifier import SIGNATURE_HEADER, URL_HEADER
from skill.web import MOST_BYTES, create_app
from tests.store.dynalite import client_of, running_dynalite
from tests.web.alexa import PATH, URL, headers, in_json, signature
from tests.web.authority import authority, leaf, pem, rsa_key
from tests.web.gunicorn import AWS, ROOT, SETTINGS, Service, running
from tests.web.servers import connect_to, file, serving, status

PER_SECOND = 800
"""Requests that are made for each second of a run: more than are answered, so that none is repeated. They are signed
anew before every run, because they are fresh for 150 seconds."""
WALKERS = 500
"""No more, because dynalite slows down as its table grows: each starts one walk, and the other requests read."""

LIMIT = 32
"""Clients enough to keep the service busy; more only wait longer."""
BESIDE = 16

SCRIPT = Path(__file__).with_suffix(".lua")


def served() -> Flask:
    """What gunicorn serves here: the service, with the certificates of this run."""
    return create_app(
        fetch=CertificateFetch(connect_to(int(os.environ["CERTIFICATE_PORT"]))),
        roots=load_pem_x509_certificates(os.environ["ROOT_CERTIFICATE"].encode()),
    )


@dataclass(frozen=True)
class Result:
    """What the clients of one kind saw in one run."""

    per_second: float
    p50: float
    """Milliseconds, as p99."""
    p99: float
    errors: int
    """Connections that failed, answers that did not come, and answers other than 200."""


Make = Callable[[int], dict[str, str]]
"""The url, signature and body of the n-th request."""


def signed(number: int) -> dict[str, str]:
    body = in_json(event(number))
    made = headers(body)
    return {"url": made[URL_HEADER], "signature": made[SIGNATURE_HEADER], "body": body.decode()}


def with_a_bad_signature(number: int) -> dict[str, str]:
    body = in_json(event(number))
    return {"url": URL, "signature": signature(body, rsa_key("forger")), "body": body.decode()}


def with_an_unknown_address(number: int) -> dict[str, str]:
    return with_a_bad_signature(number) | {"url": f"https://s3.amazonaws.com/echo.api/{os.urandom(8).hex()}.pem"}


def too_long(number: int) -> dict[str, str]:
    return with_a_bad_signature(number) | {"body": " " * (MOST_BYTES + 1)}


def long_and_hollow(number: int) -> dict[str, str]:
    """About as costly to read as a body may be."""
    return with_a_bad_signature(number) | {"body": f"[{'{},' * 24_000}{{}}{' ' * 180_000}]"}


FLOODS: dict[str, tuple[Make, int]] = {
    "signed": (signed, PER_SECOND),
    "a bad signature": (with_a_bad_signature, 10),
    "addresses that are not known": (with_an_unknown_address, 4 * PER_SECOND),
    "bodies over the limit": (too_long, 1),
    "bodies that are hard to read": (long_and_hollow, 1),
}
"""What comes beside, and how many different requests of it there are for each second."""


def event(number: int) -> dict[str, Any]:
    """Half ask for the week, a quarter start a walk, a quarter ask about swimming, which needs no table."""
    intent, slots = (
        ("WeekIntent", {}),
        ("StartWalkIntent", {"length": "PT15M"}),
        ("WeekIntent", {}),
        ("IsItSafeIntent", {"exercise": "swimming"}),
    )[number // WALKERS % 4]
    application = {"applicationId": SETTINGS["BACK_WALK_SKILL_ID"]}
    now = datetime.now(UTC).isoformat()
    user = {"userId": f"walker {number % WALKERS}"}
    system = {
        "application": application,
        "user": user,
        "device": {"deviceId": "kitchen"},
        "apiEndpoint": os.environ["API_ENDPOINT"],
        "apiAccessToken": "token",
    }
    return {
        "version": "1.0",
        "session": {"new": True, "sessionId": "session", "application": application, "user": user},
        "context": {"System": system},
        "request": {
            "type": "IntentRequest",
            "requestId": f"{number} {now}",
            "timestamp": now,
            "locale": "en-US",
            "intent": {
                "name": intent,
                "slots": {name: {"name": name, "value": value} for name, value in slots.items()},
            },
        },
    }


def requests_in(folder: Path, name: str, make: Make, count: int) -> Path:
    """A file of requests, one a line: address, signature and body with tabs between them."""
    path = folder / name
    with path.open("w", encoding="utf-8") as lines:
        for number in range(count):
            made = make(number)
            lines.write(f"{made['url']}\t{made['signature']}\t{made['body']}\n")
    return path


@contextmanager
def service() -> Iterator[Service]:
    now, day = datetime.now(UTC), timedelta(days=1)
    root = authority("root", None, now - day, now + day)
    middle = authority("middle", root, now - day, now + day)
    chain = pem(leaf(middle, beginning=now - day, end=now + day), middle)
    with (
        running_dynalite() as table,
        serving(file(chain), at=PATH, elsewhere=status(404)) as certificates,
        serving(file(b'"America/New_York"'), protocol="HTTP/1.1") as device_settings,
    ):
        os.environ["API_ENDPOINT"] = f"http://127.0.0.1:{device_settings}"
        settings = AWS | SETTINGS | {"AWS_ENDPOINT_URL_DYNAMODB": table}
        Table.made(client_of(table), SETTINGS["BACK_WALK_TABLE"], read_definition(ROOT / "template.yaml"))
        authorities = {"CERTIFICATE_PORT": str(certificates), "ROOT_CERTIFICATE": pem(root).decode()}
        with running("bench.web_load:served()", settings | authorities) as started:
            wait_until_it_answers(started)
            yield started


def wait_until_it_answers(started: Service) -> None:
    one = signed(3)
    names = {URL_HEADER: one["url"], SIGNATURE_HEADER: one["signature"], "Content-Type": "application/json"}
    with urlopen(Request(f"http://127.0.0.1:{started.port}/alexa", one["body"].encode(), names), timeout=30) as answer:
        assert answer.status == 200


def wrk(started: Service, clients: int, seconds: int, requests: Path) -> "subprocess.Popen[str]":
    command = ["wrk", "-t", "1", "-c", str(clients), "-d", f"{seconds}s", "--timeout", "8s", "-s", str(SCRIPT)]
    return subprocess.Popen(
        [*command, f"http://127.0.0.1:{started.port}"],
        env=os.environ | {"REQUESTS": str(requests)},
        stdout=subprocess.PIPE,
        text=True,
    )


def result(process: "subprocess.Popen[str]") -> Result:
    output, _ = process.communicate()
    seen = json.loads(output.splitlines()[-1])
    return Result(seen["requests"] / seen["seconds"], seen["p50"], seen["p99"], seen["errors"])


def workers(started: Service) -> list[Path]:
    children = Path(f"/proc/{started.pid}/task/{started.pid}/children").read_text().split()
    return [Path("/proc") / child for child in children]


def resident(started: Service) -> float:
    """The memory of all workers together, in MB."""
    pages = sum(int((worker / "statm").read_text().split()[1]) for worker in workers(started))
    return pages * os.sysconf("SC_PAGESIZE") / 1e6


def spent(started: Service) -> float:
    """The processor's time that all workers have taken so far, in milliseconds."""
    fields = [(worker / "stat").read_text().rpartition(")")[2].split() for worker in workers(started)]
    return 1000 * sum(int(each[11]) + int(each[12]) for each in fields) / os.sysconf("SC_CLK_TCK")


def median(results: list[Result]) -> Result:
    return Result(
        per_second=statistics.median(each.per_second for each in results),
        p50=statistics.median(each.p50 for each in results),
        p99=statistics.median(each.p99 for each in results),
        errors=sum(each.errors for each in results),
    )


def alone(started: Service, folder: Path, clients: int, seconds: int, rounds: int, make: Make, count: int) -> Result:
    results = []
    for _ in range(rounds):
        requests = requests_in(folder, "alone", make, seconds * count)
        results.append(result(wrk(started, clients, seconds, requests)))
    return median(results)


def beside(started: Service, folder: Path, flood: str, seconds: int, rounds: int) -> tuple[Result, Result]:
    """What BESIDE signed clients see, and as many others."""
    make, count = FLOODS[flood]
    results = []
    for _ in range(rounds):
        theirs = requests_in(folder, "others", make, seconds * count)
        ours = requests_in(folder, "signed", signed, seconds * PER_SECOND)
        processes = wrk(started, BESIDE, seconds, ours), wrk(started, BESIDE, seconds, theirs)
        results.append((result(processes[0]), result(processes[1])))
    return median([ours for ours, _ in results]), median([others for _, others in results])


def line(name: str, seen: Result, more: str = "") -> str:
    return f"{name:<58}{seen.per_second:>8.0f}{seen.p50:>9.1f}{seen.p99:>9.1f}{seen.errors:>8}  {more}"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--seconds", type=int, default=30, help="length of one run (30)")
    arguments.add_argument("--rounds", type=int, default=3, help="runs of each kind, of which the median counts (3)")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name, service() as started:
        print(f"{os.cpu_count()} cores; medians of {given.rounds} runs of {given.seconds} s; an error is a refusal too")
        print(f"{'':<58}{'req/s':>8}{'p50 ms':>9}{'p99 ms':>9}{'errors':>8}")
        show_rising(started, Path(name), given.seconds, given.rounds)
        show_costs(started, Path(name), given.seconds)
        show_floods(started, Path(name), given.seconds, given.rounds)


def show_rising(started: Service, folder: Path, seconds: int, rounds: int) -> None:
    for clients in (LIMIT // 2, LIMIT, 2 * LIMIT):
        before = resident(started)
        seen = alone(started, folder, clients, seconds, rounds, *FLOODS["signed"])
        memory = f"all workers {before:.0f} -> {resident(started):.0f} MB"
        print(line(f"{clients} signed clients", seen, memory), flush=True)


def show_costs(started: Service, folder: Path, seconds: int) -> None:
    for flood, (make, count) in FLOODS.items():
        before = spent(started)
        seen = alone(started, folder, LIMIT, seconds, 1, make, count)
        each = (spent(started) - before) / (seen.per_second * seconds)
        print(line(f"{LIMIT} clients alone: {flood}", seen, f"{each:.2f} ms of the workers for each"), flush=True)


def show_floods(started: Service, folder: Path, seconds: int, rounds: int) -> None:
    share = 0.0
    for flood in FLOODS:
        ours, others = beside(started, folder, flood, seconds, rounds)
        share = share or (ours.per_second + others.per_second) / 2
        print(
            line(
                f"{BESIDE} signed clients beside {BESIDE}: {flood}",
                ours,
                f"{ours.per_second / share:.2f} of their share",
            )
        )
        print(line("    those others", others), flush=True)


if __name__ == "__main__":
    main()
