"""The real site in a real browser: what a therapist does, by mouse, by touch, by keyboard, in both schemes."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.model.today import Carded
from macros.model.vocabulary import LEVELS
from macros.store.history import changes
from tests.conftest import ROOT
from tests.planning import library

BOX = "[data-md-component=search-query]"
HITS = "[data-md-component=search-result] a"

TEMPLATES = {
    "home": "/",
    "list": "/procedures/",
    "condition": "/conditions/spinal-stenosis/",
    "procedure": "/procedures/spinal-fusion/",
    "complication": "/complications/deep-vein-thrombosis/",
    "caution": "/cautions/red-flags/",
    "material": "/materials/autograft/",
    "medication": "/medications/anticoagulants/",
    "technique": "/techniques/scar-mobilization/",
    "measure": "/measures/odi/",
    "study": "/studies/keller-2012/",
    "planner": "/session/#p=acdf&w=9&u=weeks&m=anticoagulants&s=calf-pain",
    "waits": "/when-to-start/",
    "spine map": "/spine-map/",
    "evidence map": "/evidence/",
    "comparison": "/compare/acdf-or-posterior-cervical-fusion/",
    "questions": "/questions/",
    "signs": "/signs/",
    "glossary": "/glossary/",
    "sources": "/sources/",
    "a-z": "/a-z/",
    "prose": "/case-reports/",
    "fields": "/contributing/fields/",
    "room": "/procedures/spinal-fusion/evidence/",
    "letter": "/a-z/s/",
    "404": "/nowhere/at/all/",
}
"""One page of every template."""


EXPECTED = r"404 \(Not Found\)|Service Worker registration blocked by Playwright"
"""Messages that the tests themselves cause: a wrong address, and no store for use without a network."""


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh tab that notes every console error and every request to another server; neither may happen."""
    context = browser.new_context(service_workers="block", base_url=address, viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    faults: list[str] = []
    tab.on(
        "console",
        lambda m: faults.append(m.text) if m.type in ("error", "warning") and not re.search(EXPECTED, m.text) else None,
    )
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.on(
        "request",
        lambda r: faults.append(f"third party: {r.url}") if not r.url.startswith((address, "data:", "blob:")) else None,
    )
    yield tab
    context.close()
    assert faults == []


def contrast_settled(page: Page) -> None:
    """Waits until fonts and transitions are done, so that colors are final."""
    page.evaluate("() => document.fonts.ready")
    page.evaluate("() => Promise.all(document.getAnimations().map(a => a.finished.catch(() => null)))")


AXE = """options => axe.run(document, {resultTypes: ["violations"], ...options}).then(({violations}) =>
  violations.map(({id, nodes}) => [id, nodes.length, nodes[0].html.slice(0, 160), nodes[0].failureSummary]))"""
OF_COLOR = ["color-contrast", "link-in-text-block"]
"""The rules that may find in one scheme what they do not find in the other."""


@pytest.mark.parametrize("template", TEMPLATES)
def test_axe_finds_nothing(page: Page, template: str) -> None:
    """axe-core reports no violation on a page of every template, in light and dark, with everything unfolded."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.goto(TEMPLATES[template])
    page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8"))
    contrast_settled(page)
    assert page.evaluate(AXE, {}) == []
    page.get_by_title("Switch to dark colors").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    contrast_settled(page)
    assert page.evaluate(AXE, {"runOnly": OF_COLOR}) == []


def test_search_finds_a_condition(page: Page) -> None:
    """Typing a condition's name and pressing Enter on the first result opens its page."""
    page.goto("/")
    page.locator(BOX).click()
    page.locator(BOX).fill("spondylolisthesis")
    expect(page.locator(HITS).first).to_contain_text("Spondylolisthesis")
    page.locator(HITS).first.click()
    page.wait_for_url("**/conditions/spondylolisthesis/**")
    expect(page.locator("h1")).to_contain_text("Spondylolisthesis")


@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.parametrize("start", ["/", "/procedures/nowhere/deep/"])
def test_home_leads_with_search(browser: Browser, address: str, start: str, width: int) -> None:
    """The large box on the home page, and on the page for what is not found, opens the search: a result is in the window."""
    context = browser.new_context(service_workers="block", base_url=address, viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(start)
    page.locator("[data-sh-search]").first.click()
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.type("autograft")
    first = page.locator(HITS).first
    expect(first).to_contain_text("Autograft")
    expect(first).to_be_in_viewport()
    first.click()
    expect(page.locator("h1")).to_contain_text("Autograft")
    context.close()


def test_without_script(browser: Browser, address: str) -> None:
    """Everything can be read and reached: the box on the home page leads to A to Z, and that to every record."""
    context = browser.new_context(service_workers="block", base_url=address, java_script_enabled=False)
    tab = context.new_page()
    tab.goto("/")
    tab.locator("[data-sh-search]").click()
    tab.locator(".sh-room--letter").get_by_role("link", name="S", exact=True).click()
    tab.locator("summary", has_text="Sl (").click()
    tab.get_by_role("link", name="slipped vertebra", exact=True).first.click()
    expect(tab.locator("h1")).to_contain_text("Spondylolisthesis")
    context.close()


def test_before_the_scripts_arrive(browser: Browser, address: str) -> None:
    """On a phone whose scripts never come a page is read, folds open, the drawer leads on, and the search box leads to A to Z."""
    context = browser.new_context(service_workers="block", base_url=address, viewport={"width": 390, "height": 844})
    context.route("**/*.js", lambda route: route.abort())
    tab = context.new_page()
    tab.goto("/procedures/laminectomy/")
    expect(tab.locator(".sh-today")).to_be_in_viewport()
    room = tab.locator("details.sh-room", has=tab.get_by_role("heading", name="On the table"))
    room.locator("summary").first.click()
    expect(room.locator(".sh-rule").first).to_be_visible()
    expect(tab.locator("label.md-header__button[for=__search]")).not_to_be_visible()
    tab.goto("/")
    tab.locator("[data-sh-search]").click()
    expect(tab.locator("h1")).to_contain_text("A to Z")
    tab.goto("/")
    tab.locator("label.md-header__button[for=__drawer]").click()
    tab.locator(".md-nav--primary").get_by_text("Cautions", exact=True).click()
    tab.wait_for_url("**/cautions/**")
    tab.goto("/session/")
    expect(tab.get_by_text("The planner needs a script")).to_be_in_viewport()
    context.close()


def test_a_level_leads_to_what_is_done_there(page: Page) -> None:
    """A level of the spine map leads to its row, and that to an operation."""
    page.goto("/spine-map/")
    page.get_by_role("link", name="L4–L5: ").click()
    assert page.url.endswith("#l4-l5")
    row = page.locator("tr:has(#l4-l5)")
    expect(row).to_be_in_viewport()
    row.get_by_role("link", name="Laminectomy").click()
    expect(page.locator("h1")).to_contain_text("Laminectomy")


PICTURES = {
    "operation": "/procedures/laminectomy/done/",
    "figures": "/complications/deep-vein-thrombosis/risks/",
    "wait": "/when-to-start/lying-face-down/",
    "spine map": "/spine-map/",
}
"""Pages with pictures."""


def test_pictures_have_a_name_and_a_table(page: Page) -> None:
    """Every picture says in words what it shows, and a table comes after it."""
    for template, address in PICTURES.items():
        page.goto(address)
        pictures = page.locator("article svg[aria-label], article [role=img][aria-label]").evaluate_all(
            """pictures => pictures.map(svg => [
              svg.getAttribute("aria-label"),
              [...document.querySelectorAll("article table")].some(table => svg.compareDocumentPosition(table) & 4),
            ])"""
        )
        assert pictures, template
        assert [label for label, has_table in pictures if len(label) <= 20 or not has_table] == [], template


def test_from_a_caution_to_its_source_and_back(page: Page) -> None:
    """A mark leads to its note, the note back to the mark, and on to the bibliography, which lists the caution."""
    page.goto("/cautions/incomplete-wound-healing/")
    page.locator(".sh-today a.footnote-ref, .sh-lead a.footnote-ref").first.click()
    note = page.locator(page.evaluate("() => '#' + CSS.escape(decodeURIComponent(location.hash.slice(1)))"))
    expect(note).to_be_in_viewport()
    note.get_by_label("Back to the text").click()
    assert "#fnref:" in page.url
    page.locator(".footnote a", has_text="cite").first.click()
    page.wait_for_url("**/sources/*/#*")
    entry = page.locator(f"li:has(> #{page.url.partition('#')[2]}), li:has(> p > #{page.url.partition('#')[2]})").last
    entry.get_by_role("link", name="Incomplete wound healing").click()
    expect(page.locator("h1")).to_contain_text("Incomplete wound healing")


def test_a_rule_unfolds_and_leads_to_its_caution(page: Page) -> None:
    """On an operation's page a rule's reason is two taps away, and its caution one more, at that very rule."""
    page.goto("/procedures/vertebroplasty/")
    page.locator("summary", has_text="On the table").click()
    rule = page.locator(".sh-rule details").first
    expect(rule.get_by_text("Why:")).not_to_be_visible()
    rule.locator("summary").click()
    expect(rule.get_by_text("Why:")).to_be_visible()
    rule.locator("a", has_text="").last.click()
    page.wait_for_url("**/cautions/**#rule-*")
    opened = page.locator("details[open]:target, h2:target")
    expect(opened).to_be_in_viewport()


SCREEN = 844
"""The height of a phone's screen, in pixels."""


def test_cards_fit_on_two_screens(browser: Browser, address: str) -> None:
    """On a phone every Today card ends within two screens from the top of its page."""
    context = browser.new_context(service_workers="block", base_url=address, viewport={"width": 390, "height": SCREEN})
    page = context.new_page()
    ends = {}
    for kind, record in library():
        if isinstance(record, Carded) and record.today:
            page.goto(f"/{kind}/{record.id}/")
            ends[record.id] = page.locator(".sh-today").evaluate(
                "card => card.getBoundingClientRect().bottom + scrollY"
            )
    context.close()
    assert ends
    assert {slug: end for slug, end in ends.items() if end > 2 * SCREEN} == {}


SHORT = {"procedures": 10, "compare": 4.5, "sources": 25}
"""How many screens of a phone a page below these folders may have as it opens."""


def test_pages_are_short(browser: Browser, address: str, site: Path) -> None:
    """On a phone a page is no longer as it opens than its kind may be, and half of the operations' are below 6 screens."""
    context = browser.new_context(service_workers="block", base_url=address, viewport={"width": 390, "height": SCREEN})
    page = context.new_page()
    screens = {}
    for kind in SHORT:
        for file in sorted((site / kind).glob("*/index.html")):
            page.goto(f"/{kind}/{file.parent.name}/")
            screens[kind, file.parent.name] = page.evaluate("document.documentElement.scrollHeight") / SCREEN
    context.close()
    assert {place: most for place, most in screens.items() if most > SHORT[place[0]]} == {}
    assert statistics.median(most for (kind, _), most in screens.items() if kind == "procedures") < 6


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("/procedures/spinal-fusion/#in-figures", "**/procedures/spinal-fusion/figures/#in-figures"),
        ("/procedures/tlif/#tlif-brace-massage-table", "**/procedures/tlif/#tlif-brace-massage-table"),
        ("/cautions/red-flags/#rule-sore-calf", "**/cautions/red-flags/rules-refer/#rule-sore-calf"),
        ("/procedures/acdf/#before-you-touch", "**/procedures/acdf/#before-you-touch"),
        ("/signs/#calf-pain", "**/signs/arms-and-legs/#calf-pain"),
        ("/sources/#werner-2021", "**/sources/w/#werner-2021"),
        ("/sources/#song-2017", "**/sources/s/#song-2017"),  # far down a list that is laid out when it is near
    ],
)
def test_old_addresses_lead_to_what_they_named(page: Page, before: str, now: str) -> None:
    """An anchor of before is followed into its room or its fold, which is open, and stands in the window."""
    page.goto(before)
    page.wait_for_url(now)
    target = page.locator(f"[id='{before.partition('#')[2]}']")
    expect(target).to_be_in_viewport()
    assert target.evaluate(
        "element => [...function* (e) { for (; e; e = e.parentElement) yield e }(element)].every(e => e.localName !== 'details' || e.open)"
    )


