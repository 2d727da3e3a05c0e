"""Records and pages of the real data, broken in every way that we know of: `python -m tests.mutating 1000 --seed 1`.

A mutation takes a record or a page and changes its bytes. Most are `wrong`: they have to be refused, in that file and on the lines
that were touched. The others may be sound, and then nothing that was written may be lost. Whatever is said has a line, a field, a
fault and a remedy. What can be read is put into one project with others and all rules run over it, since that takes seconds.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import re
import resource
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import yaml

from macros.check import RULES
from macros.check.unfinished import to_fill_in
from macros.model import KINDS
from macros.model.base import FieldPath, walk
from macros.model.text import Claim, Pattern, Ref, Text, cited
from macros.store import load
from macros.store.load import Document
from macros.store.page import Page
from macros.store.problems import Problem, field_name
from macros.store.project import Project, read, read_page
from macros.text import links
from tests.conftest import ROOT
from tests.making import quoted

TOGETHER = 80
"""How many mutated files that can be read go into one project."""


def changed(
    project: Project, problems: Iterable[Problem], path: str, data: bytes | None
) -> tuple[Project, list[Problem]]:
    """A project as it would be read with other bytes in the file of one record or page, or without that file."""
    place = PurePosixPath(path)
    kept = [problem for problem in problems if problem.path != path]
    documents, pages, found = list(project.documents), dict(project.pages), list[Problem]()
    if place.parts[0] == "data":
        documents = [document for document in documents if document.path != path]
        if data is not None:
            document, found = load.read(data, KINDS[place.parts[1]], place.stem, path)
            documents.append(document)
            documents.sort(key=lambda one: one.path)
    else:
        page = place.relative_to("docs").as_posix()
        pages.pop(page, None)
        if data is not None:
            pages[page], found = read_page(data, page)
            pages = dict(sorted(pages.items()))
    problems = [*kept, *found]
    return replace(project, documents=tuple(documents), pages=pages, whole=not problems), problems


@dataclass(frozen=True)
class Mutation:
    """A file with other bytes."""

    way: str
    path: str
    data: bytes
    wrong: bool
    """Whether it has to be refused. If not, it may be."""
    lines: tuple[int, int] | None = None
    """The first and the last line on which a fault may be told. None: any."""

    def faults(self, problems: Sequence[Problem]) -> Iterator[str]:
        """What is wrong with what is said of the file."""
        last = self.data.count(b"\n") + self.data.count(b"\r") + 2
        for said in problems:
            if not (1 <= said.line <= last and said.column >= 1 and said.field and said.fault and said.remedy):
                yield f"no place, field, fault or remedy: {said!r}"
            if "\n" in str(said):
                yield f"told on two lines: {said!r}"
        if self.wrong and not problems:
            yield "passes"
        elif self.wrong and self.lines and not any(self.lines[0] <= said.line <= self.lines[1] for said in problems):
            yield f"told elsewhere than on lines {self.lines}: {[str(said)[:200] for said in problems[:3]]}"

    def __str__(self) -> str:
        return f"{self.way}: {self.path}"


class Change(NamedTuple):
    """New text, or bytes, of a file."""

    text: str | bytes
    wrong: bool = True
    lines: tuple[int, int] | None = None
    path: str = ""
    """Another file, where it is not the same one."""


@dataclass(frozen=True)
class File:
    """A record or a page that is to be broken."""

    path: str
    text: str
    project: Project
    dice: random.Random
    document: Document | None = None

    @property
    def lines(self) -> list[str]:
        """Its lines, with their ends."""
        return self.text.splitlines(keepends=True)

    def line(self, start: int) -> tuple[int, int]:
        """The one line of a character."""
        at = self.text.count("\n", 0, start) + 1
        return at, at

    @cached_property
    def leaves(self) -> list[tuple[FieldPath, Any, yaml.ScalarNode]]:
        """Every value of a record with its node."""
        assert self.document
        found = []
        for path, value in walk(self.document.record):
            node = _node(self.document.root, path)
            if isinstance(node, yaml.ScalarNode):
                found.append((path, value, node))
        return found

    def pick(self, fits: Callable[[Any], bool]) -> tuple[FieldPath, Any, yaml.ScalarNode] | None:
        """One of the values that fit."""
        some = [leaf for leaf in self.leaves if fits(leaf[1])]
        return self.dice.choice(some) if some else None

    def put(self, node: yaml.Node, new: str, wrong: bool = True) -> Change:
        """Another text in the place of a node. The fault is on its lines, or on those of what holds it."""
        start, end = node.start_mark.index, node.end_mark.index
        first = node.start_mark.line + 1
        return Change(
            self.text[:start] + new + self.text[end:], wrong, (first, node.end_mark.line + 2 + new.count("\n"))
        )

    def insert(self, line: int, new: str, wrong: bool = True) -> Change:
        """More lines before a line, counted from 1. The fault is on one of them."""
        lines = self.lines
        text = "".join([*lines[: line - 1], new + "\n", *lines[line - 1 :]])
        return Change(text, wrong, (line, line + new.count("\n")))


def _node(node: yaml.Node | None, path: FieldPath) -> yaml.Node | None:
    for step in path:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            return None
    return node


def _plain_text(value: Any) -> bool:
    return isinstance(value, Text) and not isinstance(value, Pattern | Ref) and len(value) > 3


# Ways to break a record. Each gives a change, or None where it does not apply.


def drops_a_field(file: File) -> Change | None:
    """A field that is needed."""
    assert file.document
    needed = [f.alias or n for n, f in file.document.kind.model.model_fields.items() if f.is_required() and n != "id"]
    name = file.dice.choice(needed)
    text = re.sub(rf"^{name}:.*\n(?:[ #-].*\n|\n)*", "", file.text, count=1, flags=re.MULTILINE)
    first = file.document.root.start_mark.line + 1 if file.document.root else 1  # comments may stand above
    return Change(text, lines=(1, first)) if text != file.text else None


def _key(file: File) -> re.Match[str]:
    return file.dice.choice(list(re.finditer(r"^([A-Za-z_-]+):", file.text, re.MULTILINE)))


def renames_a_field(file: File) -> Change | None:
    """A letter too many."""
    match = _key(file)
    return Change(file.text[: match.end(1)] + "x" + file.text[match.end(1) :], lines=(1, file.line(match.start())[0]))


def repeats_a_field(file: File) -> Change | None:
    """The same name once more, at the end."""
    name = _key(file)[1]
    return file.insert(len(file.lines) + 1, f"{name}: {file.dice.choice(['again', '[a]', '{a: b}', '5'])}")


def adds_a_field(file: File) -> Change | None:
    """One that nobody knows."""
    new = file.dice.choice(["oops: 1", "id: x", "1: a", "'': a", "__proto__: {a: b}", "<<: {a: b}", "constructor: x"])
    return file.insert(len(file.lines) + 1, new)


def empties_a_field(file: File) -> Change | None:
    """A name without a value, or with nothing in quotes."""
    if leaf := file.pick(lambda value: isinstance(value, str)):
        return file.put(leaf[2], file.dice.choice(["", "~", "null", "''", "'  '", "[]", "{}"]))
    return None


def changes_the_type(file: File) -> Change | None:
    """A number, a truth value, a list or a group where a text has to be, and the other way around."""
    leaf = file.dice.choice(file.leaves)
    if isinstance(leaf[1], str):
        return file.put(
            leaf[2], file.dice.choice(["5", "true", "no", "1.5", "{a: b}", "[[a]]", "2026-01-01 x: y", "0x1F", "1_000"])
        )
    return file.put(leaf[2], file.dice.choice(["word", "'5'", "{a: b}", "[a]", "[5]", "null"]))


def misspells_a_choice(file: File) -> Change | None:
    """A word of the vocabulary with a letter too many or in capitals."""
    if leaf := file.pick(lambda value: type(value) is str and value.isalpha()):
        return file.put(leaf[2], file.dice.choice([f"{leaf[1]}x", leaf[1].upper() + "!", f"{leaf[1]}-{leaf[1]}"]))
    return None


def misspells_a_slug(file: File) -> Change | None:
    """Near, far, in capitals, with letters that look alike, with a path."""
    if leaf := file.pick(lambda value: isinstance(value, Ref)):
        slug = str(leaf[1])
        far = [
            "nobody-knows-it",
            slug.upper(),
            f"{slug}.yaml",
            f"../{slug}",
            f"{slug}--x",
            f"-{slug}",
            f"'{slug} '",
            slug.replace("-", "_") + "_",
        ]
        alike = slug.translate(str.maketrans("aeocpx", "аеосрх"))
        new = file.dice.choice([slug[:-1] + "qq", "q" + slug, *far, alike if alike != slug else "nobody"])
        return file.put(leaf[2], new, wrong=new != f"'{slug} '")
    return None


def names_another_kind(file: File) -> Change | None:
    """The slug of a record of a kind that cannot be meant."""
    if leaf := file.pick(lambda value: isinstance(value, Ref) and bool(value.kind)):
        others = [d.id for d in file.project.documents if d.kind.name != leaf[1].kind]
        other = file.dice.choice(others)
        return file.put(leaf[2], other, wrong=other not in file.project.ids(leaf[1].kind))
    return None


def changes_a_date(file: File) -> Change | None:
    """No day, a time, a day to come, a day long past."""
    if leaf := file.pick(lambda value: isinstance(value, dt.date)):
        new = file.dice.choice([
            "0", "1", "0.5", "true", "2999-01-01", "0001-01-01", "2026-13-01", "2026-02-30", "2026-1-2", "20260102", "2026",
            "2026-01-02 10:00:00", "2026-01-02T00:00:00", "2026-01-02T00:00:00Z", "'2026-01-02 00:00'", "01/02/2026", "12:30", "today",
            "2026-W01-1", "'２０２６-01-02'", "1767312000", "-1", "January 2, 2026",
        ])  # fmt: skip
        return file.put(leaf[2], new)
    return None


def changes_a_number(file: File) -> Change | None:
    """What no figure can be."""
    if leaf := file.pick(lambda value: isinstance(value, float | int) and not isinstance(value, bool)):
        new = file.dice.choice([
            ".inf", "-.inf", ".nan", "inf", "Infinity", "NaN", "1e999", "1e3", "'5'", "-5", "9" * 400, "9" * 5000, "0x10", "1_000", "012",
            "5 %", "5%", "5,5", "half", "true", "+5", "1:30", "--5", "1.50",
        ])  # fmt: skip
        return file.put(leaf[2], new)
    return None


def breaks_a_citation(file: File) -> Change | None:
    """Escaped, in code, in a link, of nobody, not closed, left out."""
    if leaf := file.pick(lambda value: isinstance(value, Claim) and len(cited(value)) == 1):
        said, one = str(leaf[1]), cited(leaf[1])[0]
        mark = f"[@{one}]"
        forms = [
            f"\\[@{one}]", f"[@{one}\\]", f"[\\@{one}]", f"`[@{one}]`", f"[@{one}](https://example.org/)", f"[[@{one}]]", "[@nobody-knows]",
            f"[@{one}x]", "[@]", f"(@{one})", f"@{one}", f"[@{one}", f"[ @{one}]", "", f"[@{one}, @{one}]", f"[@{one};]", f"[^{one}]",
            f"[{one}]", f"[@{one.upper()}]", f"[@@{one}]", f"[*@{one}*]", f"[@{one}]: x", f"<!-- [@{one}] -->", f"![@{one}]",
        ]  # fmt: skip
        return file.put(leaf[2], quoted(said.replace(mark, file.dice.choice(forms)))) if mark in said else None
    return None


def adds_markup(file: File) -> Change | None:
    """HTML, templates, pictures, links elsewhere, attributes, marks without end."""
    if leaf := file.pick(_plain_text):
        new = file.dice.choice([
            "<b>x</b>", "<script>x</script>", "<img src=x onerror=x>", "&nbsp;", "&#60;", "<!-- x -->", "</p>", '{{ figure("x") }}', "{% x %}",
            "{# x #}", "{ onclick=x }", "}", "![x](y.png)", "[x](javascript:x)", "[x](ftp://x.org)", "[x](y.md)", "[[nobody-knows]]", "[x]: y",
            "[" * 13, "(" * 500, "*" * 13, "`" * 200, "[[" * 4000, "![" * 4000, " [a](" * 4000, "{" * 4000, "\\[x]", "x" + " " * 250 + "y",
        ])  # fmt: skip
        at = file.dice.choice([0, len(leaf[1])])
        return file.put(leaf[2], quoted(leaf[1][:at] + " " + new + " " + leaf[1][at:]))
    return None


def adds_a_comment(file: File) -> Change | None:
    """A number sign behind a value that is in no quotes."""
    some = [leaf for leaf in file.leaves if not leaf[2].style and isinstance(leaf[1], str)]
    if not some:
        return None
    leaf = file.dice.choice(some)
    return file.put(leaf[2], f"{leaf[2].value} #2 of them")


def adds_yaml(file: File) -> Change | None:
    """Tags, aliases, documents, directives, nesting without end, quotes and brackets that are not closed."""
    leaf = file.dice.choice(file.leaves)
    ways = [
        lambda: file.put(leaf[2], f"!!binary {quoted(leaf[2].value)}"),
        lambda: file.put(leaf[2], f"!!python/name:os.system {quoted(leaf[2].value)}"),
        lambda: file.put(leaf[2], "*nobody"),
        lambda: file.put(leaf[2], "[" * 500),
        lambda: file.put(leaf[2], "{a: " * 500),
        lambda: file.put(leaf[2], '"' + leaf[2].value.replace('"', "")),
        lambda: file.put(leaf[2], "@ home"),
        lambda: file.put(leaf[2], "Pain: worse: now"),
        lambda: file.put(leaf[2], "|\n  a\n\n  b\n", wrong=False),
        lambda: file.insert(len(file.lines) + 1, "---\nname: x"),
        lambda: file.insert(1, "%YAML 9.9"),
        lambda: file.insert(len(file.lines) + 1, "? " * 5000),
        lambda: file.insert(len(file.lines) + 1, "- " * 5000),
        lambda: file.insert(len(file.lines) + 1, "x: &a [y]\nz: [" + ", ".join(["*a"] * 5000) + "]"),
        lambda: file.insert(len(file.lines) + 1, "\n".join(f"k{n}: 1" for n in range(5000))),
        lambda: file.insert(file.dice.randrange(2, len(file.lines) + 2), "\t\tx"),
    ]  # fmt: skip
    made = file.dice.choice(ways)()
    return made._replace(lines=None)  # where such a thing ends is where it is noticed


def copies_a_record(file: File) -> Change | None:
    """The same under another slug."""
    assert file.document
    other = str(PurePosixPath(file.path).with_name(f"zz-{file.document.id[:40].strip('-')}.yaml"))
    return Change(file.text, path=other)


# Ways to break a page


def _inside(file: File) -> int:
    """A line within the block, between two paragraphs."""
    lines = file.lines
    first = next((n for n, line in enumerate(lines, 2) if line.startswith("{% call")), 1)
    last = next((n for n, line in enumerate(lines, 1) if line.startswith("{% endcall")), len(lines))
    some = [n for n in range(first, last + 1) if n in (first, last) or not lines[n - 1].strip()]
    fence = [n for n, line in enumerate(lines, 1) if line.lstrip().startswith(("```", "~~~"))]
    free = [n for n in some if sum(one < n for one in fence) % 2 == 0]
    return file.dice.choice(free)


def calls_wrongly(file: File) -> Change | None:
    """Macros that are not known, or not so."""
    new = file.dice.choice([
        "{{ nobody() }}", "{{ figure() }}", "{{ figure('nobody-knows') }}", "{{ figure(slug='x') }}", "{{ figure(('x')) }}", "{{ figure('x' 'y') }}",
        "{{ figure('x', 'y') }}", "{{ figure(x) }}", "{{ figure('x') }", "{ figure('x') }}", "{{ figure('x' }}", "{{ figure('x) }}", "{{ figure }}",
        "{{ view('nobody') }}", "{{ view('waits') }}", "{{ view('waits', topic='nobody') }}", "{{ view('kind_index', kind='rates') }}",
        "{{ drawing('nobody-knows', 'x') }}", "{{ drawing('x') }}", "{{ comparison('acdf', 'acdf') }}", "{{ comparison('acdf', 'nobody') }}",
        "{{ record() }}", "{{ prose() }}", "{{ config }}", "{{ 1 + 1 }}", "{{ '' }}", "{{ }}", "{% raw %}", "{% set x = 1 %}", "{% include 'x' %}",
        "{# x #}", "{{- view('ahead') -}}", "{{ figure('x') | upper }}", "`{{ figure('nobody-knows') }}`", "{% call figure('x') %}", "}}", "%}", "{{",
    ])  # fmt: skip
    made = file.insert(_inside(file), f"\n{new}\n")
    return (
        made._replace(lines=None) if new in ("{{", "{% call figure('x') %}", "{% raw %}", "{{ figure('x) }}") else made
    )


def breaks_the_block(file: File) -> Change | None:
    """No opening, no end, twice, the other way around, text outside."""
    text = file.text
    opening = re.search(r"\{% call \w+\(\) %\}\n", text)
    assert opening
    ways = [
        text.replace(opening.group(), "", 1), text.replace("{% endcall %}", "", 1), text.replace(opening.group(), opening.group() * 2, 1),
        text + opening.group() + "x\n{% endcall %}\n", text.replace("{% endcall %}", "{% endcall %}\n{% endcall %}"), text + "More text.\n",
        text.replace(opening.group(), "{% endcall %}\n", 1).replace("{% endcall %}", opening.group(), 2), "Text.\n" + text, "",
        text.replace("call ", "cal ", 1), text.replace("()", "", 1), text.replace("{% endcall %}", "{% end call %}"), "\n", "# Title\n",
        text.replace("record()" if "record()" in opening.group() else "prose()", "prose()" if "record()" in opening.group() else "record()", 1),
    ]  # fmt: skip
    return Change(file.dice.choice(ways))


def writes_what_no_page_may(file: File) -> Change | None:
    """HTML, attributes, links, citations, code and marks that a page may not have."""
    own = links.record_of(file.path.removeprefix("docs/")) is not None
    new = file.dice.choice([
        "<script>x</script>", "<img src=x>", "<p onclick=x>y</p>", "**x**{ onclick=x }", "[x](javascript:x)", "![x](https://x.org/y.png)", "![x][y]",
        "<div>\n\nText.", "</div>", "<details><summary>x</summary>", "Text [@nobody-knows].", "Text \\[@nobody].", "Text [@x](https://x.org).",
        "See [[nobody-knows]].", "See [[Аcdf]].", "See [[ACDF]].", "```\nText.", "~~~~\nText.\n~~~", "A `code that goes on.", "A sсrew.", "Ａ screw.",
        "zero\u200bwidth", "left\u202eright", "<<<<<<< ours\nA.\n=======\nB.\n>>>>>>> theirs", "[" * 5000, "[[" * 5000, "`" * 5000, "*" * 5000,
        "`a " * 5000, "<a " * 5000, "{{ " * 5000, "![" * 5000, "[@" * 5000, "> " * 5000, "\t" * 500 + "x", "x" + " " * 5000, "x\n" + "\n" * 500,
        *(["A `[@x]` in code.", "A ``[[x]]`` in code."] if own else []),
    ])  # fmt: skip
    made = file.insert(_inside(file), f"\n{new}\n")
    return made._replace(lines=None) if "`code" in new else made  # the next backquote closes it, and another is left


def breaks_the_front_matter(file: File) -> Change | None:
    """Fields that are not known, no fields, no end."""
    rest = re.sub(r"\A---\n.*?^---\n", "", file.text, flags=re.DOTALL | re.MULTILINE)
    new = file.dice.choice([
        "---\nhooks: x\n---\n", "---\ntitle: [a\n---\n", "---\n- a\n---\n", "---\ntitle: 5\n---\n", "---\ntitle: {a: b}\n---\n", "---\ntitle: x\n",
        "---\ntitle: <b>x</b>\n---\n", "---\ntemplate: ../x\n---\n", "---\na: &a x\nb: *a\n---\n", "---\ntitle:\n---\n", "---\ntitle: x\n...\n",
        "---\ntitle: !!python/name:os x\n---\n", "---\nsearch: no\n---\n", "---\ntitle: a\ntitle: b\n---\n", "---\ntitle: a #1\n---\n", "\n---\ntitle: x\n---\n",
        "---\ntitle: " + "[" * 5000 + "\n---\n", "title: x\n\n", "+++\ntitle = 'x'\n+++\n",
    ])  # fmt: skip
    return Change(new + rest)


def moves_a_page(file: File) -> Change | None:
    """To a record that there is not, or a name that is no address."""
    if links.record_of(file.path.removeprefix("docs/")) is None:
        return Change(file.text, path=file.path.replace(".md", file.dice.choice([" x.md", "X.md", "é.md", "_x.md"])))
    return Change(file.text, path=str(PurePosixPath(file.path).with_name("nobody-knows.md")))


# Ways to break either


def encodes_otherwise(file: File) -> Change | None:
    """Other encodings, line ends, and characters that nobody sees."""
    text, at = file.text, file.dice.randrange(len(file.text))
    line = file.line(at)
    return file.dice.choice([
        Change(text.encode("utf-16")), Change(text.encode("utf-16-le")), Change(text.encode("utf-16-be")), Change(text.encode("utf-32")),
        Change((text[:at] + "é" + text[at:]).encode("latin-1", "replace"), lines=line), Change(text[:at] + "\0" + text[at:], lines=line),
        Change(text[:at].encode() + b"\xff" + text[at:].encode(), lines=line), Change(text.encode() + b"\xc3"), Change(text[:at] + "\u2028" + text[at:], lines=line),
        Change(text[:at] + "\x85" + text[at:], lines=line), Change(text[:at] + "\ufeff" + text[at:], at > 0, line), Change(text[:at] + "\U000e0041" + text[at:], lines=line),
        Change("\ufeff" + text, wrong=False), Change(text.replace("\n", "\r\n"), wrong=False), Change(text.replace("\n", "\r"), wrong=False),
        Change(text[:at] + "\r" + text[at:], wrong=False), Change(text.rstrip("\n"), wrong=False), Change(text + "\n\n", wrong=False),
    ])  # fmt: skip


def merges_badly(file: File) -> Change | None:
    """Marks of a conflict that nobody resolved."""
    mark = file.dice.choice(["<<<<<<< HEAD", "=======", ">>>>>>> theirs", "|||||||"])
    return file.insert(file.dice.randrange(1, len(file.lines) + 2), mark)


def grows(file: File) -> Change | None:
    """Beyond what anybody reads."""
    return Change(file.text * (200_000 // len(file.text) + 1))


def loses_or_repeats_a_line(file: File) -> Change | None:
    """As a careless merge does."""
    lines = file.lines
    at = file.dice.randrange(len(lines))
    ways = [
        lines[:at] + lines[at + 1 :],
        lines[: at + 1] + lines[at:],
        [*lines[:at], *lines[at + 1 :], lines[at]],
        lines[:at],
    ]
    return Change("".join(file.dice.choice(ways)), wrong=False)


def slips(file: File) -> Change | None:
    """A few characters that are lost, doubled or others."""
    text = file.text
    for _ in range(file.dice.randrange(1, 4)):
        at = file.dice.randrange(len(text))
        new = file.dice.choice(["", text[at] * 2, *"'\":#-[]{}&*!|>%@`<\\ \n\t0aé"])
        text = text[:at] + new + text[at + 1 :]
    return Change(text, wrong=False)


BOTH = (encodes_otherwise, merges_badly, grows, loses_or_repeats_a_line, slips, slips)
OF_RECORDS = (
    drops_a_field, renames_a_field, repeats_a_field, adds_a_field, empties_a_field, changes_the_type, misspells_a_choice, misspells_a_slug,
    names_another_kind, changes_a_date, changes_a_number, breaks_a_citation, breaks_a_citation, adds_markup, adds_markup, adds_a_comment,
    adds_yaml, copies_a_record, *BOTH,
)  # fmt: skip
OF_PAGES = (
    calls_wrongly, calls_wrongly, breaks_the_block, writes_what_no_page_may, writes_what_no_page_may, breaks_the_front_matter, moves_a_page, *BOTH,
)  # fmt: skip


def mutations(project: Project, count: int, seed: int) -> Iterator[Mutation]:
    """As many mutations, of every kind of record and page in turn."""
    dice = random.Random(seed)
    kinds: dict[str, list[Document | Page]] = {}
    for document in project.readable:
        kinds.setdefault(document.kind.name, []).append(document)
    for page in project.pages.values():
        kinds.setdefault(f"page of {page.path.rpartition('/')[0]}", []).append(page)
    made = 0
    while made < count:
        for some in kinds.values():
            one = dice.choice(some)
            path = one.path if isinstance(one, Document) else f"docs/{one.path}"
            text = (project.root / path).read_text(encoding="utf-8") if isinstance(one, Document) else one.text
            file = File(path, text, project, dice, one if isinstance(one, Document) else None)
            way = dice.choice(OF_RECORDS if isinstance(one, Document) else OF_PAGES)
            change = way(file)
            if change is None or change.text == text or made >= count:
                continue
            made += 1
            data = change.text if isinstance(change.text, bytes) else change.text.encode("utf-8", "surrogatepass")
            yield Mutation(way.__name__, change.path or path, data, change.wrong, change.lines)


def lost(data: bytes, document: Document) -> set[str]:
    """The words of a file that are in no field of the record that was read from it."""
    text = re.sub(r"^[ \t]*#.*$", "", data.decode("utf-8-sig"), flags=re.MULTILINE)
    kept = Counter(re.findall(r"[^\W\d_]{3,}", "\n".join(_scalars(document.root))))
    return set(Counter(re.findall(r"[^\W\d_]{3,}", text)) - kept)


def _scalars(node: yaml.Node | None) -> Iterator[str]:
    match node:
        case yaml.ScalarNode():
            yield node.value
        case yaml.SequenceNode():
            for item in node.value:
                yield from _scalars(item)
        case yaml.MappingNode():
            for key, value in node.value:
                yield from _scalars(key)
                yield from _scalars(value)


def _lost_values(document: Document) -> set[str]:
    """What the nodes of a record say and its fields do not."""
    assert document.record
    said = list(_singles(document.record.model_dump(by_alias=True)))
    leaves = {str(value).strip().casefold() for value in said}
    leaves |= {f"{value:g}" for value in said if isinstance(value, float)}
    return {
        " ".join(value.split()) for path, value in _values(document.root, ()) if value.strip().casefold() not in leaves
    }


def _singles(value: Any) -> Iterator[Any]:
    """Every single value, at any depth."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, tuple | list) else None
    if inside is None:
        yield value
    else:
        for item in inside:
            yield from _singles(item)


