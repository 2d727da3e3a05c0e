"""The addresses of codes."""

from __future__ import annotations

import posixpath

import pytest
from bs4 import BeautifulSoup

from macros.publish.codes import pages
from macros.store.library import Library
from macros.store.project import read
from tests import making
from tests.conftest import ROOT
from tests.making import made


def targets(pages: dict[str, str], path: str) -> list[str]:
    """Where the links of a page lead, below the site's root."""
    links = BeautifulSoup(pages[path], "html.parser").select("li a")
    return [posixpath.normpath(posixpath.join(posixpath.dirname(path), str(link["href"]))) for link in links]


def sent_on(page: str) -> bool:
    """Whether a page sends its reader to another one."""
    return "onward.js" in page


def test_a_code_leads_to_its_record(library: Library) -> None:
    """The page of a code that one record has sends the reader there, and says so to those whose browser does not follow."""
    found = pages(library)
    assert targets(found, "code/X00.0/index.html") == ["conditions/narrow-canal"]
    assert sent_on(found["code/X00.0/index.html"])


def test_a_code_of_two_records_names_both() -> None:
    """Nobody is sent to one of them. What a contributor wrote is text, and a record that is not kept up is not named."""
    code = [{"system": "ICD-10-CM", "code": "A1", "label": "One <b> of [[them|two]] [@a]."}]
    library = making.library(
        made("conditions", "one", codes=code),
        made("conditions", "two", codes=code),
        made("conditions", "gone", codes=code, retired={"why": "Old.", "on": "2026-01-02"}),
    )
    found = pages(library)
    assert targets(found, "code/A1/index.html") == ["conditions/one", "conditions/two"]
    assert not sent_on(found["code/A1/index.html"])
    assert "One &lt;b&gt; of two." in found["code/A1/index.html"]


@pytest.fixture(scope="module")
def ours() -> Library:
    """The site's own records."""
    return read(ROOT)[0].library()


@pytest.mark.parametrize(
    ("code", "record"),
    [("M43.16", "conditions/spondylolisthesis"), ("11289", "medications/anticoagulants")],
)
def test_what_letters_print_is_found(ours: Library, code: str, record: str) -> None:
    """A diagnosis by ICD-10-CM, a medicine by its RxNorm number."""
    assert targets(pages(ours), f"code/{code}/index.html") == [record]


def test_every_condition_has_a_code(ours: Library) -> None:
    """Or says that it looked for one."""
    assert [c.id for c in ours.of("conditions") if not c.codes and "codes" not in c.unknown] == []
