"""The evidence map: who was studied, by what was done, with the number and the kind of the studies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from macros.model.evidence import Study
from macros.model.vocabulary import INTERVENTIONS, POPULATIONS, Evidence, Intervention, Population
from macros.store.library import Library
from macros.views import svg

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


_LEFT, _TOP, _COLUMN, _ROW = 214, 112, 42, 34
_ROOM = 9
"""The number of marks in a cell."""
_SHAPES = {"review": "diamond", "trial": "square", "case report": "circle"}


def draw(rows: Sequence[Sequence[Cell]]) -> str:
    """An SVG with one mark a study: its shape tells the kind. An empty cell of a searched row has a small cross."""
    width, height = _LEFT + _COLUMN * len(INTERVENTIONS) + 70, _TOP + _ROW * len(rows) + 8
    parts = [
        svg.text(words, 0, 0, transform=f"translate({_LEFT + _COLUMN * column + 20} {_TOP - 8}) rotate(-38)")
        for column, words in enumerate(INTERVENTIONS.values())
    ]
    for index, row in enumerate(rows):
        y = _TOP + index * _ROW
        parts.append(svg.element("line", class_="sh-axis", x1=0, y1=y, x2=_LEFT + _COLUMN * len(row), y2=y))
        parts.append(svg.text(POPULATIONS[row[0].population], 0, y + _ROW / 2 + 4))
        for column, cell in enumerate(row):
            if not (cell.studies or searched(cell.population)):
                continue
            x = _LEFT + column * _COLUMN
            words = f"{POPULATIONS[cell.population]}, {INTERVENTIONS[cell.intervention].lower()}: {cell.words}"
            parts.append(svg.element("g", svg.title(words), *_marks(cell, x + _COLUMN / 2, y + _ROW / 2)))
    label = "Map of the studies: groups of people down the side, kinds of work across, a mark a study; the table below lists every one, and the fields without a study"
    return svg.picture("sh-map", width, height, label, parts)


def legend(rows: Sequence[Sequence[Cell]]) -> str:
    """A legend of the marks, as a picture for above the map."""
    parts = []
    x = 4.0
    for kind in (*DESIGNS, "other"):
        parts += [_mark(kind, x + 5, 10), svg.text(kind.capitalize(), x + 16, 14)]
        x += 34 + 6.2 * len(kind)
    parts += [
        svg.element("path", class_="sh-empty", d=f"M{x + 2:.0f} 7l6 6m0-6l-6 6"),
        svg.text(none_among(rows), x + 14, 14),
    ]
    return svg.picture("sh-map sh-map--legend", x + 250, 20, "What the marks of the map mean", parts)


def _marks(cell: Cell, x: float, y: float) -> list[str]:
    """The marks of a cell in rows of three around its middle; what has no room is counted; a cross for no study."""
    if not cell.studies:
        return [svg.element("path", class_="sh-empty", d=f"M{x - 3:g} {y - 3:g}l6 6m0-6l-6 6")]
    shown = cell.studies if len(cell.studies) <= _ROOM else cell.studies[: _ROOM - 1]
    places = len(shown) + (len(shown) < len(cell.studies))
    left, top = x - 11 * (min(places, 3) - 1) / 2, y - 10 * ((places - 1) // 3) / 2
    marks = [_mark(kind, left + 11 * (i % 3), top + 10 * (i // 3)) for i, (_, kind) in enumerate(shown)]
    if len(shown) < len(cell.studies):
        words = f"+{len(cell.studies) - len(shown)}"
        marks.append(svg.text(words, left + 11 * (len(shown) % 3) - 4, top + 10 * (len(shown) // 3) + 4))
    return marks


def _mark(kind: str, x: float, y: float) -> str:
    css = f"sh-study sh-study--{kind.split()[0]}"
    match _SHAPES.get(kind):
        case "diamond":
            return svg.element("path", class_=css, d=f"M{x:g} {y - 5.5:g}l5.5 5.5l-5.5 5.5l-5.5-5.5z")
        case "square":
            return svg.element("rect", class_=css, x=x - 4.2, y=y - 4.2, width=8.4, height=8.4)
        case "circle":
            return svg.element("circle", class_=css, cx=x, cy=y, r=4)
    return svg.element("circle", class_=f"{css} sh-study--open", cx=x, cy=y, r=4)


def _plural(design_: str, count: int) -> str:
    if count == 1:
        return design_
    return {"group without comparison, or records": "groups without comparison, or records"}.get(
        design_, design_ if design_ in ("registered or planned", "other") else f"{design_}s"
    )
