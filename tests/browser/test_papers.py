"""The papers of the planner, as they leave the printer: one page, legible, filled from the plan, and nothing else on it."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator

import pytest
import textstat
from playwright.sync_api import Browser, Page, expect

from tests import node
from tests.browser.tabs import faultless
from tests.planning import library

PAPERS = ("sheet", "letter", "handout", "card", "intake", "note")


def everything() -> str:
    """A client who has all there is, in words too long for any page."""
    kinds = {"p": "procedures", "m": "medications", "d": "conditions"}
    lists = [f"{key}={','.join(record.id for record in library().of(kind))}" for key, kind in kinds.items()]
    signs = ",".join(f"{sign.id}:followed" for sign in library().of("signs"))
    return f"#{'&'.join(lists)}&w=5&u=weeks&s={signs}&a=shoulder,arm,hand,low-back,thigh,calf&lv=C2-C7,T1-L5&sd=both"


CLIENTS = {
    "planned": "#p=scoliosis-correction&t=planned&a=shoulder,low-back&none=signs,medications,conditions",
    "weeks": "#p=tlif&w=3&u=weeks&r=lumbar&lv=L4-L5&m=opioids&a=shoulder,foot&none=signs,medications,conditions",
    "red-flag": "#p=acdf&w=9&u=weeks&r=cervical&m=anticoagulants&s=calf-pain&none=conditions",
    "working": "#p=laminectomy&w=8&u=months&r=lumbar&a=low-back&c=agreed&none=signs,medications,conditions",
    "years": "#p=acdf&w=4&u=years&r=cervical&none=signs,medications,conditions",
    "long": "#p=scoliosis-correction,alif,reoperation&w=20&u=weeks&lv=T4-pelvis&sd=both&c=agreed&a=low-back,shoulder,thigh,back-of-neck"
    "&m=opioids,anticoagulants,gabapentinoids&d=osteoporosis,diabetes,spinal-stenosis&s=new-numbness:followed,tiredness&none=signs",
    "nothing-known": "",
    "everything": everything(),
}


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh tab in the dark scheme, in which no console error may happen."""
    with faultless(browser, address, color_scheme="dark") as tab:
        yield tab


def opened(page: Page, state: str, paper: str) -> None:
    """A paper of the planner, open, with its drawings once anything is entered."""
    page.goto("about:blank")
    if state:
        with page.expect_response("**/session/drawings.json") as drawings:
            page.goto(f"/session/{state}")
        drawings.value.finished()
    else:
        page.goto(f"/session/{state}")
    expect(page.locator("#sh-verdict")).to_be_visible()
    page.locator(f"[data-paper={paper}]").click()
    expect(page.locator(f".sh-paper--{paper}")).to_be_visible()


SMALLEST = """() => {
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  let least = [Infinity, ""]
  while (words.nextNode()) {
    const { data, parentElement: element } = words.currentNode
    if (!data.trim() || !element.checkVisibility()) continue
    const svg = element.closest("svg")
    const scale = svg ? svg.getScreenCTM().a : 1
    const size = parseFloat(getComputedStyle(element).fontSize) * scale * 0.75
    if (size < least[0]) least = [size, data]
  }
  return least
}"""
"""The smallest type in sight, in points, with the words that have it."""

BESIDE = """() => [...document.querySelectorAll("body *")]
  .filter(one => one.checkVisibility() && !one.closest(".sh-paper") && !one.querySelector(".sh-paper")).map(one => one.outerHTML)"""
"""What is in sight beside the paper."""

CONTROLS = """() => [...document.querySelectorAll("button, input, select, textarea, summary, a")]
  .filter(one => one.checkVisibility()).map(one => one.outerHTML)"""


def corner(page: Page) -> tuple[int, ...]:
    """The color of the first pixel of the window."""
    image = page.screenshot(clip={"x": 0, "y": 0, "width": 1, "height": 1})
    start = image.index(b"IDAT")
    length = int.from_bytes(image[start - 4 : start])
    return tuple(zlib.decompressobj().decompress(image[start + 4 : start + 4 + length])[1:4])


def pages(page: Page, size: str) -> int:
    """How many pages are printed."""
    return len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format=size, print_background=True)))


