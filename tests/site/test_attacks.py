"""Every attack, built by the real builder with the check switched off, and opened in a real browser without a content policy.

So each wall is tried by itself: `tests/unit/test_attacks.py` tries the check, this the template environment and what looks again at
the built pages, and `tests/browser/test_policy.py` the policy.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Route, expect

from macros.publish import pages
from macros.store.project import read
from tests.attacking import Attack, attacks
from tests.conftest import lay_small_project, mkdocs, module, once, served

STOPPED = ("title: !!python", "hide: [&a", "template:")
"""Front matter that stops any builder at once, so that nothing else would be built."""

PASSED = """
from pathlib import Path
from macros.store.project import state
Path(".cache").mkdir(exist_ok=True)
Path(".cache/checked").write_text(state(Path().resolve()), encoding="utf-8")
"""
"""Tells the builder that the check has passed."""

TOUCH = """() => {
  for (const element of document.querySelectorAll("article *")) {
    for (const name of ["mouseover", "mouseenter", "focus", "toggle", "animationstart"]) element.dispatchEvent(new Event(name))
    if (element instanceof HTMLElement && element.tabIndex >= 0) element.focus()
  }
  for (const link of document.querySelectorAll("article a, nav a")) if (link instanceof HTMLElement && !/^https?:|^mailto:/.test(link.href)) link.click()
}"""
"""What a reader may set off: the pointer passes over everything, everything that can have the focus has it, odd links are followed."""


@pytest.fixture(scope="module")
def laid() -> tuple[Attack, ...]:
    """The attacks that can be laid into a project at once."""
    return tuple(attack for attack in attacks() if not attack.text.startswith(STOPPED))


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory, laid: tuple[Attack, ...]) -> Path:
    """The small project with every attack in it, built though the check would have refused it. `log.txt` is what the builder said."""

    def make(folder: Path) -> subprocess.CompletedProcess[str]:
        lay_small_project(folder)
        for attack in laid:
            attack.lay(folder)
        assert read(folder)[1] == []
        (folder / "passed.py").write_text(PASSED, encoding="utf-8")
        assert module(folder, "passed").returncode == 0
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("CI", "false")  # the builder would end with the first page that calls no macro
            done = mkdocs(folder, "build")
        (folder / "log.txt").write_text(done.stdout + done.stderr, encoding="utf-8")
        return subprocess.CompletedProcess([], 0 if (folder / "site/sw.js").exists() else 1, done.stdout, done.stderr)

    return once(tmp_path_factory, "attacked", make)


@pytest.fixture(scope="module")
def bare(browser: Browser, attacked: Path) -> Iterator[tuple[BrowserContext, list[str]]]:
    """A browser that heeds no content policy, on the attacked site, and what ran or was asked for in it."""
    with served(attacked / "site") as address:
        context = browser.new_context(base_url=address, bypass_csp=True, service_workers="block")
        seen: list[str] = []
        context.expose_function("ran", lambda: seen.append("a script ran"))

        def asked(route: Route) -> None:
            seen.append(route.request.url)
            route.abort()

        context.route(lambda url: not url.startswith(address), asked)
        context.route("**/*.css", lambda route: route.abort())  # nothing here is about looks
        yield context, seen
        context.close()


def test_no_program_ran_while_the_site_was_built(attacked: Path) -> None:
    """And no page took anything of the builder's."""
    ours = attacked / "macros/publish/canary.py"
    assert [
        path for path in attacked.rglob("canary*") if path not in (ours, *ours.parent.glob("__pycache__/canary.*"))
    ] == []
    for file in attacked.glob("site/materials/attack-*/index.html"):
        page = file.read_text(encoding="utf-8")
        assert str(attacked) not in page or "Macro Rendering Error" in page, file


def test_nothing_is_built_silently(attacked: Path, laid: tuple[Attack, ...]) -> None:
    """Whatever could run or load is taken out, and the builder says on which page: a strict build fails."""
    log = (attacked / "log.txt").read_text(encoding="utf-8")
    site = attacked / "site"
    for file in site.rglob("*.html"):
        assert pages.apart(file.name, file.read_text(encoding="utf-8")).faults == (), file
    for attack in laid:
        if attack.where == "page" and attack.text.startswith(("{{", "{%")):
            page = (site / f"materials/{attack.slug}/index.html").read_text(encoding="utf-8")
            assert f"{attack.slug}.md" in log or "ran()" not in page, attack
    assert re.search(r"Aborted with \d+ warnings in strict mode", log)
    for number in ("<script>", "<iframe>", "<img>", "`onmouseover`", "`onclick`"):
        assert number in log


def test_nothing_runs_and_nothing_is_loaded(laid: tuple[Attack, ...], bare: tuple[BrowserContext, list[str]]) -> None:
    """Whatever a reader touches, on the pages of the attacks and on the lists that show their names."""
    context, seen = bare
    tab = context.new_page()
    built = [
        attack for attack in laid if not attack.text.startswith(("{{", "{%"))
    ]  # of those, an error is all there is to open
    lists = ("materials/", "a-z/", "sources/", "")
    for page in (*(f"materials/{attack.slug}/" for attack in built), *lists):
        tab.goto(f"/{page}", wait_until="domcontentloaded")
        tab.evaluate(TOUCH)
        assert seen == [], page
        assert tab.url.endswith(f"/{page}"), page
    tab.wait_for_timeout(500)
    assert seen == []


def test_a_search_shows_them_as_text(browser: Browser, attacked: Path, small_site: Path) -> None:
    """The list of results is made of HTML. The index is that of the attacked site, on pages that are whole."""
    seen: list[str] = []
    with served(small_site / "site") as address:
        context = browser.new_context(base_url=address, bypass_csp=True, service_workers="block")
        context.expose_function("ran", lambda: seen.append("a script ran"))
        context.on("request", lambda request: None if request.url.startswith(address) else seen.append(request.url))
        context.route(
            "**/search/*.json",
            lambda route: route.fulfill(path=attacked / f"site/search/{route.request.url.rpartition('/')[2]}"),
        )
        tab = context.new_page()
        tab.goto("/")
        for words in ("screw", "holds", "ran", "attack"):
            tab.locator("[data-md-component=search-query]").fill(words)
            expect(tab.locator(".md-search-result__link").first).to_be_attached()
            tab.evaluate(TOUCH.replace("article *", ".md-search-result *"))
        tab.wait_for_timeout(500)
        context.close()
    assert seen == []


@pytest.mark.parametrize("text", ["<script>ran()</script>", "<img src=x onerror=ran()>", "<svg onload=ran()></svg>"])
def test_the_browser_would_tell(text: str, attacked: Path, bare: tuple[BrowserContext, list[str]]) -> None:
    """What is put into a built page behind all walls does run here. Otherwise the tests above would prove nothing."""
    context, seen = bare
    page = (attacked / "site/index.html").read_text(encoding="utf-8")
    tab = context.new_page()
    tab.route(
        "**/bare/",
        lambda route: route.fulfill(body=page.replace("<article", f"{text}<article"), content_type="text/html"),
    )
    tab.goto("/bare/")
    tab.wait_for_timeout(300)
    assert seen
    seen.clear()
