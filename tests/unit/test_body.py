"""The drawings of operations: what lies where, at which level, and what to keep off."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from macros.model.clinical import Procedure, Stretch, Zone
from macros.views import body, figure, marks
from macros.views.panels import KeepOff
from tests.planning import library

OPERATIONS = [record for record in library().of("procedures") if body.zones(record, library())]
EACH = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
PANEL = re.compile(r'<svg class="sh-view".*?</svg>(?=<svg class="sh-view"|</div>)')
NUMBER = re.compile(r'class="sh-number" cx="([\d.]+)" cy="([\d.]+)" r="8".*?class="sh-numeral">(\d+)<')


def zone(what: str, where: str, side: str = "midline", *form: str) -> Zone:
    """A zone with a note."""
    return Zone.model_validate({"what": what, "where": where, "side": side, "form": form, "note": "Here [@a]."})


def drawn(*zones: Zone, at: tuple[str, str] | None = None, off: KeepOff | None = None) -> str:
    """The drawing of zones."""
    stretches = [Stretch.model_validate({"from": at[0], "to": at[1]})] if at else []
    return body.picture(zones, stretches, off or KeepOff(), "Operation")


def operation(slug: str) -> Procedure:
    """An operation by its slug."""
    found: Procedure = library().get("procedures", slug)
    return found


def shown(slug: str) -> str:
    """Its drawing."""
    return body.draw(operation(slug), library(), slug)


def panels(html: str, view: str) -> list[str]:
    """The pictures from one side."""
    return [panel for panel in PANEL.findall(html) if f'data-view="{view}"' in panel.split(">")[0]]


@EACH
def test_every_number_is_there_and_none_overlap(operation: Procedure) -> None:
    """Each zone of the table has its number in a picture, within it and clear of the others."""
    html = body.draw(operation, library(), operation.name)
    found = set()
    for panel in PANEL.findall(html):
        numbers = NUMBER.findall(panel)
        found |= {int(number) for _, _, number in numbers}
        for column in {x for x, _, _ in numbers}:
            downs = sorted(float(y) for x, y, _ in numbers if x == column)
            assert all(16 + 8 <= y <= 200 - 8 for y in downs)
            assert all(below - above >= 18 for above, below in pairwise(downs))
    assert found == set(range(1, len(body.zones(operation, library())) + 1))


@EACH
def test_no_two_lines_end_at_one_point(operation: Procedure) -> None:
    """The ends of the lines of a picture are apart, so that no knot hides which is which."""
    found = 0
    for panel in PANEL.findall(body.draw(operation, library(), operation.name)):
        ends = [(float(x), float(y)) for x, y in re.findall(r'class="sh-end" cx="([\d.-]+)" cy="([\d.-]+)"', panel)]
        found += len(ends)
        for index, (x, y) in enumerate(ends):
            assert all((x - a) ** 2 + (y - b) ** 2 >= 9 for a, b in ends[:index])
    assert found


@EACH
def test_the_heading_promises_no_metal(operation: Procedure) -> None:
    """Neither a heading nor the drawing speaks of metal."""
    title = Procedure.model_fields["zones"].title or ""
    assert "metal" not in f"{title}{body.draw(operation, library(), operation.name)}".lower()


@pytest.mark.parametrize("where", ["cervical-spine", "front-of-neck"])
def test_a_plate_is_in_front(where: str) -> None:
    """Seen from the front and from the side, where it lies before the bone; never from behind."""
    found = marks.of(zone("hardware", where, "midline", "plate"), [])
    assert {mark.view for mark in found} == {"front", "side"}
    assert all(mark.anchor[0] > 0.5 for mark in found if mark.view == "side")


def test_rods_are_behind() -> None:
    """Not seen from the front, and behind the bone from the side."""
    found = marks.of(zone("hardware", "lumbar-spine", "both", "rods"), [])
    assert {mark.view for mark in found} == {"back", "side"}
    assert all(mark.anchor[0] < -0.5 for mark in found if mark.view == "side")


@pytest.mark.parametrize(
    ("at", "disks"),
    [(("L4", "L5"), {"L4-L5"}), (("L3", "sacrum"), {"L3-L4", "L4-L5", "L5-sacrum"}), (("C5", "C6"), {"L4-L5"}), (None, {"L4-L5"})],
)  # fmt: skip
def test_marks_lie_at_the_levels(at: tuple[str, str] | None, disks: set[str]) -> None:
    """At each disk of the levels; at the example where no level of the zone is named."""
    html = drawn(zone("incision", "low-back"), at=at)
    assert set(re.findall(r'data-at="([^"]*)" data-spot', html)) == disks


def test_a_short_cut_is_beside_the_midline() -> None:
    """A TLIF is a cut at one level, shorter than that level is high, on one side."""
    back = panels(shown("tlif"), "back")[0]
    cut = r'data-at="([^"]*)"[^>]*><path class="sh-mark sh-mark--incision" d="M([\d.-]+)-\.32v\.64'
    cuts = re.findall(cut, back)
    assert cuts == [("L4-L5", ".95")]
    assert "Drawn at L4–L5, as an example. What may lie on one side or the other is drawn on one." in shown("tlif")


def test_what_may_be_on_either_side_can_be_turned() -> None:
    """A script turns it; but not the hip from which bone was taken, which the side of the operation does not tell."""
    assert 'data-turns="right"' in drawn(zone("incision", "low-back", "either"))
    assert "data-turns" not in drawn(zone("donor-site", "iliac-crest-back", "either"))


def test_nothing_is_missing_in_the_spine() -> None:
    """Each bone begins where the one above it ends, and the sacrum below L5."""
    places = [place for name, place in figure.spine("back").items() if "-" not in name]
    for above, below in pairwise(places[:-1]):
        assert above.y + above.size / 2 == pytest.approx(below.y - below.size / 2, abs=0.05)
    assert places[-2].y + places[-2].size / 2 == pytest.approx(figure.SACRUM[0], abs=0.05)


@pytest.mark.parametrize(
    ("slug", "areas", "near"),
    [
        ("acdf", {"front-of-neck"}, {"cut", "implant", "donor"}),
        ("laminectomy", set(), {"cut"}),
        ("llif", {"belly", "hip-flexor", "thigh"}, {"cut", "implant", "donor"}),
        ("tlif", set(), {"cut", "implant", "donor"}),
        ("interspinous-spacer", set(), {"cut", "implant"}),
    ],
)
def test_what_to_keep_off_is_what_the_rules_say(slug: str, areas: set[str], near: set[str]) -> None:
    """From the rules about the operation alone: no pregnancy, no symptom, nothing before surgery."""
    off = body.keep_off(operation(slug), library())
    assert set(off.areas) == areas
    assert set(off.near) == near


def legend(html: str) -> list[str]:
    """The words of the legend."""
    return [re.sub("<[^>]*>", "", words) for words in re.findall(r"</svg> (.*?)</li>", html)]


def test_the_legend_has_what_is_drawn() -> None:
    """And nothing else."""
    html = drawn(zone("incision", "low-back"), zone("bone-removed", "lumbar-spine"))
    assert legend(html) == ["Incision", "Bone removed"]
    html = drawn(zone("incision", "low-back"), off=KeepOff(near=frozenset(("cut",))))
    assert legend(html) == ["Incision", "Keep off here: the cut"]
    assert 'class="sh-off"' in html
    assert legend(shown("acdf"))[-1] == "Keep off here: the cut, the implant, front of the neck"


def test_each_shading_has_the_name_of_what_is_kept_off() -> None:
    """So that a script takes out what a client's rules do not keep off, and its word in the legend."""
    html = shown("acdf")
    assert set(re.findall(r'<path class="sh-off"[^>]* data-off="([^"]*)"', html)) == {"cut", "implant", "front-of-neck"}
    assert re.findall(r'<span data-off="([^"]*)">', html) == ["cut", "implant", "front-of-neck"]


def test_no_zones_no_drawing() -> None:
    """Nothing known draws nothing."""
    assert drawn() == ""


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"what": "hardware", "where": "lumbar-spine"}, "Give its `form`"),
        ({"what": "graft", "where": "lumbar-spine", "form": ["cage"]}, "Leave it out"),
    ],
)
def test_the_form_goes_with_what_is_put_in(values: dict[str, object], fault: str) -> None:
    """Hardware and devices say what they look like, and nothing else does."""
    with pytest.raises(ValueError, match=re.escape(fault)):
        Zone.model_validate(values | {"note": "Here [@a]."})
