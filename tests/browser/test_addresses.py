"""Addresses that are not today's, in a real browser: one that leads nowhere below a sub path, and an old edition."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.publish import editions, folder
from tests.conftest import ROOT, lay_small_project, module, served

BELOW = "sub/path"
BASE = f"https://example.org/{BELOW}/"


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A host that has the small site, built for a sub path, with an old edition; and its page for wrong addresses, as GitHub Pages has."""
    project, root = tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("host")
    lay_small_project(project)
    site = root / BELOW
    done = module(project, "mkdocs", "build", "--strict", "--site-dir", str(site), SITE_URL=BASE)
    assert done.returncode == 0, done.stderr
    folder.pack(site, "2025-06-01", project / "old.zip", ROOT / "node_modules")
    editions.lay(site, [project / "old.zip"], BASE)
    shutil.copy(site / "404.html", root)
    with served(root) as address:
        yield f"{address}/{BELOW}/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    yield context.new_page()
    context.close()


def test_a_wrong_address_below_a_sub_path_is_styled(page: Page, host: str) -> None:
    """However deep it is: the header has its color, every file that the page asks for is there, and its links lead on."""
    lost: list[str] = []
    page.on("response", lambda answer: lost.append(answer.url) if answer.status >= 400 else None)
    answer = page.goto(f"{host}nonsense/deep/")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator(".md-header")).to_have_css("background-color", "rgb(20, 86, 92)")
    box = page.locator(".md-header").bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["width"]) == (0, 0, 390)
    assert box["height"] < 60
    page.wait_for_load_state("networkidle")
    assert lost == [f"{host}nonsense/deep/"]
    page.get_by_role("link", name="A to Z").last.click()
    expect(page).to_have_url(f"{host}a-z/")
    expect(page.locator("h1")).to_contain_text("A to Z")


def test_an_old_edition_says_so_wherever_one_reads(page: Page, host: str) -> None:
    """The words are in sight at the top of a page and at its end, and lead to today's page; the old planner is today's."""
    page.goto(f"{host}editions/")
    page.get_by_role("link", name="2025-06-01").click()
    expect(page).to_have_url(f"{host}editions/2025-06-01/")
    page.goto(f"{host}editions/2025-06-01/procedures/roof-removal/")
    old = page.get_by_role("complementary", name="Old edition")
    expect(old).to_contain_text("Old edition, of June 1, 2025")
    expect(old).to_be_in_viewport(ratio=1)
    expect(old).to_have_css("position", "fixed")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(old).to_be_in_viewport(ratio=1)
    expect(page.locator(".md-header")).to_have_css("background-color", "rgb(20, 86, 92)")
    old.get_by_role("link", name="Go to this page of today").click()
    expect(page).to_have_url(f"{host}procedures/roof-removal/")
    expect(page.locator(".sh-old")).to_have_count(0)
    page.goto(f"{host}editions/2025-06-01/session/")
    expect(page).to_have_url(f"{host}session/")
