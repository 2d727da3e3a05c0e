"""Citations: numbered notes."""

from __future__ import annotations

import pytest

from macros.model.text import cited, linked, plain
from macros.store.library import Library
from macros.text.citations import PLACE, kinds_of_evidence, number
from macros.text.ready import CLOSE, OPEN


def numbered(text: str, library: Library) -> str:
    """The text with its citations numbered, and a word on other pages, without the marks of what is ready."""
    text = number(text, library.source, lambda source: " · others" if source.id == "example-trial" else "")
    return text.replace(OPEN, "").replace(CLOSE, "")


def test_marks_stand_behind_the_punctuation(library: Library) -> None:
    """A citation goes behind the period, also across a line break; a source keeps its number; only its first mark is led back to."""
    text = "One [@example-trial]. Two\n[@example-leaflet; @example-trial], three."
    assert numbered(text, library).split("\n\n")[0] == (
        'One.<sup><a class="footnote-ref" id="fnref:example-trial" href="#fn:example-trial">1</a></sup> '
        'Two,<sup><a class="footnote-ref" id="fnref:example-leaflet" href="#fn:example-leaflet">2</a>,'
        '<a class="footnote-ref" href="#fn:example-trial">1</a></sup> three.'
    )


def test_a_citation_keeps_to_its_paragraph(library: Library) -> None:
    """A mark at the start of a paragraph does not pull it into the one above; brackets and cells stay whole."""
    assert numbered("One.\n\n[@example-trial] two.", library).startswith('One.\n\n<sup><a class="footnote-ref"')
    assert "(b<sup>" in numbered("A (b [@example-trial]).", library)
    assert "</sup>).\n" in numbered("A (b [@example-trial]).", library)
    assert "</sup> |\n" in numbered("| a [@example-trial] |", library)


def test_notes_say_what_a_source_is(library: Library) -> None:
    """A note holds the reference, the kind of evidence, how much was read, and the ways on and back."""
    notes = [
        line
        for line in numbered("A [@example-trial]. B [@example-blog].", library).splitlines()
        if line.startswith("<li")
    ]
    assert notes[0] == (
        '<li id="fn:example-trial">Sample AB, Example Group. Does it help? An example trial. <em>Journal of Examples</em>. 2020;12(3):45-50. '
        '<a href="https://doi.org/10.1000/example">doi:10.1000/example</a> <em>Randomized controlled trial. Read as abstract.</em> '
        '<a href="https://example.org/trial">Open the source</a> · others '
        '<a class="footnote-backref" href="#fnref:example-trial" title="Back to the text" aria-label="Back to the text">↩</a></li>'
    )
    assert (
        '<em>Other document. Low authority.</em> <a href="http://example.org/blog">Open the source</a> <a' in notes[1]
    )


def test_notes_stand_where_the_page_wants_them(library: Library) -> None:
    """They take the place of the placeholder; without one they are folded under a heading; without citations nothing is."""
    assert numbered(f"A [@example-trial].\n\n{PLACE}\n\nEnd.", library).endswith("</div>\n\nEnd.")
    folded = numbered("A [@example-trial].", library)
    assert folded.index("<details") < folded.index("## Sources") < folded.index("<div") < folded.index("</details>")
    assert numbered(f"A.\n{PLACE}", library) == "A.\n"


def test_code_is_left_alone(library: Library) -> None:
    """What stands as code is shown, not cited."""
    text = "`[@example-trial]`\n\n```\n[@nobody]\n```\n"
    assert numbered(text, library) == text


def test_unknown_source_raises(library: Library) -> None:
    """An id without a source never becomes a number."""
    with pytest.raises(KeyError, match="nobody"):
        numbered("A [@nobody].", library)


def test_evidence_is_derived_and_ordered(library: Library) -> None:
    """The kinds of evidence behind a claim come from its sources, the strongest study design first."""
    assert kinds_of_evidence(map(library.source, ["example-leaflet", "example-trial"])) == (
        "Randomized controlled trial",
        "Hospital or clinic leaflet",
    )


@pytest.mark.parametrize(
    ("text", "sources", "links", "words"),
    [
        ("Pain eases [@a].", ("a",), (), "Pain eases."),
        ("Pain eases [@a; @b-2]. Then [@c]", ("a", "b-2", "c"), (), "Pain eases. Then"),
        (
            "A *true* [[disk-herniation]] or [[spinal-fusion|fused back]]",
            (),
            ("disk-herniation", "spinal-fusion"),
            "A true disk herniation or fused back",
        ),
        ("[not](https://a.b) [@]", ("",), (), "[not](https://a.b)"),
    ],
)
def test_text(text: str, sources: tuple[str, ...], links: tuple[str, ...], words: str) -> None:
    """Citations, links and plain words are read from one string."""
    assert (cited(text), linked(text), plain(text)) == (sources, links, words)
