"""`due`: which records are due for review."""

from __future__ import annotations

import argparse
import sys

from macros.check import checked
from macros.cli.commands import Commands, day
from macros.text import links
from macros.views import due


def add(commands: Commands) -> None:
    """Adds the command and what it takes."""
    asking = commands.add_parser("due", help="print the records that are due for review, the longest overdue first")
    asking.add_argument(
        "--by",
        type=day,
        metavar="DAY",
        help="what is due by that day, such as 2027-12-31 (default: today)",
    )
    asking.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints a line a record. Returns 0, or 1 for data with problems."""
    project, problems = checked(options.root.resolve())
    if problems:
        print(*problems, sep="\n", file=sys.stderr)
        return 1
    library, until = project.library(), options.by or due.today()
    late, everything = due.overdue(library, until), due.reviews(library)
    for item in late:
        print(f"{item.on}  {links.data_of(item.kind, item.record.id)}  {item.state}")
    following = f", the next on {everything[len(late)].on}" if len(late) < len(everything) else ""
    print(
        f"{len(late)} of {len(everything)} records are due by {until}{following}; "
        f"a clinician has reviewed {due.signed(library)}",
        file=sys.stderr,
    )
    return 0
