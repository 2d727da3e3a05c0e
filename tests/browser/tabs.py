"""Tabs of a browser for the tests."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser, Locator, Page


@contextlib.contextmanager
def faultless(browser: Browser, address: str, width: int = 390, height: int = 844, **options: Any) -> Iterator[Page]:
    """A fresh tab, a phone's unless said otherwise, in which no script may fail and no console error happen.

    `options` are those of `Browser.new_context`.
    """
    context = browser.new_context(
        service_workers="block", base_url=address, viewport={"width": width, "height": height}, **options
    )
    tab = context.new_page()
    faults: list[str] = []
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield tab
    context.close()
    assert faults == []


def uncovered(shown: Locator) -> bool:
    """Whether a person sees the middle of it: it is in the window, and nothing lies above it."""
    return bool(
        shown.evaluate(
            """one => { const {left, top, width, height} = one.getBoundingClientRect()
            return one.contains(document.elementFromPoint(left + width / 2, top + height / 2)) }"""
        )
    )
