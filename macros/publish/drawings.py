"""What operations cut and put in, as drawings and in words: `session/drawings.json`, for the planner and its papers.

The drawings come with the places of the bones and disks, so that a script can move marks to the levels that a client names.
"""

from __future__ import annotations

from typing import TypedDict

from macros.model import clinical, vocabulary
from macros.model.text import plain
from macros.store.library import Library
from macros.views import body, figure


class Zone(TypedDict):
    """What an operation left or changed somewhere, in words."""

    what: str
    where: str
    note: str


class Anatomy(TypedDict):
    """What an operation left or changed, as a drawing and in words."""

    html: str
    zones: list[Zone]


class Place(TypedDict):
    """Where a bone or a disk lies on the figure: how far down, and how a mark is put there."""

    y: float
    transform: str


class Drawings(TypedDict):
    """All of `session/drawings.json`: the bones from the head down and the disks between them by view, and anatomy by operation."""

    spine: dict[str, dict[str, Place]]
    procedures: dict[str, Anatomy]


def of(library: Library) -> Drawings:
    """The drawings of every operation."""
    return {
        "spine": {
            view: {name: {"y": place.y, "transform": place.transform} for name, place in figure.spine(view).items()}
            for view in figure.VIEWS
        },
        "procedures": {record.id: _anatomy(record, library) for record in library.of("procedures")},
    }


def _anatomy(procedure: clinical.Procedure, library: Library) -> Anatomy:
    return {
        "html": body.draw(procedure, library, procedure.name),
        "zones": [
            {"what": vocabulary.TISSUES[zone.what], "where": body.where(zone), "note": plain(zone.note)}
            for zone in body.zones(procedure, library)
        ],
    }
