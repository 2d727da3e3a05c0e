"""Pages as Markdown, for programs that read text: a twin beside each page, and `llms.txt`, which lists them.

The twin is made of the built page, so it says what the page says, in the same order, and its links and notes are the page's own.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

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
_HEADINGS = {f"h{depth}": "#" * depth for depth in range(1, 7)}
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


def _blocks(element: Element) -> list[str]:
    """The blocks within an element. Text between them is a paragraph."""
    blocks: list[str] = []
    run = [element.text or ""]
    for child in element:
        tag = child.tag
        if tag in _BLOCKS:
            if paragraph := _line("".join(run)):
                blocks.append(paragraph)
            run.clear()
            if not _is_silent(child):
                blocks += _block(child, tag)
        else:
            run.append(_inline(child, tag))
        if tail := child.tail:
            run.append(tail)
    if paragraph := _line("".join(run)):
        blocks.append(paragraph)
    return blocks


def _block(element: Element, tag: str) -> list[str]:
    if tag in _HEADINGS:
        return [f"{_HEADINGS[tag]} {_line(_words(element))}"]
    if tag in ("ul", "ol"):
        notes = "footnote" in (element.getparent().get("class") or "").split()
        items = [
            _item(item, f"[^{n}]: " if notes else f"{n}. " if tag == "ol" else "- ")
            for n, item in enumerate(element.iterchildren("li"), 1)
        ]
        return ["\n".join(items)] if items else []
    if tag == "table":
        rows = [
            [_line(_words(cell)).replace("|", "\\|") for cell in row.iter("th", "td")] for row in element.iter("tr")
        ]
        rule = [["---"] * len(row) for row in rows[:1]]
        lines = [f"| {' | '.join(row)} |" for row in (*rows[:1], *rule, *rows[1:])]
        return ["\n".join(lines)] if lines else []
    if tag == "pre":
        return [f"```\n{''.join(element.itertext()).strip()}\n```"]
    if tag == "blockquote":
        return ["\n".join(f"> {line}" for line in "\n\n".join(_blocks(element)).splitlines())]
    return ["---"] if tag == "hr" else _blocks(element)


def _item(item: Element, mark: str) -> str:
    """An item of a list: what follows its first line is set in."""
    blocks = _blocks(item) or [""]
    tight = blocks[0] + "".join(("\n" if block.startswith(("- ", "1. ")) else "\n\n") + block for block in blocks[1:])
    if "\n" in tight:
        tight = textwrap.indent(tight, " " * (2 if mark == "- " else 4))
    return mark + tight.lstrip(" ")


def _inline(element: Element, tag: str) -> str:
    # A comment has a function in place of a name.
    if tag in _SILENT or _is_silent(element) or not isinstance(tag, str):
        return ""
    if tag == "br":
        return " "
    words = _words(element)
    if tag == "a":
        if "footnote-ref" in (element.get("class") or "").split():
            return f"[^{words}]"
        if (address := element.get("href")) and words.strip():
            return f"[{_line(words)}](\0{address}\0)"
        return words
    if tag == "sup" and words.startswith("[^"):
        return words.replace("],[", "][")
    if tag == "img":
        return f"![{element.get('alt') or ''}]({element.get('src')})"
    if (mark := _MARKS.get(tag)) and (marked := words.strip()):
        return f"{mark}{marked}{mark}"
    return words


def _words(element: Element) -> str:
    """The text of an element with the marks of what is in it, blocks among them with a space between."""
    parts = [element.text or ""]
    for child in element:
        tag = child.tag
        words = _inline(child, tag)
        parts.append(f" {words} " if tag in _BLOCKS else words)
        if tail := child.tail:
            parts.append(tail)
    return "".join(parts)


def _is_silent(element: Element) -> bool:
    """Whether an element works only on the page."""
    classes = element.get("class")
    return bool(classes) and not _CONTROLS.isdisjoint(classes.split())


def _line(text: str) -> str:
    return " ".join(text.split())
