"""The site from a folder, without a server: pages, search, planner, letter reader and papers."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from macros.cli import main
from tests.browser.tabs import faultless
from tests.conftest import ROOT, served


@pytest.fixture(scope="module")
def home(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first page of the site, unpacked."""
    file = tmp_path_factory.mktemp("zip") / "site.zip"
    assert main(["--root", str(ROOT), "zip", str(site), str(file)]) == 0
    with zipfile.ZipFile(file) as packed:
        packed.extractall(file.parent)
    (first,) = file.parent.glob("steady-hands-*/index.html")
    return first


def test_every_link_names_a_file(home: Path) -> None:
    """No link of any page leads to a folder, or to nothing."""
    lost, found = [], 0
    for page in home.parent.rglob("*.html"):
        for target in re.findall(r'<a\b[^>]*\shref="([^"#?:]+)[^":]*"', page.read_text(encoding="utf-8")):
            found += 1
            if not Path(os.path.normpath(page.parent / target)).is_file():
                lost.append(f"{page.relative_to(home.parent)}: {target}")
    assert lost == []
    assert found > 10_000


def went_on(tab: Page, field: Locator) -> Locator:
    """A field of the planner, on whichever step it is: a person goes on to it."""
    on = tab.get_by_role("button", name="Next: ")
    while not field.is_visible() and on.is_visible():
        on.click()
    return field


@pytest.fixture(params=[390, 1440])
def tab(request: pytest.FixtureRequest, browser: Browser, home: Path) -> Iterator[Page]:
    """The first page of the folder, on a phone and on a desk. Nothing may be refused, missing or thrown on the way."""
    context = browser.new_context(viewport={"width": request.param, "height": 844})
    tab = context.new_page()
    wrong: list[str] = []
    tab.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on(
        "requestfailed", lambda request: wrong.append(request.url) if request.failure != "net::ERR_ABORTED" else None
    )
    tab.goto(home.as_uri())
    yield tab
    assert wrong == []
    context.close()


def test_reading(tab: Page, home: Path) -> None:
    """Pages and rooms open by taps and by their addresses; drawings and the week slider are there."""
    tab.goto(f"{home.parent.as_uri()}/procedures/index.html")
    tab.locator("article").get_by_role("link", name="Laminectomy", exact=True).click()
    expect(tab.locator("h1")).to_contain_text("Laminectomy")
    tab.goto(f"{home.parent.as_uri()}/procedures/acdf/index.html#tissue-affected")
    expect(tab.locator("#tissue-affected")).to_be_visible()
    tab.goto(f"{home.parent.as_uri()}/procedures/acdf/index.html")
    expect(tab.locator(".sh-hands__body svg[role=img]")).to_be_visible()
    tab.locator(".sh-hands input[type=range]").fill("2")
    expect(tab.locator(".sh-hands output")).to_contain_text("week")


def test_search(tab: Page) -> None:
    """A query is answered as it is typed, a stop sign has its card, and a result leads to its page, by tap and by key."""
    box = tab.locator("[data-md-component=search-query]")
    if not box.is_visible():
        tab.locator("label.md-header__button[for=__search]").click()
    box.fill("acdf driving")
    results = tab.locator("[data-md-component=search-result] a")
    expect(results.first).to_be_in_viewport()
    expect(results.filter(has_text="ACDF").first).to_be_visible()
    box.fill("my calf is sore and swollen since yesterday")
    expect(tab.locator(".sh-stop-card")).to_be_in_viewport()
    tab.locator(".sh-offer, [data-md-component=search-result] a[href*=session]").filter(visible=True).first.click()
    expect(tab.locator(".sh-verdict")).to_be_in_viewport()
    tab.go_back()
    if not box.is_visible():
        tab.locator("label.md-header__button[for=__search]").click()
    box.fill("laminectomy")
    expect(results.filter(has_text="Laminectomy").first).to_be_visible()
    box.press("Enter")
    expect(tab.locator("h1")).to_contain_text("Laminectomy")


