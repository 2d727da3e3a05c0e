"""What changed on a page and when, from the history of its files."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence

from macros.store.history import Change

MOST = 6
"""How many changes a page names. `History` at its foot leads to all."""


def fold(files: Sequence[str], history: Mapping[str, Sequence[Change]]) -> str:
    """The latest changes of a page's files, folded. Nothing where no history is known."""
    made = sorted({change for file in files for change in history.get(file, ())}, reverse=True)
    if not made:
        return ""
    items = "".join(f"<li>{change.at[:10]}: {_plain(change.what)}</li>" for change in made[:MOST])
    return (
        '<details class="sh-question sh-changes"><summary>What changed here, and when</summary>'
        f"<ul>{items}</ul></details>"
    )


def _plain(text: str) -> str:
    """Text that is nothing but text, neither for HTML nor for our own marks."""
    return re.sub(r"[\[\]@{}]", lambda match: f"&#{ord(match.group())};", html.escape(text))
