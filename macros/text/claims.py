"""The claims of a record: each under a name that lasts, and the address at which it is read.

A name is the way to the claim in its record, by names and never by numbers: `rules.sore-calf.why`, `related.acdf`. What stands in a
list of sentences has no name of its own, and gets one of two parts: two characters of its sources and three of its words, as in
`on_the_table.3f9k2`. So it stays where it is when others come and go, and when its words or its sources change, the other part
still tells which it was: a page leads on by that part (`claims.js`). Every character costs each page that has claims; five of 36
kinds tell sixty million sentences of a list apart.
"""

from __future__ import annotations

import hashlib
import re
import string
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from pydantic import BaseModel

from macros.model import KINDS
from macros.model.base import FieldPath, Record, written_fields
from macros.model.text import Claim, cited, plain
from macros.store.library import Library
from macros.store.trace import question
from macros.text import links

OF_A_CLAIM = "."
"""What the anchor of a claim has in it, and no heading's."""
_KEYS = ("id", "anchor", "to", "code", "work")
"""The fields that tell the items of a list apart: of a rule, a question, a relation, a code, a field of the evidence map."""
_MAY_CLAIM = (Claim, BaseModel, tuple)
_LETTERS = re.compile(r"\W+")
_CHARACTERS = string.digits + string.ascii_lowercase


@dataclass(frozen=True)
class Named:
    """A claim in its record."""

    name: str
    path: FieldPath
    text: Claim
    within: Any
    """The rule, the wait or whatever part of the record has the claim; the record itself."""

    @cached_property
    def words(self) -> str:
        """What it says, without links and citations."""
        return plain(self.text)

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources that it cites, each once."""
        return tuple(dict.fromkeys(cited(self.text)))


def claims(record: Record) -> tuple[Named, ...]:
    """Every claim of a record, in the order of its file. The same words twice in one list are one name.

    They are not kept with the library: those of a large site would fill the memory.
    """
    found: list[Named] = []
    _gather(found, record, (), (), record, sure=True)
    return tuple(found)


def _gather(found: list[Named], value: Any, name: tuple[str, ...], path: FieldPath, within: Any, sure: bool) -> None:
    if isinstance(value, Claim):
        found.append(Named(".".join(name if sure else (*name, _told(value))), path, value, within))
    elif isinstance(value, BaseModel):
        values, given = value.__dict__, value.model_fields_set
        for field, key in written_fields(type(value)):
            if field in given and isinstance(values[field], _MAY_CLAIM):
                _gather(found, values[field], (*name, key), (*path, key), value, sure)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            if isinstance(item, _MAY_CLAIM):
                told = _key(type(item))
                keys = (getattr(item, told),) if told else ()
                _gather(found, item, (*name, *keys), (*path, index), within, sure and bool(keys))


@cache
def _key(model: type) -> str | None:
    """The field that tells things of a class apart, if one does."""
    return next((key for key in _KEYS if key in getattr(model, "model_fields", ()) or hasattr(model, key)), None)


def _told(claim: Claim) -> str:
    words = _LETTERS.sub(" ", plain(claim)).casefold().strip()
    return _short(" ".join(sorted(set(cited(claim)))), 2) + _short(words, 3)


def _short(text: str, length: int) -> str:
    number = int.from_bytes(hashlib.sha256(text.encode()).digest())
    return "".join(_CHARACTERS[number // len(_CHARACTERS) ** place % len(_CHARACTERS)] for place in range(length))


def place(kind: str, record: Record, claim: Named) -> str:
    """The page below `docs/` that a claim is at home on, and its anchor there: `procedures/acdf.md#claim.scar.3f9k2`.

    A rule, a question, a sign, a word of the glossary and a field of the evidence map have anchors already; what else is said there
    stands below them: `rule-sore-calf.why`.
    """
    first = claim.name.split(".")[0]
    match kind, first:
        case "cautions", "rules":
            _, rule, field = claim.name.split(".", 2)
            return f"{links.page_of(kind, record.id)}#{links.rule(rule)}" + ("" if field == "do" else f".{field}")
        case _, "questions":
            return f"{links.page_of(kind, record.id)}#{claim.within.anchor}"
        case "waits", _:
            return f"{links.WHEN_TO_START}#claim.{claim.within.topic}.{record.id}.{claim.name.rpartition('.')[2]}"
        case "appraisals", _:
            return f"{links.EVIDENCE}#{record.id}-{claim.within.work}"
        case "procedures", "levels":
            return f"{links.SPINE_MAP}#claim.{record.id}.{claim.name}"
    if KINDS[kind].pages == "gathered":
        return links.page_of(kind, record.id) + (f".{claim.name}" if claim.name != "summary" else "")
    return f"{links.page_of(kind, record.id)}#claim.{claim.name}"


@question
def at_home(library: Library, page: str) -> dict[str, Claim]:
    """The claims that are at home on a page below `docs/`, by their anchors there."""
    own = links.record_of(page)
    return _homes(library, *own).get(page, {}) if own else _elsewhere(library).get(page, {})


@question
def _elsewhere(library: Library) -> dict[str, dict[str, Claim]]:
    """The claims that are at home on pages of no single record, by page and anchor."""
    every: dict[str, dict[str, Claim]] = defaultdict(dict)
    for kind, record in library:
        for page, found in _homes(library, kind, record.id).items():
            for anchor, claim in found.items() if not links.record_of(page) else ():
                every[page].setdefault(anchor, claim)
    return every


@question
def _homes(library: Library, kind: str, slug: str) -> dict[str, dict[str, Claim]]:
    """The claims of a record by the page that they are at home on, and their anchors there."""
    record = library.get(kind, slug)
    homes: dict[str, dict[str, Claim]] = defaultdict(dict)
    for claim in claims(record):
        page, _, anchor = place(kind, record, claim).partition("#")
        homes[page].setdefault(anchor, claim.text)
    return homes
