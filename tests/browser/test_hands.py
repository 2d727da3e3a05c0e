"""The week slider on the page of an operation: what a person sees who moves it, taps the body, prints it, or has no script."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.tabs import faultless

PAGE = "/procedures/acdf/"
BELLY_RULE = "No belly rub for the bowels without the surgeon's word"


def slider(tab: Page) -> Locator:
    """The slider, once the body is there."""
    expect(tab.locator(".sh-hands [data-area=belly]")).to_be_visible()
    return tab.get_by_role("slider", name="When")


def painted(tab: Page, area: str) -> set[str]:
    """The kinds that an area is painted as, in all its places."""
    fills = tab.locator(f".sh-hands__body [data-area={area}]").evaluate_all(
        "paths => paths.map(path => getComputedStyle(path).fill)"
    )
    return {re.sub(r'.*#hands-([\w-]+)"?\).*', r"\1", fill) for fill in fills}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_slider_repaints_the_body(browser: Browser, address: str, scheme: Literal["light", "dark"]) -> None:
    """With the keyboard, from before the operation to years after it; words and colors go along, and are told to listeners."""
    with faultless(browser, address, color_scheme=scheme) as tab:
        tab.goto(PAGE)
        weeks = slider(tab)
        said = tab.locator(".sh-hands__body [role=status]")
        weeks.focus()
        expect(weeks).to_have_attribute("aria-valuetext", "Before the operation")
        expect(said).to_contain_text("No touch: front of the neck, back of the neck")
        assert painted(tab, "back-of-neck") == {"no-touch"}
        assert painted(tab, "foot") == {"light"}
        tab.keyboard.press("ArrowRight")
        expect(weeks).to_have_attribute("aria-valuetext", "From the operation to week 6")
        expect(said).to_have_text("No touch: everywhere (not before the go-ahead)")
        assert painted(tab, "foot") == painted(tab, "head") == {"no-touch"}
        tab.keyboard.press("End")
        expect(tab.locator(".sh-hands output")).to_have_text("From 1 year on")
        expect(said).to_contain_text("Only in part: front of the neck, back of the neck (beside the implant)")
        assert painted(tab, "back-of-neck") == {"in-part"}
        assert painted(tab, "foot") == painted(tab, "belly") == {"ordinary"}


def test_what_is_alike_everywhere_is_said_once(browser: Browser, address: str) -> None:
    """Where two rules leave the same to the hands in all parts, the words under the body say "everywhere"."""
    with faultless(browser, address) as tab:
        tab.goto("/procedures/tlif/")
        slider(tab)
        expect(tab.locator(".sh-hands__body [role=status]")).to_have_text("Light: everywhere")


def test_the_teams_word_counts(browser: Browser, address: str) -> None:
    """Once the team has agreed the wait is over, the time stays, and what is still barred stays so."""
    with faultless(browser, address) as tab:
        tab.goto(PAGE)
        weeks = slider(tab)
        weeks.focus()
        tab.keyboard.press("ArrowRight")
        tab.get_by_label("The team has agreed to massage").check()
        expect(weeks).to_have_attribute("aria-valuetext", "From the operation to week 12")
        assert painted(tab, "hand") == {"ordinary"}
        assert painted(tab, "calf") == {"light"}
        assert painted(tab, "belly") == painted(tab, "front-of-neck") == {"no-touch"}
        assert painted(tab, "back-of-neck") == {"in-part"}
        tab.get_by_label("The team has agreed to massage").uncheck()
        expect(weeks).to_have_attribute("aria-valuetext", "From the operation to week 6")
        assert painted(tab, "hand") == {"no-touch"}


def test_a_tap_tells_the_reason(browser: Browser, address: str) -> None:
    """A finger on the slider and on the body: the area's rule in a line, which leads to the rule and goes along with the time."""
    with faultless(browser, address, has_touch=True) as tab:
        tab.goto(PAGE)
        weeks = slider(tab)
        tab.get_by_label("The team has agreed to massage").tap()
        weeks.scroll_into_view_if_needed()
        track = weeks.bounding_box()
        assert track
        tab.touchscreen.tap(track["x"] + track["width"] * 2 / 3, track["y"] + track["height"] / 2)
        expect(weeks).to_have_attribute("aria-valuetext", "From week 12 to 1 year")
        belly = tab.locator(".sh-hands__body [data-area=belly]")
        belly.scroll_into_view_if_needed()
        box = belly.bounding_box()
        assert box
        tab.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        reason = tab.locator(".sh-hands__reason")
        expect(reason).to_have_text(f"Belly. No touch · {BELLY_RULE}")
        weeks.focus()
        tab.keyboard.press("End")
        expect(reason).to_have_text("Belly. Ordinary: as the team allows")
        tab.keyboard.press("ArrowLeft")
        tab.get_by_role("link", name=BELLY_RULE).first.click()
        expect(tab.locator(":target")).to_contain_text("Do not rub a client's belly")


