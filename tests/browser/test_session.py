"""The planner's page in a real browser, and the site without a network."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from macros.model import KINDS
from macros.text import links
from tests.browser.tabs import faultless, uncovered
from tests.conftest import served
from tests.planning import CALL_NOW as EMERGENCIES
from tests.planning import ON_A_BLOOD_THINNER, ONLY_FOR_SOME, library

VERDICT = "#sh-verdict"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh tab in which no console error may happen."""
    with faultless(browser, address, 1280, 900) as tab:
        yield tab


def opened(page: Page, state: str = "") -> None:
    """The planner with a state in its address."""
    page.goto("about:blank")
    page.goto(f"/session/{state}")
    expect(page.locator(VERDICT)).to_be_visible()


NONE = re.compile(": I asked$")


def step(page: Page, heading: str) -> Locator:
    """A step of the form."""
    return page.locator(".sh-step", has=page.get_by_role("heading", name=heading))


def stop_signs(page: Page) -> Locator:
    """The step of the stop signs."""
    return step(page, "Does the client have any of these?")


def sign(page: Page, slug: str) -> Locator:
    """The button of a sign, in its part of the body, which is opened as a person would."""
    button = page.locator(f"[data-sign={slug}]")
    for fold in page.locator("details", has=button).all():
        if fold.get_attribute("open") is None:
            fold.locator("summary").first.click()
    return button


def listed(page: Page, urgency: str) -> set[str]:
    """The slugs of the signs that the form marks as this urgent."""
    buttons = page.locator(f"[data-sign][data-urgency={urgency}]")
    return {str(button.get_attribute("data-sign")) for button in buttons.all()}


SHOWN = """() => Object.fromEntries([["verdict", "#sh-verdict"], ["whom", ".sh-whom"], ["call", ".sh-call"]]
  .map(([key, place]) => [key, document.querySelector(place)]).filter(([, shown]) => shown?.checkVisibility())
  .map(([key, shown]) => [key, shown.innerText.trim()]))"""
"""What the page shows of the verdict, whom to call, and the button that calls."""

TWO_TAPS = f"""async sign => {{
  const shown = []
  for (const tap of [1, 2]) {{
    document.querySelector(`button[data-sign=${{sign}}]`).click()
    await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))
    shown.push(({SHOWN})())
  }}
  return shown
}}"""
"""What the page shows after one tap on a sign, and after another."""


def in_the_window(locator: Locator) -> None:
    """Asserts that a person sees it now, without scrolling."""
    expect(locator).to_be_in_viewport(ratio=0.9)


def test_a_client_is_entered_by_any_name(page: Page) -> None:
    """Operation, weeks, brand and sign in; the verdict, whom to call and the reason out; the state in the address."""
    opened(page)
    page.get_by_label("Another operation").fill("C5-6 ACDF")
    page.keyboard.press("Enter")
    page.get_by_label("Time since surgery").fill("9")
    page.get_by_label("Medicines", exact=True).fill("Eliquis 5 mg")
    page.keyboard.press("Enter")
    sign(page, "calf-pain").click()
    expect(page.locator(VERDICT)).to_have_text("Do not massage today")
    expect(page.locator(".sh-whom")).to_contain_text("The surgeon's team or urgent care, today")
    expect(page.locator(".sh-plan .sh-stopping")).to_contain_text("sore, swollen, warm")
    expect(page).to_have_url(re.compile(re.escape("p=acdf")))
    expect(page).to_have_url(re.compile(re.escape("r=cervical")))
    expect(page).to_have_url(re.compile(re.escape("m=anticoagulants")))
    page.reload()
    expect(page.locator(VERDICT)).to_have_text("Do not massage today")


def test_nothing_known_is_not_green(page: Page) -> None:
    """An empty form, an operation alone, and an operation with its time say what is still to be answered."""
    opened(page)
    in_the_window(page.locator(VERDICT))
    expect(page.locator(VERDICT)).to_have_text("Not enough known yet")
    expect(page.locator(".sh-missing li")).to_have_count(3)
    page.get_by_label("Another operation").fill("laminectomy")
    page.keyboard.press("Enter")
    expect(page.locator(".sh-missing li")).to_have_count(2)
    page.get_by_label("Time since surgery").fill("500")
    expect(page.locator(".sh-missing li")).to_have_count(1)
    expect(page.locator(VERDICT)).to_have_text("Not enough known yet")


