"""How well the search finds: asks the engine of a built site and scores what comes first.

`make search-eval` runs the project's own queries; `QUERIES=FILE` names another list of the same form: `q`, what is typed,
`targets`, the records or pages that should come first, and `kind`.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from macros.publish.index import FIRST, WORDS
from tests import node

OWN = Path(__file__).with_name("search-queries.yaml")


@dataclass(frozen=True)
class Answer:
    """What came of one query."""

    query: str
    kind: str
    targets: tuple[str, ...]
    found: tuple[str, ...]
    """The last part of the address of each page listed, best first, each once."""
    stop: str | None = None
    """How urgent the card above the pages is."""
    operations: tuple[str, ...] = ()
    """The operations that the query names."""
    unknown: tuple[str, ...] = ()
    """Words that the index does not know."""
    split: str = "tuned"

    @property
    def rank(self) -> int:
        """The place of the first target, from 1; 0 when none is listed."""
        return next((place for place, slug in enumerate(self.found, 1) if slug in self.targets), 0)

    @property
    def carded(self) -> bool:
        """Whether it is a symptom that got its card above the pages, which is the answer to it."""
        return self.kind == "symptom" and self.stop is not None

    @property
    def reason(self) -> str:
        """Why no target stands first."""
        if self.unknown:
            return f"word unknown: {', '.join(self.unknown)}"
        if not self.rank:
            return "no page"
        if self.found[0] in self.operations:
            return "context"
        return f"rank {self.rank}"


def documents(site: Path) -> list[dict[str, Any]]:
    """The pages in the index of a built site, one by one."""
    columns: dict[str, list[Any]] = {}
    for name in (FIRST, WORDS):
        columns |= json.loads((site / name).read_text(encoding="utf-8"))["docs"]
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def slug(path: str) -> str:
    """The last part of a page's address; `index` for the home page."""
    return path.rstrip("/").rpartition("/")[2] or "index"


def ask(site: Path, queries: Sequence[dict[str, Any]]) -> list[Answer]:
    """What the engine lists for each query from the index of a built site, as its box would."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "queries.json")
        file.write_text(json.dumps([entry["q"] for entry in queries]), encoding="utf-8")
        node.lay_scripts(Path(folder))
        done = node.run(node.SCRIPTS / "search.mjs", file, environment={"SITE": str(site), "SCRIPTS": folder})
    assert done.returncode == 0, done.stderr
    answers = []
    for entry, line in zip(queries, done.stdout.splitlines(), strict=True):
        told = json.loads(line)
        pages, operations = (
            tuple(dict.fromkeys(slug(location.partition("#")[0]) for location in told[key]))
            for key in ("found", "operations")
        )
        answers.append(
            Answer(
                query=entry["q"],
                kind=entry.get("kind", ""),
                targets=tuple(entry.get("targets", ())),
                found=pages,
                stop=told["stop"],
                operations=operations,
                unknown=tuple(told["unknown"]),
                split=entry.get("split", "tuned"),
            )
        )
    return answers


@dataclass(frozen=True)
class Score:
    """Success at the first place and among the first three, mean reciprocal rank, and how many queries found nothing."""

    count: int
    first: float
    third: float
    mrr: float
    empty: int

    @classmethod
    def of(cls, answers: Sequence[Answer]) -> Score:
        """The score of some answers."""
        ranks = [answer.rank for answer in answers]
        count = len(ranks)
        return cls(
            count,
            sum(rank == 1 for rank in ranks) / count,
            sum(1 <= rank <= 3 for rank in ranks) / count,
            sum(1 / rank for rank in ranks if rank) / count,
            sum(not answer.found for answer in answers),
        )

    def __str__(self) -> str:
        return f"n={self.count:4d}  success@1={self.first:.3f}  @3={self.third:.3f}  MRR={self.mrr:.3f}  empty={self.empty}"


def main() -> int:
    """Scores a list of queries on a built site, by kind, and shows what missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.search_eval", description=__doc__)
    parser.add_argument("site", type=Path, help="the built site")
    parser.add_argument("queries", type=Path, nargs="?", default=OWN, help="the list of queries")
    options = parser.parse_args()
    answers = ask(options.site, yaml.safe_load(options.queries.read_text(encoding="utf-8")))
    kinds: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        kinds[answer.kind].append(answer)
        if answer.rank != 1 and not answer.carded:
            print(
                f"{answer.reason:24} {answer.query!r}: wanted {', '.join(answer.targets)}; got {', '.join(answer.found[:4])}"
            )
    for kind, some in sorted(kinds.items()):
        print(f"{kind:18}{Score.of(some)}")
    for split in sorted({answer.split for answer in answers}):
        print(f"{split:18}{Score.of([answer for answer in answers if answer.split == split])}")
    print(f"{'all':18}{Score.of(answers)}")
    symptoms = kinds["symptom"]
    if symptoms:
        right = sum(answer.rank == 1 or answer.carded for answer in symptoms)
        print(f"{'symptom or card':18}n={len(symptoms):4d}  success@1={right / len(symptoms):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
