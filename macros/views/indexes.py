"""Lists of records: A to Z, the bibliography by letter, what points to a record."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby, product
from typing import get_args

from macros.model import KINDS
from macros.model.base import Named, Question, Record, walk
from macros.model.caution import Caution
from macros.model.clinical import Procedure, Sign
from macros.model.evidence import Appraisals, Rate, Source, Waits
from macros.model.text import cited
from macros.model.vocabulary import BODIES, HOW_SOON, LEVELS, Body, Level, Urgency
from macros.plan import cautions
from macros.store.library import Backlink, Library
from macros.store.library import citations as citations_in
from macros.store.page import Page
from macros.store.trace import question, tracing
from macros.text import links
from macros.text.references import reference

REVERSE = {
    (kind.name, field): other.heading
    for kind in KINDS.values()
    for field, other in kind.relations
    if other is not None and other.heading
}
"""The heading under which a relation is shown on the page it points to, by kind and field of its origin."""


@dataclass(frozen=True)
class Entry:
    """One line of the A–Z: a name, and the record it leads to."""

    name: str
    slug: str
    label: str
    """What the record itself is called. The same as `name` on the record's own line."""
    kind: str
    """What kind of thing it is, in one word."""


def a_to_z(library: Library) -> list[tuple[str, list[Entry]]]:
    """Every name of every live record that a reader can open, by first letter."""
    entries = {
        (name.casefold(), slug): Entry(name, slug, record.label, KINDS[kind].singular)
        for slug, (kind, record) in library.paged.items()
        if record.live
        for name in (record.label, *(record.names if isinstance(record, Named) else ()))
    }
    ordered = [entry for _, entry in sorted(entries.items(), key=lambda pair: (_order(pair[0][0]), pair[0]))]
    return [(letter, list(group)) for letter, group in groupby(ordered, key=lambda entry: _letter(entry.name))]


def by_urgency(library: Library) -> list[tuple[Level, list[Caution]]]:
    """The cautions by the level of their most urgent rule; within one, those with the most rules of that level first."""
    groups: dict[Level, list[Caution]] = {level: [] for level in LEVELS}
    for caution in library.cautions:
        groups[_worst(caution)].append(caution)
    for level, found in groups.items():
        found.sort(key=lambda caution: (-sum(rule.level == level for rule in caution.rules), caution.name.casefold()))
    return [(level, found) for level, found in groups.items() if found]


def _worst(caution: Caution) -> Level:
    return min((rule.level for rule in caution.rules), key=list(LEVELS).index)


def signs_by_urgency(library: Library) -> list[tuple[str, str, list[tuple[Body, list[Sign]]]]]:
    """The signs under what is to be done about each that is new, alone and for every client; within it by the part of the body.

    Each with the heading, an anchor for it, and the groups.
    """
    every = cautions.rules(library)
    groups = {urgency: cautions.signs(every, urgency, library) for urgency in get_args(Urgency)}
    placed = [
        (HOW_SOON["emergency"], "emergency", groups["emergency"]),
        (HOW_SOON["same-day"], "same-day", groups["same-day"]),
        ("Less urgent alone", "less-urgent", [sign for urgency in list(groups)[2:] for sign in groups[urgency]]),
    ]
    return [
        (
            words,
            anchor,
            [(body, some) for body in BODIES if (some := [sign for sign in signs if sign.body == body])],
        )
        for words, anchor, signs in placed
        if signs
    ]


def by_start(entries: list[Entry]) -> list[tuple[str, list[Entry]]]:
    """The names of one letter by their first two: `Sc`, `Sh`."""
    return [
        (start, list(group)) for start, group in groupby(entries, key=lambda entry: entry.name[:2].strip().capitalize())
    ]


@dataclass(frozen=True)
class Asked:
    """A question that people ask, and where it is answered."""

    question: Question
    label: str
    """The name of the record that answers it."""
    target: str
    """The answer's place, from a page at the top of `docs/`."""


def questions(library: Library) -> list[tuple[str, list[Asked]]]:
    """Every question, under the name of the kind and in the order of the records that answer them."""
    groups: dict[str, list[Asked]] = defaultdict(list)
    for kind in KINDS:
        for record in library.of(kind) if KINDS[kind].pages == "own" else ():
            page = links.page_of(kind, record.id)
            groups[kind.capitalize()] += [
                Asked(item, record.label, f"{page}#{item.anchor}") for item in record.questions
            ]
    return [(heading, asked) for heading, asked in groups.items() if asked]


