"""What people call a thing: names that are facts, and words that bring candidates."""

from __future__ import annotations

import pytest

from macros.plan.names import (
    MOST,
    Names,
    course_of,
    in_one_spelling,
    listed,
    operation,
    parts_of_the_spine,
    stems,
)
from tests.making import library, made

SIGNS = Names(
    library(
        made("signs", "calf-pain", name="Sore calf", names={"lay": ["my lower leg throbs"]}),
        made("signs", "chest-pain", searches=["tight chest", "pain behind the breastbone"]),
        made("signs", "foot-weakness", name="Weak foot"),
        *(
            made("signs", f"{part}-numbness", name=f"Numb {part}")
            for part in ("arm", "chin", "face", "hand", "heel", "lip")
        ),
        *(made("signs", f"{part}-ache", searches=[f"pain in my {part}"]) for part in ("elbow", "hip", "knee", "jaw")),
    ),
    "signs",
)


def found(said: str) -> list[str]:
    """The slugs of the candidates for some words, the likeliest first."""
    return [candidate.slug for candidate in SIGNS.candidates(said)]


def test_words_bring_what_shares_them() -> None:
    """A few words of a saying are enough, in any order and with any ending; the candidate says which saying it was."""
    assert found("my leg is throbbing") == ["calf-pain"]
    (candidate,) = SIGNS.candidates("throbbing leg")
    assert (candidate.name, candidate.like) == ("Sore calf", "my lower leg throbs")


def test_part_of_what_was_said_is_enough() -> None:
    """A long complaint brings the sign whose whole name is in it."""
    story = "Tuesday we moved house, carried boxes up four flights, slept badly on borrowed beds, drove nine hours home, unpacked dishes"
    assert found(f"since {story}, and now a weak foot") == ["foot-weakness"]


def test_the_likeliest_comes_first() -> None:
    """What shares more is before what shares less."""
    assert found("a weak foot, and sore") == ["foot-weakness", "calf-pain"]


def test_a_common_word_alone_brings_nothing() -> None:
    """What shares no more than a word that many signs have is not worth reading."""
    assert found("the pain of losing my old job") == []


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    """Of two words that lead to different signs the one that fewer signs have leads."""
    assert found("numb foot")[0] == "foot-weakness"


def test_a_slip_of_the_finger_is_read() -> None:
    """A word that no sign has is read as the one that is spelled nearly so, and as none that is only like it."""
    assert found("throbz") == ["calf-pain"]
    assert found("knie") == found("kene") == ["knee-ache"]
    assert found("knax") == found("hap") == []
    assert found("behnd my braestboen") == ["chest-pain"]
    assert found("xraestboen") == []


def test_words_are_put_together_and_taken_apart() -> None:
    """A word that was split, run together or dotted is read as the one that a phrase has."""
    assert found("breast bone") == found("pain behindthe breastbone") == ["chest-pain"]
    assert found("lowerleg") == ["calf-pain"]
    assert stems("C5-6 A.C.D.F.") == {"c5", "acdf"}


def test_no_more_candidates_than_a_person_reads() -> None:
    """Of six that fit as well, five are offered."""
    assert MOST == 5
    assert len(found("numb")) == MOST


def test_a_name_is_exact_or_it_is_not() -> None:
    """Case, dose, plural and British spelling make no difference; another word does. Two records may have one name."""
    names = Names(
        library(
            made("medications", "thinners", names={"brands": ["Thinnex"]}, generics=["thinnaban"]),
            made("medications", "disk-drugs", names={"lay": ["disk pill"]}),
            made("medications", "other-drugs", names={"lay": ["disk pill"]}),
        ),
        "medications",
    )
    assert names.exact("THINNEX 5 mg") == names.exact("Thinnaban") == names.exact("thinner") == ("thinners",)
    assert names.exact("disc pills") == ("disk-drugs", "other-drugs")
    assert names.exact("thinnex forte") == ()


def test_nearest_are_spelled_alike() -> None:
    """A name that nobody knows is answered with the names that are spelled much like it, or with none."""
    assert SIGNS.nearest("sore calv") == ("sore calf",)
    assert SIGNS.nearest("biopsy") == ()


@pytest.mark.parametrize(
    ("said", "words", "course"),
    [
        ("calf-pain", "calf-pain", "new"),
        ("calf-pain: followed", "calf-pain", "followed"),
        ("calf-pain:Settled", "calf-pain", "settled"),
        ("as the doctor said: nothing", "as the doctor said: nothing", "new"),
    ],
)
def test_the_course_is_behind_the_colon(said: str, words: str, course: str) -> None:
    """Without one of the three courses there, a finding is new, and a colon is part of the words."""
    assert course_of(said) == (words, course)


def test_parts_of_the_spine_are_all_known_or_none() -> None:
    """Words that name parts give them in their order; one word that names none spoils the list."""
    assert parts_of_the_spine("low back and neck") == ("lumbar", "cervical")
    assert parts_of_the_spine("thoracolumbar") == ("thoracic", "lumbar")
    assert parts_of_the_spine("neck, elbow") == ()


def test_several_names_typed_as_one() -> None:
    """Slashes, commas, brackets and `and` part them."""
    assert listed("oxycodone/acetaminophen (Percocet) and ibuprofen") == [
        "oxycodone",
        "acetaminophen",
        "Percocet",
        "ibuprofen",
    ]


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("T10-pelvis", {"thoracic", "lumbar", "sacral"}),
        ("C7-L2", {"cervical", "thoracic", "lumbar"}),
        ("S1-T4", {"thoracic", "lumbar", "sacral"}),
        ("L4-5", {"lumbar"}),
        ("L4, C5-6", {"lumbar", "cervical"}),
    ],
)
def test_a_stretch_has_the_parts_between_its_ends(said: str, parts: set[str]) -> None:
    """A long fusion has the low back too, though neither of its ends is there."""
    assert operation(f"{said} fusion", SIGNS).regions == parts


def test_a_list_of_names_has_each_in_one_spelling() -> None:
    """The US one stays, in the place of the first; names of other words all stay."""
    names = [
        "fake disc",
        "new disc",
        "fake disk",
        "anterior-to-psoas",
        "anterior to psoas",
        "tumour",
        "new disk in front",
    ]
    assert in_one_spelling(names) == ["fake disk", "new disc", "anterior-to-psoas", "tumour", "new disk in front"]
