"""The clauses that `python -m tests.mutants` breaks. Its run takes hours; that it still finds them is quick to know."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from tests.mutants import CLAUSES, Clause


@pytest.mark.parametrize("clause", CLAUSES, ids=[clause.name for clause in CLAUSES])
def test_a_clause_is_in_both_languages(clause: Clause) -> None:
    """Code that was rewritten takes its clause along."""
    files = {file.suffix for file, *_ in clause.places(ROOT)}
    assert files == {".py", ".js"}
