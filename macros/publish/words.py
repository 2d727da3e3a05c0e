"""What people call the records, as the planner's boxes and the letter reader look it up: `session/words.json`."""

from __future__ import annotations

from typing import TypedDict

from macros.model.base import Named
from macros.model.clinical import Medication, Sign
from macros.store.library import Library

KINDS = ("procedures", "materials", "medications", "conditions", "complications", "signs", "glossary")
"""The kinds that a box or a letter may name. Of two records that one name fits, a letter means that of the earlier kind."""


class Spoken(TypedDict):
    """What a record is called, its own name first; of a sign also what people say when they mean it and do not name it."""

    names: list[str]
    searches: list[str]


class Words(TypedDict):
    """All of `session/words.json`: for each kind its records by slug."""

    kinds: dict[str, dict[str, Spoken]]


def for_boxes(library: Library) -> Words:
    """Every name of the records that a box or a letter may name."""
    return {"kinds": {kind: {record.id: _spoken(record) for record in library.of(kind)} for kind in KINDS}}


def _spoken(record: Named) -> Spoken:
    generics = record.generics if isinstance(record, Medication) else ()
    names = dict.fromkeys((record.name, *generics, *record.names))
    return {"names": list(names), "searches": list(record.searches) if isinstance(record, Sign) else []}
