"""The site as one file, to read without a server."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from macros.publish import folder

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
    for name in ("edit/index.html", "credit/index.html"):
        (tmp_path / "site" / name).parent.mkdir(parents=True)
        (tmp_path / "site" / name).write_text("x", encoding="utf-8")
    folder.pack(tmp_path / "site", "2026-11-29", tmp_path / "site.zip")
    with zipfile.ZipFile(tmp_path / "site.zip") as packed:
        assert [name.partition("/")[2] for name in packed.namelist()] == ["README.txt", "credit/index.html"]


def test_an_old_address_leads_to_the_page() -> None:
    """A page that has moved sends the reader on to a file too."""
    page = '<meta http-equiv="refresh" content="0; url=../acdf/">'
    assert folder.linked(page) == '<meta http-equiv="refresh" content="0; url=../acdf/index.html">'


def test_the_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    """Neither the day nor the order of files is in it; a word on what works and what does not is."""
    packed = []
    for number, names in enumerate((("a.html", "b/c.txt", "404.html"), ("404.html", "b/c.txt", "a.html"))):
        site = tmp_path / str(number)
        for name in names:
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_text("x", encoding="utf-8")
        file = tmp_path / f"{number}.zip"
        folder.pack(site, "2026-01-02", file)
        packed.append(file)
    assert packed[0].read_bytes() == packed[1].read_bytes()
    with zipfile.ZipFile(packed[0]) as read:
        assert [entry.filename.removeprefix("steady-hands-2026-01-02/") for entry in read.infolist()] == [
            "README.txt",
            "a.html",
            "b/c.txt",
        ]
        assert "2026-01-02" in read.read("steady-hands-2026-01-02/README.txt").decode()
