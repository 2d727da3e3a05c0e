"""The spine map: from a level such as L4–L5 to the operations that are done there."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from macros.model.clinical import Levels, Procedure
from macros.model.vocabulary import BONES, Bone, Region
from macros.store.library import Library
from macros.views import svg


@dataclass(frozen=True)
class Segment:
    """Two neighboring bones with the disk and the joints between them, and what is done there."""

    upper: Bone
    lower: Bone
    region: Region
    operations: tuple[tuple[Procedure, Levels], ...]
    """The operations whose levels take in both bones, with the stretch each names."""

    @property
    def name(self) -> str:
        """As surgeons write it: `C5–C6`, `L5–S1`."""
        return f"{self.upper}–{'S1' if self.lower == 'sacrum' else self.lower}"

    @property
    def anchor(self) -> str:
        """Its address on the page: `l4-l5`."""
        return self.name.lower().replace("–", "-")


def segments(library: Library) -> list[Segment]:
    """Every segment from C1–C2 down to L5–S1."""
    stretches = [(procedure, levels) for procedure in library.of("procedures") for levels in procedure.levels]
    found = []
    for index, (upper, lower) in enumerate(pairwise(BONES)):
        here: dict[str, tuple[Procedure, Levels]] = {}
        for procedure, levels in stretches:
            if BONES.index(levels.upper) <= index and index + 1 <= BONES.index(levels.lower):
                here.setdefault(procedure.id, (procedure, levels))
        found.append(Segment(upper, lower, _region(upper), tuple(here.values())))
    return found


def unplaced(library: Library, region: Region) -> list[Procedure]:
    """The operations done on a part of the spine for which no source names the levels."""
    return [p for p in library.of("procedures") if region in p.regions and not p.levels]


def draw(found: list[Segment]) -> str:
    """An SVG of the spine from the side, bone by bone. Each disk leads to its row of the table below."""
    top, parts = 16.0, []
    y = top
    for index, bone in enumerate(BONES):
        height = 13.0 if bone[0] == "C" else 14.0 if bone[0] == "T" else 17.0 if bone[0] == "L" else 38.0
        width = 20.0 + index * 1.25
        lean = _LEAN[index]
        if bone == "sacrum":
            parts.append(
                svg.element("path", class_="sh-bone", d=f"M{150 + lean - 24:.1f} {y:.1f}h48l-14 {height:g}h-20z")
            )
        else:
            parts.append(
                svg.element("rect", class_="sh-bone", x=150 + lean - width / 2, y=y, width=width, height=height, rx=3)
            )
        parts.append(
            svg.text(bone.capitalize() if bone == "sacrum" else bone, 86, y + height / 2 + 4, text_anchor="end")
        )
        y += height + 8
        if index < len(found):
            segment = found[index]
            count = len(segment.operations)
            x = 150 + lean
            words = f"{segment.name}: {count} operation{'s' if count != 1 else ''}"
            parts.append(
                svg.element(
                    "a",
                    svg.element("rect", class_="sh-hit", x=60.0, y=y - 15, width=200.0, height=21.0),
                    svg.element(
                        "rect", class_="sh-disk", x=x - width / 2 + 1, y=y - 6.4, width=width - 2, height=4.8, rx=2
                    ),
                    svg.text(f"{segment.name} · {count}", 192 if lean < 14 else 200, y + 1.5),
                    href=f"#{segment.anchor}",
                    aria_label=words,
                )
            )
    label = (
        "The spine from C1 to the sacrum. Each disk leads to its row of the table below, which lists what is done there"
    )
    return svg.picture("sh-spinemap", 276, y + 8, label, parts, role="group")


_LEAN = (2, 5, 7, 8, 8, 7, 4, 0, -4, -7, -9, -11, -12, -12, -11, -9, -6, -2, 2, 6, 10, 13, 14, 12, 6)
"""How far each bone is before (plus) or behind the plumb line: the curves of the neck, the chest and the low back."""


def _region(bone: Bone) -> Region:
    return {"C": "cervical", "T": "thoracic", "L": "lumbar"}.get(bone[0], "sacral")  # type: ignore[return-value]
