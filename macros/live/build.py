"""The whole site in a folder, byte for byte as `mkdocs build` makes it, from what is kept of earlier builds and what is new."""

from __future__ import annotations

import posixpath
import shutil
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data

from macros.check import held
from macros.live.cache import FOLDER, Cache, code_of, name
from macros.live.pages import Frame, Known, Pages, warnings
from macros.live.workers import shared
from macros.publish.disk import Folder
from macros.publish.site import publish
from macros.store.files import stamps
from macros.store.project import Project
from macros.store.settings import settings
from macros.store.trace import Digests, Facts
from macros.views.render import renderer

BUILT, SITE = Path(".cache", "built"), Path(".cache", "site")
"""Where the builder's pages are, and the site until all of it is right."""
_AT_ONCE = 100
"""How many calls each of several processes has in hand: with all of them, a large site would fill the memory."""


def build(root: Path, site: Path, jobs: int = 1) -> list[str]:
    """Builds the site of the project below `root` in the folder `site`, in so many processes. Returns what is wrong; then `site` stays as it was.

    Raises PluginError when the data or the pages have problems.
    """
    kept = Cache(root / FOLDER)
    with warnings() as found, held(root) as (project, _):
        code = _made(root, project, kept, jobs)
        (root / SITE).mkdir(exist_ok=True)
        each = Each(kept, code, jobs)
        found += publish(root / SITE, root, project, settings(root), built=root / BUILT, each=each)
    if not found:
        _deliver(root / SITE, site)
        kept.tidy()
    return found


def _made(root: Path, project: Project, kept: Cache, jobs: int) -> str:
    """Lets the folder of the builder hold its pages. Returns a name for the code that made them.

    They themselves are let go, and what the library was asked for them: a large site would fill the memory. So would what the check
    found in the files, and what was read for each answer, which is for states to come.
    """
    project.forget()
    project.library().lasting = False
    config = configured(root, root / BUILT)
    pages = pages_of(config, project, kept)
    if jobs > 1:
        _share(pages, jobs)
    lay_built(pages, root / BUILT)
    pages.validate()
    project.library().forget()
    return pages.code


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
    """What files and navigation hang on: which files there are, and what pages and lists of pages say of themselves."""
    for path, *_ in stamps(project.root / "docs", project.root / "overrides"):
        yield path
        if Path(path).name.startswith("."):
            yield Path(path).read_bytes()
    for page in project.pages.values():
        text, meta = get_data(page.text)
        yield meta, text.lstrip().partition("\n")[0]  # the first line may be a title


def _share(pages: Pages, jobs: int) -> None:
    """Lets other processes make the pages, which are then taken from where they are kept. What fails there, this one makes and tells of."""

    def known(page: Page) -> Known | None:
        try:
            found = pages.know(page)
        except Exception:
            return None
        return None if page.file.src_uri in pages.wrong else found

    def themed(page: Page) -> None:
        with suppress(Exception):
            pages.themed(page)

    # One of each kind is made here, so that nobody else has to compile its templates.
    for page in {posixpath.dirname(page.file.src_uri): page for page in pages.every}.values():
        pages.know(page)
    for page, found in zip(pages.every, shared(known, pages.every, jobs), strict=True):
        if found is not None:
            pages.take(page, found)
    if len(pages.known) == len(pages.every):
        pages.themed(pages.every[0])
        deque(shared(themed, pages.every, jobs), maxlen=0)


def lay_built(pages: Pages, built: Path) -> None:
    """Lets a folder hold what the builder makes: the pages, what the theme makes of none, and what is copied."""
    for page in pages.every:
        pages.know(page)
    built.mkdir(parents=True, exist_ok=True)
    folder = Folder(built)
    for path, text in _texts(pages):
        if text.strip():
            folder.lay(path, text.encode("utf-8", errors="xmlcharrefreplace"))
    pages.files.copy_static_files()
    copied = {file.dest_uri for file in pages.files if not file.is_documentation_page()}
    for path in [path for path in folder if path not in copied and path not in folder.laid]:
        folder.drop(path)


def _texts(pages: Pages) -> Iterator[tuple[str, str]]:
    """What the builder writes, one after the other: all at once would fill the memory."""
    for page in pages.every:
        yield page.file.dest_uri, pages.themed(page)
    for path in pages.config.theme.static_templates:
        if path != "sitemap.xml":
            yield path, pages.template(path)
    yield "search/search_index.json", "{}"  # by which `publish` knows that the theme's own search is there


class Each:
    """Calls a function of `publish.pages` for each of some inputs, unless what it gave for the same is kept."""

    def __init__(self, kept: Cache, code: str, jobs: int = 1) -> None:
        """Takes where results are kept, a name for the code, and how many processes may share the calls."""
        self._kept, self._code, self._jobs = kept, code, jobs

    def __call__(self, function: Any, *inputs: Any) -> Iterator[Any]:
        """As `map`."""
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


def _deliver(made: Path, site: Path) -> None:
    """Lets `site` hold the same files. Those of the same size and time are the same."""
    site.mkdir(parents=True, exist_ok=True)
    new, old = ({path: path.stat() for path in folder.rglob("*") if path.is_file()} for folder in (made, site))
    for file, state in new.items():
        to = site / file.relative_to(made)
        before = old.pop(to, None)
        if before is None or (before.st_size, before.st_mtime_ns) != (state.st_size, state.st_mtime_ns):
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, to)
    for file in old:
        file.unlink()
    for folder in sorted((path for path in site.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
