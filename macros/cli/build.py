"""`schema` and `publish`: what is written from the model, and what a built site needs beside its pages."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from macros.check import checked
from macros.cli.commands import Commands
from macros.publish import typescript
from macros.publish.site import publish
from macros.store import schema
from macros.store.settings import settings


def add(commands: Commands) -> None:
    """Adds the two commands and what they take."""
    schemas = commands.add_parser("schema", help="write data/schema/ and types/published.d.ts from the model")
    schemas.add_argument("--check", action="store_true", help="write nothing; fail when a file is stale")
    schemas.set_defaults(run=_schema)
    publishing = commands.add_parser("publish", help="finish a built site: search index, planner data, offline copy")
    publishing.add_argument("site", type=Path, metavar="SITE", help="the folder that the builder wrote")
    publishing.set_defaults(run=_publish)


def _schema(options: argparse.Namespace) -> int:
    if options.check:
        files = schema.stale(options.root) + typescript.stale(options.root)
        for path in files:
            print(f"{path.relative_to(options.root)}: not what the model says. Run `python -m macros schema`")
        return 1 if files else 0
    for path in schema.write(options.root) + typescript.write(options.root):
        print(f"wrote {path.relative_to(options.root)}")
    return 0


def _publish(options: argparse.Namespace) -> int:
    root = options.root.resolve()
    project, problems = checked(root)
    if problems:
        print(*problems, sep="\n", file=sys.stderr)
        print("Fix these problems first, then build the site and run `publish` again", file=sys.stderr)
        return 1
    try:
        publish(options.site.resolve(), root, project, settings(root))
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    return 0
