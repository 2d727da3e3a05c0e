"""The planner's page in a real browser, and the site without a network."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from macros import links
from macros.checks import check
from macros.model import KINDS
from tests.conftest import ROOT, served

VERDICT = "#sh-verdict"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh tab in which no console error may happen."""
    context = browser.new_context(service_workers="block", base_url=address, viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    faults: list[str] = []
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield tab
    context.close()
    assert faults == []


def opened(page: Page, state: str = "") -> None:
    """The planner with a state in its address."""
    page.goto("about:blank")
    page.goto(f"/session/{state}")
    expect(page.locator(VERDICT)).to_be_visible()


def test_a_client_is_entered_by_any_name(page: Page) -> None:
    """Operation, weeks, brand and sign in; the verdict, whom to involve and the reason out; the state in the address."""
    opened(page)
    page.get_by_label("Operation", exact=True).fill("acdf")
    page.keyboard.press("Enter")
    page.get_by_label("Time since surgery").fill("9")
    page.get_by_label("Medicines", exact=True).fill("Eliquis")
    page.keyboard.press("Enter")
    page.get_by_text("Signs that mean: a clinician has to know today").first.click()
    page.get_by_role("button", name="Sore or swollen calf or leg").click()
    expect(page.locator(VERDICT)).to_have_text("Do not massage today")
    expect(page.locator(".sh-whom")).to_contain_text("today")
    expect(page.locator(".sh-plan")).to_contain_text("Deep vein thrombosis")
    assert "p=acdf" in page.url
    assert "m=anticoagulants" in page.url
    page.reload()
    expect(page.locator(VERDICT)).to_have_text("Do not massage today")


def test_a_misspelled_name_gets_the_nearest(page: Page) -> None:
    """An unknown word is not lost: the nearest names can be tapped."""
    opened(page)
    page.get_by_label("Medicines", exact=True).fill("eliqis")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Eliquis").click()
    expect(page.locator(".sh-chips", has_text="Anticoagulants")).to_have_count(1)


def test_old_and_healed_is_fine(page: Page) -> None:
    """An old, healed, symptom-free laminectomy is not sent away."""
    opened(page, "#p=laminectomy&r=lumbar&w=9&u=years&none=signs,medications,conditions,complications")
    expect(page.locator(VERDICT)).to_have_text("Go ahead, with care")
    expect(page.locator(".sh-plan .sh-rule--fine")).to_be_visible()


def test_a_question_can_be_answered_in_the_plan(page: Page) -> None:
    """Tapping Yes at a question makes it a fact."""
    opened(page, "#p=acdf&w=9&u=weeks")
    page.locator(".sh-rule--ask li button").first.click()
    expect(page.locator(VERDICT)).to_have_text("Do not massage today")


def test_nothing_is_sent_and_nothing_is_stored(page: Page) -> None:
    """Planning asks for nothing over the network, and leaves nothing on the device."""
    opened(page)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_label("Operation", exact=True).fill("kyphoplasty")
    page.keyboard.press("Enter")
    page.get_by_label("Time since surgery").fill("3")
    page.get_by_role("button", name="Chest pain", exact=True).click()
    expect(page.locator(VERDICT)).to_have_text("Do not massage today")
    assert asked == []
    kept = page.evaluate(
        "() => Object.keys(localStorage).filter(key => !key.includes('__palette')).length + sessionStorage.length"
    )
    assert kept == 0
    assert page.context.cookies() == []


def test_papers(page: Page) -> None:
    """The note, the questions and the outline speak of this client, and the sheet prints alone on one page."""
    opened(page, "#p=acdf&w=9&u=weeks&m=anticoagulants")
    for name in ("Note to the surgeon", "Intake questions", "Outline for the session note"):
        page.get_by_text(name).click()
    note = page.get_by_label("Note to the surgeon or physical therapist")
    expect(note).to_have_value(re.compile("anterior cervical diskectomy and fusion 9 weeks ago"))
    page.emulate_media(media="print")
    expect(page.locator(".sh-sheet")).to_be_visible()
    expect(page.locator(".sh-form")).not_to_be_visible()
    assert "edition of" in page.locator(".sh-sheet").inner_text()
    pdf = page.pdf(format="Letter")
    assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) == 1


def test_keyboard_alone(page: Page) -> None:
    """A plan is made and taken back with keys only."""
    opened(page)
    first = page.get_by_role("button", name="Chest pain", exact=True)
    first.focus()
    page.keyboard.press("Enter")
    expect(first).to_have_attribute("aria-pressed", "true")
    expect(page.locator(VERDICT)).to_have_text("Do not massage today")
    expect(page.locator(".sh-spoken")).to_contain_text("emergency number")
    page.keyboard.press("Space")
    expect(first).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize("width", [320, 390, 820])
def test_no_wider_than_the_screen(page: Page, width: int) -> None:
    """A full plan fits a small phone."""
    page.set_viewport_size({"width": width, "height": 844})
    opened(page, "#p=scoliosis-correction,alif&w=9&u=weeks&m=anticoagulants,opioids&s=calf-pain")
    page.evaluate("() => document.querySelectorAll('details').forEach(fold => fold.open = true)")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_without_script(browser: Browser, address: str) -> None:
    """Without script the page leads to the same cautions on the operations' pages."""
    context = browser.new_context(base_url=address, java_script_enabled=False)
    tab = context.new_page()
    tab.goto("/session/")
    tab.get_by_role("link", name="operation's page").click()
    expect(tab.locator("h1")).to_contain_text("Procedures")
    context.close()


def test_offline_after_one_visit(browser: Browser, site: Path) -> None:
    """With the network cut after one visit: home, search, planner and every record's page, each saying that it is kept."""
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
    pages = [
        links.url_of(links.page_of(kind, record.id))
        for kind, record in check(ROOT)[0].library()
        if KINDS[kind].pages == "own"
    ]
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
