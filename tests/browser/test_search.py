"""The search in the real box of the real site."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, ViewportSize, expect

from macros.publish.index import FIRST, WORDS
from tests import search_eval
from tests.conftest import served
from tests.search_eval import slug

BOX = "[data-md-component=search-query]"
HITS = "[data-md-component=search-result] li:not(:has([data-stop])) a[href]"
CARD = "[data-md-component=search-result] [data-stop]"
DEVICES: dict[str, ViewportSize] = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1440, "height": 900}}
QUIET, MOST = 150, 4000
"""Milliseconds without a change after which a list counts as drawn, and after which nobody waits any longer."""


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A tab with the home page."""
    tab = browser.new_page(service_workers="block", base_url=address, viewport={"width": 1400, "height": 900})
    tab.goto("/")
    yield tab
    tab.close()


def typed(page: Page, words: str) -> list[str]:
    """Types words into the box, and gives the addresses that are listed once the list has not changed for a while."""
    page.locator(BOX).click()
    page.locator(BOX).fill(words)
    page.locator(BOX).dispatch_event("keyup")
    page.wait_for_timeout(60)
    last: list[str] = []
    still = waited = 0
    while still < QUIET and waited < MOST:
        now: list[str] = page.locator(HITS).evaluate_all("links => links.map(link => new URL(link.href).pathname)")
        still = still + 30 if now and now == last else 0
        last = now
        waited += 30
        page.wait_for_timeout(30)
    return last


def test_the_box_lists_what_the_engine_finds(page: Page, site: Path) -> None:
    """Queries of every kind, typed into the real box: the pages that Node finds in the same index, in the same order."""
    queries = yaml.safe_load(search_eval.OWN.read_text(encoding="utf-8"))
    by_kind: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for query in queries:
        by_kind[query["kind"]].append(query)
    some = [query for queries in by_kind.values() for query in (queries[0], queries[-1])]
    for answer in search_eval.ask(site, some):
        listed = [slug(path) for path in typed(page, answer.query) if "/issues/" not in path]
        drawn = 10 - bool(answer.stop)  # the theme draws ten at first, and a card is one of them
        assert tuple(dict.fromkeys(listed)) == answer.found[:drawn], answer.query


def test_nothing_loads_before_the_first_query(browser: Browser, address: str) -> None:
    """A page whose box nobody used asks for no engine and no index; the first query brings both."""
    tab = browser.new_page(service_workers="block", base_url=address)
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto("/procedures/acdf/", wait_until="networkidle")
    assert [url for url in asked if "/search" in url or "/vendor/" in url or "lunr" in url] == []
    typed(tab, "thrombosis")
    assert any(url.endswith("/search/index.json") for url in asked)
    tab.close()


def test_a_cache_with_half_an_edition_still_answers(browser: Browser, built: Path) -> None:
    """A browser that has kept one file of the index finds what is new all the same, once the site has another edition."""
    site = built / "site"
    with served(site, headers={"Cache-Control": "max-age=600"}) as address:
        for kept in (FIRST, WORDS, "search/parts-0.json"):
            tab = browser.new_page(service_workers="block", base_url=address)
            tab.goto("/")
            tab.evaluate("file => fetch(file).then(answer => answer.text())", f"/{kept}")
            said = kept.translate(str.maketrans("", "", "/.-")).translate(str.maketrans("0", "o"))
            for file in (site / "search").iterdir():
                data = json.loads(file.read_text(encoding="utf-8"))
                if file == site / FIRST:
                    data["docs"]["t"][0] = f"Told {said}"
                file.write_text(json.dumps(data | {"of": said}), encoding="utf-8")
            typed(tab, f"Told {said}")
            expect(tab.locator(HITS).first).to_contain_text(f"Told {said}")
            tab.close()


def test_a_typing_error_is_named(page: Page) -> None:
    """What was put right is said, so that nobody takes it for what was typed."""
    typed(page, "trombosis")
    first = page.locator("[data-md-component=search-result] .md-search-result__item").first
    expect(first).to_contain_text("Did you mean thrombosis?")
    expect(first).to_contain_text("Deep vein thrombosis")


