"""Everything that a built site needs beside its pages. Knows the built HTML, and no builder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import tee
from pathlib import Path
from typing import Any, Protocol

from macros.plan import table
from macros.publish import (
    bundle,
    codes,
    drawings,
    editions,
    exports,
    heads,
    index,
    licenses,
    offline,
    pages,
    places,
    policy,
    redirects,
    rules,
    scripts,
    search,
    stops,
    theme,
    vendor,
    words,
)
from macros.publish.disk import Folder, Shelf
from macros.publish.editor import page as form
from macros.publish.exports import markdown
from macros.store.library import Library
from macros.store.page import Page
from macros.store.project import Project
from macros.store.settings import Settings
from macros.text import links

_BUILDERS = ("search/search_index.json", "sitemap.xml", "sitemap.xml.gz")
"""What a builder writes and we do otherwise."""

_SEARCH = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
"""Where Material has the scripts of its own search, of which ours takes the place: nobody should have to keep them offline."""


class Source(Protocol):
    """The files that a builder made, by their paths, with `/` between the parts."""

    def __iter__(self) -> Iterator[str]:
        """The paths, as `in_order` has them."""

    def __contains__(self, path: str) -> bool:
        """Whether there is such a file."""

    def read(self, path: str) -> bytes:
        """What is in a file that is no page."""

    def page(self, path: str) -> str | pages.Later:
        """The text of a page."""


def publish(
    to: Folder,
    root: Path,
    project: Project,
    addresses: Settings,
    served: bool = False,
    source: Source | None = None,
    each: scripts.Each = map,
) -> list[str]:
    """Finishes the site in the folder `to`, which a builder made of the project below `root`; doing so twice changes nothing more.

    Amends the theme's HTML, and writes the search index, the planner's data, the libraries that the browser loads, a page at
    each old address and at each code, what others take out, the form for facts, and the list of what is kept offline. `served` is
    for a server that puts scripts of its own into the pages, as MkDocs' does to reload them: they get no content policy then.

    `source` has what the builder made where that is not in the site: `to` becomes what it would be if it had been empty before, and
    only files that differ are written. `each` calls `pages.apart` for every page. Who keeps what it gave for the same inputs, need
    not call it again.

    Returns what is wrong: what should not have been on a page and was taken out, and the amends that no page needed.

    Raises:
        FileNotFoundError: A page of the project is not in the site, a package is not installed, or there is no `CITATION.cff`.
        RuntimeError: A script cannot be put together with what it imports.
    """
    library, base = project.library(), addresses.site
    elsewhere, source = source is not None, source or to
    for path in project.pages:
        if (
            f"{links.url_of(path)}{pages.PAGE}" not in source
        ):  # before anything is written: who knows what is in this folder
            raise FileNotFoundError(f"docs/{path} has no page in {to.path}. Build the site first")
    beside = leading(library)
    files = [
        path for path in source if path.endswith(".html") and path not in beside and not path.startswith(links.FORM)
    ]
    sheets: Shelf[pages.Sheet] = Shelf(root / ".cache")
    rest = _shelved(each(pages.apart, files, map(source.page, files)), sheets)

    ours, modules = scripts.sources(root), root / "node_modules"
    libraries = vendor.scripts(modules)
    # Who works on a script wants to see it as it is written.
    made = ours | libraries if served else scripts.published(ours, libraries, bundle.installed(modules), each)
    unwanted = [*_unwanted(source), *(path for path in ours | libraries if path not in made)]
    for path in unwanted:
        to.drop(path)
    for path in source if elsewhere else ():
        if not path.endswith(".html") and path not in unwanted and not path.startswith(links.FORM):
            to.lay(path, source.read(path))
    without, known = [], []
    these, made_of, known_to = tee(sheets.values(), 3)
    around = (pages.around(sheet, rest.moved, library, base, policy=not served) for sheet in known_to)
    for sheet, page in zip(these, map(pages.finished, made_of, around), strict=True):
        to.lay(sheet.path, page.page)
        if sheet.address is not None:
            known.append(sheet.address)
        if page.twin is not None:
            without.append(f"{sheet.address}{markdown.TWIN}")
            to.lay(without[-1], page.twin)
    to.lay_all({path: page if served else policy.stated(page) for path, page in beside.items()})
    to.lay_all(rest.scripts | made | vendor.terms(modules))

    planner, reasons = rules.for_planner(library), rules.reasons(library)
    sections = _sections(project.pages.values(), sheets)
    for path, data in _data(
        library, planner, reasons, search.entries(library, project.pages, sections), addresses.report
    ):
        to.lay(path, json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    to.lay_all({licenses.FILE: licenses.text(root)})
    citation = (root / "CITATION.cff").read_text(encoding="utf-8")
    claims = places.places(library, sheets, lambda path: to.read(path).decode())
    others = []
    beside_records = exports.Beside(planner, reasons, table.read(root), citation, base, claims.urls)
    for path, text in exports.files(library, beside_records):
        others.append(path)
        to.lay(path, text)
    if base:
        to.lay_all({"sitemap.xml": heads.sitemap(library, base, sorted(known))})
    of_form = form.files(root, library, addresses, served)
    to.lay_all(of_form)
    if not served:
        to.lay_all(policy.header_files(form=bool(of_form)))
    kept = offline.kept(to.laid if elsewhere else to, without={*without, *others})
    worker = source.read(offline.WORKER).decode()
    to.lay_all({offline.WORKER: offline.filled(worker, library.edition, {path: to.digest(path) for path in kept})})
    for path in [path for path in to if path not in to.laid and (elsewhere or path.startswith(links.FORM))]:
        to.drop(path)
    return _faults(rest, claims.lost)


def leading(library: Library) -> dict[str, str]:
    """The pages that no builder makes and that only lead elsewhere: from old addresses, from codes, to editions; by their paths."""
    return redirects.redirects(library) | codes.pages(library) | editions.pages(library.edition)


@dataclass(frozen=True)
class _Rest:
    """What comes of all pages beside their sheets, as `pages.Apart` has it of one. `moved`: page and anchor, with the page now."""

    moved: dict[tuple[str, str], str] = field(default_factory=dict)
    scripts: dict[str, str] = field(default_factory=dict)
    mends: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


def _shelved(parts: Iterable[pages.Apart], sheets: Shelf[pages.Sheet]) -> _Rest:
    """Puts the sheets of each part by, and gives the rest."""
    rooms: set[str] = set()
    rest = _Rest()
    for part in parts:
        page, *its_rooms = part.sheets
        if page.path not in rooms:  # or it is there from an earlier run, and makes way for the room that is made now
            sheets[page.path] = page
        for room in its_rooms:
            sheets[room.path] = room
            rooms.add(room.path)
        rest.moved.update(((page, anchor), now) for page, anchor, now in part.moved)
        rest.scripts.update(part.scripts)
        rest.mends.update(part.mends)
        rest.faults.extend(part.faults)
    return rest


def _unwanted(source: Source) -> list[str]:
    """What the builder wrote and we do otherwise, or not at all. A builder with another search than Material's keeps its own."""
    search_of_theirs = _BUILDERS[0] in source
    return [*_BUILDERS, *(path for path in source if search_of_theirs and path.startswith(_SEARCH))]


