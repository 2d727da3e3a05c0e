"""Heavy pages are split into a hub and rooms; the rooms of a page are made from its sections."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from macros.publish import rooms
from macros.views.rooms import in_rooms, room

HUB = """<!doctype html>
<html><head><title>Fusion - Site</title><link rel="stylesheet" href="../../a.css"></head>
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
<p class="sh-review">Compiled.</p>
</article></body></html>"""
OTHER = '<!doctype html><html><body><article><h1>Other</h1><a href="../fusion/#by-week">x</a></article></body></html>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of a heavy page and one that links into it."""
    filling = " ".join(f"<i>{number * 7919 % 10007}</i>" for number in range(3000))
    for name, text in (("fusion", HUB.replace("{filling}", filling)), ("other", OTHER)):
        (tmp_path / "procedures" / name).mkdir(parents=True)
        (tmp_path / "procedures" / name / "index.html").write_text(text, encoding="utf-8")
    rooms.furnish(tmp_path)
    return tmp_path


def read(site: Path, address: str) -> html.HtmlElement:
    """A page of the site."""
    return html.document_fromstring((site / address / "index.html").read_text(encoding="utf-8"))


def test_a_heavy_room_gets_a_page(site: Path) -> None:
    """The room has its title, its parts one level up, the notes it cites numbered from 1, and links that lead to the same places."""
    page = read(site, "procedures/fusion/recovery")
    assert [(h.tag, h.get("id"), h.text) for h in page.iter("h1", "h2")] == [
        ("h1", "recovery", "Recovery"), ("h2", "by-week", "By week"), ("h2", "sources", "Sources"),
    ]  # fmt: skip
    assert page.findtext(".//title") == "Recovery: Fusion - Site"
    assert [(mark.text, mark.get("href"), mark.get("id")) for mark in page.find_class("footnote-ref")] == [
        ("1", "#fn:b", "fnref:b"), ("2", "#fn:a", "fnref:a"),
    ]  # fmt: skip
    assert [note.get("id") for note in page.xpath("//ol/li")] == ["fn:b", "fn:a"]
    hrefs = page.xpath("//article//a/@href | //link/@href")
    for href in ("../", "../#fusion", "../../other/#place", "../../../sources/#a", "../../../a.css"):
        assert href in hrefs
    assert page.find_class("sh-review")


def test_the_hub_keeps_every_anchor(site: Path) -> None:
    """In the place of the room is a link to it, with its teaser and all its anchors; what is light stays a fold."""
    hub = read(site, "procedures/fusion")
    link = hub.find_class("sh-room--page")[0]
    assert link.xpath(".//a/@href") == ["recovery/"]
    assert [part.text for part in link.iter("a", "small")] == ["Recovery", "By week"]
    assert set(link.xpath(".//@id")) == {"recovery", "by-week"}
    assert hub.xpath("//details/@data-room") == ["light"]
    assert [note.get("id") for note in hub.xpath("//ol/li")] == ["fn:a"]
    assert hub.xpath("//nav//a/@href") == ["recovery/#recovery", "#light", "#sources"]


def test_links_of_the_site_lead_to_the_room(site: Path) -> None:
    """What linked to a place that moved links to where it is."""
    assert read(site, "procedures/other").xpath("//a/@href") == ["../fusion/recovery/#by-week"]


def test_doing_it_twice_changes_nothing(site: Path) -> None:
    """A second run finds nothing to move."""
    before = {file: file.read_bytes() for file in site.rglob("*.html")}
    assert rooms.furnish(site) == []
    assert {file: file.read_bytes() for file in site.rglob("*.html")} == before


def test_rooms_of_a_hub(site: Path) -> None:
    """The search asks which rooms a hub has, and under which anchor."""
    assert rooms.rooms_of((site / "procedures/fusion/index.html").read_text(encoding="utf-8")) == [
        ("recovery", "recovery")
    ]


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


def test_notes_count_for_the_page_that_cites_them(tmp_path: Path) -> None:
    """A room that is light, but cites heavy notes, gets a page too."""
    reference = " ".join(str(number * 7919 % 10007) for number in range(9000))
    (tmp_path / "procedures" / "fusion").mkdir(parents=True)
    file = tmp_path / "procedures" / "fusion" / "index.html"
    file.write_text(HUB.replace("{filling}", "").replace('<li id="fn:b">B', f'<li id="fn:b">{reference}'), "utf-8")
    assert rooms.furnish(tmp_path) == ["procedures/fusion/recovery"]
    assert reference not in file.read_text(encoding="utf-8")
