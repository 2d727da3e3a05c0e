"""The content policy in a real browser: every kind of page, and everything a therapist does, without a single violation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Route, expect

from macros.publish import policy
from tests.conftest import served

KINDS = (
    "", "session/", "letter/", "stop-sign-card/", "a-z/", "procedures/", "procedures/acdf/", "procedures/acdf/risks/",
    "conditions/scoliosis/", "complications/deep-vein-thrombosis/", "cautions/", "cautions/red-flags/", "cautions/positioning-prone/",
    "materials/rod/", "medications/opioids/", "techniques/friction/", "measures/odi/", "studies/keller-2012/", "signs/", "glossary/",
    "sources/", "questions/", "spine-map/", "evidence/", "compare/", "compare/acdf-or-posterior-cervical-fusion/", "when-to-start/",
    "how-a-verdict-is-made/", "surgery-is-coming/", "about/", "contributing/fields/", "contributing/form/", "nowhere/",
)  # fmt: skip
"""A page of each kind, with one that is not there."""

BOX = "[data-md-component=search-query]"


@pytest.fixture(scope="module")
def strict(site: Path) -> Iterator[str]:
    """The address of the real site on a server that sends the headers we recommend."""
    with served(site, headers=policy.HEADERS) as found:
        yield found


@pytest.fixture
def context(browser: Browser, strict: str) -> Iterator[BrowserContext]:
    """A device that counts what the policy forbade, in pages and in workers, and what was asked of other sites."""
    opened = browser.new_context(base_url=strict)
    forbidden: list[str] = []
    opened.expose_function("forbidden", lambda what: forbidden.append(what))
    opened.add_init_script(
        "addEventListener('securitypolicyviolation', (e) => forbidden(`${e.violatedDirective} ${e.blockedURI} on ${location.pathname}`))"
    )
    opened.on("console", lambda line: forbidden.append(line.text) if "Content Security Policy" in line.text else None)
    opened.on("weberror", lambda error: forbidden.append(str(error.error)))
    opened.on("request", lambda request: None if request.url.startswith(strict) else forbidden.append(request.url))
    yield opened
    opened.close()
    assert forbidden == []


def test_every_kind_of_page(context: BrowserContext, site: Path) -> None:
    """Each opens, carries the policy itself, and nothing of it is forbidden, by the page or by the server."""
    tab = context.new_page()
    for page in KINDS:
        tab.goto(f"/{page}")
        if (site / page / "index.html").exists():
            expect(tab.locator("h1").first).to_be_attached()
            assert "default-src 'none'" in (tab.locator("meta[http-equiv]").first.get_attribute("content") or "")
        for theme in tab.locator("[data-sh-scheme]:visible").all()[:1]:
            theme.click()
    for file in site.rglob("*.html"):
        assert 'http-equiv="Content-Security-Policy"' in file.read_text(encoding="utf-8")[:2000], file


def test_search(context: BrowserContext) -> None:
    """It completes, lists and leads on."""
    tab = context.new_page()
    tab.goto("/")
    tab.locator("main [data-sh-search]").first.click()
    tab.locator(BOX).focus()
    tab.keyboard.type("laminectomy")
    hit = tab.locator(".md-search-result__link:visible").first
    expect(hit).to_have_attribute("href", re.compile("laminectomy"))
    hit.click()
    expect(tab).to_have_url(re.compile("laminectomy"))


def test_planner_and_papers(context: BrowserContext) -> None:
    """A verdict with its drawings and reasons, and each paper."""
    tab = context.new_page()
    tab.goto(
        "/session/#p=tlif&w=3&u=weeks&r=lumbar&lv=L4-L5&m=opioids&a=shoulder,foot&none=signs,medications,conditions"
    )
    expect(tab.locator("#sh-verdict")).to_be_visible()
    for paper in ("sheet", "letter", "handout", "card", "intake", "note"):
        tab.locator(f"[data-paper={paper}]").click()
        expect(tab.locator(f".sh-paper--{paper}")).to_be_visible()


def test_letter(context: BrowserContext) -> None:
    """A letter is read and its levels drawn."""
    tab = context.new_page()
    tab.goto("/letter/")
    tab.get_by_label("The letter").fill("posterior instrumented arthrodesis L3-S1 with BMP, apixaban 5 mg bd")
    expect(tab.get_by_role("article").get_by_role("status")).to_contain_text("explained")


def test_offline(context: BrowserContext) -> None:
    """The site is kept, and opens without a network."""
    tab = context.new_page()
    tab.goto("/about/")
    tab.wait_for_function("() => navigator.serviceWorker.controller", timeout=120_000)
    context.set_offline(True)
    tab.goto("/procedures/acdf/")
    expect(tab.locator(".sh-notice")).to_contain_text("kept copy")


STRANGE = """
<script>ran()</script><img src=x onerror="ran()"><svg onload="ran()"></svg><a id="lure" href="javascript:ran()">x</a>
<iframe srcdoc="<script>parent.ran()</script>"></iframe><img src="https://canary.example/x.png">
<link rel="stylesheet" href="https://canary.example/x.css"><p style="background:url(https://canary.example/y.png)">x</p>
"""


@pytest.mark.parametrize("bypassed", [False, True])
def test_the_policy_alone_stops_what_runs_or_loads(browser: Browser, strict: str, bypassed: bool) -> None:
    """Were all other walls down: nothing runs and nothing is asked for. Without the policy it does, or the test would prove nothing."""
    context = browser.new_context(base_url=strict, service_workers="block", bypass_csp=bypassed)
    seen: list[str] = []
    context.expose_function("ran", lambda: seen.append("ran"))

    def asked(route: Route) -> None:
        seen.append(route.request.url)
        route.abort()

    context.route("**/*canary.example/**", asked)
    tab = context.new_page()

    def spoiled(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("<article", f"{STRANGE}<article", 1))

    tab.route("**/about/", spoiled)
    tab.goto("/about/")
    tab.locator("#lure").evaluate("link => link.click()")
    tab.wait_for_timeout(300)
    context.close()
    assert bool(seen) is bypassed
