"""Pages at old addresses."""

from __future__ import annotations

import posixpath

from bs4 import BeautifulSoup

from macros.publish.redirects import redirects
from macros.store.library import Library


def test_an_old_address_leads_to_the_new_one(library: Library) -> None:
    """Each old slug of a record with a page of its own has a page that names the new address three times over."""
    pages = redirects(library)
    assert set(pages) == {"materials/bolt/index.html", "techniques/warm-stone/index.html"}
    for path, today in zip(sorted(pages), ("materials/screw", "techniques/hot-stone"), strict=True):
        page = BeautifulSoup(pages[path], "html.parser")
        canonical, refresh, link = (
            page.select_one("link[rel=canonical]"),
            page.select_one("meta[http-equiv=refresh]"),
            page.a,
        )
        assert canonical is not None
        assert refresh is not None
        assert link is not None
        addresses = {str(canonical["href"]), str(refresh["content"]).removeprefix("0; url="), str(link["href"])}
        assert {posixpath.normpath(posixpath.join(posixpath.dirname(path), address)) for address in addresses} == {
            today
        }
