"""Scripts as a reader loads them: none within a page, and ours without their comments.

A page without a script of its own works under a content policy that lets the site's own files run and nothing else.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from pygments.lexers.javascript import JavascriptLexer
from pygments.token import Comment

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_SCOPE = re.compile(r'(?<=new URL\(")[^"]*')
"""Where a theme's script says how far up the site's root is, which differs from page to page."""
THEMES = {
    "7eb3684fdacd2881",  # Material 9.8.2: where the site is
    "213d571a86bd568c",  # the same of Zensical 0.0.73
    "0eb10c249dbdb0be",  # the colors that a reader chose
    "ffcc0f7735fdab43",  # the fold that an address opens
}
"""The scripts that the themes write into a page, by the start of their SHA-256. A new edition of a theme may bring others: read them."""
_BASE = re.compile(r'src="([^"]*)assets/javascripts/')
"""Where a page says that the site's files are."""


def of_theme(text: str) -> bool:
    """Whether a script within a page is one that we know."""
    return hashlib.sha256(_SCOPE.sub("", text.strip()).encode()).hexdigest()[:16] in THEMES


def outside(site: Path) -> None:
    """Moves the scripts that the theme writes into every page to files of their own. Doing so twice changes nothing more."""
    folder = site / "assets" / "javascripts" / "page"
    for file in site.rglob("*.html"):
        page = file.read_text(encoding="utf-8")
        base = _BASE.search(page)
        if base is None or _INLINE.search(page) is None:
            continue

        def moved(script: re.Match[str], base: str = base[1]) -> str:
            if not of_theme(script[1]):
                return script.group()
            text = script[1].strip()
            name = f"{hashlib.sha256(text.encode()).hexdigest()[:8]}.js"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
            return f'<script src="{base}assets/javascripts/page/{name}"></script>'

        file.write_text(_INLINE.sub(moved, page), encoding="utf-8")


def bare(site: Path, root: Path) -> None:
    """Puts our scripts on the site without comments, a third of what a phone would load. Every line stays where it is.

    Doing so twice changes nothing more.
    """
    source = root / "overrides" / "assets" / "javascripts"
    for file in source.rglob("*.js"):
        target = site / "assets" / "javascripts" / file.relative_to(source)
        target.write_text(without_comments(file.read_text(encoding="utf-8")), encoding="utf-8")


@lru_cache(maxsize=256)  # `make serve` publishes with each change of any file
def without_comments(script: str) -> str:
    """A script with empty lines where its comments were."""
    kept = (
        "\n" * text.count("\n") if kind in Comment else text
        for _, kind, text in JavascriptLexer().get_tokens_unprocessed(script)
    )
    return "\n".join(line.rstrip() for line in "".join(kept).split("\n"))
