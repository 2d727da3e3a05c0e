"""Scripts as a browser needs them: ours without what only their readers need, and none within a page.

A page without a script of its own works under a content policy that lets the site's own files run and nothing else.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

_COMMENTS = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*.*?\*/)[ \t]*\n", re.MULTILINE | re.DOTALL)
"""Comments that have their lines to themselves. The formatter leaves no other kind but those at the end of a line."""
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
RAW = "String.raw"
"""What marks a text of several lines that is read with its indents."""
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_BASE = re.compile(r'src="([^"]*)assets/javascripts/')
"""Where a page says that the site's files are."""


def outside(site: Path) -> None:
    """Moves the scripts that the theme writes into every page to files of their own. Doing so twice changes nothing more."""
    folder = site / "assets" / "javascripts" / "page"
    for file in site.rglob("*.html"):
        page = file.read_text(encoding="utf-8")
        base = _BASE.search(page)
        if base is None or _INLINE.search(page) is None:
            continue

        def moved(script: re.Match[str], base: str = base[1]) -> str:
            text = script[1].strip()
            name = f"{hashlib.sha256(text.encode()).hexdigest()[:8]}.js"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
            return f'<script src="{base}assets/javascripts/page/{name}"></script>'

        file.write_text(_INLINE.sub(moved, page), encoding="utf-8")


def slim(site: Path) -> None:
    """Takes comments and indents out of the site's own scripts. Doing so twice changes nothing more."""
    for file in (site / "assets" / "javascripts").rglob("*.js"):
        if file.parent.name in ("search", "session") or file.name in ("finder.js", "steady-hands.js"):
            text = file.read_text(encoding="utf-8")
            bare = _COMMENTS.sub("", text)
            file.write_text(bare if RAW in bare else _INDENT.sub("", bare), encoding="utf-8")
