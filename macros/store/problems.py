"""One problem = place, fault, remedy."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Swap:
    """The one right answer is another word in place of one at the problem's place."""

    wrong: str
    right: str


@dataclass(frozen=True)
class Exchange:
    """The one right answer is that two fields of the group at the problem's place exchange their values."""

    one: str
    other: str


@dataclass(frozen=True, order=True)
class Problem:
    """Something wrong in a file, in words that help its author to fix it."""

    path: str
    """The file, relative to the project."""
    line: int
    """Line, counted from 1."""
    column: int
    """Column, counted from 1."""
    field: str
    """The field, as `rules[0].when.weeks`; for prose, what kind of thing is at fault."""
    fault: str
    """What is wrong, without a closing period."""
    remedy: str
    """What to do about it, without a closing period."""
    mend: Swap | Exchange | None = dataclasses.field(default=None, compare=False)
    """The remedy for a machine, where there is one right answer."""

    def __str__(self) -> str:
        return shown(f"{self.path}:{self.line}:{self.column}: {self.field}: {self.fault}. {self.remedy}.")

    def annotation(self, kind: Literal["error", "notice"] = "error") -> str:
        """The problem as a GitHub workflow command, which marks the line in a pull request."""
        text = shown(f"{self.field}: {self.fault}. {self.remedy}.").replace("%", "%25")
        return f"::{kind} file={self.path},line={self.line},col={self.column}::{text}"


MOST = 25
"""How many problems of one kind are told of a file. A thousand more say nothing new."""


def few(problems: Iterable[Problem], total: int) -> list[Problem]:
    """Problems of one file, which are the first `MOST` of `total`: the last of them says how many there are more."""
    told = list(problems)
    if told and total > MOST:
        told[-1] = dataclasses.replace(told[-1], fault=f"{told[-1].fault} (and {total - MOST:,} more like it)")
    return told


def shown(text: str) -> str:
    """A text as it can be printed on one line: a name on a disk may hold any byte, and a value any character."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def place(text: str, start: int) -> tuple[int, int]:
    """Line and column, counted from 1, of a character of `text`."""
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


def offset(text: str, line: int, column: int) -> int:
    """Where in `text` the place is that `place` gives as line and column."""
    return sum(map(len, text.split("\n")[: line - 1])) + (line - 1) + column - 1


def field_name(path: Iterable[str | int]) -> str:
    """A path inside a record as people write it: `("rules", 0, "do")` gives `rules[0].do`."""
    name = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)
    return name.removeprefix(".") or "record"


def nearest(word: str, known: Iterable[str]) -> str:
    """The start of a remedy that names the known word most like `word`, or an empty string."""
    matches = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"Did you mean `{matches[0]}`? " if matches else ""


def nearest_or_add(word: str, known: Iterable[str], file: str) -> str:
    """A remedy for a name that nothing has: the known word most like it, and else the file to add."""
    meant = nearest(word, known)
    return f"{meant}Otherwise add {file}" if meant else f"Add {file}"


def certain(word: str, known: Iterable[str]) -> Swap | None:
    """The swap for a known word, if one alone is so like `word` that nothing else can be meant."""
    matches = difflib.get_close_matches(word, sorted(known), n=2, cutoff=0.8)
    return Swap(word, matches[0]) if len(matches) == 1 else None
