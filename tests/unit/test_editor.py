"""The form for facts: what it shows of each field, what it is told of the forge, and what a saved file is."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from macros.check import check
from macros.model import KINDS
from macros.model.vocabulary import HOW_SOON
from macros.publish import policy
from macros.publish.editor import page
from macros.publish.editor.config import BEGUN_HERE, SOURCE, config
from macros.publish.editor.fields import UnheldError, fields_of
from macros.store.library import Library
from macros.store.load import load
from macros.store.settings import Settings
from macros.views.fields import reference
from macros.views.render import Renderer
from tests import node
from tests.conftest import FORGE, ROOT, SMALL

GITHUB = Settings("https://github.com/someone/steady-hands")
CONFIG = config(GITHUB)
COLLECTIONS: dict[str, Any] = {collection["name"]: collection for collection in CONFIG["collections"]}


def flat(fields: list[Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every field of the form with the names of the groups it is in."""
    for field in fields:
        yield f"{prefix}{field['name']}", field
        yield from flat(field.get("fields", []), f"{prefix}{field['name']}.")


def field(kind: str, name: str) -> Any:
    """A field of the form by its full name."""
    return dict(flat(COLLECTIONS[kind]["fields"]))[name]


@pytest.mark.parametrize("kind", COLLECTIONS)
def test_every_field_is_there_with_its_help(kind: str) -> None:
    """The field reference and the form say the same of the same fields: help, and whether one may be left out."""
    shown = dict(flat(COLLECTIONS[kind]["fields"]))
    for said in reference(kind):
        assert shown[said.name]["hint"].startswith(said.help), said.name
        assert shown[said.name]["label"], said.name
        assert shown[said.name]["required"] is said.required, said.name


def test_what_the_form_cannot_hold_is_said() -> None:
    """A kind that is left out is named on the page about the form, and so are those that it begins."""
    assert COLLECTIONS.keys() == KINDS.keys() - {"synonyms"}
    said = (ROOT / "docs/contributing/form.md").read_text(encoding="utf-8")
    assert "*Synonyms* are lists of lists" in said
    assert {name for name, collection in COLLECTIONS.items() if collection["create"]} == set(BEGUN_HERE)
    assert "It begins sources, rates and words of the glossary" in said
    assert not any(collection["delete"] for collection in COLLECTIONS.values())
    with pytest.raises(UnheldError, match="list of lists"):
        fields_of(KINDS["synonyms"].model)


def test_fields_are_of_their_type() -> None:
    """Choices have the words of a reader, numbers their ends, sentences their citation, references a search by name."""
    urgency = field("complications", "urgency")
    assert urgency["options"][0] == {"label": f"{HOW_SOON['emergency']} (emergency)", "value": "emergency"}
    assert [o["value"] for o in field("cautions", "rules.where")["options"]][-2:] == ["operated", "table"]
    assert {f["name"] for f in field("cautions", "rules.leaves")["fields"]} > {"calf", "everywhere"}
    most = field("cautions", "rules.pressure.most")
    assert (most["value_type"], most["min"], most["max"]) == ("int", 0, 5)
    assert (field("cautions", "today.lines")["min"], field("cautions", "today.lines")["max"]) == (3, 9)
    assert field("cautions", "rules.short")["maxlength"] == 60
    assert field("conditions", "summary")["pattern"][0] == r"\[@[^\[\]]+\]"
    assert field("conditions", "on_the_table")["field"]["widget"] == "claim"
    assert (field("rates", "review.on")["widget"], field("rates", "review.on")["format"]) == ("datetime", "YYYY-MM-DD")
    source = field("rates", "source")
    assert (source["widget"], source["collection"]) == ("relation", "sources")
    assert {"title", "container-title", "{{slug}}"} <= set(source["search_fields"])
    assert (field("rates", "after")["collection"], field("rates", "after")["multiple"]) == ("procedures", True)
    # The form searches one kind at a time, so a record of any kind is named by its slug, with a word about it.
    assert "address" in field("rates", "about")["hint"]


@pytest.mark.parametrize("forge", [GITHUB, Settings()], ids=["forge", "none"])
def test_the_program_takes_the_configuration(forge: Settings) -> None:
    """It is as the package's own schema wants it."""
    schema = json.loads((ROOT / "node_modules/@sveltia/cms/schema/sveltia-cms.json").read_text(encoding="utf-8"))
    said = json.loads(json.dumps(config(forge)))
    del said["load_config_file"]  # of a configuration that a script gives
    assert list(jsonschema.Draft7Validator(schema).iter_errors(said)) == []


def test_a_change_becomes_a_proposal() -> None:
    """On GitHub by a pull request, from a copy where one may not write; with a button to sign in where a service is known."""
    assert CONFIG["publish_mode"] == "editorial_workflow"
    backend = CONFIG["backend"]
    assert (backend["repo"], backend["open_authoring"], backend["auth_scope"]) == (
        "someone/steady-hands",
        True,
        "public_repo",
    )
    assert backend["auth_methods"] == ["token"]
    with_service = config(Settings(GITHUB.repository, sign_in="https://sign-in.example"))["backend"]
    assert with_service["base_url"] == "https://sign-in.example"
    assert "auth_methods" not in with_service


