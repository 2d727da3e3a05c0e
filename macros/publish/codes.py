"""Pages at the addresses of codes: `code/M43.16/` leads to what a letter or a bill means by it."""

from __future__ import annotations

import html
import posixpath
from collections import defaultdict

from macros.model import KINDS
from macros.model.base import Code, Entity
from macros.model.text import plain
from macros.store.library import Library
from macros.text import links

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{code}</title>
<meta name="robots" content="noindex">{sent}
</head>
<body>
<h1>{code}</h1>
<ul>
{items}
</ul>
</body>
</html>
"""


def pages(library: Library) -> dict[str, str]:
    """The HTML of every such page, by its path below the site's root. A code of one record alone sends the reader there."""
    meant: dict[str, list[tuple[Code, str, Entity]]] = defaultdict(list)
    for kind, record in library:
        if KINDS[kind].pages == "own" and isinstance(record, Entity) and record.live:
            for code in getattr(record, "codes", ()):
                meant[code.code].append((code, links.url_of(links.page_of(kind, record.id)), record))
    return {f"{links.url_of_code(code)}index.html": _page(code, found) for code, found in meant.items()}


def _page(name: str, found: list[tuple[Code, str, Entity]]) -> str:
    here = links.url_of_code(name)
    to = [f"{posixpath.relpath(address, here)}/" for _, address, _ in found]
    items = "\n".join(
        f'<li><a href="{address}">{html.escape(record.label)}</a> ({code.system}: {html.escape(plain(code.label))})</li>'
        for address, (code, _, record) in zip(to, found, strict=True)
    )
    script = posixpath.relpath("assets/javascripts/onward.js", here)
    sent = f'\n<link rel="canonical" href="{to[0]}">\n<script src="{script}" defer></script>'
    return _PAGE.format(code=html.escape(name), sent=sent if len(found) == 1 else "", items=items)
