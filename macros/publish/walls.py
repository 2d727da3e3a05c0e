"""The second wall: what was built is looked at again, whatever the check let through.

The article of each page keeps the elements and attributes that our pages are made of, and nh3 takes out any other. The rest of a page
is the theme's; nothing in it may run or load but the site's own files. Whatever is found is told, so that a strict build fails.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import nh3
from lxml import etree

from macros.check.forms import DRAWN, SHAPES
from macros.publish import scripts, trees
from macros.publish.trees import Element, drop

# fmt: off
ELEMENTS = SHAPES | {
    "a", "abbr", "article", "b", "blockquote", "br", "code", "dd", "del", "details", "div", "dl", "dt", "em", "figcaption", "figure",
    "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "kbd", "li", "mark", "ol", "p", "pre", "s", "small", "span", "strong", "sub",
    "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}
"""What the article of a page is made of."""
# fmt: on
ATTRIBUTES: dict[str, set[str]] = {
    "*": {"aria-hidden", "aria-label", "aria-labelledby", "class", "hidden", "id", "lang", "role", "title"},
    "a": {"href"},
    "details": {"open"},
    "img": {"alt", "height", "loading", "src", "width"},
    "ol": {"start"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    **dict.fromkeys(SHAPES, DRAWN),
}
"""The attributes that an element of an article may have, beside `data-…` for our own scripts: those under `*` on all."""

_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):|\s*//", re.IGNORECASE)
_BETWEEN = r"[\x00-\x20]*"
_RUNS = re.compile(
    rf"[\x00-\x20\s]*(?:{'|'.join(map(_BETWEEN.join, ('javascript', 'vbscript', 'data')))}){_BETWEEN}:", re.IGNORECASE
)
"""An address that a browser runs, which passes over the characters between."""
_LOADING = {"src", "srcset", "poster", "data", "srcdoc", "action", "formaction", "background"}
_FOREIGN = {"applet", "base", "embed", "frame", "iframe", "object", "portal"}
_LOOKED_AT = _FOREIGN | {"link", "meta", "script"}
"""Elements that may run or load something whatever their attributes look like."""


def pure(inner: str, tree: Element | None = None) -> tuple[str, Element, tuple[str, ...]]:
    """What is in an article without what could run or load, the article parsed, and what was taken out.

    Doing so twice finds nothing more. `tree` is the article as it was written, where that is known.
    """
    clean = _CLEANER.clean(inner)
    lost: list[str] = []
    # What comes back letter by letter has lost nothing, and is what was written.
    if tree is None or clean != inner:
        before, tree = trees.article(inner), trees.article(clean)
        lost = [_in_words(part) for part in _parts(before) - _parts(tree)]
    if struck := list(_struck(tree)):
        clean = trees.inner(tree)
    return clean, tree, (*lost, *struck)


def framed(frame: str) -> tuple[str, Element, tuple[str, ...]]:
    """The frame of a page without what could run or load, the same parsed, and what was taken out."""
    tree = trees.parsed(frame)
    struck = tuple(_struck(tree))
    return trees.serial(tree) if struck else frame, tree, struck


def _kept(_: str, attribute: str, value: str) -> str | None:
    """The value of an attribute; None for a picture from elsewhere, and for a name that the theme's scripts look for."""
    if attribute == "id":
        return None if value.startswith("__") else value
    if attribute == "src":
        return None if _SCHEME.match(value) else value
    return None if attribute.startswith("data-md-") and attribute != "data-md-color-scheme" else value


_CLEANER = nh3.Cleaner(
    tags=ELEMENTS,
    clean_content_tags={"script", "style"},
    attributes=ATTRIBUTES,
    generic_attribute_prefixes={"data-"},
    attribute_filter=_kept,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


def _parts(page: Element) -> Counter[tuple[str, str]]:
    """How often the document of an element has each element, and each attribute of it."""
    parts: Counter[tuple[str, str]] = Counter()
    shapes = Counter((element.tag, *element.keys()) for element in page.getroottree().iter())
    for (tag, *attributes), number in shapes.items():
        for attribute in ("", *attributes):
            parts[tag if isinstance(tag, str) else "!", attribute] += number
    return parts


def _suspects(page: Element) -> list[Element]:
    """The elements of the document of an element that may run or load something."""
    return [
        element
        for element in page.getroottree().iter(etree.Element)
        if element.tag in _LOOKED_AT
        or any(name in _LOADING or name.startswith("on") or _RUNS.match(value) for name, value in element.items())
    ]


def _in_words(part: tuple[str, str]) -> str:
    name, attribute = part
    return f"`{attribute}` of `<{name}>`" if attribute else f"`<{name}>`"


def _struck(page: Element) -> Iterator[str]:
    """Takes out of the document of an element what runs or loads something that is not the site's own, and tells what that was."""
    for element in _suspects(page):
        name = element.tag
        source = element.get("src")
        script = name == "script" and element.get("type") not in ("application/json", "application/ld+json")
        strange = script and (not scripts.of_theme(element.text or "") if source is None else _SCHEME.match(source))
        refresh = name == "meta" and element.get("http-equiv", "").lower() == "refresh"
        if name in _FOREIGN or strange or (refresh and _outside(element.get("content", ""))):
            yield f"`<{name}>`"
            drop(element)
            continue
        for attribute, value in element.attrib.items():
            loads = attribute in _LOADING or (
                name == "link" and element.get("rel") in ("stylesheet", "preload", "icon")
            )
            if attribute.startswith("on") or _RUNS.match(value) or (loads and _SCHEME.match(value)):
                yield f"`{attribute}` of `<{name}>`"
                del element.attrib[attribute]


def _outside(refresh: str) -> bool:
    """Whether a page sends its reader on to another site."""
    return bool(_SCHEME.match(refresh.partition("=")[2]))
