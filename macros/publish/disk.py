"""The folder of a site: read once, and written only where something differs. And what is put by or packed while a site is made."""

from __future__ import annotations

import hashlib
import os
import pickle
import posixpath
import shutil
import tempfile
import zlib
from collections.abc import Iterable, Iterator, KeysView, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

V = TypeVar("V")


def in_order(paths: Iterable[str]) -> Iterator[str]:
    """Paths of files, each folder's in order and what is in it in place of the folder."""
    return iter(sorted(paths, key=lambda path: path.split("/")))


class Folder:
    """A folder and all files below it, by their paths from it, with `/` between the parts.

    It knows what was there when it was made and what was laid since, and not what others write meanwhile.
    """

    def __init__(self, path: Path) -> None:
        """Looks at what is in the folder, which need not be there."""
        self.path = path
        self._sizes = dict(_sizes(os.fspath(path), "")) if path.is_dir() else {}
        self._folders = {posixpath.dirname(file) for file in self._sizes}
        self._digests: dict[str, str] = {}

    def __iter__(self) -> Iterator[str]:
        """The paths of its files, as `in_order` has them."""
        return in_order(self._sizes)

    def __contains__(self, path: str) -> bool:
        """Whether there is such a file."""
        return path in self._sizes

    def read(self, path: str) -> bytes:
        """What is in a file."""
        return (self.path / path).read_bytes()

    def page(self, path: str) -> str:
        """The text of a page."""
        return self.read(path).decode()

    def lay(self, path: str, content: str | bytes) -> None:
        """Writes a file, unless that is what is in it already. Text is written as UTF-8."""
        data = content.encode() if isinstance(content, str) else content
        self._digests[path] = hashlib.sha256(data).hexdigest()
        if self._sizes.get(path) == len(data) and self.read(path) == data:
            return
        self._write(path, data)
        self._sizes[path] = len(data)

    def _write(self, path: str, data: bytes) -> None:
        self._place(path).write_bytes(data)

    def _place(self, path: str) -> Path:
        """Where a file is to be, in a folder that is there."""
        folder = posixpath.dirname(path)
        if folder not in self._folders:
            (self.path / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        return self.path / path

    def lay_all(self, files: Mapping[str, str] | Mapping[str, bytes]) -> None:
        """Writes files, which are given by their paths."""
        for path, content in files.items():
            self.lay(path, content)

    def drop(self, path: str) -> None:
        """Deletes a file, if there is one, and the folders that are empty without it."""
        if self._sizes.pop(path, None) is not None:
            self._delete(path)

    def _delete(self, path: str) -> None:
        (self.path / path).unlink()
        for above in (self.path / path).relative_to(self.path).parents[:-1]:
            if any((self.path / above).iterdir()):
                break
            (self.path / above).rmdir()
            self._folders.discard(above.as_posix())

    def digest(self, path: str) -> str:
        """The SHA-256 of a file in hexadecimal digits."""
        if path not in self._digests:
            self._digests[path] = hashlib.sha256(self.read(path)).hexdigest()
        return self._digests[path]

    @property
    def laid(self) -> KeysView[str]:
        """The files that were laid by now, written or not."""
        return self._digests.keys()


class Waiting(Folder):
    """A folder that stays as it is until all of it is right: what is new waits elsewhere until `settle`."""

    def __init__(self, path: Path, elsewhere: Path) -> None:
        """Takes the folder, and one whose files may be lost, best on the same disk."""
        super().__init__(path)
        self._elsewhere = elsewhere
        shutil.rmtree(elsewhere, ignore_errors=True)
        elsewhere.mkdir(parents=True)
        self._new: dict[str, Path] = {}
        self._gone: set[str] = set()

    def read(self, path: str) -> bytes:
        """What is in a file, or will be."""
        return self._new[path].read_bytes() if path in self._new else super().read(path)

    def _write(self, path: str, data: bytes) -> None:
        # Under a number: folders would be made twice.
        self._new.setdefault(path, self._elsewhere / str(len(self._new))).write_bytes(data)

    def _delete(self, path: str) -> None:
        self._gone.add(path)

    def settle(self, first: str) -> None:
        """Deletes what was dropped, and puts what is new into the folder, one file before all others."""
        for path in self._gone:
            if path not in self and os.path.lexists(self.path / path):
                super()._delete(path)
        for path in sorted(self._new.keys() & self._sizes.keys(), key=lambda path: (path != first, path)):
            shutil.move(self._new[path], self._place(path))
        shutil.rmtree(self._elsewhere)


class Shelf(Mapping[str, V]):
    """Values in a file without a name, as those of a large site would fill the memory. Each is read anew whenever it is asked for."""

    def __init__(self, folder: Path) -> None:
        """Takes a folder on the disk to have the file in, which is made if it is not there. The file is gone with this."""
        folder.mkdir(parents=True, exist_ok=True)
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - it is closed with this
        self._places: dict[str, tuple[int, int]] = {}

    def __setitem__(self, key: str, value: V) -> None:
        start = self._file.seek(0, os.SEEK_END)
        self._places[key] = start, self._file.write(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))

    def __getitem__(self, key: str) -> V:
        start, size = self._places[key]
        self._file.seek(start)
        value: V = pickle.loads(self._file.read(size))
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class Packed(NamedTuple):
    """A text, compressed: a large site has many."""

    data: bytes

    @classmethod
    def of(cls, text: str) -> Packed:
        """Packs a text."""
        return cls(zlib.compress(text.encode(), 1))

    @property
    def text(self) -> str:
        """The text, unpacked anew each time."""
        return zlib.decompress(self.data).decode()


def _sizes(folder: str, above: str) -> Iterator[tuple[str, int]]:
    """Every file below a folder by its path, with its size in bytes."""
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                yield from _sizes(entry.path, f"{above}{entry.name}/")
            else:
                yield above + entry.name, entry.stat(follow_symlinks=False).st_size
