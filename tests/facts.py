"""`python -m tests.facts FOLDER`: which facts of a dossier are used, by which record, and why the others are not.

The dossier is a folder with `sources.yaml` (a list of works) and `facts/TOPIC.yaml` (lists of facts, each with `aspect`, `fact`,
`source` and perhaps `value`, `use` and `note`). A fact counts as used when a claim, a figure or a sentence that cites its source
shares enough of its words and numbers with it; a synonym, when the names of its record hold it. That is a measure, not a proof.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import snowballstemmer
import yaml

from macros.check import check
from macros.model.base import Named, walk
from macros.model.clinical import Condition, Procedure
from macros.model.evidence import Rate, Source
from macros.model.text import CITATION, Claim, cited
from macros.store.library import Library
from macros.store.project import Project
from tests.conftest import ROOT

ENOUGH = 0.34
"""How much of a fact's words and numbers a passage has to share."""
LONG = 14
"""Words of a fact after which more are not asked for: nobody says everything."""

_STEM = snowballstemmer.stemmer("english")
_SMALL = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "that",
        "this",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "not",
        "than",
        "from",
        "into",
        "over",
        "under",
        "about",
        "more",
        "most",
        "less",
        "such",
        "also",
        "but",
        "when",
        "while",
        "per",
        "any",
        "all",
        "other",
        "some",
        "same",
        "its",
        "their",
        "they",
        "them",
        "there",
        "these",
        "those",
        "after",
        "before",
        "may",
        "can",
        "who",
        "which",
    ]
)


@dataclass(frozen=True)
class Passage:
    """Words and numbers that cite a source, and the record or page they stand in."""

    words: frozenset[str]
    numbers: frozenset[str]
    place: str


def words(text: str) -> frozenset[str]:
    """The telling words of a text, without endings."""
    return frozenset(
        _STEM.stemWord(word) for word in re.findall(r"[a-z]{3,}", CITATION.sub(" ", text.lower())) if word not in _SMALL
    )


def numbers(text: str) -> frozenset[str]:
    """The numbers of a text as they are compared: `1,200` and `1200.0` are one."""
    found = re.findall(r"\d[\d,]*(?:\.\d+)?", CITATION.sub(" ", text))
    return frozenset(f"{float(number.replace(',', '').rstrip('.')):g}" for number in found)


def passages(project: Project, library: Library) -> dict[str, list[Passage]]:
    """What is said with each source."""
    found: dict[str, list[Passage]] = defaultdict(list)

    def read(text: str, place: str) -> None:
        last = 0
        for match in CITATION.finditer(text):
            chunk = text[last : match.start()]
            if len(words(chunk)) < 3:
                chunk = text[max(0, match.start() - 300) : match.start()]
            for source in cited(match.group()):
                found[source].append(Passage(words(chunk), numbers(chunk), place))
            last = match.end()

    for kind, record in library:
        if isinstance(record, Rate):
            text = f"{record.about.replace('-', ' ')} {record.measure} {record.population} {record.follow_up} {record.note or ''} {record.figure}"
            found[record.source].append(Passage(words(text), numbers(f"{text} {record.n or ''}"), f"rates/{record.id}"))
        elif not isinstance(record, Source):
            for path, value in walk(record):
                if isinstance(value, Claim):
                    code = ""
                    if isinstance(record, Condition | Procedure) and path[0] == "codes":
                        code = record.codes[int(path[1])].code
                    read(f"{code} code {value}" if code else value, f"{kind}/{record.id}")
    for page in project.pages.values():
        read(page.prose, f"docs/{page.path}")
    return found


def used(fact: dict[str, Any], topic: str, said: dict[str, list[Passage]], names: dict[str, str]) -> str | None:
    """The place that uses a fact, or None."""
    if fact["aspect"] in ("synonym", "lay-term"):
        parts = [
            part.strip(" .'\"")
            for part in re.split(r"[;,/()]|\bor\b|\band\b|:", fact["fact"].lower())
            if len(part.strip()) > 2
        ]
        if parts and sum(part in names.get(topic, "") for part in parts) >= 0.3 * len(parts):
            return f"the names of {topic}"
    ours, figures = words(fact["fact"]), numbers(fact["fact"])
    best, place = 0.0, None
    for passage in said.get(fact["source"], ()):
        share = len(ours & passage.words) / max(1, min(len(ours), LONG))
        if figures:
            share = 0.6 * share + 0.4 * len(figures & passage.numbers) / len(figures)
        if share > best:
            best, place = share, passage.place
    return place if best >= ENOUGH else None


def reason(fact: dict[str, Any], work: dict[str, Any], library: Library) -> str:
    """Why a fact is not used, as far as the dossier tells."""
    if work["title"].strip()[:1] in "[(":
        return "no printed title of the work was seen"
    if work["seen_as"] == "cited-by":
        return "known only from works that cite it"
    if "not re-found" in (fact.get("note") or ""):
        return "not found again on audit"
    if fact.get("use"):
        return "true of one practice or another question, and not needed as an illustration"
    if fact.get("certainty") == "inferred":
        return "an inference of the dossier's"
    if any(source.id == fact["source"] for source in library.of("sources")):
        return "its work is cited for something else; this is said with another source, or reworded past recognition"
    return "said with a stronger source, or of no use at the table"


def main() -> None:
    """Prints a line a fact that is not used, then the shares."""
    parser = argparse.ArgumentParser(prog="python -m tests.facts", description=__doc__)
    parser.add_argument("folder", type=Path, help="the dossier")
    parser.add_argument(
        "--used", action="store_true", help="list the facts that are used, with the record that uses them"
    )
    options = parser.parse_args()
    works = {work["id"]: work for work in yaml.safe_load((options.folder / "sources.yaml").read_text(encoding="utf-8"))}
    project, _ = check(ROOT)
    library = project.library()
    said = passages(project, library)
    names = {
        record.id: " ".join(
            [record.name, *record.names, *record.searches, *map(str, getattr(record, "generics", ()))]
        ).lower()
        for _, record in library
        if isinstance(record, Named)
    }
    shares: Counter[tuple[str, bool]] = Counter()
    reasons: Counter[str] = Counter()
    for topic, fact in _facts(options.folder):
        authority = works[fact["source"]]["authority"]
        place = used(fact, topic, said, names)
        shares[authority, place is not None] += 1
        if place is None and authority == "ordinary":
            why = reason(fact, works[fact["source"]], library)
            reasons[why] += 1
            if not options.used:
                print(f"{topic}: {fact['source']}: {fact['fact'][:110]} [{why}]")
        elif place is not None and options.used:
            print(f"{topic}: {fact['source']}: {fact['fact'][:110]} [{place}]")
    for why, count in reasons.most_common():
        print(f"{count:5d}  {why}")
    for authority in ("ordinary", "low"):
        total = shares[authority, True] + shares[authority, False]
        print(f"{authority}: {shares[authority, True]} of {total} used, {shares[authority, True] / total:.0%}")


def _facts(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for file in sorted((folder / "facts").glob("*.yaml")):
        for fact in yaml.safe_load(file.read_text(encoding="utf-8")):
            yield file.stem, fact


if __name__ == "__main__":
    main()
