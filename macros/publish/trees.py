"""Built pages in two, the theme's frame and what is in its article, each as HTML and as a tree.

What lxml has for trees of HTML calls Python for every element that is looked at; what is here does without.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

Element = Any
"""An element of lxml. Its types know of comments, which have no name, and pages are full of places where none can be."""

_PARSER = etree.HTMLParser()
_ARTICLE = re.compile(r"(<article\b[^>]*>)(.*)(?=</article>)", re.DOTALL)
_OF_CLASS = {
    tag: etree.XPath(f"descendant-or-self::{tag}[contains(@class, $name)]") for tag in ("*", "a", "details", "div")
}
_DRAWN = etree.XPath("descendant::*[@viewbox]")
_OPEN, _END = "<article>", "</article>"


def parted(page: str) -> tuple[str, str | None]:
    """The frame of a page, whose article is empty, and what is in the article; None for a page without one."""
    found = _ARTICLE.search(page)
    return (page, None) if found is None else (page[: found.end(1)] + page[found.end() :], found[2])


def joined(frame: str, inner: str | None) -> str:
    """The page of a frame and of what is in its article, if it has one."""
    above, end, below = frame.rpartition(_END)
    return f"{above}{inner}{end}{below}" if end and inner else frame


def parsed(page: str) -> Element:
    """A page. Raises ValueError for one without any element."""
    tree = etree.fromstring(page, _PARSER)
    if tree is None:
        raise ValueError("the page is empty")
    return tree


def article(inner: str) -> Element:
    """An article without attributes that has this in it, and stands in a page."""
    return parsed(f"{_OPEN}{inner}{_END}").find(".//article")


def is_alone(article: Element) -> bool:
    """Whether all that was in an article is in it: an end of it within, for one, leaves the rest outside."""
    body = article.getparent()
    return body.tag == "body" and len(body) == 1 and not article.tail and not body.attrib


def mend_names(article: Element) -> None:
    """Gives the drawings of an article the one name back that HTML does not write small, as its parser does."""
    for drawing in _DRAWN(article):
        names = {"viewBox" if name == "viewbox" else name: value for name, value in drawing.items()}
        drawing.attrib.clear()
        drawing.attrib.update(names)


def serial(tree: Element) -> str:
    """The HTML of a page."""
    return f"<!doctype html>\n{etree.tostring(tree, method='html', encoding='unicode')}\n"


def inner(article: Element) -> str:
    """The HTML of what is in an article without attributes."""
    text: str = etree.tostring(article, method="html", encoding="unicode", with_tail=False)
    return text[len(_OPEN) : -len(_END)]


def of_class(element: Element, name: str, tag: str = "*") -> list[Element]:
    """The elements with a class, the element itself among them, in the order of the page."""
    return [found for found in _OF_CLASS[tag](element, name=name) if name in found.get("class").split()]


def drop(element: Element) -> None:
    """Takes an element with all that is in it out of a page. What stands behind it stays."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail
    if tail:
        if before is None:
            parent.text = (parent.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
    parent.remove(element)
