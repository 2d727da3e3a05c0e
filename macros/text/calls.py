"""How a page calls the macros that name records, as the checks and the lists of pages find them in its text."""

from __future__ import annotations

import re

COMPARISON = re.compile(r"""\{\{\s*comparison\(\s*["']([^"']*)["']\s*,\s*["']([^"']*)["']\s*\)\s*\}\}""")
"""`{{ comparison("acdf", "tlif") }}`: two operations side by side."""

FIGURE = re.compile(r"""\{\{\s*figure\(\s*["']([^"']*)["']\s*\)\s*\}\}""")
"""`{{ figure("donor-170") }}`: a figure of `data/rates/` in a sentence."""
