"""The rules that data and pages keep: for each, data that keeps it and data that breaks it."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from macros.check import RULES, check, checked, wording
from macros.check.consistency import NEAR, near
from macros.model import KINDS
from macros.model.text import plain
from macros.plan import table
from macros.store.problems import MOST, Problem, few
from macros.store.project import Project, read
from tests.conftest import SMALL
from tests.mutating import changed
from tests.planning import library

ROW = "- id: one\n  because: So it is.\n  client: {procedures: [roof-removal]}\n"
"""A row of the table of truth, without a claim."""

# Each case: what it breaks, the file, the text to replace ("" appends), the new text, and the problem it must raise.
BREAKS = [
    ("references_resolve", "data/procedures/roof-removal.yaml", "is_a: back-surgery", "is_a: back-surgry", "data/procedures/roof-removal.yaml:4:7: is_a: there is no procedure `back-surgry`. Did you mean `back-surgery`?"),
    ("references_resolve", "data/conditions/narrow-canal.yaml", "to: roof-removal", "to: roof-remove", "data/conditions/narrow-canal.yaml:17:10: treated_by[0].to: there is no procedure `roof-remove`. Did you mean `roof-removal`?"),
    ("references_resolve", "data/conditions/narrow-canal.yaml", "Age plays a part", "Age plays a part in [[clots]]", "data/conditions/narrow-canal.yaml:13:5: causes[0]: there is no record `clots`. Did you mean `clot`?"),
    ("references_resolve", "data/conditions/narrow-canal.yaml", "[@example-trial].\non", "[@exmple-trial].\non", "data/conditions/narrow-canal.yaml:13:5: causes[0]: there is no source `exmple-trial`. Did you mean `example-trial`?"),
    ("references_resolve", "data/cautions/wound.yaml", "signs: [sore-calf]", "signs: [sore-calves]", "data/cautions/wound.yaml:9:20: rules[0].when.signs[0]: there is no sign `sore-calves`. Did you mean `sore-calf`?"),
    ("references_resolve", "data/rates/better-at-one-year.yaml", "source: example-trial", "source: example-trail", "data/rates/better-at-one-year.yaml:10:9: source: there is no source `example-trail`. Did you mean `example-trial`?"),
    ("references_resolve", "data/procedures/roof-removal.yaml", "No source says when prone lying is safe.", "'No source says so [@exmple-trial].'", "data/procedures/roof-removal.yaml:34:8: gaps[0]: there is no source `exmple-trial`. Did you mean `example-trial`?"),
    ("references_resolve", "data/procedures/roof-removal.yaml", "to: screw", "to: bolt", "data/procedures/roof-removal.yaml:18:10: uses[0].to: there is no material `bolt`. It is now `screw`."),
    ("references_resolve", "data/conditions/narrow-canal.yaml", "Age plays a part", "Age plays a part in [[bolt]]", "data/conditions/narrow-canal.yaml:13:5: causes[0]: there is no record `bolt`. It is now `screw`."),
    ("references_resolve", "data/studies/sample-2020.yaml", "techniques: [long-stroke]", "techniques: [hot-stone]", "data/studies/sample-2020.yaml:12:14: techniques[0]: `hot-stone` is retired. Name `long-stroke` in its place; data/techniques/hot-stone.yaml says why."),
    ("references_resolve", "data/techniques/hot-stone.yaml", "instead: long-stroke", "instead: steel", "data/techniques/hot-stone.yaml:4:50: retired.instead: `steel` is retired. Name `titanium` in its place"),
    ("prose_resolves", "docs/procedures/roof-removal.md", "[[wound|cut]]", "[[bolt|cut]]", "docs/procedures/roof-removal.md:4:71: link: there is no record `bolt`. It is now `screw`."),
    ("prose_resolves", "docs/procedures/roof-removal.md", "[[wound|cut]]", "[[steel|cut]]", "docs/procedures/roof-removal.md:4:71: link: `steel` is retired. Name `titanium` in its place"),
    ("pages_have_records", "docs/materials/bolt.md", "", "{% call record() %}\n{% endcall %}\n", "docs/materials/bolt.md:1:1: page: the page has no record. It is now `screw`."),
    ("prose_resolves", "docs/procedures/roof-removal.md", "common [@example-trial]", "common [@example-trail]", "docs/procedures/roof-removal.md:4:24: citation: there is no source `example-trail`. Did you mean `example-trial`?"),
    ("prose_resolves", "docs/procedures/roof-removal.md", "[[wound|cut]]", "[[wounds|cut]]", "docs/procedures/roof-removal.md:4:71: link: there is no record `wounds`. Did you mean `wound`?"),
    ("prose_resolves", "docs/procedures/roof-removal.md", 'figure("better-at-one-year")', 'figure("better-at-two-years")', "docs/procedures/roof-removal.md:4:98: figure: there is no rate `better-at-two-years`. Did you mean `better-at-one-year`?"),
    ("drawings_exist", "docs/procedures/roof-removal.md", "{{ figure(", '{{ drawing("log-rol-1", "Roll") }} {{ figure(', "docs/procedures/roof-removal.md:4:98: drawing: there is no drawing `log-rol-1`. Add overrides/assets/drawings/log-rol-1.svg."),
    ("claims_are_cited", "data/materials/screw.yaml", "Titanium [@example-leaflet].", "Titanium.", "data/materials/screw.yaml:4:11: made_of[0]: the claim has no citation. End it with `[@source-id]`"),
    ("references_resolve", "data/materials/screw.yaml", "Titanium [@example-leaflet].", "Titanium [@].", "data/materials/screw.yaml:4:11: made_of[0]: there is no source ``"),
    ("sources_are_cited", "data/sources/lonely.yaml", "", "type: webpage\ntitle: Alone\nURL: https://example.org\nevidence: other\nauthority: low\nseen_as: page\n", "data/sources/lonely.yaml:1:1: record: nobody cites this source. Cite it as `[@lonely]`"),
    ("waits_are_of_their_source", "data/waits/example-trail.yaml", "", "positions: [{topic: work, once: it helps, says: 'Later [@example-trail].'}]\nreview: {status: compiled-from-sources, on: 2026-01-02}\n", "data/waits/example-trail.yaml:1:1: record: there is no source `example-trail`. Did you mean `example-trial`?"),
    ("waits_are_of_their_source", "data/waits/example-blog.yaml", "[@example-blog]", "[@example-leaflet]", "data/waits/example-blog.yaml:4:11: positions[0].says: does not cite `example-blog`, the source that this file is named after. End it with `[@example-blog]`"),
    ("medicines_are_of_their_source", "data/formularies/example-trail.yaml", "", "license: Ours.\nmedicines: [{generic: humdrumine}]\n", "data/formularies/example-trail.yaml:1:1: record: there is no source `example-trail`. Did you mean `example-trial`?"),
    ("medicines_are_of_their_source", "data/formularies/example-blog.yaml", "brands: [Humdrum]", "brands: [Humdrum, Humdrumine]", "data/formularies/example-blog.yaml:3:5: medicines[0]: `humdrumine` stands here twice. Keep one"),
    ("data_is_plain", "data/materials/screw.yaml", "A metal screw", "A <b>metal</b> screw", "data/materials/screw.yaml:2:10: summary: `<b>` is raw HTML. Write Markdown"),
    ("data_is_plain", "data/materials/screw.yaml", "A metal screw", "A metal</b> screw", "data/materials/screw.yaml:2:10: summary: `</b>` is raw HTML. Write Markdown"),
    ("data_is_plain", "data/materials/screw.yaml", "A metal screw", "A <!-- metal screw", "data/materials/screw.yaml:2:10: summary: `<!-- metal screw in bone [@example-leaflet].` is raw HTML. Write Markdown"),
    ("data_is_plain", "data/materials/screw.yaml", "A metal screw", "A <?metal?> screw", "data/materials/screw.yaml:2:10: summary: `<?metal?>` is raw HTML. Write Markdown"),
    ("data_is_plain", "data/materials/screw.yaml", "A metal screw", "A metal&nbsp;screw", "data/materials/screw.yaml:2:10: summary: `&nbsp;` is an HTML entity. Write the character itself."),
    ("data_is_plain", "data/materials/screw.yaml", "A metal screw", "A &frac12; metal screw", "data/materials/screw.yaml:2:10: summary: `&frac12;` is an HTML entity. Write the character itself."),
    ("data_is_plain", "data/materials/screw.yaml", "A metal screw", "A &LT;metal screw", "data/materials/screw.yaml:2:10: summary: `&LT;` is an HTML entity. Write the character itself."),
    ("data_is_plain", "data/materials/screw.yaml", "A metal screw", "A &#60;metal screw", "data/materials/screw.yaml:2:10: summary: `&#60;` is an HTML entity. Write the character itself."),
    ("data_is_plain", "data/materials/screw.yaml", "A metal screw", "A &#x3c;metal screw", "data/materials/screw.yaml:2:10: summary: `&#x3c;` is an HTML entity. Write the character itself."),
    ("data_is_plain", "data/materials/screw.yaml", "A metal screw", "A &#X3C;metal screw", "data/materials/screw.yaml:2:10: summary: `&#X3C;` is an HTML entity. Write the character itself."),
    ("data_is_plain", "data/materials/screw.yaml", "A metal screw", "A {{ metal }} screw", "data/materials/screw.yaml:2:10: summary: `{{` opens or closes a template expression or HTML attributes. Leave the braces out."),
    ("data_is_plain", "data/materials/screw.yaml", "A metal screw", "A {% if x %} screw", "data/materials/screw.yaml:2:10: summary: `{%` opens or closes a template expression or HTML attributes. Leave the braces out."),
    ("data_is_plain", "data/materials/screw.yaml", "A metal screw", "A **metal**{ onmouseover=\"alert(1)\" } screw", "data/materials/screw.yaml:2:10: summary: `{` opens or closes a template expression or HTML attributes. Leave the braces out."),
    ("data_is_plain", "data/materials/screw.yaml", "A metal screw", "A metal} screw", "data/materials/screw.yaml:2:10: summary: `}` opens or closes a template expression or HTML attributes. Leave the braces out."),
    ("data_is_plain", "data/materials/screw.yaml", "A metal screw", "|\n  A metal\n  screw", "data/materials/screw.yaml:2:10: summary: the text has a line break. Write one paragraph: no `|` before it"),
    ("data_is_plain", "data/materials/screw.yaml", "A metal screw", ">\n  A metal\n\n  screw", "data/materials/screw.yaml:2:10: summary: the text has a line break. Write one paragraph: no `|` before it"),
    ("data_is_plain", "data/materials/screw.yaml", "A metal screw", "A metal\n\n  screw", "data/materials/screw.yaml:2:10: summary: the text has a line break. Write one paragraph: no `|` before it"),
    ("data_is_plain", "data/materials/screw.yaml", '["Titanium [@', '["Titanium\\nand [@', "data/materials/screw.yaml:4:11: made_of[0]: the text has a line break. Write one paragraph"),
    ("ids_of_works_are_ids", "data/sources/example-trial.yaml", "10.1000/example", "https://doi.org/10.1000/example", "data/sources/example-trial.yaml:11:6: DOI: `https://doi.org/10.1000/example` is no DOI. Write it without its address: `10.1000/xyz`."),
    ("ids_of_works_are_ids", "data/sources/example-trial.yaml", "DOI:", "PMID: 'PMC12'\nDOI:", "data/sources/example-trial.yaml:11:7: PMID: `PMC12` is no PMID. Write its digits"),
    ("ids_of_works_are_ids", "data/sources/example-trial.yaml", "DOI:", "PMCID: '12'\nDOI:", "data/sources/example-trial.yaml:11:8: PMCID: `12` is no PMCID. Write `PMC`"),
    ("addresses_are_web", "data/sources/example-trial.yaml", "https://example.org/trial", "javascript:alert(1)", "data/sources/example-trial.yaml:12:6: URL: `javascript:alert(1)` is not a web address. Write it in full"),
    ("addresses_are_web", "data/sources/example-trial.yaml", "https://example.org/trial", "www.example.org", "data/sources/example-trial.yaml:12:6: URL: `www.example.org` is not a web address. Write it in full"),
    ("addresses_are_web", "data/materials/screw.yaml", "A metal screw", "A [metal](ftp://x.org/a) screw", "data/materials/screw.yaml:2:10: summary: `ftp://x.org/a` is not a web address. Write it in full"),
    ("weeks_do_not_overlap", "data/cautions/wound.yaml", "background:", "  - {id: later, level: avoid, subject: keep-off, today: change, urgency: routine, short: Later, when: {procedures: [back-surgery], weeks: {from: 4, to: 8}}, do: 'Do not [@example-leaflet].', why: 'So [@example-leaflet].'}\nbackground:", "data/cautions/wound.yaml:82:132: rules[8].when.weeks: weeks 4–8 overlaps weeks 0–6 of an earlier rule for the same client. Let one range end where the other starts."),
    ("slugs_are_unique", "data/signs/screw.yaml", "", "name: Screw\nsummary: A sign [@example-leaflet].\nbody: skin\nask: Does it?\nreview: {status: compiled-from-sources, on: 2026-01-02}\n", "data/signs/screw.yaml:1:1: record: `screw` is also the slug of data/materials/screw.yaml. Rename the newer"),
    ("old_slugs_are_free", "data/materials/screw.yaml", "was: [bolt]", "was: [bolt, clot]", "data/materials/screw.yaml:10:13: was[1]: `clot` is in use: data/complications/clot.yaml. Delete it here."),
    ("old_slugs_are_free", "data/materials/screw.yaml", "was: [bolt]", "was: [bolt, warm-stone]", "data/techniques/hot-stone.yaml:3:7: was[0]: `warm-stone` is in `was` of data/materials/screw.yaml too. Delete one of the two."),
    ("old_slugs_are_free", "data/materials/screw.yaml", "was: [bolt]", "was: [bolt, bolt]", "data/materials/screw.yaml:10:13: was[1]: `bolt` is in `was` of data/materials/screw.yaml too. Delete one of the two."),
    ("wider_operations_end", "data/procedures/back-surgery.yaml", "review:", "is_a: roof-removal\nreview:", "data/procedures/back-surgery.yaml:3:7: is_a: `is_a` forms a loop: back-surgery → roof-removal → back-surgery. Let `is_a` name a wider operation."),
    ("unknown_is_unknown", "data/procedures/roof-removal.yaml", "unknown: [codes]", "unknown: [scar]", "data/procedures/roof-removal.yaml:35:11: unknown[0]: `scar` is given in this record. Delete it here."),
    ("unknown_is_unknown", "data/procedures/roof-removal.yaml", "unknown: [codes]", "unknown: [code]", "data/procedures/roof-removal.yaml:35:11: unknown[0]: `code` is not a field of a procedure. Did you mean `codes`? See data/schema/procedures.json."),
    ("instructions_stand_on_authority", "data/cautions/wound.yaml", "Do not touch the wound [@example-leaflet]", "Do not touch the wound [@example-blog]", "data/cautions/wound.yaml:19:9: rules[1].do: is supported only by sources of low authority: example-blog. Cite a source"),
    ("instructions_stand_on_authority", "data/rates/better-at-one-year.yaml", "source: example-trial", "source: example-blog", "data/rates/better-at-one-year.yaml:10:9: source: is supported only by sources of low authority: example-blog. Cite a source"),
    ("instructions_stand_on_authority", "data/complications/clot.yaml", "call today [@example-leaflet]", "call today [@example-blog]", "data/complications/clot.yaml:5:9: action: is supported only by sources of low authority: example-blog. Cite a source"),
    ("sources_are_called_by_who_speaks", "data/sources/example-blog.yaml", "title:", "container-title: info.5y1.org\ntitle:", "data/sources/example-blog.yaml:1:1: record: 5y1.org keeps what others wrote, and speaks for nobody. Give `author`, or"),
    ("load", "data/sources/example-trial.yaml", "issued:", "speaker: Somebody\nissued:", "data/sources/example-trial.yaml:1:1: record: `speaker` is for a work without a printed author. Give `author` or `speaker`"),
    ("records_have_pages", "docs/materials/screw.md", None, None, "data/materials/screw.yaml:1:1: record: the record has no page. Add docs/materials/screw.md with `{% call record() %}`, the text, `{% endcall %}`."),
    ("pages_have_records", "data/materials/screw.yaml", None, None, "docs/materials/screw.md:1:1: page: the page has no record. Add data/materials/screw.yaml."),
    ("pages_are_in_a_block", "docs/materials/screw.md", "{% call record() %}", "", "docs/materials/screw.md:1:1: page: the page has no `record()` block. Put its text in one: `{% call record() %}`, the text, `{% endcall %}`."),
    ("pages_are_in_a_block", "docs/materials/screw.md", "call record()", "call prose()", "docs/materials/screw.md:1:1: page: the page has no `record()` block."),
    ("pages_are_in_a_block", "docs/a-z.md", "call prose()", "call record()", "docs/a-z.md:1:1: page: the page has no `prose()` block."),
    ("pages_are_in_a_block", "docs/a-z.md", "{% endcall %}", "{% endcall %}\n\nMore.", "docs/a-z.md:7:1: page: text is outside the block. Move it before `{% endcall %}`."),
    ("prose_resolves", "docs/index.md", "{% endcall %}", "So it is [[zzz]].\n{% endcall %}", "docs/index.md:9:10: link: there is no record `zzz`. Add a record of that name."),
    ("prose_resolves", "docs/index.md", "{% endcall %}", "So it is [@example-trial, @example-leaflet].\n{% endcall %}", "docs/index.md:9:10: citation: there is no source `example-trial, @example-leaflet`. Did you mean `example-leaflet`? A name has lower-case letters"),
    ("pages_have_records", "docs/materials/Big-Nail.md", "", "x\n", "docs/materials/Big-Nail.md:1:1: page: the page has no record. A name has lower-case letters, digits and single hyphens."),
    ("prose_resolves", "docs/compare/roof-or-back.md", '"back-surgery"', '"back-surgry"', "docs/compare/roof-or-back.md:4:1: comparison: there is no procedure `back-surgry`. Did you mean `back-surgery`?"),
    ("instructions_stand_on_authority", "data/procedures/roof-removal.yaml", "Ask the team [@example-leaflet]. It knows what was done [@example-leaflet].", "Ask the team [@example-blog]. They know.", "data/procedures/roof-removal.yaml:33:13: questions[0].answer: is supported only by sources of low authority: example-blog"),
    ("instructions_stand_on_authority", "data/signs/sore-calf.yaml", "[@example-leaflet]", "[@example-blog]", "data/signs/sore-calf.yaml:3:10: summary: is supported only by sources of low authority: example-blog"),
    ("macros_are_called_rightly", "docs/procedures/roof-removal.md", '{{ figure("', '{{ fgure("', "docs/procedures/roof-removal.md:4:101: macro: `fgure` is not a macro. Did you mean `figure`? The macros are: record, prose,"),
    ("macros_are_called_rightly", "docs/procedures/roof-removal.md", "call record()", "call recrd()", "docs/procedures/roof-removal.md:1:9: macro: `recrd` is not a macro. Did you mean `record`?"),
    ("macros_are_called_rightly", "docs/procedures/roof-removal.md", "{{ figure(", "{{ record_openning() }} {{ figure(", "docs/procedures/roof-removal.md:4:101: macro: `record_openning` is not a macro. The macros are: record, prose,"),
    ("macros_are_called_rightly", "docs/procedures/roof-removal.md", "{{ figure(", "{% inculde 'a' %} {{ figure(", "docs/procedures/roof-removal.md:4:98: macro: `inculde` is not a template tag. The tags are: call, endcall."),
    ("macros_are_called_rightly", "docs/procedures/roof-removal.md", "endcall", "endcal", "docs/procedures/roof-removal.md:5:1: macro: `endcal` is not a template tag. Did you mean `endcall`?"),
    ("macros_are_called_rightly", "docs/procedures/roof-removal.md", '{{ figure("', '{{ figure(', "docs/procedures/roof-removal.md:4:98: macro: the template expression cannot be read: "),
    ("load", "docs/procedures/roof-removal.md", '{{ figure("', '{{ ' + "(" * 5000 + '("', "docs/procedures/roof-removal.md:4:113: page: more than 12 brackets are open at once."),
    ("macros_are_called_rightly", "docs/index.md", "{% endcall %}", '{{ figure(slug="better-at-one-year") }}\n{% endcall %}', 'docs/index.md:9:11: macro: `slug` is given by its name. Write `{{ figure("better-at-one-year") }}`'),
    ("macros_are_called_rightly", "docs/index.md", "{% endcall %}", '{{ figure(("better-at-one-year")) }}\n{% endcall %}', 'docs/index.md:9:1: macro: `{{` belongs to no call that can be read. Write `{{ figure("its-id") }}`'),
    ("macros_are_called_rightly", "docs/index.md", "{% endcall %}", '{{ figure("better" "-at-one-year") }}\n{% endcall %}', 'docs/index.md:9:1: macro: `{{` belongs to no call that can be read.'),
    ("macros_are_called_rightly", "docs/index.md", "{% endcall %}", 'figure("better-at-one-year") }}\n{% endcall %}', 'docs/index.md:9:30: macro: `}}` belongs to no call that can be read.'),
    ("macros_are_called_rightly", "docs/index.md", "{% endcall %}", '{{ comparison("roof-removal", "roof-removal") }}\n{% endcall %}', 'docs/index.md:9:4: macro: `roof-removal` is compared with itself. Name two operations.'),
    ("macros_are_called_rightly", "docs/index.md", "{% endcall %}", '{{ comparison(left="roof-removal", right="roof-removal") }}\n{% endcall %}', 'docs/index.md:9:4: macro: `roof-removal` is compared with itself. Name two operations.'),
    ("macros_are_called_rightly", "docs/index.md", "{% endcall %}", '{{ view("kind_index", kind="rates") }}\n{% endcall %}', 'docs/index.md:9:23: macro: `rates` is not one of the choices. Choose from: conditions, procedures,'),
    ("macros_are_called_rightly", "docs/index.md", "{% endcall %}", '{{ view("waits", topic="lift") }}\n{% endcall %}', 'docs/index.md:9:18: macro: `lift` is not one of the choices.'),
    ("macros_are_called_rightly", "docs/index.md", "{% endcall %}", '{{ view("waits") }}\n{% endcall %}', 'docs/index.md:9:4: macro: `view("waits")` needs `topic`. Write `{{ view("waits", topic="…") }}`.'),
    ("macros_are_called_rightly", "docs/index.md", "{% endcall %}", '{{ figure("better-at-one-yea\'") }}\n{% endcall %}', "docs/index.md:9:4: macro: `better-at-one-yea'` is not a slug. Write lower-case letters"),
    ("macros_are_called_rightly", "docs/index.md", "{% endcall %}", '{{ prose() }}\n{% endcall %}', 'docs/index.md:9:4: macro: `prose` is the block of the page, and no text. Write `{% call prose() %}`, the text, `{% endcall %}`.'),
    ("macros_are_called_rightly", "docs/index.md", "{% endcall %}", '{% call prose() %}\nx\n{% endcall %}\n{% endcall %}', 'docs/index.md:9:4: macro: a page has one block, and here another opens. Delete its two tags.'),
    ("macros_are_called_rightly", "docs/index.md", "{% endcall %}", '{% endcall %}\n{% call prose() %}\nx\n{% endcall %}', 'docs/index.md:10:4: macro: a page has one block, and here another opens.'),
    ("macros_are_called_rightly", "docs/index.md", "{% endcall %}", '{% endcall %}\n{% endcall %}', 'docs/index.md:10:1: macro: the template expression cannot be read: '),
    ("macros_are_called_rightly", "docs/index.md", "{% call prose() %}", '{% endcall %}\n{% call prose() %}', "docs/index.md:5:1: macro: the template expression cannot be read: "),
    ("prose_resolves", "docs/index.md", "{% endcall %}", '`{{ figure("nobody") }}`\n{% endcall %}', 'docs/index.md:9:2: figure: there is no rate `nobody`.'),
    ("drawings_exist", "docs/index.md", "{% endcall %}", '`{{ drawing("nobody", "x") }}`\n{% endcall %}', 'docs/index.md:9:2: drawing: there is no drawing `nobody`.'),
    ("pages_are_called_by_slugs", "docs/materials/sсrew.md", "", "x\n", "docs/materials/sсrew.md:1:1: file: its name cannot be an address. Name it in lower-case letters"),
    ("pages_are_called_by_slugs", "docs/two\nlines.md", "", "x\n", "docs/two\\nlines.md:1:1: file: its name cannot be an address."),
    ("citations_are_citations", "docs/procedures/roof-removal.md", "common [@example-trial]", "common \\[@example-trial]", "docs/procedures/roof-removal.md:4:24: citation: a backslash makes plain text of a bracket. Write `[@source-id]` by itself"),
    ("citations_are_citations", "docs/procedures/roof-removal.md", "[[narrow-canal]]", "\\[[narrow-canal]]", "docs/procedures/roof-removal.md:4:46: citation: a backslash makes plain text of a bracket."),
    ("citations_are_citations", "docs/procedures/roof-removal.md", "common [@example-trial]", "common [@example-trial](https://example.org/)", "docs/procedures/roof-removal.md:4:24: citation: a citation cannot be a link."),
    ("citations_are_citations", "docs/procedures/roof-removal.md", "common [@example-trial]", "common `[@example-trial]`", "docs/procedures/roof-removal.md:4:25: citation: a citation or a link in code is plain text."),
    ("citations_are_citations", "docs/procedures/roof-removal.md", "common [@example-trial]", "common [@@example-trial]", "docs/procedures/roof-removal.md:4:24: citation: `[@@example-trial]` is not a citation."),
    ("citations_are_citations", "docs/procedures/roof-removal.md", "common [@example-trial]", "common [@example-trial; example-leaflet]", "docs/procedures/roof-removal.md:4:24: citation: `[@example-trial; example-leaflet]` is not a citation."),
    ("citations_are_citations", "docs/procedures/roof-removal.md", "## The story", "```\n[[wound]]\n```", "docs/procedures/roof-removal.md:3:1: citation: a citation or a link in code is plain text."),
    ("markdown_is_whole", "docs/index.md", "{% endcall %}", "So.\n\nIt is **bold.\n\nIt is **not**.\n{% endcall %}", "docs/index.md:11:7: bold: bold is opened and not closed. Close it with `**` in the same paragraph."),
    ("markdown_is_whole", "docs/index.md", "{% endcall %}", "So it is[^1].\n{% endcall %}", "docs/index.md:9:9: footnote: a page has no footnotes, so this is plain text. Write a citation"),
    ("pages_have_one_title", "docs/a-z.md", "# ", "", "docs/a-z.md:1:19: heading: the page has no title. Open its text with one: `# Its title`."),
    ("pages_are_in_the_navigation", "docs/.nav.yml", '  - "*"\n', "  - materials\n", "docs/a-z.md:1:1: navigation: no list of pages names this page. Add `a-z.md` to docs/.nav.yml, where"),
    ("pages_are_in_the_navigation", "docs/materials/.nav.yml", "", "nav: [index.md]\n", "docs/materials/screw.md:1:1: navigation: no list of pages names this page. Add `screw.md` to docs/materials/.nav.yml, where"),
    ("links_lead_somewhere", "docs/index.md", "{% endcall %}", "A [screw](materials/screw/).\n{% endcall %}", "docs/index.md:9:11: link: there is no page `materials/screw/`. Did you mean `materials/screw.md`?"),
    ("links_lead_somewhere", "docs/index.md", "{% endcall %}", "A [site](www.example.org).\n{% endcall %}", "docs/index.md:9:10: link: there is no page `www.example.org`. Name its file by the path from here, `../signs.md`, and another site by `https://…`."),
    ("links_lead_somewhere", "docs/index.md", "{% endcall %}", "A [feed](feed.xml).\n{% endcall %}", "docs/index.md:9:10: link: there is no page `feed.xml`."),
    ("macros_are_called_rightly", "docs/index.md", "{% endcall %}", "", "docs/index.md:5:4: macro: the block is opened and not closed. Write `{% endcall %}` on a line below the text."),
    ("macros_are_called_rightly", "docs/index.md", "{% endcall %}", "{{ figure(“better-at-one-year”) }}\n{% endcall %}", 'docs/index.md:9:11: macro: `“` is no quote of a call. Write a straight one, `"`.'),
    ("links_lead_somewhere", "docs/index.md", "{% endcall %}", "A [screw](materials/scew.md).\n{% endcall %}", "docs/index.md:9:11: link: there is no page `materials/scew.md`. Did you mean `materials/screw.md`? Name its file by the path from here, `../signs.md`"),
    ("links_lead_somewhere", "docs/index.md", "{% endcall %}", "A [screw](screw.md#x).\n{% endcall %}", "docs/index.md:9:11: link: there is no page `screw.md`. Did you mean `materials/screw.md`?"),
    ("links_lead_somewhere", "docs/index.md", "{% endcall %}", "A [screw](materials/screw).\n{% endcall %}", "docs/index.md:9:11: link: there is no page `materials/screw`. Did you mean `materials/screw.md`?"),
    ("links_lead_somewhere", "docs/index.md", "{% endcall %}", "![A screw](screw.png)\n{% endcall %}", "docs/index.md:9:12: link: there is no picture `screw.png`. Put it there."),
    ("marks_of_pages_are_whole", "docs/procedures/roof-removal.md", "common [@example-trial]", "common [@example-trial and", "docs/procedures/roof-removal.md:4:24: citation: a citation is opened and not closed. Write `[@source-id]`"),
    ("marks_of_pages_are_whole", "docs/procedures/roof-removal.md", "[[narrow-canal]]", "[[narrow-canal for it", "docs/procedures/roof-removal.md:4:46: link: a link is opened and not closed. Write `[[slug]]`, or"),
    ("marks_of_pages_are_whole", "docs/procedures/roof-removal.md", "[[narrow-canal]]", "[[narrow-canal] for it", "docs/procedures/roof-removal.md:4:46: link: a link is opened and not closed."),
    ("marks_of_pages_are_whole", "docs/procedures/roof-removal.md", "[[narrow-canal]]", "narrow-canal]] for it", "docs/procedures/roof-removal.md:4:58: link: a link is closed and not opened."),
    ("marks_of_pages_are_whole", "docs/procedures/roof-removal.md", "[[narrow-canal]]", "[narrow-canal] for it", "docs/procedures/roof-removal.md:4:46: link: the record `narrow-canal` is named without the marks of a link. Write `[[narrow-canal]]`."),
    ("marks_of_pages_are_whole", "docs/procedures/roof-removal.md", "common [@example-trial]", "common [example-trial]", "docs/procedures/roof-removal.md:4:24: citation: the source `example-trial` is named without the marks of a citation. Write `[@example-trial]`."),
    ("marks_of_pages_are_whole", "docs/procedures/roof-removal.md", "common [@example-trial]", "common [example-trial; @example-leaflet]", "docs/procedures/roof-removal.md:4:24: citation: the source `example-trial` is named without"),
    ("marks_of_pages_are_whole", "docs/procedures/roof-removal.md", "common [@example-trial]", "common @example-trial]", "docs/procedures/roof-removal.md:4:24: citation: the source `example-trial` is named without"),
    ("marks_of_data_are_whole", "data/materials/screw.yaml", "A metal screw", "A [@example-leaflet metal screw", "data/materials/screw.yaml:2:10: summary: a citation is opened and not closed."),
    ("marks_of_data_are_whole", "data/materials/screw.yaml", "A metal screw", "A [[clot metal screw", "data/materials/screw.yaml:2:10: summary: a link is opened and not closed."),
    ("marks_of_data_are_whole", "data/materials/screw.yaml", "A metal screw", "A [example-trial] metal screw", "data/materials/screw.yaml:2:10: summary: the source `example-trial` is named without"),
    ("pages_have_one_title", "docs/procedures/roof-removal.md", "## The story", "# The story", "docs/procedures/roof-removal.md:2:1: heading: the page has another title, and so this heading is too big. Open it with `## `."),
    ("pages_have_one_title", "docs/procedures/roof-removal.md", "## The story", "The story\n===", "docs/procedures/roof-removal.md:2:1: heading: the page has another title"),
    ("pages_have_one_title", "docs/index.md", "{% endcall %}", "# More\n{% endcall %}", "docs/index.md:9:1: heading: the page has another title"),
    ("code_is_closed", "docs/index.md", "{% endcall %}", "```\nx\n{% endcall %}", "docs/index.md:9:1: code: code is opened and not closed. Close it with `````, or delete it."),
    ("code_is_closed", "docs/index.md", "{% endcall %}", "````\nx\n```\n{% endcall %}", "docs/index.md:9:1: code: code is opened and not closed."),
    ("code_is_closed", "docs/index.md", "{% endcall %}", "~~~ yaml\nx\n~~~ yaml\n{% endcall %}", "docs/index.md:9:1: code: code is opened and not closed. Close it with `~~~`"),
    ("code_is_closed", "docs/index.md", "{% endcall %}", "a `b\n{% endcall %}", "docs/index.md:9:3: code: code is opened and not closed."),
    ("html_is_harmless", "docs/index.md", "{% endcall %}", "<details>\n<summary>x</summary>\n{% endcall %}", "docs/index.md:9:1: HTML: `<details>` is not closed. Close it with `</details>`."),
    ("html_is_harmless", "docs/index.md", "{% endcall %}", "x</div>\n{% endcall %}", "docs/index.md:9:2: HTML: `</div>` closes what is not open. Delete it, or open it before."),
    ("html_is_harmless", "docs/index.md", "{% endcall %}", "<em>x<strong>y</em></strong>\n{% endcall %}", "docs/index.md:9:15: HTML: `</em>` closes what is not open."),
    ("claims_are_cited", "data/materials/screw.yaml", "A metal screw in bone [@example-leaflet].", "'[@example-leaflet].'", "data/materials/screw.yaml:2:10: summary: the citation stands behind no claim. Write what the source says before it."),
    ("data_is_plain", "data/materials/screw.yaml", "bone [@example-leaflet]", "bone \\[@example-leaflet]", "data/materials/screw.yaml:2:10: summary: `\\[` makes plain text of a mark. Leave the backslash out."),
    ("data_is_plain", "data/materials/screw.yaml", "bone [@example-leaflet]", "bone [@@example-leaflet]", "data/materials/screw.yaml:2:10: summary: `[@@example-leaflet]` is not a citation."),
    ("data_is_plain", "data/materials/screw.yaml", "bone [@example-leaflet]", "bone `[@example-leaflet]`", "data/materials/screw.yaml:2:10: summary: ``[@example-leaflet]`` makes code of a citation or a link."),
    ("data_is_plain", "data/materials/screw.yaml", "bone [@example-leaflet]", "bone [@example-leaflet](https://example.org)", "data/materials/screw.yaml:2:10: summary: `[@example-leaflet](` makes a link of a citation."),
    ("wider_operations_are_wider", "data/procedures/back-surgery.yaml", "review:", "regions: [cervical]\nreview:", "data/procedures/roof-removal.yaml:4:7: is_a: it is done on a part that `back-surgery` is not done on: lumbar. Let `is_a` name a wider operation"),
    ("references_are_of_a_fitting_kind", "data/rates/better-at-one-year.yaml", "about: clot", "about: titanium", "data/rates/better-at-one-year.yaml:1:8: about: `titanium` is a term. Name a record of one of these kinds: complications, conditions,"),
    ("references_are_of_a_fitting_kind", "data/signs/sore-calf.yaml", "to: clot", "to: screw", "data/signs/sore-calf.yaml:8:10: points_to[0].to: `screw` is a material. Name a record of one of these kinds: complications, conditions."),
    ("references_are_of_a_fitting_kind", "data/signs/sore-calf.yaml", "told_by:", "follow_ups: [screw]\ntold_by:", "data/signs/sore-calf.yaml:10:14: follow_ups[0]: `screw` is a material."),
    ("references_are_of_a_fitting_kind", "data/appraisals/lumbar-decompression.yaml", "about: [roof-removal]", "about: [screw]", "data/appraisals/lumbar-decompression.yaml:2:9: about[0]: `screw` is a material."),
    ("references_are_of_a_fitting_kind", "data/materials/screw.yaml", "review:", "related: [{to: screw, why: 'It is one [@example-leaflet].'}]\nreview:", "data/materials/screw.yaml:11:16: related[0].to: `screw` names itself. Name another record, or delete it."),
    ("references_are_of_a_fitting_kind", "data/signs/sore-calf.yaml", "told_by:", "covers: [sore-calf]\ntold_by:", "data/signs/sore-calf.yaml:10:10: covers[0]: `sore-calf` names itself."),
    ("relations_are_said_once", "data/materials/screw.yaml", "on_the_table:", '  - {to: clot, why: "Another [@example-trial]."}\non_the_table:', "data/materials/screw.yaml:9:10: problems[1].to: `clot` stands here twice. Keep one, and say both in its `why`."),
    ("records_are_no_copies", "data/rates/clots-again.yaml", "", (SMALL / "data/rates/clots-in-a-month.yaml").read_text(encoding="utf-8").replace("2026-01-02", "2026-01-03"), "data/rates/clots-in-a-month.yaml:1:1: record: it says the same as data/rates/clots-again.yaml. Keep one, and let the other places name it."),
    ("records_are_no_copies", "data/materials/bolt.yaml", "", (SMALL / "data/materials/screw.yaml").read_text(encoding="utf-8").replace("name: Screw", "name: screw"), "data/materials/screw.yaml:1:7: name: `Screw` is also the name of data/materials/bolt.yaml."),
    ("records_are_no_copies", "data/sources/zebra.yaml", "", (SMALL / "data/sources/example-trial.yaml").read_text(encoding="utf-8").replace("title: ", "title: Other "), "data/sources/zebra.yaml:11:6: DOI: `10.1000/example` is also the DOI of data/sources/example-trial.yaml."),
    ("days_have_been", "data/materials/screw.yaml", "on: 2026-01-02", "on: 2999-01-02", "data/materials/screw.yaml:11:45: review.on: 2999-01-02 has not come yet. Write the day itself"),
    ("days_have_been", "data/materials/screw.yaml", "on: 2026-01-02", "on: 0001-01-02", "data/materials/screw.yaml:11:45: review.on: 0001-01-02 is before anything here was written. Correct the year."),
    ("days_have_been", "data/materials/screw.yaml", "on: 2026-01-02", "on: 2026-01-02, next: 2999-01-01", "data/materials/screw.yaml:11:63: review.next: 2999-01-01 is too far ahead for a next review."),
    ("days_have_been", "data/appraisals/lumbar-decompression.yaml", "searched: 2026-01-02", "searched: 2999-01-02", "data/appraisals/lumbar-decompression.yaml:1:11: searched: 2999-01-02 has not come yet."),
    ("days_have_been", "data/techniques/hot-stone.yaml", "on: 2026-01-02}", "on: 2999-01-02}", "data/techniques/hot-stone.yaml:"),
    ("days_have_been", "data/sources/example-trial.yaml", "issued: 2020", "issued: 2100", "data/sources/example-trial.yaml:"),
    ("navigation_is_text", "docs/.nav.yml", "", "nav: [nobody.md, '*']\n", "docs/.nav.yml:1:1: navigation: there is no page `nobody.md`. Name pages of docs/"),
    ("navigation_is_text", "docs/.nav.yml", "", "nav: 5\n", "docs/.nav.yml:1:1: navigation: `nav` is no list of pages. Write `nav:` and `- page.md` lines below it."),
    ("navigation_is_text", "docs/.nav.yml", "", "- index.md\n", "docs/.nav.yml:1:1: navigation: `nav` is no list of pages."),
    ("navigation_is_text", "docs/.nav.yml", "", "nav: [\n", "docs/.nav.yml:2:1: YAML: the YAML cannot be read"),
    ("load", "data/materials/screw.yaml", "A metal screw", "A " + "(" * 13 + "metal screw", "data/materials/screw.yaml:2:10: summary: more than 12 brackets are open at once. Close or delete them."),
    ("macros_are_called_rightly", "docs/index.md", "", "# {#home}\n", "docs/index.md:1:3: macro: `{#` opens a template comment. Delete it. For a name of a heading write `{ #name }`."),
    ("prohibitions_open_with_do_not", "data/procedures/roof-removal.yaml", "Offer side-lying", "Avoid lying prone", "data/procedures/roof-removal.yaml:25:16: on_the_table[0]: a prohibition opens with `Avoid`. Open it with `Do not`."),
    ("prohibitions_open_with_do_not", "data/cautions/wound.yaml", "Do not touch the wound", "Work around the wound", "data/cautions/wound.yaml:19:9: rules[1].do: a rule of level `avoid` does not say `Do not`."),
    ("actions_say_their_urgency", "data/complications/clot.yaml", "call today", "call", "data/complications/clot.yaml:5:9: action: the words do not say that the urgency is `same-day`. Say `today` or `now`."),
    ("words_say_the_verdict", "data/cautions/wound.yaml", "have the client call today", "have the client call", "data/cautions/wound.yaml:10:9: rules[0].do: the words do not say that the urgency is `same-day`. Say `today` or `now`."),
    ("words_say_the_verdict", "data/cautions/wound.yaml", "have the client call today", "call the emergency number today", "data/cautions/wound.yaml:10:9: rules[0].do: the words send the client to emergency care, but the urgency is `same-day`."),
    ("words_say_the_verdict", "data/cautions/wound.yaml", "Do not touch the wound", "Do not massage", "data/cautions/wound.yaml:19:9: rules[1].do: the words end the session, but `today` is `change`."),
    ("rules_are_said_once", "data/cautions/wound.yaml", "Support the neck", "Do not touch the wounds", "data/cautions/wound.yaml:34:9: rules[2].do: it says almost the same as `open-cut` in data/cautions/wound.yaml."),
    ("who_is_stopped_is_named", "data/cautions/wound.yaml", "when: {signs: [sore-calf]}", "when: {procedures: [back-surgery]}", "data/cautions/wound.yaml:9:5: rules[0].when: the rule stops the session of every client whom it meets, and names nothing that stops it. Give `when` signs"),
    ("who_is_stopped_is_named", "data/cautions/wound.yaml", "    when: {signs: [sore-calf]}\n", "", "data/cautions/wound.yaml:4:5: rules[0].when: the rule stops the session of every client"),
    ("rules_are_shown_elsewhere", "data/cautions/wound.yaml", "    why: It may be a clot", "    also: [wound]\n    why: It may be a clot", "data/cautions/wound.yaml:11:5: rules[0].also: the rule is on this page already. Delete it from `also`."),
    ("signs_are_answered", "data/cautions/wound.yaml", "when: {signs: [sore-calf]}", "when: {signs: [sore-calf], weeks: {from: 0, to: 6}}", "data/signs/sore-calf.yaml:1:1: record: no rule says what this sign means for every client when it is new."),
    ("urgent_signs_are_on_the_card", "data/signs/sore-calf.yaml", "card: {en: Sore calf, es: Pantorrilla dolorida, source: example-leaflet}\n", "", "data/signs/sore-calf.yaml:1:1: record: the sign is urgent and not on the stop-sign card. Add `card` with `en` and `es`."),
    ("load", "data/cautions/wound.yaml", "urgency: same-day", "urgency: emergency", "data/cautions/wound.yaml:4:5: rules[0]: the level `emergency` and the urgency `emergency` go together."),
    ("load", "data/cautions/wound.yaml", "when: {signs: [sore-calf]}", "when: {taken_with: [thinners]}", "data/cautions/wound.yaml:9:5: rules[0].when: `taken_with` needs `medications`."),
    ("load", "data/cautions/wound.yaml", "when: {signs: [sore-calf]}", "when: {medications: [thinners], taken_with: [thinners]}", "data/cautions/wound.yaml:9:5: rules[0].when: `thinners` is in `medications` and in `taken_with`."),
    ("load", "data/cautions/wound.yaml", "when: {signs: [sore-calf]}", "when: {with: [sore-calf]}", "data/cautions/wound.yaml:9:5: rules[0].when: `with` needs `signs`."),
    ("load", "data/cautions/wound.yaml", "    short: Support the neck\n", "", "data/cautions/wound.yaml:28:5: rules[2]: the planner has no line for it. Give `short`"),
    ("load", "data/cautions/wound.yaml", "short: Support the neck", "short: Support the neck, the head, the arms, and whatever else there may be", "data/cautions/wound.yaml:35:12: rules[2].short: has 68 characters, and at most 60 are allowed. Say it shorter."),
    ("load", "data/cautions/wound.yaml", "id: open-cut", "id: sore-calf", "data/cautions/wound.yaml:1:1: record: two rules are called `sore-calf`."),
    ("words_are_ours", "data/materials/screw.yaml", "A metal screw", "A metal disc", "data/materials/screw.yaml:2:10: summary: `disc`: US spelling; the other stays open to search as a synonym. Write disk."),
    ("words_are_ours", "docs/procedures/roof-removal.md", "common [@", "common, prior to discharge [@", "docs/procedures/roof-removal.md:4:"),
    ("words_are_ours", "data/procedures/roof-removal.yaml", "Offer side-lying", "Promptly offer side-lying", "data/procedures/roof-removal.yaml:25:16: on_the_table[0]: `Promptly`: urgency is in words."),
    ("callouts_are_few", "docs/materials/screw.md", "{% endcall %}", "!!! note\n\n    A\n\n!!! note\n\n    B\n\n??? note\n\n    C\n\n{% endcall %}", "docs/materials/screw.md:1:1: page: 3 callouts on one page. Keep the 2 that matter most."),
    ("texts_are_plain_english", "docs/materials/screw.md", "{% endcall %}", "Instrumentation facilitates circumferential immobilization, necessitating individualized postoperative rehabilitation.\n\n{% endcall %}", "docs/materials/screw.md:1:1: page: the narrative reads at US grade"),
    ("texts_are_plain_english", "data/materials/screw.yaml", "A metal screw", "Instrumentation facilitating circumferential immobilization, necessitating individualized rehabilitation", "data/materials/screw.yaml:2:10: summary: the summary reads at US grade"),
    ("answers_are_short", "data/procedures/roof-removal.yaml", "Ask the team [@example-leaflet]. It knows", "It knows", "data/procedures/roof-removal.yaml:33:13: questions[0].answer: the answer has 1 sentence. Give two to four."),
    ("questions_are_asked_once", "data/materials/screw.yaml", "review:", "questions:\n  - {ask: 'Does it rust?', anchor: massage-after-roof-removal, answer: 'No [@example-leaflet]. It holds [@example-leaflet].'}\nreview:", "data/procedures/roof-removal.yaml:32:13: questions[0].anchor: `massage-after-roof-removal` is in data/materials/screw.yaml too."),
    ("questions_are_asked_once", "data/procedures/roof-removal.yaml", "gaps:", "  - {ask: 'May I have a massage?', anchor: again, answer: 'No [@example-leaflet]. Ask [@example-leaflet].'}\ngaps:", "data/procedures/roof-removal.yaml:34:11: questions[1].ask: `May I have a massage?` is in data/procedures/roof-removal.yaml too."),
    ("cards_are_short", "data/procedures/roof-removal.yaml", "massage: Possible", "massage: Possible, when the weather is fine and the wind is low and nobody is in a hurry to be elsewhere,", "data/procedures/roof-removal.yaml:38:12: today.massage: it has 117 characters without its citations. Shorten it to 90."),
    ("cards_are_short", "data/procedures/roof-removal.yaml", "The bone is gone", "The bone is gone, and it is gone, and it is gone, and it is gone, and it is gone, and it is gone, and it is gone, and it is gone, and it is gone, and it is gone", "data/procedures/roof-removal.yaml:44:88: today.lines[1].why: it has 161 characters without its citations. Shorten it to 140."),
    ("cards_say_each_idea_once", "data/procedures/roof-removal.yaml", "Ask what the team allows", "Put no pressing weight on the low back", "data/procedures/roof-removal.yaml:45:29: today.lines[2].do: it says mostly the same as line 2: “Do not press on the low back.”. Merge the two"),
    ("cards_say_each_idea_once", "data/procedures/roof-removal.yaml", "subject: keep-off, do: \"Do not press on the low back", "subject: lying, do: \"Offer a wedge to lie on, or a pillow", "data/procedures/roof-removal.yaml:44:28: today.lines[1].do: it says mostly the same as line 1"),
    ("prohibitions_have_reasons", "data/procedures/roof-removal.yaml", ", why: \"The bone is gone [@example-leaflet].\"", "", "data/procedures/roof-removal.yaml:44:7: today.lines[1]: a prohibition has no reason. Add `why`, or say what can be done."),
    ("cards_read_easily", "data/procedures/roof-removal.yaml", "Ask what the team allows", "Facilitate circumferential immobilization necessitating individualized rehabilitation", "data/procedures/roof-removal.yaml:37:1: today: the card reads at US grade"),
    ("watched_signs_are_shown", "data/cautions/wound.yaml", "urgency: same-day\n    when: {signs: [sore-calf]}\n    do: Do not massage; have the client call today", "urgency: within-days\n    when: {signs: [sore-calf]}\n    do: Do not massage; have the client call in the next days", "data/procedures/roof-removal.yaml:41:11: today.watch[0]: `sore-calf` is neither an emergency nor for the same day by itself, so the card does not show it. Delete it here, or write a line about it."),
    ("instructions_stand_on_authority", "data/procedures/roof-removal.yaml", "Ask what the team allows [@example-leaflet]", "Ask what the team allows [@example-blog]", "data/procedures/roof-removal.yaml:45:29: today.lines[2].do: is supported only by sources of low authority"),
    ("patterns_can_be_read", "data/signs/sore-calf.yaml", "PAIN + calf", "PAYN + calf", "data/signs/sore-calf.yaml:10:11: told_by[0]: there is no wording `PAYN`. Did you mean `PAIN`?"),
    ("patterns_can_be_read", "data/signs/sore-calf.yaml", "| lower leg", "| (lower leg", "data/signs/sore-calf.yaml:10:11: told_by[0]: `calf|(lower leg` is no regular expression: missing )"),
    ("patterns_can_be_read", "data/signs/sore-calf.yaml", "| lower leg", "| Lower leg", "data/signs/sore-calf.yaml:10:11: told_by[0]: `calf|Lower leg` has a capital"),
    ("patterns_can_be_read", "data/signs/sore-calf.yaml", "calf | lower", "calf | | lower", "data/signs/sore-calf.yaml:10:11: told_by[0]: `calf||lower leg` finds every text."),
    ("patterns_can_be_read", "data/wordings/pain.yaml", "throb\\w*", "PAIN", "data/wordings/pain.yaml:1:9: words[0]: `PAIN` stands for itself. Leave its own name out"),
    ("synonyms_are_words", "data/synonyms/everyday.yaml", "shin", "lower leg", "data/synonyms/everyday.yaml:2:12: groups[0][1]: `lower leg` is more than one word."),
    ("synonyms_are_words", "data/synonyms/everyday.yaml", "shin", "calf", "data/synonyms/everyday.yaml:2:12: groups[0][1]: `calf` stands here twice."),
    ("lasting_is_said", "data/signs/sore-calf.yaml", "told_by:", "lasting: [my leg throb]\ntold_by:", "data/signs/sore-calf.yaml:10:11: lasting[0]: `my leg throb` is not among its names and searches. Did you mean `my leg throbs`?"),
    ("sayings_are_of_one_urgency", "data/signs/tight-calf.yaml", "", "name: Tight calf\nsearches: [My leg throbs]\nsummary: One calf is tight [@example-leaflet].\nbody: arms-and-legs\nask: Is one calf tight?\nreview: {status: compiled-from-sources, on: 2026-01-02}\n", "data/signs/tight-calf.yaml:2:12: searches[0]: `My leg throbs` is in data/signs/sore-calf.yaml too, whose urgency is another."),
    ("sayings_are_of_one_urgency", "data/signs/tight-calf.yaml", "", "name: Tight calf\ntold_by: [calf | lower leg + PAIN]\nsummary: One calf is tight [@example-leaflet].\nbody: arms-and-legs\nask: Is one calf tight?\nreview: {status: compiled-from-sources, on: 2026-01-02}\n", "data/signs/tight-calf.yaml:2:11: told_by[0]: `calf | lower leg + PAIN` is in data/signs/sore-calf.yaml too"),
    ("load", "data/procedures/roof-removal.yaml", "    - {subject: lying, do", "    - {subject: stop-sign, do", "data/procedures/roof-removal.yaml:43:17: today.lines[0].subject: `stop-sign` is not one of the choices."),
    ("load", "data/procedures/roof-removal.yaml", "watch: [sore-calf]", "watch: [a, b, c, d, e, f, g, h, i]", "data/procedures/roof-removal.yaml:41:3: today.watch: has 9 items, and at most 8 are allowed. Merge them"),
    ("appraisals_are_of_a_group", "data/appraisals/lumbar-decompresion.yaml", "", "fields: [{work: massage, shows: 'Less pain [@example-trial].', certainty: low, because: One trial.}]\nreview: {status: compiled-from-sources, on: 2026-01-02}\n", "data/appraisals/lumbar-decompresion.yaml:1:1: record: `lumbar-decompresion` is no row of the evidence map. Did you mean `lumbar-decompression`?"),
    ("appraisals_are_of_a_group", "data/appraisals/lumbar-decompression.yaml", "work: massage", "work: rehabilitation", "data/appraisals/lumbar-decompression.yaml:4:11: fields[0].work: the evidence map has no column `rehabilitation`. Delete it"),
    ("appraisals_are_of_a_group", "data/appraisals/lumbar-decompression.yaml", "review:", "  - {work: massage, shows: 'Less pain [@example-trial].', certainty: low, because: One trial.}\nreview:", "data/appraisals/lumbar-decompression.yaml:8:12: fields[1].work: `massage` stands here twice. Keep one"),
    ("results_are_appraised", "data/appraisals/lumbar-decompression.yaml", "work: massage", "work: acupressure", "data/appraisals/lumbar-decompression.yaml:3:1: fields: nobody says how certain `massage` is in `lumbar-decompression`. `sample-2020` has results: add `work: massage` with what the studies show"),
    ("results_are_appraised", "data/appraisals/lumbar-decompression.yaml", "work: massage", "work: acupressure", "data/appraisals/lumbar-decompression.yaml:4:11: fields[0].work: no study of `acupressure` in `lumbar-decompression` has a result. Delete it"),
    ("results_are_appraised", "data/appraisals/lumbar-decompression.yaml", None, None, "data/appraisals/lumbar-decompression.yaml:1:1: record: nobody says how certain `massage` is in `lumbar-decompression`."),
    ("results_are_appraised", "data/studies/sample-2020.yaml", '  - {measure: Pain, instrument: pain-line, result: "Down from 60 to 40 of 100 [@example-trial]."}', "  []", "data/appraisals/lumbar-decompression.yaml:4:11: fields[0].work: no study of `massage` in `lumbar-decompression` has a result."),
    ("appraisals_stand_on_their_studies", "data/appraisals/lumbar-decompression.yaml", "[@example-trial]", "[@example-leaflet]", "data/appraisals/lumbar-decompression.yaml:5:12: fields[0].shows: `example-leaflet` is no study of this field with a result. Cite one of: example-trial"),
    ("certainty_is_within_reach", "data/appraisals/lumbar-decompression.yaml", "certainty: low", "certainty: moderate", "data/appraisals/lumbar-decompression.yaml:6:16: fields[0].certainty: `moderate` is more than these studies allow. With one trial alone it is at most `low`."),
    ("certainty_is_within_reach", "data/sources/example-trial.yaml", "evidence: rct", "evidence: case-report", "data/appraisals/lumbar-decompression.yaml:6:16: fields[0].certainty: `low` is more than these studies allow. Without a comparison it is at most `very-low`."),
    ("load", "data/materialz/x.yaml", "", "name: x\n", "data/materialz:1:1: file: this is not a record or a folder of records. Did you mean `materials`?"),
    ("load", "data/materials/Big Screw.yml", "", "name: x\n", "data/materials/Big Screw.yml:1:1: file: this is not a record or a folder of records. Name the file SLUG.yaml, in lower-case letters, digits and single hyphens: `big-screw.yaml`."),
    ("load", "data/materials/more/x.yaml", "", "name: x\n", "data/materials/more:1:1: file: this is not a record or a folder of records. Records lie in data/materials/ itself. Move them there."),
    ("references_resolve", "data/cautions/wound.yaml", "when: {medications: [thinners]}", "when: {medications: [thinnaban]}", "data/cautions/wound.yaml:42:26: rules[3].when.medications[0]: there is no medication `thinnaban`. `thinners` goes by that name. Write that, or add data/medications/thinnaban.yaml."),
    ("prose_resolves", "docs/index.md", "{% endcall %}", "So it is [[Thinnex]].\n{% endcall %}", "docs/index.md:9:10: link: there is no record `Thinnex`. `thinners` goes by that name. Write that."),
    ("references_resolve", "data/cautions/wound.yaml", "signs: [sore-calf]", "signs: [clot]", "data/cautions/wound.yaml:9:20: rules[0].when.signs[0]: there is no sign `clot`. It is a complication, data/complications/clot.yaml, and here belongs a sign."),
    ("html_is_harmless", "docs/index.md", "{% endcall %}", "<script>x</script>\n{% endcall %}", "docs/index.md:9:1: HTML: `<script>` is not for pages. Write it in Markdown"),
    ("attributes_are_harmless", "docs/index.md", "{% endcall %}", "**x**{ onclick=x }\n{% endcall %}", "docs/index.md:9:6: attribute: the attribute `onclick` is not for pages."),
    ("links_are_harmless", "docs/index.md", "{% endcall %}", "[x](javascript:x)\n{% endcall %}", "docs/index.md:9:4: link: the link leads to `javascript:`."),
    ("load", "docs/index.md", "{% endcall %}", "[[[[[[[[[[[[[\n{% endcall %}", "docs/index.md:9:13: page: more than 12 brackets are open at once. Close or delete them."),
    ("front_matter_is_known", "docs/procedures/roof-removal.md", "", "---\nhooks: x\n---\n{% call record() %}\n{% endcall %}\n", "docs/procedures/roof-removal.md:2:1: page: `hooks` is not a field here."),
    ("navigation_is_text", "docs/.nav.yml", "", "nav: [{Away: 'https://example.org'}]\n", "docs/.nav.yml:1:1: navigation: `https://example.org` is neither a page nor a heading."),
    ("drawings_are_pictures", "overrides/assets/drawings/x.svg", "", "<svg onload='x'/>", "overrides/assets/drawings/x.svg:1:1: drawing: `onload` is not for drawings."),
    ("names_are_free", "data/materials/screw.yaml", "was: [bolt]", "was: [constructor]", "data/materials/screw.yaml:10:7: was[0]: nothing can be called `constructor`."),
    ("the_table_is_right", "tests/planner.yaml", "", ROW + "  sesion: modify\n", "tests/planner.yaml:4:11: [0].sesion: `sesion` is not a field here. Did you mean `session`?"),
    ("the_table_is_right", "tests/planner.yaml", "", ROW + "  session: no\n", "tests/planner.yaml:4:12: [0].session: `no` is read as a word by some programs"),
    ("the_table_is_right", "tests/planner.yaml", "", ROW + "  session: modfy\n", "tests/planner.yaml:4:12: [0].session: `modfy` is not one of the choices. Did you mean `modify`?"),
    ("the_table_is_right", "tests/planner.yaml", "", ROW + ROW, "tests/planner.yaml:4:7: [1].id: another row is called `one`. Rename one of the two."),
    ("the_table_is_right", "tests/planner.yaml", "", ROW.replace("roof-removal", "roof-remove"), "tests/planner.yaml:3:25: [0].client.procedures[0]: there is no procedure `roof-remove`. Did you mean `roof-removal`?"),
    ("the_table_is_right", "tests/planner.yaml", "", ROW + "  holds: [wound.zzz]\n", "tests/planner.yaml:4:11: [0].holds[0]: there is no rule `wound.zzz`. Its rules are in data/cautions/wound.yaml."),
    ("the_table_is_right", "tests/planner.yaml", "", ROW + "  not: [nobody]\n", "tests/planner.yaml:4:9: [0].not[0]: there is no rule `nobody`. Write `CAUTION.RULE`."),
    ("the_table_is_right", "tests/planner.yaml", "", ROW + "  mentions: [clots]\n", "tests/planner.yaml:4:14: [0].mentions[0]: there is no record `clots`. Did you mean `clot`?"),
    ("the_table_is_right", "tests/planner.yaml", "", ROW.replace("roof-removal]", "roof-removal"), "tests/planner.yaml:3:24: YAML: the YAML cannot be read: "),
    ("the_table_is_right", "tests/planner.yaml", "", ROW + "  opinions: [{by: {name: Kim, credential: DPT}, on: 2026-11-29, agrees: false}]\n", "tests/planner.yaml:4:14: [0].opinions[0]: who does not agree says why. Give `why`."),
    ("the_table_is_right", "tests/planner.yaml", "", ROW + "  opinions: [{by: {name: NAME, credential: DPT}, on: 2026-11-29, agrees: true}]\n", "tests/planner.yaml:4:26: [0].opinions[0].by.name: `NAME` stands for what belongs here."),
    ("kinds_have_pages", "docs/materials/index.md", None, None, "macros/model/clinical.py:"),
    ("kinds_are_in_the_navigation", "docs/.nav.yml", "", "nav: [index.md, More: [{Things: materials/*}]]\n", "macros/model/clinical.py:"),
    ("kinds_have_schemas", "data/schema/materials.json", "", "{}\n", "data/schema/materials.json:1:1: schema: the file does not match the model. Run `make schema`."),
]  # fmt: skip

IN_MEMORY = re.compile(r"data/[a-z]+/[a-z-]+\.yaml|docs/(?:[a-z-]+/)?[a-z-]+\.md")
"""Files of records and pages: to read one anew, no project has to be copied."""


@cache
def sound() -> tuple[Project, list[Problem]]:
    """The small project, read once."""
    return read(SMALL)


BY_NAME = {rule.__name__: rule for rule in RULES}

BROKEN_IN_CODE = {"kinds_have_templates", "relations_have_another_side", "words_are_listed"}
"""Rules about the code itself. `tests/site/test_recipe.py` breaks them in a copy of it."""


def test_small_project_keeps_every_rule() -> None:
    """Good data raises nothing."""
    assert check(SMALL)[1] == []


@pytest.mark.parametrize(
    ("rule", "file", "old", "new", "message"), BREAKS, ids=[f"{b[0]}-{i}" for i, b in enumerate(BREAKS)]
)
def test_broken_on_purpose(
    tmp_path: Path, rule: str, file: str, old: str | None, new: str | None, message: str
) -> None:
    """Each breach is reported by its rule, or when the file is read, with file, line, column, field, fault and remedy."""
    place = SMALL / file
    text = place.read_text(encoding="utf-8") if old else ""
    assert (old or "") in text, rule
    data = None if new is None else (text.replace(old, new, 1) if old else new).encode()
    if IN_MEMORY.fullmatch(file) and place.parent.is_dir():
        project, unreadable = changed(*sound(), file, data)
    else:
        shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_bytes(data or b"")
        project, unreadable = read(tmp_path)
    problems = [str(problem) for problem in (unreadable if rule == "load" else BY_NAME[rule](project))]
    assert any(problem.startswith(message) for problem in problems), problems


UNREADABLE = [
    ("data/materials/screw.yaml", b"name: Schr\xe4ubchen\n", ["1:11: file: the byte E4 is not UTF-8. Save the file as UTF-8."]),
    ("data/materials/screw.yaml", b"name: [Screw\n", ["1:7: YAML: the YAML cannot be read: a bracket is opened"]),
    ("data/cautions/wound.yaml", b"name: no\n", ["1:1: review", "1:1: rules", "1:1: summary", "1:7: name"]),
    ("docs/materials/screw.md", b"{% call record() %}\nSchr\xe4ubchen\n{% endcall %}\n", ["2:5: file: the byte E4 is not UTF-8. Save the file as UTF-8."]),
    ("docs/materials/screw.md", b"{% call record() %}\n<<<<<<< HEAD\nA.\n=======\nB.\n>>>>>>> theirs\n{% endcall %}\n", ["2:1: file: `<<<<<<<` marks a merge conflict", "4:1: file: `=======`", "6:1: file: `>>>>>>>`"]),
    ("docs/materials/screw.md", b"---\nsearches: [a\n---\n{% call record() %}\n{% endcall %}\n", ["2:11: YAML: the YAML cannot be read: a bracket is opened"]),
    *[("docs/materials/screw.md", front + b"{% call record() %}\n{% endcall %}\n", [f"{line}:1: page: the front matter is not between two lines of three dashes"])
      for front, line in ((b"---\ntitle: A screw\n\n", 1), (b"\n---\ntitle: A screw\n---\n", 2), (b"---\ntitle: A screw\n--- \n", 1))],
    ("docs/materials/screw.md", b"---\n- a\n---\n{% call record() %}\n{% endcall %}\n", ["2:1: page: the front matter is not a list of fields. Write `field: value` lines"]),
    ("docs/materials/screw.md", b"---\na: " + b"[" * 5000 + b"]" * 5000 + b"\n---\n{% call record() %}\n{% endcall %}\n", ["2:23: YAML: values are nested more than 20 deep."]),
]  # fmt: skip


@pytest.mark.parametrize(("file", "data", "expected"), UNREADABLE)
def test_what_cannot_be_read_accuses_nobody_else(small: Path, file: str, data: bytes, expected: list[str]) -> None:
    """A file that cannot be read is named with line, column and remedy. Nothing that may be in it is said to be missing."""
    source = (
        (small / "data/sources/example-leaflet.yaml").read_text(encoding="utf-8").replace("title: ", "title: Lonely ")
    )
    (small / "data/sources/lonely.yaml").write_text(source, encoding="utf-8")
    (small / file).write_bytes(data)
    problems = [str(problem) for problem in check(small)[1]]
    assert len(problems) == len(expected), problems
    for problem, start in zip(problems, expected, strict=True):
        assert problem.startswith(f"{file}:{start}")


def test_pages_of_other_systems_are_read(small: Path) -> None:
    """A byte order mark and Windows' line ends on a page change nothing."""
    page = small / "docs/index.md"
    page.write_bytes(b"\xef\xbb\xbf" + page.read_bytes().replace(b"\n", b"\r\n"))
    assert check(small)[1] == []


