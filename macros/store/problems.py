"""One problem = place, fault, remedy."""

from __future__ import annotations

import dataclasses
import difflib
import re
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


def certain(word: str, known: Iterable[str], closed: bool = False) -> Swap | None:
    """The swap for the one known word of which `word` is a slip of the finger, so that nothing else can be meant.

    That two names are alike is not enough: `posterior-approach` may be a record that nobody has written yet, and `keller-2013` a work
    that nobody has added. So one letter is wrong, missing or too many, or two have changed places, and it is in a word of some
    length, unless `known` is `closed`, a list that nobody adds to.
    """
    meant = [other for other in known if _slipped(word, other, 1 if closed else _LONG)]
    return Swap(word, meant[0]) if len(meant) == 1 else None


_LONG = 5
"""How many letters a word has at least in which a slip can be told from another word: `alif` and `plif` are both names."""


def _slipped(word: str, other: str, least: int) -> bool:
    """Whether two words differ by one slip of the finger, in a letter or a mark of a word of `least` letters. A digit is never one."""
    if abs(len(word) - len(other)) > 1 or word == other:
        return False
    start = _shared(word, other)
    end = _shared(word[start:][::-1], other[start:][::-1])
    one, two = (text[start : len(text) - end] for text in (word, other))
    if any(letter.isdigit() for letter in one + two) or not (max(len(one), len(two)) == 1 or one == two[::-1]):
        return False
    around = max(word, other, key=len)
    before = re.split("[^a-z]", around[:start])[-1]
    after = re.split("[^a-z]", around[len(around) - end :])[0]
    return len(before) + max(len(one), len(two)) + len(after) >= least


def _shared(one: str, two: str) -> int:
    """How many letters two words open with together."""
    return next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