def bibliography(library: Library) -> list[tuple[str, list[Source]]]:
    """Every source by the first letter of its reference."""
    named = {source: re.sub(r"<[^>]*>", "", reference(source)).lstrip("[") for source in library.of("sources")}
    ordered = sorted(named, key=lambda source: _order(named[source]))
    return [(letter, list(group)) for letter, group in groupby(ordered, key=lambda source: _letter(named[source]))]


def citing(library: Library, pages: Mapping[str, Page]) -> dict[str, dict[str, str]]:
    """The places that cite a source, in data or prose, below `docs/` and with a link to each, by the source's id.

    Pages by themselves come first. A link is HTML for the page of sources; one to a record is still to be resolved.
    """
    at = links.index_of("sources")
    by_slug = {
        slug: (links.page_of(kind, slug), (True, slug, f"[[{slug}|{record.label}]]"))
        for slug, (kind, record) in library.paged.items()
    }
    by_page = {
        page.path: (
            page.path,
            (False, page.title, f'<a href="{links.address(page.path, at)}">{html.escape(page.title, quote=False)}</a>'),
        )
        for page in pages.values()
    }
    found: dict[str, dict[str, tuple[bool, str, str]]] = defaultdict(dict)
    with tracing():  # so that the answers can be carried on
        cites = _cites(library)
    for source, where in cites:
        place, link = by_page[where] if where in pages else by_slug[where]
        found[source][place] = link
    for page in pages.values():
        own = links.record_of(page.path)
        place, link = by_slug[own[1]] if own else by_page[page.path]
        for source in cited(page.prose):
            found[source][place] = link
    return {
        source: {place: link for place, (_, _, link) in sorted(where.items(), key=lambda item: item[1])}
        for source, where in found.items()
    }


@question
def _cites(library: Library) -> tuple[tuple[str, str], ...]:
    """The sources that records cite, each with a place where that is read."""
    return tuple(cite for kind, record in library for cite in _cited(library, kind, record.id))


@question
def _cited(library: Library, kind: str, slug: str) -> tuple[tuple[str, str], ...]:
    """The sources that a record cites, each with a place: a page below `docs/`, or the slug of a record."""
    record = library.get(kind, slug)
    found: list[tuple[str, str]] = []
    if isinstance(record, Waits):
        # Every wait is read on the page of them all, and on those of the operations it is about.
        for wait in record.positions:
            found += product(cited(wait.says), (links.WHEN_TO_START, *wait.after))
    elif isinstance(record, Appraisals):
        # A field of the evidence map is read there, on the pages it names, and on those of the techniques it is about.
        for field in record.fields:
            alike = (t.id for t in library.of("techniques") if t.studied_as == field.work)
            found += product(cited(field.shows), (links.EVIDENCE, *record.about, *alike))
    elif not isinstance(record, Source):
        shown = record.about if isinstance(record, Rate) else record.id  # a figure, on the page of what it is about
        found += ((source, shown) for _, value in walk(record) for source in citations_in(value))
    return tuple(dict.fromkeys(found))


def reverse(record: Record, library: Library) -> list[tuple[str, list[Backlink]]]:
    """What points to `record`, under the headings of `REVERSE`.

    What can go wrong after an operation can go wrong after every narrower one.
    """
    groups: dict[str, list[Backlink]] = defaultdict(list)
    wider = library.ancestors(record)[1:] if isinstance(record, Procedure) else ()
    inherited = [link for procedure in wider for link in library.backlinks(procedure, "after")]
    own = library.backlinks(record)
    for link in (*own, *(link for link in inherited if link.origin.id not in {o.origin.id for o in own})):
        if (heading := REVERSE.get((library.kind_of(link.origin), link.field))) is not None:
            groups[heading].append(link)
    return [(heading, groups[heading]) for heading in REVERSE.values() if heading in groups]


def _letter(name: str) -> str:
    """The heading of a name: `Überdehnung` stands under U, what opens with no letter of the alphabet under 0–9."""
    first = unicodedata.normalize("NFKD", name[:1])[:1].upper()
    return first if first.isascii() and first.isalpha() else "0–9"


def _order(name: str) -> tuple[bool, str]:
    """Names by their heading, the digits first, and then by the alphabet."""
    return _letter(name) != "0–9", "".join(
        c for c in unicodedata.normalize("NFKD", name.casefold()) if c.isascii() or c.isalpha()
    )
