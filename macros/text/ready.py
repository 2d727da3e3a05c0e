"""HTML that is ready: what our own code makes goes past Markdown, which would only parse it again, at half of its time.

`ready` marks a piece, and the extension of Python-Markdown at the end takes marked pieces out of a page before anything else reads
it, and has them put back at the end. Any builder runs it, as it is named in mkdocs.yml. Nothing in a piece is Markdown any more: no
glossary word is explained there, and the builder does not look after its links.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown import Markdown
    from markdown.extensions import Extension

OPEN, CLOSE = "\x0e", "\x0f"
"""Shift out and shift in, as if to another alphabet. Nobody else can write them: the check refuses control characters."""

PIECE = rf"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}"
"""A piece without another one in it, as a pattern."""

_PIECE = re.compile(PIECE)
_TAG = re.compile(r"\s*<(\w+)")


def ready(html: str) -> str:
    """HTML for a page in Markdown, to be left as it is. A piece may have others in it. Nothing for nothing."""
    return f"{OPEN}{html}{CLOSE}" if html else ""


def makeExtension(**settings: Any) -> Extension:  # noqa: N802  # the name is Markdown's
    """The extension, as Python-Markdown asks for it by the name of this module. Nothing else here needs Python-Markdown."""
    from markdown.extensions import Extension
    from markdown.preprocessors import Preprocessor

    class Aside(Preprocessor):  # type: ignore[misc]  # Markdown has no types
        """Puts the pieces of a page where Markdown keeps its own raw HTML, the inner ones first."""

        def run(self, lines: list[str]) -> list[str]:
            text, found = "\n".join(lines), 1
            while found:
                text, found = _PIECE.subn(self._aside, text)
            return text.split("\n")

        def _aside(self, piece: re.Match[str]) -> str:
            html = piece.group()[1:-1]
            tag = _TAG.match(html)
            apart = "\n\n" if tag and self.md.is_block_level(tag[1]) else ""
            return f"{self.md.htmlStash.store(html)}{apart}"

    class Ready(Extension):  # type: ignore[misc]
        def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the name is Markdown's
            """Right behind `normalize_whitespace` (30), which would take Markdown's own marks out, and before all that reads HTML."""
            md.preprocessors.register(Aside(md), "ready", 29)

    return Ready(**settings)
