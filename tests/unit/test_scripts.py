"""The scripts of the site, tested in Node."""

from __future__ import annotations

import json
import posixpath
import re
from pathlib import Path

import pytest

from macros.publish import bundle, scripts, vendor
from tests import node
from tests.conftest import ROOT

FILES = sorted(node.SCRIPTS.glob("*.test.mjs"))


def test_only_comments_are_left_out() -> None:
    """What only looks like a comment stays, and so does every line."""
    script = """// a line
const a = "// no" + '/* no */' + `// ${/* yes */ 1} no` // yes
/**
 * yes
 */
const b = /[/*]\\/\\//g.test(a) ? 4 / 2 /* yes */ / 1 : a.replace(/\\/\\*/, "") // yes
"""
    bare = """
const a = "// no" + '/* no */' + `// ${ 1} no`



const b = /[/*]\\/\\//g.test(a) ? 4 / 2  / 1 : a.replace(/\\/\\*/, "")
"""
    assert scripts.without_comments(script) == bare


@pytest.mark.parametrize("file", FILES, ids=[file.name.removesuffix(".test.mjs") for file in FILES])
def test_scripts(file: Path, published: Path) -> None:
    """Every test of a file passes in Node, on the real data."""
    done = node.run("--test", "--test-reporter=spec", file, environment={"SITE": str(published)})
    assert done.returncode == 0, done.stdout
    assert re.search(r"^. pass [1-9]", done.stdout, re.MULTILINE), done.stdout


def test_every_script_is_one_without_its_comments(tmp_path: Path, published: Path) -> None:
    """Each of our scripts says the same to a parser without its comments, and none is left in it."""
    pairs = []
    for path, script in scripts.sources(ROOT).items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(scripts.without_comments(script), encoding="utf-8")
        pairs.append((str(file), str(ROOT / "overrides" / path)))
    pairs += [(str(published / "edit" / file.name), str(file)) for file in (ROOT / "overrides" / "edit").glob("*.js")]
    done = node.run(node.SCRIPTS / "parsed.mjs", said=json.dumps(pairs))
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr
    assert len(pairs) > 40


def test_modules_are_put_together() -> None:
    """What something starts is one file with all that it imports, but for what comes late, and has a map; the rest has no comments."""
    ours = {
        "assets/javascripts/hands.js": 'import { one } from "./session/one.js"\nconsole.log(one) // one\n',
        "assets/javascripts/session/page.js": 'import { one } from "./one.js"\nimport("../vendor/qr.js").then(() => one)\n',
        "assets/javascripts/session/one.js": 'import lib from "../vendor/lib.js"\nexport const one = `${lib} and ours`\n',
        "assets/javascripts/steady-hands.js": 'import("./hands.js") // later\n',
    }
    libraries = {f"assets/javascripts/vendor/{name}.js": f'export default "the {name}"\n' for name in ("lib", "qr")}
    made = scripts.published(ours, libraries, bundle.installed(ROOT / "node_modules"))
    started = [f"assets/javascripts/{name}.js" for name in ("hands", "session/page", "vendor/qr")]
    assert made.keys() == {"assets/javascripts/steady-hands.js", *started, *(f"{path}.map" for path in started)}
    assert made["assets/javascripts/steady-hands.js"] == 'import("./hands.js")\n'
    hands, page = (made[path] for path in started[:2])
    assert all(words in text for text in (hands, page) for words in ("the lib", "and ours"))
    assert 'import("../vendor/qr.js")' in page
    assert "the qr" not in page
    sources = json.loads(made["assets/javascripts/session/page.js.map"])["sources"]
    assert sources == ["../vendor/lib.js", "one.js", "page.js"]
    assert made == scripts.published(ours, libraries, bundle.installed(ROOT / "node_modules"))


def test_every_module_is_on_the_site() -> None:
    """Each of our modules is in a file that something starts."""
    libraries = vendor.scripts(ROOT / "node_modules")
    made = scripts.published(scripts.sources(ROOT), libraries, bundle.installed(ROOT / "node_modules"))
    within = {
        posixpath.normpath(posixpath.join(posixpath.dirname(path), source))
        for path, text in made.items()
        if path.endswith(".map")
        for source in json.loads(text)["sources"]
    }
    assert (scripts.sources(ROOT) | libraries).keys() == within | {path for path in made if not path.endswith(".map")}
