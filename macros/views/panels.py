"""The pictures of a drawing: the figure from a side, cut to what was operated on, and the spine enlarged, with numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from macros.model.clinical import Zone
from macros.model.vocabulary import BONES, TISSUES, Area, Tissue
from macros.views import figure, marks, svg
from macros.views.figure import Point, View
from macros.views.marks import KeptOff, Mark, Spot

# A panel, in its own units
_WIDTH, _HEIGHT = 180.0, 200.0
_TOP = 16.0
"""Below the caption."""
_COLUMN = 10.0
"""How far from the edge the numbers stand."""
_STEP = 19.0
"""The least distance between two numbers."""
_CLOSEST, _NECK, _PAD = 84.0, 58.0, 22.0
"""The least height of the trunk and of the neck that a panel shows, and what it shows above and below the marks."""
_ENLARGED = 3.5
"""How many bones high the enlarged spine is."""


_DEPTH: tuple[Tissue, ...] = (
    "disk-removed", "bone-removed", "graft", "hardware", "device", "donor-site", "muscle-moved", "muscle-cut", "incision",
)  # fmt: skip
"""The deepest first, so that scars stay in sight."""


@dataclass(frozen=True)
class KeepOff:
    """What the rules for the clients of an operation leave alone, whatever else a client has."""

    areas: frozenset[Area] = frozenset()
    near: frozenset[KeptOff] = frozenset()
    """Marks around which there is to be no work."""


@dataclass(frozen=True)
class Put:
    """A mark at its place."""

    number: int
    zone: Zone
    mark: Mark
    place: str = ""
    """The bone or disk; empty for a mark on the figure."""


@dataclass
class _Label:
    """A number, and the end of its line, in the units of the panel."""

    number: int
    x: float
    y: float
    zone: Zone
    place: str = ""
    """The bone or disk at which its mark lies on the figure."""
    at: float = 0.0
    """How far down it stands."""


def of(put: Sequence[Put], off: KeepOff) -> list[str]:
    """The pictures of the neck and of the trunk, each as large as can be."""
    return [panel for group in _groups(put) for panel in _panels(group, off)]


def views(put: Sequence[Put]) -> list[View]:
    """From where the figure is worth showing: something has its number there, or is best seen from there."""
    return [
        view
        for view in figure.VIEWS
        if any(one.mark.view == view and (one.mark.numbered or _on_figure(one)) for one in put)
    ]


def index(name: str) -> int:
    """Which bone it is, from the head down; of a disk, the bone above it."""
    return BONES.index(name.split("-")[0])


def named(run: Iterable[str]) -> str:
    """Bones as surgeons write them: `L5–S1`."""
    return "–".join(bone.replace("sacrum", "S1") for bone in run)


def _groups(put: Sequence[Put]) -> list[list[Put]]:
    """What is in the pictures of the neck, and what in those of the trunk. A fusion of the neck that runs into the chest is one."""
    regions = {marks.region(one.zone) for one in put}
    neck = {"cervical"} if regions & {"lumbar", None} else {"cervical", "thoracic"}
    first = [one for one in put if marks.region(one.zone) in neck] if "cervical" in regions else []
    return [group for group in (first, [one for one in put if one not in first]) if group]


def _panels(put: Sequence[Put], off: KeepOff) -> Iterator[str]:
    """The figure from where there is something to see, and the spine enlarged."""
    shown = views(put)
    top, height = _crop(put, shown)
    for view in shown:
        yield _figure(view, [one for one in put if one.mark.view == view], off, top, height)
    for region in ("cervical", "thoracic", "lumbar"):
        here = [one for one in put if marks.region(one.zone) == region and not _on_figure(one)]
        # A bone and not a disk is in the middle where a bone was treated.
        middle: Spot = next((one.mark.spot for one in here if one.mark.spot in ("bone", "inner")), "disk")
        for view in figure.VIEWS:
            if any(one.mark.view == view and one.mark.numbered for one in here):
                yield _spine(view, [one for one in here if one.mark.view == view], middle)


def _on_figure(one: Put) -> bool:
    """Whether its number stands on the figure and not on the enlarged spine."""
    return one.mark.spot == "body" or one.zone.what in marks.SKIN


def _at(one: Put) -> Point:
    """The anchor of a mark on the figure."""
    x, y = one.mark.anchor
    if not one.place:
        return x, y
    place = figure.spine(one.mark.view)[one.place]
    return place.x + x * place.size, place.y + y * place.size


def _crop(put: Sequence[Put], views: Sequence[View]) -> tuple[float, float]:
    """The top and the height of the part of the body that is shown: that which was operated on."""
    ys = [_at(one)[1] for one in put if one.mark.view in views]
    neck = any(marks.region(one.zone) == "cervical" for one in put)
    height = max(max(ys) - min(ys) + 2 * _PAD, _NECK if neck else _CLOSEST)
    return round(min(max((max(ys) + min(ys) - height) / 2, 6.0), 240.0 - height), 1), round(height, 1)


# Panels


def _panel(
    caption: str, view: View, box: tuple[float, float, float, float], inside: str, over: str, **data: str
) -> str:
    """A framed cut of a drawing, with a caption above it and numbers over it."""
    left, top, width, height = box
    return svg.element(
        "svg",
        svg.text(caption, 1, 11, class_="sh-view-name"),
        svg.element("svg", inside, x=0, y=_TOP, width=_WIDTH, height=_HEIGHT - _TOP, viewBox=f"{left:g} {top:g} {width:g} {height:g}"),
        svg.element("rect", class_="sh-frame", x=0.5, y=_TOP + 0.5, width=_WIDTH - 1, height=_HEIGHT - _TOP - 1, rx=4),
        over,
        class_="sh-view",
        viewBox=f"0 0 {_WIDTH:g} {_HEIGHT:g}",
        data_view=view,
        **{f"data_{key}": value for key, value in data.items()},
    )  # fmt: skip


def _figure(view: View, put: Sequence[Put], off: KeepOff, top: float, height: float) -> str:
    scale = (_HEIGHT - _TOP) / height
    width = _WIDTH / scale
    box = (-width / 2, top, width, height)
    shading = "".join(
        svg.element("path", class_="sh-off", d=figure.hatched(shapes, 3), data_off=area)
        for area in sorted(off.areas)
        if (shapes := figure.area(view, area))
    )
    labels = [
        _Label(one.number, (_at(one)[0] - box[0]) * scale, _TOP + (_at(one)[1] - top) * scale, one.zone, one.place)
        for one in _one_each([one for one in put if _on_figure(one)])
    ]
    # What lies within the spine is in the enlarged picture; here it would be a knot.
    seen = [one for one in put if _on_figure(one) or one.zone.form]
    drawn = figure.person(view) + figure.bones(view, top, top + height) + shading + _marked(seen, off)
    return _panel(view.capitalize(), view, box, drawn, _numbers(labels, view))


def _one_each(put: Sequence[Put]) -> list[Put]:
    """Of each zone the mark that its number leads to: the middle one, on the side to which lines lead."""
    found = []
    for number in dict.fromkeys(one.number for one in put):
        fellows = [one for one in put if one.number == number]
        outward = -1 if fellows[0].mark.view == "front" else 1
        best = max(fellows, key=lambda one: one.mark.anchor[0] * outward).mark
        same = [one for one in fellows if one.mark == best]
        found.append(same[len(same) // 2])
    return found


def _marked(put: Sequence[Put], off: KeepOff) -> str:
    """The marks of a view, and shading above all."""
    parts = []
    for one in sorted(put, key=lambda one: _DEPTH.index(one.zone.what)):
        css = f"sh-mark sh-mark--{one.zone.what}"
        words = svg.title(f"{one.number}. {TISSUES[one.zone.what]}")
        parts.append(_placed(one, svg.element("path", words, class_=css, d=one.mark.path)))
    for one in put:
        if one.mark.kept_off in off.near:
            step = 2.6 if one.mark.spot == "body" else 1 / 3
            around = figure.hatched([one.mark.around], step)
            parts.append(_placed(one, svg.element("path", class_="sh-off", d=around, data_off=one.mark.kept_off)))
    return "".join(parts)


def _placed(one: Put, drawn: str) -> str:
    """A mark at its place on the figure, with what a script needs to move it."""
    place = figure.spine(one.mark.view)[one.place] if one.place else None
    return svg.element(
        "g",
        drawn,
        transform=place.transform if place else None,
        data_at=one.place or None,
        data_spot=one.mark.spot if place else None,
        data_reach=_reach(one.zone) if place else None,
        data_turns=_turns(one.zone, one.mark.view),
    )


def _turns(zone: Zone, view: View) -> str | None:
    """Whether it changes sides with the operation: the side on which it is drawn."""
    return "right" if zone.side == "either" and view != "side" and zone.what != "donor-site" else None


def _reach(zone: Zone) -> str:
    """Between which bones a script may move its marks."""
    return "-".join(marks.REACH[zone.where])


def _spine(view: View, put: Sequence[Put], middle_spot: Spot) -> str:
    """Two bones and the disk between them, or three bones, enlarged."""
    places = list(dict.fromkeys(one.place for one in put if (one.mark.spot == "disk") == (middle_spot == "disk")))
    middle = places[len(places) // 2]
    first = index(middle)
    below = 0.5 if middle_spot == "disk" else 0.0
    rows = [(bone, bone - first - below) for bone in range(max(first - 2, 0), min(first + 4, len(BONES)))]
    scale = (_HEIGHT - _TOP) / _ENLARGED
    width = _WIDTH / scale
    left = -2.0 if view == "side" else -width / 2
    # Of marks that repeat at each level, those next to the middle are seen.
    seen = [(one, offset) for one in put if abs(offset := _offset(one.place, middle)) <= _ENLARGED / 2]
    behind: list[str] = []
    above: list[str] = []
    for one, offset in sorted(seen, key=lambda pair: _DEPTH.index(pair[0].zone.what)):
        path = svg.element("path", class_=f"sh-mark sh-mark--{one.zone.what}", d=one.mark.path)
        group = svg.element("g", path, transform=f"translate(0 {offset:g})", data_turns=_turns(one.zone, view))
        (behind if view == "back" and _is_inside(one) else above).append(group)
    drawn = [
        *(svg.element("path", class_="sh-bone", d=figure.BODY[view], transform=f"translate(0 {y:g})") for _, y in rows),
        *(svg.element("path", class_="sh-pad", d=figure.PAD, transform=f"translate(0 {y + 0.5:g})") for _, y in rows),
        *behind,
        *(
            svg.element("path", class_="sh-bone", d=figure.KNOB[view], transform=f"translate(0 {y:g})")
            for _, y in rows
            if view in figure.KNOB
        ),
        *above,
    ]

    def down(y: float) -> float:
        return _TOP + (y + _ENLARGED / 2) * scale

    labels = [
        _Label(one.number, (one.mark.anchor[0] - left) * scale, down(one.mark.anchor[1] + offset), one.zone)
        for one in _one_each([one for one, _ in seen if one.mark.numbered])
        for offset in [_offset(one.place, middle)]
    ]
    names = "".join(
        svg.text(
            named([BONES[bone]]),
            5,
            round(down(y - (0.24 if view == "side" else 0)) + 4, 1),
            data_bone=f"{bone - first}",
        )
        for bone, y in rows
        if abs(y) < 1.2
    )
    seen_from = {"front": "from the front", "back": "from behind", "side": "from the side"}[view]
    return _panel(
        f"{named(middle.split('-'))}, {seen_from}",
        view,
        (left, -_ENLARGED / 2, width, _ENLARGED),
        "".join(drawn),
        names + _numbers(labels, view),
        reach=_reach(put[0].zone)
        if middle_spot == "disk"
        else _reach(next(one.zone for one in put if one.place == middle)),
        spot=middle_spot,
    )


def _is_inside(one: Put) -> bool:
    """Whether the roof of the bone hides it from behind."""
    return one.zone.what == "disk-removed" or (one.zone.what == "device" and "rods" not in one.zone.form)


def _offset(place: str, middle: str) -> float:
    """How far a place lies below the middle of the enlarged spine, in bones."""
    low, middle_low = (0.5 if "-" in name else 0.0 for name in (place, middle))
    return index(place) + low - index(middle) - middle_low


def _numbers(labels: Sequence[_Label], view: View) -> str:
    """The numbers at the edges, each with a line to its mark, from top to bottom without overlap."""
    drawn = []
    for outward in (-1, 1):
        column = sorted((one for one in labels if _side(one, view) == outward), key=lambda one: one.y)
        _spread(column)
        edge = _COLUMN if outward < 0 else _WIDTH - _COLUMN
        drawn += [_numbered(one, edge, view) for one in column]
    return "".join(drawn)


def _numbered(one: _Label, edge: float, view: View) -> str:
    x, y, at = round(one.x, 1), round(one.y, 1), round(one.at, 1)
    return svg.element(
        "g",
        svg.element("line", class_="sh-leader", x1=edge, y1=at, x2=x, y2=y),
        svg.element("circle", class_="sh-end", cx=x, cy=y, r=1.8),
        svg.element("circle", class_="sh-number", cx=edge, cy=at, r=8),
        svg.text(str(one.number), edge, at + 3.6, text_anchor="middle", class_="sh-numeral"),
        class_="sh-label",
        data_at=one.place or None,
        data_reach=_reach(one.zone) if one.place else None,
        data_turns=_turns(one.zone, view),
    )


def _side(one: _Label, view: View) -> int:
    """At which edge a number stands: the nearer one; for what is in the midline that to which lines lead."""
    from_middle = one.x - _WIDTH / 2
    if view == "side" or abs(from_middle) < 1:
        return -1 if view == "front" else 1
    return 1 if from_middle > 0 else -1


def _spread(column: Sequence[_Label]) -> None:
    """Sets the labels of an edge beside their marks, as near as they can be without touching each other or leaving the panel."""
    top, bottom = _TOP + 11, _HEIGHT - 11
    for index, one in enumerate(column):
        least = column[index - 1].at + _STEP if index else top
        one.at = max(one.y, least)
    for index in reversed(range(len(column))):
        most = column[index + 1].at - _STEP if index + 1 < len(column) else bottom
        column[index].at = min(column[index].at, most)