def test_a_filter_leaves_what_fits(page: Page) -> None:
    """Words in the box above a list leave the entries that have them, in open folds; the first letters of a name list it."""
    page.goto("/questions/")
    page.get_by_label("Filter this list").fill("eliquis deep")
    expect(
        page.get_by_role("link", name="Is deep tissue massage safe on Eliquis, Xarelto or warfarin?")
    ).to_be_visible()
    expect(page.get_by_role("link", name="Can I get a massage after a spinal fusion?")).to_have_count(0)
    page.goto("/a-z/")
    page.get_by_label("First letters").fill("eliq")
    page.get_by_role("link", name="Eliquis").click()
    expect(page.locator("h1")).to_contain_text("Anticoagulants")
    page.goto("/sources/")
    page.get_by_label("First letters").fill("werner")
    expect(page.locator("[data-sh-filter] li").first).to_contain_text("Werner")


def test_a_filter_knows_names_that_are_not_in_sight(page: Page) -> None:
    """A brand finds its medicine, although the list shows a few names only."""
    page.goto("/medications/")
    page.get_by_label("Filter this list").fill("eliquis")
    expect(page.locator(".sh-list dt:visible")).to_have_text(["Anticoagulants"])


@pytest.mark.parametrize("width", [390, 1280])
def test_a_field_of_the_evidence_map_opens_what_it_means(page: Page, width: int) -> None:
    """A tap on a kind of work shows what its studies found, how certain that is and why, and what they tell of harms."""
    page.set_viewport_size({"width": width, "height": 844})
    page.goto("/evidence/")
    row = page.locator(".sh-cells", has_text="After lumbar fusion")
    expect(row).to_contain_text("Last searched by")
    field = row.get_by_role("link", name="Myofascial release 3 low")
    field.scroll_into_view_if_needed()
    assert (field.bounding_box() or {"height": 0})["height"] >= 24
    field.click()
    expect(page.get_by_role("heading", name="Myofascial release: 1 review, 1 trial, 1 case report")).to_be_in_viewport()
    anchor = page.locator("#lumbar-fusion-myofascial-release")
    said = [anchor.locator(f"xpath=following-sibling::p[{number}]") for number in (1, 2, 3)]
    expect(said[0]).to_contain_text("In 60 people")
    expect(said[1]).to_contain_text("How certain: low.")
    expect(said[1]).to_contain_text("Our judgment")
    expect(said[2]).to_contain_text("Harms: 1 of 3 studies tells of them.")
    for part in said:
        expect(part).to_be_visible()
    anchor.locator("xpath=following-sibling::details[2]/summary").click()
    expect(anchor.locator("xpath=following-sibling::details[2]")).to_contain_text("Whom, and how many: Sixty people")