def _faults(rest: _Rest, lost: Iterable[str]) -> list[str]:
    unused = theme.unused(rest.mends)
    return [
        *(f"no page has `{text}` any more. Delete its line from MENDS in macros/publish/theme.py" for text in unused),
        *(
            f"{found} is nothing that a page may have. The check should have refused it; what our templates write belongs into macros/publish/walls.py"
            for found in rest.faults
        ),
        *(f"{claim} is a claim that no page shows, so it has no address. A template has to show it" for claim in lost),
    ]


def _data(
    library: Library, planner: rules.Rules, reasons: rules.Reasons, found: Iterable[search.Entry], report: str
) -> Iterator[tuple[str, Any]]:
    """What our scripts fetch: the path of each file, and what it holds."""
    made, parts = search.index(
        found, report, stops.of(planner, reasons, library), words.medicines(library), words.synonyms(library)
    )
    yield from index.files(made, parts)
    yield "session/rules.json", planner
    yield "session/edition.json", rules.edition(library, planner)
    yield "session/reasons.json", reasons
    yield "session/drawings.json", drawings.of(library)
    yield "session/words.json", words.for_boxes(library)
    yield "letter/terms.json", words.for_letters(library)
    yield "letter/signs.json", words.told(library)


def _sections(written: Iterable[Page], sheets: Mapping[str, pages.Sheet]) -> Iterator[tuple[str, str, str]]:
    """Location, title and text of every section of the pages that the search knows."""
    for page in written:
        if (page.meta.get("search") or {}).get("exclude"):
            continue
        address = links.url_of(page.path)
        hub = sheets[f"{address}{pages.PAGE}"]
        moved = dict(hub.rooms)
        for anchor, title, text in hub.sections:
            if anchor not in moved.values():
                yield f"{address}#{anchor}" if anchor else address, title, text
        # A room's parts are known by their anchors on the hub, from where a reader is sent on.
        for room, first in moved.items():
            for anchor, title, text in sheets[f"{address}{room}/{pages.PAGE}"].sections:
                yield f"{address}#{anchor or first}", title, text