@pytest.mark.parametrize(
    "state",
    [
        "",
        "#p=acdf",
        "#p=acdf&w=5&u=days",
        "#p=tlif&w=30&u=weeks",
        "#p=spinal-fusion",
        "#p=laminectomy&w=9&u=years",
        "#t=planned",
    ],
)
def test_a_sign_under_call_now_is_an_emergency(page: Page, state: str) -> None:
    """Each sign that the page lists there turns it red by one tap; those that are emergencies for everybody are always there."""
    opened(page, state)
    shown = listed(page, "emergency")
    assert set(EMERGENCIES) <= shown
    assert shown <= {*EMERGENCIES, *ONLY_FOR_SOME, *ON_A_BLOOD_THINNER}
    before = page.evaluate(SHOWN)
    assert "call" not in before
    for sign in sorted(shown):
        red, again = page.evaluate(TWO_TAPS, sign)
        assert red == {
            "verdict": "Do not massage today",
            "whom": "Call: The emergency number, now.",
            "call": "Call 911",
        }, sign
        assert again == before, sign


def test_a_sign_is_listed_only_for_those_it_is_for(page: Page) -> None:
    """Trouble swallowing stands under call now after a neck fusion of last week, and not after one of the low back."""
    opened(page, "#p=acdf&w=1&u=weeks")
    assert "trouble-swallowing" in listed(page, "emergency")
    opened(page, "#p=tlif&w=1&u=weeks")
    assert "trouble-swallowing" not in listed(page, "emergency")


def test_a_known_unchanged_finding_is_no_emergency(page: Page) -> None:
    """The course is asked beside what was reported: a foot that has been weak for years changes the work."""
    opened(page, "#p=laminectomy&r=lumbar&w=9&u=years&none=signs,medications,conditions")
    sign(page, "new-weakness").click()
    expect(page.locator(VERDICT)).to_have_text("Do not massage today")
    page.get_by_label("How has it gone: Weakness of an arm or leg").select_option("settled")
    expect(page.locator(VERDICT)).to_have_text("Work, with changes")
    expect(page).to_have_url(re.compile(re.escape("new-weakness:settled")))


def test_none_of_these_denies_what_was_on_screen(page: Page) -> None:
    """A line names each of its signs before they are denied; what is folded away stays open, and so does the verdict."""
    opened(page, "#p=laminectomy&r=lumbar&w=9&u=years&none=medications,conditions")
    asked = stop_signs(page)
    buttons = asked.locator(".sh-part [data-sign]").all()
    assert len(buttons) > 30
    for part in asked.locator(":scope > div:first-of-type .sh-part").all():
        for button in part.locator("[data-sign]").all():
            expect(part.locator("summary")).to_contain_text(str(button.text_content()))
    asked.get_by_role("button", name=NONE).click()
    expect(page.locator(VERDICT)).to_have_text("Not enough known yet")
    step(page, "Medicines and illnesses").get_by_role("button", name=NONE).click()
    expect(page.locator(VERDICT)).to_have_text("Go ahead, with care")


def test_a_part_of_the_body_is_denied_with_the_rest_alone(page: Page) -> None:
    """A sign that is reported is not denied with the others, and what was denied can be reported."""
    opened(page, "#p=acdf&w=30&u=weeks&none=medications,conditions")
    sign(page, "calf-pain").click()
    stop_signs(page).get_by_role("button", name=NONE).click()
    expect(page.locator(VERDICT)).to_have_text("Do not massage today")
    sign(page, "chest-pain").click()
    expect(page.locator(".sh-whom")).to_contain_text("The emergency number, now")


def test_a_no_from_the_team_stops(page: Page) -> None:
    """What the team says is told apart: a no stops, no answer yet waits, agreement does not."""
    opened(page, "#p=tlif&w=8&u=months&none=signs,medications,conditions")
    for answer, verdict in (
        ("They said no", "Do not massage today"),
        ("Asked, no answer yet", "Wait for the go-ahead"),
        ("They agreed", "Work, with changes"),
    ):
        page.get_by_role("button", name=answer).click()
        expect(page.locator(VERDICT)).to_have_text(verdict)


