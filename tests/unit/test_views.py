"""The pictures: what lies where, and what the numbers lead to."""

from __future__ import annotations

from typing import Any

import pytest

from macros.model.base import Span
from macros.model.caution import Weeks, When
from macros.model.text import plain
from macros.model.vocabulary import INTERVENTIONS
from macros.plan import cautions
from macros.store.library import Library
from macros.views import compare, evidence, phases, spine, svg, timeline, waits, whom
from tests import making
from tests.making import made, rule


@pytest.mark.parametrize(
    ("weeks", "words"),
    [
        ({"to": 12}, "first 12 weeks"),
        ({"to": 52}, "first year"),
        ({"to": 104}, "first 2 years"),
        ({"from": 6, "to": 52}, "week 6 to 1 year"),
        ({"from": 12}, "from week 12 on"),
        ({"from": 2, "until": "cleared"}, "from week 2 until cleared"),
        ({"until": "cleared"}, "until cleared"),
        ({}, "any time"),
    ],
)
def test_weeks_as_people_say_them(weeks: dict[str, object], words: str) -> None:
    """A reader counts in years what a rule counts in weeks."""
    assert whom.span(Weeks.model_validate(weeks)) == words


def test_records_are_named_and_not_addressed() -> None:
    """What a rule is about is said by names, with their capitals, also where links are left out."""
    small = making.library(
        made("procedures", "llif", name="LLIF"), made("conditions", "pott-disease", name="Pott disease", proper=True)
    )
    said = whom.when(When.model_validate({"procedures": ["llif"], "conditions": ["pott-disease"]}), small)
    assert plain(said) == "after LLIF · with Pott disease"


def test_segments_hold_what_is_done_there(library: Library) -> None:
    """An operation stands at every level it names, and at no other."""
    found = {segment.name: [procedure.id for procedure, _ in segment.operations] for segment in spine.segments(library)}
    assert len(found) == 24
    assert found["L4–L5"] == found["L5–S1"] == ["roof-removal"]
    assert found["L3–L4"] == []


def test_lanes_keep_protocols_apart(library: Library) -> None:
    """Steps stand under the source that gives them, numbered through, the earliest first."""
    lanes = timeline.lanes(library.get("procedures", "roof-removal").recovery, library.source)
    assert [lane.name for lane in lanes] == ["Example Hospital", "Sample et al. 2020"]
    assert [number for lane in lanes for number, _ in lane.steps] == [1, 2, 3]


def test_positions_come_earliest_first(library: Library) -> None:
    """A condition without a time stands last, and only in the table."""
    assert [position.time for position in waits.positions(library, "massage")] == ["once the wound has closed"]
    assert waits.draw(waits.positions(library, "massage"), "Massage") == ""
    assert [position.time for position in waits.positions(library, "lifting")] == ["not before 3 months"]


def test_ranges_run_from_the_earliest_to_the_latest() -> None:
    """For each activity the earliest and the latest time that anyone names; "by week 4" names week 4; healing is at the end."""
    says = {"says": "So [@s]."}
    records = making.library(
        *(made("sources", slug) for slug in ("a", "b")),
        made("waits", "a", positions=[
            {"topic": "driving", "when": {"from": 0, "to": 4}, **says},
            {"topic": "healing", "when": {"from": 1, "to": 12}, **says},
            {"topic": "work", "once": "it is dry", **says},
        ]),
        made("waits", "b", positions=[
            {"topic": "driving", "when": {"from": 2}, **says},
            {"topic": "healing", "when": {"from": 3, "to": 6}, **says},
        ]),
    )  # fmt: skip
    found = {r.topic: [(time, position.source.id) for time, position in r.ends] for r in waits.overview(records)}
    assert found == {"driving": [("week 2", "b"), ("week 4", "a")], "healing": [("week 6", "b"), ("week 12", "a")]}


@pytest.mark.parametrize(
    ("weeks", "words"),
    [(0, "at once"), (3 / 7, "day 3"), (6, "week 6"), (26.1, "6 months"), (104.4, "2 years"), (78.3, "18 months")],
)
def test_spans_in_the_units_people_use(weeks: float, words: str) -> None:
    """Days below two weeks, weeks to four months, months to two years, then years."""
    assert waits.span(weeks) == words


def test_two_operations_differ_row_by_row() -> None:
    """What one of them does not say is taken from the wider operation, and what neither says is no row."""
    card = {
        "massage": "Possible",
        "evidence": "thin",
        "keep_off": "the cut",
        "lines": [{"subject": "lying", "do": f"Lie {way} [@s]."} for way in ("left", "right", "up")],
    }
    records = making.library(
        made("procedures", "wide", scar=["Long [@s]."], today=card),
        made("procedures", "one", is_a="wide", approach=["Front [@s]."]),
        made("procedures", "two", is_a="wide", approach=["Back [@s]."], scar=["Short [@s]."]),
    )
    found = compare.rows(records.get("procedures", "one"), records.get("procedures", "two"), records)
    assert [(row.heading, [side.of.id for side in row.sides], row.same) for row in found] == [
        ("What is done", ["one", "two"], True),
        ("Way in", ["one", "two"], False),
        ("Scar", ["wide", "two"], False),
        ("Keep off", ["wide", "wide"], True),
        ("Lying and getting up", ["wide", "wide"], True),
        ("Evidence for massage", ["wide", "wide"], True),
    ]


