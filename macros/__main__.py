"""The command line: `python -m macros check`, `python -m macros schema`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from macros import schema
from macros.checks import check


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command. Returns 0 when all is well, 1 when something is wrong with the project, 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m macros", description="Looks after the data of Steady Hands.")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder (default: this one)")
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="print every problem of the data and the pages")
    checking.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="print only the problems of these files and folders"
    )
    checking.add_argument(
        "--format", choices=("text", "github"), default="text", help="`github` marks the lines in a pull request"
    )
    schemas = commands.add_parser("schema", help="write data/schema/ from the model")
    schemas.add_argument("--check", action="store_true", help="write nothing; fail when a file is stale")
    options = parser.parse_args(arguments)
    if not (options.root / "data").is_dir():
        parser.error(f"no data/ in {options.root}. Run this in the project's folder, or name it with --root")
    return _check(options) if options.command == "check" else _schema(options)


def _check(options: argparse.Namespace) -> int:
    root = options.root.resolve()
    wanted = [path if path.is_absolute() else Path.cwd() / path for path in options.paths]
    for path in wanted:
        if not path.exists():
            print(f"{path}: there is no such file or folder", file=sys.stderr)
            return 2
    _, problems = check(root)
    if wanted:
        problems = [p for p in problems if any((root / p.path).is_relative_to(path.resolve()) for path in wanted)]
    for problem in problems:
        print(problem.annotation() if options.format == "github" else problem)
    count = len(problems)
    print(f"{count} problem{'s' if count != 1 else ''}" if count else "No problems", file=sys.stderr)
    return 1 if problems else 0


def _schema(options: argparse.Namespace) -> int:
    if options.check:
        files = schema.stale(options.root)
        for path in files:
            print(f"{path.relative_to(options.root)}: not what the model says. Run `python -m macros schema`")
        return 1 if files else 0
    for path in schema.write(options.root):
        print(f"wrote {path.relative_to(options.root)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
