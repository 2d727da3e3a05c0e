"""What people call the records, as the planner's boxes and the letter reader look it up, and what they are."""

from __future__ import annotations

from typing import TypedDict

from macros.model.base import Named
from macros.model.clinical import Medication, Sign, Term
from macros.model.text import plain
from macros.plan import sayings
from macros.store.library import Library
from macros.text import links

KINDS = ("procedures", "materials", "medications", "conditions", "complications", "signs", "glossary")
"""The kinds that a box or a letter may name. Of two records that one name fits, a letter means that of the earlier kind."""


class Spoken(TypedDict):
    """What a record is called, its own name first; of a sign also what people say when they mean it and do not name it."""

    names: list[str]
    searches: list[str]


class Words(TypedDict):
    """All of `session/words.json`: for each kind its records by slug; and medicines, each by its generic name, then its brands."""

    kinds: dict[str, dict[str, Spoken]]
    medicines: list[list[str]]


class Line(TypedDict):
    """A record in a line: what it is called, what it is, and its address below the site's root."""

    name: str
    line: str
    url: str


class Way(TypedDict):
    """How people tell of a sign, each way as groups of which one pattern has to be there; and the signs that it says already."""

    ways: list[list[str]]
    covers: list[str]


class Sayings(TypedDict):
    """All of `letter/signs.json`: for each sign, by slug, how people tell of it; and what the words in capitals stand for there."""

    signs: dict[str, Way]
    wordings: dict[str, str]


Explained = dict[str, dict[str, Line]]
"""All of `letter/terms.json`: for each kind its records by slug."""


def for_letters(library: Library) -> Explained:
    """What each record is that a letter may name. A word of the glossary leads to the record that says more."""
    return {kind: {record.id: _line(kind, record, library) for record in library.of(kind)} for kind in KINDS}


def wordings(library: Library) -> dict[str, str]:
    """What the words in capitals stand for in the ways in which signs are told, each as a pattern."""
    return {sayings.name_of(one): sayings.pattern_of(one) for one in library.of("wordings")}


def told(library: Library) -> Sayings:
    """How a letter tells of signs. All that it says is reported: no word for that has to be there."""

    def ways(sign: Sign) -> list[list[str]]:
        return [[group for group in way.groups if group != "REPORTED"] for way in sign.told_by]

    return {
        "signs": {sign.id: {"ways": ways(sign), "covers": list(sign.covers)} for sign in library.of("signs")},
        "wordings": wordings(library),
    }


def _line(kind: str, record: Named, library: Library) -> Line:
    place = library.place(record.see) if isinstance(record, Term) and record.see else (kind, record.id)
    return {"name": record.name, "line": plain(record.summary), "url": links.url_of(links.page_of(*place))}


def medicines(library: Library) -> list[list[str]]:
    """Common medicines, with or without a page, each by its generic name, then its brands."""
    found: dict[str, dict[str, None]] = {}
    for formulary in library.of("formularies"):
        for medicine in formulary.medicines:
            found.setdefault(medicine.generic, {}).update(dict.fromkeys(medicine.brands))
    return [[generic, *brands] for generic, brands in found.items()]


def synonyms(library: Library) -> list[tuple[str, ...]]:
    """Everyday words for one thing, a group a thing."""
    return [group for some in library.of("synonyms") for group in some.groups]


def for_boxes(library: Library) -> Words:
    """Every name of the records that a box or a letter may name."""
    return {
        "kinds": {kind: {record.id: _spoken(record) for record in library.of(kind)} for kind in KINDS},
        "medicines": medicines(library),
    }


def _spoken(record: Named) -> Spoken:
    generics = record.generics if isinstance(record, Medication) else ()
    names = dict.fromkeys((record.name, *generics, *record.names))
    return {"names": list(names), "searches": list(record.searches) if isinstance(record, Sign) else []}