def test_every_rule_has_a_breach() -> None:
    """No rule goes without a case above."""
    assert BY_NAME.keys() <= {case[0] for case in BREAKS} | BROKEN_IN_CODE


def test_a_retired_record_may_name_another(small: Path) -> None:
    """Its page and its data go on as they were, with a question that has moved to another record."""
    path = small / "data/techniques/hot-stone.yaml"
    question = (
        (small / "data/procedures/roof-removal.yaml")
        .read_text(encoding="utf-8")
        .partition("questions:")[2]
        .partition("gaps:")[0]
    )
    text = (
        path.read_text(encoding="utf-8")
        + f"related: [{{to: steel, why: 'Both are old [@example-blog].'}}]\nquestions:{question}"
    )
    path.write_text(text, encoding="utf-8")
    page = small / "docs/techniques/hot-stone.md"
    page.write_text("{% call record() %}\nSee [[steel]].\n{% endcall %}\n", encoding="utf-8")
    assert check(small)[1] == []


def test_a_retired_sign_and_caution_need_no_answer(small: Path) -> None:
    """No rule has to answer a retired sign, and rules of a retired caution are no copies."""
    retired = "retired: {why: It is old., on: 2026-01-03}\n"
    sign = (small / "data/signs/sore-calf.yaml").read_text(encoding="utf-8")
    (small / "data/signs/stiff-calf.yaml").write_text(sign + retired, encoding="utf-8")
    caution = (small / "data/cautions/wound.yaml").read_text(encoding="utf-8")
    (small / "data/cautions/cut.yaml").write_text(caution + retired, encoding="utf-8")
    shutil.copy(small / "docs/cautions/wound.md", small / "docs/cautions/cut.md")
    assert check(small)[1] == []


