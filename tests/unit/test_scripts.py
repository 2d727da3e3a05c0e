"""The scripts of the site, tested in Node."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from macros.publish import scripts
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
    for path, script in scripts.bare(ROOT).items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(script, encoding="utf-8")
        pairs.append((str(file), str(ROOT / "overrides" / path)))
    pairs += [(str(published / "edit" / file.name), str(file)) for file in (ROOT / "overrides" / "edit").glob("*.js")]
    done = node.run(node.SCRIPTS / "parsed.mjs", said=json.dumps(pairs))
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr
    assert len(pairs) > 40


def test_a_page_names_its_modules_ahead(tmp_path: Path) -> None:
    """A page that runs a module names it and all that it imports, from where the page is; a second run changes nothing, nor does one that runs none."""
    for name, text in {
        "a.js": 'import {\n  one,\n} from "./parts/b.js"\nimport { two } from "./c.js"\nimport("./later.js")\n',
        "parts/b.js": "import { three } from '../c.js'\nimport four from '../vendor/four.js'\n",
        "c.js": "",
    }.items():
        file = tmp_path / "overrides/assets" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    page = scripts.ahead('<head>\n</head><script type="module" src="../assets/a.js"></script>', "plan", tmp_path)
    assert re.findall(r'<link rel="modulepreload" fetchpriority="low" href="([^"]*)">\n', page) == [
        "../assets/a.js", "../assets/parts/b.js", "../assets/c.js", "../assets/vendor/four.js",
    ]  # fmt: skip
    assert page.index("</head>") < page.index("modulepreload") < page.rindex("modulepreload") < page.index("<script")
    assert scripts.ahead(page, "plan", tmp_path) == page
    plain = '<head></head><script src="assets/a.js"></script>'
    assert scripts.ahead(plain, ".", tmp_path) == plain
