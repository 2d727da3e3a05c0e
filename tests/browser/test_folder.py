"""The site from a folder, without a server: what works, and that the rest says so."""

from __future__ import annotations

import os
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from macros.cli import main
from tests.conftest import ROOT


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


def test_a_reader_without_a_server(browser: Browser, home: Path) -> None:
    """Pages and rooms open by taps; the planner leads to the stop signs, and the search to A to Z."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    tab.goto(home.as_uri())
    tab.locator(".md-tabs").get_by_role("link", name="Procedures").click()
    tab.locator("article").get_by_role("link", name="Laminectomy", exact=True).click()
    expect(tab.locator("h1")).to_contain_text("Laminectomy")
    tab.goto(f"{home.parent.as_uri()}/procedures/acdf/index.html#tissue-affected")
    expect(tab.locator("#tissue-affected")).to_be_visible()
    tab.locator(".md-tabs").get_by_role("link", name="Before the session").click()
    tab.get_by_role("link", name="the stop signs").click()
    expect(tab.locator("h1")).to_contain_text("Red flags")
    tab.locator("[data-md-component=search-query]").fill("acdf")
    tab.locator("[data-md-component=search-result] a").get_by_text("Search could not load").click()
    expect(tab.locator("h1")).to_contain_text("A to Z")
    context.close()


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
