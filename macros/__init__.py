"""Steady Hands' data, from YAML to pages.

`define_env` is what mkdocs-macros calls; it and `hooks` are, with `links`, the only places that know the site
builder. The rest works without it: load the library, ask it questions.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

__all__ = ["define_env", "on_post_page_macros"]

DOORS = {
    "conditions": "What brought the client to the surgeon",
    "procedures": "What was done, and what it means on the table",
    "complications": "What can go wrong, and how soon to act",
    "cautions": "What to heed, for whom, until when, and why",
}
"""The four ways in that the home page offers, with what stands behind each."""


def define_env(env: Any) -> None:
    """Loads and checks the project, and registers the macros that pages call.

    Raises mkdocs' PluginError with every problem when the data or the pages have any: the build stops before it
    touches the last good site.
    """
    from macros.check import check
    from macros.plan import table
    from macros.text import links
    from macros.views.render import Renderer

    project, problems = check(Path(env.project_dir))
    if problems:
        from mkdocs.exceptions import PluginError

        listing = "\n".join(map(str, problems))
        raise PluginError(
            f"{len(problems)} problem{'s' * (len(problems) != 1)} in the data and the pages:\n\n{listing}\n"
        )
    edit = f"{(env.conf['repo_url'] or '').rstrip('/')}/{(env.conf['edit_uri'] or '').removesuffix('docs/')}"
    renderer = Renderer(project.library(), project.pages, edit)
    env.variables["steady_hands"] = renderer

    def place() -> tuple[str, str]:
        page = links.source_path(env.page)
        record = links.record_of(page)
        if record is None:
            raise ValueError(f"docs/{page} calls the macro of a record page, and is none. Delete the call")
        return record

    def record_opening() -> str:
        """The top of a record's page."""
        return renderer.opening(*place())

    def record_closing() -> str:
        """Everything after the narrative of a record's page."""
        return renderer.closing(*place())

    def figure(slug: str) -> str:
        """A figure of `data/rates/` in a sentence, with its citation."""
        return renderer.figure(slug)

    def view(name: str, **context: Any) -> str:
        """A view that belongs to no record: an index, the bibliography, the glossary."""
        return renderer.view(name, **context)

    def comparison(left: str, right: str) -> str:
        """Two operations side by side."""
        return renderer.comparison(left, right)

    def doors() -> str:
        """The four ways in."""
        return renderer.view("doors", doors=DOORS.items())

    def verdicts() -> str:
        """The table of truth: clients and what is right for each."""
        return renderer.view("verdicts", rows=table.read(Path(env.project_dir)))

    for macro in (record_opening, record_closing, figure, view, comparison, doors, verdicts):
        env.macro(macro)


def on_post_page_macros(env: Any) -> None:
    """Resolves record links, citations and glossary words once the macros of a page have spoken."""
    from macros.model.text import plain
    from macros.text import links
    from macros.views import finish as pages

    renderer = env.variables["steady_hands"]
    library = renderer.library
    path = links.source_path(env.page)
    env.markdown = pages.finish(env.markdown, path, library, renderer.citing)
    if (place := links.record_of(path)) is not None:
        env.page.meta.setdefault("description", plain(library.get(*place).summary))
