"""Citations: `[@id]` in text to numbered notes.

The notes keep the ids and classes of Python-Markdown's footnotes, which the theme styles; unlike those, each note
leads back once, not once a mark. Marks and notes are ready HTML.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable

from macros.model.evidence import Source
from macros.model.text import CITATION, CODE, cited
from macros.model.vocabulary import EVIDENCE
from macros.text.ready import ready
from macros.text.references import reference

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


_CODE_OR_CITATION = re.compile(rf"{CODE}|{CITATION.pattern}(?P<stop>[.,;:]?)", re.DOTALL)
"""Each of its ways opens with a plain sign, so `re` skips what lies between."""


def anchored(anchor: str) -> str:
    """What stands right before a citation whose mark gets this anchor."""
    return f"\x02{anchor}\x03"


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

    parts, end = [], 0
    for match in _CODE_OR_CITATION.finditer(markdown):
        if match["stop"] is not None:
            before, _, anchor = markdown[end : match.start()].removesuffix("\x03").partition("\x02")
            # The number belongs right behind its word and behind the period.
            parts.append(_without_gap(before, opens=not end))
            anchor = f' id="{anchor}"' if anchor else ""
            parts.append(match["stop"] + ready(f"<sup{anchor}>{','.join(map(mark, cited(match.group())))}</sup>"))
            end = match.end()
    text = "".join((*parts, markdown[end:]))
    if not order:
        return text.replace(FOLD, "").replace(PLACE, "")
    if PLACE not in text:
        text = f"{text.rstrip()}\n\n{FOLD}"
    items = "\n".join(f'<li id="fn:{slug}">{note(source(slug), elsewhere(source(slug)))}</li>' for slug in order)
    return text.replace(PLACE, ready(f'<div class="footnote">\n<ol>\n{items}\n</ol>\n</div>'))


def _without_gap(text: str, opens: bool) -> str:
    """Text before a mark without the space that parts them, which may hold one line break; `opens` if nothing stands before it."""
    kept = text.rstrip(" \t\n")
    return kept if text.count("\n", len(kept)) <= 1 and (kept or not opens) else text


def note(source: Source, elsewhere: str) -> str:
    """A numbered note, in HTML: the reference, the kind of evidence, where to read it, who else cites it, and the way back."""
    caution = " Low authority." if source.authority == "low" else ""
    extent = {"abstract": " Read as abstract.", "cited-by": " Known only from works that cite it."}.get(
        source.seen_as, ""
    )
    back = f'<a class="footnote-backref" href="#fnref:{source.id}" title="Back to the text" aria-label="Back to the text">↩</a>'
    way = f'<a href="{html.escape(source.URL)}">Open the source</a>'
    return f"{reference(source)} <em>{EVIDENCE[source.evidence]}.{caution}{extent}</em> {way}{elsewhere} {back}"
