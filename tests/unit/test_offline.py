"""What the service worker keeps."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from macros.publish import offline
from tests.conftest import ROOT


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of one page, with a map of a script that nobody needs offline."""
    shutil.copy(ROOT / "overrides/sw.js", tmp_path)
    (tmp_path / "about").mkdir()
    (tmp_path / "about/index.html").write_text("About", encoding="utf-8")
    (tmp_path / "script.js.map").write_text("{}", encoding="utf-8")
    return tmp_path


def test_the_worker_names_its_build(site: Path) -> None:
    """Edition and pages are in, by the addresses a reader asks for; doing it twice changes nothing more."""
    offline.fill(site, "2026-11-29")
    once = (site / "sw.js").read_text(encoding="utf-8")
    assert '"edition": "2026-11-29"' in once
    assert '"files": ["about/"]' in once
    offline.fill(site, "2026-11-29")
    assert (site / "sw.js").read_text(encoding="utf-8") == once


def test_another_text_is_another_version(site: Path) -> None:
    """A changed page changes the worker, so that browsers fetch it anew."""
    offline.fill(site, "2026-11-29")
    once = (site / "sw.js").read_text(encoding="utf-8")
    (site / "about/index.html").write_text("About us", encoding="utf-8")
    offline.fill(site, "2026-11-29")
    assert (site / "sw.js").read_text(encoding="utf-8") != once


def test_a_worker_without_its_line_is_refused(site: Path) -> None:
    """It would keep nothing, without a word."""
    (site / "sw.js").write_text("// nothing", encoding="utf-8")
    with pytest.raises(ValueError, match="to fill in"):
        offline.fill(site, "2026-11-29")
