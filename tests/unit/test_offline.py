"""What the service worker keeps."""

from __future__ import annotations

import re

import pytest

from macros.publish import offline
from tests.conftest import ROOT

WORKER = (ROOT / "overrides/sw.js").read_text(encoding="utf-8")


def version(worker: str) -> str:
    """The version that a worker names its store by."""
    found = re.search(r'"version": "(.+?)"', worker)
    assert found
    return found[1]


def test_what_is_kept() -> None:
    """Pages and what they need; no map of a script, nothing for servers, not the worker itself, nothing that no reader opens, and no form."""
    paths = [
        "b/index.html",
        "sw.js",
        "a.js",
        "a.js.map",
        "_headers",
        "sitemap.xml",
        "b/data.csv",
        "a/index.html",
        "edit/form.js",
    ]
    assert offline.kept(paths, without={"b/data.csv"}) == ["a/index.html", "a.js", "b/index.html"]


def test_the_worker_names_its_build() -> None:
    """Edition and pages are in, by the addresses a reader asks for; doing it twice changes nothing more."""
    once = offline.filled(WORKER, "2026-11-29", {"about/index.html": "1f"})
    assert '"edition": "2026-11-29"' in once
    assert '"files": {"about/": "1f"}' in once
    assert offline.filled(once, "2026-11-29", {"about/index.html": "1f"}) == once


def test_another_text_is_another_version() -> None:
    """A changed page gives what is kept another name, so that nothing of an earlier text is taken for it."""
    one, other = (offline.filled(WORKER, "2026-11-29", {"about/index.html": digest}) for digest in ("1f", "2e"))
    assert version(one) != version(other)


def test_a_worker_without_its_line_is_refused() -> None:
    """It would keep nothing, without a word."""
    with pytest.raises(ValueError, match="to fill in"):
        offline.filled("// nothing", "2026-11-29", {})
