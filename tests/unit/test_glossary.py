"""Glossary words on the built pages."""

from __future__ import annotations

from macros.publish import glossary

PAGE = """<html><body><nav><abbr title="A bone.">disk</abbr></nav><article class="x">
<h1>A <abbr title="A bone.">disk</abbr></h1>
<p>One <abbr title="A bone.">disk</abbr>, two <abbr title="A bone.">disks</abbr>, a <abbr title="Metal.">screw</abbr>,
<a href="x">a <abbr title="Steel.">rod</abbr></a>, a <abbr title="Steel.">rod</abbr>.</p>
<details><summary><h2>Its <abbr title="Metal.">screw</abbr></h2></summary><p>A <abbr title="Metal.">screw</abbr>
and a <abbr title="Metal.">screw</abbr>.</p></details>
<p>A <abbr title="Metal.">screw</abbr>.</p>
<div class="footnote"><ol><li id="fn:a">On the <abbr title="Rare.">dura</abbr>.</li></ol></div>
<p>The <abbr title="Rare.">dura</abbr>.</p></article></body></html>"""


def test_a_word_is_marked_once_a_section() -> None:
    """The first of a section and of a fold is marked, by its meaning; headings, links and notes are not. Every word stays."""
    expected = """<html><body><nav><abbr title="A bone.">disk</abbr></nav><article class="x">
<h1>A disk</h1>
<p>One <abbr title="A bone.">disk</abbr>, two disks, a <abbr title="Metal.">screw</abbr>,
<a href="x">a rod</a>, a <abbr title="Steel.">rod</abbr>.</p>
<details><summary><h2>Its screw</h2></summary><p>A <abbr title="Metal.">screw</abbr>
and a screw.</p></details>
<p>A <abbr title="Metal.">screw</abbr>.</p>
<div class="footnote"><ol><li id="fn:a">On the dura.</li></ol></div>
<p>The <abbr title="Rare.">dura</abbr>.</p></article></body></html>"""
    assert glossary.once(PAGE) == expected
    assert glossary.once(expected) == expected