def test_another_link_in_the_same_tab_is_another_client(page: Page) -> None:
    """The plan, the form and the paper are those of the client in the address."""
    opened(page, "#p=acdf&w=5&u=days&s=cannot-swallow")
    page.evaluate("() => { location.hash = 'p=laminectomy&r=lumbar&w=9&u=years&none=signs,medications,conditions' }")
    expect(page.locator(VERDICT)).to_have_text("Go ahead, with care")
    often = page.get_by_role("group", name="Often done")
    expect(often.get_by_role("button", pressed=True)).to_have_text(["Laminectomy"])
    expect(page.get_by_role("button", name="Remove ")).to_have_count(0)
    expect(page.get_by_label("Time since surgery")).to_have_value("9")
    page.locator("[data-paper=sheet]").click()
    expect(page.locator(".sh-facts")).to_contain_text("laminectomy")


def test_a_stop_shows_no_go_ahead(page: Page) -> None:
    """Under a red verdict nothing says "Go ahead"; the rest is folded away."""
    opened(page, "#p=acdf&w=9&u=weeks&s=calf-pain&none=medications,conditions")
    expect(page.locator(VERDICT)).to_have_text("Do not massage today")
    expect(page.locator(".sh-plan .sh-rule--fine")).to_have_count(0)
    expect(page.locator(".sh-plan .sh-rule--avoid")).not_to_be_visible()
    expect(page.locator(".sh-plan .sh-rule--refer")).to_be_visible()


def test_nothing_lesser_stands_beside_the_reason(page: Page) -> None:
    """Under an emergency only what is an emergency is in sight; a verdict that waits shows no "Go ahead"."""
    opened(page, "#p=acdf&w=9&u=weeks&s=cannot-swallow,returning-pain,calf-pain&none=medications,conditions")
    expect(page.locator(".sh-plan .sh-rule--emergency")).to_be_visible()
    expect(page.locator(".sh-plan .sh-rule--refer")).not_to_be_visible()
    opened(page, "#p=plif&r=lumbar&w=120&u=weeks&x=hardware-failure:followed&none=signs,medications,conditions")
    expect(page.locator(VERDICT)).to_have_text("Wait for the go-ahead")
    expect(page.locator(".sh-plan .sh-rule--fine")).to_have_count(0)


def test_a_suspected_complication_says_what_to_do(page: Page) -> None:
    """What the page of the complication says to do stands in the plan."""
    opened(page, "#p=laminectomy&r=lumbar&w=9&u=years&x=deep-vein-thrombosis&none=medications,conditions")
    expect(page.locator(VERDICT)).to_have_text("Do not massage today")
    expect(page.locator(".sh-plan")).to_contain_text("Deep vein thrombosis, suspected:")


@pytest.mark.parametrize("name", ["constructor", "__proto__", "flurbizine"])
def test_names_in_a_link_that_nobody_knows_are_said(page: Page, name: str) -> None:
    """They count as not known, in the plan and in the form."""
    opened(page, f"#p={name}&m={name}&s={name}&w=9&u=years&none=medications,conditions")
    expect(page.locator(".sh-strange")).to_contain_text(name)
    expect(page.locator(VERDICT)).to_have_text("Not enough known yet")


@pytest.mark.parametrize("said", ["new-weakness,new-weakness:settled", "new-weakness:settled,new-weakness"])
def test_of_two_courses_in_a_link_the_graver_holds(page: Page, said: str) -> None:
    """A finding that a link names twice is as grave as the graver of the two, in any order."""
    opened(page, f"#p=laminectomy&r=lumbar&w=9&u=years&s={said}&none=signs,medications,conditions")
    expect(page.locator(".sh-whom")).to_contain_text("The emergency number, now")


