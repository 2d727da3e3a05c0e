"""Every attack of `tests/attacks.yaml` is refused by the check, in its file and line; what is only text is not."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from jinja2 import TemplateError

from macros.check import check
from macros.text import calls
from macros.text.sandbox import Pages
from macros.views.render import Renderer
from tests.attacking import Attack, attacks
from tests.conftest import SMALL


def test_there_are_enough() -> None:
    """And none twice."""
    assert len({(attack.where, attack.text.replace(attack.slug, "")) for attack in attacks()}) == len(attacks())
    assert sum(bool(attack.says) for attack in attacks()) >= 140


@pytest.mark.parametrize("attack", attacks(), ids=lambda attack: f"{attack.slug}-{attack.where}")
def test_is_refused_where_it_stands(small: Path, attack: Attack) -> None:
    """With the file, the line, what is wrong and what to do. What only looks like an attack is left alone."""
    attack.lay(small)
    problems = check(small)[1]
    if not attack.says:
        assert problems == []
        return
    assert {problem.path for problem in problems} == {attack.file}
    found = [problem for problem in problems if attack.says in problem.fault]
    assert [problem.line for problem in found][:1] == [attack.row], problems
    assert all(problem.remedy for problem in problems)


MACROS = {name: lambda *_, **__: "text" for name in calls.MACROS}


@pytest.mark.parametrize("attack", [a for a in attacks() if a.where == "page" and "{" in a.text], ids=lambda a: a.slug)
def test_runs_nothing_though_nobody_checked(attack: Attack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages' own template environment refuses it, or makes text of it."""
    monkeypatch.chdir(tmp_path)
    try:
        made = Pages(MACROS).from_string(attack.text).render(config=os, page=os, plugin=os, figure="overridden")
    except TemplateError:
        made = ""
    assert not (tmp_path / "canary").exists()
    assert "module" not in made
    assert "overridden" not in made


