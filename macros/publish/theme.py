"""What Material's own templates get wrong and offer no block to override, amended in the built pages."""

from __future__ import annotations

import re
from pathlib import Path

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


def mend(site: Path) -> list[str]:
    """Amends every page below `site`. Returns the texts of `MENDS` that no page has, so that none outlives its reason.

    None at all: the site was amended before.
    """
    unused = {fault for fault, _ in MENDS}
    for file in site.rglob("*.html"):
        before = page = file.read_text(encoding="utf-8")
        for fault, right in MENDS:
            if fault in page:
                unused.discard(fault)
                page = page.replace(fault, right)
        page = _lean(page)
        if page != before:
            file.write_text(page, encoding="utf-8")
    return [fault for fault, _ in MENDS if fault in unused] if len(unused) < len(MENDS) else []


def _lean(page: str) -> str:
    """A page without the indents and blank lines that the templates leave around its article: a thirtieth of its bytes, compressed."""
    above, article, rest = page.partition("<article")
    below = rest.rpartition("</article>")
    return _INDENT.sub("\n", above) + article + below[0] + below[1] + _INDENT.sub("\n", below[2])