def test_words_bring_candidates_and_are_kept(page: Page) -> None:
    """What the client says counts as it was said, and stops a session when it is new, until somebody says which sign is meant."""
    opened(page, "#p=laminectomy&r=lumbar&w=9&u=years&none=signs,medications,conditions")
    box = page.get_by_label("What else the client says")
    box.fill("my foot drops when I walk")
    page.keyboard.press("Enter")
    expect(page.locator(VERDICT)).to_have_text("Do not massage today")
    expect(page.locator(".sh-plan .sh-strange")).to_contain_text("“my foot drops when I walk”")
    page.get_by_role("option", name="Weakness of an arm or leg").click()
    expect(page.locator(".sh-findings li strong")).to_have_text("Weakness of an arm or leg")
    opened(page, "#p=laminectomy&r=lumbar&w=9&u=years&none=signs,medications,conditions")
    box.fill("zizzing fibbly")
    page.keyboard.press("Enter")
    expect(page.locator(VERDICT)).to_have_text("Do not massage today")
    page.get_by_role("option", name="Keep “zizzing fibbly”").click()
    expect(page.locator(".sh-plan .sh-strange")).to_contain_text("“zizzing fibbly”")
    page.get_by_label("How has it gone: “zizzing fibbly”").select_option("settled")
    expect(page.locator(VERDICT)).to_have_text("Work, with changes")


def test_what_is_denied_by_its_name_is_a_no(page: Page) -> None:
    """`No fever` counts as it was said until somebody says what is meant, and can be noted as a no."""
    opened(page, "#p=laminectomy&r=lumbar&w=9&u=years&n=chest-pain&none=medications,conditions")
    box = page.get_by_label("What else the client says")
    box.fill("no fever")
    page.keyboard.press("Enter")
    expect(page.locator(VERDICT)).to_have_text("Do not massage today")
    page.get_by_role("option", name="No: Fever or chills").click()
    expect(page.locator(VERDICT)).to_have_text("Not enough known yet")
    expect(page.locator(".sh-findings li")).to_have_count(0)
    expect(page).to_have_url(re.compile("n=chest-pain,fever"))


def to_step(page: Page, name: str) -> None:
    """Taps a step in the row of steps."""
    page.locator(".sh-steps").get_by_text(name, exact=True).click()


@pytest.mark.parametrize(
    ("box", "said", "verdict"),
    [
        ("What else the client says", "my toe has gone numb", "Do not massage today"),
        ("What else the client says", "can't find the right words lately", "Do not massage today"),
        ("What else the client says", "gurgly voice since Monday", "Do not massage today"),
        ("Medicines", "my blood pills", "Work, with changes"),
        ("Other illness", "brittle bones from chemo", "Work, with changes"),
    ],
)
def test_no_verdict_passes_over_what_is_only_in_a_box(page: Page, box: str, said: str, verdict: str) -> None:
    """Words that somebody typed and left, without choosing a name, count: the answer is never green beside them."""
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, "#p=acdf&w=4&u=years&c=agreed&l=no&none=signs,medications,conditions")
    expect(page.locator(VERDICT)).to_have_text("Go ahead, with care")
    to_step(page, "Stop signs" if box.startswith("What") else "Medicines")
    page.get_by_label(box, exact=True).click()
    page.keyboard.type(said)
    to_step(page, "Area")
    expect(page.locator(VERDICT)).to_have_text(verdict)
    words = page.locator(".sh-plan .sh-strange", has_text=said)
    words.scroll_into_view_if_needed()
    in_the_window(words)


def test_who_knows_of_a_complaint_is_none(page: Page) -> None:
    """What stands behind a comma and only says who knows, or for how long, belongs to the complaint before it."""
    opened(page, "#p=tlif&w=5&u=months&none=signs,medications,conditions")
    box = page.get_by_label("What else the client says")
    for said, meant in (
        ("some numbness in my right ankle, doctor knows", "Numbness or tingling"),
        ("screw backing out, surgeon is watching it", "Hardware failure"),
        ("arm weakness since surgery, had it for years", "Weakness of an arm or leg"),
    ):
        box.click()
        page.keyboard.type(said)
        expect(page.locator(".sh-list li").first).to_contain_text(meant)
        page.keyboard.press("Enter")
        expect(page.locator(".sh-findings li strong")).to_have_text(f"“{said}”")
        page.get_by_role("button", name=f"Remove “{said}”").click()
    box.fill("Chest pain, doctor knows")
    page.keyboard.press("Enter")
    expect(page.locator(".sh-findings li strong")).to_have_text("Chest pain")
    expect(page.locator(".sh-plan .sh-whom").first).to_contain_text("The emergency number, now")
    page.get_by_role("button", name="Remove Chest pain").click()
    box.fill("zizzing, headache")
    page.keyboard.press("Enter")
    expect(page.locator(".sh-findings li strong")).to_have_text(["“zizzing”", "“headache”"])


