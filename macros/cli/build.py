"""`build`, `schema`, `publish` and `zip`: the site, what is written from the model, what a site needs beside its pages, and it as a file."""

from __future__ import annotations

import argparse
import errno
import socket
import sys
from contextlib import suppress
from pathlib import Path

from macros.check import checked
from macros.check.unfinished import to_fill_in
from macros.cli.commands import Commands, count, port
from macros.live.fresh import Fresh
from macros.publish import editions, folder, typescript
from macros.publish.disk import Folder
from macros.publish.site import publish
from macros.store import schema
from macros.store.settings import settings

SOURCES = (
    ".cache", ".ci", ".git", ".github", ".venv", ".vscode", "data", "docs", "macros", "node_modules", "overrides", "tests", "types",
)  # fmt: skip
"""The folders of the project in which nothing that is built belongs."""


def add(commands: Commands) -> None:
    """Adds the commands and what they take."""
    building = commands.add_parser("build", help="build the site, from what is kept of earlier builds and what is new")
    building.add_argument("site", type=Path, metavar="SITE", nargs="?", help="the folder of the site (default: site/)")
    building.add_argument("--jobs", type=count, metavar="N", help="how many processes make pages (default: one a core)")
    building.set_defaults(run=_build)
    serving = commands.add_parser("serve", help="serve the site while you work on it; every edit shows as you save")
    serving.add_argument("--host", default="127.0.0.1", help="the address to serve at (default: 127.0.0.1)")
    serving.add_argument("--port", type=port, default=8000, help="the port there (default: 8000)")
    serving.add_argument("--socket", type=int, help=argparse.SUPPRESS)
    serving.set_defaults(run=_serve)
    schemas = commands.add_parser("schema", help="write data/schema/ and types/published.d.ts from the model")
    schemas.add_argument("--check", action="store_true", help="write nothing; fail when a file is stale")
    schemas.set_defaults(run=_schema)
    publishing = commands.add_parser("publish", help="finish a built site: search index, planner data, offline copy")
    publishing.add_argument("site", type=Path, metavar="SITE", help="the folder that the builder wrote")
    publishing.set_defaults(run=_publish)
    packing = commands.add_parser("zip", help="pack a published site into one file, to read without a server")
    packing.add_argument("site", type=Path, metavar="SITE", help="the folder of the site")
    packing.add_argument("file", type=Path, metavar="FILE", help="the ZIP file to write")
    packing.set_defaults(run=_zip)


def _build(options: argparse.Namespace) -> int:
    root = options.root.resolve()
    site = (options.site or root / "site").resolve()
    if fault := unfit(root, site):
        print(fault, file=sys.stderr)
        return 2
    state = Fresh(root, site)
    if state.holds():
        print("Nothing has changed since the site was built")
        return 0
    project, problems = checked(root)
    if found := sorted([*problems, *to_fill_in(project)]):
        print(*found, sep="\n", file=sys.stderr)
        return 1
    from macros.live.build import build  # loads MkDocs
    from macros.live.workers import cores

    if warnings := build(root, site, options.jobs or cores()):
        print(*warnings, sep="\n", file=sys.stderr)
        return 1
    state.keep()
    return 0


def unfit(root: Path, site: Path) -> str:
    """Why the site may not be put into a folder, in which only the site would be left; empty where it may."""
    sources = [(root / name).resolve() for name in SOURCES]
    if any(one.is_relative_to(site) for one in (root, *sources)) or any(site.is_relative_to(one) for one in sources):
        return f"{site} holds what the site is made of, or lies in it. Name another folder, such as site"
    if not site.exists():
        return ""
    if not site.is_dir():
        return f"{site} is a file. Name a folder, such as site"
    if any(site.iterdir()):
        try:
            editions.of(site)
        except FileNotFoundError:
            return f"{site} has files in it that are no site of this project, and would be deleted. Name another folder, or empty it"
    return ""


def _serve(options: argparse.Namespace) -> int:
    from macros.live.serve import serve  # loads MkDocs

    busy = f"Port {options.port} is busy: another program answers there. Choose another port: make serve PORT=8001, or --port 8001"
    if options.socket is None and _answers(options.host, options.port):  # some systems would let both listen
        print(busy, file=sys.stderr)
        return 2
    try:
        serve(options.root.resolve(), options.host, options.port, options.socket)
    except OSError as error:
        if error.filename:
            raise
        place = f"{options.host}, port {options.port}"
        other = f"Nothing can be served at {place}: {error.strerror}. Choose with --host and --port"
        print(busy if error.errno == errno.EADDRINUSE else other, file=sys.stderr)
        return 2
    return 0


def _answers(host: str, port: int) -> bool:
    with suppress(OSError), socket.create_connection((host, port), timeout=1):
        return True
    return False


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
        faults = publish(Folder(options.site.resolve()), root, project, settings(root))
    except (FileNotFoundError, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 1
    for fault in faults:
        print(fault, file=sys.stderr)
    return 0


def _zip(options: argparse.Namespace) -> int:
    try:
        folder.pack(options.site, editions.of(options.site), options.file, options.root / "node_modules")
    except (FileNotFoundError, RuntimeError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise  # the file cannot be written
        print(error, file=sys.stderr)
        return 1
    return 0