def test_a_question_leads_to_its_answer(page: Page) -> None:
    """A question that the site answers leads to the answer's own place."""
    typed(page, "do i need a doctor's note for a massage after back surgery")
    links = page.locator(HITS).evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert any(
        "medical-clearance" in link and "#doctors-note-for-massage-after-back-surgery" in link for link in links[:3]
    )


def test_words_that_nobody_knows_get_help(page: Page) -> None:
    """Never an empty list: the nearest names, and a way to say what was missing, with the words filled in."""
    typed(page, "qwxyzzy")
    links = page.locator(HITS).evaluate_all("links => links.map(link => link.href)")
    assert len(links) >= 2
    assert any("/issues/new" in link and "qwxyzzy" in link for link in links)


def test_an_empty_box_waits_for_words(browser: Browser, address: str) -> None:
    """It says neither that the search is on its way nor that nothing was found: before the first word, and when all are gone."""
    tab = browser.new_page(service_workers="block", base_url=address)
    tab.goto("/")
    said = tab.locator("[data-md-component=search-result] .md-search-result__meta")
    expect(said).to_have_text("Type to start searching")
    box = tab.locator("[data-md-component=search-query]")
    box.fill("acdf")
    expect(said).to_contain_text("matching documents")
    box.fill("")
    expect(said).to_have_text("Type to start searching")
    tab.close()


def test_search_from_the_address(browser: Browser, address: str) -> None:
    """`/?q=` opens the list, so that a browser can use the site as a search engine."""
    tab = browser.new_page(service_workers="block", base_url=address)
    tab.goto("/?q=eliquis")
    expect(tab.locator(HITS).first).to_have_attribute("href", re.compile("anticoagulant"))
    tab.close()


def test_earlier_searches_stay_on_the_device(browser: Browser, address: str) -> None:
    """What led somewhere is offered again under the empty box, and forgotten on request."""
    context = browser.new_context(service_workers="block", base_url=address)
    tab = context.new_page()
    tab.goto("/")
    typed(tab, "slipped disc")
    tab.locator(HITS).first.click()
    tab.wait_for_url("**/disk-herniation/**")
    tab.locator(BOX).click()
    expect(tab.locator(".sh-recent button").first).to_have_text("slipped disc")
    tab.locator(".sh-recent button").first.click()
    expect(tab.locator(HITS).first).to_have_attribute("href", re.compile("disk-herniation"))
    tab.locator(BOX).fill("")
    tab.locator(BOX).dispatch_event("keyup")
    tab.get_by_role("button", name="Forget these").click()
    expect(tab.locator(".sh-recent")).to_be_hidden()
    assert tab.evaluate("() => localStorage.getItem('steady-hands.searches')") is None
    context.close()


def searched(tab: Page, words: str) -> None:
    """Opens the home page, taps its large search, and types."""
    tab.goto("/")
    tab.locator("main [data-sh-search]").first.click()
    tab.locator(BOX).focus()
    tab.keyboard.type(words)


@pytest.mark.parametrize("device", DEVICES)
def test_a_result_is_seen_and_opened(device: str, browser: Browser, address: str) -> None:
    """From the home page, by its own search: the page is listed inside the window, nothing lies over it, and a tap opens it."""
    queries = {
        "laminectomy": "laminectomy",
        "do the bolts stick out after a fusion": "hardware-prominence",
        "slipped disc": "disk-herniation",
        "bloodthinner": "anticoagulants",
        "what is the difference between plif and tlif": "plif-or-tlif",
        "how do i get off the table after back surgery": "bed-mobility-log-roll",
        "trombosis": "deep-vein-thrombosis",
        "screw backing out": "hardware-failure",
        "lyrica": "gabapentinoids",
        "hunched upper back": "kyphosis",
    }
    tab = browser.new_page(service_workers="block", base_url=address, viewport=DEVICES[device])
    for words, page in queries.items():
        searched(tab, words)
        link = tab.locator(f"{HITS}:visible").filter(has=tab.locator("h1"))
        expect(link.first).to_be_in_viewport()
        wanted = tab.locator(f"[data-md-component=search-result] a[href*='/{page}/']").first
        expect(wanted).to_be_visible()
        wanted.click()
        tab.wait_for_url(f"**/{page}/**")
        assert "h=" not in tab.url.partition("?")[2], tab.url
    tab.close()


