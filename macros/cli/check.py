"""`check`: every problem of the data and the pages."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from macros.check import checked
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
    checking.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the problems. Returns 0 without one, 1 with any, 2 for a path that does not exist."""
    root = options.root.resolve()
    wanted = [path if path.is_absolute() else Path.cwd() / path for path in options.paths]
    for path in wanted:
        if not path.exists():
            print(f"{path}: no such file or folder", file=sys.stderr)
            return 2
    _, problems = checked(root)
    if wanted:
        problems = [p for p in problems if any((root / p.path).is_relative_to(path.resolve()) for path in wanted)]
    for problem in problems:
        print(problem.annotation() if options.format == "github" else problem)
    count = len(problems)
    print(f"{count} problem{'s' if count != 1 else ''}" if count else "No problems", file=sys.stderr)
    return 1 if problems else 0