def test_a_page_says_what_changed_and_when_it_is_due(page: Page) -> None:
    """At its foot, reviewed or not. What changed is folded."""
    page.goto("/procedures/acdf/")
    expect(page.locator(".sh-review")).to_have_text(
        re.compile(r"Not yet reviewed by a clinician\. Next review due 20\d\d-")
    )
    if not changes(ROOT):
        return  # fetched without its past, or not by git
    page.get_by_text("What changed here, and when").click()
    expect(page.locator(".sh-changes li").first).to_be_visible()
    expect(page.locator(".sh-changes li").first).to_have_text(re.compile(r"^20\d\d-\d\d-\d\d: \S"))


@pytest.mark.parametrize(
    ("code", "title"),
    [("M43.16", "Spondylolisthesis"), ("G83.4", "Cauda equina syndrome"), ("11289", "Anticoagulants")],
)
def test_a_code_leads_to_its_page(page: Page, code: str, title: str) -> None:
    """Who follows the address of a code reads the page of what it stands for."""
    page.goto(f"/code/{code}/")
    expect(page.locator("h1")).to_contain_text(title)


STILL = """list => new Promise(done => {
  let end = setTimeout(done, 700)
  new MutationObserver(() => {
    clearTimeout(end)
    end = setTimeout(done, 700)
  }).observe(list, { childList: true, subtree: true })
})"""
"""Waits until nothing in an element has changed for a while."""


