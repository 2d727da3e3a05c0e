"""Whether anything has changed since the site was built: then there is nothing to do, and nothing heavy to load."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path

from macros.live.cache import name, surroundings
from macros.publish.licenses import FORM
from macros.publish.vendor import VENDOR
from macros.store.files import stamps
from macros.store.history import head

NOTE = Path(".cache", "fresh.json")
"""What was read and written when the site was built last."""
READ = (
    ".vscode", "CITATION.cff", "data", "docs", "macros", "mkdocs.yml", "overrides", "requirements.lock", "tests/planner.yaml",
    *(f"node_modules/{name}" for name in (*VENDOR, *FORM, "esbuild")),
)  # fmt: skip
"""All that a build reads, below the project."""


class Fresh:
    """The state of all that a build reads, taken before it starts."""

    def __init__(self, root: Path, site: Path) -> None:
        """Looks at the files of the project below `root`, of which `site` is the site."""
        self._root, self._site = root, site
        self._beside = name(surroundings(root), head(root), str(site))
        self._read = self._files()

    def holds(self) -> bool:
        """Whether the site is what a build would make: every file by its time and size, or else by what is in it."""
        with suppress(OSError, ValueError, KeyError):
            note = json.loads((self._root / NOTE).read_text(encoding="utf-8"))
            if note["beside"] != self._beside or note["site"] != self._published():
                return False
            if note["read"] == self._read:
                return True
            if note["read"].keys() == self._read.keys() and note["content"] == self._content():
                self._keep(note["content"])
                return True
        return False

    def keep(self) -> None:
        """Notes that the site was built of this state, unless a file has changed since: nobody can tell which of its texts was built."""
        with suppress(OSError):  # one is gone
            content = self._content()
            if self._files() == self._read:
                self._keep(content)

    def _keep(self, content: str) -> None:
        note = {"beside": self._beside, "read": self._read, "content": content, "site": self._published()}
        (self._root / NOTE).parent.mkdir(exist_ok=True)
        (self._root / NOTE).write_text(json.dumps(note), encoding="utf-8")

    def _files(self) -> dict[str, list[int]]:
        return _below(self._root, *(self._root / place for place in READ))

    def _published(self) -> dict[str, list[int]]:
        return _below(self._site, self._site)

    def _content(self) -> str:
        digest = hashlib.sha256()
        for path in self._read:
            digest.update(path.encode() + b"\0" + hashlib.sha256((self._root / path).read_bytes()).digest())
        return digest.hexdigest()


def _below(root: Path, *places: Path) -> dict[str, list[int]]:
    """The time and size of every file at or below some places, by its path below `root`."""
    return {Path(file).relative_to(root).as_posix(): [time, size] for file, time, size in stamps(*places)}
