"""What is kept of earlier builds: it is right, or it is not there."""

from __future__ import annotations

import os
import sys
import sysconfig
from pathlib import Path

import pytest

from macros.live.cache import Cache, code_of, name, surroundings
from macros.publish.disk import Packed

KEY, OTHER = name("one"), name("two")
VALUE = {"text": "a page \N{BULLET}", "numbers": [1, 2.5, None], "packed": Packed.of("words")}


def test_a_damaged_entry_is_as_good_as_none(tmp_path: Path) -> None:
    """Whichever bit has flipped and wherever it was cut off, it is made anew and no other value comes of it."""
    kept = Cache(tmp_path)
    kept.put(KEY, VALUE)
    (file,) = tmp_path.iterdir()
    data = file.read_bytes()
    for place in range(len(data)):
        for bit in range(8):
            file.write_bytes(data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :])
            assert kept.get(KEY) is None
        file.write_bytes(data[:place])
        assert kept.get(KEY) is None
    kept.put(KEY, VALUE)
    assert kept.get(KEY) == VALUE


def test_what_is_not_used_goes_once_it_is_much(tmp_path: Path) -> None:
    """A little stays, for whoever undoes an edit; what this build used stays anyway."""
    Cache(tmp_path).put(OTHER, "x" * 1000)
    for size, is_there in ((1000, True), (100, False)):
        kept = Cache(tmp_path)
        kept.put(KEY, "y" * size)
        kept.tidy()
        assert (kept.get(KEY), kept.get(OTHER)) == ("y" * size, "x" * 1000 if is_there else None)


def test_two_processes_may_tidy_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the other has deleted or is about to write in the meantime is no error."""
    one, other = Cache(tmp_path), Cache(tmp_path)
    one.put(KEY, VALUE)
    other.put(OTHER, VALUE)
    glob, replace = Path.glob, Path.replace

    def overtaken(folder: Path, pattern: str) -> list[Path]:
        found = list(glob(folder, pattern))
        other._file(OTHER).unlink()
        return found

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Path, "glob", overtaken)
        one.tidy()
    assert one.get(KEY) == VALUE

    def tidied(beside: Path, file: Path) -> Path:
        monkeypatch.undo()
        beside.unlink()
        return replace(beside, file)

    monkeypatch.setattr(Path, "replace", tidied)
    other.put(OTHER, VALUE)
    assert other.get(OTHER) == VALUE


def test_what_is_around_the_project_is_in_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every variable that the configuration asks for, the day of a build, Python, and the packages and when they were installed."""
    packages = tmp_path / "site-packages"
    packages.mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        "site_url: !ENV [SH_A, SH_B, x]\nrepo_url: !ENV SH_C\nextra: !ENV [SH_D]\n", encoding="utf-8"
    )
    get_path = sysconfig.get_path
    monkeypatch.setattr(sysconfig, "get_path", lambda which: str(packages) if which == "purelib" else get_path(which))
    names = [surroundings(tmp_path)]
    for variable in ("SH_A", "SH_B", "SH_C", "SH_D", "SOURCE_DATE_EPOCH"):
        monkeypatch.setenv(variable, "1")
        names.append(surroundings(tmp_path))
    monkeypatch.setenv("SH_OTHER", "1")
    assert surroundings(tmp_path) == names[-1]
    monkeypatch.setattr(sys, "version", f"{sys.version} and more")
    names.append(surroundings(tmp_path))
    os.utime(packages, ns=(1, 1))
    names.append(surroundings(tmp_path))
    packages = tmp_path / "others"
    packages.mkdir()
    os.utime(packages, ns=(1, 1))
    names.append(surroundings(tmp_path))
    assert len(set(names)) == len(names)


def test_an_editors_hidden_files_are_no_code(tmp_path: Path) -> None:
    """They come and go while a module is open, and pages hang on none of them; a module that comes is another code."""
    (tmp_path / "macros").mkdir()
    (tmp_path / "overrides").mkdir()
    (tmp_path / "mkdocs.yml").touch()
    before = code_of(tmp_path)
    (tmp_path / "macros/.more.py.swp").touch()
    assert code_of(tmp_path) == before
    (tmp_path / "macros/more.py").touch()
    assert code_of(tmp_path) != before