def test_what_is_left_of_the_stop_signs_is_named(page: Page) -> None:
    """When all signs are answered, the question is what a doctor knows of, and leads there."""
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, "#p=laminectomy&r=lumbar&w=9&u=years&none=medications,conditions")
    to_step(page, "Stop signs")
    page.get_by_role("button", name="None of these: I asked", exact=True).click()
    expect(page.locator(".sh-steps .sh-done")).to_have_text(["Operation", "Stop signs"])
    question = page.get_by_role("button", name="What a doctor knows of already: go through the list")
    question.click()
    none = page.get_by_role("button", name="None of these is known: I asked")
    in_the_window(none)
    none.click()
    expect(page.locator(VERDICT)).to_have_text("Go ahead, with care")


def test_a_reported_sign_leaves_the_page_as_wide_as_the_window(page: Page) -> None:
    """On a phone the course of a sign and the way to take it back are in the window, and so is the answer."""
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, "#p=microdiskectomy&w=10&u=months&s=new-numbness")
    to_step(page, "Stop signs")
    for part in (page.get_by_label("How has it gone"), page.get_by_role("button", name="Remove Numbness")):
        part.scroll_into_view_if_needed()
        in_the_window(part)
    page.evaluate("scrollTo(0, 0)")
    in_the_window(page.locator(".sh-bar .sh-now"))
    assert page.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize("operation", ["ACDF", "Scoliosis correction"])
def test_a_tap_leaves_the_next_question_in_the_window(page: Page, operation: str) -> None:
    """On a phone the button says what was tapped, and the box for the time stays in sight, above the bar at the foot."""
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page)
    page.get_by_role("button", name=operation, exact=True).click()
    expect(page.get_by_role("button", name=operation, exact=True)).to_have_attribute("aria-pressed", "true")
    box = page.get_by_label("Time since surgery")
    in_the_window(box)
    assert uncovered(box)
    box.click()
    page.keyboard.type("9")
    page.get_by_role("button", name=operation, exact=True).click()
    expect(page.get_by_role("button", name=operation, exact=True)).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize("name", ["constructor", "toString", "__proto__"])
def test_words_that_every_object_knows_are_words(page: Page, name: str) -> None:
    """Typed into a box for names they mean no record, and are kept as they were said."""
    opened(page, "#p=laminectomy&r=lumbar&w=9&u=years&none=signs,medications,conditions")
    for label, kept in (("Medicines", f"{name} (not known here)"), ("What else the client says", f"“{name}”")):
        page.get_by_label(label, exact=True).fill(name)
        page.keyboard.press("Enter")
        expect(page.locator(".sh-form").get_by_role("button", name=f"Remove {kept}")).to_be_visible()
    expect(page.locator(VERDICT)).to_have_text("Do not massage today")


def test_a_misspelled_name_gets_the_nearest(page: Page) -> None:
    """An unknown word is not lost: the nearest names can be tapped, or the word kept as not known."""
    opened(page)
    page.get_by_label("Medicines", exact=True).fill("anticoagulent pills")
    page.keyboard.press("Enter")
    page.get_by_role("option", name="Anticoagulants").click()
    expect(page.locator(".sh-chips", has_text="anticoagulent pills: anticoagulants")).to_have_count(1)
    page.get_by_label("Medicines", exact=True).fill("flurbizine")
    page.keyboard.press("Enter")
    expect(page.locator(".sh-chips", has_text="flurbizine (not known here)")).to_have_count(1)


def test_a_medicine_without_a_page_is_known_by_name(page: Page) -> None:
    """Topamax is no slip of Fosamax: it is shown by its right name, and counts as not known."""
    opened(page, "#p=laminectomy&r=lumbar&w=9&u=years&none=signs,medications,conditions")
    page.get_by_label("Medicines", exact=True).click()
    page.keyboard.type("topamax 25 mg")
    expect(page.locator(".sh-list li")).to_have_text(["topiramate (Topamax)we have no page on it"])
    page.keyboard.press("Enter")
    chip = page.get_by_role("button", name="Remove topiramate (Topamax): a medicine we have no page on")
    in_the_window(chip)
    expect(page.locator(VERDICT)).not_to_have_text("Go ahead, with care")


