"""A built page to its sections, as the search index wants them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from macros.publish.trees import Element

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
SILENT = {"script", "style", "sup"}
"""Elements whose text is not searched: code, and the numbers of notes."""
INLINE = {"a", "abbr", "b", "code", "em", "i", "mark", "small", "span", "strong", "tspan", "u"}
"""Elements that part no words."""
CONTROLS = {"headerlink", "sh-tools", "sh-changes", "sh-unseen"}
"""Classes of what is on every page and says nothing about it, or is there for a filter alone."""


@dataclass
class _Part:
    anchor: str
    depth: int
    """How deep its heading is. The section ends with the element that its heading is in."""
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


def sections(article: Element) -> Iterator[tuple[str, str, str]]:
    """Anchor, title and plain text of every section of the article of a page, the part before the second heading first."""
    parts: list[_Part] = []
    open_: list[_Part] = [_Part("", 0)]
    said = open_[0].text
    heading: etree._Element | None = None
    depth = 0
    walk = etree.iterwalk(article, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            depth += 1
            classes = element.get("class")
            if element.tag in SILENT or (classes and not CONTROLS.isdisjoint(classes.split())):
                walk.skip_subtree()
                continue
            if element.tag in HEADINGS and element.get("id"):
                # The first heading is the page's own, and needs no anchor.
                part = _Part(element.get("id", "") if parts else "", depth)
                parts.append(part)
                open_.append(part)
                heading, said = element, part.title
            if text := element.text:
                said.append(text)
        else:
            depth -= 1
            if element is heading:
                heading, said = None, open_[-1].text
            while open_[-1].depth > depth + 1:
                open_.pop()
                said = open_[-1].text
            if element is not article:
                if element.tag not in INLINE:
                    said.append(" ")
                if tail := element.tail:
                    said.append(tail)
    before = " ".join("".join(open_[0].text).split())
    for number, part in enumerate(parts):
        text = " ".join("".join(part.text).split())
        yield part.anchor, " ".join("".join(part.title).split()), f"{before} {text}".strip() if number == 0 else text
