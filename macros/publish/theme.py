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
    # Material watches every element of this class, to say what is cut off. In the navigation words wrap, and nothing is.
    ('class="md-nav__link">\n<span class="md-ellipsis">', 'class="md-nav__link">\n<span>'),
)
"""The text of the theme, and the text to put in its place."""

_INDENT = re.compile(r"\n\s+")


def mended(frame: str) -> tuple[str, tuple[str, ...]]:
    """The frame of a page, amended, and the texts of `MENDS` that it had. Doing so twice changes nothing more.

    It has no indents and blank lines any more, which the templates leave around the article: a thirtieth of a page's bytes, compressed.
    """
    frame = _INDENT.sub("\n", frame)
    needed = []
    for fault, right in MENDS:
        if fault in frame:
            needed.append(fault)
            frame = frame.replace(fault, right)
    return frame, tuple(needed)


def unused(needed: Iterable[str]) -> list[str]:
    """The texts of `MENDS` that no page had, of those that some page had, so that none outlives its reason.

    None at all: the site was amended before.
    """
    found = set(needed)
    return [fault for fault, _ in MENDS if fault not in found] if found else []
