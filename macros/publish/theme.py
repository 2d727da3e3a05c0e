"""What Material's own templates get wrong and offer no block to override, amended in the built pages."""

from __future__ import annotations

import re
from collections.abc import Iterable

MENDS = (
    # HTML has no `autocomplete` for a checkbox.
    (' id="__drawer" autocomplete="off"', ' id="__drawer"'),
    (' id="__search" autocomplete="off"', ' id="__search"'),
    # A tab index is a number or absent.
    (' tabindex=""', ""),
    # Two landmarks of one kind need names that tell them apart.
    ('class="md-path" aria-label="Navigation"', 'class="md-path" aria-label="Breadcrumbs"'),
    # Material fetches its index for every page that has a form of this name. Ours comes with the first query.
    ('class="md-search__form" name="search"', 'class="md-search__form"'),
    # A list of pages within a part is named by an empty label.
    (' data-md-level="2" aria-labelledby="', ' data-md-level="2" aria-label="Pages within" data-label="'),
    # A dialog needs a name. The bracket keeps a second run from naming it twice.
    (' data-md-component="search" role="dialog">', ' data-md-component="search" role="dialog" aria-label="Search">'),
)
"""The text of the theme, and the text to put in its place."""

_INDENT = re.compile(r"\n\s+")


def mended(page: str) -> tuple[str, tuple[str, ...]]:
    """A page, amended, and the texts of `MENDS` that it had. Doing so twice changes nothing more."""
    needed = []
    for fault, right in MENDS:
        if fault in page:
            needed.append(fault)
            page = page.replace(fault, right)
    return _lean(page), tuple(needed)


def unused(needed: Iterable[str]) -> list[str]:
    """The texts of `MENDS` that no page had, of those that some page had, so that none outlives its reason.

    None at all: the site was amended before.
    """
    found = set(needed)
    return [fault for fault, _ in MENDS if fault not in found] if found else []


def _lean(page: str) -> str:
    """A page without the indents and blank lines that the templates leave around its article: a thirtieth of its bytes, compressed."""
    above, article, rest = page.partition("<article")
    below = rest.rpartition("</article>")
    return _INDENT.sub("\n", above) + article + below[0] + below[1] + _INDENT.sub("\n", below[2])
