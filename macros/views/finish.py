"""The last step to a page's Markdown: record links, citations and glossary words, wherever they came from."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from macros.model.evidence import Source
from macros.model.text import CODE, RECORD_LINK, Claim, cited, plain
from macros.store.library import Library
from macros.store.trace import question
from macros.text import citations, claims, links
from macros.text.inline import inline
from macros.text.ready import OPEN, PIECE, UNWORDED, WORDED

_LISTS = {links.index_of("glossary"), links.index_of("sources"), links.A_TO_Z}
"""Pages of names and references, where a tooltip at every other word would help nobody."""
_WORD = re.compile(r"\w+")
_SENTENCE_START = re.compile(r"[.!?]\s+$|(?:^|\n)[-*>\s]*$|<(?:li|p)>$")
_KEPT = re.compile(f"({CODE}|{PIECE})", re.DOTALL)
"""Code, and pieces that are ready."""
_UNTOLD = rf"<(summary|a|code)\b.*?</\1>|<[^>]*>|{UNWORDED}|\[@[^\]]*\]|\x02[^\x03]*\x03"
"""What is no running text of a piece, as a pattern for `re.DOTALL`."""
_BAR = re.compile(r"(\[\[[^\]]*\]\])|\|")


def finish(markdown: str, page: str, library: Library, citing: Mapping[str, Collection[str]]) -> str:
    """`markdown` of `page`, a path below `docs/`, with everything resolved that only Steady Hands knows, and an anchor at each claim that is at home here.

    `citing` gives the places that cite a source, by its id: what `views.indexes.citing` gives.
    """
    named = _name_claims(markdown, claims.at_home(library, page))
    linked = [_linked(part, page, library) for part in _KEPT.split(named)]
    text = " ".join(part for part in linked if not part.startswith(OPEN) or part.startswith(OPEN + WORDED))
    words = dict(abbreviations(text, library, page))

    def elsewhere(source: Source) -> str:
        others = len({place.partition("#")[0] for place in citing.get(source.id, ())} - {page})
        target = links.address(links.page_of("sources", source.id), page)
        words = f"{others} other page{'s' * (others > 1)} cite{'s' * (others == 1)} it"
        return f' · <a href="{target}">{words}</a>' if others else ""

    numbered = citations.number("".join(_explained(linked, words)), library.source, elsewhere)
    definitions = "\n".join(f"*[{word}]: {meaning}" for word, meaning in words.items())
    return re.sub(r"\n{3,}", "\n\n", f"{numbered.rstrip()}\n\n{definitions}\n")


def _name_claims(text: str, at_home: Mapping[str, Claim]) -> str:
    """Text in which each claim of the page has its anchor, at its first mark: the first time that the claim is there."""
    for anchor, claim in at_home.items():
        if claims.OF_A_CLAIM not in anchor or not cited(claim):
            continue  # the heading or the fold that it is under has it; or it is still to be written, and has no mark
        for written in _ways(claim):
            at = text.find(written)
            if at >= 0:
                mark = text.index("[@", at)
                text = f"{text[:mark]}{citations.anchored(anchor)}{text[mark:]}"
                break
    return text


def _ways(claim: Claim) -> tuple[str, ...]:
    """As the templates write a claim: in a list, where a wait may have the same words in a table; as it is, as a cell, and without its marks before them."""
    ready, bare = inline(claim), plain(claim)
    return f"<li>{ready}", claim, ready, cell(claim), f"<strong>{html.escape(bare, quote=False)}</strong>[@"


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
        if ready:
            words = html.escape(words, quote=False)
        if target == page:
            return words
        if ready:
            return f'<a href="{links.address(target, page)}">{words}</a>'
        return f"[{words}]({links.relative(target, page)})"

    return RECORD_LINK.sub(link, part)


def _explained(parts: Iterable[str], words: Mapping[str, str]) -> Iterator[str]:
    """Parts of a page, with words explained in the pieces where nobody else would: in text, and not in what is for another tap."""
    every = "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
    told = re.compile(rf"{_UNTOLD}|\b(?:{every})\b", re.DOTALL)

    def explained(match: re.Match[str]) -> str:
        word = match.group()
        return f'<abbr title="{html.escape(words[word])}">{word}</abbr>' if word in words else word

    for part in parts:
        yield told.sub(explained, part).replace(WORDED, "") if part.startswith(OPEN + WORDED) else part


def abbreviations(text: str, library: Library, page: str) -> Iterator[tuple[str, str]]:
    """Each way a glossary term is written in `text`, with what it means."""
    if page in _LISTS:
        return
    present = set(_WORD.findall(text))
    written = _written(library)
    for longest in sorted(present & written.keys()):
        # Most terms are not on the page; the search of the whole text is for those whose words all are.
        for word, parts, place, meaning in written[longest]:
            if parts <= present and page != place and _has(text, word):
                yield word, meaning


@question
def _written(library: Library) -> dict[str, list[tuple[str, frozenset[str], str | None, str]]]:
    """Each way a glossary term is written, its words, the page that explains it if one does, and what it means; by its longest word."""
    found: dict[str, list[tuple[str, frozenset[str], str | None, str]]] = defaultdict(list)
    for term in library.of("glossary"):
        place = None if term.see is None else links.page_of(*_place(term.see, library))
        for word in dict.fromkeys((term.name, term.in_sentence, *term.names)):
            parts = frozenset(_WORD.findall(word))
            found[max(sorted(parts), key=len)].append((word, parts, place, plain(term.summary)))
    return found


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
