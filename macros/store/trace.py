"""What a page is made of: what is read of the data while it renders is noted, so that a change renders what shows it and no more.

A *cell* names one thing that can be read: a field of a record, the answer to a question, an entry of a table. It can be read again
later, of other records, and compared by its digest: a page all of whose cells are as they were is as it was.

Three things make cells. A field of a record, whoever reads it. A function marked with `question`: whatever it reads is behind its
answer, which is kept with the library, and from one library to the next while all that is behind it is the same. A `Table`, made
once from all records. What is kept for a library may be kept in no other way: what was read for the first that asked would not be
noted for the second.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property, wraps
from pathlib import Path
from types import NoneType
from typing import Any, ParamSpec, Protocol, TypeVar

from pydantic import BaseModel

from macros.model import KINDS
from macros.model.base import Record

Cell = tuple[Any, ...]
"""`("field", kind, slug, name)`; `("record", kind, slug)`, whether it is there and live; `("kind", kind)`, which records there are; `("question", name, arguments…)`; `("table", name, key)`, or `("table", name)` for the order of its keys; `("file", path, digest)`, with that of what was read."""


class Answer:
    """The answer to a question, and the cells that were read for it; None where nobody noted them."""

    def __init__(self, value: Any, behind: set[Cell] | None) -> None:
        """Takes the answer and what is behind it."""
        self.value, self.behind = value, behind

    @cached_property
    def within(self) -> set[tuple[str, str]]:
        """The records that it has in it, by kind and slug: whoever gets it may read more of them than was read for it."""
        return _records(self.value)

    @cached_property
    def read(self) -> tuple[set[tuple[str, str]], list[Cell]]:
        """What was read for it: the records of which anything was, by kind and slug, and the cells that are of no record."""
        of_records = {cell for cell in self.behind or () if cell[0] in ("field", "record")}
        return {cell[1:3] for cell in of_records}, [cell for cell in self.behind or () if cell not in of_records]


class Asked(Protocol):
    """What questions are put to: it never changes, finds its records, and keeps its answers and digests."""

    answers: dict[Cell, Answer]
    digests: dict[Cell, str]
    """Of the cells that hang on the records alone."""
    lasting: bool
    """Whether a later library may take over its answers. If not, nobody needs what is behind them, which takes more room than they do."""

    @property
    def paged(self) -> Table[Any]:
        """The one table that questions may read."""

    def found(self, kind: str, slug: str) -> Record | None:
        """The record, if there is one. Not noted."""

    def slugs(self, kind: str) -> list[str]:
        """Every slug of a kind. Not noted."""


@dataclass(frozen=True)
class Facts:
    """What cells are read of."""

    root: Path
    library: Asked
    tables: Mapping[str, Table[Any]]
    """Every table by its name."""


P = ParamSpec("P")
V = TypeVar("V")

WHOLE = ""
"""The name of all fields of a record together."""

_KINDS: dict[type, str] = {kind.model: name for name, kind in KINDS.items()}
_FIELDS = {kind.model: (kind.name, frozenset(kind.model.model_fields)) for kind in KINDS.values()}
_plainly = object.__getattribute__
_questions: dict[str, Callable[..., Any]] = {}
_noted: set[Cell] | None = None
"""The cells of what is being made; None while nobody wants to know."""


def _field(record: Record, name: str) -> Any:
    """Stands for `Record.__getattribute__` while something is traced."""
    if _noted is not None:
        kind, fields = _FIELDS[type(record)]
        if name in fields:
            _noted.add(("field", kind, _plainly(record, "id"), name))
        elif name == "__dict__" or name.startswith("model_"):  # from where pydantic's own methods read
            _noted.add(("field", kind, _plainly(record, "id"), WHOLE))
    return _plainly(record, name)


@contextmanager
def tracing() -> Iterator[set[Cell]]:
    """Gives the set that the cells read within are put into."""
    global _noted
    cells: set[Cell] = set()
    outer, _noted = _noted, cells
    if outer is None:
        Record.__getattribute__ = _field  # type: ignore[assignment, method-assign]
    try:
        yield cells
    finally:
        _noted = outer
        if outer is None:
            del Record.__getattribute__


@contextmanager
def _untraced() -> Iterator[None]:
    """Notes nothing that is read within."""
    global _noted
    outer, _noted = _noted, None
    try:
        yield
    finally:
        _noted = outer


def note_record(kind: str, slug: str) -> None:
    """Notes that somebody asks whether there is a record."""
    if _noted is not None:
        _noted.add(("record", kind, slug))


def note_kind(kind: str) -> None:
    """Notes that somebody goes through the records of a kind."""
    if _noted is not None:
        _noted.add(("kind", kind))


def read_file(root: Path, path: Path) -> bytes:
    """What is in a file of the project below `root`. Notes what was read: the file may be saved anew before the page is done.

    Raises FileNotFoundError when there is none, which is noted too.
    """
    data = _in_file(root / path)
    if _noted is not None:
        _noted.add(("file", path.as_posix(), digest(data)))
    if data is None:
        raise FileNotFoundError(path)
    return data


def _in_file(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def question(function: Callable[P, V]) -> Callable[P, V]:
    """A function of a library, and of records and plain values, that is answered once. Nobody may change an answer."""
    name = f"{function.__module__}.{function.__qualname__}"
    _questions[name] = function

    @wraps(function)
    def asked(*arguments: P.args, **named: P.kwargs) -> V:
        assert not named, "a question takes its arguments by their places"
        library, cell = _cell(name, arguments)
        if _noted is not None:
            _noted.add(cell)
        found = library.answers.get(cell) or _answer(library, cell, arguments, noting=_noted is not None)
        answer: V = found.value
        return answer

    return asked


def _cell(name: str, arguments: Iterable[Any]) -> tuple[Asked, Cell]:
    """What a question is put to, and its cell, which names records by kind and slug and leaves the library out."""
    library, cell = None, ["question", name]
    for argument in arguments:
        if isinstance(argument, Record):
            cell.append((_KINDS[type(argument)], _plainly(argument, "id")))  # type: ignore[arg-type]
        elif hasattr(argument, "answers"):
            library = argument
            cell.append(...)  # type: ignore[arg-type]
        else:
            cell.append(argument)
    assert library is not None
    return library, tuple(cell)


def _answer(library: Asked, cell: Cell, arguments: Iterable[Any], noting: bool) -> Answer:
    """Finds the answer. What is read for it is behind it, and not noted of whoever asks."""
    with tracing() if noting and library.lasting else _untraced() as behind:
        value = _questions[cell[1]](*arguments)
    found = library.answers[cell] = Answer(value, behind)
    return found


def changed(before: Asked, after: Asked) -> set[tuple[str, str]]:
    """The records, by kind and slug, that two libraries do not share as one object."""
    return {
        (kind, slug)
        for kind in KINDS
        for slug in {*before.slugs(kind), *after.slugs(kind)}
        if before.found(kind, slug) is not after.found(kind, slug)
    }


def carry(before: Asked, after: Asked) -> None:
    """Gives a library the answers of another one that have to be the same: nothing that was read for them has changed, nor what is in them."""
    other = changed(before, after)
    then, now = (Digests(Facts(Path(), of, {"paged": of.paged})) for of in (before, after))

    @cache
    def same(cell: Cell) -> bool:
        return then[cell] == now[cell]

    for cell, answer in before.answers.items():  # in the order of finding them: what was asked for one comes before it
        if answer.behind is None or not answer.within.isdisjoint(other):
            continue
        records, others = answer.read
        if all(part in after.answers if part[0] == "question" else same(part) for part in others) and (
            records.isdisjoint(other) or all(same(part) for part in answer.behind if part[1:3] in other)
        ):
            after.answers[cell] = answer
    after.digests |= {
        cell: found
        for cell, found in before.digests.items()
        if (cell[1:3] not in other if cell[0] in ("field", "record") else cell in after.answers)
    }


class Table(Mapping[str, V]):
    """A table made once from all records. Who looks up an entry reads that; who goes through it reads the order of its keys as well."""

    def __init__(self, name: str, entries: Mapping[str, V]) -> None:
        """Takes the entries."""
        self.name = name
        self.entries = entries

    def __getitem__(self, key: str) -> V:
        if _noted is not None:
            _noted.add(("table", self.name, key))
        return self.entries[key]

    def __iter__(self) -> Iterator[str]:
        if _noted is not None:
            _noted.add(("table", self.name))
        return iter(self.entries)

    def __len__(self) -> int:
        if _noted is not None:
            _noted.add(("table", self.name))
        return len(self.entries)


class Digests:
    """The digests of cells, each read once."""

    def __init__(self, facts: Facts) -> None:
        """Takes what the cells are read of, which may not change."""
        self._facts = facts
        self._known: dict[Cell, str] = {}
        self._cells: dict[Cell, Cell] = {}

    @property
    def lasting(self) -> bool:
        """Whether they may be compared with those of a later state."""
        return self._facts.library.lasting

    def of(self, cells: Iterable[Cell]) -> dict[Cell, str]:
        """Cells with the digests of what was read. Pages share the objects: hundreds of thousands of equal ones would fill the memory."""
        return {self._cells.setdefault(cell, cell): cell[2] if cell[0] == "file" else self[cell] for cell in cells}

    def __getitem__(self, cell: Cell) -> str:
        known = self._known if cell[0] in ("table", "file") else self._facts.library.digests
        if (found := known.get(cell)) is None:
            found = known[cell] = digest(self._read(cell))
        return found

    def _read(self, cell: Cell) -> Any:
        library, missing = self._facts.library, ("nothing",)
        match cell:
            case ("field", kind, slug, name):
                record = library.found(kind, slug)
                if record is None:
                    return missing
                return (type(record), _parts(record)) if name == WHOLE else getattr(record, name, missing)
            case ("record", kind, slug):
                record = library.found(kind, slug)
                return None if record is None else record.live
            case ("kind", kind):
                return library.slugs(kind)
            case ("question", _, *arguments):
                return self._ask(cell, arguments)
            case ("table", name):
                return list(self._facts.tables[name].entries)
            case ("table", name, key):
                return self._facts.tables[name].entries.get(key, missing)
            case ("file", path, _):
                return _in_file(self._facts.root / path)
        raise ValueError(cell)

    def _ask(self, cell: Cell, arguments: Iterable[Any]) -> Any:
        library = self._facts.library
        if cell not in library.answers:
            try:
                _answer(library, cell, [self._meant(argument) for argument in arguments], noting=True)
            except KeyError as error:  # it asks for what is no longer there
                return ("KeyError", str(error))
        return library.answers[cell].value

    def _meant(self, argument: Any) -> Any:
        """What an argument of a question stands for. Raises KeyError for a record that is not there."""
        if argument is ...:
            return self._facts.library
        if not isinstance(argument, tuple):
            return argument
        if (record := self._facts.library.found(*argument)) is None:
            raise KeyError(argument)
        return record


def digest(value: Any) -> str:
    """A name for the content of a value. Of a record it is its kind and slug: who reads more of it reads its fields."""
    return hashlib.blake2b(repr(_tree(value)).encode(), digest_size=12).hexdigest()


def _parts(value: BaseModel) -> Any:
    return [sorted(value.model_fields_set), *(_tree(part) for part in value.__dict__.values())]


def _records(value: Any) -> set[tuple[str, str]]:
    """Every record in an answer, by kind and slug. Raises TypeError for a value that nobody could tell the records of."""
    found: set[tuple[str, str]] = set()
    left = [value]
    while left:
        one = left.pop()
        kind: Any = type(one)
        inside = _inside(kind)
        if inside is None:
            found.add((_KINDS[kind], _plainly(one, "id")))
        else:
            left += inside(one)
    return found


@cache
def _inside(kind: type) -> Callable[[Any], Iterable[Any]] | None:
    """What gives the values that are in one of a type; None for a record."""
    if issubclass(kind, Record):
        return None
    if issubclass(kind, Mapping):
        return lambda value: (*value, *value.values())
    if issubclass(kind, (tuple, list, set, frozenset)):
        return iter
    if dataclasses.is_dataclass(kind):
        names = [field.name for field in dataclasses.fields(kind)]
        return lambda value: [getattr(value, name) for name in names]
    if issubclass(kind, (NoneType, str, int, float, BaseModel, dt.date)):
        return lambda _: ()
    raise TypeError(f"an answer may not have a {kind.__name__} in it: nobody could tell which records that has")


def _tree(value: Any) -> Any:
    """A value as plain lists, texts and numbers, which have one `repr`."""
    if value is None or value is ... or isinstance(value, (str, bytes, int, float)):
        return value
    if isinstance(value, (tuple, list)):
        return [_tree(item) for item in value]
    if isinstance(value, Record):
        return (_KINDS[type(value)], value.id)
    if isinstance(value, BaseModel):
        return (type(value).__name__, _parts(value))
    if isinstance(value, Mapping):
        return {"": [(_tree(key), _tree(item)) for key, item in value.items()]}
    if isinstance(value, (set, frozenset)):
        return {"set": sorted(repr(_tree(item)) for item in value)}
    if dataclasses.is_dataclass(value):
        return (type(value).__name__, [_tree(getattr(value, field.name)) for field in dataclasses.fields(value)])
    if isinstance(value, (type, dt.date)):
        return repr(value)
    return (type(value).__name__, _tree(vars(value)))
