"""Glossary words as a reader needs them: explained once a section, and only in running text. Knows the built HTML, and no builder."""

from __future__ import annotations

import re

_ARTICLE = re.compile(r"(?<=<article).*?(?=</article>)", re.DOTALL)
_NOTES = re.compile(r'(<div class="footnote">.*?</div>)', re.DOTALL)
_PART = re.compile(
    r'<(?P<end>/?)(?P<name>h[1-6]|summary|a|details)\b[^>]*>|<abbr title="(?P<means>[^"]*)">(?P<word>.*?)</abbr>',
    re.DOTALL,
)
_ABBR = re.compile(r"<abbr\b[^>]*>(.*?)</abbr>", re.DOTALL)


def once(page: str) -> str:
    """A page on which a glossary word is marked once a section. Doing so twice changes nothing more."""
    return _ARTICLE.sub(lambda article: marked_once(article.group()), page) if "<abbr" in page else page


def marked_once(article: str) -> str:
    """The HTML of an article with each meaning once a section, which begins with a heading or a fold.

    No word is marked in headings and in links, which are for another tap, nor in notes.
    """
    parts = _NOTES.split(article)
    return "".join(_ABBR.sub(r"\1", part) if at % 2 else _section_by_section(part) for at, part in enumerate(parts))


def _section_by_section(text: str) -> str:
    explained: set[str] = set()
    quiet = 0  # elements around this place in which no word is marked

    def part(match: re.Match[str]) -> str:
        nonlocal quiet
        if name := match["name"]:
            if name != "details":
                quiet += -1 if match["end"] else 1
            if name != "a":
                explained.clear()
            return match.group()
        if quiet or match["means"] in explained:
            return match["word"]
        explained.add(match["means"])
        return match.group()

    return _PART.sub(part, text)