def test_a_pasted_list_is_taken_name_by_name(page: Page) -> None:
    """Each name is a chip of its own, with what was typed and what it is; what may mean something is asked about."""
    opened(page)
    box = page.get_by_label("Medicines", exact=True)
    box.fill("Tylenol, oxycodone 5 mg and gabapentin, elequis")
    page.keyboard.press("Enter")
    for chip in ("Tylenol: acetaminophen", "oxycodone 5 mg: opioids", "gabapentin: gabapentinoids"):
        expect(page.get_by_role("button", name=f"Remove {chip}")).to_be_visible()
    expect(page.get_by_role("button", name="Remove elequis (not known here)")).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    active = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    expect(active).to_contain_text("Anticoagulants")
    assert active.evaluate("option => option.offsetHeight") >= 44
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Remove elequis")).to_have_text(["elequis: anticoagulants ×"])
    expect(box).to_have_attribute("aria-expanded", "false")


def test_areas_are_told_apart(page: Page) -> None:
    """Feet yes, low back after the surgeon's word."""
    opened(
        page,
        "#p=plif&r=lumbar&w=80&u=weeks&l=no&x=hardware-failure:followed&none=signs,medications,conditions&a=foot,low-back",
    )
    expect(page.locator(VERDICT)).to_have_text("Wait for the go-ahead")
    expect(page.locator(".sh-areas li")).to_have_text(["Low back: not before the go-ahead", "Feet: yes"])


def test_the_emergency_number_is_chosen_once(page: Page) -> None:
    """911 at first; another country's number stays on the device."""
    opened(page, "#s=chest-pain")
    expect(page.locator(".sh-call")).to_have_attribute("href", "tel:911")
    page.get_by_label("Your country's emergency number").select_option("999")
    expect(page.locator(".sh-call")).to_have_text("Call 999")
    opened(page, "#s=fainting")
    expect(page.locator(".sh-call")).to_have_attribute("href", "tel:999")


def test_old_and_healed_is_fine(page: Page) -> None:
    """An old, healed, symptom-free laminectomy is not sent away."""
    opened(page, "#p=laminectomy&r=lumbar&w=9&u=years&none=signs,medications,conditions")
    expect(page.locator(VERDICT)).to_have_text("Go ahead, with care")
    expect(page.locator(".sh-plan .sh-idea", has_text="no letter needed")).to_be_visible()


def begun(page: Page, touch: Callable[[], None]) -> list[str]:
    """The data that come with a touch of the planner's page."""
    asked: list[str] = []
    page.on("requestfinished", lambda request: asked.append(request.url))
    touch()
    page.wait_for_timeout(500)
    page.wait_for_load_state("networkidle")
    return sorted(url.rpartition("/")[2] for url in asked if url.endswith(".json"))


def test_what_the_form_does_without_comes_when_somebody_begins(page: Page) -> None:
    """A first view has the rules alone. The first touch brings the rest, the same whatever it touches, so that no request tells what was entered."""
    for touch in (
        lambda: page.locator(".sh-form .sh-choice button").first.click(),
        lambda: page.get_by_label("Medicines", exact=True).focus(),
        lambda: page.get_by_role("heading", name="Before the session").click(),
    ):
        page.goto("about:blank")
        assert begun(page, lambda: opened(page)) == ["edition.json", "rules.json"]
        assert begun(page, touch) == ["drawings.json", "reasons.json", "words.json"]


def test_nothing_is_sent_and_nothing_is_stored(page: Page) -> None:
    """Once begun, planning asks for nothing over the network, and leaves nothing on the device."""
    opened(page)
    begun(page, lambda: page.get_by_label("Another operation").focus())
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_label("Another operation").fill("kyphoplasty")
    page.keyboard.press("Enter")
    page.get_by_label("Time since surgery").fill("3")
    sign(page, "chest-pain").click()
    expect(page.locator(VERDICT)).to_have_text("Do not massage today")
    assert asked == []
    kept = page.evaluate(
        "() => Object.keys(localStorage).filter(key => !key.includes('__palette')).length + sessionStorage.length"
    )
    assert kept == 0
    assert page.context.cookies() == []


