"""Two operations side by side, from the same data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from macros.model.clinical import Procedure
from macros.model.vocabulary import STRENGTHS, CardSubject, Topic
from macros.store.library import Library
from macros.store.page import Page
from macros.text.calls import COMPARISON
from macros.views import waits


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
    """What is true of one of the two operations in one respect."""

    text: str
    of: Procedure
    """The operation itself, or the nearest wider one that says anything."""


@dataclass(frozen=True)
class Row:
    """One respect in which the two may differ."""

    heading: str
    sides: tuple[Side, Side]

    @property
    def same(self) -> bool:
        """Whether both say one and the same."""
        return self.sides[0].text == self.sides[1].text


def rows(left: Procedure, right: Procedure, library: Library) -> list[Row]:
    """The respects that matter on the table, in the order of a session; those on which neither says anything are left out."""
    respects: tuple[tuple[str, Callable[[Procedure], str]], ...] = (
        ("What is done", lambda procedure: procedure.summary),
        ("Way in", lambda procedure: _first(procedure.approach)),
        ("Scar", lambda procedure: _first(procedure.scar)),
        ("Muscle and bone", lambda procedure: _first(procedure.tissues)),
        ("What is put in", lambda procedure: ", ".join(f"[[{use.to}]]" for use in procedure.uses)),
        ("Keep off", lambda procedure: (procedure.today and procedure.today.keep_off) or ""),
        ("Lying and getting up", lambda procedure: _line(procedure, "lying")),
        ("What moves, and what not to move", lambda procedure: _line(procedure, "joint")),
        ("Usual limits", lambda procedure: _limits(procedure, library)),
        ("Evidence for massage", lambda procedure: STRENGTHS[procedure.today.evidence] if procedure.today else ""),
    )
    found = [Row(heading, (_side(left, says, library), _side(right, says, library))) for heading, says in respects]
    return [row for row in found if any(side.text for side in row.sides)]


def _side(procedure: Procedure, says: Callable[[Procedure], str], library: Library) -> Side:
    """What an operation says, or else the nearest wider one."""
    for wider in library.ancestors(procedure):
        if text := says(wider):
            return Side(text, wider)
    return Side("", procedure)


def _first(claims: tuple[str, ...]) -> str:
    return claims[0] if claims else ""


def _line(procedure: Procedure, subject: CardSubject) -> str:
    """What the Today card says about a subject."""
    lines = procedure.today.lines if procedure.today else ()
    return " ".join(line.do for line in lines if line.subject == subject)


_LIMITS: tuple[Topic, ...] = ("lying-prone", "bending-and-twisting", "lifting", "driving", "work")
"""What the usual limits are about."""


def _limits(procedure: Procedure, library: Library) -> str:
    """The usual limits: from the earliest to the latest that any source says for this operation."""
    named = [found for found in waits.overview(library, procedure) if found.topic in _LIMITS]
    return "; ".join(
        f"{found.words.lower()}: {' to '.join(dict.fromkeys(time for time, _ in found.ends))}"
        + f" [{'; '.join(dict.fromkeys(f'@{position.source.id}' for _, position in found.ends))}]"
        for found in named
    )
