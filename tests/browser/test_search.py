"""The search in the real box of the real site."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from tests import search_eval
from tests.search_eval import slug

BOX = "[data-md-component=search-query]"
HITS = "[data-md-component=search-result] a[href]"
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
        assert tuple(dict.fromkeys(listed)) == answer.found, answer.query


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
