"""The address of every claim of the real site."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest
from lxml import html

from macros.publish.exports.about import API

pytestmark = pytest.mark.xdist_group("claims")

AROUND = ("li", "p", "td", "dd", "details", "div", "article")
LINK = "[["


@pytest.fixture(scope="module")
def told(site: Path) -> dict[str, str]:
    """The words of every claim of the API, as the record has them, by its address. No two have one."""
    found: dict[str, str] = {}
    for file in sorted((site / API).glob("*/*.json")):
        data = json.loads(file.read_text(encoding="utf-8"))
        for name, claim in data.get("claims", {}).items():
            if "url" not in claim:
                assert "retired" in data["record"], f"{file.parent.name}/{file.stem}: {name} has no address"
                continue
            assert claim["url"] not in found, claim["url"]
            words = data
            for key in claim["at"][0].split("/")[1:]:
                words = words[int(key)] if isinstance(words, list) else words[key]
            found[claim["url"]] = str(words)
    assert len(found) > 8_000
    return found


def test_every_claim_is_at_its_address(site: Path, told: dict[str, str]) -> None:
    """The page has the anchor once, and a reader who comes there reads these words."""

    @cache
    def anchors(address: str) -> dict[str, list[html.HtmlElement]]:
        found: dict[str, list[html.HtmlElement]] = {}
        for element in html.fromstring((site / address / "index.html").read_text(encoding="utf-8")).iter():
            if element.get("id"):
                found.setdefault(element.get("id"), []).append(element)
        return found

    for url, words in told.items():
        address, _, anchor = url.partition("#")
        (place,) = anchors(address)[anchor]
        around = next(element for element in (place, *place.iterancestors()) if element.tag in AROUND)
        if LINK not in words:  # a link may show another name
            assert letters(words) in letters("".join(around.xpath(".//text()[not(ancestor::sup)]"))), url


def letters(text: str) -> str:
    """What is read of a text, whatever marks it has."""
    return re.sub(r"\W+", "", re.sub(r"\[@[^]]*\]", "", text)).casefold()
