"""The site's own scripts as a browser needs them: without what only their readers need."""

from __future__ import annotations

import re
from pathlib import Path

_COMMENTS = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*.*?\*/)[ \t]*\n", re.MULTILINE | re.DOTALL)
"""Comments that have their lines to themselves. The formatter leaves no other kind but those at the end of a line."""
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
RAW = "String.raw"
"""What marks a text of several lines that is read with its indents."""


def slim(site: Path) -> None:
    """Takes comments and indents out of the site's own scripts. Doing so twice changes nothing more."""
    for file in (site / "assets" / "javascripts").rglob("*.js"):
        if file.parent.name in ("search", "session") or file.name in ("finder.js", "steady-hands.js"):
            text = file.read_text(encoding="utf-8")
            bare = _COMMENTS.sub("", text)
            file.write_text(bare if RAW in bare else _INDENT.sub("", bare), encoding="utf-8")
