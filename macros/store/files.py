"""A file as it is on disk, before anyone reads what it says."""

from __future__ import annotations

import codecs
import os
import re
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import FileIO
from itertools import accumulate
from operator import attrgetter
from pathlib import Path
from typing import Generic, TypeVar

from macros.store.problems import Problem, place, shown

V = TypeVar("V")

_MERGE = re.compile(r"\n(<{7}|\|{7}|={7}|>{7})(?=\s|\Z)")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff"  # control characters
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # what turns the direction of writing
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2028\u2029\u2060-\u2065\u206a-\u206f"  # no width
    "\u3164\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Characters that nobody sees, so that a text reads otherwise than it looks."""

_ALIKE = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο\u0400-\u058f\u13a0-\u13ff"
_WIDE = "\uff01-\uff5e"
_LIKE = re.compile(f"[{_ALIKE}{_WIDE}]")
_LOOKS = re.compile(f"(?<=[A-Za-z])[{_ALIKE}]|[{_ALIKE}](?=[A-Za-z])|[{_WIDE}]")
"""Letters of another alphabet inside a Latin word, and the wide ones: they look like ours, and no search finds them."""

MOST_BYTES = 200_000
"""How big a file may be. The biggest of today has a third of it."""


_BESIDE = re.compile(r".*~|#.*#", re.DOTALL)
"""What editors call the copies that they lay beside a file. `mkdocs.yml` keeps them out of the site."""


def inside(folder: Path | str) -> list[os.DirEntry[str]]:
    """What is in a folder, by name, but for the copies of editors."""
    with os.scandir(folder) as found:
        kept = [
            entry for entry in found if not (_BESIDE.fullmatch(entry.name) and entry.is_file(follow_symlinks=False))
        ]
    return sorted(kept, key=attrgetter("name"))


