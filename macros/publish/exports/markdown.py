"""Pages as Markdown, for programs that read text: a twin beside each page, and `llms.txt`, which lists them.

The twin is made of the built page, so it says what the page says, in the same order, and its links and notes are the page's own.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

from macros.model import KINDS
from macros.model.text import plain
from macros.publish.exports.about import BY, LICENSE, LICENSE_URL, NAME, NOTICE, WHAT
from macros.publish.trees import Element
from macros.store.library import Library
from macros.text import links

TWIN = "index.html.md"
"""The name of a twin, in the folder of its page."""

_SILENT = {"script", "style", "svg", "button", "input", "select", "textarea", "template", "label"}
_BLOCKS = {
    "article", "aside", "blockquote", "details", "div", "dl", "dd", "dt", "figcaption", "figure", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section", "summary", "table", "ul",
}  # fmt: skip
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}
_ADDRESS = re.compile("\0([^\0]*)\0")
_CONTROLS = {"headerlink", "footnote-backref", "sh-tools"}
"""Classes of what works only on the page."""


def llms(library: Library) -> str:
    """`llms.txt`: what the site is, and every record with the address of its twin."""
    parts = [f"# {NAME}\n", f"> {WHAT} {NOTICE}\n", f"Edition {library.edition}. {BY}, [{LICENSE}]({LICENSE_URL}).\n"]
    for kind in KINDS.values():
        if kind.pages == "own":
            parts.append(f"## {kind.name.capitalize()}\n")
            for record in library.of(kind.name):
                address = links.url_of(links.page_of(kind.name, record.id))
                parts.append(f"- [{record.label}]({address}{TWIN}): {plain(record.summary)}")
            parts.append("")
    parts.append("## Optional\n")
    parts.append("- [The records as data](api/v1/index.json): JSON, CSV, BibTeX, rules, schemas")
    return "\n".join(parts) + "\n"


def body(article: Element) -> str:
    """The article of a built page as Markdown. Each address that it links to is between two NUL, which no page may hold."""
    return "\n\n".join(_blocks(article)) + "\n"


def twin(body: str, address: str, edition: str, to: Callable[[str], str] = lambda link: link) -> str:
    """A twin from its body. `address`: the page's, below the site's root; `to`: where a link leads by now."""
    head = (
        f"---\npage: /{address}\nedition: {edition}\nlicense: {LICENSE}\nattribution: {BY}\nnotice: {NOTICE}\n---\n\n"
    )
    return head + _ADDRESS.sub(lambda found: to(found[1]), body)


def _blocks(element: Any) -> Iterator[str]:
    """The blocks within an element. Text between them is a paragraph."""
    run: list[str] = [element.text or ""]
    for child in element:
        if _is_block(child):
            yield from _paragraph(run)
            run = []
            yield from _block(child)
        else:
            run.append(_inline(child))
        run.append(child.tail or "")
    yield from _paragraph(run)


def _paragraph(run: list[str]) -> Iterator[str]:
    if text := _line("".join(run)):
        yield text


def _is_block(element: Any) -> bool:
    return element.tag in _BLOCKS


def _block(element: Any) -> Iterator[str]:
    tag = element.tag
    if _silent(element):
        return
    if re.fullmatch("h[1-6]", tag):
        yield f"{'#' * int(tag[1])} {_line(_words(element))}"
    elif tag in ("ul", "ol"):
        items = [child for child in element if child.tag == "li"]
        notes = "footnote" in (element.getparent().get("class") or "").split()
        marks = [f"[^{n}]: " if notes else f"{n}. " if tag == "ol" else "- " for n in range(1, len(items) + 1)]
        if listed := [_item(item, mark) for item, mark in zip(items, marks, strict=True)]:
            yield "\n".join(listed)
    elif tag == "table":
        rows = [
            [_line(_words(cell)).replace("|", "\\|") for cell in row.iter("th", "td")] for row in element.iter("tr")
        ]
        if rows:
            rule = ["---"] * len(rows[0])
            yield "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], rule, *rows[1:]))
    elif tag == "pre":
        yield f"```\n{''.join(element.itertext()).strip()}\n```"
    elif tag == "blockquote":
        yield "\n".join(f"> {line}" for line in "\n\n".join(_blocks(element)).splitlines())
    elif tag == "hr":
        yield "---"
    else:
        yield from _blocks(element)


def _item(item: Any, mark: str) -> str:
    """An item of a list: what follows its first line is set in."""
    blocks = list(_blocks(item)) or [""]
    tight = blocks[0] + "".join(("\n" if block.startswith(("- ", "1. ")) else "\n\n") + block for block in blocks[1:])
    return mark + textwrap.indent(tight, " " * (2 if mark == "- " else 4)).lstrip(" ")


def _inline(element: Any) -> str:
    if _silent(element):
        return ""
    words = _words(element)
    classes = (element.get("class") or "").split()
    if element.tag == "br":
        return " "
    if "footnote-ref" in classes:
        return f"[^{words}]"
    if element.tag == "sup" and words.startswith("[^"):
        return words.replace("],[", "][")
    if element.tag == "a" and element.get("href") and words.strip():
        return f"[{_line(words)}](\0{element.get('href')}\0)"
    if element.tag == "img":
        return f"![{element.get('alt') or ''}]({element.get('src')})"
    mark = _MARKS.get(element.tag, "") if words.strip() else ""
    return f"{mark}{words.strip()}{mark}" if mark else words


def _words(element: Any) -> str:
    """The text of an element with the marks of what is in it, blocks among them with a space between."""
    parts = [element.text or ""]
    for child in element:
        parts += [f" {_inline(child)} " if _is_block(child) else _inline(child), child.tail or ""]
    return "".join(parts)


def _silent(element: Any) -> bool:
    return (
        not isinstance(element.tag, str)
        or element.tag in _SILENT
        or not _CONTROLS.isdisjoint((element.get("class") or "").split())
    )


def _line(text: str) -> str:
    return " ".join(text.split())
