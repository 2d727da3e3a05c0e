"""What a page says to programs in its head: JSON-LD, Open Graph, and where its twins are. And the map of the site."""

from __future__ import annotations

import html
import json
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
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


@dataclass(frozen=True)
class Told:
    """What the data says of a page.

    `kind`: its type in the words of schema.org; `card`: what it is for Open Graph; `data`: the address of its record's file, below
    the site's root, or empty; `more`: what else JSON-LD says of it.
    """

    kind: str
    card: str
    data: str
    more: dict[str, Any]


def told(address: str, library: Library, base: str) -> Told:
    """What the data says of the page at an address below the site's root. `base`: as for `head`."""
    to = partial(_to, here=address, base=base)
    known = record_at(address, library)
    # A record's own page has its data; a room of it is told of as a page alone.
    kind, record = known if known and address == f"{known[0]}/{known[1].id}/" else ("", None)
    data = data_of(kind, record.id) if record else ""
    return Told(
        "MedicalWebPage" if known else "WebPage" if address else "WebSite",
        "article" if record else "website",
        data,
        {
            **(_of_record(kind, record, to(data)) if record else {}),
            **(_dataset(library, to) if address == DATA else {}),
        },
    )


def filled(page: str, address: str, said: Told, base: str) -> str:
    """A page with what it says to programs in its head.

    `base` is the address that the site is published at, with a slash at its end; empty where nobody knows it.
    """
    return page.replace("</head>", f"{head(page, address, said, base)}</head>", 1)


def has(page: str) -> bool:
    """Whether a page has what we put into its head: then it was published before."""
    return _OURS.search(page) is not None


def bare(page: str) -> str:
    """A page without what `filled` put into it."""
    return _OURS.sub("", page)


def _to(path: str, here: str, base: str) -> str:
    """Where a path leads from a page. From the page itself where nobody knows where the site is."""
    return base + path if base else posixpath.relpath(path or ".", here or ".") + "/" * path.endswith("/")


def head(page: str, address: str, said: Told, base: str) -> str:
    """What a page gets."""
    to = partial(_to, here=address, base=base)
    title = html.unescape(found[1]) if (found := _TITLE.search(page)) else NAME
    says = html.unescape(found[1]) if (found := _DESCRIPTION.search(page)) else WHAT
    tags = [
        _meta("og:type", said.card),
        _meta("og:site_name", NAME),
        _meta("og:title", title.removesuffix(f" - {NAME}")),
        _meta("og:description", says),
        *([_meta("og:url", to(address)), _meta("og:image", to("assets/images/icon-512.png"))] if base else []),
        _alternate("text/markdown", to(address + markdown.TWIN)),
        _alternate("application/atom+xml", to(FEED)),
        *([_alternate("application/json", to(said.data))] if said.data else []),
    ]
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": said.kind,
        "name": title.removesuffix(f" - {NAME}"),
        "description": says,
        "url": to(address),
        "inLanguage": "en",
        "license": LICENSE_URL,
        "publisher": {"@type": "Organization", "name": BY},
        **said.more,
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


def _dataset(library: Library, to: Callable[[str], str]) -> dict[str, Any]:
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