def test_a_name_may_hold_a_word_of_the_list(small: Path) -> None:
    """People call things as they do: the word list is for our own sentences."""
    record = small / "data/procedures/roof-removal.yaml"
    named = "names: {abbreviations: [RR], lay: [discectomy of the roof]}"
    record.write_text(
        record.read_text(encoding="utf-8").replace("names: {abbreviations: [RR]}", named), encoding="utf-8"
    )
    assert named in record.read_text(encoding="utf-8")
    assert [problem for problem in check(small)[1] if "discectomy" in problem.fault] == []


def test_today_has_come(small: Path) -> None:
    """A record that was reviewed today is no record of a day to come, wherever on earth today is."""
    page = small / "data/procedures/roof-removal.yaml"
    for days, known in ((0, True), (1, True), (3, False)):
        day = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=days)
        page.write_text(re.sub(r"on: 2026-\d\d-\d\d", f"on: {day}", page.read_text(encoding="utf-8")), encoding="utf-8")
        assert (str(day) not in "".join(map(str, check(small)[1]))) is known, day


def test_as_many_problems_as_are_told_are_all() -> None:
    """Only what is left out is counted."""
    problems = [Problem("a.yaml", line + 1, 1, "x", "is wrong", "Mend it") for line in range(MOST)]
    assert few(problems, MOST) == problems
    assert few(problems, MOST + 2)[-1].fault == "is wrong (and 2 more like it)"


