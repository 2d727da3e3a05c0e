"""All records by id, and the relations between them in both directions. Immutable, and free of the site builder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from macros.model import KINDS
from macros.model.base import Record, Reviewed
from macros.model.caution import Caution
from macros.model.clinical import Procedure
from macros.model.evidence import Rate, Source, Wait
from macros.model.text import Claim, Ref, cited, linked
from macros.store.trace import Answer, Cell, Table, carry, changed, note_kind, note_record, question

_RELATIONS = {name: tuple(field for field, _ in kind.relations) for name, kind in KINDS.items()}
"""The fields that hold relations, by kind."""


@dataclass(frozen=True)
class Backlink:
    """A relation seen from the record it points to."""

    origin: Record
    """The record in which the relation is written."""
    field: str
    """The field it is in, as YAML writes it."""
    why: Claim
    """The reason, with its citation."""


class Library:
    """The whole knowledge base as an immutable graph."""

    def __init__(self, records: Iterable[tuple[str, Record]]) -> None:
        """Takes pairs of kind name and record. Ids have to be unique within a kind."""
        kinds: dict[str, dict[str, Record]] = {name: {} for name in KINDS}
        for kind, record in records:
            kinds[kind][record.id] = record
        self._kinds = kinds
        self.answers: dict[Cell, Answer] = {}
        self.digests: dict[Cell, str] = {}
        self.lasting = True

    def forget(self) -> None:
        """Forgets what it was asked. Whatever is asked again is found again."""
        self.answers.clear()
        self.digests.clear()

    def found(self, kind: str, slug: str) -> Record | None:
        """The record of `kind` called `slug`, retired or not, if there is one. Not noted by a trace."""
        return self._kinds[kind].get(slug)

    def slugs(self, kind: str) -> list[str]:
        """The slugs of all records of a kind. Not noted by a trace."""
        return list(self._kinds[kind])

    @question
    def of(self, kind: str) -> tuple[Any, ...]:
        """The records of a kind that are not retired, by what they are called."""
        return self._sorted(kind, live=True)

    @question
    def retired(self, kind: str) -> tuple[Any, ...]:
        """The retired records of a kind, by what they are called."""
        return self._sorted(kind, live=False)

    def _sorted(self, kind: str, live: bool) -> tuple[Record, ...]:
        note_kind(kind)
        found = (record for record in self._kinds[kind].values() if record.live is live)
        return tuple(sorted(found, key=lambda record: record.label.casefold()))

    def get(self, kind: str, slug: str) -> Any:
        """The record of `kind` called `slug`, retired or not. Raises KeyError when there is none."""
        note_record(kind, slug)
        return self._kinds[kind][slug]

    def has(self, kind: str, slug: str) -> bool:
        """Whether there is a record of `kind` called `slug` that is not retired."""
        note_record(kind, slug)
        return slug in self._kinds[kind] and self._kinds[kind][slug].live

    @property
    @question
    def merged(self) -> dict[str, str]:
        """The slugs of signs that were merged into another sign, each with the slug of that sign."""
        return {old: sign.id for sign in self.of("signs") for old in sign.was}

    def source(self, slug: str) -> Source:
        """The source called `slug`. Raises KeyError when there is none."""
        return self.get("sources", slug)  # type: ignore[no-any-return]

    @cached_property
    def paged(self) -> Table[tuple[str, Record]]:
        """Kind and record by slug, for every record that a reader can open, retired or not. Slugs are unique across kinds."""
        every = {
            slug: (name, record)
            for name, records in self._kinds.items()
            if KINDS[name].pages != "none" and name != "sources"
            for slug, record in records.items()
        }
        return Table("paged", every)

    def place(self, slug: str) -> tuple[str, str]:
        """Kind and slug of the record that a reader opens by `slug`."""
        return self.paged[slug][0], slug

    def kind_of(self, record: Record) -> str:
        """The name of the kind `record` is of."""
        return next(name for name, kind in KINDS.items() if type(record) is kind.model)

    @property
    @question
    def edition(self) -> str:
        """What names this state of the records: the day of the newest review, as `2026-11-22`. Raises ValueError without one."""
        return max(record.review.on for _, record in self if isinstance(record, Reviewed)).isoformat()

    def __iter__(self) -> Iterator[tuple[str, Record]]:
        yield from self._all()

    @question
    def _all(self) -> tuple[tuple[str, Record], ...]:
        for kind in self._kinds:
            note_kind(kind)
        return tuple((name, record) for name, records in self._kinds.items() for record in records.values())

    def resolve(self, ref: Ref) -> Record:
        """The record a reference names. Raises KeyError when there is none."""
        record: Record = self.get(ref.kind, ref) if ref.kind else self.paged[ref][1]
        return record

    @property
    @question
    def _backlinks(self) -> dict[tuple[str, str], list[Backlink]]:
        found: dict[tuple[str, str], list[Backlink]] = defaultdict(list)
        for kind, record in self:
            for field in _RELATIONS[kind] if record.live else ():
                for relation in getattr(record, field):
                    target = self.resolve(relation.to)
                    found[self.kind_of(target), target.id].append(Backlink(record, field, relation.why))
        return found

    @question
    def backlinks(self, record: Record, field: str | None = None) -> tuple[Backlink, ...]:
        """The relations that point to `record`, all or those of one field of their origin."""
        links = self._backlinks.get((self.kind_of(record), record.id), [])
        return tuple(sorted((b for b in links if field in (None, b.field)), key=lambda b: b.origin.label.casefold()))

    @question
    def ancestors(self, procedure: Procedure) -> tuple[Procedure, ...]:
        """The procedure itself and every wider one it is a kind of, the nearest first."""
        line = [procedure]
        while (wider := line[-1].is_a) is not None:
            line.append(self.get("procedures", wider))
        return tuple(line)

    @question
    def narrower(self, procedure: Procedure) -> tuple[Procedure, ...]:
        """The procedures that are directly a kind of this one."""
        return tuple(self._narrower.get(procedure.id, ()))

    @property
    @question
    def _narrower(self) -> dict[str, list[Procedure]]:
        found: dict[str, list[Procedure]] = defaultdict(list)
        for procedure in self.of("procedures"):
            if procedure.is_a is not None:
                found[procedure.is_a].append(procedure)
        return found

    @question
    def descendants(self, procedure: Procedure) -> tuple[Procedure, ...]:
        """Every procedure that is, directly or by way of others, a kind of this one."""
        found = list(self.narrower(procedure))
        for one in found:  # which grows as we go
            found += self.narrower(one)
        return tuple(sorted(found, key=lambda one: one.label.casefold()))

    @question
    def rates(self, record: Record) -> tuple[Rate, ...]:
        """The figures about a record, and those counted after it if it is a procedure."""
        return tuple(self._rates.get(record.id, ()))

    @property
    @question
    def _rates(self) -> dict[str, list[Rate]]:
        found: dict[str, list[Rate]] = defaultdict(list)
        for rate in self.of("rates"):
            for slug in dict.fromkeys((str(rate.about), *map(str, rate.after))):
                found[slug].append(rate)
        return found

    @question
    def waits(self, procedure: Procedure | None = None) -> tuple[tuple[Source, Wait], ...]:
        """What each source says about waiting: after this procedure, a wider or a narrower one; without one, all of it."""
        if procedure is None:
            return self._waits[0]
        line = (*self.ancestors(procedure), *self.descendants(procedure))
        return tuple(self._waits[0][at] for at in sorted({at for p in line for at in self._waits[1].get(p.id, ())}))

    @property
    @question
    def _waits(self) -> tuple[tuple[tuple[Source, Wait], ...], dict[str, list[int]]]:
        """Every wait, and the places there of those after a procedure, by its id."""
        every = tuple((self.source(record.source), wait) for record in self.of("waits") for wait in record.positions)
        places: dict[str, list[int]] = defaultdict(list)
        for at, (_, wait) in enumerate(every):
            for slug in wait.after:
                places[slug].append(at)
        return every, places

    @property
    def cautions(self) -> tuple[Caution, ...]:
        """Every caution."""
        return self.of("cautions")


_last: Library | None = None


def library_of(records: Iterable[tuple[str, Record]]) -> Library:
    """The library of some records; with what is known of the one before, which after an edit has nearly all of the same records."""
    global _last
    made = Library(records)
    if _last is not None:
        if not changed(_last, made):
            return _last
        carry(_last, made)
    _last = made
    return made


def citations(value: Any) -> tuple[str, ...]:
    """The source ids that a leaf of a record cites."""
    if isinstance(value, Ref):
        return (str(value),) if value.kind == "sources" else ()
    return cited(value) if isinstance(value, str) else ()


def references(value: Any) -> Iterator[tuple[str, str]]:
    """Kind and slug of everything a leaf refers to; an empty kind means any kind that a reader can open."""
    if isinstance(value, Ref):
        yield value.kind, str(value)
    elif isinstance(value, str):
        for source in cited(value):
            yield "sources", source
        for slug in linked(value) if "[[" in value else ():
            yield "", slug
