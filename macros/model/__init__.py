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
    door: str = ""
    """What is behind the kind, in a few words, for the ways in that the home page offers. Empty: no door."""


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "conditions",
            "condition",
            Condition,
            "own",
            "material/stethoscope",
            "What brought the client to the surgeon",
        ),
        Kind(
            "procedures",
            "procedure",
            Procedure,
            "own",
            "material/medical-bag",
            "What was done, and what it means on the table",
        ),
        Kind(
            "complications",
            "complication",
            Complication,
            "own",
            "material/alert-circle-outline",
            "What can go wrong, and how soon to act",
        ),
        Kind(
            "cautions",
            "caution",
            Caution,
            "own",
            "material/hand-back-left-outline",
            "What to heed, for whom, until when, and why",
        ),
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
