"""Heavy pages to a hub and its rooms. Knows the built HTML, and no builder.

What a template marks as a room stays a fold while its page is light, and gets a page of its own when it is not. A room is `<details data-room="name">` whose summary holds its heading. Each page keeps the notes that
it cites. Every anchor that moves stays on the hub, beside the link to its room, where a script sends the reader on; links of the site
lead to the room itself. Claims are too many for that: a script looks for theirs in the rooms.
"""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from macros.publish.trees import Element, drop, of_class, parsed
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
_LINK = re.compile(r'(<a\b[^>]*?\shref=")([^"#:]*)#([^"]+)(")')
_MOVED_ROOM = re.compile(r'<h2 id="([^"]*)" class="sh-room__title" data-page="([^"]*)"')
_TEASER = re.compile(r"(</h2>)\s*<p>(<small>[^\n]*?</small>)</p>(?=\s*</summary>)")
_SCOPE = re.compile(r'(new URL\("|"(?:base|search)": ")(\.)')
_EDITION = re.compile(r"&edition=[0-9-]*")
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|/|#")


@dataclass(frozen=True)
class Split:
    """A hub and its rooms, each as a page, and which anchors of the hub went to which room. `rooms`: by name, in the order of the hub."""

    hub: Element
    rooms: Mapping[str, Element]
    moved: tuple[tuple[str, str], ...]


def teased(page: str) -> str:
    """A page whose rooms have their teasers as a summary may hold them: Markdown makes a paragraph of each."""
    return _TEASER.sub(r"\1\2", page) if 'class="sh-room' in page else page


def split(page: str) -> Split | None:
    """A page whose heavy rooms have pages of their own, or None for one that stays as it is.

    Doing so twice changes nothing more: what has moved is no room of its page any longer.
    """
    if _MARK not in page:
        return None
    tree = parsed(page)
    article = tree.find(".//article")
    heavy = [] if article is None else _heavy(article)
    if not heavy:
        return None
    notes = {n.get("id", ""): deepcopy(n) for n in article.iterfind(".//li") if (n.get("id") or "").startswith("fn:")}
    shell, above, foot = _shell(tree)
    pages: dict[str, Element] = {}
    moved = []
    for room in heavy:
        name = room.get("data-room", "")
        pages[name] = _room_page(deepcopy(shell), room, name, notes, above, foot)
        moved += [(anchor, name) for anchor in _anchors(room)]
        _leave_link(room, name)
    _notes(article, notes)
    _contents(tree, article)
    return Split(tree, pages, tuple(moved))


def rooms_of(page: str) -> list[tuple[str, str]]:
    """Name and anchor of every room of a built hub that has a page of its own, in the order of the hub."""
    return [(name, anchor) for anchor, name in _MOVED_ROOM.findall(page)]


def asked(page: str, here: str) -> Iterator[tuple[str, str]]:
    """The places on pages of the site that the links of a page lead to, each as address and anchor. `here`: the page's address."""
    for address, anchor in dict.fromkeys((address, anchor) for _, address, anchor, _ in _LINK.findall(page)):
        if address or not anchor.startswith(("fn:", "fnref:")):
            yield _target(address, here), anchor


def relinked(page: str, here: str, moved: Moved) -> str:
    """A page whose links lead to where their anchors went. `here`: the page's address.

    A link is made of addresses of the site and of names of rooms, so it cannot become one that leads elsewhere or runs.
    """
    if not moved:
        return page
    return _LINK.sub(lambda match: f"{match[1]}{led(f'{match[2]}#{match[3]}', here, moved)}{match[4]}", page)


def led(link: str, here: str, moved: Moved) -> str:
    """A link that leads to where its anchor went. `here`: the address of its page."""
    address, _, anchor = link.partition("#")
    if not anchor or ":" in address:
        return link
    to = moved.get((_target(address, here), anchor))
    if to is None or (to == here and not address):
        return link
    return f"{posixpath.relpath(to, here)}/#{anchor}" if to != here else f"#{anchor}"


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
        light.sort(key=lambda room: (room.get("data-room") != KEPT, _size(etree.tostring(room))))
        while light:
            heavy.add(light.pop())
            if light and weighed.is_light(heavy):
                break
    return [room for room in rooms if room in heavy]


