"""The last step to a page's Markdown: record links, citations and glossary words, wherever they came from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from macros.model.evidence import Source
from macros.model.text import CODE, RECORD_LINK, Claim, cited, plain
from macros.store.library import Library
from macros.store.trace import question
from macros.text import citations, claims, links
from macros.text.ready import OPEN, PIECE

_LISTS = {links.index_of("glossary"), links.index_of("sources"), links.A_TO_Z}
"""Pages of names and references, where a tooltip at every other word would help nobody."""
_WORD = re.compile(r"\w+")
_SENTENCE_START = re.compile(r"[.!?]\s+$|(?:^|\n)[-*>\s]*$")
_KEPT = re.compile(f"({CODE}|{PIECE})", re.DOTALL)
"""Code, and pieces that are ready."""
_PIECE = re.compile(PIECE)
_BAR = re.compile(r"(\[\[[^\]]*\]\])|\|")


def finish(markdown: str, page: str, library: Library, citing: Mapping[str, Collection[str]]) -> str:
    """`markdown` of `page`, a path below `docs/`, with everything resolved that only Steady Hands knows, and an anchor at each claim that is at home here.

    `citing` gives the places that cite a source, by its id: what `views.indexes.citing` gives.
    """
    named = _name_claims(markdown, claims.at_home(library, page))
    linked = "".join(_linked(part, page, library) for part in _KEPT.split(named))

    def elsewhere(source: Source) -> str:
        others = len({place.partition("#")[0] for place in citing.get(source.id, ())} - {page})
        target = links.address(links.page_of("sources", source.id), page)
        words = f"{others} other page{'s' * (others > 1)} cite{'s' * (others == 1)} it"
        return f' · <a href="{target}">{words}</a>' if others else ""

    numbered = citations.number(linked, library.source, elsewhere)
    words = "\n".join(abbreviations(_PIECE.sub(" ", linked), library, page))
    return re.sub(r"\n{3,}", "\n\n", f"{numbered.rstrip()}\n\n{words}\n")


def _name_claims(text: str, at_home: Mapping[str, Claim]) -> str:
    """Text in which each claim of the page has its anchor, at its first mark: the first time that the claim is there."""
    for anchor, claim in at_home.items():
        if claims.OF_A_CLAIM not in anchor or not cited(claim):
            continue  # the heading or the fold that it is under has it; or it is still to be written, and has no mark
        # As the templates write it: in a list, where a wait may have the same words in a table; as it is, as a cell, and without its marks before them.
        for written in (f"\n- {claim}", claim, cell(claim), f"**{plain(claim)}**[@"):
            at = text.find(written)
            if at >= 0:
                mark = text.index("[@", at)
                text = f"{text[:mark]}{citations.anchored(anchor)}{text[mark:]}"
                break
    return text


def cell(text: str) -> str:
    """Text for a table's cell: a bar would end it. The bar of a `[[slug|words]]` link is gone before tables are read."""
    return _BAR.sub(lambda match: match.group(1) or r"\|", text)


def _linked(part: str, page: str, library: Library) -> str:
    """A part of a page with its links to records: nothing in code, and HTML in a piece that is ready."""
    if part.startswith("`"):
        return part
    ready = part.startswith(OPEN)

    def link(match: re.Match[str]) -> str:
        kind, record = library.paged[match.group(1).strip()]
        inside = not _SENTENCE_START.search(match.string[max(0, match.start() - 12) : match.start()])
        words = match.group(2) or (record.in_sentence if inside else record.label)
        target = links.page_of(kind, record.id)
        if target == page:
            return words
        if ready:
            return f'<a href="{links.address(target, page)}">{words}</a>'
        return f"[{words}]({links.relative(target, page)})"

    return RECORD_LINK.sub(link, part)


def abbreviations(text: str, library: Library, page: str) -> Iterator[str]:
    """Definitions for Python-Markdown's `abbr`, one for each way a glossary term is written in `text`."""
    if page in _LISTS:
        return
    present = set(_WORD.findall(text))
    for word, parts, place, definition in _written(library):
        # Most terms are not on the page; the search of the whole text is for those whose words all are.
        if parts <= present and page != place and _has(text, word):
            yield definition


@question
def _written(library: Library) -> list[tuple[str, frozenset[str], str | None, str]]:
    """Each way a glossary term is written, its words, the page that explains it if one does, and its definition."""
    return [
        (word, frozenset(_WORD.findall(word)), place, f"*[{word}]: {plain(term.summary)}")
        for term in library.of("glossary")
        for place in [None if term.see is None else links.page_of(*_place(term.see, library))]
        for word in dict.fromkeys((term.name, term.in_sentence, *term.names))
    ]


def _has(text: str, word: str) -> bool:
    """Whether `word` is in `text` between the ends of words. The plain search goes first, as it is much the quicker."""
    whole = re.compile(rf"\b{re.escape(word)}\b")
    at = text.find(word)
    while at >= 0:
        if whole.match(text, at):
            return True
        at = text.find(word, at + 1)
    return False


def _place(slug: str, library: Library) -> tuple[str, str]:
    kind, record = library.paged[slug]
    return kind, record.id
