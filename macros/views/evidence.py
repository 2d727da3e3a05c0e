"""The words of the evidence map, and the pages on which its fields are shown again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from macros.model.base import Record
from macros.model.clinical import Procedure, Technique
from macros.model.evidence import Study
from macros.model.vocabulary import Population
from macros.store.evidence import Cell, appraisals, cells
from macros.store.library import Library

__all__ = ["anchor", "apart", "cells", "fields_about", "harms", "none_among", "searched", "studied", "words"]


def words(cell: Cell) -> str:
    """The counts of a field in words: `2 trials, 1 case report`."""
    return ", ".join(f"{count} {_plural(design, count)}" for design, count in cell.counts.items()) or "none on this map"


def harms(cell: Cell) -> str:
    """What the studies of a field say of harms, in a sentence and, where some tell of them, their own words."""
    told, number = cell.harms, len(cell.results)
    if not told:
        who = "The study does not tell" if number == 1 else f"None of the {number} studies tells"
        return f"{who}, in what we read, whether anyone looked. That is no proof of safety."
    lead = "" if len(told) == number else f"{len(told)} of {number} studies tell{'s' * (len(told) == 1)} of them. "
    return lead + " ".join(str(study.harms) for study in told)


def anchor(cell: Cell) -> str:
    """The anchor of a field on the page of the map."""
    return f"{cell.population}-{cell.intervention}"


def none_among(rows: Sequence[Sequence[Cell]]) -> str:
    """What an empty field means: `None among the 68 studies on this map`. Each study counts once."""
    number = len({study.id for row in rows for cell in row for study, _ in cell.studies})
    return f"None among the {number} {'study' if number == 1 else 'studies'} on this map"


def apart(rows: Sequence[Sequence[Cell]], library: Library) -> list[Study]:
    """The studies that the map has no column for."""
    placed = {study.id for row in rows for cell in row for study, _ in cell.studies}
    return sorted((s for s in library.of("studies") if s.id not in placed), key=lambda s: s.label.casefold())


def searched(population: Population, library: Library) -> dt.date | None:
    """The day by which studies of these people were last looked for; None where they never were."""
    group = appraisals(library, population)
    return group.searched if group else None


def fields_about(record: Record, library: Library) -> list[Cell]:
    """The fields with results that the page of a record shows: of its group of people, or of its kind of work."""
    return list(_about(record, library))


def studied(operation: Procedure, library: Library) -> bool:
    """Whether a study on the map names this operation or a kind of it."""
    names = {operation.id, *(narrower.id for narrower in library.descendants(operation))}
    return any(names & {*study.procedures} for row in cells(library) for cell in row for study, _ in cell.studies)


def _about(record: Record, library: Library) -> Iterator[Cell]:
    for row in cells(library):
        group = appraisals(library, row[0].population)
        shown = group is not None and record.id in group.about
        for cell in row:
            own = cell.intervention == record.studied_as if isinstance(record, Technique) else shown
            if cell.appraisal and own:
                yield cell


def _plural(design: str, count: int) -> str:
    if count == 1:
        return design
    return {"group without comparison, or records": "groups without comparison, or records"}.get(
        design, design if design in ("registered or planned", "other") else f"{design}s"
    )