def test_the_sandbox_holds_without_a_look_at_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable, attribute, filter or other template can be reached even by what the look would have let through."""
    monkeypatch.setattr("macros.text.sandbox.faults", lambda _: ())
    for text in (
        "{{ config.name }}",
        "{{ figure.__globals__ }}",
        "{{ figure['__globals__'] }}",
        "{{ ''.__class__ }}",
        "{{ ''.join(['a']) }}",
        "{{ 'a' | upper }}",
        "{{ 1 is odd }}",
        "{{ range(3) }}",
        "{{ range('3') }}",
        "{{ figure(*'ab') }}",
        "{{ figure(config) }}",
        "{% include 'parts.md.j2' %}",
        "{{ self._TemplateReference__context }}",
    ):
        with pytest.raises(TemplateError):
            Pages(MACROS).from_string(text).render(config=os, range=range)


def test_the_table_of_views_is_that_of_the_templates(renderer: Renderer) -> None:
    """Each view of the table is there and needs what the table says."""
    for view, needed in calls.VIEWS.items():
        renderer.view(view, **{name: {"kind": "materials", "topic": "lifting"}[name] for name in needed})


def _link(target: Path) -> None:
    target.unlink(missing_ok=True)
    target.symlink_to("/etc/hostname")


def _loop(target: Path) -> None:
    target.unlink(missing_ok=True)
    target.symlink_to(target)


def _pipe(target: Path) -> None:
    target.unlink(missing_ok=True)
    os.mkfifo(target)


def _folder(target: Path) -> None:
    target.unlink(missing_ok=True)
    target.mkdir()


def _text(text: str, encoding: str = "utf-8") -> object:
    return lambda target: target.write_bytes(text.encode(encoding))


DRAWING = "overrides/assets/drawings/x.svg"
PAGE, RECORD = "docs/materials/screw.md", "data/materials/screw.yaml"
_BLOCK = "{{% call record() %}}\n{}\n{{% endcall %}}\n"
_NAMED = (SMALL / RECORD).read_text(encoding="utf-8")
_BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
_MERGED = "a: &a {x: 1}\n" + "".join(
    f"{new}: &{new} {{<<: [{', '.join([f'*{old}'] * 9)}]}}\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)

HARD = [
    # file, what it becomes, what the check says of it in part
    (PAGE, _link, "1:1: file: this is a link to another place. Put the file itself here."),
    (PAGE, _loop, "1:1: file: "),
    (PAGE, _pipe, "1:1: file: this is not a plain file. Delete it."),
    (PAGE, _folder, "1:1: file: this is not a plain file. Delete it."),
    (PAGE, _text("x" * 300_000), "1:1: file: it has 300,000 bytes, and at most 100,000 are allowed. Take it apart."),
    (PAGE, _text(_BLOCK.format("Text"), "utf-16"), "1:1: file: the byte FF is not UTF-8."),
    (PAGE, _text(_BLOCK.format("Rod\u202eder")), "2:4: file: there is an invisible character, U+202E. Delete it."),
    (PAGE, _text(_BLOCK.format("zero\u200bwidth")), "2:5: file: there is an invisible character, U+200B. Delete it."),
    (PAGE, _text(_BLOCK.format("tag\U000e0041")), "2:4: file: there is an invisible character, U+E0041. Delete it."),
    (PAGE, _text(_BLOCK.format("[" * 5000)), "2:13: page: more than 12 brackets are open at once."),
    (PAGE, _text(_BLOCK.format("[a](" * 5000)), "2:52: page: more than 12 brackets are open at once."),
    (PAGE, _text(_BLOCK.format("*" * 5000 + "a" + "*" * 5000)), "2:1: page: marks are repeated or nested without end."),
    (PAGE, _text(_BLOCK.format(" ".join("`" * n for n in range(1, 400)))), "2:"),
    (PAGE, _text(_BLOCK.format("\n".join("    " * n + "- x" for n in range(200)))), "15:1: page: marks are repeated or nested"),
    (PAGE, _text(_BLOCK.format("> " * 5000 + "x")), "2:1: page: marks are repeated or nested without end."),
    (PAGE, _text(f"---\n{_BOMB}---\n{_BLOCK.format('')}"), "2:4: b[0]: YAML aliases (`*name`) are not allowed."),
    (PAGE, _text(f"---\n{_MERGED}---\n{_BLOCK.format('')}"), "3:8: b.<<: YAML merge keys (`<<`) are not allowed."),
    (PAGE, _text(_BLOCK.format("[[" * 45_000)), "2:13: page: more than 12 brackets are open at once."),
    (PAGE, _text(_BLOCK.format("`" * 90_000)), "2:1: page: marks are repeated or nested without end."),
    (PAGE, _text(_BLOCK.format("`a " * 30_000)), "2:4501: page: ``` stands here more than 1,500 times. Take the text apart."),
    (PAGE, _text(_BLOCK.format("{{ " * 30_000)), "2:2249: page: `{` stands here more than 1,500 times."),
    (PAGE, _text(_BLOCK.format("{# " * 30_000)), "2:4498: page: `{` stands here more than 1,500 times."),
    (PAGE, _text(_BLOCK.format("{" * 90_000)), "2:1: page: marks are repeated or nested without end."),
    (PAGE, _text(_BLOCK.format("x" + " " * 90_000 + "y")), "2:2: page: 200 spaces or empty lines follow each other. Delete them."),
    (PAGE, _text(_BLOCK.format("x" + "\n" * 90_000 + "y")), "2:2: page: 200 spaces or empty lines follow each other."),
    (PAGE, _text("*" * 1_000_000), "1:1: file: it has 1,000,000 bytes, and at most 100,000 are allowed."),
    (PAGE, _text("---\na: &a x\n" + "".join(f"k{n}: *a\n" for n in range(8_000)) + "---\n" + _BLOCK.format("x")), "2:4: k0: YAML aliases (`*name`) are not allowed."),
    (RECORD, _text("a: &a x\n" + "".join(f"k{n}: *a\n" for n in range(17_000))), "1:4: k0: YAML aliases (`*name`) are not allowed."),
    (RECORD, _text("? " * 90_000), "1:41: YAML: values are nested more than 20 deep."),
    (RECORD, _text(_NAMED.replace("A metal screw", "A " + "[[" * 80_000)), "2:10: summary: more than 12 brackets are open at once."),
    (RECORD, _link, "1:1: file: this is a link to another place. Put the file itself here."),
    (RECORD, _loop, "1:1: file: "),
    (RECORD, _pipe, "1:1: file: this is not a record"),
    (RECORD, _text("x" * 300_000), "1:1: file: it has 300,000 bytes, and at most 200,000 are allowed. Take it apart."),
    (RECORD, _text(_NAMED, "utf-16"), "1:1: file: the byte FF is not UTF-8."),
    (RECORD, _text(_NAMED.replace("name: Screw", 'name: "Sc\\u202erew"')), "1:7: name: there is an invisible character, U+202E."),
    (RECORD, _text(_NAMED.replace("name: Screw", 'name: "Sc\\u200brew"')), "1:7: name: there is an invisible character, U+200B."),
    (RECORD, _text(_NAMED.replace("summary: A metal screw", "summary: Metal" + "[" * 5000)), "2:10: summary: more than 12 brackets are open at once."),
    (RECORD, _text(_NAMED.replace("was: [bolt]", "was: [constructor]")), "10:7: was[0]: nothing can be called `constructor`."),
    (RECORD, _text(_NAMED.replace("was: [bolt]", "was: [__proto__]")), "10:7: was[0]: `__proto__` is not a slug."),
    (RECORD, _text(_NAMED + "__proto__: {polluted: true}\n"), "12:1: __proto__: `__proto__` is not a field here."),
    (RECORD, _text(_BOMB), "1:4: b[0]: YAML aliases (`*name`) are not allowed."),
    (RECORD, _text(_MERGED), "2:8: b.<<: YAML merge keys (`<<`) are not allowed."),
    (RECORD, _text("names: " + "[" * 190_000), "1:27: YAML: values are nested more than 20 deep."),
    (RECORD, _text("names:\n  " + "- " * 90_000), "2:"),
    (RECORD, _text(_NAMED + "names: " + "[" * 190), "12:"),
    ("data/materials/constructor.yaml", _text(_NAMED.replace("was: [bolt]\n", "")), "1:1: file: no record can be called `constructor`."),
    ("data/materials/nul.yaml", _text(_NAMED.replace("was: [bolt]\n", "")), "1:1: file: no record can be called `nul`."),
    ("docs/evil.html", _text("<script>ran()</script>"), "1:1: file: this is neither a page nor a picture."),
    ("docs/evil.svg", _text("<svg onload='ran()'/>"), "1:1: file: this is neither a page nor a picture."),
    ("docs/evil.js", _text("ran()"), "1:1: file: this is neither a page nor a picture."),
    ("docs/evil.markdown", _text("<script>ran()</script>"), "1:1: file: this is neither a page nor a picture."),
    ("docs/materials/rod.png", _link, "1:1: file: this is a link to another place. Put the file itself here."),
    (DRAWING, _text("<svg xmlns='http://www.w3.org/2000/svg' onload='ran()'/>"), "1:1: drawing: `onload` is not for drawings."),
    (DRAWING, _text("<svg xmlns='http://www.w3.org/2000/svg'>\n<script>ran()</script></svg>"), "2:1: drawing: `<script>` is not"),
    (DRAWING, _text("<svg xmlns='http://www.w3.org/2000/svg'>\n<image href='//canary.example/x'/></svg>"), "2:1: drawing: `<image>`"),
    (DRAWING, _text("<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><svg>&x;</svg>"), "1:1: drawing: the drawing has a doc"),
    (DRAWING, _text("<svg><g></svg>"), "1:1: drawing: the drawing cannot be read"),
    (DRAWING, _pipe, "1:1: file: this is not a plain file."),
    ("docs/.nav.yml", _text("nav: !!python/object/apply:os.system [x]\n"), "1:6: nav: the YAML tag"),
    ("docs/.nav.yml", _text("nav: " + "[" * 5000 + "]" * 5000), "1:25: YAML: values are nested more than 20 deep."),
    ("docs/.nav.yml", _text("nav: ['*']\n", "utf-16"), "1:1: file: the byte FF is not UTF-8."),
    ("docs/.nav.yml", _pipe, "1:1: file: this is not a plain file."),
    ("docs/.nav.yml", _text("nav:\n  - index.md\n  - Away: https://canary.example/\n  - '*'\n"), "3:1: navigation: "),
    ("docs/.nav.yml", _text("nav:\n  - '<img src=x onerror=ran()>': index.md\n  - '*'\n"), "2:1: navigation: "),
]  # fmt: skip


@pytest.mark.parametrize(("file", "become", "says"), HARD, ids=[f"{n}-{case[0]}" for n, case in enumerate(HARD)])
def test_hard_files_are_named_and_soon(small: Path, file: str, become: object, says: str) -> None:
    """A file that nobody should open or that would take forever is a problem with a place and a remedy, without a hang."""
    (small / file).parent.mkdir(parents=True, exist_ok=True)
    become(small / file)  # type: ignore[operator]
    start = time.process_time()
    problems = [str(problem) for problem in check(small)[1]]
    assert time.process_time() - start < 5
    assert any(problem.startswith(f"{file}:{says}") for problem in problems), problems[:5]
