"""The whole site as one ZIP file, to read from a folder without a server.

A server answers `acdf/` with `acdf/index.html`, and a folder does not: so links name the file. The same site gives the same bytes.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from macros.text import links

README = """Steady Hands, edition {edition}

Open index.html in a browser. Everything there is to read works without a network and without a server: pages, lists,
drawings, tables, and the data in api/v1/.

A browser runs these only from a server: the search, the planner (Before the session), the letter reader, the papers,
"Print all of it". They work once this folder is served. With Python: open a terminal in this folder, type

    python3 -m http.server

and open http://localhost:8000 in the browser. Nothing leaves your computer.

Without the search, A to Z (a-z/index.html) has every name. Without the planner, every operation's page lists the same
cautions, and the stop signs (cautions/red-flags/index.html) come before them.

Content: CC BY 4.0, Steady Hands contributors. Code: MIT.
"""

_LINK = re.compile(r'(\shref="|<meta http-equiv="refresh" content="0; url=)([^"#?:]*)')
_FOLDER = re.compile(r"(?:^|/)(?:\.{1,2})?$")
_LEFT_OUT = ("404.html", "sw.js", links.FORM.rstrip("/"))
"""What only a server shows, what keeps a copy of a site that is a copy already, and the form, which wants a forge."""
_FORM = re.compile(rf'( href="(?:[^"]*/)?){re.escape(links.FORM)}(?:#[^"]*)?"')
"""A link to the form. In the file it leads to the page about it."""
_FINDER, _LOST = "assets/javascripts/finder.js", 'location: "a-z/"'


def pack(site: Path, edition: str, file: Path) -> None:
    """Packs a published site. `edition` names the folder that is in the file."""
    with zipfile.ZipFile(file, "w") as packed:
        _add(packed, f"steady-hands-{edition}/README.txt", README.format(edition=edition).encode())
        for path in sorted(
            path for path in site.rglob("*") if path.is_file() and path.relative_to(site).parts[0] not in _LEFT_OUT
        ):
            name, data = path.relative_to(site).as_posix(), path.read_bytes()
            if path.suffix == ".html":
                data = linked(data.decode()).encode()
            elif name == _FINDER:
                data = data.decode().replace(_LOST, 'location: "a-z/index.html"').encode()
            _add(packed, f"steady-hands-{edition}/{name}", data)


def linked(page: str) -> str:
    """A page whose links to folders lead to the pages that are in them."""

    def link(found: re.Match[str]) -> str:
        opening, path = found.groups()
        if not path or not _FOLDER.search(path):
            return found[0]
        return f"{opening}{path.rstrip('/')}/index.html"

    return _LINK.sub(link, _FORM.sub(rf'\1{links.url_of(links.FORM_HELP)}"', page))


def _add(packed: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Adds a file of no date and of no owner."""
    entry = zipfile.ZipInfo(name)
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    packed.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)