def test_keyboard_alone(page: Page) -> None:
    """A plan is made and taken back with keys only."""
    opened(page)
    page.locator(".sh-part summary").first.focus()
    page.keyboard.press("Enter")
    first = page.get_by_role("button", name="Chest pain", exact=True)
    first.focus()
    page.keyboard.press("Enter")
    expect(first).to_have_attribute("aria-pressed", "true")
    expect(page.locator(VERDICT)).to_have_text("Do not massage today")
    expect(page.locator(".sh-result .sh-spoken")).to_contain_text("emergency number")
    page.keyboard.press("Space")
    expect(first).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize("width", [320, 390, 820])
def test_no_wider_than_the_screen(page: Page, width: int) -> None:
    """A full plan fits a small phone."""
    page.set_viewport_size({"width": width, "height": 844})
    opened(page, "#p=scoliosis-correction,alif&w=9&u=weeks&m=anticoagulants,opioids&s=calf-pain")
    page.evaluate("() => document.querySelectorAll('details').forEach(fold => fold.open = true)")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("sign", ["chest-pain", "saddle-numbness", "neck-swelling"])
def test_an_emergency_is_one_screen(page: Page, sign: str) -> None:
    """On a phone, one tap from the form: the button that calls, the words to say and what to do. The rest is folded away."""
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, f"#p=acdf&w=9&u=weeks&m=anticoagulants&s={sign}")
    page.locator(".sh-now").click()
    for seen in (VERDICT, ".sh-call", ".sh-say", ".sh-plan .sh-rule--emergency"):
        in_the_window(page.locator(seen).first)
    expect(page.locator(".sh-now")).to_be_hidden()
    expect(page.locator(".sh-say")).to_contain_text("9 weeks ago. Now: ")
    for later in (".sh-rule--ask", ".sh-rule--avoid", ".sh-rule--adapt", ".sh-rule--fine"):
        expect(page.locator(f".sh-plan {later}:visible")).to_have_count(0)
    page.get_by_text("When this has been looked at").click()
    expect(page.locator(".sh-plan .sh-rule--ask").first).to_be_visible()


@pytest.mark.parametrize(
    ("box", "said"),
    [
        (box, said)
        for box, words in {
            "Another operation": "fused back, laminectomy",
            "What else the client says": "dizzy, itchy scar, foot drop",
            "Medicines": "Eliquis, gabapentin, pain pills",
            "Other illness": "diabetes, osteoporosis, pregnant",
        }.items()
        for said in words.split(", ")
    ],
)
def test_a_box_takes_its_own_examples(page: Page, box: str, said: str) -> None:
    """What a box names as an example is taken, or offered with a name to tap."""
    opened(page)
    field = page.get_by_label(box, exact=True)
    assert said in str(field.get_attribute("placeholder"))
    field.fill(said)
    page.keyboard.press("Enter")
    around = page.locator(".sh-field", has=field)
    taken = page.locator(".sh-chips button, .sh-findings li")
    expect(taken.or_(around.get_by_role("option")).first).to_be_visible()


def test_without_script(browser: Browser, address: str) -> None:
    """Without script the page leads to the same cautions on the operations' pages."""
    context = browser.new_context(base_url=address, java_script_enabled=False)
    tab = context.new_page()
    tab.goto("/session/")
    tab.get_by_role("link", name="operation's page").click()
    expect(tab.locator("h1")).to_contain_text("Procedures")
    context.close()


def test_a_cache_with_half_an_edition_says_no_wrong_day(browser: Browser, site: Path, tmp_path: Path) -> None:
    """A browser that has kept the rules or their day of another edition asks for both anew; a day of other rules is not told."""
    for part in ("assets", "session"):
        shutil.copytree(site / part, tmp_path / part)
    rules, day = tmp_path / "session/rules.json", tmp_path / "session/edition.json"

    def write(of: str, of_day: str) -> None:
        rules.write_text(json.dumps(json.loads(rules.read_text("utf-8")) | {"of": of}), encoding="utf-8")
        day.write_text(json.dumps({"edition": f"2099-01-0{of_day}", "of": of_day}), encoding="utf-8")

    with served(tmp_path, headers={"Cache-Control": "max-age=600"}) as address:
        for number, kept in enumerate(("rules", "edition"), 1):
            tab = browser.new_page(service_workers="block", base_url=address)
            tab.goto("/assets/images/favicon.svg")
            tab.evaluate("file => fetch(file).then(answer => answer.text())", f"/session/{kept}.json")
            write(f"{number}", f"{number}")
            tab.goto("/session/#s=calf-pain")
            expect(tab.locator(".sh-edition")).to_contain_text(f"Edition of 2099-01-0{number}.")
            tab.close()
        write("3", "4")
        tab = browser.new_page(service_workers="block", base_url=address)
        tab.goto("/session/#s=calf-pain")
        expect(tab.locator(".sh-edition")).to_contain_text("Edition of an unknown day.")
        tab.close()


