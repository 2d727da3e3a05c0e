"""Figures, waits, studies, claims and sources as CSV, and the Frictionless data package that tells of them.

A cell that holds several slugs has semicolons between them. A claim is in plain words; its sources are in a column of their own.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from macros.model import KINDS
from macros.model.base import Part
from macros.model.evidence import Outcome, Rate, Source, Study, Wait
from macros.model.text import Claim, plain
from macros.publish.exports.about import API, BY, LICENSE, LICENSE_URL, NAME, NOTICE, WHAT, written
from macros.store.library import Library
from macros.text.claims import claims

Places = Mapping[tuple[str, str, str], str]
"""The address of each claim, by kind, record and name."""
SLUG = {"name": "id", "type": "string", "description": "The id of the record", "constraints": {"required": True}}


@dataclass(frozen=True)
class Column:
    """A column: its field of a Table Schema, and what it shows of a row."""

    field: dict[str, Any]
    of: Callable[[Any], Any]


@dataclass(frozen=True)
class Table:
    """A CSV file. `key`: the columns that tell its rows apart; `ties`: columns that name a row of another table, by its id."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Callable[[Library, Places], Iterable[Any]]
    key: tuple[str, ...] = ("id",)
    ties: tuple[tuple[str, str], ...] = ()


def _column(name: str, of: Callable[[Any], Any], says: str, kind: str = "string") -> Column:
    return Column({"name": name, "type": kind, "description": says}, of)


def _fields(model: type[Part], names: str, of: Callable[[Any], Any] = lambda row: row) -> list[Column]:
    """Columns for fields of a model, with the model's own words for them. `of` finds the model's object in a row."""
    return [_field(model, name, of) for name in names.split()]


def _field(model: type[Part], name: str, of: Callable[[Any], Any]) -> Column:
    info = model.model_fields[name]
    kinds: dict[Any, str] = {float | None: "number", int | None: "integer", bool: "boolean"}
    kind = kinds.get(info.annotation, "string")
    return _column(info.alias or name, lambda row: getattr(of(row), name), info.description or "", kind)


_ID = Column(SLUG, lambda record: record.id)
_REVIEW = [
    _column("review", lambda record: record.review.status, "Whether a clinician has read the record"),
    _column("reviewed_on", lambda record: record.review.on, "The day it was last compiled or reviewed", "date"),
]


def _first(row: Any) -> Any:
    return row[0]


def _second(row: Any) -> Any:
    return row[1]


def _of_first(column: Column) -> Column:
    return Column(column.field, lambda row: column.of(row[0]))


def _ends(wait: Wait, end: int) -> float | None:
    weeks = wait.when.weeks[end] if wait.when else None
    return None if weeks is None else round(weeks, 2)


