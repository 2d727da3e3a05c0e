"""What is still to be filled in: a record that was just begun is no fault, and no edition goes out with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.store.problems import Problem
from macros.store.project import Project

FILL_IN = "FILL IN"
"""What stands in a new record, and on its page, where somebody has yet to write."""

_WHERE = re.compile(rf"\b{FILL_IN}\b")
_FAULT, _REMEDY = "this is still to be filled in", "Write what your sources say, or delete it"


def to_fill_in(project: Project) -> Iterator[Problem]:
    """Every place with the words `FILL IN`, in a record or in the prose of a page."""
    for document in project.readable:
        for path, value in document.leaves if FILL_IN in document.text else ():
            if isinstance(value, str) and _WHERE.search(value):
                yield document.problem(path, _FAULT, _REMEDY)
    for page in project.pages.values():
        for match in _WHERE.finditer(page.prose):
            yield page.problem(match.start(), "page", _FAULT, _REMEDY)
