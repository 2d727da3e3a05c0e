"""What is put by on the disk while a site is made."""

from __future__ import annotations

from pathlib import Path

from macros.publish.disk import Shelf


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
