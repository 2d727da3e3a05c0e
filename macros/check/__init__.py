"""The rules that the data and the pages keep, one small function a rule. All run; none stops another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from macros.check import consistency, pages, records, wording
from macros.store.problems import Problem
from macros.store.project import Project, read

RULES: tuple[Callable[[Project], Iterator[Problem]], ...] = (
    *records.RULES,
    *pages.RULES,
    *consistency.RULES,
    *wording.RULES,
)
"""Every rule, in the order of their reading."""


def check(root: Path) -> tuple[Project, list[Problem]]:
    """The project below `root`, read afresh, and every problem in it, in the order of the files."""
    project, problems = read(root)
    problems.extend(problem for rule in RULES for problem in rule(project))
    return project, sorted(set(problems))
