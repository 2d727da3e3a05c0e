"""What a first view may cost, page by page: bytes, requests, elements, listeners, and nothing that moves. No clock is asked."""

from __future__ import annotations

import gzip
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser

from tests.browser.test_browser import TEMPLATES


class Cost(NamedTuple):
    """What a page costs as it opens on a phone that was never here."""

    kilobytes: int
    """All that it loads, each file as gzip -9, in 1,000 bytes."""
    html: int
    """The page itself, likewise."""
    requests: int
    elements: int
    listeners: int
    """The theme's among them."""


# fmt: off
MOST = {
    "home": Cost(83, 9, 13, 400, 90),
    "list": Cost(89, 14, 13, 500, 80),
    "condition": Cost(93, 19, 13, 1100, 100),
    "procedure": Cost(97, 17, 17, 1150, 110),
    "complication": Cost(93, 19, 13, 1050, 120),
    "caution": Cost(96, 21, 13, 1300, 120),
    "material": Cost(89, 14, 13, 800, 90),
    "medication": Cost(94, 19, 13, 1100, 130),
    "technique": Cost(90, 15, 13, 850, 90),
    "measure": Cost(86, 12, 13, 650, 90),
    "study": Cost(90, 16, 13, 950, 90),
    "planner": Cost(320, 6, 63, 750, 310),
    "waits": Cost(95, 20, 13, 1750, 100),
    "spine map": Cost(89, 14, 13, 1100, 90),
    "evidence map": Cost(92, 17, 13, 1600, 130),
    "comparison": Cost(86, 11, 13, 700, 90),
    "questions": Cost(95, 21, 12, 2450, 100),
    "signs": Cost(92, 17, 13, 1200, 110),
    "glossary": Cost(91, 16, 13, 1250, 90),
    "sources": Cost(90, 16, 12, 1800, 80),
    "a-z": Cost(80, 7, 12, 550, 80),
    "prose": Cost(91, 16, 13, 800, 90),
    "fields": Cost(85, 12, 12, 1600, 100),
    "room": Cost(94, 20, 13, 1000, 90),
    "letter": Cost(93, 19, 12, 2150, 130),
    "404": Cost(79, 6, 12, 250, 80),
}
# fmt: on
"""What a page of each template may cost: a little more than it does. Who needs more says why in the change that raises it."""

WATCH = """
globalThis.listeners = 0
globalThis.moved = 0
const add = EventTarget.prototype.addEventListener
EventTarget.prototype.addEventListener = function (...given) {
  globalThis.listeners += 1
  return add.apply(this, given)
}
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) globalThis.moved += shift.value
}).observe({ type: "layout-shift", buffered: true })
"""


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_first_view_costs_little(browser: Browser, address: str, template: str) -> None:
    """A page of each template stays within its budget, and nothing on it moves while it loads."""
    context = browser.new_context(service_workers="block", base_url=address, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.add_init_script(WATCH)
    loaded = []
    page.on("requestfinished", lambda request: loaded.append(request))
    page.goto(TEMPLATES[template], wait_until="networkidle")
    page.evaluate("() => new Promise((done) => requestIdleCallback(done))")
    sizes = [len(gzip.compress(answer.body(), 9)) for request in loaded if (answer := request.response())]
    listeners, moved, elements = page.evaluate("() => [listeners, moved, document.getElementsByTagName('*').length]")
    context.close()
    found = Cost(round(sum(sizes) / 1000), round(sizes[0] / 1000), len(sizes), elements, listeners)
    assert {
        name: (cost, most) for name, cost, most in zip(Cost._fields, found, MOST[template], strict=True) if cost > most
    } == {}
    assert moved < 0.01
