"""The second wall: what was built is looked at again, whatever the check let through.

The article of each page keeps the elements and attributes that our pages are made of, and nh3 takes out any other. The rest of a page
is the theme's; nothing in it may run or load but the site's own files. Whatever is found is told, so that a strict build fails.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import nh3
from lxml import html

from macros.check.forms import DRAWN, SHAPES
from macros.publish import scripts

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


def purify(site: Path) -> list[str]:
    """Takes out of every page below `site` what could run or load. Returns what that was, with the page; doing so twice finds nothing more."""
    found: list[str] = []
    for file in sorted(site.rglob("*.html")):
        text = file.read_text(encoding="utf-8")
        clean = _ARTICLE.sub(lambda match: match[1] + _cleaned(match[2]) + match[3], text)
        address = file.relative_to(site).as_posix()
        before, after = html.document_fromstring(text), html.document_fromstring(clean)
        lost = Counter(_parts(before)) - Counter(_parts(after))
        if struck := list(_struck(after)):
            clean = html.tostring(after, doctype="<!doctype html>", encoding="unicode")
        found += [f"{address}: {part}" for part in (*lost, *struck)]
        if clean != text:
            file.write_text(clean, encoding="utf-8")
    return found


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


def _parts(page: html.HtmlElement) -> Iterator[str]:
    """Every element and attribute of a page, in words."""
    for element in page.iter():
        name = element.tag if isinstance(element.tag, str) else "!"
        yield f"`<{name}>`"
        yield from (f"`{attribute}` of `<{name}>`" for attribute in element.attrib)


def _struck(page: html.HtmlElement) -> Iterator[str]:
    """Takes out of a whole page what runs or loads something that is not the site's own, and tells what that was."""
    for element in [element for element in page.iter() if isinstance(element.tag, str)]:
        name = element.tag
        source = element.get("src")
        script = name == "script" and element.get("type") not in ("application/json", "application/ld+json")
        strange = script and (not scripts.of_theme(element.text or "") if source is None else _SCHEME.match(source))
        refresh = name == "meta" and element.get("http-equiv", "").lower() == "refresh"
        if name in _FOREIGN or strange or (refresh and _outside(element.get("content", ""))):
            yield f"`<{name}>`"
            element.drop_tree()
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
