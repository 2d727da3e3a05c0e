"""What others take out: valid, equal to what went in, linkable, licensed and dated."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree, html
from openapi_spec_validator import validate
from pybtex.database import parse_string
from referencing import Registry

from macros.model import KINDS
from macros.model.evidence import Source
from macros.model.text import plain
from macros.plan import table
from macros.publish import exports
from macros.publish.exports import api, feed, markdown, references
from macros.publish.exports.about import API, BY, LICENSE
from macros.publish.rules import for_planner, reasons
from macros.store.library import Library
from tests import making, planning
from tests.conftest import ROOT

pytestmark = pytest.mark.xdist_group("exports")
"""The real records are written once, by one worker."""

SITE = "https://example.org/"


@pytest.fixture(scope="module")
def library() -> Library:
    """The real records."""
    return planning.library()


@pytest.fixture(scope="module")
def files(library: Library) -> dict[str, str]:
    """Everything that is taken out of them, by its path below the site's root."""
    return taken_out(library)


def taken_out(library: Library) -> dict[str, str]:
    """Everything that is taken out of a library, on a site whose address nobody knows."""
    beside = exports.Beside(
        for_planner(library),
        reasons(library),
        table.read(ROOT),
        (ROOT / "CITATION.cff").read_text(encoding="utf-8"),
        "",
        {("procedures", "acdf", "summary"): "procedures/acdf/#claim.summary"},
    )
    return dict(exports.files(library, beside))


def read(files: dict[str, str], name: str) -> Any:
    """A file of the API, parsed."""
    return json.loads(files[f"{API}{name}"])


def test_round_trip(library: Library, files: dict[str, str]) -> None:
    """What is exported loads back to an equal library, down to which fields were given."""
    back = api.loaded(files)
    assert len(list(back)) > 1_500
    assert dict(_keyed(back)) == dict(_keyed(library))
    for (kind, slug), record in _keyed(library):
        assert back.get(kind, slug).model_fields_set == record.model_fields_set, slug
        assert type(back.get(kind, slug)) is type(record)


def _keyed(library: Library) -> list[tuple[tuple[str, str], Any]]:
    return [((kind, record.id), record) for kind, record in library]


def test_index_lists_every_file(library: Library, files: dict[str, str]) -> None:
    """Whoever has the index finds everything, and everything that it names is there."""
    index = read(files, "index.json")
    kinds = index["kinds"].values()
    listed = [*index["files"], *(path for kind in kinds for path in (kind["file"], kind["schema"]))]
    listed += [path for kind in kinds for path in kind["records"].values()]
    assert len(listed) == len(set(listed))
    assert {*listed, f"{API}index.json"} == files.keys()
    assert {name: len(kind["records"]) for name, kind in index["kinds"].items()} == {
        name: sum(1 for kind, _ in library if kind == name) for name in KINDS
    }


def test_every_file_has_its_edition_and_license(library: Library, files: dict[str, str]) -> None:
    """Each file that can say so says of which edition it is and under which license. The others are told of in the index."""
    for path, text in files.items():
        if path.endswith(".json") and "/schema/" not in path and not path.endswith((".csl.json", "datapackage.json", "openapi.json")):  # fmt: skip
            head = json.loads(text)
            assert (head["edition"], head["license"]) == (library.edition, LICENSE), path
            assert "replaces no clinician" in head["notice"]
        elif not path.endswith((".csv", ".json")):
            assert library.edition in text, path
            assert LICENSE in text, path
    assert read(files, "datapackage.json")["version"] == library.edition
    assert read(files, "openapi.json")["info"]["version"] == library.edition


@pytest.mark.parametrize("kind", KINDS)
def test_records_keep_to_their_schema(kind: str, files: dict[str, str]) -> None:
    """Each record is what the JSON Schema beside it says."""
    schema = read(files, f"schema/{kind}.json")
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    entries = read(files, f"{kind}.json")["records"]
    assert entries
    for entry in entries:
        assert [error.message for error in validator.iter_errors(entry["record"])] == [], entry["record"]["id"]


