"""What is amended in the theme's pages."""

from __future__ import annotations

from macros.publish import theme, trees

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


def test_the_theme_is_written_without_indents() -> None:
    """Around the article a line break is enough; the article, code among it, stays as it is. A second run changes nothing."""
    frame, inner = trees.parted(PAGE)
    mended, _ = theme.mended(frame)
    lean = trees.joined(mended, inner)
    assert lean.startswith(
        '<!doctype html>\n<nav>\n<a href="x">One\ntwo</a>\n</nav>\n<article>\n  <pre>\n  a\n\n    b</pre>\n</article>'
    )
    assert lean.endswith("</article>\n<footer> </footer>\n")
    assert theme.mended(mended) == (mended, ())


def test_an_amend_that_nothing_needs_is_told_once() -> None:
    """What the theme no longer gets wrong is named with the first build, and not when the same site is published again."""
    fault, _ = theme.MENDS[0]
    page, needed = theme.mended(f"<input{fault}><article></article>")
    assert theme.unused(needed) == [other for other, _ in theme.MENDS[1:]]
    assert theme.unused(theme.mended(page)[1]) == []
