"""What a page says to programs in its head: JSON-LD, Open Graph, and where its twins are. And the map of the site."""

from __future__ import annotations

import html
import json
import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from macros.model import KINDS
from macros.model.base import Named, Record
from macros.model.clinical import Condition, Procedure
from macros.publish.exports import markdown, tables
from macros.publish.exports.about import API, BY, LICENSE_URL, NAME, WHAT
from macros.publish.exports.api import address as data_of
from macros.publish.exports.feed import FEED
from macros.store.library import Library

DATA = "data/"
"""The page about all this, below the site's root."""

TYPES = {
    "conditions": "MedicalCondition",
    "complications": "MedicalCondition",
    "procedures": "MedicalProcedure",
    "medications": "DrugClass",
    "materials": "MedicalDevice",
    "techniques": "TherapeuticProcedure",
    "measures": "MedicalTest",
    "studies": "MedicalStudy",
}
"""What schema.org calls the records of a kind; a thing, where it has no word."""

_OURS = re.compile(r"<!-- for programs -->.*?<!-- /for programs -->\n", re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')


def record_at(address: str, library: Library) -> tuple[str, Any] | None:
    """Kind and record of a page or of a room of it, by the address below the site's root."""
    kind, _, rest = address.partition("/")
    slug = rest.partition("/")[0]
    if kind in KINDS and KINDS[kind].pages == "own" and slug in library.paged:
        return kind, library.get(kind, slug)
    return None


def fill(site: Path, library: Library, base: str, pages: Iterable[str]) -> None:
    """Writes the heads of `pages`, given by their addresses. Doing so twice changes nothing more.

    `base` is the address that the site is published at, with a slash at its end; empty where nobody knows it.
    """
    for address in pages:
        file = site / address / "index.html"
        page = file.read_text(encoding="utf-8")
        text = _OURS.sub("", page)
        text = text.replace("</head>", f"{head(text, address, library, base)}</head>", 1)
        if text != page:
            file.write_text(text, encoding="utf-8")


def head(page: str, address: str, library: Library, base: str) -> str:
    """What a page gets. Addresses lead from the page itself where nobody knows where the site is."""

    def to(path: str) -> str:
        return base + path if base else posixpath.relpath(path or ".", address or ".") + "/" * path.endswith("/")

    title = html.unescape(found[1]) if (found := _TITLE.search(page)) else NAME
    says = html.unescape(found[1]) if (found := _DESCRIPTION.search(page)) else WHAT
    known = record_at(address, library)
    # A record's own page has its data; a room of it is told of as a page alone.
    kind, record = known if known and address == f"{known[0]}/{known[1].id}/" else ("", None)
    tags = [
        _meta("og:type", "article" if record else "website"),
        _meta("og:site_name", NAME),
        _meta("og:title", title.removesuffix(f" - {NAME}")),
        _meta("og:description", says),
        *([_meta("og:url", to(address)), _meta("og:image", to("assets/images/icon-512.png"))] if base else []),
        _alternate("text/markdown", to(address + markdown.TWIN)),
        _alternate("application/atom+xml", to(FEED)),
        *([_alternate("application/json", to(data_of(kind, record.id)))] if record else []),
    ]
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage" if known else "WebPage" if address else "WebSite",
        "name": title.removesuffix(f" - {NAME}"),
        "description": says,
        "url": to(address),
        "inLanguage": "en",
        "license": LICENSE_URL,
        "publisher": {"@type": "Organization", "name": BY},
        **(_of_record(kind, record, to(data_of(kind, record.id))) if record else {}),
        **(_dataset(library, to) if address == DATA else {}),
    }
    # Nothing in the data may look like a tag.
    data = json.dumps(described, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    script = f'<script type="application/ld+json">{data}</script>'
    return "\n".join(("<!-- for programs -->", *tags, script, "<!-- /for programs -->\n"))


def _meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{html.escape(content)}">'


def _alternate(kind: str, address: str) -> str:
    # The theme takes `rel="alternate"` for a translation, and asks for its map of the site on every page. The space keeps it out.
    return f'<link rel="alternate " type="{kind}" href="{html.escape(address)}">'


def _of_record(kind: str, record: Named, data: str) -> dict[str, Any]:
    """A record's page: what it is about, how old it is, and whether a clinician has read it."""
    review = record.review
    who = {"@type": "Person", "name": review.by.name, "honorificSuffix": review.by.credential} if review.by else None
    seen = {"lastReviewed": review.on.isoformat(), "reviewedBy": who}
    return {
        "dateModified": review.on.isoformat(),
        "creativeWorkStatus": "Reviewed by a clinician" if review.by else "Not yet reviewed by a clinician",
        **(seen if review.by else {}),
        "audience": {"@type": "MedicalAudience", "audienceType": "Massage therapists"},
        "about": {
            "@type": TYPES.get(kind, "Thing"),
            "name": record.name,
            **({"code": codes} if (codes := list(_codes(record))) else {}),
        },
        "encoding": {"@type": "MediaObject", "encodingFormat": "application/json", "contentUrl": data},
    }


def _codes(record: Record) -> Iterator[dict[str, str]]:
    for code in record.codes if isinstance(record, Condition | Procedure) else ():
        yield {"@type": "MedicalCode", "codeValue": code.code, "codingSystem": code.system}


def _dataset(library: Library, to: Any) -> dict[str, Any]:
    """The page about the data: the whole of it as a data set."""
    files = {f"{table.name}.csv": "text/csv" for table in tables.TABLES} | {"index.json": "application/json"}
    return {
        "@type": "Dataset",
        "name": NAME,
        "description": WHAT,
        "version": library.edition,
        "dateModified": library.edition,
        "creator": {"@type": "Organization", "name": BY},
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "contentUrl": to(API + name), "encodingFormat": kind}
            for name, kind in files.items()
        ],
    }


def sitemap(library: Library, base: str, pages: Iterable[str]) -> str:
    """The map of the site. A page of a record changed on the day of its review; of the others nobody says when."""
    entries = []
    for address in pages:
        known = record_at(address, library)
        day = f"<lastmod>{known[1].review.on.isoformat()}</lastmod>" if known else ""
        entries.append(f"<url><loc>{html.escape(base + address)}</loc>{day}</url>\n")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{''.join(entries)}</urlset>\n"
    )
