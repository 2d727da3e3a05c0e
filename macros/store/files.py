"""A file as it is on disk, before anyone reads what it says."""

from __future__ import annotations

import codecs
import re

from macros.store.problems import Problem, place

_MERGE = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?=\s|\Z)", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")


def text_of(data: bytes, path: str) -> tuple[str, list[Problem]]:
    """The text of a file, and what nobody may read over: another encoding, marks of a merge, control characters.

    Bytes that are not UTF-8 are replaced, so that the rest of the text can still be looked at. Line ends become line feeds.
    """
    problems = []
    data = data.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n")
    text = data.decode(errors="replace")
    try:
        data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        fault = f"the byte {data[error.start]:02X} is not UTF-8"
        problems.append(Problem(path, *place(before, len(before)), "file", fault, "Save the file as UTF-8"))
    else:
        if match := _CONTROL.search(text):
            fault = f"there is an invisible control character, U+{ord(match.group()):04X}"
            problems.append(Problem(path, *place(text, match.start()), "file", fault, "Delete it"))
    for match in _MERGE.finditer(text):
        fault, remedy = f"`{match.group()}` marks a merge conflict", "Keep one of the two versions and delete the marks"
        problems.append(Problem(path, *place(text, match.start()), "file", fault, remedy))
    return text, problems
