"""Where the metal is: the zones of the body that an operation touched, on a figure seen from the front and the back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from macros.model.clinical import Procedure, Zone
from macros.model.text import plain
from macros.model.vocabulary import PLACES, TISSUES, Place, Tissue
from macros.store.library import Library
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
    "front-of-neck": Spot("front", 7, 78, 16, 12),
    "breastbone": Spot("front", 0, 122, 8, 40),
    "chest-side": Spot("front", 44, 150, 18, 30),
    "side": Spot("front", 44, 212, 16, 24),
    "belly": Spot("front", 0, 226, 30, 42),
    "hip-flexor": Spot("front", 20, 258, 14, 44),
    "iliac-crest-front": Spot("front", 40, 250, 18, 12),
    "back-of-neck": Spot("back", 0, 79, 20, 28),
    "cervical-spine": Spot("back", 0, 79, 12, 28),
    "upper-back": Spot("back", 0, 116, 34, 40),
    "thoracic-spine": Spot("back", 0, 140, 13, 86),
    "mid-back": Spot("back", 0, 164, 34, 40),
    "low-back": Spot("back", 0, 214, 40, 50),
    "lumbar-spine": Spot("back", 0, 214, 16, 50),
    "sacrum": Spot("back", 0, 256, 22, 28),
    "sacroiliac-joint": Spot("back", 14, 256, 8, 24),
    "iliac-crest-back": Spot("back", 30, 246, 20, 12),
    "buttock": Spot("back", 32, 284, 26, 20),
}

_WIDTH, _HEIGHT = 440, 306
_CENTER = {"front": 112.0, "back": 328.0}
_OUTLINE = (
    "M0 14c17 0 25 13 25 27c0 15-8 26-13 29v13c10 8 40 9 52 22c9 10 12 44 15 84c2 26 4 42 4 58"
    "c-5 4-12 3-15-2c-3-22-7-54-14-86c-3-13-5-18-7-22c0 30-4 52-4 68c0 18 10 36 12 62c2 30-2 62-6 100"
    "h-38l-5-78c-2-3-4-3-6 0l-5 78h-38c-4-38-8-70-6-100c2-26 12-44 12-62c0-16-4-38-4-68c-2 4-4 9-7 22"
    "c-7 32-11 64-14 86c-3 5-10 6-15 2c0-16 2-32 4-58c3-40 6-74 15-84c12-13 42-14 52-22v-13c-5-3-13-14-13-29"
    "c0-14 8-27 25-27z"
)
_BONES = "".join(
    f"M{-width / 2:g} {y}h{width}v{height}h-{width}z"
    for start, end, step, width, height in ((66, 94, 4, 8, 3), (97, 181, 7, 9, 5), (190, 238, 10, 12, 7))
    for y in range(start, end, step)
)
"""The bones of neck, chest and low back, a stroke each."""


def zones(procedure: Procedure, library: Library) -> tuple[Zone, ...]:
    """The zones of an operation; where it names none, those of the nearest wider operation that does."""
    return next((wider.zones for wider in library.ancestors(procedure) if wider.zones), ())


def where(zone: Zone) -> str:
    """The place of a zone in words: `low back, both sides`."""
    sides = {"left": "left side", "right": "right side", "both": "both sides", "either": "one side or the other"}
    return ", ".join(filter(None, (PLACES[zone.where], sides.get(zone.side))))


def draw(chosen: Sequence[Zone], name: str) -> str:
    """An SVG of the figure, front and back, with the zones numbered as in the table below it."""
    if not chosen:
        return ""
    parts = [_figure(view) for view in _CENTER]
    marks = [(number, zone, _spot(zone, chosen)) for number, zone in enumerate(chosen, 1)]
    # What lies deep is drawn first, so that scars stay in sight.
    depth = list(TISSUES)
    for number, zone, spot in sorted(marks, key=lambda mark: -depth.index(mark[1].what)):
        words = f"{number}. {TISSUES[zone.what]}, {where(zone)}: {plain(zone.note)}"
        parts.append(svg.element("g", svg.title(words), *(_mark(zone.what, spot, x) for x in _middles(zone, spot))))
    for view in _CENTER:
        parts.extend(_labels([mark for mark in marks if mark[2].view == view], view))
    label = f"{name}: zones of the body that the operation touched, seen from the front and the back; the numbered table below says the same in words"
    return svg.picture("sh-body", _WIDTH, _HEIGHT, label, parts)


def _spot(zone: Zone, chosen: Sequence[Zone]) -> Spot:
    """Where a zone lies. Bone is drawn on the side from which the surgeon came: a plate of the neck lies at the front."""
    spot = _SPOTS[zone.where]
    cuts = {_SPOTS[other.where].view for other in chosen if other.what == "incision"}
    return replace(spot, view="front") if zone.where in DEEP and cuts == {"front"} else spot


def _figure(view: str) -> str:
    return svg.element(
        "g",
        svg.element("path", class_="sh-figure", d=_OUTLINE),
        svg.element("path", class_="sh-bone", d=f"{_BONES}M-10 240h20l-6 30h-8z"),
        svg.text(view.capitalize(), -34, 16, text_anchor="end"),
        transform=f"translate({_CENTER[view]:g} 0)",
    )


def _middles(zone: Zone, spot: Spot) -> list[float]:
    """The places of the marks of a zone, from left to right. Seen from the front, the client's left is on our right."""
    center = _CENTER[spot.view]
    left = spot.out if spot.view == "front" else -spot.out
    return {
        "midline": [center],
        "left": [center + left],
        "right": [center - left],
        "either": [center - left],
        "both": [center - left, center + left] if spot.out else [center - spot.width / 3, center + spot.width / 3],
    }[zone.side]


