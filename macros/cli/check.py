"""`check`: every problem of the data and the pages."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from macros.check import checked
from macros.check.unfinished import to_fill_in
from macros.cli.commands import Commands


def add(commands: Commands) -> None:
    """Adds the command and what it takes."""
    checking = commands.add_parser("check", help="print every problem of the data and the pages")
    checking.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="print only the problems of these files and folders"
    )
    checking.add_argument(
        "--format", choices=("text", "github"), default="text", help="`github` marks the lines in a pull request"
    )
    checking.add_argument(
        "--complete",
        action="store_true",
        help="what is still to be filled in is a problem, too: before anything is published",
    )
    checking.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the problems. Returns 0 without one, 1 with any, 2 for a path that does not exist."""
    root = options.root.resolve()
    wanted = [path if path.is_absolute() else Path.cwd() / path for path in options.paths]
    for path in wanted:
        if not path.exists():
            print(f"{path}: no such file or folder", file=sys.stderr)
            return 2
    project, problems = checked(root)
    later = sorted(to_fill_in(project))
    if options.complete:
        problems, later = sorted([*problems, *later]), []
    if wanted:
        problems, later = (
            [p for p in some if any((root / p.path).is_relative_to(path.resolve()) for path in wanted)]
            for some in (problems, later)
        )
    for problem in problems:
        print(problem.annotation() if options.format == "github" else problem)
    for place in later:
        print(place.annotation("notice") if options.format == "github" else place)
    count = len(problems)
    said = f"{count} problem{'s' if count != 1 else ''}" if count else "No problems"
    print(f"{said}; {len(later)} still to be filled in" if later else said, file=sys.stderr)
    return 1 if problems else 0