@pytest.mark.parametrize(
    ("forge", "served", "there"),
    [(GITHUB, False, True), (Settings(), True, True), (Settings(), False, False), (Settings(FORGE), False, False)],
)
def test_the_form_is_where_something_can_be_changed(
    forge: Settings, served: bool, there: bool, library: Library
) -> None:
    """On a forge that it knows, and on the machine that serves the site. Nowhere else is there a page that could do nothing."""
    files = page.files(ROOT, library, forge, served)
    assert bool(files) is there
    assert all(path.startswith("edit/") for path in files)
    if there:
        said = files["edit/index.html"].decode()
        assert ("A change becomes a proposal" in said) is bool(forge.github)
        assert ("on no forge" in said) is not bool(forge.github)


def test_other_pages_lead_to_it(library: Library) -> None:
    """A record's page opens the record in the form, where there is one; the page about the form says where there is none."""
    link = '<a href="../../edit/#/collections/procedures/entries/roof-removal">'
    known, unknown = (Renderer(library, check(SMALL)[0].pages, forge) for forge in (GITHUB, Settings(FORGE)))
    place = ("procedures/roof-removal.md", "procedures", "roof-removal")
    assert link in known.record(*place)
    assert "Edit in a form" not in unknown.record(*place)
    assert 'href="../../edit/"' in known.view("form_door")
    assert "This site has no form" in unknown.view("form_door")


def test_another_release_is_read_before_it_is_taken(library: Library, tmp_path: Path) -> None:
    """A program that asks other hosts in a way that we do not know is not published; nor is one that is not there."""
    with pytest.raises(FileNotFoundError, match=r"sveltia-cms\.mjs is missing"):
        page.files(tmp_path, library, GITHUB, served=False)
    for name in ("@sveltia/cms/dist/sveltia-cms.mjs", "yaml/browser/dist/index.js"):
        target = tmp_path / "node_modules" / name
        target.parent.mkdir(parents=True)
        shutil.copy(ROOT / "node_modules" / name, target)
    program = tmp_path / "node_modules/@sveltia/cms/dist/sveltia-cms.mjs"
    program.write_text(program.read_text(encoding="utf-8").replace("githubstatus", "forgestatus"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"githubstatus.* 0 times, not 1"):
        page.files(tmp_path, library, GITHUB, served=False)


def test_its_policy_is_its_own(library: Library) -> None:
    """Servers are told of it for its folder alone, and only where there is one; scripts are as strict as anywhere."""
    assert "/edit/" not in policy.header_files(form=False)["_headers"]
    files = policy.header_files(form=True)
    everywhere, form = files["_headers"].split("/edit/*")
    assert "unsafe" not in everywhere
    assert "'unsafe-inline'" in form
    assert "same-origin-allow-popups" in files["edit/.htaccess"]
    assert "unsafe" not in files[".htaccess"]
    assert policy.FORM_POLICY["script-src"] == "'self'"
    assert "unsafe-eval" not in str(policy.FORM_POLICY)
    form = page.files(ROOT, library, GITHUB, served=False)["edit/index.html"].decode()
    assert "https://api.github.com" in form
    assert form.index("http-equiv") < form.index("<link")  # it binds what comes after it
    assert "api.github.com" not in policy.stated('<meta charset="utf-8">')
    said = (ROOT / "docs/contributing/publishing.md").read_text(encoding="utf-8")
    for line in policy.nginx(policy.FORM_HEADERS).splitlines():
        assert f"  {line}\n" in said


def test_what_the_form_writes_is_an_equal_record(published: Path, tmp_path: Path) -> None:
    """Five real records of each kind, written anew from their values alone as the form writes a new record, load to what they were."""
    chosen = random.Random(14)
    paths: list[str] = []
    for kind in COLLECTIONS:
        there = sorted((ROOT / "data" / kind).glob("*.yaml"))
        paths += [f"{kind}/{file.name}" for file in chosen.sample(there, min(5, len(there)))]
    program = f"""
        import {{ readFileSync, mkdirSync, writeFileSync }} from "node:fs"
        import {{ dirname }} from "node:path"
        const {{ fromFile, toFile }} = await import("{(published / "edit/record.js").as_uri()}")
        for (const path of {json.dumps(paths)}) {{
          const {{ ["{SOURCE}"]: text, ...values }} = fromFile(readFileSync("{ROOT}/data/" + path, "utf8"))
          const file = "{tmp_path}/data/" + path
          mkdirSync(dirname(file), {{ recursive: true }})
          writeFileSync(file, toFile(values))
        }}
    """
    script = tmp_path / "write.mjs"
    script.write_text(program, encoding="utf-8")
    done = node.run(script)
    assert done.returncode == 0, done.stderr
    before = {(d.kind.name, d.id): d.record for d in load(ROOT)[0]}
    documents, problems = load(tmp_path)
    assert problems == []
    assert len(documents) == len(paths) > 75
    for document in documents:
        assert document.record == before[document.kind.name, document.id]
