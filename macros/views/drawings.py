"""Drawings of positions and moves, from the files that the planner shows too, so that there is one of each."""

from __future__ import annotations

import html
from pathlib import Path

from macros.store.project import DRAWINGS
from macros.store.trace import read_file
from macros.views import svg


def figure(root: Path, name: str, caption: str) -> str:
    """The drawing `name` of the project below `root` with a caption, in a block of its own. Raises OSError when there is none."""
    file = DRAWINGS / f"{name}.svg"
    drawn = read_file(root, file).decode()
    return svg.element(
        "figure",
        " ".join(drawn.split()),
        svg.element("figcaption", html.escape(caption, quote=False)),
        class_="sh-drawing",
    )
