"""What a page says to programs in its head."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import etree, html

from macros.publish import heads, scripts
from macros.store.library import Library
from tests import making

BASE = "https://example.org/hands/"
PAGE = """<!doctype html><html><head><title>{title} - Steady Hands</title>
<meta name="description" content="A &lt;b&gt; &amp; c">
<script src="../../assets/javascripts/page/x.js"></script></head><body><article><h1>A</h1></article></body></html>"""


@pytest.fixture
def library() -> Library:
    """An operation that a clinician has read, and a caution that none has."""
    by = {"name": "A. Example", "credential": "surgeon"}
    seen = {"status": "clinician-reviewed", "on": "2026-03-04", "by": by}
    codes = [{"system": "CPT", "code": "22551", "label": "Fusion [@a]."}]
    return making.library(
        making.made("procedures", "a-fusion", review=seen, codes=codes),
        making.made("cautions", "wound", rules=[making.rule("mind")]),
    )


def described(page: str) -> dict[str, Any]:
    """The JSON-LD of a page."""
    (data,) = html.document_fromstring(page).xpath("//script[@type='application/ld+json']/text()")
    said: dict[str, Any] = json.loads(data)
    return said


def filled(library: Library, base: str, **titles: str) -> dict[str, str]:
    """Pages with their heads, by address, from their titles by address with `__` for a slash."""
    pages = {address.replace("__", "/"): title for address, title in titles.items()}
    return {
        address: heads.filled(PAGE.format(title=title), address, heads.told(address, library, base), base)
        for address, title in pages.items()
    }


def test_a_record_says_what_it_is_about_and_who_looked(library: Library) -> None:
    """The kind of thing, its codes, the day and the reviewer; who has not been reviewed says so, and names no reviewer."""
    pages = filled(library, BASE, **{"procedures__a-fusion__": "A fusion", "cautions__wound__": "Wound"})
    operation, caution = map(described, pages.values())
    assert operation["@type"] == caution["@type"] == "MedicalWebPage"
    assert operation["about"] == {
        "@type": "MedicalProcedure",
        "name": "A fusion",
        "code": [{"@type": "MedicalCode", "codeValue": "22551", "codingSystem": "CPT"}],
    }
    assert (operation["dateModified"], operation["lastReviewed"]) == ("2026-03-04", "2026-03-04")
    assert operation["reviewedBy"] == {"@type": "Person", "name": "A. Example", "honorificSuffix": "surgeon"}
    assert operation["encoding"]["contentUrl"] == f"{BASE}api/v1/procedures/a-fusion.json"
    assert caution["creativeWorkStatus"] == "Not yet reviewed by a clinician"
    assert not {"lastReviewed", "reviewedBy"} & caution.keys()


def test_open_graph_and_twins(library: Library) -> None:
    """A card for whoever passes the page on, and where to find it as Markdown, as data and in the feed."""
    (page,) = filled(library, BASE, **{"procedures__a-fusion__": "A fusion"}).values()
    tree = html.document_fromstring(page)
    card = {meta.get("property"): meta.get("content") for meta in tree.xpath("//meta[@property]")}
    assert card["og:title"] == "A fusion"
    assert card["og:description"] == "A <b> & c"
    assert card["og:url"] == f"{BASE}procedures/a-fusion/"
    twins = [link.get("href").removeprefix(BASE) for link in tree.xpath("//link[@rel='alternate ']")]
    assert twins == ["procedures/a-fusion/index.html.md", "feed.xml", "api/v1/procedures/a-fusion.json"]
    assert 'rel="alternate"' not in page, "the theme would ask for a map of the site"


def test_without_an_address_links_lead_from_the_page(library: Library) -> None:
    """A site that does not know where it is published names nothing but neighbors."""
    (room,) = filled(library, "", **{"procedures__a-fusion__done__": "What was done"}).values()
    twins = [link.get("href") for link in html.document_fromstring(room).xpath("//link[@rel='alternate ']")]
    assert twins == ["index.html.md", "../../../feed.xml"]
    assert described(room)["url"] == "./"
    assert "og:url" not in room
    assert "https://example.org" not in room


def test_the_page_on_data_is_a_data_set(library: Library) -> None:
    """The one page that is about all of it says where the tables are."""
    (page,) = filled(library, "", data__="Use the data").values()
    said = described(page)
    assert said["@type"] == "Dataset"
    assert "../api/v1/rates.csv" in [item["contentUrl"] for item in said["distribution"]]


def test_twice_is_once_and_nothing_runs(library: Library) -> None:
    """A second run changes nothing, no title ends the script, and the data stays where it is: a browser does not run it."""
    titles = {"cautions__wound__": "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;"}
    (first,) = filled(library, BASE, **titles).values()
    address = "cautions/wound/"
    assert heads.filled(heads.bare(first), address, heads.told(address, library, BASE), BASE) == first
    assert scripts.outside(first) == (first, {})
    assert described(first)["name"] == "</script><script>alert(1)</script>"
    assert first.count("<script") == 2


def test_the_map_dates_records_alone(library: Library) -> None:
    """Pages of a record and its rooms have the day of its review; nobody says when an index changed."""
    text = heads.sitemap(library, BASE, ["", "procedures/", "procedures/a-fusion/", "procedures/a-fusion/done/"])
    root = etree.fromstring(text.encode())
    assert [[part.text for part in url] for url in root] == [
        [BASE],
        [f"{BASE}procedures/"],
        [f"{BASE}procedures/a-fusion/", "2026-03-04"],
        [f"{BASE}procedures/a-fusion/done/", "2026-03-04"],
    ]
