"""Heavy pages are split into a hub and rooms; the rooms of a page are made from its sections."""

from __future__ import annotations

import pickle

import pytest
from lxml import html

from macros.publish import pages, rooms
from macros.views.rooms import in_rooms, room

HUB = """<!doctype html>
<html><head><title>Fusion - Site</title><meta name="description" content="Bones."><link rel="stylesheet" href="../../a.css"></head>
<body><a class="md-skip" href="#fusion">Skip</a>
<nav><ul data-md-component="toc"><li><a href="#recovery">Recovery</a></li></ul></nav>
<article class="md-content__inner md-typeset">
<h1 id="fusion">Fusion</h1>
<p>First.<sup><a class="footnote-ref" id="fnref:a" href="#fn:a">1</a></sup> <a href="../../signs/#calf">Calf</a></p>
<details class="sh-room" data-room="recovery"><summary><h2 id="recovery">Recovery</h2><p><small>By week</small></p></summary>
<h3 id="by-week">By week</h3>
<p>Walk.<sup><a class="footnote-ref" id="fnref:b" href="#fn:b">2</a>,<a class="footnote-ref" href="#fn:a">1</a></sup>
<a href="#fusion">Up</a> <a href="../other/#place">Other</a> {filling}</p>
</details>
<details class="sh-room" data-room="light"><summary><h2 id="light">Light</h2></summary><p>Little.</p></details>
<details class="sh-room sh-sources"><summary><h2 id="sources">Sources</h2></summary>
<div class="footnote"><ol><li id="fn:a">A <a href="../../sources/#a">more</a> <a class="footnote-backref" href="#fnref:a">back</a></li>
<li id="fn:b">B <a class="footnote-backref" href="#fnref:b">back</a></li></ol></div></details>
<p class="sh-review">Compiled<span class="sh-dated"> on 2026-01-02</span>. Not reviewed.</p>
<p class="sh-tools"><a href="https://forge.example/new?page=fusion&amp;edition=2026-01-02">Report an error</a></p>
</article></body></html>"""
OTHER = '<!doctype html><html><body><article><h1>Other</h1><a href="../fusion/#by-week">x</a></article></body></html>'
HEAVY = HUB.replace("{filling}", " ".join(f"<i>{number * 7919 % 10007}</i>" for number in range(3000)))


Site = dict[str, str]
"""Pages by their addresses."""


def furnished(site: Site) -> Site:
    """The pages that become of some, which have been told of each other's rooms and of nothing else."""
    parts = [pages.apart(f"{address}/index.html", page) for address, page in site.items()]
    moved = {(page, anchor): room for part in parts for page, anchor, room in part.moved}
    made = {}
    for sheet in (sheet for part in parts for sheet in part.sheets):
        asked = tuple((place, moved[place]) for place in sheet.asks if place in moved)
        made[sheet.here] = pages.finished(sheet, pages.Around(asked, None, "", "", policy=False)).page
    return made


@pytest.fixture
def site() -> Site:
    """A site of a heavy page and one that links into it."""
    return furnished({"procedures/fusion": HEAVY, "procedures/other": OTHER})


def read(site: Site, address: str) -> html.HtmlElement:
    """A page of the site."""
    return html.document_fromstring(site[address])


def test_a_heavy_room_gets_a_page(site: Site) -> None:
    """The room has its title, its parts one level up, the notes it cites numbered from 1, and links that lead to the same places."""
    page = read(site, "procedures/fusion/recovery")
    assert [(h.tag, h.get("id"), h.text) for h in page.iter("h1", "h2")] == [
        ("h1", "recovery", "Recovery"), ("h2", "by-week", "By week"), ("h2", "sources", "Sources"),
    ]  # fmt: skip
    assert page.findtext(".//title") == "Recovery: Fusion - Site"
    assert page.xpath("string(//meta[@name='description']/@content)") == "Fusion: Recovery. By week"
    assert [(mark.text, mark.get("href"), mark.get("id")) for mark in page.find_class("footnote-ref")] == [
        ("1", "#fn:b", "fnref:b"), ("2", "#fn:a", "fnref:a"),
    ]  # fmt: skip
    assert [note.get("id") for note in page.xpath("//ol/li")] == ["fn:b", "fn:a"]
    hrefs = page.xpath("//article//a/@href | //link/@href")
    for href in ("../", "../#fusion", "../../other/#place", "../../../sources/#a", "../../../a.css"):
        assert href in hrefs


def test_a_room_has_no_day(site: Site) -> None:
    """The day of a review stands on the hub, so that a new one changes no room; that nobody reviewed it stands on both."""
    hub, room = (read(site, f"procedures/fusion{room}") for room in ("", "/recovery"))
    said = [page.find_class("sh-review")[0].text_content() for page in (hub, room)]
    assert said == ["Compiled on 2026-01-02. Not reviewed.", "Compiled. Not reviewed."]
    assert "2026" not in html.tostring(room, encoding="unicode")
    assert room.xpath("string(//*[@class='sh-tools']/a/@href)") == "https://forge.example/new?page=fusion"


