"""What `mkdocs.yml` says that the rest needs to know: the addresses of the forge and of the site."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_GITHUB = re.compile(r"https://github\.com/([\w.-]+/[\w.-]+)")


@dataclass(frozen=True)
class Settings:
    """Addresses. Empty where the project has none."""

    repository: str = ""
    site: str = ""
    """Where the site is published, with a slash at its end."""
    sign_in: str = ""
    """Where the form's OAuth client answers. Empty where there is none: then people sign in with a token."""

    @property
    def edit(self) -> str:
        """Before the path of a file, where that file is edited."""
        return f"{self.repository}/edit/main/"

    @property
    def history(self) -> str:
        """Before the path of a file, where every change of it is listed."""
        return f"{self.repository}/commits/main/"

    @property
    def report(self) -> str:
        """Where a reader reports what is wrong or missing. Empty where the project is on no forge."""
        return f"{self.repository}/issues/new" if self.repository else ""

    @property
    def github(self) -> str:
        """Owner and name of the project on GitHub, the one forge that the form can propose changes to. Empty anywhere else."""
        found = _GITHUB.fullmatch(self.repository)
        return found[1] if found else ""


class _Loader(yaml.CSafeLoader):
    """Reads a configuration whose other values only a builder understands."""


def _from_environment(loader: _Loader, node: yaml.Node) -> Any:
    """`!ENV NAME`, `!ENV [NAME]` or `!ENV [NAME, OTHER, default]`, as the builder reads it."""
    said = loader.construct_sequence(node) if isinstance(node, yaml.SequenceNode) else [node.value]
    *names, default = said if len(said) > 1 else [*said, None]
    return next((os.environ[name] for name in names if name in os.environ), default)


_Loader.add_constructor("!ENV", _from_environment)
_Loader.add_multi_constructor("!", lambda *_: None)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)


def settings(root: Path) -> Settings:
    """The settings of the project below `root`."""
    said: dict[str, Any] = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), _Loader)
    repository = str(said.get("repo_url") or "").rstrip("/")
    site = str(said.get("site_url") or "").rstrip("/")
    sign_in = str((said.get("extra") or {}).get("sign_in") or "").rstrip("/")
    return Settings(repository, site and f"{site}/", sign_in)
