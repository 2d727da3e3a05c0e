"""What is amended in the theme's pages."""

from __future__ import annotations

from pathlib import Path

from macros.publish import theme

PAGE = """<!doctype html>
  <nav>

      <a href="x">One
        two</a>
  </nav>
<article>
  <pre>
  a

    b</pre>
</article>

  <footer> </footer>
"""


def test_the_theme_is_written_without_indents(tmp_path: Path) -> None:
    """Around the article a line break is enough; the article, code among it, stays as it is. A second run changes nothing."""
    file = tmp_path / "index.html"
    file.write_text(PAGE, encoding="utf-8")
    theme.mend(tmp_path)
    lean = file.read_text(encoding="utf-8")
    assert lean.startswith(
        '<!doctype html>\n<nav>\n<a href="x">One\ntwo</a>\n</nav>\n<article>\n  <pre>\n  a\n\n    b</pre>\n</article>'
    )
    assert lean.endswith("</article>\n<footer> </footer>\n")
    theme.mend(tmp_path)
    assert file.read_text(encoding="utf-8") == lean


def test_an_amend_that_nothing_needs_is_told_once(tmp_path: Path) -> None:
    """What the theme no longer gets wrong is named with the first build, and not when the same site is published again."""
    fault, _ = theme.MENDS[0]
    (tmp_path / "index.html").write_text(f"<input{fault}><article></article>", encoding="utf-8")
    assert theme.mend(tmp_path) == [other for other, _ in theme.MENDS[1:]]
    assert theme.mend(tmp_path) == []
