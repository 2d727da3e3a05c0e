"""What is new, as an Atom feed: a record is an entry, and changed on the day of its last review or of its retirement."""

from __future__ import annotations

import uuid
from typing import Any

from lxml import etree

from macros.model import KINDS
from macros.model.base import Named
from macros.model.text import plain
from macros.publish.exports.about import BY, LICENSE, NAME, WHAT
from macros.store.library import Library
from macros.text import links

FEED = "feed.xml"
_ATOM = "http://www.w3.org/2005/Atom"


def feed(library: Library, site: str) -> str:
    """The feed, the newest first. `site` is the address that the site is published at, or empty for links that are relative."""
    changed = sorted(
        (
            (record.retired.on if record.retired else record.review.on, kind, record)
            for kind, record in library
            if KINDS[kind].pages == "own" and isinstance(record, Named)
        ),
        key=lambda change: (-change[0].toordinal(), change[1], change[2].id),
    )
    root = etree.Element("feed", nsmap={None: _ATOM})
    _entry(root, "", NAME, library.edition)
    _add(root, "subtitle", WHAT)
    _add(root, "rights", f"{BY}, {LICENSE}")
    _add(etree.SubElement(root, "author"), "name", BY)
    _add(root, "link", rel="self", href=f"{site}{FEED}")
    _add(root, "link", rel="alternate", href=site or "./")
    for day, kind, record in changed:
        entry = etree.SubElement(root, "entry")
        page = links.url_of(links.page_of(kind, record.id))
        retired = f"Retired: {record.retired.why} " if record.retired else ""
        _entry(entry, page, record.label, day.isoformat())
        _add(entry, "link", rel="alternate", href=f"{site}{page}")
        _add(entry, "category", term=kind)
        _add(entry, "summary", f"{retired}{plain(record.summary)}")
    etree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + str(etree.tostring(root, encoding="unicode")) + "\n"


def _entry(element: Any, page: str, title: str, day: str) -> None:
    """What the feed and each entry have. The id is made of the address below the site's root, so it outlives a move of the site."""
    _add(element, "id", uuid.uuid5(uuid.NAMESPACE_URL, f"steady-hands/{page}").urn)
    _add(element, "title", title)
    _add(element, "updated", f"{day}T00:00:00Z")


def _add(parent: Any, name: str, text: str | None = None, **attributes: str) -> None:
    etree.SubElement(parent, name, attributes).text = text
