"""LinkChecker, run on a site that is being served."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

CONFIGURATIONS = Path(__file__).parent / "site"


def walk(address: str, configuration: str, *options: str, timeout: int = 1800) -> list[dict[str, str]]:
    """Every link that LinkChecker saw from `address` on: what it is, where it stands, what became of it.

    `configuration` is the name of a file beside the tests of the site, `timeout` in seconds. Raises RuntimeError when
    LinkChecker itself fails, and subprocess.TimeoutExpired.
    """
    # As root LinkChecker turns into another user, who has to be able to read its configuration.
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        config = shutil.copy(CONFIGURATIONS / configuration, folder)
        Path(config).chmod(0o644)
        command = [sys.executable, "-m", "linkcheck", "--config", config, "--no-status", "--verbose", "--output", "csv"]
        done = subprocess.run(
            [*command, *options, f"{address}/"],
            capture_output=True,
            text=True,
            check=False,
            timeout=timeout,
            stdin=subprocess.DEVNULL,
        )
    if done.returncode not in (0, 1):  # 1: it found a broken link
        raise RuntimeError(done.stderr)
    lines = (line for line in done.stdout.splitlines() if not line.startswith("#"))
    return list(csv.DictReader(lines, delimiter=";"))
