"""The command line: `python -m macros`, with a module for each command or two."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from macros.cli import build, check, diff, due, new, plan, ship, watch


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command. Returns 0 when all is well, 1 when something is wrong with the project, 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m macros", description="Looks after the data of Steady Hands.")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder (default: this one)")
    commands = parser.add_subparsers(dest="command", required=True)
    for module in (check, new, diff, due, watch, build, ship, plan):
        module.add(commands)
    options = parser.parse_args(arguments)
    if not (options.root / "data").is_dir():
        parser.error(f"no data/ in {options.root}. Run this in the project's folder, or name it with --root")
    status: int = options.run(options)
    return status
