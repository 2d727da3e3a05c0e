"""Heavy pages to a hub and its rooms. Knows the built HTML, and no builder.

What a template marks as a room stays a fold while its page is light, and gets a page of its own when it is not. A room is `<details data-room="name">` whose summary holds its heading. Each page keeps the notes that
it cites. Every anchor that moves stays on the hub, beside the link to its room, where a script sends the reader on; links of the site
lead to the room itself.
"""

from __future__ import annotations

import gzip
import posixpath
import re
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree, html

MOST_BYTES, MOST_NODES = 13_500, 1_300
"""What an article may weigh with the notes it cites, compressed, and how many elements it may have, before rooms get pages of their own."""

KEPT = "table"
"""The room that stays with its page longest, as it is printed with the card: what to do on the table."""

ROOM, MARK = 'class="sh-room', "data-room="
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_LINK = re.compile(r'(<a\b[^>]*?\shref=")([^"#:]*)#([^"]+)(")')
_MOVED_ROOM = re.compile(r'<h2 id="([^"]*)" class="sh-room__title" data-page="([^"]*)"')
_TEASER = re.compile(r"(</h2>)\s*<p>(<small>[^\n]*?</small>)</p>(?=\s*</summary>)")
_SCOPE = re.compile(r'(new URL\("|"(?:base|search)": ")(\.)')
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|/|#")


@dataclass
class Moved:
    """Where anchors went: address and anchor of before, to the address of now."""

    to: dict[tuple[str, str], str] = field(default_factory=dict)


def furnish(site: Path) -> list[str]:
    """Gives the heavy rooms of every page below `site` a page each. Returns the addresses of the new pages.

    Doing so twice changes nothing more: what has moved is no room of its page any longer.
    """
    moved = Moved()
    made: list[str] = []
    for file in sorted(site.rglob("index.html")):
        text = before = file.read_text(encoding="utf-8")
        if ROOM in text:
            # Markdown makes a paragraph of the teaser, and a summary may not hold one.
            text = _TEASER.sub(r"\1\2", text)
            if text != before:
                file.write_text(text, encoding="utf-8")
        if MARK in text:
            made += _split(file, text, site, moved)
    if moved.to:
        for file in site.rglob("*.html"):
            _relink(file, site, moved)
    return made


def rooms_of(page: str) -> list[tuple[str, str]]:
    """Name and anchor of every room of a built hub that has a page of its own, in the order of the hub."""
    return [(name, anchor) for anchor, name in _MOVED_ROOM.findall(page)]


def _split(file: Path, text: str, site: Path, moved: Moved) -> list[str]:
    tree = html.document_fromstring(text)
    article = tree.find(".//article")
    if article is None:
        return []
    heavy = [room for room in _rooms(article) if room.get("data-always") is not None]
    light = [room for room in _rooms(article) if room.get("data-always") is None]
    light.sort(key=lambda room: (room.get("data-room") != KEPT, _size(room)))
    while light and not _is_light(article, heavy):
        heavy.append(light.pop())
    address = file.parent.relative_to(site).as_posix()
    made = []
    notes = {n.get("id", ""): deepcopy(n) for n in article.iterfind(".//li") if (n.get("id") or "").startswith("fn:")}
    shell, above, foot = _shell(tree)
    for room in [room for room in _rooms(article) if room in heavy]:
        name = room.get("data-room", "")
        page = _room_page(deepcopy(shell), room, name, notes, above, foot)
        for anchor in _anchors(room):
            moved.to[address, anchor] = f"{address}/{name}"
        target = file.parent / name / "index.html"
        target.parent.mkdir(exist_ok=True)
        target.write_text(_serial(page), encoding="utf-8")
        made.append(f"{address}/{name}")
        _leave_link(room, name)
    if made:
        _notes(article, notes)
        _contents(tree, article)
        file.write_text(_serial(tree), encoding="utf-8")
    return made


def _rooms(article: html.HtmlElement) -> list[html.HtmlElement]:
    return [
        room
        for room in article.iter("details")
        if room.get("data-room") and not any(above.get("data-room") for above in room.iterancestors("details"))
    ]


def _is_light(article: html.HtmlElement, without: list[html.HtmlElement]) -> bool:
    """Whether an article may stay as it is without some of its rooms and the notes that only they cite."""
    names = {room.get("data-room") for room in without}
    rest = deepcopy(article)
    for room in _rooms(rest):
        if room.get("data-room") in names:
            room.drop_tree()
    cited = {mark.get("href") for mark in rest.find_class("footnote-ref")}
    for notes in rest.find_class("footnote"):
        for note in [*notes.iter("li")]:
            if f"#{note.get('id')}" not in cited:
                note.drop_tree()
    return _size(rest) <= MOST_BYTES and sum(1 for _ in rest.iter()) <= MOST_NODES


def _size(element: html.HtmlElement) -> int:
    """Bytes, compressed."""
    return len(gzip.compress(etree.tostring(element), 6))


def _anchors(room: html.HtmlElement) -> list[str]:
    return [name for element in room.iter() if (name := element.get("id")) and not name.startswith(("fn:", "fnref:"))]


def _heading(room: html.HtmlElement) -> html.HtmlElement:
    heading = room.find("summary/h2")
    assert heading is not None, "the templates give each room a heading"
    return heading


