"""The marks of a drawing: what each zone of an operation looks like, from each side.

A mark at a level is drawn in the units of `figure.Place`: one unit is a bone with its disk, 0, 0 is the middle of the disk or the
bone. The same mark so serves the figure, the enlarged spine, and every level that a client names. Other marks lie on the figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from macros.model.clinical import Zone
from macros.model.vocabulary import Bone, Form, Place, Region, Tissue
from macros.views.figure import Point, Polygon, View

Spot = Literal["disk", "middle", "bone", "inner", "body"]
"""Where it is put: at each disk of the levels, at the middle one of them, at each bone of them, at each bone but the first and last, or on the figure."""

KeptOff = Literal["cut", "implant", "donor", ""]
"""As what a mark may have to be kept off; as nothing, if empty."""

REACH: dict[Place, tuple[Bone, Bone]] = {
    "front-of-neck": ("C1", "C7"),
    "back-of-neck": ("C1", "C7"),
    "cervical-spine": ("C1", "C7"),
    "upper-back": ("T1", "T7"),
    "mid-back": ("T8", "T12"),
    "thoracic-spine": ("T1", "T12"),
    "low-back": ("L1", "L5"),
    "lumbar-spine": ("L1", "L5"),
    "side": ("L1", "L5"),
}
"""The places whose marks lie at a level: the bones there, each with the disk below it."""
_AHEAD: dict[Region, frozenset[Place]] = {
    "cervical": frozenset(("front-of-neck",)),
    "thoracic": frozenset(("chest-side", "breastbone")),
    "lumbar": frozenset(("belly", "side", "hip-flexor")),
    "sacral": frozenset(),
}
"""Where the surgeon comes in who reaches the front of the spine."""
SKIN: frozenset[Tissue] = frozenset(("incision", "muscle-cut", "muscle-moved", "donor-site"))
"""What is numbered on the figure. The rest of what lies at a level is numbered on the enlarged spine."""
_FELT: frozenset[Form] = frozenset(("rods", "plate", "spacer", "pins", "battery"))
"""What lies under soft tissue that a hand could press against it. A cage, a disk and cement lie inside the spine."""
_FIXED: dict[Place, tuple[View, float, float, float, float]] = {
    "breastbone": ("front", 0, 101, 3.5, 19),
    "chest-side": ("side", 2, 112, 10, 6),
    "belly": ("front", 6, 160, 4, 12),
    "hip-flexor": ("front", 12, 178, 3.5, 16),
    "iliac-crest-front": ("front", 26, 170, 3.6, 5),
    "buttock": ("back", 18, 189, 7, 5),
    "sacroiliac-joint": ("back", 13, 171, 5, 7),
    "iliac-crest-back": ("back", 21, 167.5, 6, 3),
    "sacrum": ("back", 0, 172, 4, 6),
}
"""The other places: the view, the middle (how far out, how far down), and the reach of a mark to the side and up and down."""


@dataclass(frozen=True)
class Mark:
    """One mark of a zone."""

    view: View
    spot: Spot
    path: str
    anchor: Point
    """Where the line from its number ends."""
    around: Polygon = ()
    """What to keep off when the mark is to be kept off."""
    kept_off: KeptOff = ""
    numbered: bool = True
    """Whether this view shows it best."""


def region(zone: Zone) -> Region | None:
    """The part of the spine at which its marks lie; None for marks that lie on the figure."""
    first, _ = REACH.get(zone.where, ("", ""))
    return {"C": "cervical", "T": "thoracic", "L": "lumbar"}.get(first[:1])  # type: ignore[return-value]


def ahead(part: Region, zones: Sequence[Zone]) -> bool:
    """Whether the surgeon reached that part of the spine from the front or the side."""
    return any(zone.where in _AHEAD[part] for zone in zones)


def of(zone: Zone, zones: Sequence[Zone]) -> list[Mark]:
    """The marks of a zone of an operation with `zones`."""
    part = region(zone)
    return list(_on_the_body(zone, zones) if part is None else _at_levels(zone, part, zones))


def signs(zone: Zone, view: View) -> list[int]:
    """On which sides of the midline it is drawn: -1 left of it, 1 right of it, as it is seen, 0 on it.

    What may be on one side or the other is drawn on the client's right; bone may be taken from either hip, and is on the left.
    """
    right = -1 if view == "front" else 1
    either = -right if zone.what == "donor-site" else right
    return {"midline": [0], "right": [right], "left": [-right], "both": [-1, 1], "either": [either]}[zone.side]


def _at_levels(zone: Zone, part: Region, zones: Sequence[Zone]) -> Iterator[Mark]:
    fellows = [other for other in zones if region(other) == part]
    face: View = "front" if ahead(part, zones) else "back"
    if zone.what in ("incision", "muscle-cut", "muscle-moved"):
        yield from _skin(zone)
    elif zone.what == "bone-removed":
        yield from _bone_removed(zone, face == "front" and zone.side == "midline")
    elif zone.what == "disk-removed":
        whole = zone.side == "midline"
        for s in signs(zone, face):
            path = _rect(-0.6, 0.6, 0.14) if whole else _rect(0.12 * s, 0.6 * s, 0.13)
            yield Mark(face, "disk", path, (0.5 * (s or _out(face)), 0.05), numbered=not whole)
        yield Mark("side", "disk", _rect(-0.55, 0.55 if whole else -0.15, 0.14), (0.53, -0.1), numbered=whole)
    elif zone.what in ("graft", "donor-site"):
        yield from _graft(zone, fellows, face)
    else:
        for form in zone.form:
            yield from _implant(zone, form, face)


def _skin(zone: Zone) -> Iterator[Mark]:
    """Cuts, and the muscles below them."""
    view: View = {"front-of-neck": "front", "side": "side"}.get(zone.where, "back")  # type: ignore[assignment]
    for s in signs(zone, view):
        if zone.what == "incision":
            yield _cut(zone.where, view, s)
        elif zone.where == "front-of-neck":
            path = _fibers(1.7 * (s or 1), 0.3 * (s or 1), 1.9, zone.what, lean=-0.5 * (s or 1))
            yield Mark(view, "middle", path, (1.5 * (s or 1), 1.0 if zone.what == "muscle-cut" else -1.1))
        elif zone.where == "side":
            yield Mark(view, "middle", _fibers(0.6, 0.3, 1.4, zone.what), (1.05, 0.9))
            break
        else:
            for side in (s,) if s else (-1, 1):
                yield Mark("back", "disk", _fibers(1.35 * side, 0.28 * side, 0.8, zone.what), (1.8 * side, 0.3))


def _cut(where: Place, view: View, s: int) -> Mark:
    if where == "front-of-neck":
        across = 1.9 * (s or 1)
        path = f"M0 .3Q{_n(across * 0.5)} .2 {_n(across)}-.3" + _ticks(
            [(across * 0.3, 0.22), (across * 0.7, -0.05)], 0.22
        )
        return Mark(view, "middle", path, (across, -0.3), _box(-0.3 * (s or 1), across * 1.15, -1, 1), "cut")
    if where == "side":
        path = "M-.1.3L1.5-.3" + "".join(
            f"M{_n(x - 0.08)} {_n(y - 0.2)}l.16.4" for x, y in ((0.3, 0.15), (0.7, 0), (1.1, -0.15))
        )
        return Mark(view, "middle", path, (1.5, -0.3), _box(-0.4, 1.8, -0.8, 0.8), "cut")
    if s == 0:
        path = "M0-.5V.5" + _ticks([(0, -0.3), (0, 0), (0, 0.3)], 0.16, across=True)
        return Mark(view, "disk", path, (0, 0.2), _box(-0.7, 0.7, -1, 1), "cut")
    path = f"M{_n(0.95 * s)}-.32v.64" + _ticks([(0.95 * s, -0.16), (0.95 * s, 0.16)], 0.16, across=True)
    return Mark(view, "disk", path, (0.95 * s, -0.2), _box(0.3 * s, 1.6 * s, -1, 1), "cut")


def _bone_removed(zone: Zone, whole_body: bool) -> Iterator[Mark]:
    """The middle of a bone, from the front; else its roof, or half of it."""
    if whole_body:
        yield Mark("front", "inner", _rect(-0.62, 0.62, 0.42), (0.55, 0.3), numbered=False)
        yield Mark("side", "inner", _rect(-0.55, 0.55, 0.42), (0.5, 0.32))
        return
    for s in signs(zone, "back"):
        path = _rect(-0.42, 0.42, -0.84, 0.02) if s == 0 else _rect(0.04 * s, 0.5 * s, -0.74, 0.02)
        yield Mark("back", "disk", path, ((0.36 * s) or 0.34, -0.6))
    if zone.side == "midline":
        yield Mark(
            "side",
            "disk",
            "M-.56-.72q-.2-.06-.3 0q-.2.08-.5.16q-.24.1-.22.28q.1.1.3 0q.3-.1.46-.06q.16-.1.26-.08z",
            (-1.2, -0.3),
            numbered=False,
        )


def _graft(zone: Zone, fellows: Sequence[Zone], face: View) -> Iterator[Mark]:
    """In the gap where bone was, in the space where the disk was, or beside the spine."""
    whats = {other.what for other in fellows}
    forms = {form for other in fellows for form in other.form}
    if zone.side == "midline" and face == "front" and "bone-removed" in whats:
        yield Mark("front", "inner", _rect(-0.3, 0.3, 0.6), (0.25, 0), numbered=False)
        yield Mark("side", "inner", _rect(-0.3, 0.32, 0.6), (0.28, 0.05))
    elif zone.side == "midline" and "disk-removed" in whats:
        caged = "cage" in forms
        blobs = _ellipse(-0.47, 0, 0.1, 0.09) + _ellipse(0.47, 0, 0.1, 0.09) if caged else _rect(-0.4, 0.4, 0.1)
        yield Mark(face, "disk", blobs, (0.47, 0.02), numbered=False)
        yield Mark(
            "side",
            "disk",
            _ellipse(0.42, 0, 0.1, 0.09) if caged else _rect(-0.38, 0.38, 0.1),
            (0.44 if caged else 0.2, 0.03),
        )
    else:
        for s in signs(zone, "back") if zone.side != "midline" else (-1, 1):
            yield Mark("back", "disk", _ellipse(0.84 * s, 0.06, 0.13, 0.5), (0.86 * s, 0.3))


def _implant(zone: Zone, form: Form, face: View) -> Iterator[Mark]:
    """Hardware and devices at a level."""
    felt: KeptOff = "implant" if form in _FELT else ""
    if form == "rods":
        thick = zone.what == "device"
        for s in signs(zone, "back") if zone.side != "midline" else (-1, 1):
            rod = f"M{_n(0.66 * s)}-.5V.5" + (_rect(0.55 * s, 0.77 * s, 0.3) if thick else "")
            heads = "".join(
                f"M{_n(0.66 * s)} {y}h{_n(-0.34 * s)}" + _ellipse(0.66 * s, y, 0.12, 0.12) for y in (-0.5, 0.5)
            )
            yield Mark("back", "disk", rod + heads, (0.74 * s, -0.46), _box(0, 1.3 * s, -1, 1), felt)
        side = "M-.85-.5V.5" + "".join(f"M-.85 {y}H.2" + _ellipse(-0.85, y, 0.12, 0.12) for y in (-0.5, 0.5))
        yield Mark("side", "disk", side, (-0.85, -0.2), numbered=False)
    elif form == "plate":
        screws = "".join(_ellipse(x, y, 0.08, 0.08) for x in (-0.2, 0.2) for y in (-0.46, 0.46))
        yield Mark("front", "disk", _rect(-0.38, 0.38, 0.64) + screws, (0.38, -0.4), _box(-0.7, 0.7, -1, 1), felt)
        yield Mark(
            "side", "disk", _rect(0.56, 0.68, 0.64) + "M.56-.46L.02-.4M.56 .46L.02 .4", (0.68, -0.5), numbered=False
        )
    elif form == "cage":
        for s in signs(zone, face) if zone.side == "both" else [0]:
            shape = _rect(0.08 * s, 0.38 * s, 0.1) if s else _rect(-0.34, 0.34, 0.1)
            yield Mark(face, "disk", shape, (0.3 * (s or _out(face)), 0), numbered=False)
        yield Mark("side", "disk", _rect(-0.4, 0.26, 0.1), (0.12, 0.06))
    elif form == "disk":
        # Two plates, and the joint between them.
        shape = _rect(-0.5, 0.5, -0.16, -0.07) + _rect(-0.5, 0.5, 0.07, 0.16) + "M-.3-.07q.3.16.6 0"
        yield Mark(face, "disk", shape, (0.3 * _out(face), 0), numbered=False)
        yield Mark("side", "disk", shape, (0.12, 0.06))
    elif form == "cement":
        yield Mark("back", "bone", _ellipse(0, 0, 0.4, 0.24), (0.35, 0.05), numbered=False)
        yield Mark("side", "bone", _ellipse(0.08, 0, 0.34, 0.25), (0.3, 0.05))
    elif form == "spacer":
        wings = _rect(-0.3, -0.16, 0.3) + _rect(0.16, 0.3, 0.3)
        yield Mark("back", "disk", _rect(-0.2, 0.2, 0.14) + wings, (0.28, 0.1), _box(-0.6, 0.6, -1, 1), felt)
        yield Mark("side", "disk", _rect(-1.35, -0.95, 0.16), (-1.1, 0), numbered=False)
    else:  # a battery or pins that somebody put at a level
        yield Mark("back", "disk", _rect(-0.4, 0.4, 0.3), (0.35, 0.1), _box(-0.7, 0.7, -1, 1), felt)


def _on_the_body(zone: Zone, zones: Sequence[Zone]) -> Iterator[Mark]:
    """Marks that lie where they lie whatever the level is."""
    view, out, y, across, down = _FIXED[zone.where]
    sides: list[int] = [0] if view == "side" else signs(zone, view)
    if sides == [0] and out and view != "side":
        sides = [-1, 1] if zone.what in ("muscle-cut", "muscle-moved") or zone.where != "belly" else [0]
    for s in sides:
        x = out if view == "side" else out * s
        box = _box(x - across - 2.5, x + across + 2.5, y - down - 2.5, y + down + 2.5)
        anchor = (x + (across * 0.8) * (s or _out(view)), y)
        match zone.what:
            case "incision":
                battery = any("battery" in other.form for other in zones)
                yield _fixed_cut(zone.where, view, x, y, across, down, battery)
            case "muscle-cut" | "muscle-moved":
                lean = 0.3 * down * (s or 1) if zone.where == "hip-flexor" else 0
                path = _fibers(x, across * 0.5 * (s or 1), down, zone.what, lean, y)
                yield Mark(view, "body", path, (x + across * 0.5 * (s or 1), y + down * 0.5))
            case "hardware" if "pins" in zone.form:
                bars = "".join(
                    f"M{_n(4 * s)} {_n(top + 0.9)}L{_n(19 * s)} {_n(top - 1.4)}" for top in (168.5, 173.0, 177.5)
                )
                yield Mark(view, "body", bars, (19 * s, 167.2), _box(2 * s, 22 * s, 164, 181), "implant")
            case "hardware" | "device":
                shape = _rounded(x, y, across, down)
                yield Mark(view, "body", shape, anchor, box, "implant")
            case "donor-site":
                yield Mark(view, "body", _ellipse(x, y, across, down), anchor, box, "donor")
            case _:
                yield Mark(view, "body", _ellipse(x, y, across, down), anchor)


def _fixed_cut(where: Place, view: View, x: float, y: float, across: float, down: float, battery: bool) -> Mark:
    """A cut on the trunk: along a rib, over a pocket, at the side of the buttock, or down the belly."""
    if where == "chest-side":
        path = "M-8 112q11 8 22-3" + "".join(f"M{a} {b}v4" for a, b in ((-3, 112.5), (3, 113), (9, 111)))
        return Mark(view, "body", path, (14, 109), _box(-11, 17, 106, 119), "cut")
    if where == "buttock" and not battery:
        x, across, down = x * 1.35, 2, 5
    if across >= down:
        top = y - down - 3 if where == "buttock" else y
        path = f"M{_n(x - across)} {_n(top)}h{_n(2 * across)}" + _ticks(
            [(x + across * part, top) for part in (-0.5, 0, 0.5)], 1.6
        )
        return Mark(
            view, "body", path, (x + across, top), _box(x - across - 2.5, x + across + 2.5, top - 3, top + 3), "cut"
        )
    path = f"M{_n(x)} {_n(y - down)}v{_n(2 * down)}" + _ticks(
        [(x, y + down * part) for part in (-0.5, 0, 0.5)], 1.6, across=True
    )
    return Mark(view, "body", path, (x, y - down * 0.6), _box(x - 3.2, x + 3.2, y - down - 3, y + down + 3), "cut")


# Shapes. Numbers are as short as they can be: a page has hundreds.


def _n(value: float) -> str:
    short = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if short in ("-0", "") else short.replace("0.", ".", 1) if short.lstrip("-").startswith("0.") else short


def _rect(left: float, right: float, top: float, bottom: float | None = None) -> str:
    """Without a bottom it reaches as far down as up."""
    high, low = (-top, top) if bottom is None else (top, bottom)
    return f"M{_n(left)} {_n(high)}H{_n(right)}V{_n(low)}H{_n(left)}z"


def _ellipse(x: float, y: float, across: float, down: float) -> str:
    half = f"{_n(across)} {_n(down)} 0 1 0 "
    return f"M{_n(x - across)} {_n(y)}a{half}{_n(2 * across)} 0a{half}{_n(-2 * across)} 0z"


def _rounded(x: float, y: float, across: float, down: float) -> str:
    r = min(across, down) * 0.4
    return (
        f"M{_n(x - across + r)} {_n(y - down)}h{_n(2 * (across - r))}q{_n(r)} 0 {_n(r)} {_n(r)}v{_n(2 * (down - r))}"
        f"q0 {_n(r)} {_n(-r)} {_n(r)}h{_n(-2 * (across - r))}q{_n(-r)} 0 {_n(-r)} {_n(-r)}v{_n(-2 * (down - r))}q0 {_n(-r)} {_n(r)} {_n(-r)}z"
    )


def _box(left: float, right: float, top: float, bottom: float) -> Polygon:
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def _ticks(points: Sequence[Point], half: float, across: bool = False) -> str:
    """Stitches over a cut."""
    return "".join(
        f"M{_n(x - half)} {_n(y)}h{_n(2 * half)}" if across else f"M{_n(x)} {_n(y - half)}v{_n(2 * half)}"
        for x, y in points
    )


def _fibers(x: float, apart: float, half: float, what: Tissue, lean: float = 0, y: float = 0) -> str:
    """Three strands of a muscle: cut through, or bent aside. `lean`: how far the lower end is beside the upper one."""
    strands = []
    for number in (-1, 0, 1):
        at = x + number * apart
        top, bottom = at - lean, at + lean
        if what == "muscle-cut":
            gap = 0.16
            strands.append(
                f"M{_n(top)} {_n(y - half)}L{_n(at - lean * gap)} {_n(y - half * gap)}"
                f"M{_n(at + lean * gap)} {_n(y + half * gap)}L{_n(bottom)} {_n(y + half)}"
            )
        else:
            strands.append(f"M{_n(top)} {_n(y - half)}Q{_n(at + 2.2 * apart)} {_n(y)} {_n(bottom)} {_n(y + half)}")
    return "".join(strands)


def _out(view: View) -> int:
    """To which side the number of a mark in the midline goes."""
    return -1 if view == "front" else 1
