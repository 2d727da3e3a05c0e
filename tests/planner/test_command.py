"""`python -m macros plan` on the real records."""

from __future__ import annotations

import json

import pytest

from macros.cli import main
from tests.conftest import ROOT

Output = pytest.CaptureFixture[str]


def run(capsys: Output, *arguments: str) -> tuple[int, str, str]:
    """The command in this project: its exit code, what it prints, and what it prints on the error channel."""
    code = main(["--root", str(ROOT), "plan", *arguments])
    return code, *capsys.readouterr()


def test_command(capsys: Output) -> None:
    """The plan as JSON or in words, with an unknown word and the nearest ones on the error channel."""
    words = ["--procedure", "C5-6 ACDF", "--weeks", "9", "--medication", "apixabam", "--sign", "calf-pain:settled"]
    code, said, errors = run(capsys, *words, "--json")
    plan = json.loads(said)
    assert code == 0
    assert (plan["session"], plan["urgency"], plan["who"]) == ("do-not-massage", "same-day", "surgeon")
    assert "deep-vein-thrombosis" in plan["consider"]
    assert {"slug", "rule", "level", "today", "matched", "why", "do", "instead", "sources"} <= set(plan["cautions"][0])
    assert "apixaban" in errors
    assert "Do not massage today" in run(capsys, *words)[1]


def test_words_print_candidates_and_no_plan(capsys: Output) -> None:
    """Words that may mean several things exit with 3 and offer slugs; a denial is said to sound like one."""
    code, said, _ = run(capsys, "--procedure", "laminectomy", "--weeks", "4", "--sign", "no chest pain")
    assert code == 3
    assert "--sign chest-pain" in said
    assert "sounds as if it is not there" in said
    assert "Do not massage" not in said


def test_what_nobody_understands_stays_as_it_was_said(capsys: Output) -> None:
    """New it stops the session, with a call today; known to the team it asks for care. The plan quotes it."""
    known = ["--procedure", "laminectomy", "--weeks", "468", "--medication", "none", "--condition", "none"]
    new = json.loads(run(capsys, *known, "--said", "a zizzing in my fibbly", "--json")[1])
    assert (new["session"], new["urgency"]) == ("do-not-massage", "same-day")
    assert new["quoted"] == {"a zizzing in my fibbly": "new"}
    old = run(capsys, *known, "--said", "a zizzing in my fibbly:settled")[1]
    assert "Work, with changes" in old
    assert "a zizzing in my fibbly" in old
