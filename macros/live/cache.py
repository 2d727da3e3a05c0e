"""What was made before, kept under a name that says all that it was made of: so it is never stale, and safe to delete."""

from __future__ import annotations

import hashlib
import os
import pickle
import re
import shutil
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from macros.store.files import Kept, code_stamps

FOLDER = Path(".cache", "pages")
"""Where it is, below the project."""
_ROOM = 3
"""Cleanup starts when the cache is this many times the size of what the last build used."""
_SUM = 16
"""How many bytes of checksum stand before an entry."""


def name(*parts: Any) -> str:
    """Cache key: a hash of the values' `repr`."""
    return hashlib.blake2b(repr(parts).encode(), digest_size=20).hexdigest()


class Cache:
    """Values by names, in a folder."""

    def __init__(self, folder: Path) -> None:
        """Takes the folder, which need not be there."""
        self._folder = folder
        self._used: set[str] = set()

    def get(self, key: str) -> Any:
        """The cached value, or None if missing or damaged."""
        self._used.add(key)
        try:
            data = memoryview(self._file(key).read_bytes())
            return pickle.loads(data[_SUM:]) if _sum(data[_SUM:]) == data[:_SUM] else None
        except Exception:  # whatever unpickling comes upon
            return None

    def put(self, key: str, value: Any) -> None:
        """Keeps a value. It is there as a whole or not at all, whoever else writes."""
        self._used.add(key)
        file = self._file(key)
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        try:
            _lay(file, _sum(data) + data)
        except FileNotFoundError:  # the folder, or what another process has just tidied up
            self._folder.mkdir(parents=True, exist_ok=True)
            _lay(file, _sum(data) + data)

    def use(self, *keys: str) -> None:
        """Counts what another process used."""
        self._used.update(keys)

    def tidy(self) -> None:
        """Deletes entries this build did not use, once the cache is over 3 times the size of those it used."""
        with suppress(FileNotFoundError):  # another process deletes too, and then the next build does
            sizes = {file: file.stat().st_size for file in self._folder.iterdir() if file.is_file()}
            used = {file for file in sizes if file.name in self._used}
            if sum(sizes.values()) > _ROOM * sum(sizes[file] for file in used):
                for file in sizes.keys() - used:
                    file.unlink(missing_ok=True)

    def clear(self) -> None:
        """Deletes everything."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _file(self, key: str) -> Path:
        return self._folder / key


def _sum(data: bytes | memoryview) -> bytes:
    return hashlib.blake2b(data, digest_size=_SUM).digest()


def _lay(file: Path, data: bytes) -> None:
    beside = file.with_suffix(f".{os.getpid()}")
    beside.write_bytes(data)
    beside.replace(file)


def code_of(root: Path) -> str:
    """A name for all that makes pages and is no page and no data: our code, the templates, the configuration, what is installed."""
    folders = {Path(__file__).parents[1], (root / "macros").resolve(), (root / "overrides").resolve()}
    return name(surroundings(root), (root / "mkdocs.yml").read_bytes(), list(_contents(root, sorted(folders))))


def surroundings(root: Path) -> str:
    """A name for what a build reads that is no file of the project: what is installed, and what the configuration asks of the environment."""
    asked = re.findall(r"!ENV\s*(\w+|\[[^]]*\])", (root / "mkdocs.yml").read_text(encoding="utf-8"))
    named = [one for words in asked for one in re.findall(r"\w+", words)]  # of a default too, which is no harm
    said = [(one, os.environ.get(one)) for one in (*named, "SOURCE_DATE_EPOCH")]
    packages = sysconfig.get_path("purelib")
    return name(said, sys.version, packages, Path(packages).stat().st_mtime_ns)


def _contents(root: Path, folders: list[Path]) -> Iterator[tuple[str, str]]:
    _kept.begin(root)
    for folder in folders:
        for found, *_ in code_stamps(folder):
            file = Path(found)
            path = file.relative_to(folder).as_posix()
            if not path.startswith("assets/"):
                yield path, _kept.of(file, partial(_digest, file))


_kept: Kept[str] = Kept()


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
