"""Where the metal is: the zones of the body that an operation touched, on a figure seen from the front and the back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

from macros.model.clinical import Procedure, Zone
from macros.model.text import plain
from macros.model.vocabulary import PLACES, TISSUES, Place, Tissue
from macros.store.library import Library
from macros.store.project import DRAWINGS
from macros.views import svg

DEEP: frozenset[Place] = frozenset(("cervical-spine", "thoracic-spine", "lumbar-spine", "sacrum", "sacroiliac-joint"))
"""Zones of bone, which lie between front and back."""


@dataclass(frozen=True)
class Spot:
    """Where a zone lies on the figure."""

    view: Literal["front", "back"]
    out: float
    """How far from the midline, toward the side."""
    y: float
    """Its middle, from the top."""
    width: float
    height: float


_SPOTS: dict[Place, Spot] = {
    "front-of-neck": Spot("front", 4.5, 66, 11, 10),
    "breastbone": Spot("front", 0, 101, 7, 40),
    "chest-side": Spot("front", 25, 116, 10, 16),
    "side": Spot("front", 22, 150, 7, 14),
    "belly": Spot("front", 0, 162, 18, 28),
    "hip-flexor": Spot("front", 17, 190, 9, 24),
    "iliac-crest-front": Spot("front", 24, 171, 12, 8),
    "back-of-neck": Spot("back", 0, 65, 12, 17),
    "cervical-spine": Spot("back", 0, 66, 8, 17),
    "upper-back": Spot("back", 0, 94, 26, 30),
    "thoracic-spine": Spot("back", 0, 105, 9, 56),
    "mid-back": Spot("back", 0, 125, 26, 26),
    "low-back": Spot("back", 0, 150, 28, 30),
    "lumbar-spine": Spot("back", 0, 149, 11, 29),
    "sacrum": Spot("back", 0, 173, 14, 17),
    "sacroiliac-joint": Spot("back", 9, 172, 5, 15),
    "iliac-crest-back": Spot("back", 19, 168, 13, 8),
    "buttock": Spot("back", 18, 190, 18, 14),
}

_WIDTH, _HEIGHT = 368, 214
"""The figure ends at the thighs: nothing is operated on below."""
_CENTER = {"front": 98.0, "back": 270.0}
_EDGE = {"front": 9.0, "back": 359.0}
"""Where the numbers stand, beside the hands."""
_BONES = "".join(
    f"M{-width / 2:g} {top + pitch * place:.1f}h{width:g}v{pitch - 1.2:.1f}h{-width:g}z"
    for top, count, pitch, width in ((57.5, 7, 2.6, 5), (76, 12, 4.8, 6.5), (134.4, 5, 5.8, 9))
    for place in range(count)
)
"""The bones of neck, chest and low back."""


@cache
def _person(view: str) -> str:
    """The outline, hair and face of the body that the planner shows to be tapped, whose file is the only copy."""
    file = Path(__file__).parents[2] / DRAWINGS / "body.svg"
    figures = ElementTree.parse(file).getroot().findall("{*}g")
    kept = {"sh-outline": "sh-figure", "sh-hair": "sh-hair", "sh-face": "sh-face"}
    return "".join(
        svg.element("path", class_=kept[path.get("class", "")], d=path.get("d"))
        for path in figures[list(_CENTER).index(view)].findall("{*}path")
    )


def zones(procedure: Procedure, library: Library) -> tuple[Zone, ...]:
    """The zones of an operation; where it names none, those of the nearest wider operation that does."""
    return next((wider.zones for wider in library.ancestors(procedure) if wider.zones), ())


def where(zone: Zone) -> str:
    """The place of a zone in words: `low back, both sides`."""
    sides = {"left": "left side", "right": "right side", "both": "both sides", "either": "one side or the other"}
    return ", ".join(filter(None, (PLACES[zone.where], sides.get(zone.side))))


def draw(chosen: Sequence[Zone], name: str) -> str:
    """An SVG of the figure from the sides that have zones, front, back or both, with the zones numbered as in the table below it."""
    if not chosen:
        return ""
    marks = [(number, zone, _spot(zone, chosen)) for number, zone in enumerate(chosen, 1)]
    views = [view for view in _CENTER if any(spot.view == view for _, _, spot in marks)]
    parts = [_figure(view) for view in views]
    # What lies deep is drawn first, so that scars stay in sight.
    depth = list(TISSUES)
    for number, zone, spot in sorted(marks, key=lambda mark: -depth.index(mark[1].what)):
        words = f"{number}. {TISSUES[zone.what]}, {where(zone)}: {plain(zone.note)}"
        parts.append(svg.element("g", svg.title(words), *(_mark(zone.what, spot, x) for x in _middles(zone, spot))))
    for view in views:
        parts.extend(_labels([mark for mark in marks if mark[2].view == view], view))
    seen = " and ".join(f"the {view}" for view in views)
    label = f"{name}: zones of the body that the operation touched, seen from {seen}; the numbered table below says the same in words"
    if len(views) == 1:
        left = _WIDTH / 2 if views == ["back"] else 0
        return svg.picture("sh-body sh-body--one", _WIDTH / 2, _HEIGHT, label, parts, left=left)
    return svg.picture("sh-body", _WIDTH, _HEIGHT, label, parts)


def _spot(zone: Zone, chosen: Sequence[Zone]) -> Spot:
    """Where a zone lies. Bone is drawn on the side from which the surgeon came: a plate of the neck lies at the front."""
    spot = _SPOTS[zone.where]
    cuts = {_SPOTS[other.where].view for other in chosen if other.what == "incision"}
    return replace(spot, view="front") if zone.where in DEEP and cuts == {"front"} else spot


def _figure(view: str) -> str:
    return svg.element(
        "g",
        _person(view),
        svg.element("path", class_="sh-bone", d=f"{_BONES}M-7 164h14l-4 17h-6z"),
        svg.text(view.capitalize(), -26, 14, text_anchor="end"),
        transform=f"translate({_CENTER[view]:g} 0)",
    )


def _middles(zone: Zone, spot: Spot) -> list[float]:
    """The places of the marks of a zone, from left to right. Seen from the front, the client's left is on our right."""
    center = _CENTER[spot.view]
    out = spot.out or spot.width / 3
    left = out if spot.view == "front" else -out
    return {
        "midline": [center],
        "left": [center + left],
        "right": [center - left],
        "either": [center - left],
        "both": [center - out, center + out],
    }[zone.side]