@pytest.mark.parametrize(
    ("when", "phase"),
    [
        ({}, "any"),
        ({"phase": "before"}, "before"),
        ({"weeks": {"until": "cleared"}}, "cleared"),
        ({"weeks": {"from": 0, "to": 6}}, "weeks"),
        ({"weeks": {"from": 12, "to": 52}}, "later"),
        ({"weeks": {"from": 52}}, "later"),
        ({"weeks": {"from": 2}}, "any"),
    ],
)
def test_phases_of_rules(when: dict[str, Any], phase: str) -> None:
    """A rule stands in the phase in which it holds."""
    assert phases.phase(When.model_validate(when)) == phase


def test_rules_are_linked_to_where_they_stand() -> None:
    """Beside its own rules an operation has those of each wider one, of its part of the spine, and of every operation."""
    records = making.library(
        made("procedures", "surgery"),
        made("procedures", "fusion", is_a="surgery", regions=["lumbar"]),
        made(
            "cautions",
            "care",
            rules=[
                rule("own", when={"procedures": ["fusion"]}),
                rule("wider", when={"procedures": ["surgery"]}),
                rule("part", when={"regions": ["lumbar"]}),
                rule("all"),
            ],
        ),
    )
    fusion = records.get("procedures", "fusion")
    found = phases.inherited(fusion, cautions.concerning(fusion, records), records)
    assert [(wider.id, [item.rule.id for item in items]) for wider, items in found.wider] == [("surgery", ["wider"])]
    assert [item.rule.id for item in found.region] == ["part"]
    assert [item.rule.id for item in found.every] == ["all"]


def test_the_map_keeps_its_empty_fields(library: Library) -> None:
    """Every group meets every kind of work; one field of the small project holds a study."""
    rows = evidence.cells(library)
    assert {len(row) for row in rows} == {len(INTERVENTIONS)}
    held = [cell for row in rows for cell in row if cell.studies]
    assert [(cell.population, cell.intervention, evidence.words(cell)) for cell in held] == [
        ("lumbar-decompression", "massage", "1 trial")
    ]
    assert "none on this map" in evidence.words(rows[0][0])


def test_a_field_of_the_map_is_shown_where_it_applies(library: Library) -> None:
    """On the pages of the operations that its group names, and of the techniques that are studied as its work."""
    pages = [("procedures", "roof-removal"), ("techniques", "long-stroke"), ("procedures", "back-surgery")]
    shown = [evidence.fields_about(library.get(*page), library) for page in pages]
    assert [[evidence.anchor(cell) for cell in cells] for cells in shown] == [["lumbar-decompression-massage"]] * 2 + [
        []
    ]
    assert evidence.studied(library.get("procedures", "roof-removal"), library)
    assert evidence.studied(library.get("procedures", "back-surgery"), library), "a kind of it is"
    assert evidence.searched("lumbar-decompression", library) is not None
    assert evidence.searched("lumbar-fusion", library) is None


def test_the_scale_of_time_is_even_in_its_own_measure() -> None:
    """The day of surgery stands left, the last tick right, and a week lies between."""
    axis = svg.TimeAxis(52, 0, 100)
    assert (axis.x(0), axis.x(52)) == (0, 100)
    assert 0 < axis.x(1) < axis.x(6) < 100
    assert Span.model_validate({"from": 1, "to": 2, "unit": "months"}).weeks == pytest.approx((4.348, 8.696), abs=0.01)


def test_signs_in_a_row() -> None:
    """Each sign once, with all that it needs; what counts by itself first, and what needs the same together."""
    records = making.library(*(made("signs", slug) for slug in ("ache", "fever", "lump", "rash")))
    early, late = (When.model_validate({"weeks": {"from": start, "to": start + 2}}) for start in (0, 4))
    stops = [
        cautions.Stop(records.get("signs", slug), "emergency", when)
        for slug, when in (("ache", early), ("lump", late), ("fever", When()), ("ache", late), ("rash", late))
    ]
    row = whom.in_a_row(stops, records)
    assert (
        row
        == "[[fever|fever]]; [[ache|ache]] (first 2 weeks; or week 4 to week 6); [[lump|lump]], [[rash|rash]] (each: week 4 to week 6)"
    )
    assert (
        whom.in_a_row(stops, records, company=False) == "[[ache|ache]]; [[lump|lump]]; [[fever|fever]]; [[rash|rash]]"
    )
