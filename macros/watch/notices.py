"""What Crossref's answer means for a source: which notices there are, and how much they weigh."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from macros.model.evidence import Source
from macros.watch.crossref import Answers

Weight: TypeAlias = Literal["retracted", "concern", "corrected", "newer", "unknown", "other"]

UPDATES: dict[str, Weight] = {
    "retraction": "retracted",
    "partial_retraction": "retracted",
    "withdrawal": "retracted",
    "removal": "retracted",
    "expression_of_concern": "concern",
    "correction": "corrected",
    "corrigendum": "corrected",
    "erratum": "corrected",
    "addendum": "corrected",
    "clarification": "corrected",
    "new_version": "newer",
    "new_edition": "newer",
}
"""The kinds of update that Crossref takes (https://www.crossref.org/documentation/register-maintain-records/maintaining-your-metadata/registering-updates/)."""

RELATIONS = {"is-replaced-by": "replaced by", "has-version": "has another version", "is-preprint-of": "published as"}
"""The relations to another work (https://www.crossref.org/documentation/schema-library/markup-guide-metadata-segments/relationships/)
that may be a newer state of this one, in words."""

TELLERS = {"publisher": "the publisher", "retraction-watch": "Retraction Watch"}
_TITLE = re.compile(r"\W*(retracted|withdrawn|removed)\b", re.IGNORECASE)
"""How publishers rename a work that they took back, also where they registered no notice."""


@dataclass(frozen=True)
class Notice:
    """One thing that a maintainer should know about a source."""

    source: Source
    weight: Weight
    what: str
    """In a word or two, as Crossref has it: `retraction`, `published as`."""
    doi: str
    """Of the notice or of the other work; the source's own, where there is none."""
    on: str = ""
    """The day, the month or the year of it, as Crossref has it; empty where it has none."""
    told_by: tuple[str, ...] = ()


def notices(sources: Iterable[Source], answers: Answers) -> list[Notice]:
    """What there is to know about the sources that got an answer: the gravest first, then by the source's id."""
    order = ("retracted", "concern", "corrected", "newer", "other", "unknown")
    found = [notice for source in sources if source.DOI for notice in _of(source, source.DOI.lower(), answers)]
    return sorted(found, key=lambda notice: (order.index(notice.weight), notice.source.id, notice.what, notice.doi))


def _of(source: Source, doi: str, answers: Answers) -> Iterator[Notice]:
    if doi in answers.unanswered:
        return
    work = answers.works.get(doi)
    if work is None:
        yield Notice(source, "unknown", "Crossref does not know the DOI", doi)
        return
    found: dict[tuple[str, str], Notice] = {}
    for update in _items(work.get("updated-by")):
        what = str(update.get("type", "")).lower().replace("-", "_")
        notice, teller = str(update.get("DOI") or doi).lower(), str(update.get("source", ""))
        before = found.get((what, notice))
        tellers = (*(before.told_by if before else ()), TELLERS.get(teller, teller))
        weight = UPDATES.get(what, "other")
        found[what, notice] = Notice(source, weight, what.replace("_", " "), notice, _day(update), tellers)
    yield from found.values()
    title = " ".join(str(part) for part in work.get("title") or ())
    if _TITLE.match(title) and not any(notice.weight == "retracted" for notice in found.values()):
        yield Notice(source, "retracted", "its title says so", doi)
    relation = work.get("relation")
    for name, words in RELATIONS.items():
        others = _items(relation.get(name)) if isinstance(relation, Mapping) else ()
        for other in {str(item.get("id", "")).lower() for item in others if item.get("id-type") == "doi"} - {"", doi}:
            yield Notice(source, "newer", words, other)


def _items(value: Any) -> Iterator[Mapping[str, Any]]:
    """The groups of fields in a list; nothing, where there is none."""
    return (item for item in value if isinstance(item, Mapping)) if isinstance(value, list) else iter(())


def _day(update: Mapping[str, Any]) -> str:
    """`2019-07-26`, or as much of it as is known. Crossref writes `{"date-parts": [[2019, 7, 26]]}`."""
    updated = update.get("updated")
    parts = updated.get("date-parts") if isinstance(updated, Mapping) else None
    numbers = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else ()
    return "-".join(f"{number:02d}" for number in numbers if isinstance(number, int))
