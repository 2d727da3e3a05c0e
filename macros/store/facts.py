"""What is asked about a whole project: found once and noted, so that a rule runs again only when it would be told something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

Question = tuple[Any, ...]
"""The function that finds the answer, and its arguments beside the project."""


class Asked(Protocol):
    """What is asked about. It never changes."""

    @property
    def answers(self) -> dict[Question, Any]:
        """What was answered."""


P = ParamSpec("P")
V = TypeVar("V")
A = TypeVar("A", bound=Asked)

_noted: set[Question] | None = None


@contextmanager
def noting() -> Iterator[set[Question]]:
    """Gives the set that the questions asked within are put into."""
    global _noted
    outer, _noted = _noted, set[Question]()
    try:
        yield _noted
    finally:
        _noted = outer


def fact(function: Callable[Concatenate[A, P], V]) -> Callable[Concatenate[A, P], V]:
    """A function of a project that is found once. What it asks itself is behind its answer. Nobody may change an answer."""

    @wraps(function)
    def asked(project: A, /, *arguments: P.args, **named: P.kwargs) -> V:
        assert not named, "a question takes its arguments by their places"
        question = (function, *arguments)
        if _noted is not None:
            _noted.add(question)
        found: V = answer(project, question)
        return found

    return asked


def answer(project: Asked, question: Question) -> Any:
    """The answer to a question."""
    if question not in project.answers:
        function, *arguments = question
        with noting():
            project.answers[question] = function(project, *arguments)
    return project.answers[question]