def test_the_hub_keeps_every_anchor(site: Site) -> None:
    """In the place of the room is a link to it, with its teaser and all its anchors; what is light stays a fold."""
    hub = read(site, "procedures/fusion")
    link = hub.find_class("sh-room--page")[0]
    assert link.xpath(".//a/@href") == ["recovery/"]
    assert [part.text for part in link.iter("a", "small")] == ["Recovery", "By week"]
    assert set(link.xpath(".//@id")) == {"recovery", "by-week"}
    assert hub.xpath("//details/@data-room") == ["light"]
    assert [note.get("id") for note in hub.xpath("//ol/li")] == ["fn:a"]
    assert hub.xpath("//nav//a/@href") == ["recovery/#recovery", "#light", "#sources"]


def test_the_anchors_of_a_letter_are_not_laid_out() -> None:
    """They are on the hub as well, where nothing shows them."""
    hub = HUB.replace(
        'class="sh-room" data-room="recovery"', 'class="sh-room sh-room--letter" data-room="recovery" data-always=""'
    )
    link = read(furnished({"sources": hub}), "sources").find_class("sh-room--page")[0]
    assert link.xpath(".//*[@hidden]//@id") == ["by-week"]
    assert link.xpath(".//h2/@id") == ["recovery"]


def test_links_of_the_site_lead_to_the_room(site: Site) -> None:
    """What linked to a place that moved links to where it is."""
    assert read(site, "procedures/other").xpath("//a/@href") == ["../fusion/recovery/#by-week"]


def test_doing_it_twice_changes_nothing(site: Site) -> None:
    """A second run finds nothing to move."""
    assert furnished(site) == site


def test_rooms_of_a_hub(site: Site) -> None:
    """The search asks which rooms a hub has, and under which anchor."""
    assert rooms.rooms_of(site["procedures/fusion"]) == [("recovery", "recovery")]


def test_sections_become_rooms() -> None:
    """Each section of the second level is a room; code is left alone; a first sentence is the teaser; an anchor stays."""
    text = "Lead.\n\n## One { #first }\n\nIt is so with most of them [@a]. More.\n\n```\n## no\n```\n\n## Two words\n\n- a\n"
    made = in_rooms(text, "rooms")
    assert made.startswith("Lead.\n\n<details")
    assert made.count("<details") == 2
    assert 'data-room="first"' in made
    assert "## One { #first }\n\n<small>It is so with most of them.</small>" in made
    assert 'data-room="two-words"' in made
    assert "<small>" not in made.partition("two-words")[2]
    assert in_rooms("No section.", "rooms") == "No section."


def test_a_room_without_text_is_none() -> None:
    """Nothing to say, no room. Folds never move; letters always do."""
    assert room("a", "A", " \n") == ""
    assert "data-room" not in room("a", "A", "b", how="folds")
    assert "data-always" in room("a", "A", "b", how="letters")


def test_notes_count_for_the_page_that_cites_them() -> None:
    """A room that is light, but cites heavy notes, gets a page too."""
    reference = " ".join(str(number * 7919 % 10007) for number in range(9000))
    hub = HUB.replace("{filling}", "").replace('<li id="fn:b">B', f'<li id="fn:b">{reference}')
    site = furnished({"procedures/fusion": hub})
    assert list(site) == ["procedures/fusion", "procedures/fusion/recovery"]
    assert reference not in site["procedures/fusion"]


@pytest.mark.parametrize("name", ["../../up", "javascript:alert(1)", "a/b", "."])
def test_a_room_with_a_name_that_leads_elsewhere_stays(name: str) -> None:
    """The name of a room becomes a folder and a part of links behind the walls. Any other name than a plain one is none."""
    hub = HUB.replace('data-room="recovery"', f'data-room="{name}" data-always=""')
    assert list(furnished({"procedures/fusion": hub})) == ["procedures/fusion"]


def test_a_sheet_that_is_made_alone_is_the_same() -> None:
    """Whoever waits for a room need not wait for its neighbors, and where anchors went is known all the same."""
    whole = pages.apart("procedures/fusion/index.html", HEAVY)
    assert len(whole.sheets) == 2
    for sheet in whole.sheets:
        alone = pages.apart("procedures/fusion/index.html", HEAVY, sheet.path)
        assert (alone.sheets, alone.moved) == ((sheet,), whole.moved)


def test_a_page_asks_only_for_what_it_links_to() -> None:
    """So a page is made anew only when a place that it links to went elsewhere."""
    part = pages.apart("procedures/other/index.html", OTHER)
    assert part.sheets[0].asks == (("procedures/fusion", "by-week"),)
    assert pages.apart("procedures/other/index.html", OTHER) == part
    assert pickle.loads(pickle.dumps(part)) == part
