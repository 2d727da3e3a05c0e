"""The whole site in a folder, byte for byte as `mkdocs build` makes it, from what is kept of earlier builds and what is new."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data

from macros.check import held
from macros.live.cache import FOLDER, Cache, code_of, name
from macros.live.pages import Frame, Known, Pages, told, warnings
from macros.live.workers import shared
from macros.publish import editions
from macros.publish.disk import Waiting, in_order
from macros.publish.pages import Later
from macros.publish.site import publish
from macros.store.files import stamps
from macros.store.project import Project, outlived
from macros.store.settings import settings
from macros.store.trace import Digests, Facts
from macros.views.render import renderer

NEW = Path(".cache", "site")
"""Where the files of a site that are new wait until all of it is right."""
_AT_ONCE = 100
"""How many calls each of several processes has in hand: with all of them, a large site would fill the memory."""


def build(root: Path, site: Path, jobs: int = 1) -> list[str]:
    """Builds the site of the project below `root` in the folder `site`, in so many processes. Returns what is wrong; then `site` stays as it was.

    Raises PluginError when the data or the pages have problems.
    """
    kept = Cache(root / FOLDER)
    with warnings(root / "docs") as found, held(root) as (project, _):
        try:
            pages = _known(root, project, kept, jobs)
        except Abort as error:  # MkDocs has logged what is wrong with its configuration
            return found or [str(error)]
        except Exception as error:
            if not found:
                raise
            return [*found, told(error, root)]  # the plugin has told of it, at length
        to, each = Waiting(site, root / NEW), Each(kept, pages.code, jobs)
        found += publish(to, root, project, settings(root), source=Made(pages), each=each)
    if outlived() or code_of(root) != pages.code:
        kept.clear()  # nobody can tell what of it is of which code
        return ["macros/, overrides/ or mkdocs.yml has changed while the site was built. Build again"]
    if not found:
        to.settle(first=editions.MARK)  # who builds again after this was killed finds a site there, and may do so
        kept.tidy()
    return found


def _known(root: Path, project: Project, kept: Cache, jobs: int) -> Pages:
    """The pages, each of which is known and all of whose links lead somewhere, or there are warnings.

    What the library was asked for them is let go: a large site would fill the memory. So is what the check found in the files, and
    what was read for each answer, which is for states to come.
    """
    project.forget()
    project.library().lasting = False
    pages = pages_of(configured(root, root / NEW), project, kept)
    if jobs > 1:
        _share(pages, jobs)
    for page in pages.every:
        pages.know(page)
    pages.validate()
    project.library().forget()
    return pages


def configured(root: Path, site: Path) -> MkDocsConfig:
    """MkDocs' configuration, ready to build. Raises PluginError when the data or the pages have problems."""
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(site))
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    return config


def pages_of(config: MkDocsConfig, project: Project, kept: Cache, before: Pages | None = None) -> Pages:
    """The pages of a project; `before` has those of another state of it, if this process made any."""
    made = renderer(project, settings(project.root))
    digests = Digests(Facts(project.root, project.library(), made.tables))
    code = code_of(project.root)
    frame, made_of = before.frame if before else None, name(code, list(_outline(project)))
    if frame is None or frame.made_of != made_of:
        frame = Frame(config, made_of, code, frame)
    return Pages(config, frame, made.fixed, digests, kept, before)


def _outline(project: Project) -> Iterator[Any]:
    """What the file list and the navigation depend on: which files there are, and what pages and lists of pages say of themselves."""
    for path, *_ in stamps(project.root / "docs", project.root / "overrides"):
        yield path
        if Path(path).name.startswith("."):
            yield Path(path).read_bytes()
    for page in project.pages.values():
        text, meta = get_data(page.text)
        yield meta, text.lstrip().partition("\n")[0]  # the first line may be a title


def _share(pages: Pages, jobs: int) -> None:
    """Renders the pages in worker processes; the parent reads the results from the cache. What fails there, it makes itself and tells of."""

    def known(page: Page) -> Known | None:
        try:
            found = pages.know(page)
        except Exception:
            return None
        return None if page.file.src_uri in pages.wrong else found

    # One of each kind is made here, so that nobody else has to compile its templates.
    for page in {posixpath.dirname(page.file.src_uri): page for page in pages.every}.values():
        pages.know(page)
    for page, found in zip(pages.every, shared(known, pages.every, jobs), strict=True):
        if found is not None:
            pages.take(page, found)


class Made:
    """What MkDocs would write, by the paths of the files: pages, what the theme makes of none, and what is copied. Each is made when it is read."""

    def __init__(self, pages: Pages) -> None:
        """Takes the pages, all of which have to be known."""
        self._pages = {page.file.dest_uri: page for page in pages.every}
        self._whole = pages.whole
        templates = (
            (path, pages.template(path)) for path in pages.config.theme.static_templates if path != "sitemap.xml"
        )
        self._texts = {path: text for path, text in templates if text.strip()}
        self._texts["search/search_index.json"] = "{}"  # by which `publish` knows that the theme's own search is there
        self._copied = {
            file.dest_uri: file
            for file in pages.files
            if not file.is_documentation_page() and file.inclusion.is_included()  # type: ignore[no-untyped-call]
        }

    def __iter__(self) -> Iterator[str]:
        """The paths, in the order of a folder."""
        return in_order({**self._pages, **self._texts, **self._copied})

    def __contains__(self, path: str) -> bool:
        """Whether there is such a file."""
        return path in self._pages or path in self._texts or path in self._copied

    def read(self, path: str) -> bytes:
        """What is in a file that is no page."""
        if path in self._copied:
            return self._copied[path].content_bytes
        return self._texts[path].encode("utf-8", errors="xmlcharrefreplace")

    def page(self, path: str) -> str | Later:
        """The text of a page."""
        return self._whole(self._pages[path]) if path in self._pages else self._texts[path]


class Each:
    """Calls a function of `publish.pages` for each of some inputs, unless what it gave for the same is kept."""

    def __init__(self, kept: Cache, code: str, jobs: int = 1) -> None:
        """Takes where results are kept, a name for the code, and how many processes may share the calls."""
        self._kept, self._code, self._jobs = kept, code, jobs

    def __call__(self, function: Any, *inputs: Any) -> Iterator[Any]:
        """Like `map`, but reuses cached results."""
        every = zip(*inputs, strict=True)
        while some := list(islice(every, self._jobs * _AT_ONCE if self._jobs > 1 else 1)):
            keys = [name(function.__name__, self._code, *one) for one in some]
            found = [self._kept.get(key) for key in keys]
            missing = [number for number, one in enumerate(found) if one is None]
            made = shared(lambda number: function(*some[number]), missing, self._jobs)
            for number, one in zip(missing, made, strict=True):
                self._kept.put(keys[number], one)
                found[number] = one
            yield from found