def test_keyboard_alone(page: Page) -> None:
    """Skip link, search by a key, results by arrows, a fold by Enter: no pointer needed, and focus is seen."""
    page.goto("/procedures/laminectomy/")
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    page.keyboard.press("Enter")
    # The theme closes the search 125 ms after a jump in the page, faster than any hand: let it, on the page's own clock.
    page.evaluate("() => new Promise(done => setTimeout(done, 300))")
    room = page.locator("details.sh-room", has=page.get_by_role("heading", name="On the table"))
    room.locator("summary").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(room).to_have_attribute("open", "")
    page.keyboard.press("/")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.type("scoliosis")
    # The list is drawn anew with each answer, and then forgets its focus: wait for the last, as a person does who reads it.
    first = page.locator(HITS).first
    expect(first).to_have_attribute("href", re.compile(r"/conditions/scoliosis/\?h=scoliosis$"))
    page.locator("[data-md-component=search-result]").evaluate(STILL)
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/conditions/scoliosis/**")


def test_dark_scheme_follows_the_device_and_the_switch(page: Page) -> None:
    """The device decides; the switch overrules it, and is remembered."""
    page.emulate_media(color_scheme="dark")
    page.goto("/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_title("Switch to light colors").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.goto("/cautions/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


@pytest.mark.parametrize("template", TEMPLATES)
def test_no_page_is_wider_than_the_screen(page: Page, template: str) -> None:
    """Nothing has to be scrolled sideways but wide tables within themselves."""
    page.goto(TEMPLATES[template])
    page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")
    for width in (1440, 820, 390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width, width


def test_phone(page: Page) -> None:
    """On a phone the drawer leads to a page, and the search opens, finds and leads."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/")
    page.locator("label.md-header__button[for=__drawer]").click()
    page.locator(".md-nav--primary").get_by_text("Cautions", exact=True).click()
    page.wait_for_url("**/cautions/**")
    page.locator("label.md-header__button[for=__search]").click()
    page.locator(BOX).fill("laminectomy")
    page.locator(HITS).first.click()
    page.wait_for_url("**/laminectomy/**")


def test_levels_are_never_color_alone(page: Page) -> None:
    """Each rule names its level in words, beside an icon."""
    page.goto("/cautions/no-direct-pressure/rules/")
    page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")
    rules = page.locator(".sh-rule").evaluate_all(
        """rules => rules.map(rule => [...rule.querySelectorAll(".sh-level")].map(level =>
          [level.innerText.trim(), level.querySelectorAll("svg").length]))"""
    )
    assert rules
    assert {(words, icons) for levels in rules for words, icons in levels} <= {(words, 1) for words in LEVELS.values()}
    assert {len(levels) for levels in rules} == {1}


def test_print(page: Page) -> None:
    """On paper the site's furniture is gone, and folds are open; an operation prints as a sheet, and whole on request."""
    page.goto("/cautions/no-direct-pressure/")
    page.emulate_media(media="print")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".md-header")).not_to_be_visible()
    expect(page.locator(".footnote li").first).to_be_visible()
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(page.locator(".footnote li").first).not_to_be_visible()
    page.goto("/procedures/acdf/")
    page.emulate_media(media="print")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".sh-today")).to_be_visible()
    expect(page.get_by_text("Do not place the client's arms overhead")).to_be_visible()
    expect(page.get_by_role("heading", name="In plain words")).not_to_be_visible()
    page.evaluate(
        "() => { dispatchEvent(new Event('afterprint')); window.print = () => dispatchEvent(new Event('beforeprint')) }"
    )
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Print all of it").click()
    expect(page.locator("html")).to_have_class(re.compile("sh-whole"))
    page.emulate_media(media="print")
    expect(page.get_by_text("C5 palsy").first).to_be_visible()
    expect(page.get_by_role("heading", name="In plain words")).to_be_visible()


def test_lost_readers_are_helped(page: Page) -> None:
    """A wrong address answers with 404 and with ways on that work from any depth."""
    answer = page.goto("/procedures/nowhere/deep/")
    assert answer is not None
    assert answer.status == 404
    page.get_by_role("link", name="Stop signs").click()
    expect(page.locator("h1")).to_contain_text("Red flags")


@pytest.mark.parametrize(
    ("path", "filled"),
    [
        ("/procedures/spinal-fusion/", {"page": "procedures/spinal-fusion/"}),
        ("/procedures/spinal-fusion/evidence/", {"page": "procedures/spinal-fusion/evidence/"}),
        ("/case-reports/#your-turn", {"page": "case-reports/", "section": "your-turn"}),
    ],
)
def test_a_report_says_where_the_reader_is(page: Page, path: str, filled: dict[str, str]) -> None:
    """The form opens with the page, and with the section that the address names; every page leads to it and to its history."""
    page.goto(path)
    link = page.get_by_role("link", name="Report an error")
    link.evaluate("link => link.addEventListener('click', (event) => event.preventDefault())")
    link.click()
    said = parse_qs(urlsplit(link.get_attribute("href") or "").query)
    assert said["template"] == ["error.yml"]
    assert {key: said.get(key) for key in ("page", "section") if key in said} == {k: [v] for k, v in filled.items()}
    expect(page.get_by_role("link", name="History")).to_be_visible()
