"""What others take out: the records in forms that programs read, with every build, each with its edition and its license.

Pure functions from a library to texts by their path below the site's root. Nothing here asks for the time, the folder or the
machine, so two builds of the same records give the same bytes. `OTHERS` is the table of what there is beside the records as JSON.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from macros.plan.table import Row
from macros.publish.exports import api, feed, markdown, references, rules, tables
from macros.publish.exports.about import API
from macros.publish.rules import Reasons, Rules
from macros.store.library import Library

OTHERS = {
    f"{API}openapi.json": "All this in OpenAPI 3.1",
    **{f"{API}{table.name}.csv": table.title for table in tables.TABLES},
    f"{API}datapackage.json": "The tables as a Frictionless data package: what each column means",
    f"{API}sources.csl.json": "The sources as CSL-JSON, for Zotero and Pandoc",
    f"{API}sources.bib": "The sources as BibTeX",
    f"{API}rules.json": "The planner's rules, with their reasons and sources",
    f"{API}truth.json": "The table of truth: clients, and what is right for each",
    f"{API}schema/truth.json": "JSON Schema of a row of that table",
    "CITATION.cff": "How to cite all of it, for programs",
    feed.FEED: "What changed, as an Atom feed",
    "llms.txt": "The records as a list, with their pages as Markdown",
}
"""Every file that is no page, record, kind, schema of a kind or twin, in words."""


@dataclass(frozen=True)
class Beside:
    """What is taken out beside the records.

    `citation`: the project's `CITATION.cff`; `site`: the address that the site is published at, or empty; `places`: where each
    claim is on the site, by kind, record and name.
    """

    planner: Rules
    reasons: Reasons
    truth: tuple[Row, ...]
    citation: str
    site: str
    places: Mapping[tuple[str, str, str], str]


def files(library: Library, beside: Beside) -> Iterator[tuple[str, str]]:
    """Every file but the twins of pages, one after the other: its path below the site's root, and its text."""
    yield f"{API}index.json", api.index(library, OTHERS)
    yield from api.files(library, beside.places)
    yield from tables.files(library, beside.places)
    yield from references.files(library).items()
    yield from rules.files(library, beside.planner, beside.reasons, beside.truth).items()
    yield "CITATION.cff", references.citation(beside.citation, library, beside.site)
    yield feed.FEED, feed.feed(library, beside.site)
    yield "llms.txt", markdown.llms(library)
