"""The small project built by others than MkDocs: the way out that is proven, and the one that is watched."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from bs4 import BeautifulSoup

from tests.conftest import mkdocs

GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')
VERSION = re.compile(rb"steady-hands-[0-9a-f]{16}")
"""The service worker's store is named after the content of every file."""


def run(folder: Path, *command: str) -> None:
    """Runs a module of this environment in `folder`, as its own project."""
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


def contents(site: Path) -> dict[str, bytes]:
    """Every file of a site, without what names its builder."""
    files = (file for file in site.rglob("*") if file.is_file() and file.suffix != ".gz")
    return {
        file.relative_to(site).as_posix(): VERSION.sub(b"", GENERATOR.sub(b"", file.read_bytes())) for file in files
    }


def test_properdocs_builds_the_same_site(project: Path) -> None:
    """The same files with the same bytes, but for the tag that names the builder."""
    assert mkdocs(project, "build", "--strict", "--site-dir", "one").returncode == 0
    run(project, "properdocs", "build", "--strict", "--site-dir", "other")
    one, other = contents(project / "one"), contents(project / "other")
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
    page = (project / "other/index.html").read_text(encoding="utf-8")
    assert 'content="mkdocs-ProperDocs ' in page


def test_publishing_twice_changes_nothing(project: Path) -> None:
    """Whoever publishes by hand what the hook has published gets the same site."""
    assert mkdocs(project, "build", "--strict").returncode == 0
    before = contents(project / "site")
    run(project, "macros", "publish", "site")
    assert contents(project / "site") == before


def test_zensical_leaves_no_mark(project: Path) -> None:
    """A builder that runs no hooks and no events resolves every page all the same; `publish` adds the rest."""
    assert mkdocs(project, "build", "--strict", "--site-dir", "one").returncode == 0
    run(project, "zensical", "build", "--clean", "--strict")
    run(project, "macros", "publish", "site")
    pages = sorted((project / "site").rglob("index.html"))
    assert {page.relative_to(project / "site") for page in pages} == {
        page.relative_to(project / "one") for page in (project / "one").rglob("index.html")
    }
    for page in pages:
        article = BeautifulSoup(page.read_text(encoding="utf-8"), "lxml").find("article")
        assert article is not None
        for code in article.find_all(["code", "pre"]):
            code.decompose()
        assert not re.search(r"\[@|\[\[|\{\{|\{%", str(article)), page
    for data in ("search/index.json", "session/rules.json"):
        assert (project / "site" / data).read_bytes() == (project / "one" / data).read_bytes()
    assert "{{" not in (project / "site/sw.js").read_text(encoding="utf-8")