def test_openapi(files: dict[str, str], tmp_path: Path) -> None:
    """The description is valid OpenAPI, and each file is what it says of it."""
    for path, text in files.items():
        if "/schema/" in path or path.endswith("openapi.json"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
    described = read(files, "openapi.json")
    here = (tmp_path / API / "openapi.json").as_uri()
    validate(described, base_uri=here)
    schemas = {f"{SITE}{path}": json.loads(text) for path, text in files.items() if "/schema/" in path}
    registry = Registry().with_contents(schemas.items())
    checked = 0
    for path, item in described["paths"].items():
        answer = item["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        schema = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": f"{SITE}{API}openapi.json",
            **answer,
        }
        validator = Draft202012Validator(schema, registry=registry)
        name = path.removeprefix("/")
        prefix = name.removesuffix("{slug}.json")
        for file in [name] if prefix == name else [f for f in files if f.startswith(prefix)][:3]:
            assert [error.message for error in validator.iter_errors(json.loads(files[file]))] == [], file
            checked += 1
    assert checked > 2 * len(KINDS)


def test_claims_are_told(library: Library, files: dict[str, str]) -> None:
    """A claim is found under its name where it is said to be, with its sources, and with its address where that is known."""
    sources = {source.id for source in library.of("sources")}
    for kind in ("procedures", "cautions", "waits"):
        record = library.of(kind)[0]
        file = read(files, f"{kind}/{record.id}.json")
        assert file["claims"]
        for claim in file["claims"].values():
            for at in claim["at"]:
                words = file
                for key in at.split("/")[1:]:
                    words = words[int(key)] if isinstance(words, list) else words[key]
                assert plain(str(words)) == claim["text"]
            assert set(claim["sources"]) <= sources
    assert read(files, "procedures/acdf.json")["claims"]["summary"]["url"] == "procedures/acdf/#claim.summary"


def test_tables_are_what_their_package_says(library: Library, files: dict[str, str]) -> None:
    """Every column is described; cells have the type, keys are unique, ties lead to a row, sizes and hashes are right."""
    package = read(files, "datapackage.json")
    rows: dict[str, list[dict[str, str]]] = {}
    for resource in package["resources"]:
        text = files[f"{API}{resource['path']}"]
        data = text.encode()
        assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
        table = list(csv.DictReader(io.StringIO(text, newline="")))
        fields = resource["schema"]["fields"]
        assert all(field["description"] for field in fields)
        assert list(table[0]) == [field["name"] for field in fields]
        for row in table:
            for field in fields:
                _is(field["type"], row[field["name"]])
        keys = [tuple(row[name] for name in resource["schema"]["primaryKey"]) for row in table]
        assert len(set(keys)) == len(keys), resource["name"]
        rows[resource["name"]] = table
    for resource in package["resources"]:
        for tie in resource["schema"].get("foreignKeys", ()):
            known = {row["id"] for row in rows[tie["reference"]["resource"]]}
            assert {row[tie["fields"]] for row in rows[resource["name"]]} <= known
    assert len(rows["rates"]) == len(library.of("rates"))
    assert len(rows["waits"]) == len(library.waits())
    assert len(rows["studies"]) == len(library.of("studies"))
    (rate,) = (row for row in rows["rates"] if row["id"] == "acdf-driving-4-weeks-uk")
    assert (rate["estimate"], rate["unit"], rate["n"]) == ("68", "% of surgeons", "131")
    wait = next(row for row in rows["waits"] if row["source"] == "5y1-lumbar")
    assert (wait["from_weeks"], wait["to_weeks"], wait["turn"]) == ("26.09", "", "start")
    assert wait["after"].split(";") == ["posterolateral-fusion", "plif", "tlif", "alif", "llif"]


def _is(kind: str, cell: str) -> None:
    """Raises ValueError or AssertionError for a cell that is not of a type."""
    assert "[@" not in cell
    if kind == "string":
        # A spreadsheet takes it for a formula.
        assert not cell.startswith(("=", "+", "-", "@", "\t")), cell
    elif cell:
        readers: dict[str, Any] = {"number": float, "integer": int, "date": dt.date.fromisoformat}
        assert cell in ("true", "false") if kind == "boolean" else readers[kind](cell) is not None


def test_sources_can_be_cited(library: Library, files: dict[str, str]) -> None:
    """Every source is in both lists, with the same title and address, and what BibTeX takes for a command stays a character."""
    items = {item["id"]: item for item in read(files, "sources.csl.json")}
    entries = parse_string(files[f"{API}sources.bib"], "bibtex").entries
    assert items.keys() == set(entries) == {source.id for source in library.of("sources")}
    for source in library.of("sources"):
        assert (items[source.id]["title"], items[source.id]["URL"]) == (source.title, source.URL)
        assert entries[source.id].fields["url"] == source.URL
        assert len(entries[source.id].persons.get("author", ())) == len(source.author)


def test_bibtex() -> None:
    """An entry in full, with every character that BibTeX would take for a command."""
    fields = {
        "type": "article-journal", "title": "A & B: 50% of $5 #1_{x} ~^\\", "container-title": "J Ex", "issued": 2012,
        "author": [{"family": "O'Brien", "given": "M"}, {"literal": "Smith and Sons"}], "volume": "5", "issue": "4",
        "page": "3-8", "DOI": "10.1000/a_b", "URL": "https://example.org/a_b%20c{d}#e", "evidence": "rct",
        "authority": "ordinary", "seen_as": "page",
    }  # fmt: skip
    assert references.bibtex(Source.model_validate({"id": "a-1", **fields})) == (
        "@article{a-1,\n"
        "  author = {O'Brien, M and {Smith and Sons}},\n"
        r"  title = {{A \& B: 50\% of \$5 \#1\_\{x\} \textasciitilde{}\textasciicircum{}\textbackslash{}}}," + "\n"
        "  journal = {J Ex},\n  year = {2012},\n  volume = {5},\n  number = {4},\n  pages = {3--8},\n"
        "  doi = {10.1000/a_b},\n  url = {https://example.org/a_b%20c%7Bd%7D#e},\n}\n"
    )


def test_citation(library: Library, files: dict[str, str]) -> None:
    """What the Citation File Format asks for, and the edition; the license and the name are those of every file."""
    told = yaml.safe_load(files["CITATION.cff"])
    assert {"cff-version", "message", "title", "authors"} <= told.keys()
    assert (told["version"], told["date-released"].isoformat()) == (library.edition, library.edition)
    assert (told["license"], told["authors"]) == (LICENSE, [{"name": BY}])
    assert yaml.safe_load(references.citation("a: b\n", library, SITE))["url"] == SITE


def test_the_rules_come_with_their_table_of_truth(library: Library, files: dict[str, str]) -> None:
    """Every rule has its reason, and the rows read back are the rows that both planners are tested with."""
    rules = read(files, "rules.json")
    assert {f"{rule['caution']}.{rule['id']}" for rule in rules["rules"]} == rules["reasons"].keys()
    truth = read(files, "truth.json")
    validator = Draft202012Validator(read(files, "schema/truth.json"))
    rows = table.read(ROOT)
    assert len(rows) == len(truth["clients"])
    for row, told in zip(rows, truth["clients"], strict=True):
        assert [error.message for error in validator.iter_errors(told)] == [], row.id
        assert told.pop("inWords") == row.client.in_words(library)
        assert table.Row.model_validate(told) == row


def test_feed() -> None:
    """The newest first; an id a record that the site's address is no part of; a retired record says so."""
    library = making.library(
        making.made("techniques", "old", review={"status": "compiled-from-sources", "on": "2026-01-02"}),
        making.made("techniques", "new", review={"status": "compiled-from-sources", "on": "2026-03-04"}),
        making.made("techniques", "gone", retired={"why": "Nobody does it.", "on": "2026-02-03"}),
    )
    here, there = (etree.fromstring(feed.feed(library, site).encode()) for site in ("", "https://example.org/"))
    atom = "{http://www.w3.org/2005/Atom}"
    assert [entry.findtext(f"{atom}title") for entry in here.iter(f"{atom}entry")] == ["New", "Gone", "Old"]
    assert [entry.findtext(f"{atom}updated")[:10] for entry in here.iter(f"{atom}entry")] == [
        "2026-03-04",
        "2026-02-03",
        "2026-01-02",
    ]
    assert here.findtext(f"{atom}updated") == "2026-03-04T00:00:00Z"
    ids = [element.text for element in here.iter(f"{atom}id")]
    assert ids == [element.text for element in there.iter(f"{atom}id")]
    assert len(set(ids)) == 4
    assert [link.get("href") for link in there.iter(f"{atom}link")][2] == "https://example.org/techniques/new/"
    assert "Retired: Nobody does it. Something." in feed.feed(library, "")


TWINS = [
    ("<h2 id=a>A <b>b</b><a class=headerlink>¶</a></h2>", "## A **b**"),
    ("<p>One <a href='../x/'>two</a>\n three.</p>", "One [two](../x/) three."),
    ("<ul><li>A<ul><li>B</li></ul></li><li><p>C</p><p>D</p></li></ul>", "- A\n  - B\n- C\n\n  D"),
    ("<ol><li>A</li><li>B</li></ol>", "1. A\n2. B"),
    ("<table><tr><th>A</th></tr><tr><td>b|c</td></tr></table>", "| A |\n| --- |\n| b\\|c |"),
    ("<details><summary>More</summary><p>Text</p></details>", "More\n\nText"),
    ("<div>Loose <em>text</em><p>Set</p>after</div>", "Loose *text*\n\nSet\n\nafter"),
    ("<p><svg><title>no</title></svg><button>no</button>yes<script>no</script></p>", "yes"),
    (
        '<p>So.<sup><a class="footnote-ref" href="#fn:a">1</a>,<a class="footnote-ref" href="#fn:b">2</a></sup></p>'
        '<div class="footnote"><ol><li id="fn:a">Src <a class="footnote-backref" href="#fnref:a">↩</a></li><li>B</li></ol></div>',
        "So.[^1][^2]\n\n[^1]: Src\n[^2]: B",
    ),
    ("<blockquote><p>A</p><p>B</p></blockquote>", "> A\n> \n> B"),
    ("<pre><code>a\n  b</code></pre>", "```\na\n  b\n```"),
]


@pytest.mark.parametrize(("built", "expected"), TWINS)
def test_twins(built: str, expected: str, library: Library) -> None:
    """A page as Markdown says what the page says, and nothing of what only works on the page."""
    page = f"<!doctype html><html><body><nav>no</nav><article>{built}</article></body></html>"
    article = html.document_fromstring(page).find(".//article")
    text = markdown.twin(markdown.body(article), "a/", library.edition)
    head, _, body = text.partition("\n---\n\n")
    assert f"edition: {library.edition}" in head
    assert body == expected + "\n"


def test_nothing_hangs_on_the_order_of_files(library: Library, files: dict[str, str]) -> None:
    """The same records in another order give the same bytes."""
    records = list(library)
    assert taken_out(Library(reversed(records))) == files
