"""The content policy as it is written, and the look at what was built."""

from __future__ import annotations

import pytest
from lxml import html

from macros.publish import pages, policy, trees, walls
from tests.conftest import ROOT

PAGE = '<!doctype html>\n<html><head><meta charset="utf-8"><title>x</title></head><body>{}<article>{}</article></body></html>'


def looked_at(page: str) -> tuple[str, tuple[str, ...]]:
    """A page as it comes out of the wall, and what was taken out."""
    part = pages.apart("index.html", page)
    return part.sheets[0].page.text, part.faults


def test_scripts_are_the_sites_own_files() -> None:
    """Nothing is allowed that is not named, and no script or style within a page."""
    assert policy.POLICY["default-src"] == "'none'"
    assert policy.POLICY["script-src"] == policy.POLICY["style-src"] == "'self'"
    assert "unsafe" not in str(policy.HEADERS)


def test_the_policy_binds_everything_behind_it() -> None:
    """It comes right behind the encoding, once. A page that does not say its encoding is refused."""
    once = policy.stated(PAGE.format("", ""))
    assert '<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="default-src' in once
    assert policy.stated(once) == once
    assert "frame-ancestors 'none'" in policy.header_files(form=False)["_headers"]
    with pytest.raises(ValueError, match="no <meta charset>"):
        policy.stated("<title>x</title>")


def test_what_the_pages_say_of_servers_is_the_policy() -> None:
    """The lines for nginx are no second truth."""
    assert policy.nginx() in (ROOT / "docs/contributing/publishing.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("around", "inside", "found"),
    [
        ("", "<p onclick='x'>a</p>", "`onclick` of `<p>`"),
        ("", "<p><script>x</script>a</p>", "`<script>`"),
        ("", "<img src='//canary.example/x.png'>", "`src` of `<img>`"),
        ("", "<a href='java&#10;script:x'>a</a>", "`href` of `<a>`"),
        ("", "<p id='__config'>a</p>", "`id` of `<p>`"),
        ("", "<p data-md-component='search'>a</p>", "`data-md-component` of `<p>`"),
        ("", "a</article><iframe src='x'></iframe><article>", "`<iframe>`"),
        ("<script>alert(1)</script>", "", "`<script>`"),
        ("<nav onclick='x'></nav>", "", "`onclick` of `<nav>`"),
        ("<a href=' javascript:x'>a</a>", "", "`href` of `<a>`"),
        ("<script src='https://canary.example/x.js'></script>", "", "`<script>`"),
        ("<meta http-equiv='refresh' content='0; url=https://canary.example'>", "", "`<meta>`"),
    ],
)
def test_what_could_run_or_load_is_taken_out_and_told(around: str, inside: str, found: str) -> None:
    """From the article and from the rest of the page; a second look finds nothing more."""
    clean, told = looked_at(PAGE.format(around, inside))
    assert f"index.html: {found}" in told
    assert looked_at(clean) == (clean, ())


def test_what_was_parsed_is_what_is_left() -> None:
    """So what is read of an article, as for the search, is what a reader gets."""
    clean, tree, told = walls.pure("<p onclick='x'>a</p><script>x</script><p title='a\"b'>b</p>")
    assert len(told) == 2
    assert html.tostring(tree) == html.tostring(trees.article(clean))


@pytest.mark.parametrize(
    "inside", ["<p><script>x</script>a</p>", "<p onclick='x'>a</p>", "<a href='javascript:x'>a</a>"]
)
@pytest.mark.parametrize("end", ["", "</article>"])
def test_a_room_is_looked_at_as_any_page(inside: str, end: str) -> None:
    """What could run or load is in none of the pages that become of one, and is told.

    A page whose article ends in its midst stays whole, or what stands behind that end would be lost and nobody would be told.
    """
    room = (
        f'<h1>A</h1>{end}<details data-room="b" data-always=""><summary><h2 id="b">B</h2></summary>{inside}</details>'
    )
    part = pages.apart("index.html", PAGE.format("", room))
    texts = [sheet.page.text for sheet in part.sheets]
    assert len(texts) == (1 if end else 2)
    assert not any(word in text for text in texts for word in ("<script", "onclick", "java"))
    assert len(part.faults) == 1


def test_what_our_pages_are_made_of_stays() -> None:
    """Drawings, folds, notes and filters, letter for letter."""
    inside = (
        '<details data-room="risks" open=""><summary><h2 id="risks">Risks</h2></summary>'
        '<svg class="sh-x" viewBox="0 0 1 1" role="img" aria-label="x"><title>x</title><path d="M0 0"></path></svg></details>'
        '<p hidden="" lang="es"><a class="footnote-ref" href="#fn:x">1</a></p><div data-sh-filter="li"></div>'
    )
    page = PAGE.format('<script src="assets/x.js"></script>', inside)
    assert looked_at(page) == (page, ())
