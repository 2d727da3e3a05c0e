"""Texts in which marks are nested or repeated without end: Markdown, and our own patterns, would take minutes for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

DEEPEST = 12
"""How many brackets, quotations or steps of indentation may be open at once. Markdown takes minutes for thousands."""

MOST_MARKS = 1_500
"""How often one mark may stand in a text. The longest page of today has a third of it."""

MOST_BLANKS = 200
"""How many spaces or empty lines may follow each other."""

_RUN = re.compile(r"([*_`~^=<>!&|{}])\1{11,}")
_INDENT = re.compile(rf"^(?:[ ]{{4}}|\t){{{DEEPEST + 1},}}(?=[^ \t\n])|^(?:[ ]*>){{{DEEPEST + 1},}}", re.MULTILINE)
_BLANK = re.compile(rf"[ \t]{{{MOST_BLANKS}}}|(?:\n[ \t]*+){{{MOST_BLANKS}}}")
_PARAGRAPH = re.compile(r"\n[ \t]*+\n")
_MARKS = "[](){}<>*_`~^!&|#"


class Tangle(NamedTuple):
    """Where it starts, what is wrong and what to do."""

    start: int
    fault: str
    remedy: str


def tangle(text: str) -> Tangle | None:
    """The first tangle in a text; None for a text that can be read in time. Takes time in proportion to the text."""
    blank = "    " in text or "\t" in text  # nearly every text is told apart by such quick looks
    if match := _RUN.search(text) or ((blank or text.count(">") > DEEPEST) and _INDENT.search(text)):
        return Tangle(match.start(), "marks are repeated or nested without end", f"Keep to {DEEPEST} at most")
    if (blank or "\n\n\n" in text or "\n " in text) and (match := _BLANK.search(text)):
        return Tangle(match.start(), f"{MOST_BLANKS} spaces or empty lines follow each other", "Delete them")
    many = text.count("[") > DEEPEST or text.count("(") > DEEPEST
    if many and any(part.count("[") > DEEPEST or part.count("(") > DEEPEST for part in text.split("\n\n")):
        return _open(text) or _many(text)
    return _many(text)


def together(texts: Iterable[str]) -> str:
    """Texts as paragraphs of one, which has a tangle if any of them has."""
    return "\n\n".join(texts)


def _open(text: str) -> Tangle | None:
    """Where more brackets are open than anybody closes."""
    start = 0
    for part in (*_PARAGRAPH.finditer(text), None):
        end = part.start() if part else len(text)
        square = round_ = 0
        for match in re.finditer(r"[\[\]()]", text[start:end]):
            square = max(0, square + {"[": 1, "]": -1}.get(match.group(), 0))
            round_ = max(0, round_ + {"(": 1, ")": -1}.get(match.group(), 0))
            if max(square, round_) > DEEPEST:
                at = start + match.start()
                return Tangle(at, f"more than {DEEPEST} brackets are open at once", "Close or delete them")
        start = part.end() if part else end
    return None


def _many(text: str) -> Tangle | None:
    """Where a mark stands once more than it may."""
    for mark in _MARKS if len(text) > MOST_MARKS else "":
        if text.count(mark) > MOST_MARKS:
            at = -1
            for _ in range(MOST_MARKS + 1):
                at = text.index(mark, at + 1)
            return Tangle(at, f"`{mark}` stands here more than {MOST_MARKS:,} times", "Take the text apart")
    return None
