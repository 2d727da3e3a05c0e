"""The rules that the data and the pages keep, one small function a rule. All run; none stops another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

from macros.check import (
    appraisals,
    cards,
    consistency,
    forms,
    kinds,
    marks,
    pages,
    records,
    safety,
    sayings,
    table,
    wording,
)
from macros.check.kept import Kept
from macros.check.unfinished import to_fill_in
from macros.store.problems import Problem
from macros.store.project import Project, read, state

RULES: tuple[Callable[[Project], Iterator[Problem]], ...] = (
    *records.RULES,
    *pages.RULES,
    *marks.RULES,
    *kinds.RULES,
    *consistency.RULES,
    *wording.RULES,
    *cards.RULES,
    *safety.RULES,
    *forms.RULES,
    *appraisals.RULES,
    *sayings.RULES,
    *table.RULES,
)
"""Every rule, in the order of their reading."""


_kept = Kept()


def checked(root: Path) -> tuple[Project, list[Problem]]:
    """What `check` gives, but the rules run once for each state of the files: builders ask for every page and every run."""
    root = root.resolve()
    return _held[root] if root in _held else _checked(root, state(root))


_held: dict[Path, tuple[Project, list[Problem]]] = {}


@contextmanager
def held(root: Path) -> Iterator[tuple[Project, list[Problem]]]:
    """What `checked` gives now, and gives to whoever asks within, who so sees the same state and needs no look at the files."""
    root = root.resolve()
    _held[root] = checked(root)
    try:
        yield _held[root]
    finally:
        del _held[root]


@lru_cache(maxsize=1)
def _checked(root: Path, now: str) -> tuple[Project, list[Problem]]:
    passed = root / ".cache" / "checked"
    if passed.is_file() and passed.read_text(encoding="utf-8") == now:
        return read(root)
    project, problems = check(root)
    if not problems:
        with suppress(OSError):  # a folder that cannot be written to is checked each time
            passed.parent.mkdir(exist_ok=True)
            passed.write_text(now, encoding="utf-8")
    return project, problems


def check(root: Path) -> tuple[Project, list[Problem]]:
    """The project below `root` as it is now, and every problem in it, in the order of the files.

    What is still to be filled in is none: `unfinished.to_fill_in` gives that.
    """
    project, problems = read(root)
    problems.extend(_kept.problems(project, RULES))
    later = {(place.path, place.line, place.column) for place in to_fill_in(project)} if problems else set()
    return project, sorted({p for p in problems if (p.path, p.line, p.column) not in later})
