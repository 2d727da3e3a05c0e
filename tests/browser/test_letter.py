"""The page that reads a letter, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.tabs import faultless
from tests.browser.test_browser import AXE
from tests.conftest import ROOT

COUNTED = """
globalThis.lowered = 0
const lower = String.prototype.toLowerCase
String.prototype.toLowerCase = function () {
  globalThis.lowered += 1
  return lower.call(this)
}
"""
"""Counts how often a word is put into small letters, as each name is that is learned."""

LETTER = "posterior instrumented arthrodesis L3-S1 with BMP, apixaban 5 mg bd"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh tab on a phone in which no console error may happen, on the page."""
    with faultless(browser, address) as tab:
        tab.goto("/letter/")
        yield tab


def read(page: Page, letter: str) -> None:
    """Puts a letter into the box."""
    page.get_by_label("The letter").fill(letter)
    expect(page.locator(".sh-marked")).to_have_text(letter)


def explained(page: Page, term: str) -> str:
    """What the page shows of a term, once a person has scrolled there."""
    line = page.locator(".sh-terms > li").filter(has=page.locator("strong", has_text=term))
    line.scroll_into_view_if_needed()
    expect(line).to_be_in_viewport()
    return line.inner_text()


def test_each_term_is_explained(page: Page) -> None:
    """Operation, implant and medicine by their names here, in a line, with a link; the bones filled on the drawing."""
    read(page, LETTER)
    expect(page.get_by_role("article").get_by_role("status")).to_have_text("4 words of the letter explained.")
    assert "arthrodesis = Spinal fusion" in explained(page, "arthrodesis")
    assert "BMP = Bone morphogenetic protein" in explained(page, "BMP")
    assert "apixaban = Anticoagulants" in explained(page, "apixaban")
    expect(page.get_by_role("link", name="Anticoagulants", exact=True)).to_have_attribute(
        "href", re.compile(r"medications/anticoagulants/$")
    )
    drawing = page.get_by_role("img", name="The spine, with L3-S1 filled")
    drawing.scroll_into_view_if_needed()
    fills = {
        str(bone.get_attribute("data-bone")): bone.locator("rect").evaluate("rect => getComputedStyle(rect).fill")
        for bone in drawing.locator("[data-bone]").all()
    }
    assert {bone for bone, fill in fills.items() if fill != "none"} == {"L3", "L4", "L5", "S1"}


def test_what_is_ticked_opens_the_planner(page: Page) -> None:
    """The operation, the medicine and the bones are in the plan; what was unticked is not."""
    read(page, f"{LETTER}. Takes topamax. Diabetes.")
    page.locator(".sh-terms > li", has_text="Diabetes").get_by_role("checkbox").uncheck()
    page.get_by_role("link", name="Plan this session").click()
    expect(page.locator("#sh-verdict")).to_be_visible()
    for part in ("p=spinal-fusion", "m=anticoagulants", "lv=L3-S1", "medications:topamax"):
        assert part in page.url
    assert "diabetes" not in page.url


def test_what_is_denied_is_no_finding(page: Page) -> None:
    """A sign that the letter denies is struck out and not ticked."""
    read(page, "ACDF. Denies chest pain. Calf pain since Monday.")
    assert "the letter says it is not there" in explained(page, "chest pain")
    assert "the letter says" not in explained(page, "Calf pain")
    assert "chest-pain" not in str(page.get_by_role("link", name="Plan this session").get_attribute("href"))


def plan_link(page: Page) -> str:
    """Where the plan opens with what is ticked."""
    return str(page.get_by_role("link", name="Plan this session").get_attribute("href"))


def test_a_day_that_dates_something_else_is_asked(page: Page) -> None:
    """The day of the sutures is no time since surgery; the date without a year is told and asked for."""
    read(page, "L4-5 TLIF on 3 March. Uneventful. Sutures out POD14. F/u 6 wk.")
    expect(page.get_by_text("Operated")).to_have_count(0)
    expect(page.get_by_text("The letter says “3 March”, without a year.")).to_be_visible()
    expect(page.get_by_text("It counts “POD14”, which may date something else.")).to_be_visible()
    assert "w=" not in plan_link(page)
    read(page, "L4-5 TLIF. Seen POD14, sutures out.")
    expect(page.get_by_label("Operated 14 days ago")).to_be_checked()
    assert "w=14&u=days" in plan_link(page)


