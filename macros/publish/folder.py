"""The whole site as one ZIP file, to read from a folder without a server.

A server answers `acdf/` with `acdf/index.html`, and a folder does not: so links name the file. From a folder a browser loads no
module and lets no script read a file: so scripts are bundled, and beside each file that they read is a script with its text, for
`files.js`. The same site gives the same bytes.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from macros.publish.bundle import SCRIPTS, bundled
from macros.text import links

README = """Steady Hands, edition {edition}

Open index.html in a browser. All of it works without a network and without a server: pages, search, the planner (Before the
session), the letter reader, the papers, and the data in api/v1/. Nothing leaves your computer. Tried in
Chromium and in Firefox.

What a folder cannot do:

- be installed as an app: for that, open the site in a browser;
- change the records in a form: that wants the project's forge;
- learn of a newer edition: this one stays the edition of {edition};
- print the code that opens a plan on a telephone: it would lead to a file of this computer.

Everybody who may read this folder sees the same pages. A browser keeps earlier searches and the emergency number that you chose
for all pages of all folders together: on a computer that others use too, press "Forget these" under the search box.

The folder can be put on a server as it is.

Content: CC BY 4.0, Steady Hands contributors. Code: MIT.
"""

_LINK = re.compile(r'(\shref="|<meta http-equiv="refresh" content="0; url=)([^"#?:]*)')
_FOLDER = re.compile(r"(?:^|/)(?:\.{1,2})?$")
_FORM = re.compile(rf'( href="(?:[^"]*/)?){re.escape(links.FORM)}(?:#[^"]*)?"')
"""A link to the form. In the file it leads to the page about it."""
_MODULE = '<script type="module"'
_SERVED = re.compile(r'<link rel="(?:manifest|preload)"[^>]*>\n?')
"""What a browser asks for ahead, or of a server alone."""
_ROOM = '<p class="sh-back">'
"""Opens the page of a room. Other pages read its article, to print it or to list what it has."""
_READ = re.compile(r"(?:search|session|letter)/[\w-]+\.json|assets/drawings/[\w-]+\.svg|assets/images/favicon\.svg")
"""The other files that scripts read."""
_LEFT_OUT = re.compile(
    rf"404\.html|sw\.js|{links.FORM}.*|manifest\.webmanifest|.*\.js\.map|{SCRIPTS}(?:(?:search|session|vendor|lunr|workers)/.*|files|hands|tips|claims|lost)\.js"
)
"""What only a server shows, what keeps a copy of a site that is a copy already, scripts that are in a
bundle, and the form, which wants a forge."""


def pack(site: Path, edition: str, file: Path, modules: Path) -> None:
    """Packs a published site. `edition` names the folder that is in the file; `modules` is a `node_modules` folder.

    Raises:
        FileNotFoundError: The bundler is not installed.
        RuntimeError: The bundler refuses a script.
    """
    laid = dict(_laid(site)) | bundled(site, modules)
    laid["README.txt"] = README.format(edition=edition).encode()
    with zipfile.ZipFile(file, "w") as packed:
        for name in sorted(laid):
            _add(packed, f"steady-hands-{edition}/{name}", laid[name])


def _laid(site: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a site as a folder needs them, by their paths in it."""
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        if not path.is_file() or _LEFT_OUT.fullmatch(name):
            continue
        data = path.read_bytes()
        if path.suffix == ".html":
            page = linked(data.decode())
            data = _SERVED.sub("", page).replace(_MODULE, "<script").encode()
            if _ROOM in page:
                yield f"{name}.js", beside(page[page.index("<article") : page.rindex("</article>")])
        elif _READ.fullmatch(name):
            yield f"{name}.js", beside(data.decode())
        yield name, data


def linked(page: str) -> str:
    """A page whose links to folders lead to the pages that are in them."""

    def link(found: re.Match[str]) -> str:
        opening, path = found.groups()
        if not path or not _FOLDER.search(path):
            return found[0]
        return f"{opening}{path.rstrip('/')}/index.html"

    return _LINK.sub(link, _FORM.sub(rf'\1{links.url_of(links.FORM_HELP)}"', page))


def beside(text: str) -> bytes:
    """The script that holds the text of the file beside it, as `files.js` reads it."""
    return f"document.currentScript.holds = {json.dumps(text, ensure_ascii=False)}\n".encode()


def _add(packed: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Adds a file of no date and of no owner."""
    entry = zipfile.ZipInfo(name)
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    packed.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)
