"""The drawings: files that pages and the planner put into the page as they are."""

from __future__ import annotations

from typing import get_args
from xml.etree import ElementTree

import pytest

from macros.model.vocabulary import Area
from macros.store.project import DRAWINGS
from macros.views import drawings
from tests.conftest import ROOT

FILES = sorted((ROOT / DRAWINGS).glob("*.svg"))
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_drawing_can_stand_in_any_page(file: object) -> None:
    """It parses, tells what it shows, takes the size of its place, runs nothing, and has no id, as a page may show it twice."""
    root = ElementTree.parse(str(file)).getroot()
    assert root.tag == f"{SVG}svg"
    assert root.get("viewBox")
    assert root.get("role") == "img"
    assert {"width", "height"}.isdisjoint(root.keys())
    assert root[0].tag == f"{SVG}title"
    assert (root[0].text or "").strip()
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in {"svg", "title", "g", "path", "rect", "circle", "text"}
        assert not [name for name in element.attrib if name == "id" or name.startswith("on")]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_drawing_takes_the_colors_of_the_page(file: object) -> None:
    """Lines have the color of the text, and fills are the scheme's, so that it can be seen on dark ground and on paper."""
    for element in ElementTree.parse(str(file)).iter():
        for color in (element.get("fill"), element.get("stroke")):
            assert color in {None, "none", "currentColor", "var(--sh-surface, #f5f1e8)", "var(--sh-bar, #2f7f86)"}


def test_every_area_can_be_tapped() -> None:
    """Every area that hands can work on is on the body, and no other; both sides where there are two."""
    paths = [path for path in ElementTree.parse(ROOT / DRAWINGS / "body.svg").iter() if path.get("class") == "sh-area"]
    assert {path.get("data-area") for path in paths} == set(get_args(Area))
    single = {"head", "front-of-neck", "back-of-neck", "breastbone", "belly", "upper-back", "mid-back", "low-back"}
    for path in paths:
        shapes = str(path.get("d")).split("M")[1:]
        assert all(shape.endswith("z") for shape in shapes)
        assert len(shapes) == (1 if path.get("data-area") in single else 2), path.get("data-area")


def test_a_page_shows_the_file_itself() -> None:
    """A drawing on a page is its file in one line, with the caption as it was written."""
    shown = drawings.figure(ROOT, "log-roll-1", "Knees & feet")
    assert "\n" not in shown
    figure = ElementTree.fromstring(shown)
    assert [element.tag for element in figure] == [f"{SVG}svg", "figcaption"]
    assert figure[1].text == "Knees & feet"
    assert figure[0][0].text == "Log roll, first step: on the back, knees bent, feet flat"