def test_weeks_after_an_operation_are_the_time(page: Page) -> None:
    """Weeks that only stand beside the operation count from it."""
    read(page, "s/p C5-6 ACDF, 8 wks.")
    expect(page.get_by_label("Operated 8 weeks ago")).to_be_checked()
    expect(page.get_by_text("date of the operation")).to_have_count(0)
    assert "w=8&u=weeks" in plan_link(page)


def test_what_the_client_had_reaches_the_plan(page: Page) -> None:
    """A clot and a cancer are in the plan; what a letter only guards against, or a relative had, is not."""
    read(page, "TLIF. Hx of breast ca. Post-op DVT R calf, now on rivaroxaban. 8 weeks post-op.")
    assert "breast ca = Cancer" in explained(page, "breast ca")
    page.get_by_role("link", name="Plan this session").click()
    expect(page.locator("#sh-verdict")).to_be_visible()
    for part in ("d=cancer", "x=deep-vein-thrombosis:followed", "m=anticoagulants"):
        assert part in page.url
    expect(page.get_by_text("Known clot: no massage anywhere until its team agrees").first).to_be_visible()


def test_a_complaint_is_new_in_the_plan(page: Page) -> None:
    """What nobody has looked after goes into the plan as new, and the tick says so."""
    read(page, "TLIF 2 weeks ago. C/o urinary retention since this am. Hx of DVT.")
    for course in ("as new", "as followed by the team"):
        expect(page.get_by_label(f"For the plan, {course}")).to_be_checked()
    assert "x=urinary-retention:new,deep-vein-thrombosis:followed" in plan_link(page)


def test_what_the_client_may_not_have_is_left_to_the_reader(page: Page) -> None:
    """Prophylaxis, and what a mother had, come with a word and without a tick."""
    read(page, "TLIF. Family history of breast ca. DVT prophylaxis.")
    for term in ("breast ca", "DVT"):
        assert "the letter may not say that the client has it" in explained(page, term)
    assert not {"cancer", "thrombosis"} & set(re.split(r"\W", plan_link(page)))


def test_signs_come_first_and_wait_for_the_client(page: Page) -> None:
    """What is told in other words than a sign's name is found; what is denied or warned of stands apart, by its name alone."""
    read(
        page,
        "Numb between legs when wiping. No fever. Call if new weakness. L4-5 TLIF, 2 weeks s/p surgery. Hx of DVT.",
    )
    headings = page.locator(".sh-reading h3").all_inner_texts()
    assert headings[0] == "Signs"
    assert headings.index("Signs that it denies, or only speaks of") > headings.index("Complications")
    expect(page.get_by_text("Ask which of these are there today")).to_be_visible()
    assert "Numb between legs = Numbness where you sit" in explained(page, "Numb between legs")
    for term, why in (("fever", "it is not there"), ("new weakness", "may not say that the client has it")):
        assert re.fullmatch(rf"{term} = .* \(the letter (?:says )?{why}\)\s+For the plan", explained(page, term))
    expect(page.get_by_text("That is as of the letter.")).to_be_visible()
    assert "s=" not in plan_link(page).split("&")
    page.locator(".sh-terms > li", has_text="Numb between legs").get_by_role("checkbox").check()
    assert "s=saddle-numbness" in plan_link(page)


def test_what_is_planned_is_the_operation_of_a_letter_without_another(page: Page) -> None:
    """A planned operation is ticked where none was done, and asked about; beside one that was done it is not ticked."""
    read(page, "Listed for TLIF.")
    assert "the letter may not say that it was done" in explained(page, "TLIF")
    expect(page.get_by_text("Was the operation done, or is it still to come?")).to_be_visible()
    assert "p=tlif" in plan_link(page)
    read(page, "s/p ACDF. Listed for TLIF. Eliquis stopped in May.")
    assert "the letter may not say that the client takes it" in explained(page, "Eliquis")
    assert "p=acdf" in plan_link(page)
    assert not {"tlif", "anticoagulants"} & set(re.split(r"[^\w-]", plan_link(page)))


def test_bones_that_may_not_be_operated_on_are_asked(page: Page) -> None:
    """An old fracture is no place of an operation: its bone is shown, and not ticked."""
    read(page, "s/p spinal fusion. Old T12 fracture.")
    expect(page.get_by_label("Bones: T12")).not_to_be_checked()
    expect(page.get_by_text("Which bones were operated on? The letter names T12.")).to_be_visible()
    assert "lv=" not in plan_link(page)
    page.get_by_label("Bones: T12").check()
    assert "lv=T12" in plan_link(page)


