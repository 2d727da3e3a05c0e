"""Records to Markdown through the templates of `macros/views/templates/`.

The text still has `[[slug]]` links and `[@id]` citations; `finish` resolves them for the page.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import jinja2

from macros.model import KINDS, vocabulary
from macros.model.base import Record, Relation
from macros.model.text import cited, plain
from macros.model.today import Carded
from macros.plan import cautions, names, touch
from macros.store.history import Change
from macros.store.history import changes as history_of
from macros.store.library import Backlink, Library
from macros.store.page import Page
from macros.store.project import Project
from macros.store.settings import Settings
from macros.store.trace import Table
from macros.text import citations, links, reading
from macros.text.inline import inline
from macros.text.ready import ready
from macros.text.references import keep, reference
from macros.views import (
    ahead,
    body,
    changes,
    compare,
    due,
    evidence,
    fields,
    hands,
    indexes,
    phases,
    ranges,
    rooms,
    spine,
    stop_card,
    timeline,
    verdicts,
    waits,
    whom,
)
from macros.views.finish import cell, finish

TEMPLATES = Path(__file__).parent / "templates"


_TAG = re.compile(r"<[^>]*>")


class _Compiled(jinja2.BytecodeCache):
    """The templates as this process compiled them, for the renderers to come."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Takes what is of this very source."""
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keeps it."""
        self._code[bucket.key] = bucket.bytecode_to_string()


_compiled = _Compiled()


class Renderer:
    """Renders the views of one library."""

    def __init__(
        self,
        library: Library,
        pages: Mapping[str, Page],
        forge: Settings | None = None,
        made: Mapping[str, Sequence[Change]] | None = None,
    ) -> None:
        """Takes every page by its path below `docs/`, and the forge's addresses and the changes of each file, if any."""
        self.library = library
        self.pages = pages
        forge = forge or Settings("", "")
        citing = Table("citing", indexes.citing(library, pages))
        self.citing: Mapping[str, Mapping[str, str]] = citing
        history = Table("history", made or {})
        self.tables: dict[str, Table[Any]] = {table.name: table for table in (library.paged, citing, history)}
        comparisons = compare.comparisons(pages)
        planner = links.PLANNER if links.PLANNER in pages else ""
        red_flags = library.has("cautions", "red-flags")
        self.fixed = repr((forge, comparisons, planner, red_flags))
        """What any page may show, beside what the library and the tables say."""
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(TEMPLATES),
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,
            auto_reload=False,
            bytecode_cache=_compiled,
        )
        self._environment.globals.update(
            library=library,
            vocabulary=vocabulary,
            KINDS=KINDS,
            title=_title,
            link=lambda slug: f"[[{slug}|{library.paged[slug][1].label}]]",
            when=lambda client, brief=False: whom.when(client, library, brief),
            kinds_of_it=lambda record: ", ".join(
                f"[[{narrower.id}|{narrower.label}]]" for narrower in library.narrower(record)
            ),
            client=lambda when, sign: whom.when(when, library, without=sign.id),
            rule_anchor=links.rule,
            shown_on=lambda caution: cautions.shown_on(caution, library),
            concerning=lambda record: cautions.concerning(record, library),
            in_a_row=partial(whom.in_a_row, library=library),
            stops_of=lambda record: cautions.stops(record, library),
            stop_page=links.page_of("cautions", "red-flags") if red_flags else links.index_of("signs"),
            as_room=rooms.room,
            SOURCES=citations.FOLD,
            by_phase=phases.by_phase,
            inherits=lambda record, applied: phases.inherited(record, applied, library),
            rule_page=lambda item: f"{links.page_of('cautions', item.caution.id)}#{links.rule(item.rule.id)}",
            hands_of=lambda record: hands.hands(record, library),
            TEAMS=hands.TEAMS,
            TOUCHES=touch.TOUCHES,
            citing=self.citing,
            reverse=indexes.reverse,
            timeline=timeline,
            ranges=ranges.draw,
            anatomy=body,
            where_words=lambda regions: ", ".join(
                f"{vocabulary.REGIONS[region].lower()} ({region})" for region in regions
            ),
            where_plain=lambda regions: whom.joined((vocabulary.REGIONS[region].lower() for region in regions), "or"),
            evidence_map=evidence,
            comparisons=comparisons,
            comparing=lambda record: [comparison for comparison in comparisons if record.id in comparison.pair],
            wait_chart=waits.draw,
            wait_topics=lambda procedure: waits.topics(library, procedure),
            wait_positions=lambda topic, procedure: waits.positions(library, topic, procedure),
            index_of=links.index_of,
            page_of=links.page_of,
            WHEN_TO_START=links.WHEN_TO_START,
            PLANNER=planner,
            EVIDENCE=links.EVIDENCE,
            page=lambda target, words, kind: f"[{words}]({links.relative(target, links.index_of(kind))})",
            way=_way,
            edit_page=lambda kind, slug: f"{forge.edit}docs/{links.page_of(kind, slug)}",
            edit_data=lambda kind, slug: f"{forge.edit}{links.data_of(kind, slug)}",
            history=lambda kind, slug: f"{forge.history}{links.data_of(kind, slug)}",
            forge=forge.repository,
            form=links.FORM if forge.github else "",
            form_of=links.form_of,
            opinion=f"{forge.report}?template=verdict.yml",
            report=lambda kind, record: links.report(
                forge.report, record.label, links.page_of(kind, record.id), record.review.on.isoformat()
            ),
            changes=lambda kind, record: changes.fold(
                (f"docs/{links.page_of(kind, record.id)}", links.data_of(kind, record.id)), history
            ),
            evidence=lambda rule: citations.kinds_of_evidence(
                map(library.source, cited(f"{rule.do}{rule.instead or ''}{rule.why}"))
            ),
            cites=lambda text: f"[{'; '.join(f'@{source}' for source in cited(text))}]",
            pairs_of=_pairs_of,
            not_found=lambda record: tuple(
                f"{_title(record, field)}: looked for in the sources, not found." for field in record.unknown
            ),
            reference=reference,
        )
        self._environment.filters.update(
            in_one_spelling=names.in_one_spelling,
            json=json.dumps,
            plain=plain,
            cell=cell,
            deeper=_deeper,
            span=waits.span,
            ready=ready,
            worded=partial(ready, worded=True),
            inline=inline,
            text=partial(html.escape, quote=False),
            anchor=rooms.name_of,
            either=partial(whom.joined, last="or"),
        )
        self._environment.tests.update(has=lambda group, item: item in group)

    def opening(self, kind: str, slug: str) -> str:
        """The top of a record's page: what is needed first."""
        return self._record("opening", kind, slug)

    def closing(self, kind: str, slug: str) -> str:
        """Everything after the narrative of a record's page."""
        return self._record("closing", kind, slug)

    def record(self, path: str, kind: str, slug: str, narrative: str = "") -> str:
        """The whole page of a record, at `path` below `docs/`: opening, narrative, closing, with everything resolved."""
        prose = narrative.strip()
        if prose and issubclass(KINDS[kind].model, Carded):
            parts: Any = self._environment.get_template("parts.md.j2").module
            prose = parts.explained(prose)
        whole = (self.opening(kind, slug), prose, self.closing(kind, slug))
        return self.finished("\n\n".join(filter(None, whole)), path)

    def finished(self, text: str, path: str, how: rooms.How | None = None) -> str:
        """`text` of the page at `path`, with record links, citations and glossary words resolved; its sections as rooms."""
        if how is not None:
            text = rooms.in_rooms(text, how)
        return finish(text, path, self.library, self.citing)

    def description(self, kind: str, slug: str) -> str:
        """What a list of search results says of a record's page."""
        return plain(self.library.get(kind, slug).summary)

    @staticmethod
    def first_words(text: str) -> str:
        """What it says of any other page, given its Markdown: the first paragraph. Empty where there is none."""
        return " ".join(_TAG.sub("", reading.prose(text).split("\n\n")[0]).split())

    def figure(self, slug: str) -> str:
        """A figure of `data/rates/` in a sentence: `24% (n = 170) [@donor-170]`. Raises KeyError when there is none."""
        rate = self.library.get("rates", slug)
        size = f" (n = {rate.n:,})" if rate.n else ""
        return f"{rate.figure}{size} [@{rate.source}]"

    def view(self, name: str, **context: Any) -> str:
        """The template `name` on its own: an index, the bibliography, the home page's doors."""
        return self._environment.get_template(f"{name}.md.j2").render(
            indexes=indexes,
            fields=fields,
            waits=waits,
            spine=spine,
            stop_card=stop_card,
            verdicts=verdicts,
            planned=ahead,
            due=due,
            **context,
        )

    def comparison(self, left: str, right: str) -> str:
        """Two operations side by side. Raises KeyError when there is no such operation."""
        pair = {"left": self.library.get("procedures", left), "right": self.library.get("procedures", right)}
        return self._environment.get_template("comparison.md.j2").render(compare=compare, **pair)

    def _record(self, part: str, kind: str, slug: str) -> str:
        record: Record = self.library.get(kind, slug)
        applied = cautions.concerning(record, self.library)
        module = self._environment.get_template(f"{kind}.md.j2").module
        text: str = getattr(module, part)(record, kind, applied)
        return text


