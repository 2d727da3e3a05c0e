"""The mutants of `python -m tests.mutants`. A run takes hours; that the code still says what they break is quick to know."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.check import check
from tests.conftest import ROOT
from tests.mutants import CLAUSES, MODULES, Mutant, copied, main


@pytest.mark.parametrize("mutant", [*CLAUSES, *MODULES], ids=lambda mutant: mutant.name)
def test_the_code_says_what_a_mutant_breaks(mutant: Mutant) -> None:
    """Code that was rewritten takes its mutant along. A clause of the planner is in both languages."""
    files = {file.suffix for file, *_ in mutant.places(ROOT)}
    assert files == ({".py", ".js"} if mutant in CLAUSES else {".py"})


def test_the_copy_that_is_broken_was_sound(tmp_path: Path) -> None:
    """Tests that fail on the copy anyhow would notice nothing; so a run ends before its first mutant."""
    copied(tmp_path)
    assert check(tmp_path)[1] == []


def test_a_set_that_is_none_is_no_silence() -> None:
    """Nothing tried is not all noticed."""
    with pytest.raises(SystemExit):
        main(["clause"])
