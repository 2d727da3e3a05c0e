"""The evidence map: who was studied, by what was done, with what the studies of each field add up to."""

from __future__ import annotations

from dataclasses import dataclass

from macros.model.evidence import Appraisal, Appraisals, Study
from macros.model.vocabulary import INTERVENTIONS, POPULATIONS, Evidence, Intervention, Population
from macros.store.library import Library
from macros.store.trace import question

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
    """Each with the kind of its design, the strongest first."""
    appraisal: Appraisal | None
    """What they add up to, where somebody has said so."""

    @property
    def counts(self) -> dict[str, int]:
        """How many studies there are of each design."""
        designs = [design for _, design in self.studies]
        return {design: designs.count(design) for design in (*DESIGNS, "other") if design in designs}

    @property
    def results(self) -> tuple[tuple[Study, str], ...]:
        """The studies of which we could read a result. A plan has none."""
        return tuple(pair for pair in self.studies if pair[0].outcomes and pair[1] != "registered or planned")

    @property
    def harms(self) -> tuple[Study, ...]:
        """The studies that tell of harms: that somebody looked, or which were found."""
        return tuple(study for study, _ in self.results if study.harms_told)


def design(study: Study, library: Library) -> str:
    """The kind of a study as the map counts it."""
    evidence = library.source(study.source).evidence
    return next((name for name, kinds in DESIGNS.items() if evidence in kinds), "other")


def appraisals(library: Library, population: Population) -> Appraisals | None:
    """Our reading of the studies of a group, where it is written."""
    return library.get("appraisals", population) if library.has("appraisals", population) else None


@question
def cells(library: Library) -> list[list[Cell]]:
    """The map, a row a population. Empty cells are part of it. A study of rehabilitation alone has no place on it."""
    studies = [(study, design(study, library)) for study in library.of("studies")]
    order = [*DESIGNS, "other"]
    rows = []
    for population in POPULATIONS:
        group = appraisals(library, population)
        said = {appraisal.work: appraisal for appraisal in group.fields} if group else {}
        rows.append(
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
                    said.get(intervention),
                )
                for intervention in INTERVENTIONS
            ]
        )
    return rows