def test_a_long_text_may_be_folded(small: Path) -> None:
    """Text that goes on over several lines without a blank one is one paragraph, however YAML says so."""
    path = small / "data/materials/screw.yaml"
    text = path.read_text(encoding="utf-8")
    for folded in (">\n  A metal\n  screw", "A metal\n  screw"):
        path.write_text(text.replace("A metal screw", folded), encoding="utf-8")
        assert check(small)[1] == []


def test_an_old_slug_may_hold_any_word(small: Path) -> None:
    """The word list is about words that a reader sees."""
    path = small / "data/materials/screw.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("was: [bolt]", "was: [disc-bolt]"), encoding="utf-8")
    assert check(small)[1] == []


def test_each_kind_that_a_reader_can_open_needs_a_place_in_the_navigation(small: Path) -> None:
    """And no other."""
    (small / "docs/.nav.yml").write_text("nav: [index.md]\n", encoding="utf-8")
    named = {problem.field for problem in BY_NAME["kinds_are_in_the_navigation"](read(small)[0])}
    assert named == {kind.name for kind in KINDS.values() if kind.pages != "none"}


def test_all_problems_at_once(small: Path) -> None:
    """Problems in several files come together, in the order of the files, each once."""
    for name in ("screw", "rod"):
        (small / f"data/materials/{name}.yaml").write_text("name: no\n", encoding="utf-8")
    (small / "data/conditions/narrow-canal.yaml").write_text("x: [\n", encoding="utf-8")
    problems = check(small)[1]
    assert problems == sorted(set(problems))
    assert {"data/conditions/narrow-canal.yaml", "data/materials/rod.yaml", "data/materials/screw.yaml"} <= {
        p.path for p in problems
    }


