"""Everything that a built site needs beside its pages. Knows the built HTML, and no builder."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from macros.plan import table
from macros.publish import (
    codes,
    drawings,
    exports,
    heads,
    offline,
    policy,
    redirects,
    rooms,
    rules,
    scripts,
    search,
    stops,
    theme,
    vendor,
    walls,
    words,
)
from macros.publish.sections import sections
from macros.store.page import Page
from macros.store.project import Project
from macros.store.settings import Settings
from macros.text import links


def publish(site: Path, root: Path, project: Project, addresses: Settings, served: bool = False) -> list[str]:
    """Finishes the site that a builder made of the project below `root`; doing so twice changes nothing more.

    Amends the theme's HTML, and writes the search index, the planner's data, the libraries that the browser loads, a page at
    each old address and at each code, what others take out, and the list of what is kept offline. `served` is for a server that
    puts scripts of its own into the pages, as MkDocs' does to reload them: they get no content policy then.

    Returns what is wrong: what should not have been on a page and was taken out, and the amends that no page needed.

    Raises:
        FileNotFoundError: A page of the project is not in the site, an npm package is not installed, or there is no `CITATION.cff`.
    """
    faults = [
        f"no page has `{unused}` any more. Delete its line from MENDS in macros/publish/theme.py"
        for unused in theme.mend(site)
    ]
    rooms.furnish(site)
    faults += [
        f"{found} is nothing that a page may have. The check should have refused it; what our templates write belongs into macros/publish/walls.py"
        for found in walls.purify(site)
    ]
    library = project.library()
    found = search.entries(library, project.pages, _sections(site, project.pages.values()))
    (site / "search" / "search_index.json").unlink(missing_ok=True)  # Material's own, of which ours takes the place
    planner, reasons = rules.for_planner(library), rules.reasons(library)
    index, parts = search.index(
        found, addresses.report, stops.of(planner, reasons, library), words.medicines(library), words.synonyms(library)
    )
    _write(site / "search" / "index.json", search.packed(index))
    _write(site / "search" / "parts.json", parts)
    _write(site / "session" / "rules.json", planner)
    _write(site / "session" / "reasons.json", reasons)
    _write(site / "session" / "drawings.json", drawings.of(library))
    _write(site / "session" / "words.json", words.for_boxes(library))
    _write(site / "letter" / "terms.json", words.for_letters(library))
    vendor.copy(root / "node_modules", site)
    scripts.outside(site)
    scripts.bare(site, root)
    leading = redirects.redirects(library) | codes.pages(library)
    _lay(site, leading)
    pages = _pages(site, leading)
    heads.fill(site, library, addresses.site, pages)
    citation = (root / "CITATION.cff").read_text(encoding="utf-8")
    taken_out = exports.files(library, exports.Beside(planner, reasons, table.read(root), citation, addresses.site))
    taken_out |= exports.twins(site, pages, library)
    _lay(site, taken_out)
    _map(site, heads.sitemap(library, addresses.site, pages) if addresses.site else "")
    if not served:
        policy.write(site)
    offline.fill(site, planner["edition"], without=taken_out.keys())
    return faults


def _lay(site: Path, texts: Mapping[str, str]) -> None:
    """Writes texts, given by their paths below the site's root."""
    for path, text in texts.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8", newline="")


def _pages(site: Path, leading: Container[str]) -> list[str]:
    """The addresses of the pages, but for `leading` ones, which only lead elsewhere."""
    files = (file.relative_to(site).as_posix() for file in site.rglob("index.html"))
    return sorted(path.removesuffix("index.html") for path in files if path not in leading)


def _map(site: Path, text: str) -> None:
    """Puts our map of the site, which nothing but the data dates, in place of the builder's and its packed copy."""
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    (site / "sitemap.xml").unlink(missing_ok=True)
    if text:
        (site / "sitemap.xml").write_text(text, encoding="utf-8")


def _sections(site: Path, pages: Iterable[Page]) -> Iterator[tuple[str, str, str]]:
    for page in pages:
        if (page.meta.get("search") or {}).get("exclude"):
            continue
        address = links.url_of(page.path)
        file = site / address / "index.html"
        if not file.is_file():
            raise FileNotFoundError(f"docs/{page.path} has no page in {site}. Build the site first")
        hub = file.read_text(encoding="utf-8")
        moved = dict(rooms.rooms_of(hub))
        for anchor, title, text in sections(hub):
            if anchor not in moved.values():
                yield f"{address}#{anchor}" if anchor else address, title, text
        # A room's parts are known by their anchors on the hub, from where a reader is sent on.
        for room, first in moved.items():
            for anchor, title, text in sections((file.parent / room / "index.html").read_text(encoding="utf-8")):
                yield f"{address}#{anchor or first}", title, text


def _write(file: Path, data: Any) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
