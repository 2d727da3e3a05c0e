"""The command line: `python -m macros check`, `schema` and `plan`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from macros import intake, planner, schema
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
    planning = commands.add_parser(
        "plan", help="which cautions apply to a client", description="Names, synonyms and brands are understood."
    )
    for name, what in (
        ("procedure", "an operation the client had or faces: `acdf`"),
        ("region", "a part of the spine: cervical, thoracic, lumbar, sacral"),
        ("medication", "a medicine, generic or brand: `Eliquis`; `none` when there is none"),
        ("condition", "an illness: `osteoporosis`; `none` when there is none"),
        ("sign", "what the client reports, in any words: `sore calf`; `none` when all was asked and denied"),
    ):
        planning.add_argument(f"--{name}", action="append", default=[], metavar="WORDS", help=what)
    planning.add_argument("--weeks", type=float, help="weeks since surgery")
    planning.add_argument(
        "--cleared", action=argparse.BooleanOptionalAction, help="the surgeon's team has, or has not, agreed to massage"
    )
    planning.add_argument(
        "--limits",
        action=argparse.BooleanOptionalAction,
        help="limits that the surgeon set still hold, or no longer do",
    )
    planning.add_argument("--json", action="store_true", help="print the plan as JSON")
    options = parser.parse_args(arguments)
    if not (options.root / "data").is_dir():
        parser.error(f"no data/ in {options.root}. Run this in the project's folder, or name it with --root")
    return {"check": _check, "schema": _schema, "plan": _plan}[options.command](options)


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


def _plan(options: argparse.Namespace) -> int:
    project, problems = check(options.root.resolve())
    if problems:
        print(*problems, sep="\n", file=sys.stderr)
        print("The data have to be sound before anyone plans with them", file=sys.stderr)
        return 1
    library = project.library()
    client, lost = intake.client(
        library,
        procedures=options.procedure,
        regions=options.region,
        medications=options.medication,
        conditions=options.condition,
        signs=options.sign,
        weeks=options.weeks,
        cleared=options.cleared,
        limits=options.limits,
    )
    result = planner.plan(client, library)
    for word in lost:
        nearest = f" Near it: {', '.join(word.nearest)}." if word.nearest else ""
        print(f"Not understood: {word.said!r}.{nearest}", file=sys.stderr)
    if options.json:
        print(
            json.dumps(
                planner.as_json(result) | {"not_understood": [asdict(word) for word in lost]},
                indent=2,
                ensure_ascii=False,
            )
        )
    else:
        print(intake.text(result, library))
    return 0


if __name__ == "__main__":
    sys.exit(main())