@lru_cache(maxsize=1)
def renderer(project: Project, forge: Settings) -> Renderer:
    """The renderer of a project: the same one as long as the project is the same."""
    library = project.library()
    keep((*library.of("sources"), *library.retired("sources")), project.root / ".cache" / "references.json")
    return Renderer(library, project.pages, forge, history_of(project.root))


def _title(record: Record, field: str) -> str:
    """The heading that the model gives a field."""
    info = type(record).model_fields[field]
    return info.title or field.replace("_", " ").capitalize()


def _pairs_of(relations: Iterable[Relation[Any] | Backlink]) -> list[tuple[str, str]]:
    """Where each relation leads, or where what points here comes from, with the reason."""
    return [(one.origin.id if isinstance(one, Backlink) else one.to, one.why) for one in relations]


def _way(target: str, words: str, kind: str, anchor: str = "") -> str:
    """A link in HTML from the page of any record of a kind to `target`, a path below `docs/`; `anchor` is its own."""
    own = f' id="{anchor}"' if anchor else ""
    return f'<a href="{links.from_any(target, kind)}"{own}>{html.escape(words, quote=False)}</a>'


def _deeper(markdown: str) -> str:
    """Markdown with each heading one level deeper."""
    return re.sub(r"^(#{2,5} )", r"#\1", markdown, flags=re.MULTILINE)
