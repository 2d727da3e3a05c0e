"""Scripts as a reader loads them: none within a page, ours without their comments, and a module in one file with all that it imports.

A page without a script of its own works under a content policy that lets the site's own files run and nothing else.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pygments.lexers.javascript import JavascriptLexer
from pygments.token import Comment

from macros.publish import bundle
from macros.publish.bundle import Esbuild

Each = Callable[..., Iterator[Any]]
"""How a function is called for each of some inputs: as `map` does it, and in the same order, in one process or in several."""

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_SCOPE = re.compile(r'(?<=new URL\(")[^"]*')
"""Where a theme's script says how far up the site's root is, which differs from page to page."""
THEMES = {
    "7eb3684fdacd2881",  # Material 9.8.2: where the site is
    "213d571a86bd568c",  # the same of Zensical 0.0.73
    "ffcc0f7735fdab43",  # the fold that an address opens
}
"""The scripts that the themes write into a page, by the start of their SHA-256. A new edition of a theme may bring others: read them."""
_BASE = re.compile(r'src="([^"]*)assets/javascripts/')
"""Where a page says that the site's files are."""
_MODULE = re.compile(r"^(?:import|export)\s", re.MULTILINE)


def of_theme(text: str) -> bool:
    """Whether a script within a page is one that we know."""
    return hashlib.sha256(_SCOPE.sub("", text.strip()).encode()).hexdigest()[:16] in THEMES


def outside(page: str) -> tuple[str, dict[str, str]]:
    """A page whose theme's scripts are in files of their own, and those files, by their paths below the site's root.

    Doing so twice changes nothing more.
    """
    base = _BASE.search(page)
    files: dict[str, str] = {}
    if base is None:
        return page, files

    def moved(script: re.Match[str]) -> str:
        if not of_theme(script[1]):
            return script.group()
        text = script[1].strip()
        path = f"assets/javascripts/page/{hashlib.sha256(text.encode()).hexdigest()[:8]}.js"
        files[path] = text
        return f'<script src="{base[1]}{path}"></script>'

    return _INLINE.sub(moved, page), files


def sources(root: Path) -> dict[str, str]:
    """Our scripts as they are written, by their paths below the site's root."""
    source = root / "overrides"
    files = sorted((source / "assets" / "javascripts").rglob("*.js"))
    return {file.relative_to(source).as_posix(): file.read_text(encoding="utf-8") for file in files}


def published(
    ours: Mapping[str, str], libraries: Mapping[str, str], esbuild: Esbuild, each: Each = map
) -> dict[str, str]:
    """Our scripts as a reader loads them, by their paths below the site's root: modules put together with the libraries that they import, and others without comments.

    `each` calls `bundle.together` and `without_comments`, as `map` does it.
    """
    modules = {path: text for path, text in ours.items() if _MODULE.search(text)}
    rest = [path for path in ours if path not in modules]
    made: dict[str, str]
    (made,) = each(bundle.together, [(*modules.items(), *libraries.items())], [esbuild])
    return made | dict(zip(rest, each(without_comments, (ours[path] for path in rest)), strict=True))


@lru_cache(maxsize=256)  # `make serve` publishes with each change of any file
def without_comments(script: str) -> str:
    """A script with empty lines where its comments were."""
    kept = (
        "\n" * text.count("\n") if kind in Comment else text
        for _, kind, text in JavascriptLexer().get_tokens_unprocessed(script)
    )
    return "\n".join(line.rstrip() for line in "".join(kept).split("\n"))
