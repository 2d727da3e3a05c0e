"""Heavy pages to a hub and its rooms. Knows the built HTML, and no builder.

What a template marks as a room stays a fold while its page is light, and gets a page of its own when it is not. A room is `<details data-room="name">` whose summary holds its heading. Each page keeps the notes that
it cites. Every anchor that moves stays on the hub, beside the link to its room, where a script sends the reader on; links of the site
lead to the room itself. Claims are too many for that: a script looks for theirs in the rooms.
"""

from __future__ import annotations

import posixpath
import re
import zlib
from bisect import bisect_left
from collections.abc import Callable, Container, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from macros.publish import trees
from macros.publish.trees import Element, drop, of_class
from macros.text import links
from macros.text.claims import OF_A_CLAIM

MOST_BYTES, MOST_NODES = 13_500, 1_300
"""What an article may weigh with the notes it cites, compressed, and how many elements it may have, before rooms get pages of their own."""

KEPT = "table"
"""The room that stays with its page longest, as it is printed with the card: what to do on the table."""

HEADINGS = ("h2", "h3", "h4", "h5", "h6")
Moved = Mapping[tuple[str, str], str]
"""Where anchors went: the address of a page and an anchor that it had, to the address of the page that has it now.

Addresses are folders below the site's root, without a slash at their end; the root is `.`.
"""
_NAME = re.compile(r"[\w-]+")
"""What a room may be called. The name becomes a folder and a part of links, which no wall looks at once they lead there."""
_MARK = "data-room="
_LINK = re.compile(r'href="(?<=\shref=")([^"#:]*)#(?!fn(?:ref)?:)([^"]+)"')
"""A link to a place on a page of the site, and not to a note. Its plain text comes first, as that is looked for at once."""
_MOVED_ROOM = re.compile(r'<h2 id="([^"]*)" class="sh-room__title" data-page="([^"]*)"')
_TEASER = re.compile(r"(</h2>)\s*<p>(<small>[^\n]*?</small>)</p>(?=\s*</summary>)")
_SCOPE = re.compile(r'(new URL\("|"(?:base|search)": ")(\.)')
_EDITION = re.compile(r"&edition=[0-9-]*")
_IDS = etree.XPath("descendant-or-self::*/@id", smart_strings=False)
_ADDRESSED = etree.XPath("descendant-or-self::*[@href or @src]")
_CONTENTS = etree.XPath('.//ul[@data-md-component="toc"]')
_TOPICS = etree.XPath('.//*[@data-md-component="header-topic"]//span')
_CANONICAL = etree.XPath('.//link[@rel="canonical"]')
_DESCRIPTION = etree.XPath('.//meta[@name="description"]')
_NEIGHBORS = etree.XPath('.//link[@rel="prev" or @rel="next"]')
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|/|#")


Part = tuple[str, Element]
"""A page in two: the HTML of its frame, and its article."""


@dataclass(frozen=True)
class Split:
    """A hub and its rooms, each as a page, and which anchors of the hub went to which room. `rooms`: by name, in the order of the hub."""

    hub: Part
    rooms: Mapping[str, Part]
    moved: tuple[tuple[str, str], ...]


def teased(inner: str) -> str:
    """What is in an article whose rooms have their teasers as a summary may hold them: Markdown makes a paragraph of each."""
    return _TEASER.sub(r"\1\2", inner) if 'class="sh-room' in inner else inner


def split(frame: Element, inner: str) -> Split | None:
    """A page whose heavy rooms have pages of their own, or None for one that stays as it is.

    It is given as its frame, which is used up, and what is in its article. Doing so twice changes nothing more: what has moved is no
    room of its page any longer.
    """
    if _MARK not in inner:
        return None
    article = trees.article(inner)
    # What is not in the article would be lost on the way. It is the wall that has to tell of it.
    heavy = _heavy(article) if trees.is_alone(article) else []
    if not heavy:
        return None
    trees.mend_names(article)
    notes = {note.get("id"): note for note in article.iter("li") if note.get("id", "").startswith("fn:")}
    above, foot = _title(article.find(".//h1")), _foot(article)
    from_below = {anchor: deepcopy(note) for anchor, note in notes.items()}
    for note in from_below.values():
        _deepen(note)
    rooms = []
    moved: list[tuple[str, str]] = []
    for element in heavy:
        room = _Room(element)
        moved += [(anchor, room.name) for anchor in room.anchors]
        _leave_link(element, room)
        rooms.append((room, _article(element, room, above, foot, from_below)))
    _notes(article, notes)
    shell = _Frame(frame)
    hub = shell.html(article)
    shell.from_below()
    return Split(
        (hub, article), {room.name: (shell.of_room(room, above, own), own) for room, own in rooms}, tuple(moved)
    )


