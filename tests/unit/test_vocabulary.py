"""Every choice of a field has the words that a reader sees, in one place."""

from __future__ import annotations

from typing import get_args, get_type_hints

import pytest

from macros.model import vocabulary
from macros.plan import planner

WORDS = {
    name: (get_args(get_args(hint)[0]), getattr(module, name))
    for module in (vocabulary, planner)
    for name, hint in get_type_hints(module).items()
    if getattr(hint, "__origin__", None) is dict and get_args(get_args(hint)[0])
}
"""The tables of words, with the choices that each is for."""

NO_WORDS = {"INTERVENTIONS": {"rehabilitation"}}
"""Rehabilitation has no column on the evidence map: its trials were not searched for, so a gap would say nothing."""


def test_the_tables_are_found() -> None:
    """The types of the tables name their choices, so that none goes unchecked."""
    assert {"LEVELS", "URGENCIES", "TOPICS", "SESSIONS", "CALLED"} <= WORDS.keys()


@pytest.mark.parametrize("name", WORDS)
def test_every_choice_has_its_words(name: str) -> None:
    """None is missing: a missing one is a KeyError on a page."""
    choices, words = WORDS[name]
    assert set(choices) - words.keys() == NO_WORDS.get(name, set())
