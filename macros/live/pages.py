"""A page from its file to its HTML, as MkDocs makes it, in steps of which each is kept: Markdown, content, and the page in its theme.

Every step says what it was made of. Markdown: the page's file, and the cells that its macros read. The content: the Markdown, and
which of the pages that it links to are there. The page in its theme: the content, and what it shows of the navigation. That is made when
publishing wants it, which keeps what comes of it.
"""

from __future__ import annotations

import copy
import logging
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import urlsplit

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, Section, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import get_relative_url, is_error_template

from macros.live.cache import FOLDER, Cache, name
from macros.publish.pages import Later
from macros.store.problems import Problem, place
from macros.store.trace import Cell, Digests, tracing


@dataclass(frozen=True)
class Written:
    """A page as Markdown, when its macros have run, with the digests of the cells that they read."""

    text: str
    meta: dict[str, Any]
    cells: dict[Cell, str]


@dataclass(frozen=True)
class Content:
    """The HTML of a page without its theme, and what other pages and the theme have to know of it."""

    html: str
    meta: dict[str, Any]
    title: str | None
    toc: TableOfContents
    anchors: set[str]
    leads_to: dict[str, dict[str, str]]
    """The anchors of pages that it links to, with the links as they were written."""
    looked_for: dict[str, bool]
    """The files that its links name, and whether they were there."""


_NO_PLACE = re.compile(
    r"Doc file '(.+)' contains a link '(.+)', but (?:there is no such anchor on this page|the doc '.+' does not contain an anchor).*"
)


def placed(said: str, docs: Path) -> str:
    """A warning of MkDocs as the check would tell it, if it is about a place that a page of `docs` links to and no page has; else as it is."""
    match = _NO_PLACE.fullmatch(said)
    text = (docs / match[1]).read_text(encoding="utf-8") if match else ""
    if match is None or (start := text.find(match[2])) < 0:  # a template wrote the link
        return said
    fault = f"there is no place `{match[2]}`"
    remedy = "Copy it from the address that the heading has on the site, or name the heading: `## Words { #its-name }`"
    return str(Problem(f"docs/{match[1]}", *place(text, start), "link", fault, remedy))


