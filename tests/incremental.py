"""Random edits of the small project, and whether a site that is built on, or served, from what was kept is that of a clean build, byte for byte.

`python -m tests.incremental 500` runs so many sequences of edits and prints the first that is not; `tests/site/test_incremental.py` runs a few.
"""

from __future__ import annotations

import argparse
import logging
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from mkdocs.commands.build import build as build_clean
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

from macros.check import RULES, check
from macros.check.unfinished import to_fill_in
from macros.live.build import build
from macros.live.site import PAGE, Site
from macros.store.project import read
from macros.text.links import url_of
from tests.conftest import lay_small_project

STEPS = 3
"""How many edits a sequence has."""
TRIES = 30
"""How often an edit of some sort is tried before another is taken: not every random edit keeps the rules."""

Edit = Callable[[Path, random.Random], None]


def word_in_a_page(root: Path, chance: random.Random) -> None:
    """One more sentence on a page."""
    page = chance.choice(sorted((root / "docs").rglob("*.md")))
    text = page.read_text(encoding="utf-8")
    more = chance.choice(
        ("A new line.", "It is so [@example-trial].", "See [[wound]].", '{{ drawing("log-roll-1", "How") }}')
    )
    page.write_text(text.replace("{% endcall %}", f"\n{more}\n{{% endcall %}}"), encoding="utf-8")


def field_of_a_record(root: Path, chance: random.Random) -> None:
    """One text of a record with a word more or a word less."""
    file = _record(root, chance)
    data = _read(file)
    holder, key = chance.choice(list(_texts(data)))
    words = holder[key].split(" ")
    at = chance.randrange(len(words))
    words[at : at + 1] = [words[at], chance.choice(("often", "sore", "calm"))] if chance.random() < 0.6 else []
    holder[key] = " ".join(words)
    _save(file, data)


def new_record(root: Path, chance: random.Random) -> None:
    """A record much like another, with a page."""
    file = _record(root, chance)
    data = _read(file)
    for field in ("names", "was", "questions", "codes", "searches", "told_by", "card"):
        data.pop(field, None)
    slug = f"{file.stem}-{chance.randrange(1000)}"
    if "name" in data:
        data["name"] = f"{data['name']} {slug[-3:]}"
    _save(file.with_name(f"{slug}.yaml"), data)
    page = root / "docs" / f"{file.parent.name}/{file.stem}.md"
    if page.is_file():
        shutil.copy(page, page.with_name(f"{slug}.md"))
    cite = chance.choice(sorted((root / "docs" / "procedures").glob("*.md")))
    if file.parent.name == "sources":
        cite.write_text(
            cite.read_text(encoding="utf-8").replace("{% endcall %}", f"So it is [@{slug}].\n{{% endcall %}}"),
            encoding="utf-8",
        )


def renamed_record(root: Path, chance: random.Random) -> None:
    """Another slug, wherever the old one stands; where it has a name, the old address leads to the new."""
    file = _record(root, chance)
    old, new = file.stem, f"{file.stem}-{chance.choice('abc')}"
    whole = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
    for place in sorted([*(root / "data").glob("*/*.yaml"), *(root / "docs").rglob("*.md")]):
        text = place.read_text(encoding="utf-8")
        if whole.search(text):
            place.write_text(whole.sub(new, text), encoding="utf-8")
    file.rename(file.with_name(f"{new}.yaml"))
    page = root / "docs" / file.parent.name / f"{old}.md"
    if page.is_file():
        page.rename(page.with_name(f"{new}.md"))
        data = _read(file.with_name(f"{new}.yaml"))
        data["was"] = [*data.get("was", []), old]
        _save(file.with_name(f"{new}.yaml"), data)


def deleted_record(root: Path, chance: random.Random) -> None:
    """A record less, and its page."""
    file = _record(root, chance)
    file.unlink()
    (root / "docs" / file.parent.name / f"{file.stem}.md").unlink(missing_ok=True)


def retired_record(root: Path, chance: random.Random) -> None:
    """A record that is no longer kept up, or kept up again."""
    file = _record(root, chance)
    data = _read(file)
    if data.pop("retired", None) is None:
        data["retired"] = {"why": "It is no longer done.", "on": "2026-11-22"}
    _save(file, data)


