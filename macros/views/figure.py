"""The figure from its three sides, and the spine within it: outlines, areas, bones and their places. The drawings' only geometry."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal, get_args
from xml.etree import ElementTree

from macros.model.vocabulary import BONES, Bone
from macros.store.project import DRAWINGS
from macros.views import svg

View = Literal["front", "back", "side"]
"""From where the figure is seen. From the side it faces right."""

VIEWS: tuple[View, ...] = get_args(View)

Point = tuple[float, float]
Polygon = Sequence[Point]


@dataclass(frozen=True)
class Place:
    """Where a bone, or the disk below it, lies on the figure. A mark is drawn in units of `size` around 0, 0, and put there."""

    x: float
    y: float
    turn: float
    """Degrees, clockwise."""
    size: float
    """The height of a bone with its disk."""

    @property
    def transform(self) -> str:
        """As an attribute of SVG."""
        turned = f" rotate({self.turn:.0f})" if self.turn else ""
        return f"translate({self.x:g} {self.y:g}){turned} scale({self.size:g})"


@dataclass(frozen=True)
class _Outline:
    """The lines of one view: class and path of the outline, the hair and the face, and the areas by name."""

    lines: tuple[tuple[str, str], ...]
    areas: dict[str, str]


@cache
def _outline(view: View) -> _Outline:
    """From the files that hold the figure, which are the only copy; that of front and back is also the map to tap."""
    folder = Path(__file__).parents[2] / DRAWINGS
    file, index = (folder / "body-side.svg", 0) if view == "side" else (folder / "body.svg", VIEWS.index(view))
    paths = ElementTree.parse(file).getroot().findall("{*}g")[index].iter("{http://www.w3.org/2000/svg}path")
    drawn = [(path.get("class", ""), path.get("data-area", ""), path.get("d", "")) for path in paths]
    kept = {"sh-outline": "sh-figure", "sh-hair": "sh-hair", "sh-face": "sh-face"}
    return _Outline(
        tuple((kept[css], d) for css, _, d in drawn if css in kept),
        {area: d for css, area, d in drawn if css == "sh-area"},
    )


def person(view: View) -> str:
    """The outline with hair and face."""
    return "".join(svg.element("path", class_=css, d=d) for css, d in _outline(view).lines)


def area(view: View, name: str) -> list[list[Point]]:
    """The shapes of an area that hands work on; none where it is not seen."""
    return polygons(_outline(view).areas.get(name, ""))


# The spine

_TOP, _NECK, _CHEST, _LOW = 49.0, 25.0, 57.0, 33.0
"""Where C1 begins, and how long the parts of the spine are, one right below the other."""
_PITCH = {"C": _NECK / 7, "T": _CHEST / 12, "L": _LOW / 5}
SACRUM = (_TOP + _NECK + _CHEST + _LOW, 17.0)
"""Where the sacrum begins, and how long it is."""
_FORWARD = (
    -3.5, -3, -2.8, -3, -3.8, -5, -6.8,
    -9, -11, -12.6, -13.7, -14.4, -14.6, -14.4, -13.8, -12.8, -11.4, -9.7, -7.8,
    -5.2, -3, -1.6, -1.4, -2.8, -9,
)  # fmt: skip
"""How far forward each bone lies in the view from the side: the curves of neck, chest and low back."""


@cache
def spine(view: View) -> dict[str, Place]:
    """The places of the bones, and of the disks between two: `L4`, `L4-L5`."""
    found: dict[str, Place] = {}
    y = _TOP
    middles: list[Point] = []
    for bone, forward in zip(BONES, _FORWARD, strict=True):
        size = _PITCH.get(bone[0], SACRUM[1])
        middles.append((forward if view == "side" else 0.0, round(y + size / 2, 2)))
        y += size
    for index, (bone, (x, middle)) in enumerate(zip(BONES, middles, strict=True)):
        above, below = middles[max(index - 1, 0)], middles[min(index + 1, len(middles) - 1)]
        size = round(_PITCH.get(bone[0], _PITCH["L"]), 2)
        found[bone] = Place(x, middle, _turn(above, below), size)
    for (upper, lower), ((x1, y1), (x2, _)) in zip(pairwise(BONES), pairwise(middles), strict=True):
        size = found[upper].size
        below = (x2, y1 + size)
        found[disk(upper, lower)] = Place(
            round((x1 + x2) / 2, 2), round(y1 + size / 2, 2), _turn((x1, y1), below), size
        )
    return found


def _turn(above: Point, below: Point) -> float:
    """By how much a bone is turned that lies along a line."""
    return round(-math.degrees(math.atan2(below[0] - above[0], below[1] - above[1])))


def disk(upper: Bone, lower: Bone) -> str:
    """What the disk between two bones is called."""
    return f"{upper}-{lower}"


def between(upper: Bone, lower: Bone) -> list[str]:
    """The disks from one bone down to another."""
    run = BONES[BONES.index(upper) : BONES.index(lower) + 1]
    return [disk(above, below) for above, below in pairwise(run)]


BODY: dict[View, str] = {
    "back": "M-.58-.4q.58.1 1.16 0q.1.06.05.18l.3-.04q.12.12 0 .22l-.3.02q-.02.2.02.3q.02.1-.07.12q-.58-.1-1.16 0q-.09-.02-.07-.12q.04-.1.02-.3"
    "l-.3-.02q-.12-.1 0-.22l.3.04q-.05-.12.05-.18z",
    "front": "M-.58-.4q.58.1 1.16 0q.1.06.05.18l.25.02q.1.08 0 .14l-.27.02q-.02.2.04.3q.02.1-.07.12q-.58-.1-1.16 0q-.09-.02-.07-.12q.06-.1.04-.3"
    "l-.27-.02q-.1-.06 0-.14l.25-.02q-.05-.12.05-.18z",
    "side": "M-.5-.38q.5.08 1 0q.08.02.06.12q-.05.24 0 .5q.02.12-.06.14q-.5-.08-1 0q-.06-.02-.06-.14q.04-.24 0-.5q-.02-.1.06-.12z",
}
"""The body of a bone of the spine, one unit high with its disk."""
KNOB: dict[View, str] = {
    "back": "M-.36-.3q.36.1.72 0q.04.3-.1.42q-.12.06-.14.36q-.12.1-.24 0q-.02-.3-.14-.36q-.14-.12-.1-.42z",
    "side": "M-.56-.22q-.2-.06-.3 0q-.2.08-.5.16q-.24.1-.22.28q.1.1.3 0q.3-.1.46-.06q.16-.1.26-.08z",
}
"""Its roof with the knob that is felt under the skin. Not seen from the front."""
PAD = "M-.54-.06q.54-.06 1.08 0v.12q-.54.06-1.08 0z"
"""The disk between two bones."""
_HIPS = (
    "M7.5 166.5c6-5.5 17-7.5 23-3c.5 9-6 18-13 25.5c-4-4-8.5-13-10-22.5z"
    "M-7.5 166.5c-6-5.5-17-7.5-23-3c-.5 9 6 18 13 25.5c4-4 8.5-13 10-22.5z"
)
_WEDGE = "M-7 164.6h14l-4.5 16.4h-5z"
_SACRUM: dict[View, str] = {
    "back": _WEDGE,
    "front": _WEDGE,
    "side": "M-7.5 164.3l7.5 1.5l-6 8l-7 8.5l-3-1q3-8 8.5-17z",
}


def bones(view: View, top: float, bottom: float) -> str:
    """The spine from a height down to another, and the hip bones beside it."""
    # From the front, the jaw hides the first two bones.
    hidden = ("C1", "C2", "sacrum") if view == "front" else ("sacrum",)
    drawn = [
        svg.element("g", bone(view), transform=place.transform)
        for name, place in spine(view).items()
        if "-" not in name and name not in hidden and top < place.y + place.size and place.y - place.size < bottom
    ]
    if bottom > SACRUM[0]:
        drawn.append(svg.element("path", class_="sh-bone", d=_SACRUM[view]))
        drawn += [] if view == "side" else [svg.element("path", class_="sh-hips", d=_HIPS)]
    return "".join(drawn)


def bone(view: View) -> str:
    """A bone of the spine, in its own units."""
    return svg.element("path", class_="sh-bone", d=BODY[view]) + (
        svg.element("path", class_="sh-bone", d=KNOB[view]) if view in KNOB else ""
    )


# Shading


def hatched(shapes: Iterable[Polygon], step: float) -> str:
    """Slanted lines within shapes, `step` apart, as a path. A pattern would need a name, which a page could not show twice.

    All lie on one grid, so that neighboring and overlapping shapes show no seam.
    """
    lines: list[str] = []
    for shape in shapes:
        edges = list(zip(shape, [*shape[1:], shape[0]], strict=True))
        sums = [x + y for x, y in shape]
        for number in range(math.ceil(min(sums) / step), math.floor(max(sums) / step) + 1):
            at = number * step
            crossings = sorted(
                x1 + (x2 - x1) * (at - x1 - y1) / (x2 + y2 - x1 - y1)
                for (x1, y1), (x2, y2) in edges
                if (x1 + y1 < at) != (x2 + y2 < at)
            )
            lines += [
                f"M{left:.2f} {at - left:.2f}L{right:.2f} {at - right:.2f}"
                for left, right in zip(crossings[::2], crossings[1::2], strict=True)
            ]
    return "".join(lines)


_TOKEN = re.compile(r"[MmLlHhVvCcZz]|-?(?:\d+\.?\d*|\.\d+)")
_BITS = 6
"""Into how many straight pieces a curve is taken apart."""


def polygons(path: str) -> list[list[Point]]:
    """The shapes of a path of straight lines and cubic curves, which after its `M` are relative, as corners."""
    words = _TOKEN.findall(path)
    shapes: list[list[Point]] = []
    x = y = 0.0
    command = ""
    index = 0

    def numbers(count: int) -> list[float]:
        nonlocal index
        index += count
        return [float(word) for word in words[index - count : index]]

    while index < len(words):
        if words[index].isalpha():
            command = words[index]
            index += 1
        match command:
            case "M":
                x, y = numbers(2)
                shapes.append([(x, y)])
                command = "l"
            case "l":
                dx, dy = numbers(2)
                x, y = x + dx, y + dy
                shapes[-1].append((x, y))
            case "h":
                x += numbers(1)[0]
                shapes[-1].append((x, y))
            case "v":
                y += numbers(1)[0]
                shapes[-1].append((x, y))
            case "c":
                x1, y1, x2, y2, dx, dy = numbers(6)
                for bit in range(1, _BITS + 1):
                    t = bit / _BITS
                    a, b, c = 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
                    shapes[-1].append((x + a * x1 + b * x2 + c * dx, y + a * y1 + b * y2 + c * dy))
                x, y = x + dx, y + dy
            case "z" | "Z":
                x, y = shapes[-1][0]
            case _:
                raise ValueError(f"`{command}` is not understood")
    return shapes
