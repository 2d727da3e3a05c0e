"""Two operations side by side, from the same data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from macros.model.base import Relation
from macros.model.clinical import Procedure
from macros.model.evidence import Rate
from macros.plan import cautions
from macros.plan.cautions import Applied
from macros.store.library import Library
from macros.store.page import Page
from macros.text.calls import COMPARISON

_ASPECTS = {
    "approach": "How the surgeon gets there",
    "scar": "The scar",
    "tissues": "Tissue affected",
    "uses": "What is put in",
    "stay": "Hospital stay",
    "outcomes": "How it turns out",
    "massage": "What is known about massage",
}
"""The fields of a procedure that are compared, with their headings, in the order of the page."""


@dataclass(frozen=True)
class Comparison:
    """A page that sets two operations side by side."""

    title: str
    page: str
    """Its path below `docs/`."""
    pair: tuple[str, str]
    """The slugs of the two operations."""


def comparisons(pages: Mapping[str, Page]) -> list[Comparison]:
    """Every page that compares, by its title."""
    found = [
        Comparison(
            page.title,
            page.path,
            (match.group(1), match.group(2)),
        )
        for page in pages.values()
        if (match := COMPARISON.search(page.prose))
    ]
    return sorted(found, key=lambda comparison: comparison.title)


@dataclass(frozen=True)
class Side:
    """What one of the two operations says about an aspect."""

    claims: tuple[str, ...]
    of: Procedure
    """The operation itself, or the nearest wider one that says anything."""


@dataclass(frozen=True)
class Aspect:
    """One aspect of both operations."""

    heading: str
    sides: tuple[Side, Side]


def aspects(left: Procedure, right: Procedure, library: Library) -> list[Aspect]:
    """Every aspect on which at least one of the two, or a wider operation, says something."""
    found = [
        Aspect(heading, (_side(left, field, library), _side(right, field, library)))
        for field, heading in _ASPECTS.items()
    ]
    return [aspect for aspect in found if any(side.claims for side in aspect.sides)]


def _side(procedure: Procedure, field: str, library: Library) -> Side:
    for wider in library.ancestors(procedure):
        if values := getattr(wider, field):
            claims = (
                f"**[[{value.to}|{library.resolve(value.to).label}]]**: {value.why}"
                if isinstance(value, Relation)
                else value
                for value in values
            )
            return Side(tuple(claims), wider)
    return Side((), procedure)


def rules(left: Procedure, right: Procedure, library: Library) -> tuple[list[Applied], list[Applied], list[Applied]]:
    """The rules that concern both, the left alone and the right alone, each the most urgent first."""
    ours, theirs = cautions.concerning(left, library), cautions.concerning(right, library)
    return (
        [rule for rule in ours if rule in theirs],
        [rule for rule in ours if rule not in theirs],
        [rule for rule in theirs if rule not in ours],
    )


def rates(procedure: Procedure, library: Library) -> list[Rate]:
    """The figures about an operation or counted after it, what they are about first."""
    return sorted(library.rates(procedure), key=lambda rate: (rate.about != procedure.id, rate.about, rate.measure))