def rooms_of(page: str) -> list[tuple[str, str]]:
    """Name and anchor of every room of a built hub that has a page of its own, in the order of the hub."""
    return [(name, anchor) for anchor, name in _MOVED_ROOM.findall(page)]


def asked(page: str, here: str) -> Iterator[tuple[str, str]]:
    """The places on pages of the site that the links of a page lead to, each as address and anchor. `here`: the page's address."""
    targets: dict[str, str] = {}
    for address, anchor in dict.fromkeys(_LINK.findall(page)):
        if address not in targets:
            targets[address] = _target(address, here)
        yield targets[address], anchor


def relinked(page: str, to: Callable[[str], str]) -> str:
    """A page whose links lead to where their anchors went. `to`: where a link leads by now.

    A link is made of addresses of the site and of names of rooms, so it cannot become one that leads elsewhere or runs.
    """
    return _LINK.sub(lambda match: f'href="{to(f"{match[1]}#{match[2]}")}"', page)


def led(link: str, here: str, moved: Moved) -> str:
    """A link that leads to where its anchor went. `here`: the address of its page."""
    address, _, anchor = link.partition("#")
    if not anchor or ":" in address:
        return link
    to = moved.get((_target(address, here), anchor))
    if to is None or (to == here and not address):
        return link
    return f"{links.way(to, here)}/#{anchor}" if to != here else f"#{anchor}"


def _target(address: str, here: str) -> str:
    return posixpath.normpath(posixpath.join(here, address)) if address else here


def _rooms(article: Element) -> list[Element]:
    return [
        room
        for room in article.iter("details")
        if _NAME.fullmatch(room.get("data-room", ""))
        and not any(above.get("data-room") for above in room.iterancestors("details"))
    ]


def _heavy(article: Element) -> list[Element]:
    """The rooms that get pages of their own, in the order of the article: the heaviest, until the rest of it is light."""
    rooms = _rooms(article)
    heavy = {room for room in rooms if room.get("data-always") is not None}
    light = [room for room in rooms if room not in heavy]
    weighed = _Weighed(article, rooms)
    if light and not weighed.is_light(heavy):
        light.sort(key=lambda room: (room.get("data-room") == KEPT, -_size(etree.tostring(room))))
        # The more rooms leave, the lighter is the rest.
        some = range(1, len(light))
        enough = bisect_left(some, True, key=lambda number: weighed.is_light({*heavy, *light[:number]}))
        heavy.update(light[: enough + 1])
    return [room for room in rooms if room in heavy]


class _Weighed:
    """An article whose parts can be left out and the rest weighed, without a copy of it."""

    def __init__(self, article: Element, rooms: list[Element]) -> None:
        self._whole = etree.tostring(article)
        self._nodes = _nodes(article)
        self._parts: dict[Element, tuple[int, int, int]] = {}
        self._marks: list[tuple[str | None, Element | None]] = []
        """What each mark of a note leads to, and the room that it is in."""
        within = {mark: room for room in rooms for mark in of_class(room, "footnote-ref", "a")}
        for mark in of_class(article, "footnote-ref", "a"):
            self._marks.append((mark.get("href"), within.get(mark)))
        self._notes = [
            (f"#{note.get('id')}", note)
            for notes in of_class(article, "footnote", "div")
            for note in notes.iter("li")
            if note.get("id")
        ]

    def is_light(self, without: set[Element]) -> bool:
        """Whether the article may stay as it is without some of its rooms and the notes that only they cite."""
        cited = {href for href, room in self._marks if room not in without}
        gone = [self._part(room) for room in without]
        gone += [self._part(element) for note, element in self._notes if note not in cited]
        if self._nodes - sum(nodes for *_, nodes in gone) > MOST_NODES:
            return False
        rest, at = [], 0
        for start, end, _ in sorted(gone):
            rest.append(self._whole[at:start])  # nothing, for a note in a room that is gone
            at = max(at, end)
        return _size(b"".join([*rest, self._whole[at:]]), MOST_BYTES) <= MOST_BYTES

    def _part(self, element: Element) -> tuple[int, int, int]:
        """Where a room or a note starts and ends in the whole, and how many elements it has."""
        if element not in self._parts:
            text = etree.tostring(element, with_tail=False)
            start = self._whole.index(text)
            self._parts[element] = start, start + len(text), _nodes(element)
        return self._parts[element]