def test_planner(tab: Page, home: Path) -> None:
    """What is entered brings a verdict and its reasons, whose links lead to pages, and papers; the address keeps the client."""
    tab.goto(f"{home.parent.as_uri()}/session/index.html")
    tab.get_by_label("Another operation").fill("C5-6 ACDF")
    tab.keyboard.press("Enter")
    went_on(tab, tab.get_by_label("Time since surgery")).fill("9")
    sign = tab.locator("[data-sign=calf-pain]")
    fold = went_on(tab, tab.locator(".sh-step details", has=sign).first)
    for closed in tab.locator("details:not([open])", has=sign).all():
        closed.locator("summary").first.click()
    expect(fold).to_be_visible()
    sign.click()
    narrow = tab.evaluate("innerWidth < 600")
    said = tab.locator(".sh-bar" if narrow else "#sh-verdict")
    expect(said).to_contain_text("Do not massage today")
    expect(said).to_be_in_viewport()
    reason = tab.locator(".sh-plan .sh-stopping")
    reason.scroll_into_view_if_needed()
    expect(reason).to_contain_text("sore, swollen, warm")
    assert "p=acdf" in tab.url
    tab.reload()
    expect(tab.locator("#sh-verdict")).to_have_text("Do not massage today")
    tab.locator("[data-paper=handout]").click()
    expect(tab.locator(".sh-paper--handout")).to_be_visible()
    assert tab.locator(".sh-paper--handout img").evaluate_all(
        "all => all.every(img => img.complete && img.naturalWidth)"
    )
    expect(tab.locator(".sh-paper .sh-qr")).to_have_count(0)
    tab.locator("[data-paper=handout]").click()


def test_the_reasons_of_a_verdict(tab: Page, home: Path) -> None:
    """They unfold, and lead to the page of the rule."""
    tab.goto(
        f"{home.parent.as_uri()}/session/index.html#p=laminectomy&w=8&u=months&r=lumbar&a=low-back&c=agreed&none=signs,medications,conditions"
    )
    tab.locator(".sh-idea summary").first.click()
    tab.locator(".sh-idea details summary").first.click()
    tab.locator(".sh-idea .sh-evidence a").filter(visible=True).first.click()
    expect(tab.locator("details[open][id^=rule-]")).to_be_in_viewport()


def test_letter(tab: Page, home: Path) -> None:
    """A letter is explained, and what it names is in the plan that it leads to."""
    tab.goto(f"{home.parent.as_uri()}/letter/index.html")
    tab.get_by_label("The letter").fill("posterior instrumented arthrodesis L3-S1 with BMP, apixaban 5 mg bd")
    expect(tab.locator(".sh-terms")).to_contain_text(["arthrodesis = Spinal fusion"])
    tab.get_by_role("link", name="Plan this session").click()
    expect(tab.locator("#sh-verdict")).to_be_visible()
    assert "p=spinal-fusion" in tab.url


def test_what_is_read_from_other_pages(tab: Page, home: Path) -> None:
    """The whole of a record prints with the rooms that have pages of their own, and A to Z narrows its letters."""
    tab.add_init_script("print = () => {}")
    tab.goto(f"{home.parent.as_uri()}/procedures/acdf/index.html")
    rooms = tab.locator(".sh-room--page").count()
    assert rooms > 0
    tab.get_by_role("button", name="Print all of it").click()
    expect(tab.locator("html.sh-whole")).to_be_attached()
    expect(tab.locator(".sh-room--page > .sh-room__title")).to_have_count(0)
    tab.goto(f"{home.parent.as_uri()}/a-z/index.html")
    tab.get_by_label("First letters of the name").fill("lamine")
    found = tab.locator(".sh-filter ~ ul li")
    expect(found.first).to_be_in_viewport()
    found.filter(has_text="Laminectomy").get_by_role("link").first.click()
    expect(tab.locator("h1")).to_contain_text("Laminectomy")


def test_a_folder_on_a_server(browser: Browser, home: Path) -> None:
    """Who puts the folder on a server has search and planner there too."""
    with served(home.parent) as address, faultless(browser, address) as tab:
        tab.goto("/session/index.html#p=acdf&w=9&u=weeks&s=calf-pain")
        expect(tab.locator("#sh-verdict")).to_have_text("Do not massage today")
        tab.locator("label.md-header__button[for=__search]").click()
        tab.locator("[data-md-component=search-query]").fill("laminectomy")
        expect(tab.locator("[data-md-component=search-result] a").first).to_contain_text("Laminectomy")


def test_a_page_asks_for_nothing_that_is_not_there(browser: Browser, address: str) -> None:
    """The theme takes some links for translations and asks for a map of the site; ours are none."""
    context = browser.new_context(service_workers="block", base_url=address)
    tab = context.new_page()
    asked: list[tuple[str, int]] = []
    tab.on("response", lambda response: asked.append((response.url, response.status)))
    tab.goto("/procedures/acdf/")
    tab.wait_for_load_state("networkidle")
    assert [url for url, status in asked if status >= 400 or url.endswith("sitemap.xml")] == []
    assert (f"{address}/procedures/acdf/", 200) in asked
    context.close()
