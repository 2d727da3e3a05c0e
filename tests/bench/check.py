"""What the check of all files takes, beside reading the same files with PyYAML alone. Part of `make bench`."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.bench import peers
from tests.bench.measure import Cost, median, rounds, run

PLAIN = """
import pathlib, yaml
for file in pathlib.Path("data").glob("*/*.yaml"):
    yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
"""


AGAIN = """
import pathlib, sys, time
from macros.check import check

root, file = pathlib.Path.cwd(), pathlib.Path(sys.argv[1])
good = file.read_text(encoding="utf-8")
check(root)
time.sleep(0.2)
check(root)
file.write_text(good + "\\n", encoding="utf-8")
start = time.process_time()
check(root)
print(time.process_time() - start)
file.write_text(good, encoding="utf-8")
"""
"""Checks, edits one file and checks once more in the same process. Prints what that took."""


def again(file: str, project: Path) -> Cost:
    """Processor time of a check in a process that has checked before, after one file was saved."""
    done = subprocess.run(
        [*peers.python()[:1], "-c", AGAIN, file], cwd=project, capture_output=True, text=True, check=True
    )
    return Cost(float(done.stdout), 0, 0)


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
            "a record saved, in a process that has checked before": lambda: again("data/procedures/acdf.yaml", project),
            "a caution saved, in such a process": lambda: again("data/cautions/red-flags.yaml", project),
            "a page saved, in such a process": lambda: again("docs/procedures/acdf.md", project),
        },
        count,
    )
    base = next(iter(costs.values()))
    return [
        f"| {len(list((project / 'data').glob('*/*.yaml')))} records | CPU s | : PyYAML |",
        "| --- | --- | --- |",
        *(
            f"| {name} | {median(c.cpu for c in some):.3f} | {median(a.cpu / b.cpu for a, b in zip(some, base, strict=True)):.2f} |"
            for name, some in costs.items()
        ),
    ]
