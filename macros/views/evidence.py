"""The evidence map: who was studied, by what was done, with the number and the kind of the studies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from macros.model.evidence import Study
from macros.model.vocabulary import INTERVENTIONS, POPULATIONS, Evidence, Intervention, Population
from macros.store.library import Library

NOT_SEARCHED: frozenset[Population] = frozenset(("spine-without-surgery", "surgical-scars", "other-surgery", "other"))
"""The rows that were not searched for. Their studies came up on the way, and their empty fields say nothing."""

DESIGNS: dict[str, tuple[Evidence, ...]] = {
    "review": ("systematic-review",),
    "trial": ("rct",),
    "group without comparison, or records": ("cohort", "case-control", "case-series", "survey", "statistics"),
    "case report": ("case-report",),
    "registered or planned": ("registry",),
}
"""Kinds of study as the map counts them, the strongest first. Anything else is `other`."""


@dataclass(frozen=True)
class Cell:
    """The studies of one kind of work in one group of people."""

    population: Population
    intervention: Intervention
    studies: tuple[tuple[Study, str], ...]
    """Each with the kind of its design."""

    @property
    def counts(self) -> dict[str, int]:
        """How many studies there are of each design."""
        designs = [design for _, design in self.studies]
        return {design: designs.count(design) for design in (*DESIGNS, "other") if design in designs}

    @property
    def words(self) -> str:
        """The counts in words: `2 trials, 1 case report`."""
        return (
            ", ".join(f"{count} {_plural(design, count)}" for design, count in self.counts.items())
            or "none on this map"
        )


def design(study: Study, library: Library) -> str:
    """The kind of a study as the map counts it."""
    evidence = library.source(study.source).evidence
    return next((name for name, kinds in DESIGNS.items() if evidence in kinds), "other")


def cells(library: Library) -> list[list[Cell]]:
    """The map, a row a population. Empty cells are part of it. A study of rehabilitation alone has no place on it."""
    studies = [(study, design(study, library)) for study in library.of("studies")]
    order = [*DESIGNS, "other"]
    return [
        [
            Cell(
                population,
                intervention,
                tuple(
                    sorted(
                        ((s, d) for s, d in studies if population in s.groups and intervention in s.interventions),
                        key=lambda pair: (order.index(pair[1]), pair[0].label.casefold()),
                    )
                ),
            )
            for intervention in INTERVENTIONS
        ]
        for population in POPULATIONS
    ]


def none_among(rows: Sequence[Sequence[Cell]]) -> str:
    """What an empty field means: `None among the 68 studies on this map`. Each study counts once."""
    number = len({study.id for row in rows for cell in row for study, _ in cell.studies})
    return f"None among the {number} {'study' if number == 1 else 'studies'} on this map"


def apart(rows: Sequence[Sequence[Cell]], library: Library) -> list[Study]:
    """The studies that the map has no column for."""
    placed = {study.id for row in rows for cell in row for study, _ in cell.studies}
    return sorted((s for s in library.of("studies") if s.id not in placed), key=lambda s: s.label.casefold())


def searched(population: Population) -> bool:
    """Whether studies of these people were looked for, so that an empty field says something."""
    return population not in NOT_SEARCHED


def _plural(design_: str, count: int) -> str:
    if count == 1:
        return design_
    return {"group without comparison, or records": "groups without comparison, or records"}.get(
        design_, design_ if design_ in ("registered or planned", "other") else f"{design_}s"
    )
