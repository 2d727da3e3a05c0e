"""The site at an address of this machine. A page shows an edit as soon as it is saved, and what is wrong with it."""

from __future__ import annotations

import http.server
import ipaddress
import json
import mimetypes
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from macros.live.site import PAGE, Site
from macros.store.files import code_stamps

WATCHED = ("data", "docs", "macros", "overrides", "tests")
"""The folders whose files make the site, beside the files at the top."""
_TOP = ("mkdocs.yml", "requirements.lock", "CITATION.cff")
"""The files at the top that do."""
_SETTLE = 0.05
"""Seconds to wait for the rest of what is saved together."""
_QUIET = 0.5
"""Seconds without a request after which what nobody has asked for is made."""
_PATIENCE = 20
"""Seconds that a browser waits for news before it asks again."""
_LEAVE = 10
"""Seconds that a restart waits for answers that are on their way. Who reads slower than that is cut off."""
_OWN_NAME = re.compile(r"(localhost|127(\.\d+){3}|\[::1\])(:\d+)?", re.IGNORECASE)
"""What a browser on this machine calls this machine."""
_TRIAL = """
import macros.cli, macros.hooks, macros.live.serve
from jinja2 import Environment
from macros.views.render import TEMPLATES
from mkdocs.config import load_config
load_config("mkdocs.yml")
for file in TEMPLATES.glob("*.j2"):
    Environment().parse(file.read_text(encoding="utf-8"), filename=str(file))
"""
"""What a restart does first, and what it would not come back from with a page."""
_RELOAD = Path(__file__).with_name("reload.js")


def serve(root: Path, host: str, port: int, open_socket: int | None = None) -> None:
    """Serves the project below `root` until it is interrupted. `open_socket` is that of this process before it started anew."""
    changed = threading.Event()
    changed.set()
    site = Site(root)
    if open_socket is not None:
        site.take_over()
    news = threading.Condition()
    server = _server(host, port, open_socket, _handler(site, news))
    threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
    observer = _observer(root, changed)
    code = _code(root)
    version, told = "", list[str]()
    print(f"The site is at http://{host}:{server.server_address[1]}", flush=True)
    try:
        while True:
            if changed.wait(max(0.0, site.asked + _QUIET - time.monotonic()) if site.busy else _PATIENCE):
                time.sleep(_SETTLE)
                changed.clear()
                if (now := _code(root)) != code:
                    code = now
                    if not (fault := _fault(root)):
                        observer.stop()  # what it has open would outlive this program
                        observer.join()
                        with news:
                            server.leaving = True
                            news.notify_all()
                        server.leave()
                        site.hand_over()
                        _again(server, root, host)
                    site.fail(fault)
                else:
                    site.look()
            else:
                site.idle(_QUIET)  # whoever asks for a page comes first
            if site.version != version:
                version = site.version
                if (wrong := site.wrong) != told:
                    told = wrong
                    print(*(wrong or ["All is well again"]), sep="\n", file=sys.stderr, flush=True)
                with news:
                    news.notify_all()
    except KeyboardInterrupt:
        observer.stop()
        server.shutdown()


