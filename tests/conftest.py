"""What several test modules share: the small project, built sites, a server, a browser."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
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


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the small project with this repository's configuration, macros and theme: break it as you like."""
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    shutil.copytree(ROOT / "macros", tmp_path / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
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
    return Renderer(library, check(SMALL)[0].pages, Settings(FORGE, f"{FORGE}/edit/main/"))


def mkdocs(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs mkdocs in `folder` as the Makefile does."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built strictly."""
    folder = tmp_path_factory.mktemp("site")
    done = mkdocs(ROOT, "build", "--strict", "--site-dir", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serves `folder` over HTTP on a free port of this machine, with its 404 page, and gives the address."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Keeps the test output readable."""

        def handle(self) -> None:
            with contextlib.suppress(ConnectionError):  # a client that hangs up
                super().handle()

        def end_headers(self) -> None:
            # LinkChecker keeps to its own slow pace unless a server says that it knows it.
            self.send_header("LinkChecker", "welcome")
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


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the option that renews the golden files."""
    parser.addoption("--renew-golden", action="store_true", help="write what is rendered now as the golden files")


@pytest.fixture
def renew_golden(request: pytest.FixtureRequest) -> bool:
    """Whether the golden files are to be renewed."""
    return bool(request.config.getoption("--renew-golden"))
