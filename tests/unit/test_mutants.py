"""The mutants of `python -m tests.mutants`. A run takes hours; that the code still says what they break is quick to know."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from tests.mutants import CLAUSES, MODULES, Mutant


@pytest.mark.parametrize("mutant", [*CLAUSES, *MODULES], ids=lambda mutant: mutant.name)
def test_the_code_says_what_a_mutant_breaks(mutant: Mutant) -> None:
    """Code that was rewritten takes its mutant along. A clause of the planner is in both languages."""
    files = {file.suffix for file, *_ in mutant.places(ROOT)}
    assert files == ({".py", ".js"} if mutant in CLAUSES else {".py"})
