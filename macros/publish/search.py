"""What the site's search knows: a small index of every record's names, questions and telling words.

The words of a text are pruned at build time to those that tell it from the others (static index pruning, ranked by
tf-idf), so that a phone loads a fraction of the text. The browser ranks; see `overrides/assets/javascripts/search/`.
"""

from __future__ import annotations

import math
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypedDict

from macros.model import KINDS
from macros.model.base import Entity, walk
from macros.model.clinical import Medication, Procedure, Sign, Term
from macros.model.text import Claim, Text, plain
from macros.model.vocabulary import Topic
from macros.publish.disk import Packed
from macros.publish.stops import Stops
from macros.store.library import Library
from macros.store.page import Page
from macros.text import links
from macros.text.reading import prose as narrative
from macros.views import waits
from macros.views.compare import comparisons

VERSION = 5
"""Of the form of the files. The browser does not read another one: raise it with every change, here and in `search/worker.js`."""
WORDS_KEPT = 24
"""How many telling words of a record the index keeps, of those that none of its names and sayings has."""
SUMMARY = 150
"""How many characters of a summary it keeps, at most."""
MANY: dict[str, float] = {"study": 0.4, "sign": 0.6}
"""How much of that it keeps of kinds that are many and short."""
PAGE_WEIGHT = 0.85
"""How much a page that is not a record counts, beside one that fits alike."""
SECTION_WORDS = 20
"""How many of them it keeps of one section, to choose the section that a result leads to."""

_WORD = re.compile(r"[^\W_]+(?:'[a-z]+)?")


@dataclass(frozen=True)
class Section:
    """A part of a page that a result can lead to."""

    anchor: str
    title: str
    text: Packed


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
    figures: list[str] = field(default_factory=list)
    """Each in words."""
    waits: list[tuple[Topic, str, str]] = field(default_factory=list)
    """How long sources say to wait: what may start, in a word and in words, and what they say."""
    about: list[str] = field(default_factory=list)
    """The addresses of what a sign may mean, the likeliest first, or of the two operations that are compared."""


class Document(TypedDict):
    """A page as the search knows it, in short keys, since a phone loads hundreds of them.

    `u` address below the site's root, `t` title, `k` kind, `n` names, `x` what people type when they do not name it,
    `s` the start of the summary, `q` questions, each with anchor, `b` telling words, the most telling first and a frequent
    one more than once, `p` addresses: of what a sign may mean, or of the operations that are compared.
    """

    u: str
    t: str
    k: str
    n: list[str]
    x: list[str]
    s: str
    q: list[tuple[str, str]]
    b: str
    p: list[str]


class Part(TypedDict):
    """What is only shown of a page.

    `q` the answers to its questions, `h` sections, each as anchor, title and telling words, `f` figures in words, `w` waits, each as
    topic, what that is called, and words.
    """

    q: list[str]
    h: list[tuple[str, str, str]]
    f: list[str]
    w: list[tuple[Topic, str, str]]


class Index(TypedDict):
    """What the first answer needs.

    `version` of its form, `report`: where a reader can say what is missing, `kinds`: how much a page of each counts, `strange`:
    names of medicines without a page, `synonyms`: everyday words for one thing, a list a thing, `stops`: what the planner knows of signs that stop a session.
    """

    version: int
    report: str
    kinds: dict[str, float]
    strange: list[str]
    synonyms: list[list[str]]
    docs: list[Document]
    stops: Stops


def words(text: str) -> list[str]:
    """The words of a text, in lower case."""
    text = text.lower().replace("’", "'")
    found: list[str] = _WORD.findall(text)
    return [word.removesuffix("'s") for word in found] if "'s" in text else found


