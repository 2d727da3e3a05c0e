"""The command line: `python -m macros`, with a module for each command or two."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

COMMANDS = {
    "check": ("check",),
    "new": ("new",),
    "diff": ("diff",),
    "due": ("due",),
    "watch": ("watch",),
    "build": ("build", "serve", "schema", "publish", "zip"),
    "ship": ("editions", "canary"),
    "plan": ("plan",),
}
"""The modules, each with its commands. Only those of a command that is named are loaded: to check loads no more than it needs."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command. Returns 0 when all is well, 1 when something is wrong with the project, 2 for wrong usage."""
    words = sys.argv[1:] if arguments is None else arguments
    named = [module for module, its in COMMANDS.items() if not set(its).isdisjoint(words)]
    parser = argparse.ArgumentParser(prog="python -m macros", description="Looks after the data of Steady Hands.")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder (default: this one)")
    commands = parser.add_subparsers(dest="command", required=True)
    for module in named or COMMANDS:
        import_module(f"macros.cli.{module}").add(commands)
    options = parser.parse_args(arguments)
    if not (options.root / "data").is_dir():
        parser.error(f"no data/ in {options.root}. Run this in the project's folder, or name it with --root")
    try:
        status: int = options.run(options)
    except BrokenPipeError:
        raise
    except OSError as error:  # a disk, a folder or a network is not as it has to be, which is no fault of the code
        place = f"{error.filename}: " if error.filename else ""
        print(
            f"{place}{error.strerror or error}. Is it there, may this program write it, and is there room?",
            file=sys.stderr,
        )
        return 2
    return status
