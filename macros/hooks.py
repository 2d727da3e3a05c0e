"""MkDocs hooks: a sandbox for the pages' macros, amends to the theme's HTML, and the search index."""

from __future__ import annotations

import hashlib
import html
import json
import re
import shutil
from pathlib import Path
from typing import Any

from jinja2.sandbox import ImmutableSandboxedEnvironment
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger

from macros.publish import rules, search

MENDS = (
    # HTML has no `autocomplete` for a checkbox.
    (' id="__drawer" autocomplete="off"', ' id="__drawer"'),
    (' id="__search" autocomplete="off"', ' id="__search"'),
    # A tab index is a number or absent.
    (' tabindex=""', ""),
    # Two landmarks of one kind need names that tell them apart.
    ('class="md-path" aria-label="Navigation"', 'class="md-path" aria-label="Breadcrumbs"'),
    # Material fetches its index for every page that has a form of this name. Ours comes with the first query.
    ('class="md-search__form" name="search"', 'class="md-search__form"'),
    # A list of pages within a part is named by an empty label.
    (' data-md-level="2" aria-labelledby="', ' data-md-level="2" aria-label="Pages within" data-label="'),
    # A dialog needs a name.
    (' data-md-component="search" role="dialog"', ' data-md-component="search" role="dialog" aria-label="Search"'),
)
"""What Material's own templates get wrong and offer no block to override: text that stands there, text in its place."""

_log = get_plugin_logger("mends")
_used: set[str] = set()


def on_pre_build(config: Any) -> None:
    """Swaps the macros' Jinja environment for a sandboxed one: pages come from anyone, and Jinja can run programs."""
    plugin = config.plugins["macros"]
    open_ = plugin.env
    sandbox = ImmutableSandboxedEnvironment(loader=open_.loader, undefined=open_.undefined)
    sandbox.globals.update(open_.globals)
    sandbox.filters.update(open_.filters)
    plugin._env = sandbox


def on_post_page(output: str, **_: Any) -> str:
    """Amends the theme's HTML of a page."""
    return _mended(output)


def on_post_template(output: str, template_name: str, **_: Any) -> str:
    """Amends the theme's HTML of a page that has no Markdown: 404.html."""
    return _mended(output) if template_name.endswith(".html") else output


def _mended(output: str) -> str:
    for fault, mend in MENDS:
        if fault in output:
            _used.add(fault)
            output = output.replace(fault, mend)
    return output


@event_priority(-100)
def on_post_build(config: Any) -> None:
    """Puts the search index in place of the theme's, and warns of amends that are no longer needed."""
    _index(Path(config.site_dir), config.plugins["macros"].variables["steady_hands"])
    planner = rules.for_planner(config.plugins["macros"].variables["steady_hands"].library)
    _write(Path(config.site_dir) / "session" / "rules.json", planner)
    _vendor(Path(config.config_file_path).parent / "node_modules", Path(config.site_dir))
    _offline(Path(config.site_dir), planner["edition"])
    _unused()


def _index(site: Path, renderer: Any) -> None:
    theirs = site / "search" / "search_index.json"
    parts = json.loads(theirs.read_text(encoding="utf-8"))["docs"]
    theirs.unlink()
    sections = ((part["location"], _text(part["title"]), _text(part["text"])) for part in parts)
    entries = search.entries(renderer.library, renderer.pages, sections)
    _write(theirs.with_name("index.json"), search.index(entries, renderer.report))


def _write(file: Path, data: Any) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _text(markup: str) -> str:
    return html.unescape(re.sub(r"<sup>.*?</sup>|<[^>]+>", " ", markup))


VENDOR = {
    "minisearch.js": "minisearch/dist/es/index.js",
    "searchable-map.js": "minisearch/dist/es/SearchableMap.js",
    "stemmer.js": "stemmer/index.js",
}
"""The libraries that the browser loads: their name on the site, and their file in `node_modules/`."""


def _vendor(modules: Path, site: Path) -> None:
    target = site / "assets" / "javascripts" / "vendor"
    target.mkdir(parents=True, exist_ok=True)
    for name, file in VENDOR.items():
        if not (modules / file).is_file():
            raise PluginError(f"node_modules/{file} is missing. `make serve` and `make build` install it")
        shutil.copy(modules / file, target / name)


def _offline(site: Path, edition: str) -> None:
    """Fills in what the service worker keeps: every file of the site but maps of scripts, by a name for this very content."""
    worker = site / "sw.js"
    kept = [
        file
        for file in sorted(site.rglob("*"))
        if file.is_file() and file != worker and file.suffix not in (".map", ".gz", ".xml")
    ]
    digest = hashlib.sha256()
    for file in kept:
        digest.update(file.relative_to(site).as_posix().encode() + b"\0" + file.read_bytes())
    files = [file.relative_to(site).as_posix().removesuffix("index.html") for file in kept]
    script = worker.read_text(encoding="utf-8").replace("{{ files }}", json.dumps(files))
    script = script.replace("{{ edition }}", edition).replace("{{ version }}", digest.hexdigest()[:16])
    worker.write_text(script, encoding="utf-8")


def _unused() -> None:
    """Warns of amends that no page needed, so that none outlives its reason."""
    for fault, _mend in MENDS:
        if fault not in _used:
            _log.warning("no page holds `%s` any more. Delete its line from MENDS in macros/hooks.py", fault)
