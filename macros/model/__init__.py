"""The record types, and the one table of kinds that the rest of the package reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from macros.model.base import Record
from macros.model.caution import Caution
from macros.model.clinical import (
    Complication,
    Condition,
    Material,
    Measure,
    Medication,
    Procedure,
    Sign,
    Technique,
    Term,
)
from macros.model.evidence import Rate, Source, Study, Wait


@dataclass(frozen=True)
class Kind:
    """One kind of record: its folder, its class and where its records are read."""

    name: str
    """Folder below `data/`, and below `docs/` where records have pages of their own."""
    singular: str
    model: type[Record]
    pages: Literal["own", "gathered", "none"]
    """`own`: a page a record. `gathered`: an anchor on the page `docs/NAME.md`. `none`: shown on other records' pages."""
    icon: str = ""
    """Path of a Material icon."""


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("conditions", "condition", Condition, "own", "material/stethoscope"),
        Kind("procedures", "procedure", Procedure, "own", "material/medical-bag"),
        Kind("complications", "complication", Complication, "own", "material/alert-circle-outline"),
        Kind("cautions", "caution", Caution, "own", "material/hand-back-left-outline"),
        Kind("materials", "material", Material, "own", "material/screw-flat-top"),
        Kind("medications", "medication", Medication, "own", "material/pill"),
        Kind("techniques", "technique", Technique, "own", "material/hand-heart-outline"),
        Kind("measures", "measure", Measure, "own", "material/ruler"),
        Kind("studies", "study", Study, "own", "material/file-search-outline"),
        Kind("signs", "sign", Sign, "gathered"),
        Kind("glossary", "term", Term, "gathered"),
        Kind("sources", "source", Source, "gathered"),
        Kind("rates", "rate", Rate, "none"),
        Kind("waits", "wait", Wait, "none"),
    )
}
"""Every kind by the name of its folder, in the order the site shows them."""
