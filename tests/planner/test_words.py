"""What holds for every name of a sign: what is around it or misspelled in it never makes a fact."""

from __future__ import annotations

import random

from macros.plan import intake
from macros.plan.names import preset
from tests.planning import SEED, library


def signs(said: str) -> set[str]:
    """The signs that are taken as facts from words about a sign."""
    return set(intake.read(library(), signs=[said]).client.signs)


def test_what_is_denied_past_or_of_others_is_never_a_fact() -> None:
    """No name of a sign becomes one with a denial, an ending, years, or another person around it; the words sound like it."""
    for name in [name for sign in library().of("signs") for name in (sign.name, *list(sign.names)[:6])]:
        for said, sounds in (
            (f"no {name}", "denied"),
            (f"{name} gone", "denied"),
            (f"never had {name}", "denied"),
            (f"my mother had {name}", "denied"),
            (f"{name} years ago", "settled"),
        ):
            assert signs(said) == set(), said
            assert preset(said) == sounds or (sounds == "denied" and preset(said) == "settled"), said


def test_one_letter_never_makes_another_sign() -> None:
    """A slip of the finger in a sign's own name or slug names no other sign."""
    dice = random.Random(SEED)
    for slug, name in [(s.id, n) for s in library().of("signs") for n in (s.name, s.id)]:
        for _ in range(8):
            at, letter = dice.randrange(len(name)), dice.choice("abcdefghijklmnopqrstuvwxyz")
            for said in (name[:at] + letter + name[at + 1 :], name[:at] + name[at + 1 :]):
                assert signs(said) <= {slug}, said
