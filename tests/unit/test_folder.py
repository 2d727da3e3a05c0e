"""The site as one file, to read without a server."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from macros.publish import folder
from macros.publish.bundle import SCRIPTS, STARTED
from tests import node
from tests.conftest import ROOT

LINKS = [
    ("../acdf/", "../acdf/index.html"),
    ("../acdf/#scar", "../acdf/index.html#scar"),
    ("./", "./index.html"),
    (".", "./index.html"),
    ("../..", "../../index.html"),
    ("session/?q=a", "session/index.html?q=a"),
    ("#scar", "#scar"),
    ("../assets/images/icon.png", "../assets/images/icon.png"),
    ("acdf.html", "acdf.html"),
    ("../credit/", "../credit/index.html"),
    ("https://example.org/a/", "https://example.org/a/"),
    ("mailto:a@example.org", "mailto:a@example.org"),
    ("tel:911", "tel:911"),
]


@pytest.mark.parametrize(("before", "after"), LINKS)
def test_links_name_the_page(before: str, after: str) -> None:
    """A folder opens no page by itself. What is no folder of the site stays as it is."""
    assert folder.linked(f'<a class="x" href="{before}">') == f'<a class="x" href="{after}">'


def test_the_form_stays_away(tmp_path: Path) -> None:
    """It wants a forge, or a server and its files: a link to it leads to the page about it."""
    link = '<a href="../../edit/#/collections/procedures/entries/acdf">'
    assert folder.linked(link) == '<a href="../../contributing/form/index.html">'
    made = site(tmp_path / "site", ("edit/index.html", "credit/index.html"))
    folder.pack(made, "2026-01-02", tmp_path / "site.zip", ROOT / "node_modules")
    assert [name for name in read(tmp_path / "site.zip") if name.endswith(".html")] == ["credit/index.html"]


def test_an_old_address_leads_to_the_page() -> None:
    """A page that has moved sends the reader on to a file too."""
    page = '<meta http-equiv="refresh" content="0; url=../acdf/">'
    assert folder.linked(page) == '<meta http-equiv="refresh" content="0; url=../acdf/index.html">'


def site(folder: Path, names: Iterable[str], text: str = "0") -> Path:
    """A site of these files and of the scripts that are bundled, all with the same text."""
    for name in (*names, *(SCRIPTS + script for script in STARTED)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def read(file: Path) -> dict[str, str]:
    """What a file of the edition 2026-01-02 has, by the paths in its folder."""
    with zipfile.ZipFile(file) as packed:
        return {name.removeprefix("steady-hands-2026-01-02/"): packed.read(name).decode() for name in packed.namelist()}


def test_the_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    """Neither the day nor the order of files nor their place is in it; a word on what works and what does not is."""
    for number, names in enumerate((("a.html", "b/c.txt", "404.html"), ("404.html", "b/c.txt", "a.html"))):
        folder.pack(
            site(tmp_path / str(number), names), "2026-01-02", tmp_path / f"{number}.zip", ROOT / "node_modules"
        )
    assert (tmp_path / "0.zip").read_bytes() == (tmp_path / "1.zip").read_bytes()
    packed = read(tmp_path / "0.zip")
    assert list(packed) == ["README.txt", "a.html", *sorted(SCRIPTS + script for script in STARTED), "b/c.txt"]
    assert "2026-01-02" in packed["README.txt"]


def test_what_scripts_read_lies_beside(tmp_path: Path) -> None:
    """A file that they read has its text, whatever is in it, in a script; a record of the API has none."""
    text = '{"a": "</script>\u2028\\"}'
    files = ("search/index.json", "session/rules.json", "assets/drawings/body.svg", "api/v1/index.json")
    made = site(tmp_path / "site", ())
    for name in files:
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(text, encoding="utf-8")
    folder.pack(made, "2026-01-02", tmp_path / "a.zip", ROOT / "node_modules")
    packed = read(tmp_path / "a.zip")
    assert [name for name in files if f"{name}.js" in packed] == list(files[:3])
    script = packed["search/index.json.js"].replace("document.currentScript.holds", "globalThis.holds")
    assert node.run("-e", f"{script}; process.stdout.write(holds)").stdout == text


def test_a_script_that_cannot_be_bundled_is_named(tmp_path: Path) -> None:
    """Nothing is packed, and the message says which script and why."""
    made = site(tmp_path / "site", ())
    (made / SCRIPTS / "session/page.js").write_text('import "./lost.js"', encoding="utf-8")
    with pytest.raises(RuntimeError, match=r'Could not resolve "./lost.js"(?s:.*)session/page.js:1'):
        folder.pack(made, "2026-01-02", tmp_path / "a.zip", ROOT / "node_modules")
    assert not (tmp_path / "a.zip").exists()
    with pytest.raises(FileNotFoundError, match="make zip"):
        folder.pack(made, "2026-01-02", tmp_path / "a.zip", tmp_path)