@pytest.mark.parametrize("client", CLIENTS)
def test_a_paper_is_one_legible_page(page: Page, client: str) -> None:
    """Each, on Letter and on A4, from a telephone in the dark, with whatever was entered."""
    for paper in PAPERS:
        opened(page, CLIENTS[client], paper)
        assert pages(page, "Letter") == 1, paper
        assert pages(page, "A4") == 1, paper
        page.set_viewport_size({"width": 718, "height": 1000})  # what A4 has between its margins
        page.emulate_media(media="print")
        size, words = page.evaluate(SMALLEST)
        assert size >= (14 if paper == "handout" else 10), (paper, words)  # the handout is also for A5, at 71 %
        assert page.evaluate(CONTROLS) == [], paper
        assert page.evaluate(BESIDE) == [], paper
        assert corner(page) == (255, 255, 255), paper
        drawings = page.locator(".sh-paper img")
        assert all(drawing.evaluate("one => one.naturalWidth > 0") for drawing in drawings.all()), paper
        page.set_viewport_size({"width": 390, "height": 844})
        page.emulate_media(media="null")


@pytest.mark.parametrize("client", ["weeks", "everything"])
def test_the_browsers_own_command_prints_the_sheet(page: Page, client: str) -> None:
    """Without an open paper it is the therapist's sheet, and it is gone again afterwards."""
    page.goto(f"/session/{CLIENTS[client]}")
    expect(page.locator("#sh-verdict")).to_be_visible()
    page.wait_for_timeout(600)
    assert pages(page, "Letter") == 1
    expect(page.locator(".sh-paper")).to_have_count(0)
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator(".sh-paper--sheet")).to_be_visible()
    assert page.evaluate(BESIDE) == []


def test_the_code_is_the_address(page: Page) -> None:
    """The QR code leads to this very plan. Its library comes with the first paper."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/session/{CLIENTS['weeks']}")
    expect(page.locator("[data-paper=sheet]")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "qr" in url] == []
    page.locator("[data-paper=sheet]").click()
    expect(page.locator(".sh-qr svg")).to_be_visible()
    pixels = page.evaluate("""async () => {
      const picture = new Image()
      picture.src = "data:image/svg+xml," + encodeURIComponent(document.querySelector(".sh-qr").innerHTML)
      await picture.decode()
      const [width, height] = [400, 400]
      const canvas = new OffscreenCanvas(width, height).getContext("2d")
      canvas.fillStyle = "#fff"
      canvas.fillRect(0, 0, width, height)
      canvas.drawImage(picture, 0, 0, width, height)
      return { width, height, data: [...canvas.getImageData(0, 0, width, height).data] }
    }""")
    read = node.run(node.SCRIPTS / "decode-qr.mjs", said=json.dumps(pixels))
    assert read.stdout == page.url, read.stderr


def test_an_address_too_long_for_a_code_has_none(page: Page) -> None:
    """More squares than a telephone can read are not printed."""
    opened(page, CLIENTS["everything"], "letter")
    expect(page.locator(".sh-qr")).to_have_count(0)


def test_what_was_written_stays_until_the_plan_changes(page: Page) -> None:
    """Words typed into a paper outlive closing it and drawing the same plan again, and not another client."""
    opened(page, CLIENTS["working"], "letter")
    words = page.locator(".sh-paper p").filter(has_text="I am a massage therapist")
    words.click()
    page.keyboard.press("End")
    page.keyboard.type(" Please call me.")
    expect(words).to_contain_text("Please call me.")
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".sh-paper")).to_have_count(0)
    page.evaluate("() => dispatchEvent(new Event('hashchange'))")
    page.wait_for_timeout(600)
    page.locator("[data-paper=letter]").click()
    expect(words).to_contain_text("Please call me.")
    page.evaluate("() => { location.hash = 'p=acdf&w=9&u=weeks' }")
    expect(words).to_contain_text("anterior cervical diskectomy and fusion")
    expect(words).not_to_contain_text("Please call me.")
    expect(page.get_by_text("the paper was filled anew")).to_be_visible()


def test_a_paper_can_be_copied(page: Page) -> None:
    """As text, with what was entered."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page, CLIENTS["red-flag"], "letter")
    page.get_by_role("button", name="Copy text").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert "sore or swollen calf or leg" in copied
    assert "☐ not before" in copied


def test_a_stop_says_only_what_a_stop_says(page: Page) -> None:
    """Whom to call, the words to say, and no work."""
    opened(page, CLIENTS["red-flag"], "sheet")
    sheet = page.locator(".sh-paper--sheet")
    expect(sheet).to_contain_text("The surgeon's team or urgent care, today")
    expect(sheet).to_contain_text("Now: sore or swollen calf or leg. The client takes anticoagulants.")
    expect(sheet.locator("h4")).to_have_text(["What was done", "Notes"])
    expect(sheet.locator(".sh-body")).to_have_count(0)