def _nodes(element: Element) -> int:
    return len(list(element.iter()))


def _size(data: bytes, most: int | None = None) -> int:
    """Bytes, compressed as gzip does. With `most`, it stops counting beyond that."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    size = 18  # what gzip puts before and behind
    for at in range(0, len(data), 1 << 15):
        size += len(packer.compress(data[at : at + (1 << 15)]))
        if most is not None and size > most:
            return size
    return size + len(packer.flush())


class _Room:
    """What is to be said of a room. `teaser`: the element with it, if it has one; `anchors`: but for those of its notes and of its claims."""

    def __init__(self, room: Element) -> None:
        heading, self.teaser = room.find("summary/h2"), room.find("summary//small")
        assert heading is not None, "the templates give each room a heading"
        self.name, self.anchor, self.title = room.get("data-room", ""), heading.get("id", ""), _title(heading)
        self.anchors = [
            name for name in _IDS(room) if name and not name.startswith(("fn:", "fnref:")) and OF_A_CLAIM not in name
        ]


def _leave_link(element: Element, room: _Room) -> None:
    """Takes a room out of its hub. In its place is its heading as a link, with every anchor that it had."""
    link = etree.Element("div", {"class": f"{element.get('class')} sh-room--page"})
    heading = etree.SubElement(link, "h2", {"id": room.anchor, "class": "sh-room__title", "data-page": room.name})
    etree.SubElement(heading, "a", {"href": f"{room.name}/"}).text = room.title
    if room.teaser is not None:
        kept = deepcopy(room.teaser)
        kept.tail = None
        link.append(kept)
    anchors = [other for other in room.anchors if other != room.anchor]
    # Letters are in sight wherever their page opens, and have a thousand anchors that nobody has to lay out.
    hidden = anchors and "sh-room--letter" in link.get("class", "")
    place = etree.SubElement(link, "span", {"hidden": ""}) if hidden else link
    for other in anchors:
        etree.SubElement(place, "span", {"id": other})
    link.tail = element.tail
    element.getparent().replace(element, link)


def _title(heading: Element) -> str:
    return " ".join("".join(t for t in heading.itertext() if t != "¶").split())


def _foot(article: Element) -> list[Element]:
    """What stands at the foot of every room of a hub, without the days of its record's review.

    They are left to the hub, or each new day would change every room for a device that keeps the site.
    """
    foot = [deepcopy(part) for part in (*of_class(article, "sh-review")[:1], *of_class(article, "sh-tools")[:1])]
    for part in foot:
        for day in of_class(part, "sh-dated"):
            drop(day)
        for link in part.iter("a"):
            link.set("href", _EDITION.sub("", link.get("href", "")))
    return foot


def _article(element: Element, room: _Room, above: str, foot: list[Element], notes: Mapping[str, Element]) -> Element:
    """The article of a room, which is used up: its content, the notes it cites, and how the record was reviewed.

    `above`: the title of its hub; `notes`: as they are from one folder below.
    """
    drop(element.find("summary"))
    article = etree.Element("article")
    back = etree.SubElement(etree.SubElement(article, "p", {"class": "sh-back"}), "a")
    back.text = above
    etree.SubElement(article, "h1", {"id": room.anchor}).text = room.title
    article.extend(list(element))
    for heading in article.iter("h3", "h4", "h5", "h6"):
        heading.tag = f"h{int(heading.tag[1]) - 1}"
    article.extend(deepcopy(foot))
    _deepen(article, own=set(_IDS(article)))
    back.set("href", "../")
    _notes(article, notes)
    return article


class _Frame:
    """The frame of a hub, and with other titles and another table of contents that of each of its rooms."""

    def __init__(self, tree: Element) -> None:
        """Takes the hub's, which is used up."""
        self._tree = tree
        self._contents = _CONTENTS(tree)
        self._topics = _TOPICS(tree)
        # The titles in the head, and not those of drawings, which are their text alternatives.
        self._titles = [(title, title.text) for title in tree.iterfind("./head/title")]
        self._addresses = [(link, link.get("href").rstrip("/")) for link in _CANONICAL(tree)]
        self._skips = of_class(tree, "md-skip", "a")[:1]

    def html(self, article: Element) -> str:
        """Its HTML, with the headings of an article as the table of contents at the side."""
        headings = [(heading.get("id"), _title(heading)) for heading in article.iter("h2") if heading.get("id")]
        for listed in self._contents:
            for item in list(listed):
                listed.remove(item)
            for anchor, title in headings:
                item = etree.SubElement(listed, "li", {"class": "md-nav__item"})
                link = etree.SubElement(item, "a", {"href": f"#{anchor}", "class": "md-nav__link"})
                etree.SubElement(link, "span").text = title
        return trees.serial(self._tree)

    def from_below(self) -> None:
        """Makes it one of rooms, which are a folder below their hub."""
        article = self._tree.find(".//article")
        article.clear()
        article.set("class", "md-content__inner md-typeset")
        article.tail = "\n"
        _deepen(self._tree)
        for link in _NEIGHBORS(self._tree):
            link.tail = None  # its line goes, too
            drop(link)
        for script in self._tree.iter("script"):
            if script.text:
                script.text = _SCOPE.sub(r"\1../\2", script.text)

    def of_room(self, room: _Room, above: str, article: Element) -> str:
        """A room's. `above`: the title of its hub."""
        for skip in self._skips:
            skip.set("href", f"#{room.anchor}")
        for title, text in self._titles:
            title.text = f"{room.title}: {text}"
        for topic in self._topics:
            topic.text = f"{above}: {room.title}"
        for link, address in self._addresses:
            link.set("href", f"{address}/{room.name}/")
        says = f"{above}: {room.title}." + (f" {_title(room.teaser)}" if room.teaser is not None else "")
        for meta in _DESCRIPTION(self._tree):
            meta.set("content", says)
        return self.html(article)


