"""What several test modules share: the small project, built sites, a server, a browser."""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, expect

from macros.check import check
from macros.store.library import Library
from macros.store.settings import Settings
from macros.views.render import Renderer
from tests import chromium

expect.set_options(timeout=30_000)
"""A slow machine may take its time; what is expected stays the same."""

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests" / "small"
FORGE = "https://forge.example/steady-hands"


def lay_small_project(folder: Path) -> None:
    """Puts the small project into `folder`, with this repository's configuration, macros and theme."""
    shutil.copytree(SMALL, folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "macros", folder / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    for name in ("mkdocs.yml", "CITATION.cff"):
        shutil.copy(ROOT / name, folder)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the small project, not built: break it as you like."""
    lay_small_project(tmp_path)
    return tmp_path


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small project's data and pages, which can be checked and not built."""
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture(scope="session")
def library() -> Library:
    """The small project's records."""
    project, problems = check(SMALL)
    assert problems == []
    return project.library()


@pytest.fixture(scope="session")
def renderer(library: Library) -> Renderer:
    """A renderer of the small project."""
    return Renderer(library, check(SMALL)[0].pages, Settings(FORGE))


def module(folder: Path, *command: str, **beside: str) -> subprocess.CompletedProcess[str]:
    """Runs a module of this environment in `folder`, which is its project and known to a forge: `module(folder, "macros", "check")`.

    `beside` are variables of the environment to set as well.
    """
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": ".", "REPO_URL": FORGE} | beside,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def mkdocs(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs mkdocs in `folder` as the Makefile does."""
    return module(folder, "mkdocs", *arguments)


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], subprocess.CompletedProcess[str]]) -> Path:
    """A folder for all workers, filled by the first that asks for it; the others wait. Fails for each when `make` failed."""
    base = factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, outcome = base / name, base / f"{name}.txt"
    with FileLock(base / f"{name}.lock"):
        if not outcome.exists():
            folder.mkdir()
            done = make(folder)
            fault = f"exit code {done.returncode}\n{done.stdout}{done.stderr}" if done.returncode else ""
            outcome.write_text(fault, encoding="utf-8")
    assert outcome.read_text(encoding="utf-8") == ""
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built strictly, for all to read."""
    return once(tmp_path_factory, "site", lambda folder: mkdocs(ROOT, "build", "--strict", "--site-dir", str(folder)))


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with its site in site/, built strictly, for all to read."""

    def make(folder: Path) -> subprocess.CompletedProcess[str]:
        lay_small_project(folder)
        return mkdocs(folder, "build", "--strict")

    return once(tmp_path_factory, "small", make)


@pytest.fixture
def built(small_site: Path, tmp_path: Path) -> Path:
    """A copy of the small project with its site: break it as you like."""
    shutil.copytree(small_site, tmp_path, symlinks=True, dirs_exist_ok=True)
    return tmp_path


def files_kept(site: Path) -> dict[str, str]:
    """What a device keeps of a site: the addresses of the files, each with the start of its SHA-256."""
    build = re.search(r"^const BUILD = (.*)$", (site / "sw.js").read_text(encoding="utf-8"), re.MULTILINE)
    assert build
    files: dict[str, str] = json.loads(build[1])["files"]
    return files


@contextlib.contextmanager
def served(
    folder: Path, spoil: Callable[[str], int | None] = lambda _: None, headers: Mapping[str, str] = MappingProxyType({})
) -> Iterator[str]:
    """Serves `folder` over HTTP on a free port of this machine, with its 404 page, and gives the address.

    `spoil` is asked before each answer, with the path: it may take its time, or give a status to answer with instead. `headers` are
    sent with every answer.
    """

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Keeps the test output readable."""

        def handle(self) -> None:
            with contextlib.suppress(ConnectionError):  # a client that hangs up
                super().handle()

        def do_GET(self) -> None:
            if (status := spoil(self.path)) is not None:
                self.send_error(status)
            else:
                super().do_GET()

        def end_headers(self) -> None:
            # LinkChecker keeps to its own slow pace unless a server says that it knows it.
            for name, value in {"LinkChecker": "welcome", **headers}.items():
                self.send_header(name, value)
            super().end_headers()

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            page = folder / "404.html"
            if code != http.HTTPStatus.NOT_FOUND or not page.exists():
                super().send_error(code, message, explain)
                return
            body = page.read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The real site's address."""
    with served(site) as base:
        yield base


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser."""
    with chromium.launched() as running:
        yield running


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts first what waits longest for the site, then what needs no site: so one worker builds it while the others work."""

    def turn(item: pytest.Item) -> int:
        needs_site = "site" in getattr(item, "fixturenames", ())
        return (0 if item.get_closest_marker("long") else 2) if needs_site else 1

    items.sort(key=turn)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the option that renews the golden files."""
    parser.addoption("--renew-golden", action="store_true", help="write what is rendered now as the golden files")


@pytest.fixture
def renew_golden(request: pytest.FixtureRequest) -> bool:
    """Whether the golden files are to be renewed."""
    return bool(request.config.getoption("--renew-golden"))