def entries(library: Library, pages: Mapping[str, Page], sections: Iterable[tuple[str, str, str]]) -> list[Entry]:
    """An entry for every page that answers a question.

    `sections` are location, title and plain text of every part of the built site, in the order of the pages, the
    part without an anchor first: what the site builder's own search plugin writes down.
    """
    found = {
        links.url_of(links.page_of(kind, record.id)): _record(kind, record, library, pages)
        for kind, record in _own(library)
    }
    for kind, record in _gathered(library):
        location = links.url_of(links.page_of(kind, record.id))
        found[location] = Entry(
            location,
            record.label,
            KINDS[kind].singular,
            names=list(record.names),
            searches=list(record.searches),
            summary=plain(record.summary),
            about=[
                links.url_of(links.page_of(*library.place(relation.to)))
                for relation in getattr(record, "points_to", ())
            ],
        )
    for comparison in comparisons(pages):
        location = links.url_of(comparison.page)
        of = [links.url_of(links.page_of("procedures", slug)) for slug in comparison.pair]
        found[location] = Entry(location, comparison.title, "comparison", about=of)
    for page in pages.values():
        if "searches" in page.meta:
            location, summary = links.url_of(page.path), page.meta.get("description", "")
            found[location] = Entry(location, page.title, "page", searches=list(page.meta["searches"]), summary=summary)
            if page.path == links.WHEN_TO_START:
                found[location].waits = _waits(library, None)
    paths = {links.url_of(page.path): page.path for page in pages.values()}
    gone = {links.url_of(links.page_of(kind, r.id)) for kind, r in library if KINDS[kind].pages == "own" and not r.live}
    for location, title, text in sections:
        address, _, anchor = location.partition("#")
        if address in gone:
            continue
        entry = found.setdefault(address, Entry(address, title, "page"))
        written = pages.get(paths.get(address, ""))
        if anchor == "sources" or (
            entry.kind in ("page", "comparison") and written is not None and title not in written.body
        ):
            continue  # what a page makes of the data is told by the records
        if entry.kind in ("page", "comparison"):
            entry.text.append(f"{title} {text}")
            entry.summary = entry.summary or text
        if anchor:
            entry.sections.append(Section(anchor, title, Packed.of(text)))
    _told_by_signs(library, found)
    _told_by_glossary(library, found)
    return list(found.values())


def _own(library: Library) -> Iterable[tuple[str, Any]]:
    return ((kind, record) for kind, record in library if KINDS[kind].pages == "own" and record.live)


def _gathered(library: Library) -> Iterable[tuple[str, Any]]:
    """Signs, and the words of the glossary that no record says more of."""
    yield from (("signs", sign) for sign in library.of("signs"))
    yield from (("glossary", term) for term in library.of("glossary") if term.see is None)


def _record(kind: str, record: Entity, library: Library, pages: Mapping[str, Page]) -> Entry:
    page = links.page_of(kind, record.id)
    leaves = [
        plain(value) for path, value in walk(record) if isinstance(value, Claim | Text) and path[0] not in _NOT_TEXT
    ]
    rates = [rate for rate in library.of("rates") if rate.about == record.id]
    figures = [f"{rate.measure} {rate.population}" for rate in rates]
    return Entry(
        location=links.url_of(page),
        title=record.label,
        kind=KINDS[kind].singular,
        names=[*record.names, *(record.generics if isinstance(record, Medication) else ())],
        searches=list(record.searches),
        summary=plain(record.summary),
        questions=[(item.ask, item.anchor, plain(item.answer)) for item in record.questions],
        text=[*leaves, *figures, plain(narrative(pages[page].prose)) if page in pages else ""],
        figures=[f"{rate.measure}: {rate.figure}. {rate.population}, {rate.follow_up}." for rate in rates],
        waits=_waits(library, record) if isinstance(record, Procedure) else [],
    )


def _waits(library: Library, procedure: Procedure | None) -> list[tuple[Topic, str, str]]:
    """For each thing that may start after surgery: its words, and what the earliest source says, in full, beside the latest time.

    A time alone would say more than its source does: the earliest massage was of feet, in hospital.
    """
    told: list[tuple[Topic, str, str]] = []
    for topic, label in waits.topics(library, procedure):
        said = [p for p in waits.positions(library, topic, procedure) if p.wait.turn == "start"]
        if topic in NOT_AWAITED or not said:
            continue
        timed = [p for p in said if p.wait.when is not None]
        first = min(timed, key=lambda p: p.first, default=said[0])
        last = max(timed, key=lambda p: p.last, default=None)
        says = plain(first.wait.says)
        if last is not None and len(timed) > 1:
            says = f"Earliest of {len(timed)}: {says} The latest names {waits.span(last.last)}."
        told.append((topic, label, f"{says} The surgeon decides."))
    return told


