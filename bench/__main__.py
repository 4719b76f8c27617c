"""Measures everything and writes docs/performance.md: `python -m bench`, with --check to fail on a missed budget."""

import sys
from argparse import ArgumentParser

from bench import page
from bench.contestants import OUR_BUNDLE, PEER_BUNDLE
from bench.figures import measure
from bench.lines import lines
from tests.emulator import INSTALLED
from tests.store.dynalite import COMMAND


def main() -> None:
    parser = ArgumentParser(prog="python -m bench", description="Measures the skill and writes docs/performance.md.")
    parser.add_argument("--check", action="store_true", help="exit with status 1 when a budget is missed")
    is_strict = parser.parse_args().check
    if reason := what_is_missing():
        sys.exit(reason)
    figures = measure(tell=lambda what: print(f"Measuring {what}.", file=sys.stderr))
    text = page.rendered(figures)
    print(text)
    page.write(text)
    missed = [line.what for line in lines(figures) if line.is_met is False]
    if is_strict and missed:
        sys.exit(f"Over budget: {'; '.join(missed)}.")


def what_is_missing() -> str:
    """One line on what has to be installed or built first; empty when all is there."""
    if reason := INSTALLED.why_not_installed():
        return reason
    if not COMMAND.exists():
        return "dynalite is not installed: install Node.js 20 or newer with npm, then run `make bench`."
    absent = [str(bundle) for bundle in (OUR_BUNDLE, PEER_BUNDLE) if not bundle.is_dir()]
    return f"There is no bundle in {' and '.join(absent)}: run `make bench`, which builds both." if absent else ""


if __name__ == "__main__":
    main()
