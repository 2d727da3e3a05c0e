"""The strings of the data: plain text, claims that carry citations, and references to other records.

Each is a `str` subclass, so a walk over a record finds every claim and every reference by its type.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, ClassVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""The form of the name of a record's file."""
# U+0000, which no text has, parts texts that are looked through together.
CITATION = re.compile(r"\[@([^\[\]\0]*)\]")
RECORD_LINK = re.compile(r"\[\[([^\[\]|\0]*)(?:\|([^\[\]\0]*))?\]\]")
CODE = r"```.*?```|`[^`\n]*`"
"""Code in Markdown, fenced or in a line, as a pattern for `re.DOTALL`. Nothing in it is a link, a citation or a word."""
_MARKUP = re.compile(r"[*_`](?<!\\.)[*_`]*")


def slug_of(name: str) -> str:
    """A name as a slug: `Endoscopic diskectomy` gives `endoscopic-diskectomy`; empty where it has no letter and no digit."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", re.sub("['’]", "", letters)).strip("-")


def cited(text: str) -> tuple[str, ...]:
    """The source ids that `text` cites, in order: `[@a; @b]` gives `("a", "b")`."""
    return tuple(part.strip().removeprefix("@") for group in CITATION.findall(text) for part in group.split(";"))


def linked(text: str) -> tuple[str, ...]:
    """The record slugs that `text` links to with `[[slug]]` or `[[slug|words]]`."""
    return tuple(match.group(1).strip() for match in RECORD_LINK.finditer(text))


def plain(text: str) -> str:
    """`text` without citations, link syntax and emphasis: for descriptions, search and tooltips."""
    if "[" in text:
        text = RECORD_LINK.sub(lambda m: m.group(2) or m.group(1).replace("-", " "), CITATION.sub("", text))
    return " ".join(_MARKUP.sub("", text).split()).replace(" .", ".").replace(" ,", ",")


class Text(str):
    """Plain text without citations: a name, a label, a question to ask."""

    min_length: ClassVar[int] = 1
    max_length: ClassVar[int | None] = None
    pattern: ClassVar[str | None] = None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        string = core_schema.str_schema(
            strict=True,
            strip_whitespace=True,
            min_length=cls.min_length,
            max_length=cls.max_length,
            pattern=cls.pattern,
        )
        return core_schema.no_info_after_validator_function(cls, string)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(schema) | cls.json_schema()

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """What the JSON Schema says of this kind of string beyond its type."""
        return {}


class Line(Text):
    """Plain text that fits on one line of a phone, or runs a little over."""

    max_length = 60


class YesNo(Text):
    """A question to answer with yes or no."""

    pattern = r"^(?:Are|Did|Do|Does|Has|Have|Is) [^?]*\?$"


class Claim(Text):
    """One or two sentences of Markdown that carry their own citations, as in `It eases on sitting [@a-source]`."""

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """A claim contains a citation."""
        return {"pattern": r"\[@[^\[\]]+\]"}


class Weighty(Claim):
    """A claim that a therapist acts on, or that says how something comes about. A source of low authority alone is not enough."""


class Instruction(Weighty):
    """What a therapist does, or does not do. A prohibition opens with `Do not`."""


class Query(Text):
    """A question as people ask it, with its question mark."""

    pattern = r"\?$"


class Pattern(Text):
    """A regular expression for words in lower case, read alike by Python and by the browser.

    A word in capitals stands for the words of that name in `data/wordings/`: `CANNOT` for those of `cannot.yaml`.
    """


class Saying(Pattern):
    """A way to say something: groups between ` + `, of each of which one pattern has to be there, in any order.

    The patterns of a group stand between ` | `, as in `NUMB + toilet | bathroom`.
    """

    @property
    def groups(self) -> tuple[str, ...]:
        """One pattern a group."""
        return tuple(re.sub(r" *\| *", "|", group.strip()) for group in re.split(r"\s\+\s", self))


class Slug(Text):
    """A short name in lower case, digits and hyphens that becomes part of an address."""

    pattern = f"^{SLUG.pattern}$"


class Ref(Text):
    """The slug of another record; `kind` is the kind it has to be of, or empty for any kind with pages."""

    kind: ClassVar[str] = ""
    pattern = f"^{SLUG.pattern}$"

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """Which kind is meant, for readers; JSON Schema itself knows no references between files."""
        return {"x-refers-to": cls.kind or "any record with a page"}


class ConditionRef(Ref):
    """The slug of a condition."""

    kind = "conditions"


class ProcedureRef(Ref):
    """The slug of a procedure."""

    kind = "procedures"


class ComplicationRef(Ref):
    """The slug of a complication."""

    kind = "complications"


class CautionRef(Ref):
    """The slug of a caution."""

    kind = "cautions"


class MaterialRef(Ref):
    """The slug of a graft or a piece of hardware."""

    kind = "materials"


class MedicationRef(Ref):
    """The slug of a medication class."""

    kind = "medications"


class TechniqueRef(Ref):
    """The slug of a massage technique."""

    kind = "techniques"


class MeasureRef(Ref):
    """The slug of an outcome measure."""

    kind = "measures"


class SignRef(Ref):
    """The slug of a sign that a client may report."""

    kind = "signs"


class SourceRef(Ref):
    """The id of a source."""

    kind = "sources"
