"""The page `edit/`: its files, and Sveltia CMS as its package has it but for the addresses of other hosts."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from macros.publish import policy
from macros.publish.editor.config import config
from macros.publish.scripts import without_comments
from macros.store.library import Library
from macros.store.settings import Settings
from macros.text import links

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Steady Hands: facts in a form</title>
<link rel="icon" href="../assets/images/favicon.svg">
<link rel="stylesheet" href="form.css">
<script type="module" src="form.js"></script>
</head>
<body{local}>
<p class="sh-about">{about} <a href="../{help}">What it needs, and what becomes of a change</a></p>
<div id="nc-root"></div>
<noscript><p>The form is a program and needs JavaScript. Without it, <a href="../{help}">other ways</a> are open.</p></noscript>
</body>
</html>
"""
_PROPOSED = "A change becomes a proposal that somebody reads and a check goes through."
_LOCAL = "This site is on no forge: the form changes the files of this machine."

_ELSEWHERE = (
    (
        r"https://cdn\.jsdelivr\.net/fontsource/fonts/(material-symbols-outlined|noto-mono|source-sans-3)[^)]*",
        r"fonts/\1.woff2",
        3,
    ),
    (
        r"https://unpkg\.com/@sveltia/cms(?=`)",
        "sveltia-cms",
        1,
    ),  # whether there is a newer release, words of other languages
    (r"https://unpkg\.com/(?=\$\{)", "./", 1),  # libraries that it loads when it needs them
    (r"https://www\.githubstatus\.com/api/v2/status\.json", "sveltia-cms/status.json", 1),
)
"""Addresses of other hosts that the program asks unbidden, what stands there instead, and how many there are."""


def clear(site: Path) -> None:
    """Takes the form away, so that whatever goes through all pages does not meet it."""
    shutil.rmtree(site / policy.FORM, ignore_errors=True)


def write(site: Path, root: Path, library: Library, forge: Settings, served: bool) -> bool:
    """Writes the form where there is something that it can change: on a forge, or on the machine that serves the site.

    Returns whether it did.

    Raises:
        FileNotFoundError: A package is not installed.
        ValueError: A new release of Sveltia CMS asks other hosts in another way.
    """
    if not (forge.github or served):
        return False
    folder = site / policy.FORM
    folder.mkdir(exist_ok=True)
    _program(root / "node_modules", folder)
    for file in sorted((root / "overrides" / policy.FORM).iterdir()):
        text = file.read_text(encoding="utf-8")
        (folder / file.name).write_text(without_comments(text) if file.suffix == ".js" else text, encoding="utf-8")
    _json(folder / "config.json", config(forge))
    sources = library.of("sources")
    _json(folder / "sources.json", [{"id": s.id, "title": s.title, "by": s.short} for s in sources])
    about, local = (_PROPOSED, "") if forge.github else (_LOCAL, ' class="sh-local"')
    page = _PAGE.format(about=about, local=local, help=links.url_of(links.FORM_HELP))
    if not served:
        page = policy.stated(page, policy.FORM_POLICY)
    (folder / "index.html").write_text(page, encoding="utf-8")
    return True


def _json(file: Path, data: object) -> None:
    file.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _program(modules: Path, folder: Path) -> None:
    """Sveltia CMS and the YAML library from their packages, with their licenses."""
    package, yaml = modules / "@sveltia" / "cms", modules / "yaml"
    for needed in (package / "dist" / "sveltia-cms.mjs", yaml / "browser" / "dist" / "index.js"):
        if not needed.is_file():
            raise FileNotFoundError(
                f"{needed.relative_to(modules.parent)} is missing. `make serve` and `make build` install it"
            )
    text = (package / "dist" / "sveltia-cms.mjs").read_text(encoding="utf-8")
    for address, here, times in _ELSEWHERE:
        text, changed = re.subn(address, here, text)
        if changed != times:
            raise ValueError(
                f"Sveltia CMS has `{address}` {changed} times, not {times}. "
                "Read what it asks of other hosts, then mend macros/publish/editor/page.py"
            )
    (folder / "sveltia-cms.mjs").write_text(text.partition("\n//# sourceMappingURL")[0], encoding="utf-8")
    (folder / "chunks").mkdir(exist_ok=True)
    chunk = (package / "dist" / "chunks" / "react-dom.js").read_text(encoding="utf-8")
    (folder / "chunks" / "react-dom.js").write_text(chunk.partition("\n//# sourceMappingURL")[0], encoding="utf-8")
    shutil.copytree(yaml / "browser" / "dist", folder / "yaml", dirs_exist_ok=True)
    shutil.copy(yaml / "LICENSE", folder / "yaml" / "license.txt")
    shutil.copy(package / "LICENSE.txt", folder / "sveltia-cms.license.txt")
    fonts = folder / "fonts"
    fonts.mkdir(exist_ok=True)
    for name in ("material-symbols-outlined", "noto-mono", "source-sans-3"):
        (font,) = (package / "npm" / "assets").glob(f"{name}-*.woff2")
        shutil.copy(font, fonts / f"{name}.woff2")
        shutil.copy(package / "npm" / "assets" / f"{name}.LICENSE.txt", fonts / f"{name}.license.txt")
    said = json.loads((package / "package.json").read_text(encoding="utf-8"))
    (folder / "sveltia-cms").mkdir(exist_ok=True)
    _json(folder / "sveltia-cms" / "package.json", {"version": said["version"]})
    _json(folder / "sveltia-cms" / "status.json", {"status": {"indicator": "none"}})
    shutil.copytree(package / "locales", folder / f"sveltia-cms@{said['version']}" / "locales", dirs_exist_ok=True)
    # The one library that our field for sentences makes it load.
    needed = folder / f"immutable@{said['dependencies']['immutable'].lstrip('^')}" / "dist"
    needed.mkdir(parents=True, exist_ok=True)
    shutil.copy(modules / "immutable" / "dist" / "immutable.es.js", needed)
    shutil.copy(modules / "immutable" / "LICENSE", needed / "license.txt")
