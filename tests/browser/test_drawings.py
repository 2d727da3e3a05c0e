"""The drawings in a real browser: the body to tap, and positions on pages."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from macros.model.clinical import Procedure, Zone
from macros.model.vocabulary import PLACES
from macros.store.project import DRAWINGS
from macros.views import body, panels
from tests.conftest import ROOT
from tests.planning import library

KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("incision", ()), ("bone-removed", ()), ("disk-removed", ()), ("muscle-cut", ()), ("muscle-moved", ()), ("graft", ()),
    ("donor-site", ()), ("device", ("battery",)), ("hardware", ("plate",)), ("hardware", ("rods", "cage")),
    ("device", ("disk", "cement", "spacer")), ("hardware", ("pins",)),
)  # fmt: skip
"""What may be drawn, with its forms."""
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
@pytest.mark.parametrize(("place", "drawings"), [("bed-mobility-log-roll", 4), ("positioning-prone/explained", 12)])
def test_positions_are_shown(
    browser: Browser, address: str, place: str, drawings: int, scheme: Literal["light", "dark"]
) -> None:
    """The page shows its drawings large enough to be read, with lines in the color of the text, and each is named as in its file."""
    tab = phone(browser, address, scheme)
    tab.goto(f"/cautions/{place}/")
    shown = tab.locator("figure.sh-drawing")
    expect(shown).to_have_count(drawings)
    text = tab.locator("article p").first.evaluate("words => getComputedStyle(words).color")
    files = "".join(file.read_text(encoding="utf-8") for file in (ROOT / DRAWINGS).glob("*.svg"))
    for figure in shown.all():
        assert f"<title>{figure.locator('title').text_content()}</title>" in files
        expect(figure.locator("svg path").first).to_have_css("stroke", text)
        box = figure.bounding_box()
        assert box
        assert box["width"] >= 150
        assert box["x"] + box["width"] <= PHONE["width"]
    tab.context.close()


OUTSIDE = """() => [...document.querySelectorAll(".sh-view:has(.sh-figure)")].flatMap(panel => {
  const outline = panel.querySelector(".sh-figure")
  const inside = (mark, x, y) => outline.isPointInFill(
    new DOMPoint(x, y).matrixTransform(mark.getScreenCTM()).matrixTransform(outline.getScreenCTM().inverse()))
  return [...panel.querySelectorAll(".sh-mark")].filter(mark => {
    const { x, y, width, height } = mark.getBBox()
    const middles = [[x, y + height / 2], [x + width, y + height / 2], [x + width / 2, y], [x + width / 2, y + height]]
    return !middles.every(([x, y]) => inside(mark, x, y))
  }).map(mark => `${panel.dataset.view}: ${mark.getAttribute("class")} ${mark.textContent}`)
})"""
"""What the marks say that do not lie on the figure of their picture."""


def test_no_mark_leaves_the_body(browser: Browser) -> None:
    """An incision, a plate, a muscle: whatever the zone and the side, the mark lies on the figure."""
    drawings = [
        body.picture([Zone.model_validate(zone | {"note": "Here [@a]."})], [], panels.KeepOff(), "It")
        for where in PLACES
        for what, form in KINDS
        for side in ("midline", "left", "right", "both")
        for zone in [{"what": what, "form": form, "where": where, "side": side}]
        if (where, side) != ("hip-flexor", "midline")  # there is none
    ]
    tab = browser.new_page()
    tab.set_content("".join(drawings))
    assert tab.locator(".sh-mark").count() >= len(drawings)
    assert tab.evaluate(OUTSIDE) == []
    tab.close()


@pytest.mark.parametrize("record", library().of("procedures"), ids=lambda record: record.id)
def test_the_drawings_of_operations_stay_within_the_body(browser: Browser, record: Procedure) -> None:
    """Every mark of every operation lies on the figure, and in the picture."""
    tab = browser.new_page()
    tab.set_content(body.draw(record, library(), record.name))
    assert tab.evaluate(OUTSIDE) == []
    cut = """() => [...document.querySelectorAll(".sh-view > svg")].filter(frame => {
      const { top, bottom } = frame.getBoundingClientRect()
      return [...frame.querySelectorAll(".sh-mark")].some(mark =>
        mark.closest("[data-spot]") && (mark.getBoundingClientRect().top < top || mark.getBoundingClientRect().bottom > bottom))
    }).length"""
    assert tab.evaluate(cut) == 0
    tab.close()


def cut(browser: Browser, address: str, state: str) -> Page:
    """The planner with what was cut and put in unfolded."""
    tab = phone(browser, address)
    tab.goto(f"/session/#{state}")
    tab.get_by_text("What was cut, what was put in").click()
    return tab


@pytest.mark.parametrize(
    ("state", "disks", "said", "enlarged"),
    [
        ("p=tlif&w=3&u=weeks", ["L4-L5"], "Drawn at L4–L5, as an example. What may", "L4–L5, from behind"),
        ("p=tlif&w=3&u=weeks&lv=L5-S1&sd=left", ["L5-sacrum"], "Drawn at L5–S1, left side, as entered.", "L5–S1, from behind"),
        ("p=tlif&w=3&u=weeks&lv=L2-L4", ["L2-L3", "L3-L4"], "Drawn at L2–L4, as entered.", "L3–L4, from behind"),
        ("p=tlif&w=3&u=weeks&sd=both", ["L4-L5", "L4-L5"], "Drawn at L4–L5, as an example, both sides.", "L4–L5, from behind"),
        (
            "p=tlif&w=3&u=weeks&lv=T11-pelvis",
            ["T11-T12", "T12-L1", "L1-L2", "L2-L3", "L3-L4", "L4-L5", "L5-sacrum"],
            "Drawn at T11–pelvis, as entered.",
            "L2–L3, from behind",
        ),
        # Not a level of this operation: the example stays, and says so.
        ("p=tlif&w=3&u=weeks&lv=C5-C6", ["L4-L5"], "Drawn at L4–L5, as an example. What may", "L4–L5, from behind"),
    ],
)  # fmt: skip
def test_the_drawing_is_of_the_levels_that_were_entered(
    browser: Browser, address: str, state: str, disks: list[str], said: str, enlarged: str
) -> None:
    """Marks lie at the levels and on the side that were entered, in the picture and in its words."""
    tab = cut(browser, address, state)
    back = tab.locator(".sh-view[data-view=back]").first
    cuts = back.locator("[data-spot]:has(> .sh-mark--incision)")
    expect(cuts.first).to_be_visible()
    assert [cut.get_attribute("data-at") for cut in cuts.all()] == disks
    expect(tab.locator(".sh-drawn")).to_contain_text(said)
    expect(tab.get_by_role("img", name=said)).to_be_visible()
    expect(tab.get_by_text(enlarged, exact=True)).to_be_visible()
    assert tab.evaluate(OUTSIDE) == []
    tab.context.close()


@pytest.mark.parametrize(("state", "side"), [("", 1), ("&sd=right", 1), ("&sd=left", -1)])
def test_the_cut_is_on_the_side_that_was_entered(browser: Browser, address: str, state: str, side: int) -> None:
    """Seen from behind, the client's left is on our left; the line from the number ends there, too."""
    tab = cut(browser, address, f"p=tlif&w=3&u=weeks{state}")
    back = tab.locator(".sh-view[data-view=back]").first
    middle = """mark => { const { left, right } = mark.getBoundingClientRect(); return (left + right) / 2 }"""
    spine = back.locator(".sh-bone").last.evaluate(middle)  # the sacrum
    assert side * (back.locator(".sh-mark--incision").evaluate(middle) - spine) > 2
    assert side * (back.locator(".sh-end").first.evaluate(middle) - spine) > 2
    tab.context.close()


