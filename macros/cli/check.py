"""`check`: every problem of the data and the pages."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from macros.check import check, checked
from macros.check.unfinished import to_fill_in
from macros.cli.commands import Commands
from macros.edit.fix import mend
from macros.store import schema
from macros.store.problems import Exchange, Problem, Swap

ROUNDS = 5
"""How often `--fix` looks again."""


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
        "--fix",
        action="store_true",
        help="mend first what has one right answer: a misspelt slug or choice, quotes, order",
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
    if options.fix:
        _fix(root, wanted)
    project, problems = checked(root)
    later = sorted(to_fill_in(project))
    if options.complete:
        problems, later = sorted([*problems, *later]), []
    problems, later = (_of(some, wanted, root) for some in (problems, later))
    for problem in problems:
        print(problem.annotation() if options.format == "github" else problem)
    for place in later:
        print(place.annotation("notice") if options.format == "github" else place)
    count = len(problems)
    said = f"{count} problem{'s' if count != 1 else ''}" if count else "No problems"
    print(f"{said}; {len(later)} still to be filled in" if later else said, file=sys.stderr)
    return 1 if problems else 0


def _fix(root: Path, wanted: Sequence[Path]) -> None:
    """Mends, and looks again as long as that brings something new to light: one fault in a file hides others."""
    for _ in range(ROUNDS):
        mended = mend(root, _of(check(root)[1], wanted, root))
        for problem in mended:
            match problem.mend:
                case Swap(wrong, right):
                    said = f"`{wrong}` is now `{right}`"
                case Exchange(one, other):
                    said = f"`{one}` and `{other}` have exchanged their values"
            print(f"mended {problem.path}:{problem.line}:{problem.column}: {problem.field}: {said}", file=sys.stderr)
    if any(problem.field == "schema" for problem in check(root)[1]):
        for path in schema.write(root):
            print(f"wrote {path.relative_to(root)}", file=sys.stderr)


def _of(problems: Sequence[Problem], wanted: Sequence[Path], root: Path) -> list[Problem]:
    """The problems of these files and folders; all, when none is named."""
    inside = [path.resolve() for path in wanted]
    return [p for p in problems if not inside or any((root / p.path).is_relative_to(path) for path in inside)]
