"""What the check of all files takes, beside reading the same files with PyYAML alone. Part of `make bench`."""

from __future__ import annotations

from pathlib import Path

from tests.bench import peers
from tests.bench.measure import Cost, median, rounds, run

PLAIN = """
import pathlib, yaml
for file in pathlib.Path("data").glob("*/*.yaml"):
    yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
"""


def table(folder: Path, count: int) -> list[str]:
    """The rows: processor time, start-up and all, and its ratio to PyYAML within a round."""
    project = peers.project(folder / "checked")
    command = peers.python("macros", "check")

    def afresh() -> Cost:
        (project / ".cache" / "checked").unlink(missing_ok=True)
        return run(command, project)

    costs = rounds(
        {
            "PyYAML (libyaml) reads the files": lambda: run([*peers.python()[:1], "-c", PLAIN], project),
            "`python -m macros check`": afresh,
            "the same, of files that are as they were": lambda: run(command, project),
        },
        count,
    )
    base = next(iter(costs.values()))
    return [
        f"| {len(list((project / 'data').glob('*/*.yaml')))} records | CPU s | : PyYAML |",
        "| --- | --- | --- |",
        *(
            f"| {name} | {median(c.cpu for c in some):.2f} | {median(a.cpu / b.cpu for a, b in zip(some, base, strict=True)):.2f} |"
            for name, some in costs.items()
        ),
    ]