def test_broken_lines_are_shown_whole(page: Page) -> None:
    """A word that was parted at the end of a line is one, in the letter as it is marked too."""
    page.get_by_label("The letter").fill("She is on apix-\naban 5 mg and denies\nDVT. Denies fever or\ncalf pain.")
    expect(page.locator(".sh-marked")).to_contain_text("She is on apixaban 5 mg")
    assert "apixaban = Anticoagulants" in explained(page, "apixaban")
    assert "the letter says it is not there" in explained(page, "calf pain")


def test_an_old_letter_says_how_old_its_operation_is(page: Page) -> None:
    """Weeks that a letter counts end with the letter; the date of the operation says how long ago it is today."""
    read(page, "Clinic 20/02/2020. L4-5 TLIF on 09/01/2020. Now 6 weeks post-op.")
    expect(page.get_by_label("Operated 6 weeks ago")).to_be_checked()
    expect(
        page.get_by_text(
            re.compile(r"It dates an operation “09/01/2020”\. That is \d+ years ago\. If it is older, change")
        )
    ).to_be_visible()
    expect(page.get_by_text("What is not marked was not understood")).to_be_visible()


def test_no_blood_thinner_is_not_asked_for(page: Page) -> None:
    """Whoever wrote that there is none is asked for the other medicines alone."""
    read(page, "ACDF. Not on any blood thinners.")
    expect(page.get_by_text("Which medicines does the client take?", exact=True)).to_be_visible()
    read(page, "ACDF. No blood thinners for 2 weeks.")
    expect(page.get_by_text("Is there a blood thinner among them?")).to_be_visible()


def test_a_common_medicine_is_known_without_a_page(page: Page) -> None:
    """Topamax is no slip of Fosamax."""
    read(page, "Topamax 25 mg nightly")
    assert "Topamax = topiramate (Topamax)" in explained(page, "Topamax")
    assert "Fosamax" not in page.locator(".sh-reading").inner_text()


def test_what_the_letter_does_not_say_is_asked(page: Page) -> None:
    """What is missing stands as questions, and what is there does not."""
    read(page, LETTER)
    for question, missing in (("date of the operation", True), ("have massage", True), ("Which operation", False)):
        expect(page.get_by_text(question)).to_have_count(int(missing))


def test_names_are_learned_by_who_reads_a_letter(page: Page) -> None:
    """Whoever opens the page and does not go into the box spares a slow phone the work of thousands of names."""
    page.add_init_script(COUNTED)
    page.reload()
    box = page.get_by_label("The letter")
    expect(box).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("lowered") < 500
    box.focus()
    # The policy of the site lets no other way of waiting ask twice.
    page.evaluate(
        "() => new Promise((done) => { const look = () => lowered > 2000 ? done() : setTimeout(look, 20); look() })"
    )


def test_nothing_is_sent(page: Page) -> None:
    """Not a request leaves the page for what is pasted, and nothing is stored."""
    read(page, "ACDF")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    before = page.evaluate("() => JSON.stringify({...localStorage, ...sessionStorage})")
    read(page, f"{LETTER}, Jane Doe")
    expect(page.get_by_role("link", name="Plan this session")).to_be_visible()
    assert sent == []
    assert page.evaluate("() => JSON.stringify({...localStorage, ...sessionStorage})") == before


@pytest.mark.parametrize("width", [320, 390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_fault_at_any_width(browser: Browser, address: str, width: int, scheme: Literal["light", "dark"]) -> None:
    """No wider than the screen, and axe-core reports nothing."""
    context = browser.new_context(
        service_workers="block", base_url=address, viewport={"width": width, "height": 844}, color_scheme=scheme
    )
    page = context.new_page()
    page.goto("/letter/")
    read(page, f"{LETTER}. Denies fever. No lifting for 6 weeks, 4 weeks post-op.")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8"))
    assert page.evaluate(AXE, {}) == []
    context.close()


def test_keyboard_alone(page: Page) -> None:
    """From the box on, Tab leads to each term, each tick and to the plan."""
    read(page, LETTER)
    page.get_by_label("The letter").focus()
    reached = []
    for _ in range(20):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("() => document.activeElement.innerText || document.activeElement.type"))
    assert reached.index("apixaban") < reached.index("checkbox") < reached.index("Plan this session")


def test_without_script(browser: Browser, address: str) -> None:
    """Without script the page leads to the glossary."""
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/letter/")
    expect(page.get_by_text("The reader needs a script.")).to_be_visible()
    context.close()
