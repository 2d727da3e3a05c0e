"""The real data and pages as a whole: what no rule about a single record can tell."""

from __future__ import annotations

import re
import statistics
from typing import get_args

import simple_icd_10_cm

from macros.check.cards import CARD_GRADE, said
from macros.model import KINDS
from macros.model.base import Named
from macros.model.clinical import Condition, Procedure
from macros.model.text import plain
from macros.model.today import Carded
from macros.model.vocabulary import SUBJECTS, CardSubject
from macros.text import links, reading
from tests.planning import library, real


def test_codes_are_in_the_code_set() -> None:
    """Every ICD-10-CM code exists."""
    codes = [
        (record.id, code.code)
        for kind in ("conditions", "procedures")
        for record in library().of(kind)
        if isinstance(record, Condition | Procedure)
        for code in record.codes
        if code.system == "ICD-10-CM"
    ]
    assert codes
    assert [pair for pair in codes if not simple_icd_10_cm.is_valid_item(pair[1])] == []


def test_pages_read_easily() -> None:
    """Narratives have a median of US grade 9 or lower, summaries of 8 or lower."""
    pages = [page for page in real().pages.values() if links.record_of(page.path)]
    assert statistics.median(reading.grade(reading.prose(page.prose)) for page in pages) <= 9
    named = [record for kind, record in library() if KINDS[kind].pages == "own" and isinstance(record, Named)]
    assert statistics.median(reading.grade(plain(record.summary)) for record in named) <= 8


def test_records_open_with_a_card() -> None:
    """Every operation, condition, complication, medicine and caution has a Today card."""
    carded = [record for _, record in library() if isinstance(record, Carded) and record.live]
    assert carded
    assert [record.id for record in carded if record.today is None] == []


def test_every_operation_says_about_lying_face_down() -> None:
    """The rule that keeps clients off the belly holds after any operation until the team agrees: each card answers that first question."""
    lying = {
        operation.id: " ".join(line.do for line in operation.today.lines if line.subject == "lying")
        for operation in library().of("procedures")
        if operation.today
    }
    assert lying
    assert [slug for slug, said in lying.items() if not re.search("face down", said, re.IGNORECASE)] == []


def test_headings_turn_no_line_around() -> None:
    """Below a subject stand lines that say how and lines that say what not, so that its name may do neither."""
    for subject in get_args(CardSubject):
        cards = [record.today for _, record in library() if isinstance(record, Carded) and record.today]
        said = [plain(line.do) for card in cards for line in card.lines if line.subject == subject]
        if {bool(re.match("Do not", do)) for do in said} == {True, False}:
            assert not re.match(r"(Do|Do not|Avoid|Keep off|Leave|No|Not|Never)\b", SUBJECTS[subject])


def test_cards_read_easily() -> None:
    """Every Today card reads at US grade 7 or lower."""
    cards = {record.id: record.today for _, record in library() if isinstance(record, Carded) and record.today}
    grades = {slug: reading.grade(said(card)) for slug, card in cards.items()}
    assert {slug: grade for slug, grade in grades.items() if grade > CARD_GRADE} == {}


def test_every_operation_is_drawn_or_says_why_not() -> None:
    """An operation, or the wider one it is a kind of, has zones; else `unknown` names them."""
    bare = [
        procedure.id
        for procedure in library().of("procedures")
        if not any(wider.zones for wider in library().ancestors(procedure)) and "zones" not in procedure.unknown
    ]
    assert bare == []
