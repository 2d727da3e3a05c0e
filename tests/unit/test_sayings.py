"""How people tell of a sign: whole words, with the words in capitals filled in."""

from __future__ import annotations

import pytest

from macros.plan import sayings

WORDINGS = {"PAIN": r"throb\w*|ach(?:e|es|ing)", "ITSELF": "ITSELF"}


@pytest.mark.parametrize(
    ("text", "tells"),
    [("my calf throbs", True), ("it aches there", True), ("my calf", False), ("a headache", False), ("achest", False)],
)
def test_a_word_stands_for_whole_words(text: str, tells: bool) -> None:
    """And for no part of one."""
    assert bool(sayings.compiled("PAIN", WORDINGS).search(text)) is tells


def test_what_no_wording_has_is_refused() -> None:
    """And so is a wording that stands for itself."""
    with pytest.raises(KeyError):
        sayings.filled("CALF", WORDINGS)
    with pytest.raises(RecursionError):
        sayings.filled("ITSELF", WORDINGS)
