"""The second wall: what was built is looked at again, whatever the check let through.

The article of each page keeps the elements and attributes that our pages are made of, and nh3 takes out any other. The rest of a page
is the theme's; nothing in it may run or load but the site's own files. Whatever is found is told, so that a strict build fails.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import nh3

from macros.check.forms import DRAWN, SHAPES
from macros.publish import scripts
from macros.publish.trees import Element, drop, parsed, serial

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

_ARTICLE = re.compile(r"(<article\b[^>]*>)(.*)(</article>)", re.DOTALL)
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):|\s*//", re.IGNORECASE)
_LOADING = ("src", "srcset", "poster", "data", "srcdoc", "action", "formaction", "background")
_FOREIGN = {"applet", "base", "embed", "frame", "iframe", "object", "portal"}
_LOOKED_AT = _FOREIGN | {"link", "meta", "script"}
"""Elements that may run or load something whatever their attributes look like."""


def purified(page: str, tree: Element | None = None) -> tuple[str, Element, tuple[str, ...]]:
    """A page without what could run or load, the same parsed, and what was taken out; doing so twice finds nothing more.

    `tree` is the page as it was parsed, where that is known.
    """
    clean = _ARTICLE.sub(lambda match: match[1] + _cleaned(match[2]) + match[3], page)
    before, _ = _parts(parsed(page) if tree is None else tree)
    after = parsed(clean)
    left, suspects = _parts(after)
    if struck := list(_struck(suspects)):
        clean = serial(after)
    lost = [_in_words(part) for part in before - left]
    return clean, after, (*lost, *struck)


def _cleaned(article: str) -> str:
    return nh3.clean(
        article,
        tags=ELEMENTS,
        clean_content_tags={"script", "style"},
        attributes=ATTRIBUTES,
        generic_attribute_prefixes={"data-"},
        attribute_filter=_kept,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def _kept(_: str, attribute: str, value: str) -> str | None:
    """The value of an attribute; None for a picture from elsewhere, and for a name that the theme's scripts look for."""
    taken = attribute.startswith("data-md-") and attribute != "data-md-color-scheme"
    foreign = attribute == "src" and _SCHEME.match(value)
    return None if taken or foreign or (attribute == "id" and value.startswith("__")) else value


def _parts(page: Element) -> tuple[Counter[tuple[str, str]], list[Element]]:
    """How often a page has each element, and each attribute of it; and the elements that may run or load something."""
    counted: dict[tuple[str, str], int] = defaultdict(int)
    suspects = []
    for element in page.iter():
        name = element.tag if isinstance(element.tag, str) else "!"
        counted[name, ""] += 1
        suspect = name in _LOOKED_AT
        for attribute, value in element.items():
            counted[name, attribute] += 1
            # A scheme has a colon, and an address on another site has two slashes where it loads.
            suspect = suspect or ":" in value or attribute in _LOADING or attribute[:2] == "on"
        if suspect and name != "!":
            suspects.append(element)
    return Counter(counted), suspects


def _in_words(part: tuple[str, str]) -> str:
    name, attribute = part
    return f"`{attribute}` of `<{name}>`" if attribute else f"`<{name}>`"


def _struck(suspects: Iterable[Element]) -> Iterator[str]:
    """Takes out of a whole page what runs or loads something that is not the site's own, and tells what that was."""
    for element in suspects:
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
            if attribute.startswith("on") or _runs(value) or (loads and _SCHEME.match(value)):
                yield f"`{attribute}` of `<{name}>`"
                del element.attrib[attribute]


def _runs(value: str) -> bool:
    scheme = _SCHEME.match(re.sub(r"[\x00-\x20]", "", value))
    return bool(scheme and scheme[1]) and scheme[1].lower() in ("javascript", "vbscript", "data")  # type: ignore[index]


def _outside(refresh: str) -> bool:
    """Whether a page sends its reader on to another site."""
    return bool(_SCHEME.match(refresh.partition("=")[2]))