@contextmanager
def warnings(docs: Path) -> Iterator[list[str]]:
    """Gives the list into which MkDocs' warnings go. `docs` is the folder of the pages."""
    found: list[str] = []

    class Heard(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(placed(record.getMessage(), docs))

    logger, heard = logging.getLogger("mkdocs"), Heard(logging.WARNING)
    logger.addHandler(heard)
    try:
        yield found
    finally:
        logger.removeHandler(heard)


class _Seen(Files):
    """The files of a site; remembers for which it was asked."""

    def __init__(self, files: Files) -> None:
        super().__init__(())  # to copy all for each page would take a large site longer than the page
        self._all = files
        self.looked_for: dict[str, bool] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """The file at a path, if there is one."""
        found = self._all.get_file_from_path(path)
        self.looked_for[path] = found is not None
        return found


@dataclass(frozen=True)
class Known:
    """What is known of a page without its HTML: what it was made of, and what other pages show of it."""

    source: str
    cells: dict[Cell, str] | None
    """None in a one-off build, which never compares states."""
    written: str
    """The key of its Markdown in the cache."""
    content: str
    """The key of its content there."""
    looked_for: dict[str, bool]
    title: str | None
    meta: dict[str, Any]


class Frame:
    """What there is before any page is made: the files of the site, its navigation, the environment of its theme.

    It lasts as long as what it was made of is the same. What its navigation shows of a page is told it whenever that is known.
    """

    def __init__(self, config: MkDocsConfig, made_of: str, code: str, before: Frame | None = None) -> None:
        """Takes the configuration after `on_pre_build`, names for what it is made of and for the code, and the one before."""
        self.made_of, self.code = made_of, code
        again = before is not None and before.code == code
        self.environment: jinja2.Environment = before.environment if before and again else config.theme.get_env()
        self.ready: bool = before is not None and again and before.ready
        """Whether plugins have seen the environment."""
        files = get_files(config)
        files.add_files_from_theme(self.environment, config)
        self.files: Files = config.plugins.on_files(files, config=config)
        set_exclusions(self.files, config)
        nav = get_navigation(self.files, config)
        self.nav: Navigation = config.plugins.on_nav(nav, config=config, files=self.files)
        for file in self.files.documentation_pages():
            if file.page is None:
                Page(None, file, config)
        self.every = [file.page for file in self.files.documentation_pages() if file.page is not None]
        """All pages, in the order of the builder."""
        self.documents = self.files.documentation_pages()
        """Their files, which the theme is shown with each page."""
        self._named = {page.file.src_uri: page.title for page in self.every if "title" in vars(page)}
        """The titles that the navigation gives, which come before those that pages have themselves."""
        self._told: dict[str, tuple[str | None, dict[str, Any]]] = {}
        self._around: dict[int, str] = {}
        self.turn = 0
        """How often anything that pages show of each other has changed."""

    def tell(self, page: Page, title: str | None, meta: dict[str, Any]) -> None:
        """Lets other pages see the title of one."""
        page.markdown, page.meta = "", copy.deepcopy(meta)
        page.title = self._named.get(page.file.src_uri, title)
        if self._told.get(page.file.src_uri) != (title, meta):
            self._told[page.file.src_uri] = title, meta
            self._around.clear()
            self.turn += 1

    def shown(self, page: Page) -> Iterator[Any]:
        """What a page shows of the navigation: the parts it is in with all that is in them, of others what leads there."""
        home = self.nav.homepage
        yield [page.title, page.url, page.edit_url, page.canonical_url, home and (home.title, home.url)]
        yield [other and (other.title, other.url) for other in (page.previous_page, page.next_page)]
        yield [_item(item) for item in self.nav.items]
        for item in (above for above in page.ancestors if isinstance(above, Section)):
            if id(item) not in self._around:
                self._around[id(item)] = name([_item(child) for child in item.children])
            yield self._around[id(item)]


class Pages:
    """The pages of one state of the project, each made when it is asked for."""

    def __init__(
        self,
        config: MkDocsConfig,
        frame: Frame,
        fixed: str,
        digests: Digests,
        cache: Cache,
        before: Pages | None = None,
    ) -> None:
        """Takes the configuration, what there is of files and navigation, a name for what any page may show, the cells, and the state before."""
        self.config, self.frame, self.digests = config, frame, digests
        self.code, self.files = frame.code, frame.files
        self.every = frame.every
        self._fixed, self._cache = fixed, cache
        again = before is not None and (before.code, before._fixed) == (self.code, fixed)
        self._before: dict[str, Known] = before._before | before.known if before and again else {}
        self.known: dict[str, Known] = {}
        self._names: dict[str, tuple[Known, int, str]] = before._names if before and before.frame is frame else {}
        self.wrong: dict[str, list[str]] = {}
        """What is wrong with pages that are known, by their paths."""
        self._unkept: dict[str, Content] = {}

    def know(self, page: Page) -> Known:
        """What there is to know of a page now. What has to be made for it is made, and kept."""
        path = page.file.src_uri
        if path not in self.known:
            before = self._before.get(path)
            if (
                before
                and before.cells is not None
                and before.source == page.file.content_string
                and self._holds(before.cells)
                and self._are_there(before.looked_for)
            ):
                self.known[path] = before
            else:
                self.known[path] = self._make(page)
            self.frame.tell(page, self.known[path].title, self.known[path].meta)
        return self.known[path]

    def take(self, page: Page, known: Known) -> None:
        """Takes over what another process, of the same state, got to know of a page."""
        self.known[page.file.src_uri] = known
        self._cache.use(known.written, known.content)
        self.frame.tell(page, known.title, known.meta)

    def assume(self, page: Page, title: str) -> None:
        """Gives a page the title that it had in the state before, or else `title`, until it is known."""
        before = self._before.get(page.file.src_uri)
        self.frame.tell(page, before.title if before else title, before.meta if before else {})

    def _holds(self, cells: dict[Cell, str]) -> bool:
        return all(self.digests[cell] == digest for cell, digest in cells.items())

    def _are_there(self, looked_for: dict[str, bool]) -> bool:
        return all((self.files.get_file_from_path(path) is not None) == there for path, there in looked_for.items())

    def _make(self, page: Page) -> Known:
        self.wrong.pop(page.file.src_uri, None)
        source = page.file.content_string
        made_of, written = self._write(page, source)
        key = name("content", self.code, page.file.src_uri, page.is_homepage, written.text, written.meta)
        content: Content | None = self._cache.get(key)
        if content is None or not self._are_there(content.looked_for):
            content = self._convert(page, key)
        cells = self.digests.of(written.cells) if self.digests.lasting else None
        return Known(source, cells, made_of, key, content.looked_for, content.title, content.meta)

    def _content(self, page: Page) -> Content:
        """The HTML of a page, which is kept, but for one that warned."""
        for _ in range(2):
            known = self.know(page)
            content: Content | None = self._unkept.get(known.content) or self._cache.get(known.content)
            if content is not None and content.looked_for == known.looked_for:
                return content
            del self.known[page.file.src_uri]  # somebody has deleted what was kept
        raise FileNotFoundError(f"{FOLDER} cannot be written to")

    def _write(self, page: Page, source: str) -> tuple[str, Written]:
        """Runs the macros of a page, if anything that they read is not as it was. Gives the key of what they wrote with it."""
        key = name("written", self.code, self._fixed, page.file.src_uri, source)
        known: Written | None = self._cache.get(key)
        if known is None or not self._holds(known.cells):
            with warnings(Path(self.config.docs_dir)) as warned, tracing() as cells:
                page = self.config.plugins.on_pre_page(page, config=self.config, files=self.files)
                page.read_source(self.config)
                text = self._with_macros(page)
            if page.file.content_string != source:  # it was saved meanwhile
                return self._write(page, page.file.content_string)
            known = Written(text, dict(page.meta), self.digests.of(cells))
            if warned:  # what is wrong is to be said again
                self.wrong[page.file.src_uri] = warned
            else:
                self._cache.put(key, known)
        page.markdown, page.meta = known.text, copy.deepcopy(known.meta)
        return key, known

    def _with_macros(self, page: Page) -> str:
        """The Markdown of a page once plugins have changed it. Raises whatever a macro of it does."""
        macros: Any = self.config.plugins["macros"]
        try:
            text = self.config.plugins.on_page_markdown(
                page.markdown or "", page=page, config=self.config, files=self.files
            )
        except SystemExit as ended:  # the plugin's way to be strict
            raise macros.env.failed or ended from None
        if macros.env.failed:
            raise macros.env.failed
        return str(text)

    def _convert(self, page: Page, key: str) -> Content:
        files = _Seen(self.files)
        told = vars(page).pop("title", None)
        try:
            with warnings(Path(self.config.docs_dir)) as warned:
                page.render(self.config, files)
                html = self.config.plugins.on_page_content(
                    page.content or "", page=page, config=self.config, files=self.files
                )
        except Exception:
            page.title = told
            raise
        leads_to = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
        found = Content(
            html,
            dict(page.meta),
            page.title,
            page.toc,
            page.present_anchor_ids or set(),
            leads_to,
            files.looked_for,
        )
        if warned:
            self.wrong[page.file.src_uri] = [*self.wrong.get(page.file.src_uri, ()), *warned]
            self._unkept[key] = found
        else:
            self._cache.put(key, found)
        _let_go(page)  # it is read from where it is kept, page by page
        return found

    def name(self, page: Page) -> str:
        """A name for the whole page. All pages have to be known or assumed first, as each shows the titles of others."""
        path, known = page.file.src_uri, self.know(page)
        of, turn, found = self._names.get(path, (None, 0, ""))
        if of is not known or turn != self.frame.turn:
            shown = list(self.frame.shown(page))
            found = name("themed", self.code, known.content, list(known.looked_for.items()), shown)
            self._names[path] = known, self.frame.turn, found
        return found

    def whole(self, page: Page) -> Later:
        """The whole page, in its theme, which is made when it is wanted."""
        return Later(self.name(page), partial(self._themed, page))

    def _themed(self, page: Page) -> str:
        environment, content = self._environment(), self._content(page)
        page.active, page.content, page.toc = True, content.html, content.toc
        try:
            context = get_context(self.frame.nav, self.frame.documents, self.config, page)
            template = environment.get_template(page.meta.get("template", "main.html"))
            context = self.config.plugins.on_page_context(context, page=page, config=self.config, nav=self.frame.nav)
            output = template.render(context)
            return str(self.config.plugins.on_post_page(output, page=page, config=self.config))
        finally:
            page.active = False
            _let_go(page)

    def _environment(self) -> jinja2.Environment:
        """The environment of the theme, when plugins have seen it."""
        if not self.frame.ready:
            self.frame.environment = self.config.plugins.on_env(
                self.frame.environment, config=self.config, files=self.files
            )
            self.frame.ready = True
        return self.frame.environment

    def template(self, path: str) -> str:
        """What the theme makes of no page, such as the one for what is not there. Empty where it is not to be."""
        template = self._environment().get_template(path)
        template = self.config.plugins.on_pre_template(template, template_name=path, config=self.config)
        # A page for errors is shown at any address, so its links lead from the root.
        base = urlsplit(self.config.site_url or "/").path if is_error_template(path) else get_relative_url(".", path)
        context = get_context(self.frame.nav, self.files, self.config, base_url=base)
        context = self.config.plugins.on_template_context(context, template_name=path, config=self.config)
        output = template.render(context)
        return str(self.config.plugins.on_post_template(output, template_name=path, config=self.config))

    def validate(self) -> None:
        """Warns of links to places that no page has."""
        for page in self.every:
            page.present_anchor_ids = self._content(page).anchors
        for page in self.every:
            places = self._content(page).leads_to.items()
            found = ((self.files.get_file_from_path(path), anchors) for path, anchors in places)
            page.links_to_anchors = {file: anchors for file, anchors in found if file is not None}
            page.validate_anchor_links(files=self.files, log_level=self.config.validation.links.anchors)
            page.links_to_anchors = None
        for page in self.every:
            _let_go(page)


def _let_go(page: Page) -> None:
    """Empties a page of what was made of it. All pages of a large site at once would fill the memory."""
    page.content, page.toc = None, TableOfContents([])
    page.present_anchor_ids = page.links_to_anchors = None


def _item(item: StructureItem) -> Any:
    """What a list of the navigation shows of an entry that is not opened: a part leads to its first page."""
    if isinstance(item, Section):
        return (item.title, [_item(child) for child in item.children[:1]])
    meta = item.meta if isinstance(item, Page) else {}
    return (item.title, getattr(item, "url", None), [meta.get(key) for key in ("icon", "subtitle", "status")])


def told(error: Exception, root: Path) -> str:
    """An error as its place in our code or templates, below the project's folder `root`, and what it says."""
    steps = [(frame.f_code.co_filename, _line(frame, line)) for frame, line in traceback.walk_tb(error.__traceback__)]
    ours = [step for step in steps if "/macros/" in step[0] or step[0].endswith((".j2", ".html"))] or steps
    place = f"{ours[-1][0].removeprefix(f'{root}/')}:{ours[-1][1]}: " if ours else ""
    return f"{place}{type(error).__name__}: {error}"


def _line(frame: FrameType, line: int) -> int:
    """The line that somebody wrote: of what Jinja makes of a template, whose macros are called from Python, it is another."""
    template = frame.f_globals.get("__jinja_template__")
    return line if template is None else int(template.get_corresponding_lineno(line))
