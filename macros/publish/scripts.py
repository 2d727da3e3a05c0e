"""No script within a page.

A page without a script of its own works under a content policy that lets the site's own files run and nothing else.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

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
