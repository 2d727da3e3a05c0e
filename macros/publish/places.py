"""Where each claim is on the built site: on the page that it is at home on, or on that of one of its rooms."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from macros.publish.pages import PAGE, Sheet
from macros.store.library import Library
from macros.text import links
from macros.text.claims import claims, place

_ANCHOR = re.compile(r'id="(?<=\sid=")([^"]+)"')
"""Its plain text comes first, as that is looked for at once."""


@dataclass(frozen=True)
class Found:
    """The addresses of claims, by kind, record and name; and the claims, in the same words, that are on no page."""

    urls: dict[tuple[str, str, str], str] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)


def places(library: Library, sheets: Mapping[str, Sheet], read: Callable[[str], str]) -> Found:
    """Finds every claim on a site. `sheets` are its pages by their files, `read` gives the HTML of a file.

    What a retired record says of others may be on no page, and neither is what has its place on a page that the project lacks.
    """
    found = Found()

    @cache
    def anchors(address: str) -> dict[str, str]:
        """The address of the page that has an anchor; a room's own, where it has one. Empty for a page that is not there."""
        hub = sheets.get(f"{address}{PAGE}")
        here = [] if hub is None else [address, *(f"{address}{room}/" for room, _ in hub.rooms)]
        return {anchor: page for page in here for anchor in _ANCHOR.findall(read(f"{page}{PAGE}"))}

    for kind, record in library:
        for claim in claims(record):
            path, _, anchor = place(kind, record, claim).partition("#")
            page = anchors(links.url_of(path))
            if anchor in page:
                found.urls[kind, record.id, claim.name] = f"{page[anchor]}#{anchor}"
            elif page and record.live and claim.sources:  # one that is still to be written has no source
                found.lost.append(f"{kind}/{record.id}: {claim.name}")
    return found
