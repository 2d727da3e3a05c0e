"""A built page to all that comes of it, in two steps between which the pages tell each other where their anchors went.

`apart` takes what the builder made of one page and knows no other; `finished` adds what hangs on the rest of the site. Both know no
folder and give the same for the same, so their results can be kept, and made in several processes.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from macros.publish import glossary, heads, policy, rooms, scripts, theme, trees, walls
from macros.publish.disk import Packed
from macros.publish.exports import markdown
from macros.publish.sections import sections
from macros.store.library import Library

PAGE = "index.html"


class Later:
    """A text that is made when it is wanted, by `str`. Its `repr` is a name that says all that it is made of."""

    def __init__(self, name: str, make: Callable[[], str]) -> None:
        """Takes the name, and what makes the text."""
        self._name, self._make = name, make

    def __repr__(self) -> str:
        return self._name

    def __str__(self) -> str:
        return self._make()


@dataclass(frozen=True)
class Sheet:
    """A page as far as it hangs on no other: one of the builder's, or a room of one.

    `path`: its file, below the site's root; `page`: its HTML; `body`: what its twin says, empty for a page without an article or
    without a folder of its own; `rooms`: name and anchor of its rooms that have pages of their own; `asks`: the places on pages of
    the site that it links to.
    """

    path: str
    page: Packed
    body: Packed
    rooms: tuple[tuple[str, str], ...]
    asks: tuple[tuple[str, str], ...]
    packed_sections: Packed

    @property
    def sections(self) -> list[tuple[str, str, str]]:
        """Anchor, title and plain text of each of its sections, unpacked anew each time."""
        return [tuple(section) for section in json.loads(self.packed_sections.text)]

    @property
    def here(self) -> str:
        """Its address as links among pages have it: its folder below the site's root, which is `.`."""
        return posixpath.dirname(self.path) or "."

    @property
    def address(self) -> str | None:
        """Its address below the site's root; None for a page that has no folder of its own, as `404.html`."""
        return self.path.removesuffix(PAGE) if posixpath.basename(self.path) == PAGE else None


@dataclass(frozen=True)
class Apart:
    """What comes of one page of the builder alone.

    `sheets`: the page, then its rooms; `moved`: page, anchor and page now of each anchor that went to a room; `scripts`: files by
    their paths below the site's root; `mends`: the faults of the theme that it had; `faults`: what was on it and may not be.
    """

    sheets: tuple[Sheet, ...]
    moved: tuple[tuple[str, str, str], ...]
    scripts: tuple[tuple[str, str], ...]
    mends: tuple[str, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Around:
    """What a page has to know of the rest of the site.

    `moved`: where the anchors went that it links to; `told`: what the data says of it, if it is to say that; `base`: the address
    that the site is published at, or empty; `policy`: whether it is to have one.
    """

    moved: tuple[tuple[tuple[str, str], str], ...]
    told: heads.Told | None
    edition: str
    base: str
    policy: bool


@dataclass(frozen=True)
class Finished:
    """A page as it is published, with its twin if it has one."""

    page: str
    twin: str | None


def apart(path: str, page: str | Later, only: str | None = None) -> Apart:
    """What comes of one page that a builder made, `path` being its file below the site's root. What was published before stays as it is.

    With `only` it has no other sheet than the one of that path: who waits for one page need not wait for its neighbors.
    """
    folder, name = posixpath.split(path)
    here = folder or "."
    frame, inner = trees.parted(str(page))
    # What publishing adds makes a page heavier, so one that was published before would lose more rooms.
    fresh = name == PAGE and not heads.has(frame)
    frame, mends = theme.mended(heads.bare(frame))
    frame, tree, struck = walls.framed(frame)
    faults = [f"{path}: {part}" for part in struck]
    split = None
    if inner is not None:
        inner = glossary.once(rooms.teased(inner))
        split = rooms.split(tree, inner) if fresh else None
    made: dict[str, tuple[str, str | None, trees.Element | None]] = {path: (frame, inner, None)}
    if split is not None:
        parts = {path: split.hub} | {posixpath.join(folder, room, PAGE): part for room, part in split.rooms.items()}
        made = {place: (frame, trees.inner(article), article) for place, (frame, article) in parts.items()}
    sheets = []
    files: dict[str, str] = {}
    for place, (frame, inner, article) in made.items():
        if only not in (None, place):
            continue
        if inner is not None:
            inner, article, found = walls.pure(inner, article)
            faults += [f"{place}: {part}" for part in found]
        frame, moved = scripts.outside(frame)
        files |= moved
        sheets.append(_sheet(place, trees.joined(frame, inner), article))
    # One text a room: its anchors, of which a large site has many, share it.
    rooms_at = {room: posixpath.join(here, room) for room in (split.rooms if split else ())}
    gone = [(here, anchor, rooms_at[room]) for anchor, room in (split.moved if split else ())]
    return Apart(tuple(sheets), tuple(gone), tuple(files.items()), mends, tuple(faults))


def _sheet(path: str, page: str, article: trees.Element | None) -> Sheet:
    folder, name = posixpath.split(path)
    return Sheet(
        path,
        Packed.of(page),
        Packed.of("" if article is None or name != PAGE else markdown.body(article)),
        tuple(rooms.rooms_of(page)),
        tuple(rooms.asked(page, folder or ".")),
        Packed.of(json.dumps([] if article is None else list(sections(article)), ensure_ascii=False)),
    )


def around(sheet: Sheet, moved: rooms.Moved, library: Library, base: str, policy: bool) -> Around:
    """What a page has to know of the rest of the site. `moved`: where the anchors of all pages went."""
    asked = tuple((place, moved[place]) for place in sheet.asks if place in moved)
    told = None if sheet.address is None else heads.told(sheet.address, library, base)
    return Around(asked, told, library.edition, base, policy)


def finished(sheet: Sheet, around: Around) -> Finished:
    """A page as it is published.

    Raises:
        ValueError: It does not say its encoding, behind which the content policy stands.
    """
    here, address, moved = sheet.here, sheet.address, dict(around.moved)
    to = cache(lambda link: rooms.led(link, here, moved))
    page, body = sheet.page.text, sheet.body.text
    if moved:
        page = rooms.relinked(page, to)
    if address is not None and around.told is not None:
        page = heads.filled(page, address, around.told, around.base)
    if around.policy:
        try:
            page = policy.stated(page)
        except ValueError as error:
            raise ValueError(f"{sheet.path}: {error}") from error
    if address is None or not body:
        return Finished(page, None)
    return Finished(page, markdown.twin(body, address, around.edition, to))
