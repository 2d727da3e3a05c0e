"""What the site's search knows: a small index of every record's names, questions and telling words.

The words of a text are pruned at build time to those that tell it from the others (static index pruning, ranked by
tf-idf), so that a phone loads a fraction of the text. The browser ranks; see `overrides/assets/javascripts/search/`.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypedDict

from macros.model import KINDS
from macros.model.base import Entity, walk
from macros.model.clinical import Medication, Sign, Term
from macros.model.text import Claim, Text, plain
from macros.store.library import Library
from macros.store.page import Page
from macros.text import links
from macros.text.reading import prose as narrative

WORDS_KEPT = 110
"""How many telling words of a record the index keeps."""
PAGE_WEIGHT = 0.9
"""How much a page that is not a record counts, beside one that fits alike."""
SECTION_WORDS = 40
"""How many of them it keeps of one section, to choose the section that a result leads to."""

_WORD = re.compile(r"[^\W_]+(?:['’][a-z]+)?")


@dataclass(frozen=True)
class Section:
    """A part of a page that a result can lead to."""

    anchor: str
    title: str
    text: str


@dataclass
class Entry:
    """One page as the index knows it."""

    location: str
    """Its address below the site's root."""
    title: str
    kind: str
    names: list[str] = field(default_factory=list)
    searches: list[str] = field(default_factory=list)
    """What people type when they do not name it."""
    summary: str = ""
    questions: list[tuple[str, str, str]] = field(default_factory=list)
    """Question, anchor and answer."""
    text: list[str] = field(default_factory=list)
    """What the page says of its own, for the telling words."""
    sections: list[Section] = field(default_factory=list)


class Document(TypedDict):
    """A page in `search/index.json`, in short keys, since a phone loads hundreds of them.

    `u` address below the site's root, `t` title, `k` kind, `n` names, `x` what people type when they do not name it,
    `s` the start of the summary, `q` questions, each with anchor and answer, `b` telling words, the most telling first and a
    frequent one more than once, `h` sections, each as anchor, title and telling words.
    """

    u: str
    t: str
    k: str
    n: list[str]
    x: list[str]
    s: str
    q: list[tuple[str, str, str]]
    b: str
    h: list[tuple[str, str, str]]


class Index(TypedDict):
    """All of `search/index.json`. `report`: where a reader can say what is missing. `kinds`: how much a page of each counts."""

    report: str
    kinds: dict[str, float]
    docs: list[Document]


def words(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return [word.replace("’", "'").removesuffix("'s") for word in _WORD.findall(text.lower())]


def entries(library: Library, pages: Mapping[str, Page], sections: Iterable[tuple[str, str, str]]) -> list[Entry]:
    """An entry for every page that answers a question.

    `sections` are location, title and plain text of every part of the built site, in the order of the pages, the
    part without an anchor first: what the site builder's own search plugin writes down.
    """
    found = {
        links.url_of(links.page_of(kind, record.id)): _record(kind, record, library, pages)
        for kind, record in _own(library)
    }
    for page in pages.values():
        if "searches" in page.meta:
            location, summary = links.url_of(page.path), page.meta.get("description", "")
            found[location] = Entry(location, page.title, "page", searches=page.meta["searches"], summary=summary)
    gone = {links.url_of(links.page_of(kind, r.id)) for kind, r in library if KINDS[kind].pages == "own" and not r.live}
    for location, title, text in sections:
        address, _, anchor = location.partition("#")
        if address in gone:
            continue
        entry = found.setdefault(address, Entry(address, title, "page"))
        if entry.kind == "page":
            entry.text.append(f"{title} {text}")
            entry.summary = entry.summary or text
        if anchor and anchor != "sources":
            entry.sections.append(Section(anchor, title, text))
    _told_by_signs(library, found)
    _told_by_glossary(library, found)
    return list(found.values())


def _own(library: Library) -> Iterable[tuple[str, Any]]:
    return ((kind, record) for kind, record in library if KINDS[kind].pages == "own" and record.live)


def _record(kind: str, record: Entity, library: Library, pages: Mapping[str, Page]) -> Entry:
    page = links.page_of(kind, record.id)
    leaves = [
        plain(value) for path, value in walk(record) if isinstance(value, Claim | Text) and path[0] not in _NOT_TEXT
    ]
    figures = [f"{rate.measure} {rate.population}" for rate in library.of("rates") if rate.about == record.id]
    return Entry(
        location=links.url_of(page),
        title=record.label,
        kind=KINDS[kind].singular,
        names=[*record.names, *(record.generics if isinstance(record, Medication) else ())],
        searches=list(record.searches),
        summary=plain(record.summary),
        questions=[(item.ask, item.anchor, plain(item.answer)) for item in record.questions],
        text=[*leaves, *figures, plain(narrative(pages[page].prose)) if page in pages else ""],
    )


_NOT_TEXT = {"name", "names", "was", "generics", "searches", "source", "also", "review", "unknown"}
"""Fields that the index has by themselves, or that say nothing about the subject."""


def _told_by_signs(library: Library, found: Mapping[str, Entry]) -> None:
    """What a client says of a sign counts for the complications that it may mean."""
    sign: Sign
    for sign in library.of("signs"):
        for relation in sign.points_to:
            said = (sign.name, plain(sign.summary), *sign.names, *sign.searches)
            found[links.url_of(links.page_of(*library.place(relation.to)))].text.append(" ".join(said))


def _told_by_glossary(library: Library, found: Mapping[str, Entry]) -> None:
    """Words of the glossary are names of the record that says more about them."""
    term: Term
    for term in library.of("glossary"):
        if term.see is not None:
            kind, record = library.paged[term.see]
            if (entry := found.get(links.url_of(links.page_of(kind, record.id)))) is not None:
                known = {name.casefold() for name in (entry.title, *entry.names)}
                entry.names += [name for name in (term.name, *term.names) if name.casefold() not in known]


def index(found: Iterable[Entry], report: str) -> Index:
    """The index of some pages, each pruned to its telling words."""
    listed = list(found)
    counts = [Counter(words(" ".join(entry.text))) for entry in listed]
    spread: Counter[str] = Counter(word for count in counts for word in count)
    rarity = {word: math.log(1 + len(listed) / number) for word, number in spread.items()}
    documents: list[Document] = []
    for entry, count in zip(listed, counts, strict=True):
        weight = {word: (1 + math.log(number)) * rarity[word] for word, number in count.items()}
        kept = sorted(weight, key=lambda word: (-weight[word], word))[:WORDS_KEPT]
        keep = set(kept)
        documents.append(
            {
                "u": entry.location,
                "t": entry.title,
                "k": entry.kind,
                "n": entry.names,
                "x": list(dict.fromkeys(entry.searches)),
                "s": entry.summary[:240],
                "q": entry.questions,
                "b": " ".join(word for word in kept for _ in range(1 + int(math.log2(count[word])) // 2)),
                "h": [
                    (section.anchor, section.title, " ".join(_telling(section.text, weight, keep)))
                    for section in entry.sections
                ],
            }
        )
    kinds = {kind.singular: kind.search_weight for kind in KINDS.values() if kind.pages == "own"}
    return {"report": report, "kinds": {**kinds, "page": PAGE_WEIGHT}, "docs": documents}


def _telling(text: str, weight: Mapping[str, float], keep: set[str]) -> list[str]:
    present = keep.intersection(words(text))
    return sorted(present, key=lambda word: (-weight[word], word))[:SECTION_WORDS]
