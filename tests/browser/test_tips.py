"""What a glossary word means and which source a number stands for, beside it: by mouse, by finger, by keyboard, in the window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.test_browser import AXE, contrast_settled
from tests.conftest import ROOT

TIP = ".sh-tip"
WORDS = "/when-to-start/lying-face-down/"
"""A page with glossary words and citations in sight as it opens."""


@pytest.fixture(params=[390, 820, 1440])
def mouse(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """A tab for a mouse, as wide as a phone, a tablet and a desk."""
    context = browser.new_context(
        service_workers="block", base_url=address, viewport={"width": request.param, "height": 844}
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    """A tab for a finger."""
    context = browser.new_context(
        service_workers="block", base_url=address, viewport={"width": 390, "height": 844}, has_touch=True
    )
    yield context.new_page()
    context.close()


def opened(page: Page, path: str = WORDS) -> tuple[Locator, Locator]:
    """A word and a number on a page whose listeners are there."""
    page.goto(path)
    word = page.locator("article abbr:visible").first
    expect(word).to_have_attribute("tabindex", "0")
    number = page.locator("article a.footnote-ref[id]:visible").first
    return word, page.locator(f"[id='{number.get_attribute('id')}']")


def within_window(tip: Locator) -> None:
    """A tip is on top of everything and whole within the window."""
    expect(tip).to_be_in_viewport(ratio=1)
    assert tip.evaluate(
        """tip => { const { left, right, top, bottom } = tip.getBoundingClientRect()
          return [[left + 4, top + 4], [right - 4, bottom - 4]].every(([x, y]) => tip.contains(document.elementFromPoint(x, y))) }"""
    )


def test_a_mouse_that_rests_reads_a_word_and_a_source(mouse: Page) -> None:
    """It opens beside what it explains, stays while the mouse goes over to it, has the note's links, and closes by Escape and by leaving."""
    word, number = opened(mouse)
    tip = mouse.locator(TIP)
    means = word.get_attribute("title") or ""
    word.hover()
    expect(tip).to_have_text(means)
    within_window(tip)
    assert word.get_attribute("title") is None  # the browser would show it again on top
    assert word.get_attribute("aria-describedby") == tip.get_attribute("id")
    mouse.keyboard.press("Escape")
    expect(tip).to_have_count(0)
    number.scroll_into_view_if_needed()
    number.hover()
    expect(tip.get_by_role("link", name="Open the source")).to_be_visible()
    within_window(tip)
    tip.hover()
    mouse.wait_for_timeout(600)  # longer than a tip waits before it closes
    within_window(tip)
    mouse.mouse.move(1, 1)
    expect(tip).to_have_count(0)
    number.click()
    assert "#fn:" in mouse.url


def test_a_finger_opens_and_closes(phone: Page) -> None:
    """A tap on a word or a number shows what it means; a second on the number leads to its note; one beside it closes it."""
    word, number = opened(phone)
    tip = phone.locator(TIP)
    means = word.get_attribute("title") or ""
    word.tap()
    expect(tip).to_have_text(means)
    within_window(tip)
    word.tap()
    expect(tip).to_have_count(0)
    number.tap()
    expect(tip.get_by_role("link", name="Open the source")).to_be_visible()
    within_window(tip)
    assert "#" not in phone.url
    phone.locator("h1").tap()
    expect(tip).to_have_count(0)
    number.tap()
    number.tap()
    note = phone.locator(phone.evaluate("() => '#' + CSS.escape(decodeURIComponent(location.hash.slice(1)))"))
    expect(note).to_be_in_viewport()
    expect(tip).to_have_count(0)


def test_the_keyboard_reaches_all_of_it(mouse: Page) -> None:
    """Focus shows it, the Tab key goes on to its links, Escape comes back; whoever listens hears it as the description."""
    word, number = opened(mouse)
    tip = mouse.locator(TIP)
    word.focus()
    expect(tip).to_be_visible()
    number.focus()
    expect(tip.get_by_role("link", name="Open the source")).to_be_visible()
    within_window(tip)
    described = mouse.locator(f"#{number.get_attribute('aria-describedby')}")
    assert "Open the source" in described.inner_text()
    mouse.keyboard.press("Tab")
    expect(tip.get_by_role("link").first).to_be_focused()
    mouse.keyboard.press("Escape")
    expect(tip).to_have_count(0)
    expect(number).to_be_focused()
    mouse.keyboard.press("Tab")
    expect(number).not_to_be_focused()
    assert number.get_attribute("aria-describedby") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_tip(phone: Page, scheme: str) -> None:
    """An open tip is as accessible as its page, in both schemes; forced colors keep its frame; paper has none."""
    phone.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    _, number = opened(phone)
    number.tap()
    expect(phone.locator(TIP)).to_be_visible()
    contrast_settled(phone)
    phone.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8"))
    assert phone.evaluate(AXE, {}) == []
    phone.emulate_media(forced_colors="active")
    assert phone.locator(TIP).evaluate("tip => getComputedStyle(tip).borderTopStyle") == "solid"
    phone.emulate_media(media="print")
    expect(phone.locator(TIP)).not_to_be_visible()


def test_without_a_script_words_keep_their_titles(browser: Browser, address: str) -> None:
    """A browser shows the title of a word by itself, and a number leads to its note."""
    context = browser.new_context(service_workers="block", base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(WORDS)
    assert len(page.locator("article abbr").first.get_attribute("title") or "") > 10
    page.locator("article a.footnote-ref:visible").first.click()
    expect(page.locator(".footnote li").first).to_be_attached()
    assert "#fn:" in page.url
    context.close()