def test_unreadable_record_is_not_reported_as_missing(small: Path) -> None:
    """A record with a fault is there all the same: what refers to it is not at fault."""
    path = small / "data/procedures/roof-removal.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "oops: 1\n", encoding="utf-8")
    assert [p.field for p in check(small)[1] if "roof-removal" in p.fault] == []


def test_equal_weeks_may_stand_side_by_side(small: Path) -> None:
    """Two instructions for the same weeks are not an overlap; nor are weeks that meet."""
    path = small / "data/cautions/wound.yaml"
    rule = "  - {{id: later, level: avoid, subject: keep-off, today: change, urgency: routine, when: {{procedures: [back-surgery], weeks: {weeks}}}, do: 'Do not rub [@example-leaflet].', short: No rubbing, why: 'So [@example-leaflet].'}}\nbackground:"
    text = path.read_text(encoding="utf-8")
    for weeks in ("{from: 0, to: 6}", "{from: 6, to: 8}"):
        path.write_text(text.replace("background:", rule.format(weeks=weeks)), encoding="utf-8")
        assert check(small)[1] == []


def test_what_is_no_text_is_a_problem_and_not_a_crash(small: Path) -> None:
    """A folder in a record's place, a page in another encoding; files that systems hide and editors lay beside are passed over."""
    (small / "data/materials/plate.yaml").mkdir()
    (small / "data/materials/.DS_Store").write_bytes(b"\xff")
    for beside in ("data/materials/screw.yaml~", "data/materials/#screw.yaml#", "docs/index.md~", "docs/#index.md#"):
        (small / beside).write_bytes(b"\xff")
    (small / "docs/index.md").write_bytes(b"# \xff\n")
    assert [p.path for p in check(small)[1]] == ["data/materials/plate.yaml", "docs/index.md", "docs/index.md"]


