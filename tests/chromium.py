"""The browser for the tests: found on this machine, or installed. `python -m tests.chromium` makes sure of one."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HELP = "The browser tests need Chromium or Chrome. Install one (on Debian: apt install chromium), or name it: make test BROWSER=/path/to/chrome"


def find() -> str | None:
    """The path of a Chromium or Chrome: the one named in BROWSER, one on the PATH, or Playwright's own."""
    if named := os.environ.get("BROWSER"):
        return named
    for name in NAMES:
        if path := shutil.which(name):
            return path
    for place in PLACES:
        if place.exists():
            return str(place)
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


@contextlib.contextmanager
def launched() -> Iterator[Browser]:
    """A running browser. It has to be there: `python -m tests.chromium` makes sure of one."""
    path = find()
    assert path is not None, HELP
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield chromium
        chromium.close()


def install() -> None:
    """Tries Playwright's browser first, then, as root on Debian, the distribution's."""
    attempts = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        attempts += [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]]
    for command in attempts:
        print("trying:", " ".join(command), flush=True)
        if subprocess.run(command, check=False, stdin=subprocess.DEVNULL, timeout=900).returncode == 0 and find():
            return


def main() -> int:
    """Prints the browser's path. Returns 1, with what to do, when there is none and none could be installed."""
    if find() is None:
        install()
    path = find()
    print(path or HELP, file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