def glossary(root: Path, chance: random.Random) -> None:
    """A word of the glossary gets another name, which may be on many pages. Nothing, where other edits left no word."""
    words = sorted((root / "data" / "glossary").glob("*.yaml"))
    if not words:
        return
    file = chance.choice(words)
    data = _read(file)
    data.setdefault("names", {}).setdefault("lay", []).append(
        chance.choice(("trial", "common", "story", "pain", "cut"))
    )
    _save(file, data)


def template(root: Path, chance: random.Random) -> None:
    """The theme says one more thing on every page."""
    file = root / "overrides" / chance.choice(("main.html", "404.html"))
    file.write_text(
        file.read_text(encoding="utf-8").replace(
            "{% block content %}", f"{{% block content %}}<p>{chance.random()}</p>"
        ),
        encoding="utf-8",
    )


def navigation(root: Path, chance: random.Random) -> None:
    """Pages in another order, one under another title, or a part of its own."""
    file = root / "docs" / ".nav.yml"
    choices = (
        ["index.md", {"Operations": ["procedures/index.md", "procedures/*", "compare"]}, "*"],
        [{"Start": "index.md"}, "conditions", {"Procedures": ["procedures/index.md", "compare", "procedures/*"]}, "*"],
        ["index.md", "compare", "procedures", {"More": ["a-z.md", {"Deep": ["materials", "studies"]}]}, "*"],
        ["*", {"Compared": ["compare"]}],
    )
    file.write_text(yaml.safe_dump({"nav": chance.choice(choices)}), encoding="utf-8")


def drawing(root: Path, chance: random.Random) -> None:
    """A drawing is drawn anew."""
    file = root / "overrides" / "assets" / "drawings" / "log-roll-1.svg"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("</svg>", f'<path d="M0 0h{chance.randrange(9)}"/></svg>'), encoding="utf-8")


def front_matter(root: Path, chance: random.Random) -> None:
    """A page with another title and description."""
    page = chance.choice(sorted((root / "docs").rglob("*.md")))
    text = page.read_text(encoding="utf-8")
    fields = (
        f"description: About {chance.randrange(99)}.\n" + f"title: Named {chance.randrange(99)}\n" * chance.randrange(2)
    )
    page.write_text(
        text.replace("---\n", f"---\n{fields}", 1) if text.startswith("---\n") else f"---\n{fields}---\n\n{text}",
        encoding="utf-8",
    )


def new_page(root: Path, chance: random.Random) -> None:
    """A page of no record, or one less."""
    page = root / "docs" / f"extra-{chance.randrange(3)}.md"
    if page.exists():
        page.unlink()
    else:
        page.write_text(
            "{% call prose() %}\n# Extra\n\nSee [[wound]] and [home](index.md).\n{% endcall %}\n", encoding="utf-8"
        )


EDITS: tuple[Edit, ...] = (
    word_in_a_page, field_of_a_record, field_of_a_record, field_of_a_record, new_record, renamed_record, deleted_record,
    retired_record, glossary, template, navigation, drawing, front_matter, new_page,
)  # fmt: skip


def edited(root: Path, chance: random.Random) -> str:
    """Makes one edit that the check lets through. Returns its name."""
    while True:
        edit = chance.choice(EDITS)
        for _ in range(TRIES):
            before = _kept(root)
            edit(root, chance)
            project, problems = check(root)
            later = {(place.path, place.line, place.column) for place in to_fill_in(project)}
            whole = {*read(root)[1], *(problem for rule in RULES for problem in rule(project))}
            assert problems == sorted(p for p in whole if (p.path, p.line, p.column) not in later), edit.__name__
            if not problems:
                return edit.__name__
            _back(root, before)


def broken(root: Path, chance: random.Random) -> bool:
    """Breaks a file, asks that the build says so, and mends the file."""
    file = _record(root, chance) if chance.random() < 0.5 else chance.choice(sorted((root / "docs").rglob("*.md")))
    text = file.read_text(encoding="utf-8")
    file.write_text(
        f"{text}\nnot: [a, field\n" if file.suffix == ".yaml" else f"{text}\n{{{{ 1 / 0 }}}}\n", encoding="utf-8"
    )
    try:
        build(root, root / "site")
    except PluginError:
        return True
    finally:
        file.write_text(text, encoding="utf-8")
    return False


