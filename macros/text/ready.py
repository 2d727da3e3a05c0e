"""HTML that is ready: what our own code makes goes past Markdown, which would only parse it again, at half of its time.

`ready` marks a piece, and the extension of Python-Markdown at the end takes marked pieces out of a page before anything else reads
it, and has them put back at the end. Any builder runs it, as it is named in mkdocs.yml. Nothing in a piece is Markdown any more, and
the builder does not look after its links. Words of the glossary are explained in a piece that is `worded`, by `finish`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown import Markdown
    from markdown.extensions import Extension

OPEN, CLOSE = "\x0e", "\x0f"
"""Shift out and shift in, as if to another alphabet. Nobody else can write them: the check refuses control characters."""

WORDED = "\x10"
"""What a piece begins with until `finish` has explained words of the glossary in it."""

_INNER = rf"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}"

PIECE = rf"{OPEN}(?:[^{OPEN}{CLOSE}]++|{_INNER})*+{CLOSE}"
"""A piece, which may have others in it that have none, as a pattern."""

UNWORDED = rf"{OPEN}(?!{WORDED}){_INNER[1:]}"
"""A piece within another in which nothing is to be explained, as a pattern."""

_ENDS = re.compile(f"([{OPEN}{CLOSE}])")
_TAG = re.compile(r"\s*<(\w+)")


def ready(html: str, worded: bool = False) -> str:
    """HTML for a page in Markdown, to be left as it is. A piece may have others in it. Nothing for nothing."""
    return f"{OPEN}{WORDED * worded}{html}{CLOSE}" if html else ""


def makeExtension(**settings: Any) -> Extension:  # noqa: N802  # the name is Markdown's
    """The extension, as Python-Markdown asks for it by the name of this module. Nothing else here needs Python-Markdown."""
    from markdown.extensions import Extension
    from markdown.preprocessors import Preprocessor

    class Aside(Preprocessor):  # type: ignore[misc]  # Markdown has no types
        """Puts the pieces of a page where Markdown keeps its own raw HTML, each with those in it."""

        def run(self, lines: list[str]) -> list[str]:
            outside: list[str] = []
            inside: list[str] = []
            depth = 0
            for part in _ENDS.split("\n".join(lines)):
                if part == OPEN:
                    depth += 1
                elif part == CLOSE:
                    depth -= 1
                    if not depth:
                        outside.append(self._aside("".join(inside)))
                        inside.clear()
                else:
                    (inside if depth else outside).append(part)
            return "".join(outside).split("\n")

        def _aside(self, html: str) -> str:
            tag = _TAG.match(html)
            apart = "\n\n" if tag and self.md.is_block_level(tag[1]) else ""
            return f"{self.md.htmlStash.store(html)}{apart}"

    class Ready(Extension):  # type: ignore[misc]
        def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the name is Markdown's
            """Right behind `normalize_whitespace` (30), which would take Markdown's own marks out, and before all that reads HTML."""
            md.preprocessors.register(Aside(md), "ready", 29)

    return Ready(**settings)
