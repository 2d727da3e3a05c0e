"""Pages at the addresses that records had before, each of which leads to the record of today."""

from __future__ import annotations

import html
import posixpath

from macros.model import KINDS
from macros.model.base import Named
from macros.store.library import Library
from macros.text import links

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Moved: {name}</title>
<link rel="canonical" href="{address}">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={address}">
</head>
<body>
<h1>This page has moved</h1>
<p>It is now <a href="{address}">{name}</a>.</p>
</body>
</html>
"""


def redirects(library: Library) -> dict[str, str]:
    """The HTML of every such page, by its path below the site's root. Records that share a page keep their old anchors there."""
    pages = {}
    for kind, record in library:
        if KINDS[kind].pages == "own" and isinstance(record, Named):
            today, name = links.url_of(links.page_of(kind, record.id)), html.escape(record.label)
            for slug in record.was:
                old = links.url_of(links.page_of(kind, slug))
                pages[f"{old}index.html"] = _PAGE.format(name=name, address=f"{posixpath.relpath(today, old)}/")
    return pages