class _Weighed:
    """An article whose parts can be left out and the rest weighed, without a copy of it."""

    def __init__(self, article: Element, rooms: list[Element]) -> None:
        self._whole = etree.tostring(article)
        self._nodes = _nodes(article)
        self._rooms = {room: (etree.tostring(room, with_tail=False), _nodes(room)) for room in rooms}
        self._marks: list[tuple[str | None, Element | None]] = []
        """What each mark of a note leads to, and the room that it is in."""
        within = {element: room for room in rooms for element in room.iter("a")}
        for mark in of_class(article, "footnote-ref"):
            self._marks.append((mark.get("href"), within.get(mark)))
        self._notes = [
            (f"#{note.get('id')}", etree.tostring(note, with_tail=False), _nodes(note))
            for notes in of_class(article, "footnote")
            for note in notes.iter("li")
            if note.get("id")
        ]

    def is_light(self, without: set[Element]) -> bool:
        """Whether the article may stay as it is without some of its rooms and the notes that only they cite."""
        cited = {href for href, room in self._marks if room not in without}
        gone = [self._rooms[room] for room in without]
        gone += [(text, nodes) for note, text, nodes in self._notes if note not in cited]
        if self._nodes - sum(nodes for _, nodes in gone) > MOST_NODES:
            return False
        rest = self._whole
        for text, _ in gone:
            rest = rest.replace(text, b"", 1)
        return _size(rest, MOST_BYTES) <= MOST_BYTES


def _nodes(element: Element) -> int:
    return sum(1 for _ in element.iter())


def _size(data: bytes, most: int | None = None) -> int:
    """Bytes, compressed as gzip does. With `most`, it stops counting beyond that."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    size = 18  # what gzip puts before and behind
    for at in range(0, len(data), 1 << 15):
        size += len(packer.compress(data[at : at + (1 << 15)]))
        if most is not None and size > most:
            return size
    return size + len(packer.flush())


def _anchors(room: Element) -> list[str]:
    """The anchors of a room, but for those of its notes and of its claims."""
    names = [element.get("id") for element in room.iter()]
    return [name for name in names if name and not name.startswith(("fn:", "fnref:")) and OF_A_CLAIM not in name]


def _heading(room: Element) -> Element:
    heading = room.find("summary/h2")
    assert heading is not None, "the templates give each room a heading"
    return heading


def _leave_link(room: Element, name: str) -> None:
    """In place of a room, its heading as a link, with every anchor that it had."""
    old = _heading(room)
    link = etree.Element("div", {"class": f"{room.get('class')} sh-room--page"})
    heading = etree.SubElement(link, "h2", {"id": old.get("id", ""), "class": "sh-room__title", "data-page": name})
    anchor = etree.SubElement(heading, "a", {"href": f"{name}/"})
    anchor.text = _title(old)
    teaser = room.find("summary//small")
    if teaser is not None:
        kept = deepcopy(teaser)
        kept.tail = None
        link.append(kept)
    anchors = [other for other in _anchors(room) if other != old.get("id")]
    # Letters are in sight wherever their page opens, and have a thousand anchors that nobody has to lay out.
    hidden = anchors and "sh-room--letter" in link.get("class", "")
    place = etree.SubElement(link, "span", {"hidden": ""}) if hidden else link
    for other in anchors:
        etree.SubElement(place, "span", {"id": other})
    link.tail = room.tail
    room.getparent().replace(room, link)


def _title(heading: Element) -> str:
    return " ".join("".join(t for t in heading.itertext() if t != "¶").split())


def _shell(tree: Element) -> tuple[Element, str, list[Element]]:
    """What the pages of a hub's rooms have in common: the page without its article, the hub's title, what stands at the foot."""
    shell = deepcopy(tree)
    article = shell.find(".//article")
    above = _title(article.find(".//h1"))
    foot = [deepcopy(part) for part in (*of_class(article, "sh-review")[:1], *of_class(article, "sh-tools")[:1])]
    for part in foot:
        _undate(part)
    article.clear()
    article.set("class", "md-content__inner md-typeset")
    article.tail = "\n"
    for element in shell.iter(etree.Element):
        _deepen(element, set())
    return shell, above, foot


def _undate(foot: Element) -> None:
    """Leaves the days of a record's review to its hub, or each new day would change every room for a device that keeps the site."""
    for day in of_class(foot, "sh-dated"):
        drop(day)
    for link in foot.iter("a"):
        link.set("href", _EDITION.sub("", link.get("href", "")))


