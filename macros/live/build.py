"""The whole site in a folder, byte for byte as `mkdocs build` makes it, from what is kept of earlier builds and what is new."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.utils import CountHandler

from macros.check import checked
from macros.live.cache import FOLDER, Cache, code_of
from macros.live.pages import Pages
from macros.publish.site import publish
from macros.store.settings import settings
from macros.store.trace import Digests, Facts
from macros.views.render import renderer


def build(root: Path, site: Path) -> None:
    """Builds the site of the project below `root` in the folder `site`.

    Raises:
        PluginError: The data or the pages have problems.
        Abort: There were warnings.
    """
    with _strictly():
        config = configured(root, site)
        shutil.rmtree(site, ignore_errors=True)
        cache = Cache(root / FOLDER)
        pages = pages_of(config, root, cache)
        for page in pages.every:
            pages.read(page)
        pages.files.copy_static_files()
        for page in pages.every:
            _write(site / page.file.dest_uri, pages.themed(page))
        for path in config.theme.static_templates:
            if path != "sitemap.xml" and (text := pages.template(path)).strip():
                _write(site / path, text)
        pages.validate()
        for fault in publish(site, root, checked(root)[0], settings(root)):
            logging.getLogger("mkdocs").warning(fault)
        cache.tidy()


def configured(root: Path, site: Path) -> MkDocsConfig:
    """MkDocs' configuration, ready to build. Raises PluginError when the data or the pages have problems."""
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(site))
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    return config


def pages_of(config: MkDocsConfig, root: Path, cache: Cache) -> Pages:
    """The pages of the project as it is now."""
    project, _ = checked(root)
    made = renderer(project, settings(root))
    return Pages(config, code_of(root), made.fixed, Digests(Facts(root, project.library(), made.tables)), cache)


@contextmanager
def _strictly() -> Iterator[None]:
    """Raises Abort at the end when there were warnings."""
    logger, warned = logging.getLogger("mkdocs"), CountHandler()
    warned.setLevel(logging.WARNING)
    logger.addHandler(warned)
    try:
        yield
    finally:
        logger.removeHandler(warned)
    if counts := warned.get_counts():
        raise Abort(f"Aborted with {', '.join(f'{count} {kind.lower()}s' for kind, count in counts)}")


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode("utf-8", errors="xmlcharrefreplace"))
