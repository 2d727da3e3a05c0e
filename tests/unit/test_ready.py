"""HTML that goes past Markdown: what is in a piece stays as it is, and what is around it is Markdown as ever."""

from __future__ import annotations

import pytest
from markdown import Markdown

from macros.store.library import Library
from macros.text.inline import inline
from macros.text.ready import ready
from macros.views.finish import finish


def shown(text: str) -> str:
    """The text as Markdown with what our pages use makes it."""
    extensions = ["abbr", "attr_list", "md_in_html", "tables", "toc", "pymdownx.superfences", "macros.text.ready"]
    return f"{Markdown(extensions=extensions).convert(text)}"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (f"A *b*{ready('<sup>*1*</sup>')}.", "<p>A <em>b</em><sup>*1*</sup>.</p>"),
        (ready("<div>\n\n*a*\n\n</div>"), "<div>\n\n*a*\n\n</div>"),
        (f"{ready('<figure>a</figure>')}\n{ready('<figure>b</figure>')}", "<figure>a</figure>\n<figure>b</figure>"),
        (ready(f"<ol><li>{ready('<em>a</em>')}</li></ol>"), "<ol><li><em>a</em></li></ol>"),
        (f"- {ready('<b>a</b>')} *b*", "<ul>\n<li><b>a</b> <em>b</em></li>\n</ul>"),
        (f"[a{ready('<sup>1</sup>')}](b.md)", '<p><a href="b.md">a<sup>1</sup></a></p>'),
        (f"ABC {ready('<i>ABC</i>')}\n\n*[ABC]: Alphabet", '<p><abbr title="Alphabet">ABC</abbr> <i>ABC</i></p>'),
        (f"## A{ready('<sup>1</sup>')}", '<h2 id="a1">A<sup>1</sup></h2>'),
        ("", ""),
    ],
)  # fmt: skip
def test_pieces(text: str, html: str) -> None:
    """In a line, in a block of their own, one after the other, within each other, and in all that Markdown has."""
    assert shown(text) == html


def test_a_piece_in_a_table_and_in_a_fold() -> None:
    """A bar in a piece ends no cell, and a piece within HTML that has Markdown in it is found."""
    assert "<td><i>a | b</i></td>" in shown(f"| x | y |\n|---|---|\n| {ready('<i>a | b</i>')} | c |")
    fold = shown(f"<details markdown>\n<summary>S</summary>\n\n{ready('<div>*a*</div>')}\n\n*b*\n\n</details>")
    assert "<div>*a*</div>" in fold
    assert "<em>b</em>" in fold


def test_nothing_is_no_piece() -> None:
    """Where there is nothing to show, nothing is marked, so that templates can ask whether there is."""
    assert ready("") == ""


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("It eases [@example-blog] after [[wound|a cut]].", "It eases [@example-blog] after [[wound|a cut]]."),
        ("Ask *where*, **when** & why (P < .05) [@example-blog].", "Ask <em>where</em>, <strong>when</strong> &amp; why (P &lt; .05) [@example-blog]."),
        ("A [map](https://example.org/?a=1&b=2), `code`.", '<a href="https://example.org/?a=1&amp;b=2">map</a>, <code>code</code>.'),
    ],
)  # fmt: skip
def test_a_text_of_the_data(text: str, html: str) -> None:
    """It is what Markdown makes of it, and links to records and citations wait for the page."""
    assert inline(text).removeprefix("A ") == html
    assert inline(text) == shown(text).removeprefix("<p>").removesuffix("</p>")


def test_words_in_a_piece(library: Library) -> None:
    """Words of the glossary are explained in the running text of a piece where that is wanted, as Markdown explains them."""
    told = '<abbr title="A light metal.">titanium</abbr>'
    html = '<details><summary>Is titanium light?</summary><p class="titanium">A titanium rod, of <a href="x">titanium</a>.</p></details>'
    page = finish(f"A titanium screw.\n\n{ready(html, worded=True)}\n\n{ready('<p>titanium</p>')}", "x.md", library, {})
    assert shown(page).count(told) == 2
    assert f'<p class="titanium">A {told} rod, of <a href="x">titanium</a>.</p>' in shown(page)
    assert "<p>titanium</p>" in shown(page)


def test_links_in_a_piece(library: Library) -> None:
    """The words of a link to a record are text, and open a sentence with a capital."""
    piece = ready("<ul><li>[[wound]], [[wound|a < b & c]], see [[clot]].</li></ul>")
    assert shown(finish(piece, "x.md", library, {})) == (
        '<ul><li><a href="../cautions/wound/">Wound</a>, <a href="../cautions/wound/">a &lt; b &amp; c</a>, '
        'see <a href="../complications/clot/">clot</a>.</li></ul>'
    )