def boxes(page: Page) -> dict[str, str]:
    """The boxes of the open paper: heading and words."""
    return {box.locator("h4").inner_text(): box.inner_text() for box in page.locator(".sh-paper .sh-box").all()}


def test_a_heading_turns_no_rule_around(page: Page) -> None:
    """Among the rules of a box are such as say what to do and such as say what not, so that its heading may do neither."""
    opened(page, CLIENTS["years"], "sheet")
    shown = boxes(page)
    for heading, line, levels in (
        ("How to work", "Sit on the edge before standing", ("adapt", "fine")),
        ("Limits", "Work beside screws, rods and plates, not on them", ("avoid",)),
    ):
        assert line in shown[heading]
        rules = [rule for caution in library().of("cautions") for rule in caution.rules if rule.level in levels]
        bars = {bool(re.match(r"(Do not|No|Not|Nothing)\b", rule.short or rule.do)) for rule in rules}
        assert bars == {True, False}, "where all say the same, a heading may say it once"
        assert not re.match(r"(Do|Do not|Avoid|Keep off|Leave|No|Not|Never)\b", heading)
    assert "No thrust, crack or adjustment of the spine" in shown["Limits"]


@pytest.mark.parametrize(
    ("client", "key", "not_drawn"),
    [
        ("#p=acdf&w=4&u=years&r=cervical", "the implant", None),
        ("#p=acdf&w=3&u=weeks&r=cervical&c=agreed", "the cut, the implant, front of the neck", "belly and rim of the pelvis"),
        ("#p=laminectomy&w=9&u=years&r=lumbar&l=no", None, None),
        ("#p=tlif&t=planned&r=lumbar", None, None),
    ],
)  # fmt: skip
def test_the_sheet_keeps_off_what_the_rules_do(page: Page, client: str, key: str | None, not_drawn: str | None) -> None:
    """The drawing's key, on paper, is of the rules in force for this client; what they keep off beside it is said."""
    opened(page, f"{client}&none=signs,medications,conditions", "sheet")
    page.emulate_media(media="print")
    words = next(text for heading, text in boxes(page).items() if heading.startswith("What w"))
    assert re.findall("Keep off here: (.*)", words) == ([key] if key else [])
    assert re.findall("Keep off, not drawn: (.*)", words) == ([f"{not_drawn}."] if not_drawn else [])


def test_not_enough_known_is_stamped(page: Page) -> None:
    """On every paper, and on none when enough is known."""
    for paper in PAPERS:
        opened(page, CLIENTS["nothing-known"], paper)
        expect(page.locator(".sh-stamp")).to_contain_text("Incomplete")
    opened(page, CLIENTS["working"], "sheet")
    expect(page.locator(".sh-stamp")).to_have_count(0)


@pytest.mark.parametrize("client", ["planned", "weeks", "red-flag", "working", "nothing-known"])
def test_the_handout_is_plain(page: Page, client: str) -> None:
    """It reads at US grade 6 or lower."""
    opened(page, CLIENTS[client], "handout")
    said = page.locator(".sh-paper-body").inner_text()
    lines = [line.strip(" _☐").rstrip(".:") for line in said.splitlines()]
    text = ". ".join(line for line in lines if len(line) > 1) + "."
    assert textstat.flesch_kincaid_grade(text) <= 6, text


def test_the_card_says_what_can_matter(page: Page) -> None:
    """Trouble swallowing is for the emergency number after a neck fusion of last week, in both languages."""
    opened(page, "#p=acdf&w=1&u=weeks&r=cervical", "card")
    urgent = page.locator(".sh-point--emergency tr").filter(has_text="Trouble swallowing")
    expect(urgent.locator("td")).to_have_text(["Trouble swallowing", "Dificultad para tragar *"])
    expect(page.locator(".sh-point--emergency")).to_contain_text("Dolor en el pecho")
    opened(page, "#p=tlif&w=1&u=weeks&r=lumbar", "card")
    expect(page.locator(".sh-point--emergency tr").filter(has_text="Trouble swallowing")).to_have_count(0)


def test_the_card_is_a_page_of_its_own(page: Page) -> None:
    """It prints alone, on one page, without a client."""
    page.goto("/stop-sign-card/")
    expect(page.locator(".sh-point--emergency")).to_contain_text("Dolor en el pecho")
    assert pages(page, "Letter") == 1
    assert pages(page, "A4") == 1
    page.emulate_media(media="print")
    assert page.evaluate(SMALLEST)[0] >= 10
    assert page.evaluate(BESIDE) == []
    assert corner(page) == (255, 255, 255)
