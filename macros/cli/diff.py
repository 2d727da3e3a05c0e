"""`diff`: what changes for whom between two editions of the data."""

from __future__ import annotations

import argparse
import sys

from macros.changes.edition import read
from macros.changes.report import as_markdown, as_text, report
from macros.cli.commands import Commands


def add(commands: Commands) -> None:
    """Adds the command and what it takes."""
    comparing = commands.add_parser(
        "diff",
        help="what changes for whom between two editions: rules, verdicts, sources",
        description="An edition is a folder with data/ in it, or a revision: a commit, a branch, a tag. Both are read with the "
        "model of today; what cannot be read is named and not compared.",
    )
    comparing.add_argument("old", metavar="OLD", help="the edition before: `main`, `HEAD~1`, a folder")
    comparing.add_argument(
        "new", metavar="NEW", nargs="?", default=".", help="the edition after (default: this folder)"
    )
    comparing.add_argument(
        "--format", choices=("text", "markdown"), default="text", help="`markdown` for the summary of a pull request"
    )
    comparing.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints what changes. Returns 0, or 2 when there is no such edition."""
    root = options.root.resolve()
    try:
        old, new = (read(name, root) for name in (options.old, options.new))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    said = report(old, new)
    print(as_markdown(said) if options.format == "markdown" else as_text(said))
    return 0
