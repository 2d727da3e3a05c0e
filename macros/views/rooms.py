"""The rooms of a page: parts that a reader opens. `publish.rooms` gives heavy ones a page of their own."""

from __future__ import annotations

import re
from typing import Literal

from macros.model.text import CODE, plain

How = Literal["folds", "rooms", "pages", "letters"]
"""What becomes of the sections of a page: always folds; folds, or pages where the page would get heavy; always pages; always pages,
whose links stand in a row."""

_SECTION = re.compile(r"^## +(.+?)(?:\s*\{\s*#([\w-]+)\s*\})?\s*$", re.MULTILINE)
_SENTENCE = re.compile(r".{20,180}?[.?!](?=\s|\[|$)")


def room(
    name: str, title: str, text: str, teaser: str = "", anchor: str = "", opened: bool = False, how: How = "rooms"
) -> str:
    """A section under its heading as a room. Nothing for no text."""
    if not text.strip():
        return ""
    marks = {
        "folds": "",
        "rooms": f' data-room="{name}"',
        "pages": f' data-room="{name}" data-always=""',
        "letters": f' data-room="{name}" data-always=""',
    }[how]
    css = "sh-room sh-room--letter" if how == "letters" else "sh-room"
    heading = f"## {title}" + (f" {{ #{anchor} }}" if anchor else "")
    small = f"\n\n<small>{teaser}</small>" if teaser else ""
    return (
        f'<details class="{css}"{marks}{" open" if opened else ""} markdown>\n<summary markdown="block">\n\n{heading}{small}\n\n'
        f"</summary>\n\n{text.strip()}\n\n</details>\n\n"
    )


def in_rooms(markdown: str, how: How) -> str:
    """A page with each section of the second level as a room. The first sentence of one that opens with prose is its teaser."""
    code = [match.span() for match in re.finditer(CODE, markdown, re.DOTALL)]
    heads = [m for m in _SECTION.finditer(markdown) if not any(start <= m.start() < end for start, end in code)]
    if not heads:
        return markdown
    parts = [markdown[: heads[0].start()]]
    for head, after in zip(heads, [*heads[1:], None], strict=True):
        text = markdown[head.end() : after.start() if after else len(markdown)]
        anchor = head.group(2) or ""
        name = anchor or name_of(head.group(1))
        parts.append(room(name, head.group(1), text, _teaser(text), anchor, how=how))
    return "".join(parts)


def _teaser(text: str) -> str:
    """The first sentence of a section that opens with prose, without its citations."""
    first = text.strip().split("\n\n")[0]
    if not first[:1].isalpha() and not first.startswith("“"):
        return ""
    sentence = _SENTENCE.match(plain(first))
    return sentence.group() if sentence else ""


def name_of(heading: str) -> str:
    """The name of a room by its heading; the heading's anchor, where its words are plain."""
    return re.sub(r"[^a-z0-9]+", "-", plain(heading).lower()).strip("-")