def test_kinds_differ_without_color(browser: Browser, address: str) -> None:
    """Each kind has lines of its own, and in the colors that a reader forces they are seen on their ground."""
    with faultless(browser, address, forced_colors="active") as tab:
        tab.goto(PAGE)
        slider(tab)
        kinds = tab.locator(".sh-touch").evaluate_all(
            """patterns => patterns.map(pattern => [
              pattern.querySelector("path").getAttribute("d"),
              getComputedStyle(pattern.querySelector("path")).stroke,
              getComputedStyle(pattern.querySelector("rect")).fill,
            ])"""
        )
        assert len({lines for lines, _, _ in kinds}) == len(kinds) == 4
        assert all(stroke != ground for _, stroke, ground in kinds[:3])


def test_without_a_script_the_words_are_there(browser: Browser, address: str) -> None:
    """Every time with its rules as a table, open; with a script it is folded below the body."""
    context = browser.new_context(base_url=address, java_script_enabled=False)
    tab = context.new_page()
    tab.goto(PAGE)
    row = tab.get_by_role("row", name="Belly No touch").first
    expect(row).to_be_visible()
    number = row.get_by_role("link")
    expect(tab.locator(str(number.get_attribute("href")))).to_have_text(BELLY_RULE)
    expect(tab.get_by_text("From the operation to week 6, the team was not asked")).to_be_visible()
    context.close()
    with faultless(browser, address) as tab:
        tab.goto(PAGE)
        slider(tab)
        expect(tab.get_by_role("row", name="Belly No touch").first).not_to_be_visible()
        tab.get_by_text("The same in words").click()
        expect(tab.get_by_role("row", name="Belly No touch").first).to_be_visible()


def test_without_the_drawing_the_words_remain(browser: Browser, address: str) -> None:
    """A drawing that cannot be had leaves slider and words."""
    context = browser.new_context(base_url=address, service_workers="block")
    tab = context.new_page()
    tab.route("**/drawings/*", lambda route: route.abort())
    tab.goto(PAGE)
    tab.get_by_role("slider", name="When").focus()
    tab.keyboard.press("ArrowRight")
    expect(tab.locator(".sh-hands__body [role=status]")).to_have_text("No touch: everywhere (not before the go-ahead)")
    assert tab.locator(".sh-hands__body .sh-drawing").evaluate("place => place.offsetHeight") == 0
    context.close()


def test_what_was_set_is_printed(browser: Browser, address: str) -> None:
    """The sheet has the body only if somebody moved the slider, and then as it was set."""
    with faultless(browser, address) as tab:
        tab.goto(PAGE)
        weeks = slider(tab)
        body = tab.locator(".sh-hands__body")
        tab.emulate_media(media="print")
        expect(body).not_to_be_visible()
        tab.emulate_media(media="screen")
        weeks.focus()
        tab.keyboard.press("End")
        tab.emulate_media(media="print")
        expect(body).to_be_visible()
        expect(tab.locator(".sh-hands output")).to_have_text("From 1 year on")
        expect(weeks).not_to_be_visible()


def test_the_card_comes_first(browser: Browser, address: str) -> None:
    """On a phone the card stays within two screens, and the body is right below it and never wider than the page."""
    with faultless(browser, address) as tab:
        tab.goto(PAGE)
        slider(tab)
        card, room = (tab.locator(at).bounding_box() for at in (".sh-today", ".sh-room:has(.sh-hands)"))
        assert card
        assert room
        assert card["y"] + card["height"] <= 2 * 844
        assert 0 <= room["y"] - card["y"] - card["height"] <= 60
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390