def differences(one: Path, other: Path) -> list[str]:
    """The files that two folders do not have in common, or that differ."""
    files = [
        {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
        for folder in (one, other)
    ]
    return sorted(path for path in files[0].keys() | files[1].keys() if files[0].get(path) != files[1].get(path))


def sequence(root: Path, seed: int, jobs: int = 1) -> list[str]:
    """Runs one sequence of edits on the project below `root`, building on after each, in so many processes. Returns how the end differs from a clean build."""
    chance = random.Random(seed)
    made = []
    for _ in range(STEPS):
        made.append(edited(root, chance))
        if chance.random() < 0.2:
            assert broken(root, chance), "the build says nothing of a broken file"
            made.append("broken")
        assert (wrong := build(root, root / "site", jobs)) == [], wrong
    clean(root, root / "clean")
    found = differences(root / "site", root / "clean")
    return [f"{seed}: {', '.join(made)}: {path}" for path in found]


def served(root: Path, seed: int) -> list[str]:
    """Runs one sequence of edits on the project below `root` while one process serves it. Returns how what it serves in the end differs."""
    chance = random.Random(seed)
    made = []
    site = Site(root)
    for _ in range(STEPS):
        site.look()
        assert site.wrong == [], site.wrong
        pages = sorted((root / "docs").rglob("*.md"))
        for page in chance.sample(pages, 3):
            site.answer(f"{url_of(page.relative_to(root / 'docs').as_posix())}{PAGE}")
        for _ in range(chance.choice((0, 5, 1000))):
            site.idle()
        made.append(edited(root, chance))
    site.look()
    while site.busy:
        site.idle()
    clean(root, root / "clean")
    built = [file for ending in ("html", "json", "md") for file in sorted((root / "clean").rglob(f"*.{ending}"))]
    found = {file.relative_to(root / "clean").as_posix(): file.read_bytes() for file in built}
    found.pop("404.html")  # asks for its scripts at the address of the server
    return [f"{seed}, served: {', '.join(made)}: {path}" for path, data in found.items() if site.answer(path) != data]


def clean(root: Path, site: Path) -> None:
    """What MkDocs makes of the project, with nothing kept."""
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(site))
    config.plugins.on_startup(command="build", dirty=False)
    build_clean(config)


def _record(root: Path, chance: random.Random) -> Path:
    return chance.choice(sorted((root / "data").glob("[!s]*/*.yaml")) + sorted((root / "data").glob("s[!c]*/*.yaml")))


def _read(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)


def _save(file: Path, data: Any) -> None:
    file.write_text(
        yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=10_000), encoding="utf-8"
    )


def _texts(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every text of a record, as what holds it and where."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(item, str):
            yield value, key
        elif isinstance(item, dict | list):
            yield from _texts(item)


def _kept(root: Path) -> dict[Path, bytes]:
    return {
        file: file.read_bytes()
        for place in ("data", "docs", "overrides")
        for file in (root / place).rglob("*")
        if file.is_file()
    }


def _back(root: Path, before: dict[Path, bytes]) -> None:
    now = _kept(root)
    for file in now.keys() - before.keys():
        file.unlink()
    for file, data in before.items():
        if now.get(file) != data:
            file.write_bytes(data)


def main(count: int, first: int = 0) -> int:
    """Runs some sequences, each on from where the last ended. Returns 1 at the first that differs."""
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    root = Path(tempfile.mkdtemp())
    for seed in range(first, first + count):
        if seed % 10 == first % 10:
            shutil.rmtree(root)
            lay_small_project(root)
        if found := [*sequence(root, seed, jobs=1 + seed % 2), *served(root, seed + 1_000_000)]:
            print(*found, f"The project is in {root}", sep="\n")
            return 1
        print(f"{seed + 1 - first} of {count}", end="\r", flush=True)
    print(f"{count} sequences of {STEPS} edits, built and served: the same, byte for byte")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.incremental")
    parser.add_argument("count", type=int, help="how many sequences of edits")
    parser.add_argument("first", type=int, nargs="?", default=0, help="the seed of the first (default: 0)")
    options = parser.parse_args()
    sys.exit(main(options.count, options.first))