class _Server(http.server.ThreadingHTTPServer):
    """A server that says nothing of browsers that hang up, as they do when a page is left while it loads, and that can be left without cutting an answer short."""

    leaving = False
    """Whether another process takes over: who waits for news is let go, and no connection is kept."""
    _under_way = 0
    """How many answers are."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Takes what its parent takes."""
        self._ended = threading.Condition()
        super().__init__(*arguments, **named)

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Counts an answer as under way."""
        with self._ended:
            self._under_way += 1
        try:
            yield
        finally:
            with self._ended:
                self._under_way -= 1
                self._ended.notify_all()

    def leave(self) -> None:
        """Takes nobody in any more, and waits for the answers that are under way."""
        self.shutdown()
        with self._ended:
            self._ended.wait_for(lambda: not self._under_way, _LEAVE)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Prints what went wrong with a request, unless it is that nobody waits for the answer any more."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def _server(host: str, port: int, open_socket: int | None, handler: Any) -> _Server:
    if open_socket is None:
        return _Server((host, port), handler)
    server = _Server((host, port), handler, bind_and_activate=False)
    server.socket.close()
    server.socket = socket.socket(fileno=open_socket)
    server.server_address = server.socket.getsockname()
    return server


def _observer(root: Path, changed: threading.Event) -> Any:
    class Seen(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            paths = [Path(str(path)) for path in (event.src_path, event.dest_path) if path]
            inner = event.is_directory and event.event_type == "modified"
            if (
                event.event_type in ("created", "modified", "moved", "deleted")
                and not inner
                and any(map(is_read, paths))
            ):
                changed.set()

    def is_read(path: Path) -> bool:
        return "__pycache__" not in path.parts and (path.parent != root or path.name in (*WATCHED, *_TOP))

    observer = Observer()
    observer.schedule(Seen(), str(root), recursive=False)
    for folder in WATCHED:
        if (root / folder).is_dir():
            observer.schedule(Seen(), str(root / folder), recursive=True)
    observer.start()
    return observer


def _code(root: Path) -> list[tuple[str, int]]:
    """What a running process cannot take in, by time: modules, what they read once, and the configuration."""
    files = code_stamps(root / "macros", root / "mkdocs.yml", root / "requirements.lock")
    return [(path, time) for path, time, _ in files]


def _fault(root: Path) -> str:
    """The error that a restart with the edited code would raise; empty if none."""
    done = subprocess.run([sys.executable, "-c", _TRIAL], cwd=root, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stderr.strip()[-2000:]


def _again(server: http.server.ThreadingHTTPServer, root: Path, host: str) -> None:
    """Starts this process anew, with the code of now and the same socket: who asks meanwhile waits."""
    os.set_inheritable(server.socket.fileno(), True)
    command = ["-m", "macros", "--root", str(root), "serve", "--host", host, "--socket", str(server.socket.fileno())]
    os.execv(sys.executable, [sys.executable, *command])


def _handler(site: Site, news: threading.Condition) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        server: _Server
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: Any) -> None:
            """Leaves the terminal to what is wrong."""

        def do_GET(self) -> None:
            with self.server.answering():
                self._answer()

        def _answer(self) -> None:
            asked, _, seen = self.path.partition("?")
            path = unquote(asked).lstrip("/")
            here: Any = self.server.server_address
            if ipaddress.ip_address(here[0]).is_loopback and not _OWN_NAME.fullmatch(self.headers.get("Host", "")):
                # Another site's name may be made to lead to this machine, and that site's scripts would read along.
                told = f"This server is for this machine alone: open http://localhost:{here[1]}/"
                self._send(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", told.encode())
            elif path == "live.json":
                self._tell(seen)
            elif path == "live.js":
                self._send(HTTPStatus.OK, "text/javascript", _RELOAD.read_bytes())
            elif path and not path.endswith("/") and "." not in path.rpartition("/")[2]:
                self._send(HTTPStatus.FOUND, "text/html", b"", location=quote(f"/{path}/"))
            else:
                self._file(path)

        def _file(self, path: str) -> None:
            name = path + PAGE if path == "" or path.endswith("/") else path
            body, status = site.answer(name), HTTPStatus.OK
            if body is None:
                status, name, body = HTTPStatus.NOT_FOUND, "404.html", site.answer("404.html")
            if body is None:
                status, body = (
                    HTTPStatus.SERVICE_UNAVAILABLE,
                    b"<!doctype html><title>Not yet</title><head></head><body></body>",
                )
            if name.endswith(".html"):
                tag = f'<script src="/live.js" data-version="{site.version}"></script></head>'
                body = body.replace(b"</head>", tag.encode(), 1)
            self._send(status, mimetypes.guess_type(name)[0] or "application/octet-stream", body)

        def _tell(self, seen: str) -> None:
            """The state of the site, once it is another than the browser has seen."""
            with news:
                news.wait_for(lambda: self.server.leaving or (site.version and site.version != seen), _PATIENCE)
            told = {"version": site.version, "wrong": site.wrong}
            self._send(HTTPStatus.OK, "application/json", json.dumps(told).encode())

        def _send(self, status: HTTPStatus, kind: str, body: bytes, location: str = "") -> None:
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            if self.server.leaving:
                self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(body)

    return Handler
