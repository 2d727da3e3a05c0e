"""Citations: numbered notes and references in AMA style."""

from __future__ import annotations

import pytest

from macros.model.evidence import Source
from macros.model.text import cited, linked, plain
from macros.store.library import Library
from macros.text.citations import PLACE, kinds_of_evidence, number, reference

SOURCE = {
    "id": "x",
    "type": "article-journal",
    "title": "T",
    "URL": "https://example.org",
    "evidence": "rct",
    "authority": "ordinary",
    "seen_as": "abstract",
}

REFERENCES = [
    (
        {"author": [{"family": "Keller", "given": "G"}], "title": "A Case Study", "container-title": "J Ex", "issued": 2012, "volume": "5", "issue": "4", "page": "3-8"},
        "Keller G. A Case Study. *J Ex*. 2012;5(4):3-8.",
    ),
    ({"author": [{"family": "Pirris", "given": "SM"}, {"family": "O'Brien", "given": "M"}], "title": "Why?", "volume": "1"}, "Pirris SM, O'Brien M. Why? 1."),
    ({"author": [{"literal": "Example Hospital"}], "type": "webpage", "container-title": "Site"}, "Example Hospital. T. Site."),
    ({"DOI": "10.1000/ex_1", "container-title": "J", "issued": 2001}, "T. *J*. 2001. [doi:10.1000/ex\\_1](https://doi.org/10.1000/ex\\_1)"),
    ({"type": "article-magazine", "container-title": "Mag & Co", "issued": 2021, "page": "34-37"}, "T. *Mag & Co*. 2021:34-37."),
    ({"title": "A [bracket] and a *star*"}, "A \\[bracket\\] and a \\*star\\*."),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "expected"), REFERENCES)
def test_reference(fields: dict[str, object], expected: str) -> None:
    """A source is set in AMA style, with nothing added that the data does not say."""
    assert reference(Source.model_validate(SOURCE | fields)) == expected


def numbered(text: str, library: Library) -> str:
    """The text with its citations numbered, and a word on other pages."""
    return number(text, library.source, lambda source: " · others" if source.id == "example-trial" else "")


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
        '<li id="fn:example-trial" markdown="span">Sample AB, Example Group. Does it help? An example trial. *Journal of Examples*. 2020;12(3):45-50. '
        "[doi:10.1000/example](https://doi.org/10.1000/example) *Randomized controlled trial. Read as abstract.* "
        "[Open the source](https://example.org/trial) · others "
        '<a class="footnote-backref" href="#fnref:example-trial" title="Back to the text" aria-label="Back to the text">↩</a></li>'
    )
    assert "*Other document. Low authority.* [Open the source](http://example.org/blog) <a" in notes[1]


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