def test_code_in_prose_is_left_alone(small: Path) -> None:
    """A citation shown as code is not a citation."""
    path = small / "docs/index.md"
    code = "Write `[@nobody]` or\n\n```\n[[nothing]]\n```\n{% endcall %}"
    path.write_text(path.read_text(encoding="utf-8").replace("{% endcall %}", code), encoding="utf-8")
    assert check(small)[1] == []


def test_the_rules_run_once_for_each_state_of_the_files(small: Path) -> None:
    """The same files give the same project at once; a changed one is checked, and one that fails is checked again."""
    first, problems = checked(small)
    assert problems == []
    passed = small / ".cache/checked"
    name = passed.read_text(encoding="utf-8")
    assert checked(small)[0] is first
    record = small / "data/materials/screw.yaml"
    good = record.read_text(encoding="utf-8")
    record.write_text("name: no\n", encoding="utf-8")
    assert [problem.path for problem in checked(small)[1]][:1] == ["data/materials/screw.yaml"]
    assert passed.read_text(encoding="utf-8") == name
    record.write_text(good, encoding="utf-8")
    assert checked(small)[1] == []
    assert passed.read_text(encoding="utf-8") != name


OPINION = "  opinions: [{by: {name: Kim, credential: DPT}, on: 2026-11-29, agrees: false, why: Too mild.}]\n"
"""What a clinician says of a row, as CONTRIBUTING shows it."""


