"""`python -m tests.bench`: what `make bench` prints."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bench import builds, check, search, serving
from tests.bench.measure import machine

PARTS = ("builds", "serving", "growth", "check", "search")


def main() -> int:
    """Prints the tables that were asked for, or all of them, in Markdown."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    asked.add_argument("parts", nargs="*", metavar="PART", help=f"one of {', '.join(PARTS)}; all without one")
    asked.add_argument("--rounds", type=int, default=3, help="how often each case runs (3)")
    asked.add_argument(
        "--sizes", type=int, nargs="+", default=[1, 5, 20], help="how many times this site's content (1 5 20)"
    )
    options = asked.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        asked.error(f"there is no {', '.join(sorted(unknown))}. Choose from {', '.join(PARTS)}")
    parts = options.parts or list(PARTS)
    print(f"{machine()}\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "builds" in parts or "serving" in parts:
            cases = builds.lay(folder)
            if "builds" in parts:
                print("## Builds of this site's pages\n", *builds.table(folder, cases, options.rounds), "", sep="\n")
            if "serving" in parts:
                print(
                    "## From a saved edit to the page that shows it\n",
                    *serving.table(folder, options.rounds),
                    "",
                    sep="\n",
                )
        if "check" in parts:
            print("## The check\n", *check.table(folder, options.rounds), "", sep="\n")
        if "growth" in parts:
            print("## Growth\n", *builds.growth(folder, tuple(options.sizes)), "", sep="\n")
    if "search" in parts:
        print("## The search\n")
        search.main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
