"""How a page calls the macros, as the checks and the lists of pages find it in the page's text."""

from __future__ import annotations

import re

RECORD, PROSE = "record", "prose"
"""The block around the text of a page: of a record's own page, or of any other."""

MACROS = (RECORD, PROSE, "figure", "drawing", "view", "comparison", "doors", "verdicts")
"""Every macro that a page may call: what `define_env` registers."""

TAGS = ("call", "endcall", "raw", "endraw")
"""The template tags that a page needs."""

BLOCK = re.compile(r"\{%\s*call\s+(\w+)\(\)\s*%\}(.*)\{%\s*endcall\s*%\}", re.DOTALL)
"""The block of a page: its macro and its content."""

COMPARISON = re.compile(r"""\{\{\s*comparison\(\s*["']([^"']*)["']\s*,\s*["']([^"']*)["']\s*\)\s*\}\}""")
"""`{{ comparison("acdf", "tlif") }}`: two operations side by side."""

FIGURE = re.compile(r"""\{\{\s*figure\(\s*["']([^"']*)["']\s*\)\s*\}\}""")
"""`{{ figure("donor-170") }}`: a figure of `data/rates/` in a sentence."""

DRAWING = re.compile(r"""\{\{\s*drawing\(\s*["']([^"']*)["']""")
"""`{{ drawing("log-roll-1", "Knees bent") }}`: a drawing with its caption."""