def _values(node: yaml.Node | None, path: FieldPath) -> Iterator[tuple[str, str]]:
    match node:
        case yaml.ScalarNode():
            yield field_name(path), node.value
        case yaml.SequenceNode():
            for index, item in enumerate(node.value):
                yield from _values(item, (*path, index))
        case yaml.MappingNode():
            for key, value in node.value:
                yield from _values(value, (*path, key.value))


def tried(project: Project, some: Sequence[Mutation]) -> Iterator[tuple[Mutation, str]]:
    """Every mutation with what is wrong with the answer to it."""
    together: list[Mutation] = []
    for mutation in some:
        print(mutation, file=sys.stderr, flush=True)
        _, problems = changed(project, (), mutation.path, mutation.data)
        if problems:
            yield from ((mutation, fault) for fault in mutation.faults(problems))
            continue
        if mutation.path in {other.path for other in together} or len(together) >= TOGETHER:
            yield from _ruled(project, together)
            together = []
        together.append(mutation)
    yield from _ruled(project, together)


def _ruled(project: Project, some: Sequence[Mutation]) -> Iterator[tuple[Mutation, str]]:
    """Several files at once that can be read, before all the rules."""
    if not some:
        return
    print("rules:", *some, sep="\n  ", file=sys.stderr, flush=True)
    for mutation in some:
        project, _ = changed(project, (), mutation.path, mutation.data)
    problems = [problem for rule in RULES for problem in rule(project)]
    later = set(to_fill_in(project))
    for mutation in some:
        said = [problem for problem in problems if problem.path == mutation.path and problem not in later]
        yield from ((mutation, fault) for fault in mutation.faults(said))
        document = next((one for one in project.documents if one.path == mutation.path), None)
        if not said and document and (words := lost(mutation.data, document) or _lost_values(document)):
            yield mutation, f"loses {sorted(words)[:5]}"


def main(arguments: Sequence[str]) -> int:
    """Prints what is wrong with the answers. Returns 1 with any; a hang or a flood of memory ends the process."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutating")
    parser.add_argument("count", type=int, nargs="?", default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    resource.setrlimit(resource.RLIMIT_CPU, (60 + options.count, 60 + options.count))
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    project, problems = read(ROOT)
    assert problems == []
    some = list(mutations(project, options.count, options.seed))
    wrong = [(mutation, fault) for mutation, fault in tried(project, some)]
    for mutation, fault in wrong:
        print(f"{mutation}: {fault}")
    kinds = len({one.path.rpartition("/")[0] for one in some})
    print(
        f"{len(some)} mutations of {kinds} folders, {sum(one.wrong for one in some)} of them wrong: {len(wrong)} bad answers"
    )
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
