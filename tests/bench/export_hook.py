"""A MkDocs hook that writes each page as Markdown with nothing left for macros, and the navigation, into the folder `$FINISHED`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import yaml
from mkdocs.plugins import event_priority

from macros.text.ready import CLOSE, OPEN


def _folder() -> Path:
    return Path(os.environ["FINISHED"])


def _items(items: Any) -> list[Any]:
    return [{item.title: _items(item.children)} if item.is_section else item.file.src_uri for item in items]


def on_nav(nav: Any, **_: Any) -> None:
    """Writes the navigation as `mkdocs.yml` has it."""
    _folder().mkdir(parents=True, exist_ok=True)
    (_folder() / "nav.yml").write_text(yaml.safe_dump(_items(nav.items), allow_unicode=True, sort_keys=False), "utf-8")


@event_priority(-100)
def on_page_markdown(markdown: str, page: Any, **_: Any) -> None:
    """Writes the page, after the macros have run."""
    # What is ready goes past Markdown here, and is HTML in Markdown for others.
    markdown = markdown.translate(dict.fromkeys(map(ord, (OPEN, CLOSE))))
    # Our own templates stay here: what is compared is the text, in the theme as it comes.
    meta = {key: page.meta[key] for key in ("title", "description", "hide", "search") if key in page.meta}
    file = _folder() / "docs" / page.file.src_uri
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\n{yaml.safe_dump(meta, allow_unicode=True)}---\n\n{markdown}", encoding="utf-8")