def _deepen(tree: Element, own: Container[str] = ()) -> None:
    """Lets the relative addresses of elements of the hub lead to the same places from one folder below. `own`: anchors that they have there."""
    for element in _ADDRESSED(tree):
        for attribute in ("href", "src"):
            value = element.get(attribute)
            if value is None:
                continue
            if value.startswith("#"):
                if value[1:] not in own and not value.startswith("#fn"):
                    element.set(attribute, f"../{value}")
            elif not _OUTSIDE.match(value):
                element.set(attribute, f"../{value}")


def _notes(article: Element, notes: Mapping[str, Element]) -> None:
    """Numbers the marks of an article anew, and lists the notes that they lead to and no others."""
    order: dict[str, int] = {}
    inside = {mark for footnote in of_class(article, "footnote", "div") for mark in footnote.iter("a")}
    for mark in of_class(article, "footnote-ref", "a"):
        if mark in inside:
            continue
        note = mark.get("href", "").lstrip("#")
        if first := note not in order:
            order[note] = len(order) + 1
        mark.text = str(order[note])
        if first:
            mark.set("id", f"fnref:{note.removeprefix('fn:')}")
        else:
            mark.attrib.pop("id", None)
    fold = next(iter(of_class(article, "sh-sources", "details")), None)
    if not order:
        if fold is not None:
            drop(fold)
        return
    if fold is None:
        fold = etree.SubElement(article, "details", {"class": "sh-room sh-sources"})
        etree.SubElement(etree.SubElement(fold, "summary"), "h2", {"id": "sources"}).text = "Sources"
        etree.SubElement(fold, "div", {"class": "footnote"})
    box = next(iter(of_class(fold, "footnote", "div")))
    for child in list(box):
        box.remove(child)
    listed = etree.SubElement(box, "ol")
    for note in order:
        if note in notes:
            listed.append(deepcopy(notes[note]))