def test_a_clinician_can_say_no(small: Path) -> None:
    """The documented line is taken, with its day."""
    (small / "tests").mkdir()
    (small / "tests/planner.yaml").write_text(ROW + OPINION, encoding="utf-8")
    assert check(small)[1] == []
    (row,) = table.read(small)
    assert [(str(one.by), one.on, one.agrees) for one in row.opinions] == [("Kim, DPT", dt.date(2026, 11, 29), False)]


def test_a_table_that_was_read_is_held_against_the_records_of_now(small: Path) -> None:
    """The rows are read once, and what they name is looked for each time: a rule may be gone, and a table may be edited."""
    (small / "tests").mkdir()
    file = small / "tests/planner.yaml"
    row = ROW + "  holds: [wound.zzz]\n"
    file.write_text(row, encoding="utf-8")
    assert [str(p).partition(":")[2] for p in check(small)[1]] == [
        "4:11: [0].holds[0]: there is no rule `wound.zzz`. Its rules are in data/cautions/wound.yaml."
    ]
    caution = small / "data/cautions/wound.yaml"
    file.write_text(row.replace("wound.zzz", "wound.open-cut"), encoding="utf-8")
    assert check(small)[1] == []
    caution.write_text(caution.read_text(encoding="utf-8").replace("id: open-cut", "id: cut"), encoding="utf-8")
    assert [p.path for p in check(small)[1]] == ["tests/planner.yaml"]


