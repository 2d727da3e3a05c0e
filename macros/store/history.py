"""What changed in each file and when, as far as git knows."""

from __future__ import annotations

import subprocess
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

WIDE = 150
"""A change of more files than that is about the form of records, or brought all of them, and tells nothing of one page."""


class Change(NamedTuple):
    """One change of a file."""

    at: str
    """When: `2026-11-22T23:24:30+00:00`."""
    what: str
    """The first line of what its author wrote about it."""


def changes(root: Path) -> Mapping[str, tuple[Change, ...]]:
    """The changes of each file of `data/` and `docs/`, by its path below `root`, the latest first, without those of `WIDE`.

    Empty where `root` is no repository of its own, or one that was fetched without its history: a part of it would tell wrong days.
    """
    return _changes(root, head(root))


@lru_cache(maxsize=1)
def _changes(root: Path, head: str) -> Mapping[str, tuple[Change, ...]]:
    if head.split()[1:] != ["false"]:
        return {}
    found: dict[str, list[Change]] = defaultdict(list)
    log = _said(root, "log", "--no-merges", "--format=%x00%aI %s", "--name-only", "--", "data", "docs")
    for entry in log.split("\0")[1:]:
        first, *lines = entry.splitlines()
        files = [line for line in lines if line]
        if len(files) <= WIDE:
            for file in files:
                found[file].append(Change(*first.split(" ", 1)))
    return {path: tuple(made) for path, made in found.items()}


def head(root: Path) -> str:
    """What names the history of `root`: where it ends, and whether it has a beginning. Empty where there is none."""
    return _said(root, "rev-parse", "HEAD", "--show-prefix", "--is-shallow-repository")


def git(root: Path, *command: str) -> subprocess.CompletedProcess[bytes]:
    """What git says of the repository `root` is in. Raises OSError where there is no git."""
    asked = ("git", "-c", "core.quotePath=false", "-C", str(root), *command)
    return subprocess.run(asked, capture_output=True, check=False)


def _said(root: Path, *command: str) -> str:
    """What git says, or nothing where it cannot be asked."""
    with suppress(OSError):
        done = git(root, *command)
        if done.returncode == 0:
            return done.stdout.decode()
    return ""
