"""The sources as CSL-JSON, which Zotero and Pandoc read, and as BibTeX; and how all of it is cited.

The BibTeX is written here: the library at hand escapes addresses like words, so that they lead nowhere, and leaves dollars and
braces as they are.
"""

from __future__ import annotations

import re

from macros.model.evidence import Author, Source
from macros.publish.exports.about import API, BY, LICENSE, NAME, written
from macros.store.library import Library
from macros.text.references import csl

_TYPES = {"article-journal": "article", "article-magazine": "article", "book": "book", "report": "techreport"}
_ESCAPED = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{c: f"\\{c}" for c in "{}$&%#_"},
}


def files(library: Library) -> dict[str, str]:
    """Both lists, by their paths below the site's root."""
    sources = sorted(library.of("sources"), key=lambda source: source.id)
    items = [{key: value for key, value in csl(source).items() if value} | {"URL": source.URL} for source in sources]
    head = f"% Sources of {NAME}, edition {library.edition}. {BY}, {LICENSE}.\n"
    return {
        f"{API}sources.csl.json": written(items),
        f"{API}sources.bib": "\n".join((head, *map(bibtex, sources))),
    }


def citation(project: str, library: Library, site: str) -> str:
    """`CITATION.cff` of this edition: what the project's own says, and the day. `site` is the address of the site, or empty."""
    url = f"url: {site}\n" if site else ""
    return f'{project}version: "{library.edition}"\ndate-released: {library.edition}\n{url}'


def bibtex(source: Source) -> str:
    """The source as an entry of BibTeX, in UTF-8."""
    kind = _TYPES.get(source.type, "misc")
    within = {"article": "journal", "techreport": "institution", "book": "series"}.get(kind, "howpublished")
    fields = {
        "author": " and ".join(map(_author, source.author)),
        "title": f"{{{_words(source.title)}}}",  # within braces capitals stay as printed
        within: _words(source.container_title or ""),
        "year": str(source.issued or ""),
        "volume": _words(source.volume or ""),
        "number": _words(source.issue or ""),
        "pages": _words(re.sub(r"(?<=\d)[-–](?=\w)", "--", source.page or "")),
        "doi": _address(source.DOI or ""),
        "pmid": source.PMID or "",
        "pmcid": source.PMCID or "",
        "url": _address(source.URL),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{source.id},\n{lines}}}\n"


def _author(author: Author) -> str:
    if author.literal:
        return f"{{{_words(author.literal)}}}"
    return ", ".join(_words(part) for part in (author.family, author.given) if part)


def _words(text: str) -> str:
    return re.sub(r"[\\~^{}$&%#_]", lambda found: _ESCAPED[found[0]], text)


def _address(text: str) -> str:
    """An address stands as it is. A brace would end its field."""
    return text.replace("{", "%7B").replace("}", "%7D")
