"""The kept copy of the site: when the network is slow, in trouble or gone, and when a file fails while it is kept."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from macros.publish import offline
from tests.conftest import files_kept, served

NOTICE = "The network does not answer: this is the kept copy, edition of"


class Network:
    """A network that can be spoiled while a test runs."""

    def __init__(self) -> None:
        """Starts sound."""
        self.status: int | None = None
        """What the server answers to everything."""
        self.broken = ""
        """The path that fails."""
        self.asked: list[str] = []
        """The paths that were asked for."""
        self.sound = threading.Event()
        """Cleared, nothing is answered."""
        self.sound.set()

    def __call__(self, path: str) -> int | None:
        """What is wrong with an answer."""
        self.sound.wait(30)
        self.asked.append(path)
        return 500 if path == self.broken else self.status


@pytest.fixture
def network() -> Iterator[Network]:
    """A network; nothing hangs on it when the test is over."""
    spoiled = Network()
    yield spoiled
    spoiled.sound.set()


@pytest.fixture
def context(browser: Browser, site: Path, network: Network) -> Iterator[BrowserContext]:
    """A device without anything kept, on a server that `network` can spoil."""
    for page in site.rglob("*.html"):
        os.utime(page, (0, 0))  # old enough for a browser's own cache, which must not pass for the network
    with served(site, network) as address:
        opened = browser.new_context(base_url=address)
        yield opened
        network.sound.set()
        opened.close()


def kept(context: BrowserContext) -> Page:
    """A tab of a device that has kept the site."""
    tab = context.new_page()
    tab.goto("/about/")
    tab.wait_for_function("() => navigator.serviceWorker.controller", timeout=120_000)
    return tab


def list_anew(site: Path) -> None:
    """Makes what is in a site the edition of 2099-01-01."""
    paths = [path + "index.html" * (path.endswith("/") or not path) for path in files_kept(site)]
    digests = {path: hashlib.sha256((site / path).read_bytes()).hexdigest() for path in paths}
    worker = site / "sw.js"
    worker.write_text(offline.filled(worker.read_text("utf-8"), "2099-01-01", digests), encoding="utf-8")


def comes_in(tab: Page, path: str) -> None:
    """Waits until a file is kept. Playwright's `wait_for_function` would not: it takes an async function's promise for true."""
    tab.evaluate(
        "async (path) => { while (!(await caches.match(path))) await new Promise((go) => setTimeout(go, 50)) }", path
    )


def opened(tab: Page, address: str) -> None:
    """Opens a page. A network that stalls does so for half a minute, so what comes from it comes too late."""
    tab.goto(address, wait_until="load", timeout=20_000)
    expect(tab.locator("h1")).to_be_visible()


def test_a_network_that_stalls(context: BrowserContext, network: Network) -> None:
    """A page opens without an answer, with its styles and scripts, and says of which edition it is; so does the next."""
    tab = kept(context)
    network.sound.clear()
    opened(tab, "/procedures/acdf/")
    expect(tab.locator(".sh-notice")).to_contain_text(NOTICE)
    opened(tab, "/session/")
    expect(tab.locator("#sh-verdict")).to_be_visible()
    expect(tab.locator(".sh-notice")).to_contain_text(NOTICE)


def test_a_server_in_trouble(context: BrowserContext, network: Network) -> None:
    """What is kept is shown in place of the server's excuse, and said to be kept."""
    tab = kept(context)
    network.status = 503
    opened(tab, "/procedures/acdf/")
    expect(tab.locator("h1")).to_contain_text("Anterior cervical diskectomy and fusion")
    expect(tab.locator(".sh-notice")).to_contain_text(NOTICE)


def test_kept_files_of_a_page_from_the_network(context: BrowserContext, network: Network) -> None:
    """A page that came from the network says so, too, once it answers by kept files: the planner's rules, and what the search finds."""
    tab = kept(context)
    network.broken = "/session/rules.json"
    opened(tab, "/session/#p=acdf&w=6&u=weeks")
    expect(tab.locator("#sh-verdict")).not_to_be_empty()
    expect(tab.locator(".sh-notice")).to_contain_text(NOTICE)
    network.broken = "/search/index.json"
    opened(tab, "/procedures/tlif/")
    tab.locator("input[data-md-component=search-query]").press_sequentially("pillow")
    expect(tab.locator(".md-search-result__item").first).to_be_attached()
    expect(tab.locator(".sh-notice")).to_contain_text(NOTICE)


def test_the_notice_hides_no_verdict(context: BrowserContext, network: Network) -> None:
    """On a phone without a network, the way on and the verdict so far can be seen and tapped above it."""
    tab = kept(context)
    tab.set_viewport_size({"width": 390, "height": 844})
    network.status = 503
    opened(tab, "/session/#p=acdf&w=6&u=weeks")
    expect(tab.locator(".sh-notice")).to_contain_text(NOTICE)
    tab.locator(".sh-next").click(timeout=5000)
    expect(tab.get_by_role("heading", name="Does the client have any of these?")).to_be_visible()
    tab.locator(".sh-now").click(timeout=5000)
    expect(tab.locator("#sh-verdict")).to_be_in_viewport()


