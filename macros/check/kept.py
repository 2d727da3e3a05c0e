"""What rules found, kept as long as nothing has changed that they looked at: after an edit, most look at the edited file or at nothing.

A rule is marked with how it looks at a project. One that is `alone` finds in it what it finds in each of its documents and pages by
itself; what it has to know of all of them it asks, by a `fact` of `project.all`. One that is `asking` looks at nothing but
the answers to such questions, as `project.of(kind)`. Any other rule looks at all of it each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from macros.store import facts
from macros.store.problems import Problem
from macros.store.project import Project

Rule = Callable[[Project], Iterator[Problem]]
_alone: set[Rule] = set()
_asking: set[Rule] = set()


def alone(rule: Rule) -> Rule:
    """Marks a rule that looks at one file at a time, and asks for the rest."""
    _alone.add(rule)
    return rule


def asking(rule: Rule) -> Rule:
    """Marks a rule that asks for all that it looks at."""
    _asking.add(rule)
    return rule


class _Found(NamedTuple):
    """What a rule found, and what it was told."""

    problems: list[Problem]
    told: dict[facts.Question, Any]


class Kept:
    """What the rules found in a project the last time."""

    def __init__(self) -> None:
        """Begins with nothing."""
        self._of_it: tuple[Path, bool] | None = None
        self._files: dict[str, Any] = {}
        self._found: dict[Rule, _Found] = {}

    def problems(self, project: Project, rules: Iterable[Rule]) -> list[Problem]:
        """Every problem that the rules find. Of other projects, nothing is kept."""
        files: dict[str, Any] = {document.path: document for document in project.documents}
        files |= {f"docs/{path}": page for path, page in project.pages.items()}
        if self._of_it != (project.root, project.whole):
            self._of_it, self._files, self._found = (project.root, project.whole), {}, {}
        before = self._files
        edited = {path for path in before.keys() | files.keys() if files.get(path) is not before.get(path)}
        part = project.part(
            (document for document in project.documents if document.path in edited),
            {path: page for path, page in project.pages.items() if f"docs/{path}" in edited},
        )
        found = {rule: self._look(rule, project, part, edited) for rule in rules}
        self._files, self._found = files, found
        return [problem for one in found.values() for problem in one.problems]

    def _look(self, rule: Rule, project: Project, part: Project, edited: set[str]) -> _Found:
        known = self._found.get(rule)
        same = known and all(facts.answer(project, asked) == told for asked, told in known.told.items())
        if known and same and rule in _asking:
            return known
        with facts.noting() as asked:
            if known and same and rule in _alone:
                kept = [problem for problem in known.problems if problem.path not in edited]
                problems, told = [*kept, *rule(part)], known.told
            else:
                problems, told = list(rule(project)), {}
        return _Found(problems, told | {question: project.answers[question] for question in asked})
