"""Rules that look at one file at a time, so that after an edit they look at the file that was edited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from macros.store.problems import Problem
from macros.store.project import Project

Rule = Callable[[Project], Iterator[Problem]]
_alone: set[Rule] = set()


def alone(rule: Rule) -> Rule:
    """Marks a rule that finds in a project what it finds in each of its documents and pages by itself."""
    _alone.add(rule)
    return rule


class Alone:
    """What such rules found in files, kept as long as a process has the same document or page."""

    def __init__(self) -> None:
        """Begins with nothing."""
        self._found: dict[int, tuple[Any, list[Problem]]] = {}

    def problems(self, project: Project, rules: Iterable[Rule]) -> list[Problem]:
        """Every problem that the rules find. What is no longer in the project is forgotten."""
        of_it = [rule for rule in rules if rule in _alone]
        before, self._found = self._found, {}
        for document in project.documents:
            part = replace(project, documents=(document,), pages={})
            self._found[id(document)] = before.get(id(document)) or (document, _problems(part, of_it))
        for path, page in project.pages.items():
            part = replace(project, documents=(), pages={path: page})
            self._found[id(page)] = before.get(id(page)) or (page, _problems(part, of_it))
        return [problem for _, problems in self._found.values() for problem in problems]

    @staticmethod
    def others(rules: Iterable[Rule]) -> list[Rule]:
        """The rules that look at the project as a whole."""
        return [rule for rule in rules if rule not in _alone]


def _problems(part: Project, rules: Iterable[Rule]) -> list[Problem]:
    return [problem for rule in rules for problem in rule(part)]
