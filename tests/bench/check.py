"""How long the check takes on many records, beside reading the same files with PyYAML alone. `make bench`."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from macros.text.links import page_of
from tests.conftest import ROOT

RECORDS, RUNS = 1000, 5


def grow(folder: Path) -> int:
    """Copies the real project's data and pages, then its largest records under new names, until there are enough.

    Returns how many records there are.
    """
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, folder / name)
    count = len(list((folder / "data").glob("*/*.yaml")))
    models = sorted(
        (
            f
            for kind in ("conditions", "procedures", "complications", "cautions", "materials")
            for f in (ROOT / "data" / kind).glob("*.yaml")
        ),
        key=lambda f: -f.stat().st_size,
    )
    number = 0
    while count < RECORDS:
        model = models[number % len(models)]
        kind, slug = model.parent.name, f"{model.stem}-copy-{number}"
        shutil.copy(model, folder / "data" / kind / f"{slug}.yaml")
        shutil.copy(ROOT / "docs" / page_of(kind, model.stem), folder / "docs" / page_of(kind, slug))
        number, count = number + 1, count + 1
    return count


def median(run: Callable[[], object]) -> float:
    """The median of several runs, in seconds."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Prints the times and their ratio."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = grow(folder)
        files = sorted((folder / "data").glob("*/*.yaml"))
        size = sum(file.stat().st_size for file in files)
        plain = median(lambda: [yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader) for file in files])
        command = [sys.executable, "-m", "macros", "--root", name, "check"]
        passed = folder / ".cache" / "checked"

        def check() -> None:
            subprocess.run(command, cwd=ROOT, capture_output=True, check=True)

        def check_afresh() -> None:
            passed.unlink(missing_ok=True)
            check()

        whole = median(check_afresh)
        again = median(check)
        print(f"{count} records, {size / 1e6:.1f} MB; medians of {RUNS} runs")
        print(f"PyYAML (libyaml) reads them      {plain:6.2f} s = 1")
        print(f"python -m macros check           {whole:6.2f} s = {whole / plain:.2f}, start-up and all")
        print(f"  of files that are as they were {again:6.2f} s = {again / plain:.2f}")


if __name__ == "__main__":
    main()