def test_offline_after_one_visit(browser: Browser, site: Path) -> None:
    """With the network cut after one visit: home and planner, which say that they are a kept copy, search, and every record."""
    for page in site.rglob("*.html"):
        os.utime(page, (0, 0))  # old enough for a browser's own cache, which must not pass for the network
    with served(site) as address:
        context = browser.new_context(base_url=address)
        tab = context.new_page()
        tab.goto("/about/")
        tab.evaluate("() => navigator.serviceWorker.ready")
        expect(tab.locator("body")).to_be_visible()
        tab.wait_for_function("() => navigator.serviceWorker.controller", timeout=120_000)
    # The server is gone: what is shown now comes from the store.
    tab.goto("/")
    expect(tab.locator(".sh-notice")).to_contain_text("kept copy, edition of")
    box = tab.locator("[data-md-component=search-query]")
    box.click()
    box.fill("eliquis")
    box.dispatch_event("keyup")
    expect(tab.locator("[data-md-component=search-result] a").first).to_have_attribute(
        "href", re.compile("anticoagulant")
    )
    tab.goto("/session/#p=acdf&w=9&u=weeks&s=chest-pain")
    expect(tab.locator(VERDICT)).to_have_text("Do not massage today")
    expect(tab.locator(".sh-notice")).to_contain_text("kept copy, edition of")
    pages = [links.url_of(links.page_of(kind, record.id)) for kind, record in library() if KINDS[kind].pages == "own"]
    missing = tab.evaluate(
        "async pages => { const found = []; for (const page of pages) { const answer = await fetch('/' + page).catch(() => null); if (!answer?.ok) found.push(page) } return found }",
        pages,
    )
    assert missing == []
    context.close()


def test_the_app_can_be_installed(browser: Browser, address: str) -> None:
    """The manifest names icons that are there."""
    tab = browser.new_page(service_workers="block", base_url=address)
    tab.goto("/")
    manifest = tab.evaluate(
        "async () => { const at = document.querySelector('link[rel=manifest]').href; const found = await (await fetch(at)).json(); return Promise.all(found.icons.map(async icon => (await fetch(new URL(icon.src, at))).status)) }"
    )
    assert manifest == [200, 200, 200]
    tab.close()


def test_planned_surgery_says_what_to_ask_leave_and_practice(page: Page) -> None:
    """With scoliosis surgery still to come the answer can be read to the end: ask, leave, practice, offer, and nothing that only an operation brings."""
    opened(page, "#p=scoliosis-correction&t=planned&none=signs,medications,conditions")
    expect(page.locator(VERDICT)).to_have_text("Work, with changes")
    expect(page.locator(".sh-whom")).to_contain_text("The surgeon's team, at the next visit")
    plan = page.locator(".sh-plan")
    for words in ("which day", "pills", "familiar work", "oil", "practice the log roll", "calm"):
        said = plan.get_by_text(re.compile(words, re.IGNORECASE)).first
        said.scroll_into_view_if_needed()
        in_the_window(said)
    expect(plan).not_to_contain_text("What was cut")
    expect(plan).not_to_contain_text("Wound dehiscence")


def test_surgery_is_coming_leads_to_the_planner(page: Page) -> None:
    """From the page about the time before to the planner, with the time chosen; the old anchors lead there too."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/cautions/medical-clearance/#massage-before-my-spine-surgery")
    link = page.get_by_role("article").get_by_role("link", name="Surgery is coming")
    in_the_window(link)
    link.click()
    in_the_window(page.get_by_text("Work, with changes"))
    page.get_by_role("link", name="Plan a session before it").click()
    expect(page.get_by_role("button", name="Still to come")).to_have_attribute("aria-pressed", "true")
