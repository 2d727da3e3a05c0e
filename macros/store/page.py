"""A Markdown page as its author wrote it: front matter, title, prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from macros.model.text import CODE, cited
from macros.store.problems import Exchange, Problem, Swap, place
from macros.store.values import values_of

_FRONT_MATTER = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
_OPENED = re.compile(r"\s*(?=---[ \t]*$)", re.MULTILINE)
"""What opens like front matter."""
_CODE = re.compile(CODE, re.DOTALL)
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """The text of one page, and what can be told from it. Nothing is rendered yet."""

    path: str
    """The file, below `docs/`."""
    text: str
    """The whole file. Empty for one that nobody could read: what is in it, no rule can tell."""
    unread: bool = False

    @cached_property
    def front(self) -> tuple[dict[str, Any], list[Problem]]:
        """The front matter, and what is wrong with it. It is read like data, and empty when there is none."""
        match = _FRONT_MATTER.match(self.text)
        path = f"docs/{self.path}"
        if match is None:
            if opened := _OPENED.match(self.text):
                line = self.text.count("\n", 0, opened.end()) + 1
                fault = "the front matter is not between two lines of three dashes, the first of the page being one"
                return {}, [
                    Problem(
                        path,
                        line,
                        1,
                        "page",
                        fault,
                        "Write `---` there, and again below the fields, and nothing beside it",
                    )
                ]
            return {}, []
        values, problems = values_of(match.group(1), path, first=2)  # the first line is the dashes
        if problems or values is None:
            return {}, problems
        if isinstance(values, dict):
            return values, []
        fault, remedy = "the front matter is not a list of fields", "Write `field: value` lines between the dashes"
        return {}, [Problem(path, 2, 1, "page", fault, remedy)]

    @property
    def front_text(self) -> str:
        """The front matter as written, with its dashes. Empty when there is none."""
        match = _FRONT_MATTER.match(self.text)
        return match.group() if match else ""

    @property
    def meta(self) -> dict[str, Any]:
        """The front matter. Empty when there is none, or none that can be read."""
        return self.front[0]

    @cached_property
    def title(self) -> str:
        """The first heading as written, the front matter's title, or the file's name. Record pages get theirs from the data."""
        match = _TITLE.search(self.prose)
        return match.group(1).strip() if match else str(self.meta.get("title") or self.path)

    @cached_property
    def body(self) -> str:
        """The text with front matter blanked out, character by character, so that places in it stay right."""
        return _FRONT_MATTER.sub(_blank, self.text)

    @cached_property
    def prose(self) -> str:
        """The body with code blanked out in the same way."""
        return _CODE.sub(_blank, self.body)

    @cached_property
    def cites(self) -> tuple[str, ...]:
        """The sources that its prose cites."""
        return cited(self.prose)

    def place(self, start: int) -> tuple[int, int]:
        """Line and column, counted from 1, of a character of `text`, `body` or `prose`."""
        return place(self.text, start)

    def problem(self, start: int, field: str, fault: str, remedy: str, mend: Swap | Exchange | None = None) -> Problem:
        """A problem at a character of `text`, `body` or `prose`."""
        return Problem(f"docs/{self.path}", *self.place(start), field, fault, remedy, mend)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())
