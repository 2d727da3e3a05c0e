"""What a reader meets on any page: nothing cut, hidden or too small to tap, on the screen and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.tabs import faultless

PLANNER = "/session/#p=tlif&r=lumbar&w=5&u=weeks&c=agreed&none=signs,medications,conditions"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A phone on which no script fails."""
    with faultless(browser, address) as tab:
        yield tab


@pytest.mark.parametrize("path", ["/procedures/tlif/", PLANNER])
@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_what_the_keyboard_reaches_is_in_sight(page: Page, path: str, key: str) -> None:
    """No header, no bar and no button over what has the focus, on the way down and on the way up."""
    page.goto(path)
    page.wait_for_load_state("networkidle")
    hidden = []
    for _ in range(50):
        page.keyboard.press(key)
        page.wait_for_timeout(60)
        covered = page.evaluate(
            """() => { const one = document.activeElement
            if (!one.closest("article")) return ""
            const {left, top, width, height} = one.getClientRects()[0]
            const there = document.elementFromPoint(left + Math.min(8, width / 2), top + height / 2)
            // The search box, which the keyboard has gone through, still closes.
            const seen = there?.closest(".md-search") || one.contains(there) || there?.contains(one)
            return seen ? "" : one.textContent.trim() || one.id }"""
        )
        if covered:
            hidden.append(covered)
    assert hidden == []


def test_what_stands_in_the_boxes_of_the_home_page_is_whole(page: Page) -> None:
    """No word is cut on a phone."""
    page.goto("/")
    boxes = page.locator(".sh-find span:not(.twemoji)")
    expect(boxes).to_have_count(2)
    for box in boxes.all():
        assert box.evaluate("box => box.scrollWidth <= box.clientWidth + 1")


@pytest.mark.parametrize("path", ["/about/", "/techniques/scar-mobilization/", "/studies/keller-2012/"])
def test_no_heading_has_a_hole_below_it(page: Page, path: str) -> None:
    """The link of a heading, which nobody sees before the mouse is there, takes no line of its own."""
    page.goto(path)
    page.evaluate("() => document.querySelectorAll('details').forEach(fold => fold.open = true)")
    holes = page.locator("article :is(h2, h3):has(> .headerlink)").evaluate_all(
        """headings => headings.filter(heading => { const before = heading.offsetHeight
        heading.querySelector(".headerlink").remove()
        return heading.offsetHeight < before }).map(heading => heading.textContent)"""
    )
    assert holes == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_tools_of_a_page_can_be_tapped(page: Page) -> None:
    """A thumb hits one of them, and not its neighbor."""
    page.goto("/procedures/tlif/")
    tools = page.locator(".sh-tools :is(a, button)")
    assert tools.count() >= 4
    for tool in tools.all():
        box = tool.bounding_box()
        assert box is not None
        assert box["height"] >= 44, tool.inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/session/", "/letter/"])
def test_examples_in_boxes_can_be_read(
    browser: Browser, address: str, path: str, scheme: Literal["light", "dark"]
) -> None:
    """What stands in an empty box has the contrast of any text, which axe does not ask."""
    with faultless(browser, address, color_scheme=scheme) as tab:
        tab.goto(path)
        boxes = tab.locator(".sh-session [placeholder]")
        boxes.first.wait_for()
        for box in boxes.all():
            ground, text = box.evaluate(
                "box => [getComputedStyle(box).backgroundColor, getComputedStyle(box, '::placeholder').color]"
            )
            light, dark = sorted((luminance(text), luminance(ground)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (text, ground)


def luminance(color: str) -> float:
    """The relative luminance of `rgb(117, 117, 117)`, by WCAG."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", color)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def on_paper(page: Page, path: str) -> int:
    """Opens a page as its printer does, and says how many sheets of Letter it takes."""
    page.goto(path)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 740, "height": 980})
    sheets = len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="Letter", prefer_css_page_size=True)))
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    return sheets


@pytest.mark.parametrize(
    ("path", "most"), [("/procedures/acdf/", 2), ("/procedures/tlif/", 2), ("/compare/plif-or-tlif/", 2)]
)
def test_a_page_takes_few_sheets(page: Page, path: str, most: int) -> None:
    """A section begins where the one before ends, and goes on across sheets."""
    assert on_paper(page, path) <= most


def test_the_numbers_of_sources_are_whole_on_paper(page: Page) -> None:
    """There is room for two digits within the sheet, and sources are no larger than what they are for."""
    on_paper(page, "/cautions/positioning-prone/")
    notes = page.locator(".footnote li")
    assert notes.count() >= 10
    room, size, text = notes.last.evaluate(
        """note => { const box = note.closest("article").getBoundingClientRect()
        const size = (one) => parseFloat(getComputedStyle(one).fontSize)
        return [note.getBoundingClientRect().left - box.left, size(note), size(document.querySelector(".sh-today"))] }"""
    )
    assert room >= 2 * size
    assert size <= text


def test_a_section_that_is_elsewhere_says_so_on_paper(page: Page) -> None:
    """A heading over nothing is an empty section; one that has a page of its own says where it is."""
    on_paper(page, "/medications/opioids/")
    elsewhere = page.locator(".sh-room--page .sh-room__title")
    assert elsewhere.count()
    for title in elsewhere.all():
        assert title.evaluate("title => getComputedStyle(title, '::after').content") == '": on the site"'


def test_the_spine_stays_on_one_sheet(page: Page) -> None:
    """The drawing of the spine is not cut in two."""
    on_paper(page, "/spine-map/")
    box = page.locator(".sh-spinemap").bounding_box()
    assert box is not None
    assert box["height"] <= 980
