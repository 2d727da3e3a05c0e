"""Scripts as a reader loads them: none within a page, ours without their comments, and modules all at once.

A page without a script of its own works under a content policy that lets the site's own files run and nothing else.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Iterable
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
    "ffcc0f7735fdab43",  # the fold that an address opens
}
"""The scripts that the themes write into a page, by the start of their SHA-256. A new edition of a theme may bring others: read them."""
_BASE = re.compile(r'src="([^"]*)assets/javascripts/')
"""Where a page says that the site's files are."""


_MODULE = re.compile(r'<script type="module" src="([^"]+)"></script>')
_IMPORT = re.compile(r"""\bfrom ["'](\.[^"']+)["']""")
_AHEAD = re.compile(r'<link rel="modulepreload" fetchpriority="low" href="[^"]*">\n')


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


def bare(root: Path, each: Callable[..., Iterable[str]] = map) -> dict[str, str]:
    """Our scripts without comments, a third of what a phone would load, by their paths below the site's root. Every line stays where it is.

    `each` calls `without_comments` for every script, as `map` does it.
    """
    source = root / "overrides" / "assets" / "javascripts"
    files = sorted(source.rglob("*.js"))
    texts = each(without_comments, (file.read_text(encoding="utf-8") for file in files))
    return {
        f"assets/javascripts/{file.relative_to(source).as_posix()}": text
        for file, text in zip(files, texts, strict=True)
    }


@lru_cache(maxsize=256)  # `make serve` publishes with each change of any file
def without_comments(script: str) -> str:
    """A script with empty lines where its comments were."""
    kept = (
        "\n" * text.count("\n") if kind in Comment else text
        for _, kind, text in JavascriptLexer().get_tokens_unprocessed(script)
    )
    return "\n".join(line.rstrip() for line in "".join(kept).split("\n"))


def ahead(page: str, here: str, root: Path) -> str:
    """A page that names ahead all that its modules import, so that a browser asks for them at once. Doing so twice changes nothing more.

    `here` is the page's folder below the site's root, `root` the project with the sources of the modules.
    """
    text = _AHEAD.sub("", page)
    if not (modules := list(_MODULE.finditer(text))):
        return text
    source = (root / "overrides").resolve()
    every = dict.fromkeys(
        other for module in modules for other in imported(source / posixpath.normpath(posixpath.join(here, module[1])))
    )
    paths = (posixpath.relpath(other.relative_to(source).as_posix(), here) for other in every)
    links = "".join(f'<link rel="modulepreload" fetchpriority="low" href="{path}">\n' for path in paths)
    # Not in the head: there they would be asked for before the scripts that the rest of the page waits for.
    start = modules[0].start()
    return text[:start] + links + text[start:]


def imported(script: Path) -> list[Path]:
    """A script and all that it imports when it starts, each once."""
    found = {script: None}
    for file in (waiting := [script]):
        # A library of the browser's is not among our sources.
        for name in _IMPORT.findall(file.read_text(encoding="utf-8") if file.is_file() else ""):
            other = (file.parent / name).resolve()
            if other not in found:
                found[other] = None
                waiting.append(other)
    return list(found)
