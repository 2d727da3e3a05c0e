"""What points to a record, who cites a source, and the lists of names."""

from __future__ import annotations

from macros.store.library import Library
from macros.store.page import Page
from macros.views import indexes
from tests import making
from tests.making import library, made, rule

TIE = "They go together [@a]."

OPERATIONS = library(
    made("procedures", "surgery"),
    made("procedures", "fusion", is_a="surgery", done_with=[{"to": "cleaning", "why": TIE}]),
    made("procedures", "cleaning", alternatives=[{"to": "fusion", "why": TIE}]),
    made("conditions", "slip", treated_by=[{"to": "fusion", "why": TIE}]),
    made("complications", "bleeding", after=[{"to": "surgery", "why": TIE}]),
    made("complications", "clot", after=[{"to": "surgery", "why": TIE}, {"to": "fusion", "why": "More often [@a]."}]),
    made("complications", "nonunion", after=[{"to": "fusion", "why": TIE}]),
)


def pointing(slug: str) -> list[tuple[str, list[str]]]:
    """What points to an operation, by heading."""
    found = indexes.reverse(OPERATIONS.get("procedures", slug), OPERATIONS)
    return [(heading, [link.origin.id for link in links]) for heading, links in found]


def test_what_points_to_a_record_is_under_its_heading() -> None:
    """Each relation has its heading, in one order; what can go wrong after a wider operation can here too, each once."""
    assert pointing("fusion") == [
        ("Done for", ["slip"]),
        ("An alternative to", ["cleaning"]),
        ("What can go wrong", ["clot", "nonunion", "bleeding"]),
    ]
    assert pointing("surgery") == [("What can go wrong", ["bleeding", "clot"])]
    assert pointing("cleaning") == [("Often done together with", ["fusion"])]


def test_the_operation_s_own_reason_is_the_one_shown() -> None:
    """Where a complication is tied to the operation and to a wider one, its page gives the nearer reason."""
    found = dict(indexes.reverse(OPERATIONS.get("procedures", "fusion"), OPERATIONS))
    assert [link.why for link in found["What can go wrong"] if link.origin.id == "clot"] == ["More often [@a]."]


CITED = library(
    made("sources", "a"),
    made("sources", "b", note="Says the same as [@a]."),
    made("sources", "c"),
    made("conditions", "slip", summary="It slips [@a].", questions=[{"ask": "Why?", "anchor": "why", "answer": "So [@b]."}]),
    made("procedures", "fusion", summary="It joins [@b]."),
    made("materials", "screw", summary="It holds [@b]."),
    made("rates", "falls", about="fusion", source="c", after=["cleaning"]),
    made("waits", "a", positions=[
        {"topic": "lifting", "after": ["fusion", "cleaning"], "once": "it has healed", "says": "Wait [@a]."},
    ]),
    made("procedures", "cleaning", summary="It cleans [@b]."),
)  # fmt: skip


def test_who_cites_a_source() -> None:
    """Pages by what they are called: of records by data or prose, for figures and waits those that show them, others by prose."""
    pages = [
        Page("materials/screw.md", "{% call record() %}\nIt is of metal [@a].\n{% endcall %}\n"),
        Page("about.md", "{% call prose() %}\n# About\n\nSee [@b]. Cite as `[@a]`.\n{% endcall %}\n"),
        Page("when-to-start.md", "# When may it start?\n"),
    ]
    found = indexes.citing(CITED, {page.path: page for page in pages})
    assert found["a"] == {
        "when-to-start.md": '<a href="../when-to-start/">When may it start?</a>',
        "procedures/cleaning.md": "[[cleaning|Cleaning]]",
        "procedures/fusion.md": "[[fusion|Fusion]]",
        "materials/screw.md": "[[screw|Screw]]",
        "conditions/slip.md": "[[slip|Slip]]",
    }
    assert list(found["c"]) == ["procedures/fusion.md"]
    assert list(found["b"].values()) == [
        '<a href="../about/">About</a>', "[[cleaning|Cleaning]]", "[[fusion|Fusion]]", "[[screw|Screw]]", "[[slip|Slip]]",
    ]  # fmt: skip


NAMES: Library = library(
    made("conditions", "slip", names={"lay": ["3-part slip"], "abbreviations": ["SL"]}),
    made("signs", "ache", names={"lay": ["Soreness"]}),
    made("glossary", "bone"),
    made("sources", "a"),
    made("rates", "falls", about="slip", source="a"),
)


def test_a_to_z_has_every_name() -> None:
    """Names of records that can be opened, by first letter, digits first; each with what it leads to."""
    found = [(letter, [(e.name, e.label, e.kind) for e in entries]) for letter, entries in indexes.a_to_z(NAMES)]
    assert found == [
        ("0–9", [("3-part slip", "Slip", "condition")]),
        ("A", [("Ache", "Ache", "sign")]),
        ("B", [("Bone", "Bone", "term")]),
        ("S", [("SL", "Slip", "condition"), ("Slip", "Slip", "condition"), ("Soreness", "Ache", "sign")]),
    ]


def test_names_are_folded_by_their_start() -> None:
    """The names of a letter by the first two letters, whatever their case."""
    entries = [indexes.Entry(name, "x", "X", "sign") for name in ("SL", "Slip", "Soreness")]
    assert [(start, len(some)) for start, some in indexes.by_start(entries)] == [("Sl", 2), ("So", 1)]


def test_cautions_and_signs_by_urgency() -> None:
    """Cautions stand under the level of their most urgent rule, those with the most of it first; signs under what is to be done."""
    now = {"level": "emergency", "today": "stop", "urgency": "emergency"}
    soon = {"level": "refer", "today": "stop", "urgency": "same-day"}
    records = making.library(
        made("signs", "fall", body="belly"),
        made("signs", "ache"),
        made("signs", "itch"),
        made("cautions", "a", rules=[rule("x", **now, when={"signs": ["fall"]})]),
        made("cautions", "b", rules=[rule("x", **now), rule("y", **now), rule("z", **soon, when={"signs": ["ache"]})]),
        made("cautions", "c", rules=[rule("x", when={"signs": ["itch"]})]),
    )
    assert [(level, [c.id for c in found]) for level, found in indexes.by_urgency(records)] == [
        ("emergency", ["b", "a"]), ("adapt", ["c"]),
    ]  # fmt: skip
    assert [
        (anchor, [(body, [sign.id for sign in signs]) for body, signs in groups])
        for _, anchor, groups in indexes.signs_by_urgency(records)
    ] == [
        ("emergency", [("belly", ["fall"])]), ("same-day", [("skin", ["ache"])]), ("less-urgent", [("skin", ["itch"])]),
    ]  # fmt: skip
