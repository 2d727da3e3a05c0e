"""Built pages as trees, and what lxml has for them only in a form that calls Python for every element that is looked at."""

from __future__ import annotations

from typing import Any

from lxml import etree, html

Element = Any
"""An element of lxml. Its types know of comments, which have no name, and pages are full of places where none can be."""

_PARSER = etree.HTMLParser()
_OF_CLASS = etree.XPath("descendant-or-self::*[contains(@class, $name)]")


def parsed(page: str) -> Element:
    """A page. Raises ValueError for one without any element."""
    tree = etree.fromstring(page, _PARSER)
    if tree is None:
        raise ValueError("the page is empty")
    return tree


def serial(tree: Element) -> str:
    """The HTML of a page."""
    return f"<!doctype html>\n{html.tostring(tree, encoding='unicode')}\n"


def of_class(element: Element, name: str) -> list[Element]:
    """The elements with a class, the element itself among them, in the order of the page."""
    return [found for found in _OF_CLASS(element, name=name) if name in found.get("class").split()]


def drop(element: Element) -> None:
    """Takes an element with all that is in it out of a page. What stands behind it stays."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail
    if tail:
        if before is None:
            parent.text = (parent.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
    parent.remove(element)