TABLES = (
    Table(
        "rates",
        "Figures, each from one source",
        (
            _ID,
            *_fields(Rate, "about after measure estimate low high unit approximate population follow_up n source note"),
            *_REVIEW,
        ),
        lambda library, _: library.of("rates"),
        ties=(("source", "sources"),),
    ),
    Table(
        "waits",
        "How long each source says to wait after surgery",
        (
            _column("source", lambda row: row[0].id, "The source that says so"),
            _column("position", lambda row: row[2], "Which of the things that the source says, from 1", "integer"),
            *_fields(Wait, "topic turn after", _second),
            _column("from_weeks", lambda row: _ends(row[1], 0), "The earliest time since surgery, in weeks", "number"),
            _column("to_weeks", lambda row: _ends(row[1], 1), "The latest; empty: open-ended", "number"),
            *_fields(Wait, "once says", _second),
            *map(_of_first, _REVIEW),
        ),
        lambda library, _: (
            (waits, wait, number) for waits in library.of("waits") for number, wait in enumerate(waits.positions, 1)
        ),
        key=("source", "position"),
        ties=(("source", "sources"),),
    ),
    Table(
        "studies",
        "Studies of massage and manual therapy around spine surgery",
        (
            _ID,
            *_fields(Study, "name source groups interventions procedures conditions techniques population"),
            *_fields(Study, "time_since_surgery intervention dose comparator harms limits meaning"),
            *_REVIEW,
        ),
        lambda library, _: library.of("studies"),
        ties=(("source", "sources"),),
    ),
    Table(
        "outcomes",
        "What those studies found",
        (
            _column("study", lambda row: row[0].id, "The study"),
            _column("outcome", lambda row: row[2], "Which of its results, from 1", "integer"),
            *_fields(Outcome, "measure instrument result", _second),
        ),
        lambda library, _: (
            (study, outcome, number)
            for study in library.of("studies")
            for number, outcome in enumerate(study.outcomes, 1)
        ),
        key=("study", "outcome"),
        ties=(("study", "studies"),),
    ),
    Table(
        "claims",
        "Every claim of every record",
        (
            _column("kind", _first, "The kind of the record"),
            _column("record", lambda row: row[1].id, "The id of the record"),
            _column("claim", lambda row: row[2].name, "The name of the claim in its record"),
            _column("field", lambda row: row[2].path[0], "The field that it is in"),
            _column("text", lambda row: row[2].words, "Its words"),
            _column("sources", lambda row: row[2].sources, "The ids of the sources that it cites"),
            _column("url", lambda row: row[3], "Where it is on the site, below the site's root"),
        ),
        lambda library, places: (
            (kind, record, claim, places.get((kind, record.id, claim.name)))
            for kind in KINDS
            for record in library.of(kind)
            for claim in {claim.name: claim for claim in claims(record)}.values()
        ),
        key=("kind", "record", "claim"),
    ),
    Table(
        "sources",
        "The sources that all of it cites",
        (
            _ID,
            *_fields(Source, "type title author issued container_title volume issue page DOI PMID PMCID URL"),
            *_fields(Source, "evidence authority seen_as note"),
        ),
        lambda library, _: library.of("sources"),
    ),
)
"""What is published as tables. Retired records are in none."""


def files(library: Library, places: Places) -> Iterator[tuple[str, str]]:
    """Every table, one after the other, and the data package: its path below the site's root, and its text."""
    resources = []
    for table in TABLES:
        text = _csv(table, library, places)
        resources.append(_resource(table, text.encode()))
        yield f"{API}{table.name}.csv", text
    package = {
        "profile": "tabular-data-package",
        "name": "steady-hands",
        "title": NAME,
        "description": f"{WHAT} {NOTICE}",
        "version": library.edition,
        "licenses": [{"name": LICENSE, "path": LICENSE_URL, "title": "Creative Commons Attribution 4.0"}],
        "contributors": [{"title": BY, "role": "author"}],
        "resources": resources,
    }
    yield f"{API}datapackage.json", written(package)


def _csv(table: Table, library: Library, places: Places) -> str:
    names = [column.field["name"] for column in table.columns]
    line = csv.writer(_Line(), lineterminator="\n").writerow
    key = [names.index(name) for name in table.key]
    rows = ([_cell(column.of(row)) for column in table.columns] for row in table.rows(library, places))
    # Ids and numbers stay where they are when a name changes; a number sorts as one.
    lines = sorted(([row[at].zfill(4) if row[at].isdigit() else row[at] for at in key], line(row)) for row in rows)
    return "".join([line(names), *(text for _, text in lines)])


class _Line:
    """A file for a writer of CSV, which returns each line: all cells of a large table would fill the memory."""

    def write(self, line: str) -> str:
        """Gives back what the writer writes, which gives it to its caller."""
        return line


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return (" " if any(isinstance(item, Claim) for item in value) else ";").join(map(_cell, value))
    if isinstance(value, Part):  # an author
        return ", ".join(str(part) for part in value.model_dump(exclude_none=True).values())
    if isinstance(value, float):
        return f"{value:.10g}"
    return "" if value is None else plain(value) if isinstance(value, Claim) else str(value)


def _resource(table: Table, data: bytes) -> dict[str, Any]:
    ties = [{"fields": column, "reference": {"resource": other, "fields": "id"}} for column, other in table.ties]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\n"},
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": {
            "fields": [column.field for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            **({"foreignKeys": ties} if ties else {}),
        },
    }
