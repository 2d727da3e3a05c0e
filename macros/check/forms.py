"""What stands around the text: front matter, lists of pages, drawings, and names. One function a rule."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from lxml import etree

from macros.check.kept import alone, asking
from macros.check.said import markup
from macros.model.text import Slug
from macros.store.facts import fact
from macros.store.files import bytes_of
from macros.store.problems import Problem, nearest
from macros.store.project import DRAWINGS, Project, navigation

# fmt: off
SHAPES = {"circle", "ellipse", "g", "line", "path", "polygon", "polyline", "rect", "svg", "text", "title", "tspan"}
"""The elements that a drawing may have."""

DRAWN = {
    "cx", "cy", "d", "fill", "fill-opacity", "focusable", "font-size", "height", "opacity", "pointer-events", "points", "r", "rx", "ry",
    "stroke", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-opacity", "stroke-width", "text-anchor", "transform",
    "viewBox", "width", "x", "x1", "x2", "xmlns", "y", "y1", "y2",
}
"""The attributes that the shapes of a drawing may have, beside a class, a role and a label."""
# fmt: on

FRONT = ("template", "title", "description", "hide", "rooms", "search", "searches")
"""The fields that front matter may have."""

TEMPLATES = ("home.html", "letter.html", "paper.html", "session.html")
"""The templates that a page may choose."""

TAKEN = re.compile(r"constructor|prototype|con|prn|aux|nul|(?:com|lpt)\d")
"""Slugs that mean something to a program: to JavaScript, or to Windows, which has no file of that name."""


@alone
def front_matter_is_known(project: Project) -> Iterator[Problem]:
    """Front matter has the fields that we use, as text, and no other: builders take many for orders."""
    for page in project.pages.values():
        for field, value in page.meta.items():
            match = re.search(rf"^{re.escape(field)}\b", page.text, re.MULTILINE)
            at = match.start() if match else 0
            if field not in FRONT:
                remedy = f"{nearest(field, FRONT)}Delete it. The fields are: {', '.join(FRONT)}"
                yield page.problem(at, "page", f"`{field}` is not a field here", remedy)
            elif field == "template" and value not in TEMPLATES:
                remedy = f"{nearest(str(value), TEMPLATES)}The templates are: {', '.join(TEMPLATES)}"
                yield page.problem(at, "page", f"there is no template `{value}`", remedy)
            elif field == "search":
                if value not in ({"exclude": True}, {"exclude": False}):
                    yield page.problem(
                        at,
                        "page",
                        "`search` says something else than whether to leave the page out",
                        "Write `search: {exclude: true}`",
                    )
            else:
                for text in value if isinstance(value, tuple) else (value,):
                    if not isinstance(text, str):
                        yield page.problem(at, "page", f"`{field}` is not text", "Write text, or a list of texts")
                    else:
                        for fault, remedy, _ in markup(text):
                            yield page.problem(at, "page", fault, remedy)
                        if '"' in text:
                            yield page.problem(at, "page", '`"` would end the text on the page', "Write “ and ”")


def navigation_is_text(project: Project) -> Iterator[Problem]:
    """The lists of pages name pages and headings, and lead to no other site."""
    for file in project.lists:
        path = file.relative_to(project.root).as_posix()
        values, broken = navigation(file, project.root)
        yield from broken
        if broken:
            continue
        nav = values.get("nav", ()) if isinstance(values, dict) else None
        if not isinstance(nav, tuple):
            yield Problem(
                path, 1, 1, "navigation", "`nav` is no list of pages", "Write `nav:` and `- page.md` lines below it"
            )
            continue
        text = file.read_text(encoding="utf-8")
        for word in entries(values, headings=True):
            gone = word.endswith(".md") and "*" not in word and not (file.parent / word).is_file()
            if gone or any(markup(word)) or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", word):
                at = text[: max(0, text.find(word))].count("\n") + 1
                yield Problem(
                    path,
                    at,
                    1,
                    "navigation",
                    f"there is no page `{word}`" if gone else f"`{word}` is neither a page nor a heading",
                    "Name pages of docs/, and plain words",
                )


def pages_are_in_the_navigation(project: Project) -> Iterator[Problem]:
    """Every page has its place in the navigation, as the builder reads the lists: what none names, no reader would come to by it."""
    nav = {}
    for file in project.lists:
        values, broken = navigation(file, project.root)
        if broken:
            return  # told where the lists of pages are looked at
        if isinstance(values, dict) and isinstance(values.get("nav"), tuple):
            nav[file.parent.relative_to(project.root / "docs").as_posix()] = tuple(entries(values["nav"]))
    if "." not in nav:
        return  # the builder lists every page
    folders = {parent.as_posix() for page in project.pages for parent in PurePosixPath(page).parents}
    places = sorted(folders | project.pages.keys())
    listed: set[str] = set()

    def list_below(folder: str) -> None:
        listed.add(folder)
        for entry in nav.get(folder, ("*",)):
            path = posixpath.normpath(posixpath.join(folder, entry))
            for place in places if "*" in path else (path,):
                deep = place.count("/") == path.count("/") or "**" in path
                if deep and fnmatchcase(place, path):
                    if place in folders and place not in listed:
                        list_below(place)
                    listed.add(place)

    list_below(".")
    for page in sorted(project.pages.keys() - listed):
        above = next(parent for parent in PurePosixPath(page).parents if parent.as_posix() in nav)
        where = (PurePosixPath("docs") / above / ".nav.yml").as_posix()
        remedy = f"Add `{posixpath.relpath(page, above)}` to {where}, where a reader would look for it"
        yield Problem(f"docs/{page}", 1, 1, "navigation", "no list of pages names this page", remedy)


def entries(value: object, headings: bool = False) -> Iterator[str]:
    """Every path of a navigation, at any depth; and what stands over others, if `headings` are wanted, too."""
    match value:
        case str():
            yield value
        case tuple():
            for item in value:
                yield from entries(item, headings)
        case dict():
            for key, item in value.items():
                if headings:
                    yield str(key)
                yield from entries(item, headings)


@fact
def _drawings(project: Project) -> list[tuple[str, bytes, list[Problem]]]:
    """Path and bytes of every drawing, and why it cannot be read."""
    paths = [file.relative_to(project.root).as_posix() for file in sorted((project.root / DRAWINGS).glob("*.svg"))]
    return [(path, *bytes_of(path, project.root)) for path in paths]


@asking
def drawings_are_pictures(project: Project) -> Iterator[Problem]:
    """A drawing is shapes and words: no script, no style, and nothing from elsewhere."""
    for path, data, broken in _drawings(project.all):
        yield from broken
        if broken:
            continue
        try:
            root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError as error:
            fault = f"the drawing cannot be read: {error.msg}"
            yield Problem(path, error.lineno or 1, 1, "drawing", fault, "Save it as plain SVG")
            continue
        if root.getroottree().docinfo.doctype:
            yield Problem(path, 1, 1, "drawing", "the drawing has a document type", "Delete it")
        for element in root.iter():
            name = etree.QName(element).localname if isinstance(element.tag, str) else "!"
            strange = (
                [f"`<{name}>`"]
                if name not in SHAPES
                else [f"`{said}`" for said in element.attrib if said not in _DRAWN]
            )
            for what in strange:
                yield Problem(
                    path,
                    element.sourceline or 1,
                    1,
                    "drawing",
                    f"{what} is not for drawings",
                    "Delete it, or draw it with shapes",
                )


_DRAWN = DRAWN | {"aria-hidden", "aria-label", "class", "data-area", "role"}


@alone
def names_are_free(project: Project) -> Iterator[Problem]:
    """No slug is a word that a program takes for something of its own."""
    remedy = "Choose another: it means something to a program"
    for document in project.documents:
        if TAKEN.fullmatch(document.id):
            yield Problem(document.path, 1, 1, "file", f"no record can be called `{document.id}`", remedy)
    for document, path, value in project.leaves_of(Slug):
        if TAKEN.fullmatch(value):
            yield document.problem(path, f"nothing can be called `{value}`", remedy)


RULES: tuple[Callable[[Project], Iterator[Problem]], ...] = (
    front_matter_is_known,
    navigation_is_text,
    pages_are_in_the_navigation,
    drawings_are_pictures,
    names_are_free,
)
"""Every rule of this module, in the order of their reading."""
