"""`editions` and `canary`: what a workflow does with a finished site, before and after it goes out."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from macros.cli.commands import Commands
from macros.publish import canary, editions
from macros.store.settings import settings


def add(commands: Commands) -> None:
    """Adds the commands and what they take."""
    laying = commands.add_parser(
        "editions", help="put old editions, as `zip` packed them, at their address on a published site"
    )
    laying.add_argument("site", type=Path, metavar="SITE", help="the folder of today's site")
    laying.add_argument("archives", type=Path, metavar="ARCHIVE", nargs="*", help="the ZIP files of earlier editions")
    laying.set_defaults(run=_editions)
    looking = commands.add_parser(
        "canary",
        help="hold the live site to what was built",
        description="With a site alone, prints a note of what was built. With a note and an address, asks the live site.",
    )
    looking.add_argument("built", type=Path, metavar="BUILT", help="the folder of the site, or a note of it")
    looking.add_argument("address", metavar="URL", nargs="?", help="where the site is live")
    looking.add_argument(
        "--patience", type=float, default=0, metavar="SECONDS", help="how long to ask again (default: once)"
    )
    looking.set_defaults(run=_canary)


def _editions(options: argparse.Namespace) -> int:
    try:
        laid = editions.lay(options.site, options.archives, settings(options.root).site)
    except (FileNotFoundError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(laid)} earlier editions: {', '.join(laid) or 'none'}")
    return 0


def _canary(options: argparse.Namespace) -> int:
    try:
        built = options.built
        noted = canary.note(built) if built.is_dir() else canary.read(built.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        print(error if error.errno is None else f"{built}: there is no such file or folder", file=sys.stderr)
        return 1
    except ValueError:
        remedy = "`python -m macros canary SITE` prints one"
        print(f"{options.built} is neither a published site nor a note of one: {remedy}", file=sys.stderr)
        return 1
    if options.address is None:
        print(canary.written(noted))
        return 0
    if not re.fullmatch(r"https?://[^\s/]+(?:/\S*)?", options.address):
        print(f"`{options.address}` is no address of a site. Write https://…", file=sys.stderr)
        return 2
    found = canary.faults(noted, options.address, options.patience)
    print(*found, sep="\n", end="\n" if found else "", file=sys.stderr)
    if not found:
        print(f"{options.address} is edition {noted.edition}, as it was built: {len(noted.files)} answers compared")
    return 1 if found else 0
