"""What `mkdocs.yml` says that the rest needs to know: the forge's addresses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Settings:
    """Addresses on the forge. Empty where the project has none."""

    repository: str
    edit: str
    """Before the path of a file, where that file is edited."""

    @property
    def history(self) -> str:
        """Before the path of a file, where every change of it is listed."""
        return self.edit.replace("/edit/", "/commits/")

    @property
    def report(self) -> str:
        """Where a reader reports what is wrong or missing."""
        return f"{self.repository}/issues/new"


class _Loader(yaml.SafeLoader):
    """Reads a configuration whose other values only a builder understands."""


_Loader.add_multi_constructor("!", lambda *_: None)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)


def settings(root: Path) -> Settings:
    """The settings of the project below `root`."""
    said: dict[str, Any] = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), _Loader)
    repository = str(said.get("repo_url") or "").rstrip("/")
    return Settings(repository, f"{repository}/{str(said.get('edit_uri') or '').removesuffix('docs/')}")
