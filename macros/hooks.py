"""MkDocs hooks: a sandbox for the pages' macros, and `publish` on what was built."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2.sandbox import ImmutableSandboxedEnvironment
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger

from macros.check import checked
from macros.publish.site import publish
from macros.store.settings import settings

_log = get_plugin_logger("publish")


def on_pre_build(config: Any) -> None:
    """Swaps the macros' Jinja environment for a sandboxed one: pages come from anyone, and Jinja can run programs."""
    plugin = config.plugins["macros"]
    open_ = plugin.env
    sandbox = ImmutableSandboxedEnvironment(loader=open_.loader, undefined=open_.undefined)
    sandbox.globals.update(open_.globals)
    sandbox.filters.update(open_.filters)
    plugin._env = sandbox


def on_page_content(html: str, page: Any, **_: Any) -> str:
    """Keeps the theme's search from reading the page a second time: the index is ours, made of what was built."""
    page.meta["search"] = {"exclude": True}
    return html


@event_priority(-100)
def on_post_build(config: Any) -> None:
    """Publishes what was built, after every plugin has written its files, and warns of amends that are no longer needed."""
    root = Path(config.config_file_path).parent
    try:
        unused = publish(Path(config.site_dir), root, checked(root)[0], settings(root))
    except FileNotFoundError as error:
        raise PluginError(str(error)) from error
    for fault in unused:
        _log.warning("no page has `%s` any more. Delete its line from MENDS in macros/publish/theme.py", fault)
