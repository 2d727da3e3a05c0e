"""What a first view may cost, page by page: bytes, requests, elements, listeners, how often a page is styled, and nothing that moves.

No clock is asked.
"""

from __future__ import annotations

import gzip
import json
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
    scripts: int
    """All that runs, in 1,000 bytes as it is parsed."""
    requests: int
    elements: int
    listeners: int
    """The theme's among them."""


# fmt: off
MOST = {
    "home": Cost(83, 8, 138, 12, 400, 80),
    "list": Cost(88, 13, 138, 12, 500, 80),
    "condition": Cost(93, 18, 138, 12, 1050, 100),
    "procedure": Cost(96, 16, 142, 14, 1100, 100),
    "complication": Cost(93, 18, 138, 12, 1000, 110),
    "caution": Cost(95, 20, 138, 12, 1200, 120),
    "material": Cost(89, 13, 138, 12, 750, 90),
    "medication": Cost(94, 18, 138, 12, 1050, 120),
    "technique": Cost(90, 14, 138, 12, 800, 90),
    "measure": Cost(86, 11, 138, 12, 600, 90),
    "study": Cost(90, 15, 138, 12, 900, 80),
    "planner": Cost(308, 5, 219, 23, 650, 280),
    "empty planner": Cost(164, 5, 219, 20, 620, 275),
    "letter reader": Cost(174, 6, 179, 17, 300, 90),
    "waits": Cost(95, 19, 138, 12, 1650, 90),
    "spine map": Cost(88, 13, 138, 12, 1050, 80),
    "evidence map": Cost(91, 16, 138, 12, 1500, 120),
    "comparison": Cost(85, 10, 138, 12, 700, 80),
    "questions": Cost(92, 17, 136, 11, 1400, 100),
    "signs": Cost(92, 16, 138, 12, 1150, 100),
    "glossary": Cost(91, 15, 138, 12, 1150, 80),
    "sources": Cost(90, 15, 136, 11, 1700, 80),
    "a-z": Cost(80, 6, 136, 11, 550, 80),
    "prose": Cost(90, 15, 138, 12, 750, 80),
    "fields": Cost(85, 11, 136, 11, 1550, 90),
    "room": Cost(94, 19, 138, 12, 950, 80),
    "letter": Cost(92, 18, 136, 11, 2000, 120),
    "404": Cost(79, 4, 136, 12, 250, 70),
}
# fmt: on
"""What a page of each template may cost: a little more than it does. Who needs more says why in the change that raises it."""

PLACES = TEMPLATES | {"empty planner": "/session/", "letter reader": "/letter/"}

MOST_WATCHED = 12
"""How many elements scripts may watch, to know whether they are in sight."""

MOST_STYLED = 3
"""How often a browser may style an element, as an average of a page: once as it comes, and again where a script changed something."""

WATCH = """
globalThis.listeners = 0
globalThis.watched = 0
globalThis.moved = 0
const add = EventTarget.prototype.addEventListener
EventTarget.prototype.addEventListener = function (...given) {
  globalThis.listeners += 1
  return add.apply(this, given)
}
const watch = IntersectionObserver.prototype.observe
IntersectionObserver.prototype.observe = function (element) {
  globalThis.watched += 1
  return watch.call(this, element)
}
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) globalThis.moved += shift.value
}).observe({ type: "layout-shift", buffered: true })
"""


@pytest.mark.parametrize("template", PLACES)
def test_a_first_view_costs_little(browser: Browser, address: str, template: str) -> None:
    """A page of each template stays within its budget, and nothing on it moves while it loads."""
    context = browser.new_context(service_workers="block", base_url=address, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.add_init_script(WATCH)
    loaded = []
    page.on("requestfinished", lambda request: loaded.append(request))
    browser.start_tracing(page=page, categories=["devtools.timeline"])
    page.goto(PLACES[template], wait_until="networkidle")
    page.evaluate("() => new Promise((done) => requestIdleCallback(done))")
    trace = json.loads(browser.stop_tracing())["traceEvents"]
    bodies = [(request.resource_type, answer.body()) for request in loaded if (answer := request.response())]
    sizes = [len(gzip.compress(body, 9)) for _, body in bodies]
    scripts = sum(len(body) for kind, body in bodies if kind == "script")
    listeners, watched, moved, elements = page.evaluate(
        "() => [listeners, watched, moved, document.getElementsByTagName('*').length]"
    )
    context.close()
    found = Cost(
        round(sum(sizes) / 1000), round(sizes[0] / 1000), round(scripts / 1000), len(sizes), elements, listeners
    )
    assert {
        name: (cost, most) for name, cost, most in zip(Cost._fields, found, MOST[template], strict=True) if cost > most
    } == {}
    assert watched <= MOST_WATCHED
    assert moved < 0.01
    styled = sum(event["args"].get("elementCount", 0) for event in trace if event["name"] == "UpdateLayoutTree")
    assert styled < MOST_STYLED * elements
