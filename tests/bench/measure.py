"""What a command costs, and what a server spends until a page shows an edit."""

from __future__ import annotations

import http.client
import os
import platform
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import TracebackType

import psutil

PATIENCE = 900.0
"""Seconds after which a server that does not show an edit is given up."""


@dataclass(frozen=True)
class Cost:
    """What one run of a command took."""

    cpu: float
    """Seconds of processor time, user and system, of the command and all that it started."""
    wall: float
    """Seconds that went by."""
    memory: int
    """The most bytes that one of its processes held at a time."""


def run(command: Iterable[str | Path], folder: Path, beside: Mapping[str, str] | None = None) -> Cost:
    """Runs a command in `folder`, with `beside` in its environment. Raises RuntimeError with what it printed when it fails."""
    words = [*map(str, command)]
    start = time.perf_counter()
    with tempfile.TemporaryFile() as printed:
        process = subprocess.Popen(
            words, cwd=folder, env={**os.environ, **(beside or {})}, stdout=printed, stderr=printed
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - start
        if process.returncode:
            printed.seek(0)
            raise RuntimeError(f"{' '.join(words)} failed:\n{printed.read().decode(errors='replace')[-2000:]}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss * unit)


def rounds(cases: Mapping[str, Callable[[], Cost]], count: int) -> dict[str, list[Cost]]:
    """Runs every case once a round, so that a busy minute of the machine meets all of them."""
    costs: dict[str, list[Cost]] = {name: [] for name in cases}
    for _ in range(count):
        for name, case in cases.items():
            costs[name].append(case())
    return costs


def median(values: Iterable[float]) -> float:
    """The middle of several values."""
    return statistics.median(values)


def size(folder: Path, pattern: str = "*") -> int:
    """Bytes of the files below `folder` whose names fit `pattern`."""
    return sum(file.stat().st_size for file in folder.rglob(pattern) if file.is_file())


def free_port() -> int:
    """A port at which nothing listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Server:
    """A server under measurement: what it spends, itself and its children, until an address shows a text."""

    def __init__(
        self, command: Iterable[str | Path], folder: Path, root: str, beside: Mapping[str, str] | None = None
    ) -> None:
        """`root` is the address of the site's home page."""
        self.root = root
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 (it is closed with the server)
        self._process = psutil.Popen(
            [*map(str, command)], cwd=folder, env={**os.environ, **(beside or {})}, stdout=self._log, stderr=self._log
        )
        self._ended = 0.0

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        everyone = [self._process, *self._process.children(recursive=True)]
        for process in everyone:
            with suppress(psutil.NoSuchProcess):
                process.terminate()
        for process in psutil.wait_procs(everyone, timeout=10)[1]:
            process.kill()
        self._log.close()

    def spent(self) -> float:
        """Seconds of processor time so far, with those of children that have ended."""
        total = 0.0
        for process in (self._process, *self._process.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                times = process.cpu_times()
                total += times.user + times.system
                total += getattr(times, "children_user", 0.0) + getattr(times, "children_system", 0.0)
        return total

    def memory(self) -> int:
        """Bytes that the server and its children hold."""
        return sum(p.memory_info().rss for p in (self._process, *self._process.children(recursive=True)))

    def until(self, texts: Mapping[str, str], change: Callable[[], object] = lambda: None) -> Cost:
        """What it takes from `change` until every address below the root shows its text.

        Raises RuntimeError with the server's own words when it ends before, TimeoutError when it never does.
        """
        before, start = self.spent(), time.perf_counter()
        change()
        waiting = dict(texts)
        while waiting:
            if self._process.poll() is not None:
                self._log.seek(0)
                raise RuntimeError(f"the server ended:\n{self._log.read().decode(errors='replace')[-2000:]}")
            if time.perf_counter() - start > PATIENCE:
                raise TimeoutError(f"{self.root}{next(iter(waiting))} never showed “{next(iter(waiting.values()))}”")
            address, text = next(iter(waiting.items()))
            if text in self._page(address):
                del waiting[address]
            else:
                time.sleep(0.02)
        return Cost(self.spent() - before, time.perf_counter() - start, self.memory())

    def _page(self, address: str) -> str:
        try:
            with urllib.request.urlopen(self.root + address, timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError, TimeoutError, http.client.IncompleteRead):
            return ""  # nothing yet, or a page that a builder writes anew while it is sent


def machine() -> str:
    """A sentence on the machine and the versions that decide how fast a build is."""
    names = ("mkdocs", "mkdocs-material", "markdown", "jinja2", "pydantic")
    found = ", ".join(f"{name} {version(name)}" for name in names)
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}; {found}"
    )
