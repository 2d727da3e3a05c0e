"""The record types, and the one table of kinds that the rest of the package reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from macros.model.base import Record, Relation, Reverse
from macros.model.caution import Caution
from macros.model.clinical import (
    Complication,
    Condition,
    Formulary,
    Material,
    Measure,
    Medication,
    Procedure,
    Sign,
    Synonyms,
    Technique,
    Term,
    Wording,
)
from macros.model.evidence import Appraisals, Rate, Source, Study, Waits


@dataclass(frozen=True)
class Kind:
    """One kind of record: its folder, its class and where its records are read."""

    name: str
    """Folder below `data/`, and below `docs/` where records have pages of their own."""
    singular: str
    model: type[Record]
    pages: Literal["own", "gathered", "none"]
    """`own`: a page a record. `gathered`: an anchor on the page `docs/NAME.md`. `none`: shown on other records' pages."""
    search_weight: float
    """How much a page of the kind counts in the search, beside one that fits alike: 1 for what a therapist most likely wants."""
    icon: str = ""
    """Path of a Material icon."""
    door: str = ""
    """What is behind the kind, in a few words, for the ways in that the home page offers. Empty: no door."""

    @property
    def relations(self) -> Iterator[tuple[str, Reverse | None]]:
        """The fields that hold relations, as YAML writes them, each with what its type says of the other side."""
        for name, info in self.model.model_fields.items():
            if any(isinstance(part, type) and issubclass(part, Relation) for part in get_args(info.annotation)):
                yield info.alias or name, next((m for m in info.metadata if isinstance(m, Reverse)), None)


# fmt: off
KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("conditions", "condition", Condition, "own", 1, "material/stethoscope", "What brought the client to the surgeon"),
        Kind("procedures", "procedure", Procedure, "own", 1, "material/medical-bag", "What was done, and what it means on the table"),
        Kind("complications", "complication", Complication, "own", 1, "material/alert-circle-outline", "What can go wrong, and how soon to act"),
        Kind("cautions", "caution", Caution, "own", 1.05, "material/hand-back-left-outline", "What to heed, for whom, until when, and why"),
        Kind("materials", "material", Material, "own", 0.9, "material/screw-flat-top"),
        Kind("medications", "medication", Medication, "own", 1, "material/pill"),
        Kind("techniques", "technique", Technique, "own", 1.15, "material/hand-heart-outline"),
        Kind("measures", "measure", Measure, "own", 0.65, "material/ruler"),
        Kind("studies", "study", Study, "own", 0.5, "material/file-search-outline"),
        Kind("signs", "sign", Sign, "gathered", 0.25),
        Kind("glossary", "term", Term, "gathered", 0.6),
        Kind("sources", "source", Source, "gathered", 0.9),
        Kind("rates", "rate", Rate, "none", 0),
        Kind("waits", "wait", Waits, "none", 0),
        Kind("appraisals", "appraisal", Appraisals, "none", 0),
        Kind("formularies", "list of medicines", Formulary, "none", 0),
        Kind("wordings", "wording", Wording, "none", 0),
        Kind("synonyms", "list of synonyms", Synonyms, "none", 0),
    )
}
# fmt: on
"""Every kind by the name of its folder, in the order the site shows them."""