def below(folder: Path | str, way: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything below a folder, at any depth, in order, with its path from there. No link is followed."""
    for entry in inside(folder):
        path = f"{way}{entry.name}"
        yield path, entry
        if entry.is_dir(follow_symlinks=False):
            yield from below(entry.path, f"{path}/")


def stamps(*tops: Path) -> Iterator[tuple[str, int, int]]:
    """Every file at or below some folders and files, but for compiled code: its path, its time in nanoseconds, its size in bytes."""
    for top in tops:
        for file in (entry for _, entry in below(top)) if top.is_dir() else (top,):
            if not file.name.endswith(".pyc"):
                with suppress(OSError):  # a link that leads nowhere, or to itself
                    found = file.stat()
                    if stat.S_ISREG(found.st_mode):
                        yield os.fspath(file), found.st_mtime_ns, found.st_size


def code_stamps(*tops: Path) -> Iterator[tuple[str, int, int]]:
    """The same of code: without hidden files, which are an editor's own and come and go while it is open."""
    return (found for found in stamps(*tops) if not Path(found[0]).name.startswith("."))


def hidden(text: str) -> tuple[str, str] | None:
    """Fault and remedy of the first character in `text` that nobody sees; None for a text without one."""
    match = _UNSEEN.search(text)
    return _unseen(match) if match else None


def _unseen(match: re.Match[str]) -> tuple[str, str]:
    return f"there is an invisible character, U+{ord(match.group()):04X}", "Delete it"


def _poses(match: re.Match[str]) -> tuple[str, str]:
    found = match.group()
    return f"`{found}` (U+{ord(found):04X}) only looks like a letter of ours", "Type the letter itself"


def linked(path: str, root: Path) -> bool:
    """Whether a file or a folder on the way from `root` to a path below it, or either end, is a link."""
    return any(map(os.path.islink, accumulate(path.split("/"), os.path.join, initial=os.fspath(root))))


def bytes_of(
    path: str, root: Path, most: int = MOST_BYTES, entry: os.DirEntry[str] | None = None
) -> tuple[bytes, list[Problem]]:
    """The bytes of the file at a path below `root`. What is no plain file of this very place, or too big, is a problem, and not read.

    `entry` is the file, if its folder is known not to be `linked`.
    """
    try:
        file = entry or root / path
        if entry.is_symlink() if entry else linked(path, root):
            fault, remedy = "this is a link to another place", "Put the file itself here"
        elif not stat.S_ISREG((found := file.stat(follow_symlinks=False)).st_mode):
            fault, remedy = "this is not a plain file", "Delete it"
        elif found.st_size > most:
            fault, remedy = f"it has {found.st_size:,} bytes, and at most {most:,} are allowed", "Take it apart"
        else:
            with FileIO(file) as opened:
                return opened.readall(), []
    except OSError as error:
        fault, remedy = f"the file cannot be read: {error.strerror or error}", "Let it be read, or delete it"
    return b"", [Problem(shown(path), 1, 1, "file", fault, remedy)]


_SEEN = bytes((*b"\t\n\r", *range(0x20, 0x7F)))
"""The characters of ASCII that somebody sees, and those that part words and lines."""


def text_of(data: bytes, path: str) -> tuple[str, list[Problem]]:
    """The text of a file, and what nobody may read over: another encoding, marks of a merge, control characters.

    Bytes that are not UTF-8 are replaced, so that the rest of the text can still be looked at. Line ends become line feeds.
    """
    problems = []
    data = data.removeprefix(codecs.BOM_UTF8)
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        text = data.decode(errors="replace")
        before = data[: error.start].decode()
        fault = f"the byte {data[error.start]:02X} is not UTF-8"
        problems.append(Problem(path, *place(before, len(before)), "file", fault, "Save the file as UTF-8"))
    else:
        if data.translate(None, _SEEN):  # nothing is left of nearly every file, and that is soon told
            if match := _UNSEEN.search(text):
                problems.append(Problem(path, *place(text, match.start()), "file", *_unseen(match)))
            if _LIKE.search(text) and (match := _LOOKS.search(text)):  # the first is much quicker
                problems.append(Problem(path, *place(text, match.start()), "file", *_poses(match)))
    for match in _MERGE.finditer(f"\n{text}"):
        fault, remedy = f"`{match[1]}` marks a merge conflict", "Keep one of the two versions and delete the marks"
        problems.append(Problem(path, *place(text, match.start()), "file", fault, remedy))
    return text, problems


class Kept(Generic[V]):
    """What was made of the files of one project, as long as they are the same by time, size and place on the disk."""

    SETTLED = 100_000_000
    """Nanoseconds after which a file's time is sure to change with the next write."""

    def __init__(self) -> None:
        """Begins with nothing."""
        self._root: Path | None = None
        self._known: dict[str, tuple[tuple[int, ...], V]] = {}
        self._fresh: dict[str, tuple[bytes, V]] = {}
        """Of files that were written just before they were read: their bytes, as their times may not tell of the next write."""
        self._seen: set[str] = set()

    def begin(self, root: Path) -> None:
        """Begins to read a project: the last one read, or another. What was not read the last time is gone."""
        seen = self._seen if root == self._root else set()
        self._known = {file: self._known[file] for file in seen & self._known.keys()}
        self._fresh = {file: self._fresh[file] for file in seen & self._fresh.keys()}
        self._root, self._seen = root, set()

    def of(self, file: Path | os.DirEntry[str], make: Callable[[], V]) -> V:
        """What `make` gives for a file."""
        try:
            found = file.stat(follow_symlinks=False)
        except OSError:
            return make()
        path = os.fspath(file)
        self._seen.add(path)
        stamp = (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)
        if (known := self._known.pop(path, None)) and known[0] == stamp:
            self._known[path] = known
            return known[1]
        if not stat.S_ISREG(found.st_mode):
            return make()
        fresh = self._fresh.pop(path, None)
        settled = time.time_ns() - max(stamp[:2]) > self.SETTLED
        data = _read(path) if fresh or not settled else None
        value = fresh[1] if fresh and fresh[0] == data else make()
        if settled:
            self._known[path] = (stamp, value)
        elif data is not None and data == _read(path):  # or it was written meanwhile, and `value` may be of either
            self._fresh[path] = (data, value)
        return value


def _read(path: str) -> bytes | None:
    """The bytes of a file; None for one that is too big to be ours, or cannot be read."""
    with suppress(OSError), FileIO(path) as file:
        data = file.read(MOST_BYTES + 1)
        return data if len(data) <= MOST_BYTES else None
    return None
