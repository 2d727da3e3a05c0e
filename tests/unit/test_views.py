"""The pictures: what lies where, and what the numbers lead to."""

from __future__ import annotations

import re

import pytest

from macros.model.base import Span
from macros.model.clinical import Zone
from macros.model.vocabulary import INTERVENTIONS
from macros.store.library import Library
from macros.views import body, evidence, spine, svg, timeline, waits


def zone(what: str, where: str) -> Zone:
    """A zone with a note."""
    return Zone.model_validate({"what": what, "where": where, "note": "Here [@a]."})


@pytest.mark.parametrize(
    ("cuts", "x"),
    [(["front-of-neck"], 98), (["back-of-neck"], 270), (["front-of-neck", "back-of-neck"], 270)],
)
def test_bone_is_drawn_where_the_surgeon_came_from(cuts: list[str], x: int) -> None:
    """A plate put in from the front is on the front; with a second cut behind, on the back."""
    zones = [zone("incision", cut) for cut in cuts] + [zone("disk-removed", "cervical-spine")]
    drawn = body.draw(zones, "Operation")
    assert f'<rect class="sh-mark sh-mark--disk-removed" x="{x - 4}"' in drawn
    assert re.findall(r'class="sh-numeral">(\d)<', drawn).count(str(len(zones))) == 1


def test_no_zones_no_drawing() -> None:
    """Nothing known draws nothing."""
    assert body.draw([], "Operation") == ""


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


def test_the_map_keeps_its_empty_fields(library: Library) -> None:
    """Every group meets every kind of work; one field of the small project holds a study."""
    rows = evidence.cells(library)
    assert {len(row) for row in rows} == {len(INTERVENTIONS)}
    held = [cell for row in rows for cell in row if cell.studies]
    assert [(cell.population, cell.intervention, cell.words) for cell in held] == [
        ("lumbar-decompression", "massage", "1 trial")
    ]
    assert "none on this map" in rows[0][0].words


def test_the_scale_of_time_is_even_in_its_own_measure() -> None:
    """The day of surgery stands left, the last tick right, and a week lies between."""
    axis = svg.TimeAxis(52, 0, 100)
    assert (axis.x(0), axis.x(52)) == (0, 100)
    assert 0 < axis.x(1) < axis.x(6) < 100
    assert Span.model_validate({"from": 1, "to": 2, "unit": "months"}).weeks == pytest.approx((4.348, 8.696), abs=0.01)