@pytest.mark.parametrize("device", DEVICES)
def test_a_sign_that_stops_is_seen_first(device: str, browser: Browser, address: str) -> None:
    """The card of an urgent sign stands in the window above every page, and leads to the planner with it filled in."""
    tab = browser.new_page(service_workers="block", base_url=address, viewport=DEVICES[device])
    searched(tab, "numb between legs since yesterday")
    card = tab.locator(CARD)
    expect(card).to_be_in_viewport()
    expect(card).to_have_attribute("data-stop", "emergency")
    expect(card).to_contain_text("Call the emergency number, now.")
    # The list may still be drawn anew, with other elements in it.
    tab.wait_for_function(
        """([card, hit]) => { const [upper, lower] = [card, hit].map((one) => document.querySelector(one)?.getBoundingClientRect())
            return upper && lower && upper.bottom <= lower.top }""",
        arg=[CARD, HITS],
    )
    tab.locator("[data-md-component=search-result] li:has([data-stop]) a[href*='/session/']").click()
    tab.wait_for_url("**/session/*")
    assert tab.url.endswith("#s=saddle-numbness"), tab.url
    tab.close()


def test_what_is_found_is_said(page: Page) -> None:
    """A reader who does not see the list hears how many pages there are, the first of them, and a stop before all else."""
    status = page.locator(".sh-spoken")
    typed(page, "laminectomy")
    expect(status).to_have_text(re.compile(r"pages, first: Laminectomy\.$"))
    typed(page, "she cannot breathe")
    expect(status).to_have_text(re.compile(r"^Stop\. Call the emergency number"))


def test_the_planner_is_offered_filled_in(page: Page) -> None:
    """An operation with a time and a medicine is enough to plan with; an operation alone is not."""
    offer = page.locator(".sh-offer")
    typed(page, "acdf 9 weeks eliquis")
    expect(offer).to_be_visible()
    expect(offer).to_have_attribute("href", re.compile(r"/session/#p=acdf&m=anticoagulants&w=9&u=weeks$"))
    typed(page, "acdf")
    expect(offer).to_be_hidden()


def test_the_completion_never_stands_over_what_is_typed(browser: Browser, address: str) -> None:
    """It begins with what is typed, letter for letter, and is gone where the box is full."""
    tab = browser.new_page(service_workers="block", base_url=address, viewport=DEVICES["phone"])
    searched(tab, "Laminec")
    ghost = tab.locator("[data-md-component=search-suggest]")
    expect(ghost).to_have_text("Laminectomy")
    searched(tab, "is it still too early for a deep tissue massage of the low back after lamin")
    expect(tab.locator(HITS).first).to_be_visible()
    expect(ghost).to_have_text("")
    tab.close()


def test_words_that_led_to_a_page_are_marked_there(browser: Browser, address: str) -> None:
    """And the address is the page's own again, so that a copied link marks nothing."""
    tab = browser.new_page(service_workers="block", base_url=address)
    tab.goto("/procedures/laminectomy/?h=lamina")
    expect(tab.locator("article mark").first).to_have_text(re.compile("lamina", re.IGNORECASE))
    assert tab.url.endswith("/procedures/laminectomy/")
    # Where the section has a page of its own the words go along.
    tab.goto("/procedures/laminectomy/?h=walk#recovery")
    expect(tab.locator("article mark").first).to_have_text(re.compile("walk", re.IGNORECASE))
    assert tab.url.endswith("/procedures/laminectomy/recovery/#recovery")
    tab.close()
