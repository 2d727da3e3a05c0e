"""The drawings in a real browser: the body to tap, and positions on pages."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from macros.model.clinical import Zone
from macros.model.vocabulary import PLACES
from macros.views import body

PHONE = ViewportSize(width=390, height=844)


def phone(browser: Browser, address: str, scheme: Literal["light", "dark"] = "light") -> Page:
    """A fresh tab as on a phone, with a finger."""
    context = browser.new_context(
        service_workers="block", base_url=address, viewport=PHONE, has_touch=True, color_scheme=scheme
    )
    return context.new_page()


def asked_for_areas(tab: Page, state: str = "") -> None:
    """The planner where it asks what the client wants worked."""
    tab.goto(f"/session/{state}")
    tab.get_by_role("toolbar", name="Steps").get_by_role("button", name="Area").click()


def tap(tab: Page, area: str, across: float, down: float) -> None:
    """Taps the drawing of the body at a part of its width and height, where `area` has to lie on top."""
    box = tab.locator(".sh-bodymap svg").bounding_box()
    assert box
    x, y = box["x"] + box["width"] * across, box["y"] + box["height"] * down
    assert tab.evaluate("([x, y]) => document.elementFromPoint(x, y)?.dataset.area", [x, y]) == area
    tab.touchscreen.tap(x, y)


@pytest.mark.parametrize(
    ("area", "words", "across", "down"),
    [
        ("low-back", "low back", 270 / 360, 150 / 396),
        ("shoulder", "shoulder", 45 / 360, 95 / 396),
        ("calf", "calf", 288 / 360, 300 / 396),
        ("breastbone", "breastbone", 90 / 360, 100 / 396),
    ],
)
def test_a_tap_on_the_body_chooses_the_area(
    browser: Browser, address: str, area: str, words: str, across: float, down: float
) -> None:
    """A finger on an area presses its word, colors it on the drawing, and puts it into the address; a second one undoes it."""
    tab = phone(browser, address)
    asked_for_areas(tab)
    body = tab.locator(".sh-bodymap svg")
    body.evaluate("drawing => drawing.scrollIntoView({ block: 'center' })")
    button = tab.get_by_role("button", name=words, exact=True)
    drawn = tab.locator(f".sh-bodymap [data-area={area}]").first
    before = drawn.evaluate("path => getComputedStyle(path).fill")
    tap(tab, area, across, down)
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(drawn).not_to_have_css("fill", before)
    expect(tab).to_have_url(re.compile(f"#a={area}"))
    tap(tab, area, across, down)
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(drawn).to_have_css("fill", before)
    tab.context.close()


def test_the_body_shows_what_the_address_says(browser: Browser, address: str) -> None:
    """An area that a link names is colored as soon as the drawing is there."""
    tab = phone(browser, address)
    asked_for_areas(tab, "#a=foot")
    feet = tab.locator(".sh-bodymap .sh-area--chosen")
    expect(feet).to_have_count(2)  # front and back
    expect(feet.first).to_be_visible()
    tab.context.close()


def test_without_the_drawing_the_words_remain(browser: Browser, address: str) -> None:
    """A drawing that cannot be had leaves no hole, and the words choose the area."""
    tab = phone(browser, address)
    tab.route("**/drawings/*", lambda route: route.abort())
    asked_for_areas(tab)
    tab.get_by_role("button", name="low back", exact=True).click()
    expect(tab).to_have_url(re.compile("#a=low-back"))
    assert tab.locator(".sh-bodymap").evaluate("place => place.offsetHeight") == 0
    tab.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("place", "drawings"), [("bed-mobility-log-roll", 4), ("positioning-prone", 5)])
def test_positions_are_shown(
    browser: Browser, address: str, place: str, drawings: int, scheme: Literal["light", "dark"]
) -> None:
    """The page shows its drawings large enough to be read, with lines in the color of the text."""
    tab = phone(browser, address, scheme)
    tab.goto(f"/cautions/{place}/")
    shown = tab.locator("figure.sh-drawing")
    expect(shown).to_have_count(drawings)
    text = tab.locator("article p").first.evaluate("words => getComputedStyle(words).color")
    for figure in shown.all():
        expect(figure.locator("svg path").first).to_have_css("stroke", text)
        box = figure.bounding_box()
        assert box
        assert box["width"] >= 150
        assert box["x"] + box["width"] <= PHONE["width"]
    tab.context.close()


OUTSIDE = """() => [...document.querySelectorAll("svg")].flatMap(svg => {
  const outlines = [...svg.querySelectorAll(".sh-figure")]
  const inside = (mark, x, y) => outlines.some(outline => outline.isPointInFill(
    new DOMPoint(x, y).matrixTransform(mark.getCTM()).matrixTransform(outline.getCTM().inverse())))
  return [...svg.querySelectorAll(".sh-mark")].filter(mark => {
    const { x, y, width, height } = mark.getBBox()
    const [right, bottom, across, down] = [x + width, y + height, x + width / 2, y + height / 2]
    const rim = mark.tagName === "ellipse"
      ? [[x, down], [right, down], [across, y], [across, bottom]]
      : [[x, y], [right, y], [x, bottom], [right, bottom]]
    return !rim.every(([x, y]) => inside(mark, x, y))
  }).map(mark => mark.parentElement.textContent)
})"""
"""What the marks say that do not lie wholly on a figure."""


def test_no_mark_leaves_the_body(browser: Browser) -> None:
    """An incision, a plate, a muscle: whatever the zone and the side, the mark lies on the figure."""
    drawings = [
        body.draw([Zone.model_validate({"what": what, "where": where, "side": side, "note": "Here [@a]."})], "It")
        for where in PLACES
        for what in ("incision", "hardware", "bone-removed", "device", "muscle-cut", "graft")
        for side in ("midline", "left", "right", "both")
        if (where, side) != ("hip-flexor", "midline")  # there is none
    ]
    tab = browser.new_page()
    tab.set_content("".join(drawings))
    assert tab.locator(".sh-mark").count() >= len(drawings)
    assert tab.evaluate(OUTSIDE) == []
    tab.close()
