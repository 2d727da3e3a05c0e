"""The canary: a live site held to what was built, over HTTP."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from macros.publish import canary, editions, folder
from tests.conftest import ROOT, served


@pytest.fixture
def site(built: Path) -> Path:
    """The small site, with an old edition, which may be broken."""
    site = built / "site"
    folder.pack(site, "2025-06-01", built / "old.zip", ROOT / "node_modules")
    editions.lay(site, [built / "old.zip"])
    return site


def test_what_is_live_is_what_was_built(site: Path) -> None:
    """Home, an operation, search, planner, data, editions, offline copy and the page for wrong addresses are as built."""
    noted = canary.read(canary.written(canary.note(site)))
    for address in ("", "search/index.json", "session/rules.json", "sw.js", "editions/2025-06-01/"):
        assert address in noted.files
    assert any(address.startswith("procedures/") for address in noted.files)
    with served(site) as address:
        assert canary.faults(noted, address) == []


def test_what_is_not(site: Path) -> None:
    """A page that is another, one that is missing, a file of another edition, a host without our 404 page: each is told."""
    noted = canary.note(site)
    (site / "index.html").write_text("<p>Parked</p>", encoding="utf-8")
    (site / "search/parts-0.json").unlink()
    day = site / "session/edition.json"
    day.write_text(day.read_text("utf-8").replace(f'"edition":"{noted.edition}"', '"edition":"2001-01-01"'), "utf-8")
    worker = site / "sw.js"
    worker.write_text(worker.read_text("utf-8").replace("const PATIENCE = 2000", "const PATIENCE = 3000"), "utf-8")
    (site / "404.html").unlink()
    with served(site) as address:
        assert canary.faults(noted, address) == [
            "the home page: is not what was built",
            "search/parts-0.json: answers 404, not 200",
            f"session/edition.json: is of 2001-01-01, and {noted.edition} was built",
            "sw.js: is not what was built",
            "no-such-page/at-all/: is not what was built",
        ]
    assert all("no answer" in fault for fault in canary.faults(noted, "http://127.0.0.1:9"))


def test_it_waits_for_the_host(site: Path) -> None:
    """A host that has yesterday's site at first and today's a moment later is fine."""
    noted = canary.note(site)
    asked = 0

    def late(path: str) -> int | None:
        nonlocal asked
        asked += path == "/"
        return 503 if path == "/" and asked < 3 else None

    with served(site, late) as address:
        assert canary.faults(noted, address, patience=60, pause=0) == []
    assert asked == 3


def test_the_command(site: Path, tmp_path: Path) -> None:
    """A note of the site, then the live site held to it: loudly, with 1, when it is another."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "macros", "canary", *arguments]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    note = tmp_path / "built.json"
    note.write_text(run(str(site)).stdout, encoding="utf-8")
    with served(site) as address:
        done = run(str(note), address)
        assert (done.returncode, done.stderr) == (0, "")
        assert "as it was built" in done.stdout
        (site / "sw.js").unlink()
        done = run(str(note), address)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == "sw.js: answers 404, not 200\n"
    assert run(str(tmp_path / "nothing.json"), address).returncode == 1
