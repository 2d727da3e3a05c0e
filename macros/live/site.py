"""The site while somebody works on it: a page is made when it is asked for, and the rest when nobody asks for anything."""

from __future__ import annotations

import gc
import json
import os
import posixpath
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from macros.check import held
from macros.live.build import Each, Made, configured, pages_of
from macros.live.cache import FOLDER, Cache
from macros.live.pages import Pages, told
from macros.publish import exports, policy, vendor
from macros.publish import pages as published
from macros.publish.disk import Folder
from macros.publish.exports import markdown
from macros.publish.site import leading, publish
from macros.store.project import Project
from macros.store.settings import settings
from macros.text import links

SERVED = Path(".cache", "served")
"""Where the libraries are that browsers load while the site is served, and what is made of all pages."""
PAGE = published.PAGE
GOOD = Path(".cache", "good.json")
"""The pages that were sent last, for the process that takes over."""
_UNMADE = b"<!doctype html><html><head><title>Not made</title></head><body><p>This page cannot be made. The bar says why.</p></body></html>"
_DATA = (links.FORM, "api/", "letter/", "search/", "session/")
_AGAIN = 8
"""How many of the pages that were asked for last are looked at again, once all pages are known."""


class Site:
    """The site of a project, state by state. One thread at a time."""

    def __init__(self, root: Path) -> None:
        """Takes the project's folder. Nothing is read before `look`."""
        self._root = root
        self._kept = Cache(root / FOLDER)
        self._config: MkDocsConfig | None = None
        self._project: Project | None = None
        self._pages: Pages | None = None
        self._parts: dict[str, tuple[str, bool, published.Apart]] = {}
        """What comes of each page, with the name of the page that it comes of, and whether it has all of its sheets."""
        self._good: dict[str, bytes] = {}
        self._problems: list[str] = []
        self._fault = ""
        """Why the code of now cannot be loaded; only another process, with other code, comes without it."""
        self._failed: dict[str, str] = {}
        self._whole: Pages | None = None
        """The state from which the site-wide files were last built."""
        self._left: list[Page] = []
        self.lock = threading.RLock()
        self.asked = time.monotonic()
        """When somebody asked for anything last, or got it, or saved a file."""
        self.version = ""
        self._libraries = vendor.scripts(root / "node_modules")

    @property
    def busy(self) -> bool:
        """Whether there are pages to be made that nobody has asked for."""
        return bool(self._left)

    @property
    def wrong(self) -> list[str]:
        """What is wrong with the code, the data and the pages, each with place and remedy."""
        fault = [self._fault] if self._fault else []
        if self._problems:
            return [*fault, *self._problems]
        warned = self._pages.wrong.values() if self._pages else ()
        return [*fault, *self._failed.values(), *(one for some in warned for one in some)]

    def look(self) -> None:
        """Looks at the project again. With a problem in it, the state before stays."""
        with self._in_turn():
            try:
                with held(self._root) as (project, problems):
                    self._problems = [str(problem) for problem in problems]
                    if not problems:
                        self._renew(project)
            except Exception as error:  # whatever our code or a template does wrong is to be mended without a restart
                self._problems = [told(error, self._root)]
            self._turn()

    def hand_over(self) -> None:
        """Leaves the pages that were sent last to the process that takes over: it may not be able to make them."""
        with self.lock:
            pages = {path: page.decode() for path, page in self._good.items()}
            (self._root / GOOD).write_text(json.dumps(pages), encoding="utf-8")

    def take_over(self) -> None:
        """Has what another process left."""
        with suppress(OSError, ValueError):
            pages = json.loads((self._root / GOOD).read_text(encoding="utf-8"))
            self._good = {path: page.encode() for path, page in pages.items()}

    def fail(self, fault: str) -> None:
        """Notes why the code of now cannot be loaded. The code before goes on."""
        self._fault = fault
        self._turn()

    def _turn(self) -> None:
        """Lets browsers know that something is new."""
        self.version = f"{time.time_ns():x}"

    def _renew(self, project: Project) -> None:
        if self._config is None:
            self._config = configured(self._root, self._root / SERVED)
        else:
            # The macros, of the data of now. What else the plugin does, it does once, at the start: it asks Git a dozen questions.
            plugin = self._config.plugins["macros"]
            import_module(plugin.config["module_name"]).define_env(plugin)
            self._config.plugins.on_pre_build(config=self._config)
        pages = pages_of(self._config, project, self._kept, self._pages)
        if self._pages is None or pages.frame is not self._pages.frame:
            library = project.library()
            for page in pages.every:
                path = page.file.src_uri
                place = links.record_of(path)
                pages.assume(page, library.get(*place).label if place else project.pages[path].title)
            there = {page.file.dest_uri for page in pages.every}
            self._parts = {path: part for path, part in self._parts.items() if path in there}
        self._project, self._pages, self._failed = project, pages, {}
        self._left = list(pages.every)

    def answer(self, path: str) -> bytes | None:
        """The file at `path` below the site's root; None where there is none. A page that cannot be made is as it was before."""
        with self._in_turn():
            if self._pages is None:
                return self._good.get(path)
            if path.startswith(links.FORM):
                return self._beside(path)
            if path.endswith(PAGE) or path == "404.html":
                return self._page(path)
            if path.startswith("assets/javascripts/page/"):
                scripts = dict(script for *_, part in self._parts.values() for script in part.scripts)
                return scripts[path].encode() if path in scripts else None
            files = {f.dest_uri: f for f in self._pages.files if not f.is_documentation_page()}
            if path in files:
                return files[path].content_bytes
            if path in self._libraries:
                return self._libraries[path].encode()
            return self._beside(path)

    def _page(self, path: str) -> bytes | None:
        try:
            sheet = self._sheet(path)
            if sheet is None:
                return self._leading(path)
            page = self._finished(sheet)
            self._good.pop(path, None)
            self._good[path] = page
            for old in [*self._good][:-_AGAIN]:
                del self._good[old]
            self._failed.pop(path, None)
        except Exception as error:
            self._failed[path] = told(error, self._root)
            return self._good.get(path, _UNMADE)
        return page

    def _leading(self, path: str) -> bytes | None:
        """A page that only leads elsewhere."""
        assert self._project
        library = self._project.library()
        page = leading(library).get(path)
        return None if page is None else policy.stated(page).encode()

    def _sheet(self, path: str) -> published.Sheet | None:
        """What is at `path`: a page, or a room of the page in the folder above."""
        assert self._pages
        every = {page.file.dest_uri: page for page in self._pages.every}
        for place in (path, posixpath.join(posixpath.dirname(posixpath.dirname(path)), PAGE)):
            if place in every or place == "404.html":
                return self._made(place, every.get(place), path)
        return None

    def _made(self, path: str, page: Page | None, only: str | None = None) -> published.Sheet | None:
        """Makes all that comes of a page, or `only` one sheet of it, and returns that; None where the page has no such sheet."""
        assert self._pages
        name = self._pages.name(page) if page else ""
        of, whole, part = self._parts.get(path, (None, False, None))
        found = _of_path(part, only)
        if part is None or of != name or not name or not (whole or found):
            html = self._pages.whole(page) if page else self._pages.template(path)
            part = next(self._each(published.apart, [path], [html], *([[only]] if only else [])))
            self._parts[path] = name, not only, part
            found = _of_path(part, only)
        return found

    def _finished(self, sheet: published.Sheet) -> bytes:
        assert self._project
        moved = {(page, anchor): room for *_, part in self._parts.values() for page, anchor, room in part.moved}
        base = settings(self._root).site
        around = published.around(sheet, moved, self._project.library(), base, policy=True)
        return published.finished(sheet, around).page.encode()

    @property
    def _each(self) -> Each:
        assert self._pages
        return Each(self._kept, self._pages.code)

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """Waits until nobody else is served, and notes that somebody waits, and when that has ended."""
        self.asked = time.monotonic()
        with self.lock:
            try:
                yield
            finally:
                self.asked = time.monotonic()

    def idle(self, quiet: float = 0) -> None:
        """Makes one page that nobody has asked for yet, if nobody has asked for any in so many seconds. Whoever does then waits for that one alone."""
        with self.lock:
            asked = self.asked
            while self._pages and self._left and self.asked == asked and time.monotonic() >= asked + quiet:
                page = self._left.pop()
                before = self._parts.get(page.file.dest_uri)
                try:
                    self._made(page.file.dest_uri, page)
                except Exception as error:
                    self._failed[page.file.dest_uri] = told(error, self._root)
                if not self._left:
                    self._settle()
                if self._parts.get(page.file.dest_uri) is not before:
                    break

    def _settle(self) -> None:
        """Ends the making of a state: what was sent before all of it was known may have become another."""
        gc.collect()  # a state before holds itself
        if not gc.get_freeze_count():
            gc.freeze()  # most of the first state is there for good, and need not be looked through each time
        before = (dict(self._good), len(self.wrong))
        for path in before[0]:
            self._page(path)
        # A title, or where a room is, may have become known since it was sent.
        if before != (self._good, len(self.wrong)):
            self._turn()

    def _beside(self, path: str) -> bytes | None:
        """A file that lies beside the pages. Those made of all pages or of all data, such as the search's, are all made when one is asked for."""
        assert self._pages
        assert self._project
        of_all = path.startswith(_DATA) or path.endswith(markdown.TWIN) or path in exports.OTHERS
        if of_all and self._whole is not self._pages:
            try:
                for page in self._pages.every:
                    self._pages.know(page)
                publish(
                    Folder(self._root / SERVED),
                    self._root,
                    self._project,
                    settings(self._root),
                    served=True,
                    source=Made(self._pages),
                    each=self._each,
                )
                self._whole = self._pages
            except Exception as error:
                self._failed[path] = told(error, self._root)
        folder = self._root / SERVED
        file = Path(os.path.normpath(folder / path))  # which may lead out of the folder
        return file.read_bytes() if file.is_relative_to(folder) and file.is_file() else None


def _of_path(part: published.Apart | None, path: str | None) -> published.Sheet | None:
    return next((sheet for sheet in part.sheets if sheet.path == path), None) if part else None