def test_a_sound_network_is_not_kept_waiting(context: BrowserContext) -> None:
    """With a network, nothing says otherwise, also long after the patience with it is over."""
    tab = kept(context)
    opened(tab, "/procedures/acdf/")
    tab.wait_for_timeout(2500)
    opened(tab, "/procedures/tlif/")
    expect(tab.locator(".sh-notice")).to_have_count(0)


def test_one_file_that_fails_costs_no_other(context: BrowserContext, network: Network) -> None:
    """The rest is kept, the page says how much; the file is fetched when the next page is opened."""
    network.broken = "/procedures/tlif/"
    tab = kept(context)
    tab.goto("/")
    line = tab.locator(".sh-kept")
    expect(line).to_be_visible()
    found = re.search(r"(\d+) of (\d+) files so far, edition of", line.inner_text())
    assert found is not None
    assert int(found[1]) == int(found[2]) - 1
    network.broken = ""
    tab.goto("/about/")
    comes_in(tab, "/procedures/tlif/")
    tab.goto("/")
    expect(line).to_contain_text("the whole site, edition of")
    expect(line).to_contain_text(f"since {time.strftime('%Y-%m-%d', time.gmtime())}")


def test_a_file_that_is_not_there_does_not_renew_the_day(context: BrowserContext, network: Network) -> None:
    """What is kept is as old as when something was last added."""
    network.broken = "/procedures/tlif/"
    tab = kept(context)
    tab.evaluate(
        """async () => (await caches.open((await caches.keys())[0])).put("/kept-on", new Response("2020-01-01"))"""
    )
    network.asked.clear()
    tab.goto("/about/")
    while network.broken not in network.asked:
        tab.wait_for_timeout(50)
    tab.wait_for_timeout(500)
    tab.goto("/")
    expect(tab.locator(".sh-kept")).to_contain_text("since 2020-01-01")


def test_a_reader_who_comes_back_is_asked_for(context: BrowserContext) -> None:
    """The device is asked not to delete what is kept, once somebody has come back, and not on a first visit."""
    context.add_init_script("""{
        const storage = navigator.storage, persist = storage.persist.bind(storage)
        storage.persist = () => { sessionStorage.asked = Number(sessionStorage.asked ?? 0) + 1; return persist() }
    }""")
    tab = kept(context)
    assert tab.evaluate("() => sessionStorage.asked") is None
    tab.goto("/")
    tab.wait_for_function("() => sessionStorage.asked === '1'")


def test_an_old_file_does_not_pass_for_a_new_one(
    browser: Browser, site: Path, tmp_path: Path, network: Network
) -> None:
    """A host that gives the list of the new edition and still an old page: that page is not kept until the new one is there."""
    shutil.copytree(site, tmp_path, dirs_exist_ok=True)
    page = tmp_path / "procedures/acdf/index.html"
    old = page.read_text("utf-8")
    page.write_text(old.replace("Anterior", "Foremost"), encoding="utf-8")
    list_anew(tmp_path)
    new = page.read_text("utf-8")
    page.write_text(old, encoding="utf-8")
    with served(tmp_path, network) as address:
        context = browser.new_context(base_url=address)
        tab = kept(context)
        tab.goto("/")
        expect(tab.locator(".sh-kept")).to_contain_text("files so far, edition of 2099-01-01")
        network.status = 503
        tab.goto("/procedures/acdf/")
        expect(tab.get_by_text("Anterior")).to_have_count(0)
        network.status = None
        page.write_text(new, encoding="utf-8")
        tab.goto("/about/")
        comes_in(tab, "/procedures/acdf/")
        network.status = 503
        tab.goto("/procedures/acdf/")
        expect(tab.locator("h1")).to_contain_text("Foremost")
        expect(tab.locator(".sh-notice")).to_contain_text(f"{NOTICE} 2099-01-01")
        context.close()


def test_a_new_edition_costs_what_changed(browser: Browser, site: Path, tmp_path: Path, network: Network) -> None:
    """A device that has kept an edition takes from there what the next one has unchanged, and fetches the rest: it has all of the next."""
    shutil.copytree(site, tmp_path, dirs_exist_ok=True)
    page = tmp_path / "procedures/acdf/index.html"
    with served(tmp_path, network) as address:
        context = browser.new_context(base_url=address)
        tab = kept(context)
        page.write_text(page.read_text("utf-8").replace("Anterior", "Foremost"), encoding="utf-8")
        list_anew(tmp_path)
        network.asked.clear()
        tab.evaluate("async () => (await navigator.serviceWorker.ready).update()")
        expect(tab.locator(".sh-notice")).to_contain_text("A new edition of 2099-01-01 is here", timeout=120_000)
        assert sorted(set(network.asked)) == ["/procedures/acdf/", "/sw.js"]
        tab.evaluate("""async () => {
            while ((await caches.keys()).length > 1) await new Promise((go) => setTimeout(go, 50))
        }""")
        assert "Foremost" in tab.evaluate("async () => (await caches.match('/procedures/acdf/')).text()")
        tab.goto("/")
        expect(tab.locator(".sh-kept")).to_contain_text("the whole site, edition of 2099-01-01")
        context.close()
