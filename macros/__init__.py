"""Steady Hands' data, from YAML to pages.

`define_env` is what mkdocs-macros and its kin call. This file and `hooks` are the only ones that know a site builder. The rest
works without it: load the library, ask it questions.
"""

from __future__ import annotations

import gc
import html
from collections.abc import Callable
from pathlib import Path
from typing import Any

__all__ = ["define_env"]

# Loading makes millions of small objects and little garbage: at its default pace the collector takes half of a check.
gc.set_threshold(50_000, 50, 50)


def define_env(env: Any) -> None:
    """Registers the macros that pages call. Checks the project first, once for each state of its files.

    Some builders call this once a page.

    Raises mkdocs' PluginError with every problem when the data or the pages have any: the build stops before it
    touches the last good site.
    """
    from macros.check import checked
    from macros.plan import table
    from macros.store.settings import settings
    from macros.text import links
    from macros.text.ready import ready
    from macros.views import drawings
    from macros.views.render import renderer as renderer_of

    root = Path(env.project_dir)
    project, problems = checked(root)
    if problems:
        from mkdocs.exceptions import PluginError

        listing = "\n".join(map(str, problems))
        raise PluginError(
            f"{len(problems)} problem{'s' * (len(problems) != 1)} in the data and the pages:\n\n{listing}\n"
        )
    renderer = renderer_of(project, settings(root))

    def record(caller: Callable[[], str]) -> str:
        """The page of a record: its opening, the narrative in the block, its closing."""
        path = _path_of(env.page)
        place = links.record_of(path)
        assert place is not None, "the check knows which pages may call this"
        _describe(env.page, renderer.description(*place))
        return renderer.record(path, *place, caller())

    def prose(caller: Callable[[], str]) -> str:
        """Any other page: the text in the block. `rooms` in its front matter makes its sections rooms."""
        text = caller()
        if says := renderer.first_words(text):
            _describe(env.page, says)
        return renderer.finished(text, _path_of(env.page), env.page.meta.get("rooms"))

    def figure(slug: str) -> str:
        """A figure of `data/rates/` in a sentence, with its citation."""
        return renderer.figure(slug)

    def drawing(name: str, caption: str) -> str:
        """A drawing of a position or a move, with a caption of a few words."""
        return ready(drawings.figure(root, name, caption))

    def view(name: str, **context: Any) -> str:
        """A view that belongs to no record: an index, the bibliography, the glossary."""
        return renderer.view(name, **context)

    def comparison(left: str, right: str) -> str:
        """Two operations side by side."""
        return renderer.comparison(left, right)

    def doors() -> str:
        """The ways in that the home page offers."""
        return renderer.view("doors")

    def verdicts() -> str:
        """The table of truth: clients and what is right for each."""
        return renderer.view("verdicts", rows=table.read(root))

    for macro in (record, prose, figure, drawing, view, comparison, doors, verdicts):
        env.macro(macro)


def _describe(page: Any, says: str) -> None:
    """Says what a page is about, unless its front matter does. The theme writes it into an attribute as it is."""
    page.meta.setdefault("description", html.escape(says))


def _path_of(page: Any) -> str:
    """The path below `docs/` of the page that the builder is at: MkDocs calls it `file.src_uri`, Zensical `path`."""
    return str(page.file.src_uri) if hasattr(page, "file") else str(page.path)
