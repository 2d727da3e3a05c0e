"""The addresses of claims, as a reader follows them years later."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.publish.exports.about import API
from tests.browser.tabs import faultless

CHANGED = "What this address named has other words now, or is gone."


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh tab on a phone in which no console error may happen."""
    with faultless(browser, address) as tab:
        yield tab


@pytest.fixture(scope="module")
def urls(site: Path) -> list[str]:
    """The addresses of what is said of ACDF in lists of sentences."""
    record = json.loads((site / API / "procedures/acdf.json").read_text(encoding="utf-8"))
    found = [claim["url"] for name, claim in record["claims"].items() if re.search(r"^\w+\.[0-9a-z]{5}$", name)]
    assert len({url.partition("#")[0] for url in found}) > 1
    return found


def opened(page: Page, url: str) -> None:
    """An address, opened anew."""
    page.goto("about:blank")
    page.goto(f"/{url}")


def seen(page: Page, anchor: str) -> None:
    """Asserts that a person reads the claim from its start, without scrolling."""
    mark = page.locator(f'[id="{anchor}"]')
    expect(mark).to_be_in_viewport()
    expect(page.locator("li, p, td", has=mark).last).to_be_in_viewport(ratio=0.99)


def alone(urls: list[str], half: slice) -> Iterator[str]:
    """Addresses that have half of their digits for themselves in their list."""
    for url in urls:
        alike = [other for other in urls if other[:-5] == url[:-5] and other[-5:][half] == url[-5:][half]]
        if len(alike) == 1:
            yield url


def test_a_claim_is_read_at_its_address(page: Page, urls: list[str]) -> None:
    """On the page of the record, in a fold, and on the page of a room; and from the record's page where it was before."""
    for url in {url.partition("#")[0]: url for url in urls}.values():
        anchor = url.partition("#")[2]
        opened(page, url)
        seen(page, anchor)
        opened(page, f"procedures/acdf/#{anchor}")
        page.wait_for_url(f"**/{url}")
        seen(page, anchor)
        expect(page.get_by_text(CHANGED)).to_have_count(0)


@pytest.mark.parametrize("half", [slice(0, 2), slice(2, 5)], ids=["sources", "words"])
def test_a_claim_of_other_words_or_sources_is_found(page: Page, urls: list[str], half: slice) -> None:
    """By the half of its name that is left; the page says that it is not what was cited."""
    url = next(alone(urls, half))
    told = url[-5:-3] + "___" if half.start == 0 else "__" + url[-3:]
    opened(page, url[:-5] + told.replace("_", "0"))
    seen(page, url.partition("#")[2])
    expect(page.get_by_text(CHANGED)).to_be_in_viewport()


def test_a_claim_that_is_gone_leads_to_its_list(page: Page, urls: list[str]) -> None:
    """And the page says so."""
    opened(page, f"{urls[0][:-5]}00000")
    seen(page, urls[0].partition("#")[2])
    expect(page.get_by_text(CHANGED)).to_be_in_viewport()


def test_a_room_that_is_gone_leads_to_its_page(browser: Browser, address: str) -> None:
    """A claim whose room went back into the page of the record is found there; below a page that is not there nothing is."""
    tab = browser.new_page(base_url=address, viewport={"width": 390, "height": 844})
    opened(tab, "conditions/scoliosis/a-room/#claim.summary")
    tab.wait_for_url("**/conditions/scoliosis/#claim.summary")
    seen(tab, "claim.summary")
    opened(tab, "conditions/nowhere/a-room/#claim.summary")
    tab.wait_for_load_state("networkidle")
    expect(tab.locator("h1")).to_contain_text("This page is not here")
    tab.close()
