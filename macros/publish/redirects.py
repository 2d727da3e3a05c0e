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
<title>{title}</title>
<link rel="canonical" href="{address}">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={address}">
</head>
<body>
{body}
</body>
</html>
"""


def onward(address: str, title: str, body: str) -> str:
    """A page that leads a browser on to an address by itself. `title` and `body` are HTML; the body has the link, for who is not led."""
    return _PAGE.format(address=address, title=title, body=body)


def redirects(library: Library) -> dict[str, str]:
    """The HTML of every such page, by its path below the site's root. Records that share a page keep their old anchors there."""
    pages = {}
    for kind, record in library:
        if KINDS[kind].pages == "own" and isinstance(record, Named):
            today, name = links.url_of(links.page_of(kind, record.id)), html.escape(record.label)
            for slug in record.was:
                old = links.url_of(links.page_of(kind, slug))
                address = f"{posixpath.relpath(today, old)}/"
                body = f'<h1>This page has moved</h1>\n<p>It is now <a href="{address}">{name}</a>.</p>'
                pages[f"{old}index.html"] = onward(address, f"Moved: {name}", body)
    return pages
