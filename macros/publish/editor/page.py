"""The page `edit/`: its files, and Sveltia CMS as its package has it but for the addresses of other hosts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
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


def files(root: Path, library: Library, forge: Settings, served: bool) -> dict[str, bytes]:
    """The files of the form, by their paths below the site's root; none where there is nothing that it can change.

    It changes records on a forge, or, while the site is served, those of the machine that serves it.

    Raises:
        FileNotFoundError: A package is not installed.
        ValueError: A new release of Sveltia CMS asks other hosts in another way.
    """
    if not (forge.github or served):
        return {}
    found = dict(_program(root / "node_modules"))
    for file in sorted((root / "overrides" / policy.FORM).iterdir()):
        text = file.read_text(encoding="utf-8")
        found[file.name] = (without_comments(text) if file.suffix == ".js" else text).encode()
    sources = [{"id": s.id, "title": s.title, "by": s.short} for s in library.of("sources")]
    found |= {"config.json": _json(config(forge)), "sources.json": _json(sources)}
    about, local = (_PROPOSED, "") if forge.github else (_LOCAL, ' class="sh-local"')
    page = _PAGE.format(about=about, local=local, help=links.url_of(links.FORM_HELP))
    found["index.html"] = (page if served else policy.stated(page, policy.FORM_POLICY)).encode()
    return {f"{links.FORM}{path}": data for path, data in found.items()}


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _program(modules: Path) -> Iterator[tuple[str, bytes]]:
    """Sveltia CMS and the YAML library from their packages, with their licenses, by their paths in the folder of the form."""
    package, yaml = modules / "@sveltia" / "cms", modules / "yaml"
    for needed in (package / "dist" / "sveltia-cms.mjs", yaml / "browser" / "dist" / "index.js"):
        if not needed.is_file():
            raise FileNotFoundError(
                f"{needed.relative_to(modules.parent)} is missing. `make serve` and `make build` install it"
            )
    yield "sveltia-cms.mjs", _script(_at_home((package / "dist" / "sveltia-cms.mjs").read_text(encoding="utf-8")))
    chunk = Path("chunks", "react-dom.js")
    yield chunk.as_posix(), _script((package / "dist" / chunk).read_text(encoding="utf-8"))
    yield from _below(yaml / "browser" / "dist", "yaml")
    yield "yaml/license.txt", (yaml / "LICENSE").read_bytes()
    yield "sveltia-cms.license.txt", (package / "LICENSE.txt").read_bytes()
    for name in ("material-symbols-outlined", "noto-mono", "source-sans-3"):
        (font,) = (package / "npm" / "assets").glob(f"{name}-*.woff2")
        yield f"fonts/{name}.woff2", font.read_bytes()
        yield f"fonts/{name}.license.txt", (package / "npm" / "assets" / f"{name}.LICENSE.txt").read_bytes()
    said = json.loads((package / "package.json").read_text(encoding="utf-8"))
    yield "sveltia-cms/package.json", _json({"version": said["version"]})
    yield "sveltia-cms/status.json", _json({"status": {"indicator": "none"}})
    yield from _below(package / "locales", f"sveltia-cms@{said['version']}/locales")
    # The one library that our field for sentences makes it load.
    place, library = f"immutable@{said['dependencies']['immutable'].lstrip('^')}/dist", modules / "immutable"
    yield f"{place}/immutable.es.js", (library / "dist" / "immutable.es.js").read_bytes()
    yield f"{place}/license.txt", (library / "LICENSE").read_bytes()


def _at_home(program: str) -> str:
    """The program, without the addresses of other hosts that it asks unbidden."""
    for address, here, times in _ELSEWHERE:
        program, changed = re.subn(address, here, program)
        if changed != times:
            raise ValueError(
                f"Sveltia CMS has `{address}` {changed} times, not {times}. "
                "Read what it asks of other hosts, then mend macros/publish/editor/page.py"
            )
    return program


def _script(text: str) -> bytes:
    """A script without the address of its source map, which is not on the site."""
    return text.partition("\n//# sourceMappingURL")[0].encode()


def _below(folder: Path, place: str) -> Iterator[tuple[str, bytes]]:
    """The files below a folder, as they are to be below `place`."""
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            yield f"{place}/{file.relative_to(folder).as_posix()}", file.read_bytes()
