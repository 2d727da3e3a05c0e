"""How hard a text is to read, as a US school grade."""

from __future__ import annotations

import re

import textstat

from macros.model.text import plain

_UNREAD = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|\{[:#.][^}\n]*\}"  # macros and attributes
    r"|^#.*?$|^\|.*?$",  # headings and tables
    re.DOTALL | re.MULTILINE,
)
_LINK = re.compile(r"\[([^\]\[]*)\]\([^)\s]*\)")
_MARKS = re.compile(r"^\s*(?:[-*>]|\d+\.)\s+", re.MULTILINE)


def prose(markdown: str) -> str:
    """The sentences in the prose of a page: no headings, tables, macros, citations and marks of lists."""
    text = re.sub(r"\{\{\s*figure\(.*?\}\}", "a few", markdown)
    text = _LINK.sub(r"\1", _UNREAD.sub("", text))
    paragraphs = (
        plain(_MARKS.sub("", paragraph)) for paragraph in re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)", text)
    )
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade: 8 is what a US pupil of the eighth school year reads with ease.

    0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid et al. 1975), counted by textstat.
    """
    return float(textstat.flesch_kincaid_grade(text))
