"""MkDocs hooks: the pages' own template environment, and `publish` on what was built."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger

from macros.check import checked
from macros.publish.disk import Folder
from macros.publish.site import publish
from macros.store.project import Project
from macros.store.settings import settings
from macros.text.sandbox import Pages

_log = get_plugin_logger("publish")


MOST_LISTED = 60
"""How many entries a table of contents may have below its sections. One with more has the sections alone: the theme's script looks for each."""

_command = "build"
_project: Project | None = None


def on_startup(command: str, **_: Any) -> None:
    """Remembers whether the site is served while somebody works on it."""
    global _command
    _command = command


def on_pre_build(config: Any) -> None:
    """Swaps the macros' Jinja environment for ours: pages come from anyone, and Jinja can run programs.

    Remembers what is built: whoever writes a record meanwhile gets it with the next build.
    """
    global _project
    _project = checked(Path(config.config_file_path).parent)[0]
    plugin = config.plugins["macros"]
    plugin._env = Pages(plugin.macros)


def on_page_content(html: str, page: Any, **_: Any) -> str:
    """Keeps the theme's search from reading the page a second time: the index is ours, made of what was built. Shortens a long table of contents."""
    page.meta["search"] = {"exclude": True}
    for first in page.toc:
        sections = first.children if first.level == 1 else page.toc.items
        if sum(len(section.children) for section in sections) > MOST_LISTED:
            for section in sections:
                section.children = []
        break
    return html


@event_priority(-100)
def on_post_build(config: Any) -> None:
    """Publishes what was built, after every plugin has written its files, and warns of what is wrong with it."""
    root = Path(config.config_file_path).parent
    assert _project is not None, "a build begins before it ends"
    try:
        faults = publish(Folder(Path(config.site_dir)), root, _project, settings(root), served=_command == "serve")
    except (FileNotFoundError, RuntimeError) as error:
        raise PluginError(str(error)) from error
    for fault in faults:
        _log.warning(fault)
