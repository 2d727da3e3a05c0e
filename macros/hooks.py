"""MkDocs hooks: a sandbox for the pages' macros, and amends to the theme's HTML."""

from __future__ import annotations

from typing import Any

from jinja2.sandbox import ImmutableSandboxedEnvironment
from mkdocs.plugins import get_plugin_logger

MENDS = (
    # HTML has no `autocomplete` for a checkbox.
    (' id="__drawer" autocomplete="off"', ' id="__drawer"'),
    (' id="__search" autocomplete="off"', ' id="__search"'),
    # A tab index is a number or absent.
    (' tabindex=""', ""),
    # Two landmarks of one kind need names that tell them apart.
    ('class="md-path" aria-label="Navigation"', 'class="md-path" aria-label="Breadcrumbs"'),
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


def on_post_build(**_: Any) -> None:
    """Warns of amends that no page needed, so that none outlives its reason."""
    for fault, _mend in MENDS:
        if fault not in _used:
            _log.warning("no page holds `%s` any more. Delete its line from MENDS in macros/hooks.py", fault)
