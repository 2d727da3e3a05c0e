"""How people tell of a sign: words of each group, in any order, with the words in capitals filled in."""

from __future__ import annotations

import pytest

from macros.model.text import Saying
from macros.plan import sayings

WORDINGS = {"PAIN": r"throb\w*|ach(?:e|es|ing)", "ITSELF": "ITSELF"}


@pytest.mark.parametrize("text", ["my calf throbs", "it aches in one lower leg"])
def test_a_word_of_each_group_tells(text: str) -> None:
    """In any order."""
    assert sayings.tells(Saying("PAIN + calf | lower leg"), text, WORDINGS)


@pytest.mark.parametrize("text", ["my calf", "it throbs", "headache in the calfskin"])
def test_half_of_it_or_a_part_of_a_word_does_not(text: str) -> None:
    """Every group has to be there, as whole words."""
    assert not sayings.tells(Saying("PAIN + calf | lower leg"), text, WORDINGS)


def test_what_no_wording_has_is_refused() -> None:
    """And so is a wording that stands for itself."""
    with pytest.raises(KeyError):
        sayings.filled("CALF", WORDINGS)
    with pytest.raises(RecursionError):
        sayings.filled("ITSELF", WORDINGS)
