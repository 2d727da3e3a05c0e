"""Mends of problems that have one right answer, in the files themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from macros.store.files import text_of
from macros.store.problems import Exchange, Problem, Swap, offset

Cut = tuple[int, int, str]
"""Start and end of a stretch of text, and what comes in its place."""


def mend(root: Path, problems: Iterable[Problem]) -> list[Problem]:
    """Writes the mends of these problems, and gives those that were mended. A file that cannot be mended whole stays."""
    files: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.mend is not None:
            files.setdefault(problem.path, []).append(problem)
    done = []
    for path, some in files.items():
        file = root / path
        text, broken = text_of(file.read_bytes(), path)
        if broken:
            continue
        new, mended = mended_text(text, some, data=file.suffix == ".yaml")
        if mended:
            file.write_text(new, encoding="utf-8")
            done += mended
    return done


def mended_text(text: str, problems: Iterable[Problem], data: bool) -> tuple[str, list[Problem]]:
    """The text with its mends, and the problems that were mended. `data`: it is YAML, in which a place is a value."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader) if data else None
    chosen: list[tuple[Problem, list[Cut]]] = []
    taken: list[Cut] = []
    for problem in problems:
        cuts = list(_cuts(text, problem, root))
        if cuts and not any(start < other[1] and other[0] < end for start, end, _ in cuts for other in taken):
            chosen.append((problem, cuts))
            taken += cuts
    for start, end, right in sorted(taken, reverse=True):
        text = text[:start] + right + text[end:]
    return text, [problem for problem, _ in chosen]


def _cuts(text: str, problem: Problem, root: yaml.Node | None) -> Iterator[Cut]:
    """What to cut for a problem. Nothing where more than one stretch could be meant."""
    match problem.mend:
        case Swap(wrong, right):
            start, end = offset(text, problem.line, problem.column), len(text)
            if root is not None:
                # The place of a field that does not exist is that of its value, on the same line as a rule.
                nodes = list(_scalars(root))
                here = [node for node in nodes if _start(text, node) == start and wrong in node.value]
                here = here or [n for n in nodes if n.start_mark.line + 1 == problem.line and n.value == wrong]
                if len(here) != 1:
                    return
                start, end = _start(text, here[0]), _end(text, here[0])
            found = list(re.finditer(_whole(wrong), text[start:end]))
            if found and (root is None or len(found) == 1):
                yield start + found[0].start(), start + found[0].end(), right
        case Exchange(one, other):
            values = dict(_pairs(_at(root, problem.field)))
            if one in values and other in values and values[one].value != values[other].value:
                for first, second in ((values[one], values[other]), (values[other], values[one])):
                    yield _start(text, first), _end(text, first), text[_start(text, second) : _end(text, second)]


def _whole(word: str) -> str:
    """A pattern for a word that is no part of a longer one."""
    before, after = (r"(?<![\w-])" if word[:1].isalnum() else "", r"(?![\w-])" if word[-1:].isalnum() else "")
    return f"{before}{re.escape(word)}{after}"


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Every key and every single value below a node."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    for item in node.value if not isinstance(node, yaml.ScalarNode) else ():
        for part in item if isinstance(item, tuple) else (item,):
            yield from _scalars(part)


def _pairs(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        yield from ((str(key.value), value) for key, value in node.value)


def _at(node: yaml.Node | None, field: str) -> yaml.Node | None:
    """The node that `rules[0].when.weeks` leads to."""
    for key, index in re.findall(r"([^.\[\]]+)|\[(\d+)\]", "" if field == "record" else field):
        if key:
            node = dict(_pairs(node)).get(key)
        else:
            node = node.value[int(index)] if isinstance(node, yaml.SequenceNode) else None
    return node


def _start(text: str, node: yaml.Node) -> int:
    return offset(text, node.start_mark.line + 1, node.start_mark.column + 1)


def _end(text: str, node: yaml.Node) -> int:
    return offset(text, node.end_mark.line + 1, node.end_mark.column + 1)
