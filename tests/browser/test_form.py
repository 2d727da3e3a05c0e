"""The form for facts in a real Chromium: Sveltia CMS as it is published, on files that it reads and writes by the browser's own API.

The folder that a person would choose is one that the browser keeps for the page (`navigator.storage`); nothing else is put in its place.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.check import check
from macros.model import KINDS
from macros.publish import policy
from macros.publish.disk import Folder
from macros.publish.editor import page as form
from macros.publish.editor.config import held
from macros.store.library import Library
from macros.store.settings import Settings
from tests.conftest import ROOT, SMALL, served

FILES = {
    file.relative_to(SMALL).as_posix(): file.read_text(encoding="utf-8")
    for file in sorted((SMALL / "data").glob("*/*.yaml"))
}
"""The small project, which passes the check."""
MORE = {
    f"data/sources/{file.name}": file.read_text(encoding="utf-8") for file in (ROOT / "data/sources").glob("k*.yaml")
}
"""Real sources beside it, so that there is something to search."""
WIDE = {"width": 1440, "height": 900}
LAY = """async (files) => {
  const root = await navigator.storage.getDirectory()
  await root.getDirectoryHandle(".git", { create: true })
  for (const [path, text] of Object.entries(files)) {
    let folder = root
    const [name, ...above] = path.split("/").reverse()
    for (const part of above.reverse()) folder = await folder.getDirectoryHandle(part, { create: true })
    const writer = await (await folder.getFileHandle(name, { create: true })).createWritable()
    await writer.write(text)
    await writer.close()
  }
}"""
READ = """async (path) => {
  let folder = await navigator.storage.getDirectory()
  const [name, ...above] = path.split("/").reverse()
  for (const part of above.reverse()) folder = await folder.getDirectoryHandle(part)
  return (await (await folder.getFileHandle(name)).getFile()).text()
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Iterator[str]:
    """The form as it is published, with the headers that we recommend for its folder."""
    site = tmp_path_factory.mktemp("form")
    Folder(site).lay_all(form.files(ROOT, library, Settings("https://github.com/someone/steady-hands"), served=False))
    shutil.copytree(ROOT / "overrides/assets/images", site / "assets/images")
    with served(site, headers=policy.FORM_HEADERS) as found:
        yield found


@pytest.fixture(params=[WIDE, {"width": 390, "height": 844}], ids=["wide", "phone"])
def tab(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """A tab with the small project's records laid out. Nothing may be forbidden, fail, be missing or be asked of another host."""
    context = browser.new_context(base_url=address, viewport=request.param, service_workers="block")
    wrong: list[str] = []
    context.expose_function("forbidden", lambda what: wrong.append(what))
    context.add_init_script(
        "addEventListener('securitypolicyviolation', (e) => forbidden(`${e.violatedDirective} ${e.blockedURI}`));"
        "window.showDirectoryPicker = () => navigator.storage.getDirectory()"
    )
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    context.on("console", lambda line: wrong.append(line.text) if line.type in ("error", "warning") else None)
    context.on("response", lambda response: wrong.append(response.url) if response.status >= 400 else None)
    context.on("request", lambda asked: wrong.append(asked.url) if _foreign(asked.url, address) else None)
    tab = context.new_page()
    tab.goto("/edit/")
    tab.evaluate(LAY, FILES | MORE)
    yield tab
    context.close()
    assert wrong == []


def _foreign(url: str, address: str) -> bool:
    return not url.startswith((address, "data:", "blob:"))


def enter(tab: Page) -> None:
    """Chooses the folder, as one does on one's own machine."""
    tab.get_by_role("button", name="Work with Local Repository").click()
    expect(tab.get_by_text("Conditions").first).to_be_visible()


def open_record(tab: Page, kind: str, slug: str) -> None:
    """Opens a record as the link on its page does."""
    tab.goto(f"/edit/#/collections/{kind}/entries/{slug}")
    expect(tab.get_by_role("button", name="Save", exact=True)).to_be_visible()


def shown(tab: Page, name: str) -> Any:
    """A field by its name in the file."""
    return tab.locator(f'[data-key-path="{name}"]').first


def test_it_says_what_it_is_and_asks_nobody_before_one_signs_in(tab: Page) -> None:
    """The ways in, and where it is said what they need."""
    expect(tab.get_by_role("heading", name="Steady Hands: facts in a form")).to_be_visible()
    expect(tab.get_by_role("button", name="Sign In Using Access Token")).to_be_visible()
    expect(tab.get_by_role("button", name="Sign In with GitHub")).to_have_count(0)
    more = tab.get_by_role("link", name="What it needs, and what becomes of a change")
    expect(more).to_have_attribute("href", "../contributing/form/")
    tab.wait_for_load_state("networkidle")


def test_without_a_forge_there_are_the_files_alone(browser: Browser, library: Library, tmp_path: Path) -> None:
    """`make serve` of a project that is on no forge: one way in, and no button that could do nothing."""
    Folder(tmp_path).lay_all(form.files(ROOT, library, Settings(), served=True))
    with served(tmp_path) as address:
        tab = browser.new_page(base_url=address)
        tab.goto("/edit/")
        expect(tab.get_by_role("button")).to_have_text(["Work with Local Repository"])
        expect(tab.get_by_text("This site is on no forge")).to_be_visible()
        tab.close()


def test_a_fact_is_changed_with_help_and_a_source_found_by_name(tab: Page, tmp_path: Path) -> None:
    """What a therapist sees and does, from the list of kinds to a file that passes the check and differs in one line."""
    enter(tab)
    for kind in ("Conditions", "Procedures", "Cautions", "Sources"):
        expect(tab.get_by_text(kind, exact=True).first).to_be_visible()
    path = "data/conditions/narrow-canal.yaml"
    open_record(tab, "conditions", "narrow-canal")
    summary = shown(tab, "summary")
    expect(summary).to_contain_text("What it is, in one or two plain sentences that a client would understand.")
    before = summary.get_by_role("textbox").input_value()
    cited = before.replace("@example-leaflet]", "@example-leaflet; @example-trial]")
    summary.get_by_role("searchbox", name="Add a source").fill("example tri")
    hit = summary.get_by_role("list", name="Sources found").get_by_role("button")
    expect(hit).to_have_count(1)
    hit.click()
    expect(summary.get_by_role("textbox")).to_have_value(cited)
    tab.get_by_role("button", name="Save", exact=True).click()
    expect(tab).to_have_url(
        re.compile("#/collections/conditions$")
    )  # it goes back to the list once the file is written
    after = tab.evaluate(READ, path)
    old, new = FILES[path].splitlines(), after.splitlines()
    assert [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]] == [
        (f"summary: {before}", f"summary: {cited}")
    ]
    shutil.copytree(SMALL, tmp_path / "small")
    (tmp_path / "small" / path).write_text(after, encoding="utf-8")
    project, problems = check(tmp_path / "small")
    assert problems == []
    assert project.library().get("conditions", "narrow-canal").summary == cited


def test_a_reference_is_found_by_name(tab: Page) -> None:
    """A figure's source is one of a list with titles, not an id to know."""
    enter(tab)
    rate = next(path for path in FILES if path.startswith("data/rates/"))
    open_record(tab, "rates", Path(rate).stem)
    source = shown(tab, "source")
    expect(source).to_contain_text("The source of the figure.")
    source.get_by_role("combobox").click()
    tab.get_by_label("Filter Options").fill("decompression keller")
    expect(tab.get_by_role("option")).to_have_count(1)
    tab.get_by_role("option").click()
    expect(source.get_by_role("combobox")).to_contain_text("(keller-2012-cond)")


@pytest.mark.parametrize("tab", [WIDE], indirect=True, ids=["wide"])
def test_saving_what_nobody_changed_changes_nothing(tab: Page) -> None:
    """Every record of every kind goes through the form: what it fills in by itself is not written."""
    enter(tab)
    saved = 0
    for path, text in FILES.items():
        _, kind, name = path.split("/")
        if not held(KINDS[kind]):
            continue
        open_record(tab, kind, name.removesuffix(".yaml"))
        save = tab.get_by_role("button", name="Save", exact=True)
        expect(tab.locator("[data-key-path]").first).to_be_visible()
        tab.wait_for_timeout(300)  # for what it fills in
        if save.is_enabled():  # it takes what it fills in for a change
            save.click()
            expect(tab).to_have_url(re.compile(f"#/collections/{kind}$"))
            saved += 1
        assert tab.evaluate(READ, path) == text, path
    assert saved