def _mark(what: Tissue, spot: Spot, x: float) -> str:
    """One mark. Each kind has a shape of its own, so that color alone tells nothing."""
    left, top, width, height = x - spot.width / 2, spot.y - spot.height / 2, spot.width, spot.height
    css = f"sh-mark sh-mark--{what}"
    match what:
        case "incision":
            line, ticks = _incision(spot, x)
            return svg.element("path", class_=css, d=line + ticks)
        case "hardware" if spot.view == "front":
            # Seen from the front it is a plate with its screws.
            left, width = x - min(width, 8) / 2, min(width, 8)
            plate = f"M{left:.1f} {top:.1f}h{width:g}v{height:g}h{-width:g}z"
            screws = "".join(
                f"M{left + width * across:.1f} {top + height * down:.1f}h.1"
                for down in (0.2, 0.8)
                for across in (0.3, 0.7)
            )
            return svg.element("path", class_=css, d=plate + screws)
        case "hardware":
            width = min(width, 11)
            rods = "".join(f"M{x + side * width * 0.32:.1f} {top:.1f}v{height:g}" for side in (-1, 1))
            screws = "".join(f"M{x - width * 0.5:.1f} {top + height * part:.1f}h{width:g}" for part in (0.1, 0.5, 0.9))
            return svg.element("path", class_=css, d=rods + screws)
        case "bone-removed" | "disk-removed" | "device":
            inset = {"bone-removed": 0.0, "disk-removed": 0.34, "device": 0.1}[what]
            return svg.element(
                "rect", class_=css, x=round(left, 1), y=round(top + height * inset, 1), width=width,
                height=round(height * (1 - 2 * inset), 1), rx={"bone-removed": 1, "disk-removed": 3, "device": 4}[what],
            )  # fmt: skip
        case "muscle-cut" | "muscle-moved":
            return svg.element(
                "ellipse", class_=css, cx=x, cy=spot.y, rx=round(width * 0.28, 1), ry=round(height / 2, 1)
            )
        case "graft" | "donor-site":
            return svg.element(
                "ellipse", class_=css, cx=x, cy=spot.y, rx=round(width * 0.42, 1), ry=round(min(height * 0.42, 9), 1)
            )


def _incision(spot: Spot, x: float) -> tuple[str, str]:
    """A scar with its stitches: across where the zone is wider than high, else along the body."""
    if spot.width > spot.height:
        line = f"M{x - spot.width / 2:.1f} {spot.y:.1f}h{spot.width:g}"
        ticks = "".join(f"M{x + spot.width * part:.1f} {spot.y - 2:.1f}v4" for part in (-0.3, 0, 0.3))
    else:
        line = f"M{x:.1f} {spot.y - spot.height / 2:.1f}v{spot.height:g}"
        ticks = "".join(f"M{x - 2:.1f} {spot.y + spot.height * part:.1f}h4" for part in (-0.3, 0, 0.3))
    return line, ticks


def _labels(marks: Sequence[tuple[int, Zone, Spot]], view: str) -> list[str]:
    """The numbers beside the figure, each with a line to its mark, from top to bottom without overlap."""
    edge, outward = _EDGE[view], -1 if view == "front" else 1
    ordered = sorted(marks, key=lambda mark: (mark[2].y, mark[0]))
    drawn: list[str] = []
    top, step = 10.0, 17.0
    for spot_y, together in groupby(enumerate(ordered), key=lambda placed: placed[1][2].y):
        fellows = list(together)
        for place, (index, (number, zone, spot)) in enumerate(fellows):
            off_center = place - (len(fellows) - 1) / 2
            lowest = _HEIGHT - 10 - step * (len(ordered) - 1 - index)
            y = min(max(spot_y + off_center * step, top), lowest)
            top = y + step
            # The line ends at the near rim of the mark, so that it does not hide what lies there.
            x = (min if view == "front" else max)(_middles(zone, spot)) + outward * spot.width / 4
            end = spot_y + off_center * spot.height / len(fellows)
            drawn.append(
                svg.element("path", class_="sh-leader", d=f"M{edge:.1f} {y:.1f}L{x:.1f} {end:.1f}")
                + svg.element("circle", class_="sh-number", cx=edge, cy=y, r=7.5)
                + svg.text(str(number), edge, y + 3.3, text_anchor="middle", class_="sh-numeral")
            )
    return drawn