NOT_AWAITED: frozenset[Topic] = frozenset({"smoking", "healing", "collar", "brace"})
"""Topics of waits on which nobody asks when something may start."""

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


def index(
    found: Iterable[Entry],
    report: str,
    stops: Stops,
    medicines: Iterable[Iterable[str]] = (),
    synonyms: Iterable[Iterable[str]] = (),
) -> tuple[Index, list[Part]]:
    """The index of some pages, each pruned to its telling words, and what is only shown of them, in the same order."""
    listed = list(found)
    # One object a word: the words of all pages of a large site would fill the memory.
    counts = [Counter(map(sys.intern, words(" ".join(entry.text)))) for entry in listed]
    spread: Counter[str] = Counter(word for count in counts for word in count)
    rarity = {word: math.log(1 + len(listed) / number) for word, number in spread.items()}
    documents: list[Document] = []
    parts: list[Part] = []
    for entry, count in zip(listed, counts, strict=True):
        share = MANY.get(entry.kind, 1)
        weight = {word: (1 + math.log(number)) * rarity[word] for word, number in count.items()}
        said = set(words(" ".join([entry.title, *entry.names, *entry.searches, entry.summary[: int(share * SUMMARY)]])))
        kept = sorted(weight, key=lambda word: (-weight[word], word))[: int(share * WORDS_KEPT)]
        own = [word for word in kept if word not in said]
        documents.append(
            {
                "u": entry.location,
                "t": entry.title,
                "k": entry.kind,
                "n": (names := _unlike(entry.names, [entry.title])),
                "x": _unlike(entry.searches, [entry.title, *names]),
                "s": textwrap.shorten(entry.summary, int(share * SUMMARY), placeholder=" …"),
                "q": [(ask, anchor) for ask, anchor, _ in entry.questions],
                "b": " ".join(word for word in own for _ in range(1 + int(math.log2(count[word])) // 2)),
                "p": entry.about,
            }
        )
        parts.append(
            {
                "q": [answer for _, _, answer in entry.questions],
                "h": [
                    (section.anchor, section.title, " ".join(_telling(section.text.text, weight, set(kept))))
                    for section in entry.sections
                ],
                "f": entry.figures,
                "w": entry.waits,
            }
        )
    kinds = {kind.singular: kind.search_weight for kind in KINDS.values() if kind.pages != "none"}
    return {
        "version": VERSION,
        "report": report,
        "kinds": {**kinds, "page": PAGE_WEIGHT, "comparison": PAGE_WEIGHT},
        "strange": _strange(medicines, listed),
        "synonyms": [list(group) for group in synonyms],
        "docs": documents,
        "stops": stops,
    }, parts


def _strange(medicines: Iterable[Iterable[str]], listed: Iterable[Entry]) -> list[str]:
    """Words of the names of medicines that no page is called by."""
    called = {word for entry in listed for name in (entry.title, *entry.names) for word in words(name)}
    names = {word for medicine in medicines for name in medicine for word in words(name)}
    return sorted(word for word in names - called if len(word) > SHORT)


SHORT = 4
"""Letters of a word that tells of no medicine by itself: `oral`, `zinc`."""


def _unlike(phrases: Iterable[str], known: Iterable[str]) -> list[str]:
    """Phrases that the search would not take for each other or for a known one: by other words than spelling and order give."""
    seen = {_alike(phrase) for phrase in known}
    return [phrase for phrase in phrases if (key := _alike(phrase)) not in seen and not seen.add(key)]  # type: ignore[func-returns-value]


def _alike(phrase: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s").replace("disc", "disk").replace("aem", "em") for word in words(phrase))


def _telling(text: str, weight: Mapping[str, float], keep: set[str]) -> list[str]:
    present = keep.intersection(words(text))
    return sorted(present, key=lambda word: (-weight[word], word))[:SECTION_WORDS]