def test_links_to_what_is_there(small: Path) -> None:
    """A page, a place on one, this page, the web and a picture beside the page raise nothing."""
    (small / "docs/screw.png").write_bytes(b"x")
    good = "[a](materials/screw.md#x), [b](#home), [c](https://example.org/x), ![d](screw.png), [e](a-z.md 'All')"
    path = small / "docs/index.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("{% endcall %}", f"{good}\n{{% endcall %}}"), encoding="utf-8"
    )
    assert check(small)[1] == []


def test_near_is_what_difflib_says() -> None:
    """The quick look at two texts decides nothing by itself: instructions of the real cautions, whole and cut short."""
    said = [plain(rule.do) for caution in library().cautions for rule in caution.rules]
    pairs = [
        *pairwise(said[:60]),
        *((text, text[: len(text) * share // 10]) for text in said[:40] for share in (3, 4, 5, 9)),
    ]
    alike = [SequenceMatcher(None, one, other, autojunk=False).ratio() > NEAR for one, other in pairs]
    assert [near(one, other) for one, other in pairs] == alike
    assert True in alike
    assert False in alike


def test_a_block_that_nobody_closed_is_told_once(small: Path) -> None:
    """Its page has a block, so nothing else is said of it."""
    (small / "docs/materials/screw.md").write_text("{% call record() %}\nA screw.\n", encoding="utf-8")
    assert [str(problem) for problem in check(small)[1]] == [
        "docs/materials/screw.md:1:4: macro: the block is opened and not closed. Write `{% endcall %}` on a line below the text."
    ]


@pytest.mark.parametrize("name", ["Screw.yaml", "screw.yml", "screw.yaml.txt", "SCREW.YAML", "scréw.yaml"])
def test_a_file_with_a_wrong_name_is_the_only_one_accused(small: Path, name: str) -> None:
    """What names its record is right, and would be searched for in vain."""
    (small / "data/materials/screw.yaml").rename(small / "data/materials" / name)
    assert [str(problem) for problem in check(small)[1]] == [
        f"data/materials/{name}:1:1: file: this is not a record or a folder of records. "
        "Name the file SLUG.yaml, in lower-case letters, digits and single hyphens: `screw.yaml`."
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "- {word: disc, instead: disk, why: US spelling}\n- {word: [\n",
            "macros/check/words.yaml:3:1: YAML: the YAML cannot be read",
        ),
        (
            "- {word: disc, instaed: disk}\n",
            "macros/check/words.yaml:1:1: words: an entry is no word of the list. Write `- {word: …,",
        ),
        ("- disc\n", "macros/check/words.yaml:1:1: words: an entry is no word of the list."),
        ("5\n", "macros/check/words.yaml:1:1: words: an entry is no word of the list."),
    ],
)
def test_a_list_of_words_that_cannot_be_read_is_a_problem_and_no_crash(text: str, said: str) -> None:
    """It is ours, and somebody edits it by hand."""
    found, problems = wording.listed(text)
    assert found == ()
    assert [str(problem).startswith(said) for problem in problems] == [True]
