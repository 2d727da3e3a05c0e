"""What is put by on the disk while a site is made."""

from __future__ import annotations

from pathlib import Path

from macros.publish.disk import Shelf, Waiting


def test_a_shelf_gives_what_was_put_on_it_last(tmp_path: Path) -> None:
    """Whatever was read or put on it meanwhile; and no file is seen in the folder."""
    shelf: Shelf[tuple[str, bytes]] = Shelf(tmp_path)
    shelf["page"] = ("a page", bytes(1000))
    shelf["room"] = ("a room", b"")
    assert shelf["page"] == ("a page", bytes(1000))
    shelf["page"] = ("another", b"longer or shorter")
    assert dict(shelf) == {"page": ("another", b"longer or shorter"), "room": ("a room", b"")}
    assert shelf.get("cellar") is None
    assert not list(tmp_path.iterdir())


def test_a_waiting_folder_stays_as_it_is_until_it_settles(tmp_path: Path) -> None:
    """Then it has what was laid and no other file; what was the same is not touched, and nobody follows a link out of it."""
    site, beside = tmp_path / "site", tmp_path / "beside"
    for file in (site / "same.html", site / "old/index.html", site / "was-a-file", beside / "kept.txt"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(file.name, encoding="utf-8")
    (site / "link").symlink_to(beside)
    (site / "changed.html").symlink_to(beside / "kept.txt")
    before = {path: path.lstat().st_mtime_ns for path in site.rglob("*")}
    folder = Waiting(site, tmp_path / "new")
    folder.lay_all({"same.html": "same.html", "changed.html": "kept.txt", "was-a-file/index.html": "a page"})
    folder.lay("changed.html", "changed twice")
    for path in [path for path in folder if path not in folder.laid]:
        folder.drop(path)
    assert {path: path.lstat().st_mtime_ns for path in site.rglob("*")} == before
    assert folder.read("changed.html") == b"changed twice"
    folder.settle(first="changed.html")
    found = {path.relative_to(site).as_posix(): path.read_text() for path in site.rglob("*") if path.is_file()}
    assert found == {
        "same.html": "same.html",
        "changed.html": "changed twice",
        "was-a-file/index.html": "a page",
    }
    assert not any(path.is_symlink() for path in site.rglob("*"))
    assert (site / "same.html").stat().st_mtime_ns == before[site / "same.html"]
    assert not (tmp_path / "new").exists()
    assert (beside / "kept.txt").read_text() == "kept.txt"


def test_a_waiting_folder_that_never_settles_makes_nothing(tmp_path: Path) -> None:
    """The folder itself is not there before its first file is."""
    folder = Waiting(tmp_path / "site", tmp_path / "new")
    folder.lay("index.html", "a page")
    assert not (tmp_path / "site").exists()
    folder.settle(first="no such file")
    assert (tmp_path / "site/index.html").read_text() == "a page"