def _mark(what: Tissue, spot: Spot, x: float) -> str:
    """One mark. Each kind has a shape of its own, so that color alone tells nothing."""
    left, top, width, height = x - spot.width / 2, spot.y - spot.height / 2, spot.width, spot.height
    css = f"sh-mark sh-mark--{what}"
    match what:
        case "incision":
            line, ticks = _incision(spot, x)
            return svg.element("path", class_=css, d=line + ticks)
        case "hardware":
            left, width = x - min(width, 16) / 2, min(width, 16)
            rods = "".join(f"M{x + side * width * 0.32:.1f} {top:.1f}v{height:g}" for side in (-1, 1))
            screws = "".join(f"M{x - width * 0.5:.1f} {top + height * part:.1f}h{width:g}" for part in (0.1, 0.5, 0.9))
            return svg.element("path", class_=css, d=rods + screws)
        case "bone-removed" | "disk-removed" | "device":
            inset = {"bone-removed": 0.0, "disk-removed": 0.34, "device": 0.1}[what]
            return svg.element(
                "rect", class_=css, x=round(left, 1), y=round(top + height * inset, 1), width=width,
                height=round(height * (1 - 2 * inset), 1), rx={"bone-removed": 1, "disk-removed": 5, "device": 6}[what],
            )  # fmt: skip
        case "muscle-cut" | "muscle-moved":
            reach = width * 0.9
            return svg.element("ellipse", class_=css, cx=x, cy=spot.y, rx=round(reach, 1), ry=round(height * 0.55, 1))
        case "graft" | "donor-site":
            return svg.element(
                "ellipse", class_=css, cx=x, cy=spot.y, rx=round(width * 0.42, 1), ry=round(min(height * 0.42, 14), 1)
            )


def _incision(spot: Spot, x: float) -> tuple[str, str]:
    """A scar with its stitches: across where the zone is wider than high, else along the body."""
    if spot.width > spot.height:
        line = f"M{x - spot.width / 2:.1f} {spot.y:.1f}h{spot.width:g}"
        ticks = "".join(f"M{x + spot.width * part:.1f} {spot.y - 3:.1f}v6" for part in (-0.3, 0, 0.3))
    else:
        line = f"M{x:.1f} {spot.y - spot.height / 2:.1f}v{spot.height:g}"
        ticks = "".join(f"M{x - 3:.1f} {spot.y + spot.height * part:.1f}h6" for part in (-0.3, 0, 0.3))
    return line, ticks


def _labels(marks: Sequence[tuple[int, Zone, Spot]], view: str) -> list[str]:
    """The numbers beside the figure, each with a line to its mark, from top to bottom without overlap."""
    edge = _CENTER[view] + (-98 if view == "front" else 98)
    ordered = sorted(marks, key=lambda mark: (mark[2].y, mark[0]))
    drawn: list[str] = []
    bottom = 16.0
    for spot_y, together in groupby(ordered, key=lambda mark: mark[2].y):
        fellows = list(together)
        for place, (number, zone, spot) in enumerate(fellows):
            off_center = place - (len(fellows) - 1) / 2
            y = max(spot_y + off_center * 20, bottom)
            bottom = y + 20
            x = (min if view == "front" else max)(_middles(zone, spot))
            end = spot_y + off_center * min(8, spot.height / len(fellows))
            drawn.append(
                svg.element("path", class_="sh-leader", d=f"M{edge:.1f} {y:.1f}L{x:.1f} {end:.1f}")
                + svg.element("circle", class_="sh-number", cx=edge, cy=y, r=9)
                + svg.text(str(number), edge, y + 4, text_anchor="middle", class_="sh-numeral")
            )
    return drawn
