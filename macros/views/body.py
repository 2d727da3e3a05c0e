"""What an operation cut and put in, and where to keep off: the figure from its sides, and the spine enlarged, in panels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from macros.model.clinical import Procedure, Stretch, Zone
from macros.model.vocabulary import AREAS, BONES, PLACES, TISSUES, Area, Bone, Region, Tissue
from macros.plan import cautions
from macros.store.library import Library
from macros.views import figure, marks, panels, svg
from macros.views.figure import Polygon
from macros.views.marks import KeptOff, Mark

EXAMPLES: dict[Region, tuple[Bone, Bone]] = {
    "cervical": ("C5", "C6"),
    "thoracic": ("T11", "T12"),
    "lumbar": ("L4", "L5"),
}
"""Where marks are drawn when the record says nothing. Our own choice among the common levels."""
EITHER = "What may lie on one side or the other is drawn on one."

_UPPER_BACK: tuple[Bone, Bone] = ("T4", "T5")

Run = tuple[Bone, Bone]


def shown(procedure: Procedure, library: Library) -> Procedure | None:
    """The operation whose zones are shown: itself or, where it names none, the nearest wider one that does."""
    return next((wider for wider in library.ancestors(procedure) if wider.zones), None)


def zones(procedure: Procedure, library: Library) -> tuple[Zone, ...]:
    """The zones of an operation or of that which is shown for it."""
    found = shown(procedure, library)
    return found.zones if found else ()


def where(zone: Zone) -> str:
    """The place of a zone in words: `low back, both sides`."""
    sides = {"left": "left side", "right": "right side", "both": "both sides", "either": "one side or the other"}
    return ", ".join(filter(None, (PLACES[zone.where], sides.get(zone.side))))


def keep_off(procedure: Procedure, library: Library) -> panels.KeepOff:
    """What to keep off, from the rules that hold for every client of the operation, at least while limits hold.

    Left out are rules for every client of any operation, but those about the operated part.
    """
    areas: set[Area] = set()
    near: set[KeptOff] = set()
    for applied in cautions.concerning(procedure, library):
        when, leaves = applied.rule.when, applied.rule.leaves
        if when.signs or when.time == "before":
            continue
        for reach, left in leaves.items():
            if left == "beside-cut" and reach == "operated":
                near.add("cut")
            elif left == "beside-implant":
                near.add("implant")
            elif left == "nothing" and applied.narrow and reach in ("iliac-crest-front", "iliac-crest-back"):
                near.add("donor")  # where bone was taken, and nowhere else
            elif left == "nothing" and applied.narrow and reach not in ("operated", "everywhere"):
                areas.add(reach)  # type: ignore[arg-type]  # an area: the two other words are excluded above
    return panels.KeepOff(frozenset(areas), frozenset(near))


def draw(procedure: Procedure, library: Library, name: str) -> str:
    """The drawing of an operation that is called `name`, as HTML; empty where nothing is known."""
    drawn = shown(procedure, library)
    return picture(drawn.zones, drawn.drawn_at, keep_off(procedure, library), name) if drawn else ""


def picture(chosen: Sequence[Zone], stretches: Sequence[Stretch], off: panels.KeepOff, name: str) -> str:
    """The panels of zones drawn at some stretches of the spine, with what to keep off shaded, the levels and a legend below.

    The numbers are those of the table of the zones. A script moves the marks to other levels and to the other side.
    """
    runs = _runs(chosen, stretches)
    put = [
        panels.Put(number, zone, mark, place)
        for number, zone in enumerate(chosen, 1)
        for mark in marks.of(zone, chosen)
        for place in (_places(mark, zone, runs) if mark.spot != "body" else [""])
    ]
    if not put:
        return ""
    at = f"Drawn at {' and '.join(map(panels.named, runs))}, as an example" if runs else ""
    either = any(zone.side == "either" for zone in chosen)
    caption = " ".join(filter(None, (f"{at}." if at else "", EITHER if either else "")))
    seen = " and ".join(f"the {view}" for view in panels.views(put))
    label = (
        f"{name}, seen from {seen}: the numbers are those of the list below, which says the same in words. {caption}"
    )
    drawn = panels.of(put, off)
    return svg.element(
        "div",
        svg.element("div", *drawn, class_="sh-body", role="img", aria_label=label.strip(), data_drawn=at or None),
        svg.element("p", caption, class_="sh-drawn") if caption else "",
        _legend(put, off),
        class_="sh-picture",
    )


def _runs(chosen: Sequence[Zone], stretches: Sequence[Stretch]) -> list[Run]:
    """The stretches, and an example for each zone of the spine at which none of them is."""
    runs: list[Run] = [(one.upper, one.lower) for one in stretches]
    for zone in chosen:
        region = marks.region(zone)
        if region and not any(_places(mark, zone, runs) for mark in marks.of(zone, chosen)):
            runs.append(_UPPER_BACK if zone.where == "upper-back" else EXAMPLES[region])
    return sorted(runs, key=lambda run: BONES.index(run[0]))


def _places(mark: Mark, zone: Zone, runs: Iterable[Run]) -> list[str]:
    """The bones or disks of the runs at which the mark lies: those of the zone."""
    found: list[str] = []
    for upper, lower in runs:
        run = BONES[BONES.index(upper) : BONES.index(lower) + 1]
        names = {"bone": list(run), "inner": list(run[1:-1])}.get(mark.spot, figure.between(upper, lower))
        here = [name for name in names if _within(name, zone)]
        found += here[len(here) // 2 :][:1] if mark.spot == "middle" else here
    return found


def _within(name: str, zone: Zone) -> bool:
    """Whether a bone or a disk is one of those where the zone lies."""
    first, last = marks.REACH[zone.where]
    return BONES.index(first) <= panels.index(name) <= BONES.index(last)


# Words

_SWATCHES: dict[Tissue, str] = {
    "incision": "M3 7H23M8 4v6M13 4v6M18 4v6",
    "muscle-cut": "M3 3h8M15 3h8M3 7h8M15 7h8M3 11h8M15 11h8",
    "muscle-moved": "M3 2q10 5 20 0M3 6q10 5 20 0M3 10q10 5 20 0",
}
_NEAR: dict[KeptOff, str] = {"cut": "the cut", "implant": "the implant", "donor": "where bone was taken"}
_BOX: Polygon = ((3, 2), (23, 2), (23, 12), (3, 12))


def _legend(put: Sequence[panels.Put], off: panels.KeepOff) -> str:
    """What the marks mean: only what is drawn."""
    drawn = {one.zone.what for one in put}
    entries = [
        (svg.element("path", class_=f"sh-mark sh-mark--{what}", d=_SWATCHES.get(what, "M3 2h20v10h-20z")), words)
        for what, words in TISSUES.items()
        if what in drawn
    ]
    near = {one.mark.kept_off for one in put} & off.near
    kept: dict[str, str] = {what: words for what, words in _NEAR.items() if what in near}
    kept |= {area: words for area, words in AREAS.items() if area in off.areas}
    if kept:
        shading = svg.element("path", class_="sh-off", d=figure.hatched([_BOX], 4))
        words = ", ".join(svg.element("span", words, data_off=what) for what, words in kept.items())
        key = svg.element("span", "Keep off here: ", svg.element("span", words, class_="sh-off-words"))
        entries.append((shading, key))
    items = (f"<li>{svg.element('svg', drawing, viewBox='0 0 26 14')} {words}</li>" for drawing, words in entries)
    return f'<ul class="sh-legend">{"".join(items)}</ul>'