def test_what_was_done_at_the_neck_is_not_drawn_at_the_low_back(browser: Browser, address: str) -> None:
    """Of an operation on either part of the spine, only the part that was entered is drawn."""
    tab = cut(browser, address, "p=laminectomy&w=3&u=weeks&lv=C3-C6")
    expect(tab.locator(".sh-view-name")).to_have_text(["Back", "C4–C5, from behind"])
    expect(tab.locator(".sh-numeral")).to_have_text(["4", "5"])
    tab.context.close()


def test_the_drawing_prints_dark_on_white(browser: Browser, address: str) -> None:
    """Whatever the scheme on the screen: lines and numbers are dark, the ground is light."""
    tab = phone(browser, address, "dark")
    tab.goto("/procedures/tlif/done/")
    tab.emulate_media(media="print")
    light = """(element, property) => { const parts = getComputedStyle(element)[property].match(/[\\d.]+/g).slice(0, 3).map(Number)
      return Math.max(...parts) }"""
    view = tab.locator(".sh-view").first
    for css, place in (
        ("fill", ".sh-numeral"),
        ("stroke", ".sh-figure"),
        ("stroke", ".sh-mark--incision"),
        ("stroke", ".sh-off"),
    ):
        assert view.locator(place).first.evaluate(light, css) < 190
    for place in (".sh-figure", ".sh-number", ".sh-bone"):
        assert view.locator(place).first.evaluate(light, "fill") > 230
    tab.context.close()
