"""Old editions at their address."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from macros.publish import editions, folder, policy
from tests.conftest import ROOT

PAGE = '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>A</title>{head}</head><body dir="ltr">\n<p>{words}</p></body></html>'
OLD = "2025-06-01"


def lay_site(site: Path, edition: str, words: str, *pages: str) -> Path:
    """A site of a few pages, as far as an edition is concerned."""
    texts = {f"{page}index.html": PAGE.format(head="", words=words) for page in ("", "session/", "letter/", *pages)}
    texts |= {"api/v1/index.json": f'{{"edition": "{edition}"}}', "session/rules.json": "{}"}
    texts |= {"sitemap.xml": "<urlset/>", "a.js.map": "{}"}
    for path, text in texts.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    return site


@pytest.fixture
def today(tmp_path: Path) -> Path:
    """Today's site, of 2026-01-02."""
    return lay_site(tmp_path / "today", "2026-01-02", "New words", "procedures/acdf/")


def packed(tmp_path: Path, edition: str, *pages: str) -> Path:
    """The archive of an earlier edition."""
    file = tmp_path / f"{edition}.zip"
    folder.pack(
        lay_site(tmp_path / edition, edition, f"Words of {edition}", *pages), edition, file, ROOT / "node_modules"
    )
    return file


def test_two_editions_beside_todays(tmp_path: Path, today: Path) -> None:
    """Each is at its address with its own words; today's stays as it was; the list has both and today's."""
    before = {file: file.read_bytes() for file in today.rglob("*") if file.is_file()}
    archives = [packed(tmp_path, OLD, "procedures/acdf/"), packed(tmp_path, "2025-11-22", "procedures/acdf/")]
    assert editions.lay(today, archives) == ["2025-11-22", OLD]
    for edition in (OLD, "2025-11-22"):
        page = (today / "editions" / edition / "procedures/acdf/index.html").read_text("utf-8")
        assert f"Words of {edition}" in page
    assert {file: file.read_bytes() for file in before} == before
    listed = BeautifulSoup((today / "editions/index.html").read_text("utf-8"), "html.parser")
    assert [link["href"] for link in listed.select("a")] == ["../", "2025-11-22/", f"{OLD}/"]
    assert "Do not plan a session" in listed.text
    onward = (today / "editions/2026-01-02/index.html").read_text("utf-8")
    assert 'href="../../"' in onward
    assert all("Content-Security-Policy" in file.read_text("utf-8") for file in (today / "editions").glob("*.html"))


def test_what_an_old_page_says(tmp_path: Path, today: Path) -> None:
    """That it is old and what not to do with it, before anything else; today's page, or today's site where there is none; to programs as well."""
    editions.lay(today, [packed(tmp_path, OLD, "procedures/acdf/", "procedures/gone/")], "https://example.org/sub/")
    old = today / "editions" / OLD
    for path, leads, canonical, words in (
        ("procedures/acdf/", "../../../../procedures/acdf/", "procedures/acdf/", "Go to this page of today"),
        ("procedures/gone/", "../../../../", "", "Go to today's site"),
        ("", "../../", "", "Go to today's site"),
    ):
        page = BeautifulSoup((old / path / "index.html").read_text("utf-8"), "html.parser")
        banner = page.select_one("body > :first-child")
        assert banner is not None
        assert "Old edition, of June 1, 2025" in banner.text
        assert "do not plan a session with it" in banner.text
        (link,) = banner.select("a")
        assert (f"{link['href']}", link.text) == (leads, words)
        (told,) = page.select("link[rel=canonical]")
        assert told["href"] == f"https://example.org/sub/{canonical}"
        (robots,) = page.select("meta[name=robots]")
        assert robots["content"] == "noindex"
        (style,) = page.select("link[rel=stylesheet]")
        assert (old / path / str(style["href"])).resolve() == (today / editions.STYLE).resolve()


def test_what_programs_were_told_before_is_gone() -> None:
    """A page has one canonical address, and an old edition is nothing to install."""
    head = '<link rel="canonical" href="https://example.org/a/">\n<link rel="manifest" href="m">\n<meta name="robots" content="all">'
    page = editions.marked(PAGE.format(head=head, words=""), OLD, "a/index.html", "a/")
    assert page.count('rel="canonical"') == page.count('name="robots"') == 1
    assert 'href="../../../a/"' in page
    assert "manifest" not in page


def test_an_old_edition_plans_nothing(tmp_path: Path, today: Path) -> None:
    """Its planner and its letter reader lead to today's, and what is for servers and machines is not laid."""
    editions.lay(today, [packed(tmp_path, OLD)])
    old = today / "editions" / OLD
    for page in ("session", "letter"):
        text = (old / page / "index.html").read_text("utf-8")
        assert f'content="0; url=../../../{page}/"' in text
        assert "Words of" not in text
        assert policy.stated(text) == text
    assert (old / "api/v1/index.json").is_file()
    assert not any((old / name).exists() for name in ("README.txt", "sitemap.xml", "a.js.map", "session/rules.json"))


def test_todays_archive_is_left_out(tmp_path: Path, today: Path) -> None:
    """Today's edition is at the root, and its own address leads there."""
    assert editions.lay(today, [packed(tmp_path, "2026-01-02")]) == []
    assert [file.name for file in (today / "editions/2026-01-02").iterdir()] == ["index.html"]
    assert "../../" in (today / "editions/2026-01-02/index.html").read_text("utf-8")


def test_what_is_no_archive(tmp_path: Path, today: Path) -> None:
    """A newer edition, two of one day, another file and names that lead elsewhere are refused before anything is written."""
    good = packed(tmp_path, OLD)
    double = tmp_path / "double.zip"
    double.write_bytes(good.read_bytes())
    strange = tmp_path / "strange.zip"
    strange.write_text("PK", encoding="utf-8")
    wicked = tmp_path / "wicked.zip"
    with zipfile.ZipFile(wicked, "w") as written:
        written.writestr(f"steady-hands-{OLD}/../../../index.html", "x")
    for archives, message in (
        ([packed(tmp_path, "2026-01-03")], "newer"),
        ([good, double], "both of 2025-06-01"),
        ([strange], "is no archive"),
        ([wicked], "is no archive"),
        ([good, tmp_path / "missing.zip"], "is no archive"),
    ):
        with pytest.raises(ValueError, match=message):
            editions.lay(today, archives)
    assert not (today / "editions").exists()
    with pytest.raises(FileNotFoundError, match="build it first"):
        editions.lay(tmp_path, [])
