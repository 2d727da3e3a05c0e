"""A project made larger: clones of every record and of every record's page, so that growth can be measured.

    python -m tests.multiplied 5 FOLDER

A clone is what its original is, under a slug, a name and addresses of its own, and refers to the clones of what its original refers
to: so each fifth of five times the project is tied like the whole of once, and the check passes. The same project gives the same bytes.

What a clone cannot be is new to the rest: a rule that names no operation holds on the pages of all operations, those of other clones
among them. So there is more on a page of a larger project, as there would be in a real one, and growth is to be taken for each byte
that is written.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Container, Iterator, Mapping
from pathlib import Path

import yaml

from macros.check.consistency import SAID
from macros.model.base import FieldPath, walk
from macros.model.text import Ref, cited
from macros.store.library import references
from macros.store.load import Document
from macros.store.project import Project, read
from macros.text import links
from macros.text.calls import COMPARISON
from tests.bench import peers

ONCE = ("appraisals", "formularies", "synonyms", "wordings")
"""Kinds whose records are named after a choice or a word, or hold for all: there is one of each."""

OWN: Mapping[FieldPath, str] = {("name",): " {}", ("title",): " {}", ("DOI",): ".{}", ("PMID",): "{}", ("PMCID",): "{}"}
"""Fields that no two records may have alike, and what a clone's has behind it: its number."""

_TIES = re.compile(r"\[@[^\[\]]*\]|\[\[[^\[\]|]*|(?:figure|comparison)\([^)]*\)|\]\([^)\s]*\)")
"""Where Markdown names a record: citations, links to records, calls of macros and links to pages."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_KEPT_OR_WORD = re.compile(
    r"(?P<kept>\[[^\]]*\]+|\b[Dd]o not(?: \w+ \w+)?|"
    + "|".join(pattern.pattern for pattern, _ in SAID.values())
    + r")|[a-z]+",
    re.MULTILINE,
)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def multiply(folder: Path, times: int) -> None:
    """Adds clones to the project in `folder` until there are `times` of every record and of every page of one."""
    project, problems = read(folder)
    assert not problems, problems[0]
    cloned = [document for document in project.documents if document.kind.name not in ONCE]
    pages = [*_pages(project)]
    needed = {slug for d in cloned for _, value in walk(d.record) for _, slug in references(value)}
    needed |= {slug for path in pages for slug in cited(project.pages[path].prose)}
    cloned = [document for document in cloned if document.kind.name != "sources" or document.id in needed]
    slugs = {document.id for document in cloned}
    slugs |= {
        str(value) for d in cloned for path, value in walk(d.record) if path[0] == "questions" and path[-1] == "anchor"
    }
    for number in range(2, times + 1):
        for document in cloned:
            text = _record(document, folder, slugs, number)
            (folder / "data" / document.kind.name / f"{document.id}-clone-{number}.yaml").write_text(
                text, encoding="utf-8"
            )
        for path in pages:
            page = folder / "docs" / path
            text = _renamed(page.read_text(encoding="utf-8"), slugs, number)
            page.with_stem(f"{page.stem}-clone-{number}").write_text(text, encoding="utf-8")


def _pages(project: Project) -> Iterator[str]:
    """The pages of one record, and those that compare two."""
    return (path for path, page in project.pages.items() if links.record_of(path) or COMPARISON.search(page.prose))


def _record(document: Document, folder: Path, slugs: Container[str], number: int) -> str:
    """The file of a clone: the original's, with every reference and what it is called changed where it stands."""
    text = (folder / document.path).read_text(encoding="utf-8")
    changes: dict[tuple[int, int], str] = {}
    assert document.root is not None
    for path, value in walk(document.record):
        if (isinstance(value, Ref) and value in slugs) or path[0] == "was":
            node = _node(document.root, path)
            changes[node.start_mark.index, node.end_mark.index] = f"{value}-clone-{number}"
        elif path in OWN or (path[0] == "questions" and path[-1] in ("ask", "anchor")):
            node = _node(document.root, path)
            end = node.end_mark.index - (node.style in ("'", '"')) - (path[-1] == "ask")
            more = OWN.get(path, "-clone-{}" if path[-1] == "anchor" else " {}")
            changes[end, end] = more.format(number)
        elif path[0] == "rules" and path[-1] == "do":
            node = _node(document.root, path)
            span = node.start_mark.index, node.end_mark.index
            changes[span] = _apart(text[slice(*span)], number)
    return _renamed(_changed(text, changes), slugs, number)


def _apart(text: str, number: int) -> str:
    """An instruction in other letters, as no two may say almost the same. What the check looks for in one stays."""

    def other(match: re.Match[str]) -> str:
        if match["kept"]:
            return match.group()
        return "".join(_LETTERS[(_LETTERS.index(c) + number - 1) % 26] if c in _LETTERS else c for c in match.group())

    return _KEPT_OR_WORD.sub(other, text)


def _node(root: yaml.Node, path: FieldPath) -> yaml.ScalarNode:
    """The value that a path leads to."""
    node = root
    for step in path:
        if isinstance(node, yaml.MappingNode):
            node = next(value for key, value in node.value if key.value == step)
        else:
            node = node.value[step]
    assert isinstance(node, yaml.ScalarNode)
    return node


def _changed(text: str, changes: dict[tuple[int, int], str]) -> str:
    for (start, end), new in sorted(changes.items(), reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _renamed(text: str, slugs: Container[str], number: int) -> str:
    """Markdown that names the clones where it named the originals."""

    def slug(match: re.Match[str]) -> str:
        return f"{match.group()}-clone-{number}" if match.group() in slugs else match.group()

    return _TIES.sub(lambda tie: _SLUG.sub(slug, tie.group()), text)


def main() -> None:
    """Writes this project, so many times as large, to a folder."""
    parser = argparse.ArgumentParser(prog="python -m tests.multiplied")
    parser.add_argument("times", type=int, help="how many times as large")
    parser.add_argument("folder", type=Path, help="a new folder for it")
    options = parser.parse_args()
    multiply(peers.project(options.folder), options.times)


if __name__ == "__main__":
    main()