def _leave_link(room: html.HtmlElement, name: str) -> None:
    """In place of a room, its heading as a link, with every anchor that it had."""
    old = _heading(room)
    link = html.Element("div", {"class": f"{room.get('class')} sh-room--page"})
    heading = etree.SubElement(link, "h2", {"id": old.get("id", ""), "class": "sh-room__title", "data-page": name})
    anchor = etree.SubElement(heading, "a", {"href": f"{name}/"})
    anchor.text = _title(old)
    teaser = room.find("summary//small")
    if teaser is not None:
        kept = deepcopy(teaser)
        kept.tail = None
        link.append(kept)
    for other in _anchors(room):
        if other != old.get("id"):
            etree.SubElement(link, "span", {"id": other})
    link.tail = room.tail
    room.getparent().replace(room, link)


def _title(heading: html.HtmlElement) -> str:
    return " ".join("".join(t for t in heading.itertext() if t != "¶").split())


def _shell(tree: html.HtmlElement) -> tuple[html.HtmlElement, str, list[html.HtmlElement]]:
    """What the pages of a hub's rooms have in common: the page without its article, the hub's title, what stands at the foot."""
    shell = deepcopy(tree)
    article = shell.find(".//article")
    above = _title(article.find(".//h1"))
    foot = [deepcopy(part) for part in (*article.find_class("sh-review")[:1], *article.find_class("sh-tools")[:1])]
    article.clear()
    article.set("class", "md-content__inner md-typeset")
    article.tail = "\n"
    return shell, above, foot


def _room_page(
    tree: html.HtmlElement,
    room: html.HtmlElement,
    name: str,
    notes: dict[str, html.HtmlElement],
    above: str,
    foot: list[html.HtmlElement],
) -> html.HtmlElement:
    """The page of a room: the shell of its hub, the room's content, the notes it cites, and how the record was reviewed."""
    article = tree.find(".//article")
    heading = _heading(room)
    title = _title(heading)
    body = deepcopy(room)
    body.find("summary").drop_tree()
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
    inside = set(article.iterdescendants())
    for element in tree.iter():
        if isinstance(element.tag, str):
            _deepen(element, own if element in inside else set())
    back.set("href", "../")
    skip = tree.find_class("md-skip")
    if skip:
        skip[0].set("href", f"#{heading.get('id')}")
    _notes(article, notes)
    for footnote in article.find_class("footnote"):
        for element in footnote.iter():
            _deepen(element, set())
    _contents(tree, article)
    for head in tree.iterfind("./head/title"):  # and not those of drawings, which are their text alternatives
        head.text = f"{title}: {head.text}"
    for topic in tree.xpath('.//*[@data-md-component="header-topic"]//span'):
        topic.text = f"{above}: {title}"
    for link in tree.xpath('.//link[@rel="canonical"]'):
        link.set("href", f"{link.get('href').rstrip('/')}/{name}/")
    for meta in tree.xpath('.//meta[@name="description"] | .//link[@rel="prev" or @rel="next"]'):
        meta.drop_tree()
    for script in tree.iter("script"):
        if script.text:
            script.text = _SCOPE.sub(r"\1../\2", script.text)
    return tree


def _deepen(element: html.HtmlElement, own: set[str | None]) -> None:
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


def _notes(article: html.HtmlElement, notes: dict[str, html.HtmlElement]) -> None:
    """Numbers the marks of an article anew, and lists the notes that they lead to and no others."""
    order: dict[str, int] = {}
    inside = {mark for footnote in article.find_class("footnote") for mark in footnote.iter("a")}
    for mark in article.find_class("footnote-ref"):
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
    fold = next(iter(article.find_class("sh-sources")), None)
    if not order:
        if fold is not None:
            fold.drop_tree()
        return
    if fold is None:
        fold = etree.SubElement(article, "details", {"class": "sh-room sh-sources"})
        etree.SubElement(etree.SubElement(fold, "summary"), "h2", {"id": "sources"}).text = "Sources"
        etree.SubElement(fold, "div", {"class": "footnote"})
    box = next(iter(fold.find_class("footnote")))
    for child in list(box):
        box.remove(child)
    listed = etree.SubElement(box, "ol")
    for note in order:
        if note in notes:
            listed.append(deepcopy(notes[note]))


def _contents(tree: html.HtmlElement, article: html.HtmlElement) -> None:
    """The table of contents at the side: the headings of this page."""
    headings = [(h.get("id"), _title(h)) for h in article.iter("h2") if h.get("id")]
    for listed in tree.xpath('.//ul[@data-md-component="toc"]'):
        for item in list(listed):
            listed.remove(item)
        for anchor, title in headings:
            item = etree.SubElement(listed, "li", {"class": "md-nav__item"})
            link = etree.SubElement(item, "a", {"href": f"#{anchor}", "class": "md-nav__link"})
            etree.SubElement(link, "span", {"class": "md-ellipsis"}).text = title


def _relink(file: Path, site: Path, moved: Moved) -> None:
    """Lets the links of a page lead to where their anchors went."""
    here = file.parent.relative_to(site).as_posix()
    text = file.read_text(encoding="utf-8")

    def link(match: re.Match[str]) -> str:
        address, anchor = match.group(2), match.group(3)
        target = posixpath.normpath(posixpath.join(here, address)) if address else here
        to = moved.to.get((target, anchor))
        if to is None or (to == here and not address):
            return match.group()
        new = f"{posixpath.relpath(to, here)}/" if to != here else ""
        return f"{match.group(1)}{new}#{anchor}{match.group(4)}"

    new = _LINK.sub(link, text)
    if new != text:
        file.write_text(new, encoding="utf-8")


def _serial(tree: html.HtmlElement) -> str:
    return "<!doctype html>\n" + str(html.tostring(tree, encoding="unicode")) + "\n"
