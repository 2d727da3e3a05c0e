"""The choices of the data: each has what a reader sees of it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

import macros
from macros.model import clinical
from macros.model.evidence import Evidence
from macros.text.citations import EVIDENCE
from macros.views.render import URGENCY

LEFT_OUT = {
    "INTERVENTIONS": {"rehabilitation"},  # the map has no column for what was no search question
    "SAID": {"routine", "none"},  # nobody is called, so no words have to say so
    "SUSPECTED": {"clearance-first", "none"},  # a complication has neither
}
"""The choices that a table leaves out on purpose, by its name."""


def tables() -> Iterator[tuple[str, Mapping[Any, Any], tuple[Any, ...]]]:
    """Every table of the package whose keys are the choices of a type, by its annotation: name, table, choices."""
    yield "evidence", EVIDENCE, get_args(Evidence)
    yield "urgency of a complication", URGENCY, get_args(clinical.Urgency)
    for info in pkgutil.walk_packages(macros.__path__, "macros."):
        if info.name != "macros.__main__":
            module = importlib.import_module(info.name)
            for name, hint in get_type_hints(module).items():
                key = get_args(hint)[0] if get_origin(hint) is dict else None
                if get_origin(key) is Literal:
                    yield f"{info.name}.{name}", getattr(module, name), get_args(key)


TABLES = {name: (table, choices) for name, table, choices in tables()}


@pytest.mark.parametrize("name", TABLES)
def test_every_choice_is_in_the_table(name: str) -> None:
    """A choice that is added to a type has its words, its drawing or its meaning too, and no table has others."""
    table, choices = TABLES[name]
    assert set(table) == set(choices) - LEFT_OUT.get(name.rpartition(".")[2], set())


def test_tables_are_found() -> None:
    """The words for levels, sessions, places and topics are among what was found, so that nothing is passed over."""
    names = {name.rpartition(".")[2] for name in TABLES}
    assert {"LEVELS", "SESSIONS", "URGENCIES", "CALLED", "PLACES", "TISSUES", "TOPICS", "POPULATIONS"} <= names
