"""Glossary words as a reader needs them: explained once a section, and only in running text. Knows the built HTML, and no builder."""

from __future__ import annotations

import re

_NOTES = re.compile(r'(<div class="footnote">.*?</div>)', re.DOTALL)
_PART = re.compile(
    r'<(?P<quiet>h[1-6]|summary|a)\b.*?</(?P=quiet)>|</?details\b|<abbr title="(?P<means>[^"]*)">(?P<word>.*?)</abbr>',
    re.DOTALL,
)
_ABBR = re.compile(r"<abbr\b[^>]*>(.*?)</abbr>", re.DOTALL)


def once(article: str) -> str:
    """The HTML of an article with each meaning once a section, which begins with a heading or a fold. Doing so twice changes nothing more.

    No word is marked in headings and in links, which are for another tap, nor in notes.
    """
    if "<abbr" not in article:
        return article
    parts = _NOTES.split(article)
    return "".join(_ABBR.sub(r"\1", part) if at % 2 else _section_by_section(part) for at, part in enumerate(parts))


def _section_by_section(text: str) -> str:
    explained: set[str] = set()

    def part(match: re.Match[str]) -> str:
        if match["means"] is None:
            if match["quiet"] != "a":
                explained.clear()
            return _ABBR.sub(r"\1", match.group()) if match["quiet"] else match.group()
        if match["means"] in explained:
            return match["word"]
        explained.add(match["means"])
        return match.group()

    return _PART.sub(part, text)