def _room_page(
    tree: Element,
    room: Element,
    name: str,
    notes: dict[str, Element],
    above: str,
    foot: list[Element],
) -> Element:
    """The page of a room: the shell of its hub, the room's content, the notes it cites, and how the record was reviewed."""
    article = tree.find(".//article")
    heading = _heading(room)
    title = _title(heading)
    body = deepcopy(room)
    drop(body.find("summary"))
    top = etree.SubElement(article, "p", {"class": "sh-back"})
    back = etree.SubElement(top, "a")
    back.text = above
    h1 = etree.SubElement(article, "h1", {"id": heading.get("id", "")})
    h1.text = title
    article.extend(list(body))
    for element in article.iter("h3", "h4", "h5", "h6"):
        element.tag = f"h{int(element.tag[1]) - 1}"
    article.extend(deepcopy(foot))
    own = {element.get("id") for element in article.iter() if element.get("id")}
    for element in article.iterdescendants(etree.Element):
        _deepen(element, own)
    back.set("href", "../")
    skip = of_class(tree, "md-skip")
    if skip:
        skip[0].set("href", f"#{heading.get('id')}")
    _notes(article, notes)
    for footnote in of_class(article, "footnote"):
        for element in footnote.iter():
            _deepen(element, set())
    _contents(tree, article)
    for head in tree.iterfind("./head/title"):  # and not those of drawings, which are their text alternatives
        head.text = f"{title}: {head.text}"
    for topic in tree.xpath('.//*[@data-md-component="header-topic"]//span'):
        topic.text = f"{above}: {title}"
    for link in tree.xpath('.//link[@rel="canonical"]'):
        link.set("href", f"{link.get('href').rstrip('/')}/{name}/")
    teaser = room.find("summary//small")
    says = f"{above}: {title}." + (f" {_title(teaser)}" if teaser is not None else "")
    for meta in tree.xpath('.//meta[@name="description"]'):
        meta.set("content", says)
    for link in tree.xpath('.//link[@rel="prev" or @rel="next"]'):
        link.tail = None  # its line goes, too
        drop(link)
    for script in tree.iter("script"):
        if script.text:
            script.text = _SCOPE.sub(r"\1../\2", script.text)
    return tree


def _deepen(element: Element, own: set[str | None]) -> None:
    """Lets the relative addresses of an element of the hub lead to the same place from one folder below."""
    for attribute in ("href", "src"):
        value = element.get(attribute)
        if value is None:
            continue
        if value.startswith("#"):
            if value[1:] not in own and not value.startswith("#fn"):
                element.set(attribute, f"../{value}")
        elif not _OUTSIDE.match(value):
            element.set(attribute, f"../{value}")


def _notes(article: Element, notes: dict[str, Element]) -> None:
    """Numbers the marks of an article anew, and lists the notes that they lead to and no others."""
    order: dict[str, int] = {}
    inside = {mark for footnote in of_class(article, "footnote") for mark in footnote.iter("a")}
    for mark in of_class(article, "footnote-ref"):
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
    fold = next(iter(of_class(article, "sh-sources")), None)
    if not order:
        if fold is not None:
            drop(fold)
        return
    if fold is None:
        fold = etree.SubElement(article, "details", {"class": "sh-room sh-sources"})
        etree.SubElement(etree.SubElement(fold, "summary"), "h2", {"id": "sources"}).text = "Sources"
        etree.SubElement(fold, "div", {"class": "footnote"})
    box = next(iter(of_class(fold, "footnote")))
    for child in list(box):
        box.remove(child)
    listed = etree.SubElement(box, "ol")
    for note in order:
        if note in notes:
            listed.append(deepcopy(notes[note]))


def _contents(tree: Element, article: Element) -> None:
    """The table of contents at the side: the headings of this page."""
    headings = [(h.get("id"), _title(h)) for h in article.iter("h2") if h.get("id")]
    for listed in tree.xpath('.//ul[@data-md-component="toc"]'):
        for item in list(listed):
            listed.remove(item)
        for anchor, title in headings:
            item = etree.SubElement(listed, "li", {"class": "md-nav__item"})
            link = etree.SubElement(item, "a", {"href": f"#{anchor}", "class": "md-nav__link"})
            etree.SubElement(link, "span", {"class": "md-ellipsis"}).text = title
