"""`python -m skill.local` serves the companion; `python -m skill.local talk` is the same in a terminal."""

import logging
import os
import re
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from skill.local.faults import SetUpFault

USAGE = """\
python -m skill.local         the companion's page, at http://127.0.0.1:8000
python -m skill.local talk    the same in this terminal

PORT=9000 moves the page; DATA=folder says where the diary is kept (.data).
"""

_DEFAULT_PORT = "8000"
_DEFAULT_DATA = ".data"
_PORT = re.compile(r"[0-9]{1,5}")
_HIGHEST_PORT = 65535


def main(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Runs what was asked for; gives the exit status: 0, 1 for a fault of set-up, 2 for wrong usage."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    try:
        match arguments:
            case []:
                _serve(environ)
            case ["talk"]:
                _talk(environ)
            case ["-h" | "--help"]:
                print(USAGE, end="")
            case _:
                print(USAGE, end="", file=sys.stderr)
                return 2
    except SetUpFault as fault:
        print(fault, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print()
    return 0


def _serve(environ: Mapping[str, str]) -> None:
    from skill.local.server import listening_socket, serve, url_of

    data = _data(environ)
    with listening_socket(_port(environ)) as listening:
        from skill.local.opening import opened

        with opened(data, url_of(listening)) as companion:
            url = url_of(listening)
            print(f"My Back Walk is listening at {url} (the diary is in {data}; Ctrl-C ends it).", flush=True)
            serve(companion, listening)


def _talk(environ: Mapping[str, str]) -> None:
    from skill.local.opening import opened
    from skill.local.server import listening_socket, serving, url_of
    from skill.local.talk import talk

    with (
        listening_socket() as listening,
        opened(_data(environ), url_of(listening)) as companion,
        serving(companion, listening),
    ):
        talk(companion)


def _port(environ: Mapping[str, str]) -> int:
    text = environ.get("PORT") or _DEFAULT_PORT
    if not (_PORT.fullmatch(text) and int(text) <= _HIGHEST_PORT):
        raise SetUpFault(f'PORT is "{text}": give it a number up to {_HIGHEST_PORT}, for example PORT=9000.')
    return int(text)


def _data(environ: Mapping[str, str]) -> Path:
    return Path(environ.get("DATA") or _DEFAULT_DATA)


def _end(*_: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    for ending in (signal.SIGINT, signal.SIGTERM):  # a shell may have had the first ignored
        signal.signal(ending, _end)
    sys.exit(main(sys.argv[1:], os.environ))
