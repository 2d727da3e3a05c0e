"""The small project built by others than MkDocs: the way out that is proven, and the one that is watched."""

from __future__ import annotations

import re
import shutil
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from lxml import etree, html

from macros.publish.disk import Folder
from macros.publish.site import leading, publish
from macros.store.project import read
from macros.store.settings import settings
from tests.conftest import FORGE, ROOT, lay_small_project, module

GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')
VERSION = re.compile(rb': "[0-9a-f]{12}(?:[0-9a-f]{4})?"')
"""The service worker's store is named after the content of every file, and knows each file by its own."""


def run(folder: Path, *command: str) -> None:
    """Runs a module in `folder`, which has to succeed."""
    done = module(folder, *command)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


def contents(site: Path) -> dict[str, bytes]:
    """Every file of a site, without what names its builder."""
    files = (file for file in site.rglob("*") if file.is_file() and file.suffix != ".gz")
    return {
        file.relative_to(site).as_posix(): VERSION.sub(b"", GENERATOR.sub(b"", file.read_bytes())) for file in files
    }


def test_properdocs_builds_the_same_site(built: Path) -> None:
    """The same files with the same bytes, but for the tag that names the builder."""
    run(built, "properdocs", "build", "--strict", "--site-dir", "other")
    one, other = contents(built / "site"), contents(built / "other")
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
    page = (built / "other/index.html").read_text(encoding="utf-8")
    assert 'content="mkdocs-ProperDocs ' in page


def test_two_builds_are_one(small_site: Path, tmp_path: Path) -> None:
    """Another folder, day, time zone, language and order of hashes: every file has the same bytes, the map of the site among them."""
    sites = []
    for number, surroundings in enumerate(
        (
            {"SOURCE_DATE_EPOCH": "0", "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
            {"SOURCE_DATE_EPOCH": "4000000000", "TZ": "America/Lima", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
        )
    ):
        folder = tmp_path / ("a" * (1 + 9 * number)) / "site of hands"
        lay_small_project(folder)
        with pytest.MonkeyPatch.context() as patch:
            for name, value in {**surroundings, "SITE_URL": "https://example.org/"}.items():
                patch.setenv(name, value)
            run(folder, "mkdocs", "build", "--strict")
        sites.append(folder / "site")
    one, other = (
        {file.relative_to(site): file.read_bytes() for file in site.rglob("*") if file.is_file()} for site in sites
    )
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
    assert b"<lastmod>2026-" in one[Path("sitemap.xml")]
    assert {path.relative_to(small_site / "site") for path in (small_site / "site").rglob("*.json")} <= one.keys()


def test_publishing_twice_changes_nothing(built: Path) -> None:
    """Whoever publishes by hand what the hook has published gets the same site."""
    before = contents(built / "site")
    run(built, "macros", "publish", "site")
    assert contents(built / "site") == before


def test_publishing_the_real_site_twice_changes_nothing(site: Path, tmp_path: Path) -> None:
    """A page that is heavier for what publishing adds loses no more rooms."""
    again = tmp_path / "site"
    shutil.copytree(site, again)
    run(ROOT, "macros", "publish", str(again))
    one, other = contents(site), contents(again)
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def test_zensical_leaves_no_mark(project: Path, small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A builder that runs no hooks and no events resolves every page all the same; `publish` adds the rest.

    From another folder, in several processes, into a site that has been there before: it is the same site.
    """
    run(project, "zensical", "build", "--clean", "--strict")
    raw, other = project / "raw", project / "other"
    shutil.copytree(project / "site", raw)
    run(project, "macros", "publish", "site")
    monkeypatch.setenv("REPO_URL", FORGE)
    with ProcessPoolExecutor(2) as processes:
        for _ in range(2):
            publish(Folder(other), project, read(project)[0], settings(project), source=Folder(raw), each=processes.map)
            assert contents(other) == contents(project / "site")
            (other / "gone").mkdir()
            (other / "gone/index.html").write_text("an earlier page", encoding="utf-8")
            (other / "procedures/index.html").write_text("an earlier text", encoding="utf-8")
            kept = (other / "index.html").stat().st_mtime_ns
        publish(Folder(other), project, read(project)[0], settings(project), source=Folder(raw))
    assert contents(other) == contents(project / "site")
    assert not (other / "gone").exists()
    assert (other / "index.html").stat().st_mtime_ns == kept
    ours, one = project / "site", small_site / "site"
    pages = sorted(ours.rglob("index.html"))
    assert {page.relative_to(ours) for page in pages} == {page.relative_to(one) for page in one.rglob("index.html")}
    library = read(project)[0].library()
    moved = {ours / path for path in leading(library)}
    for page in (page for page in pages if page not in moved):
        article = html.document_fromstring(page.read_text(encoding="utf-8")).find(".//article")
        assert article is not None
        etree.strip_elements(article, "code", "pre", with_tail=False)
        assert not re.search(r"\[@|\[\[|\{\{|\{%|[\x0e\x0f]", html.tostring(article, encoding="unicode")), page
    for data in ("search/index.json", "session/rules.json"):
        assert (ours / data).read_bytes() == (one / data).read_bytes()
    assert '"session/rules.json"' in (ours / "sw.js").read_text(encoding="utf-8")
