// What can be taken along: six papers of one page each. They are filled and printed on the device.

/** @import { Drawings } from "published" */
/** @import { Page } from "./page.js" */
/** @import { Filling, Paper } from "./papers/parts.js" */

import { folder } from "../files.js"
import { h } from "./elements.js"
import { number } from "./emergency.js"
import { card } from "./papers/card.js"
import { handout } from "./papers/handout.js"
import { intake } from "./papers/intake.js"
import { letter } from "./papers/letter.js"
import { note } from "./papers/note.js"
import { sheet } from "./papers/sheet.js"
import { plan } from "./planner.js"
import { stillOpen } from "./saying.js"
import { client, write } from "./state.js"

const PAPERS = [sheet, letter, handout, card, intake, note]
const HEIGHT = 257 // mm: what Letter has between its margins, and A4 has too
const LEGIBLE = 13.4 // px: 10 pt
const LONGEST = 750 // characters of an address in the code
const LEAST = 2 // lines that a list keeps

/** @param {Page} page */
export function papers({ state, data, edition, drawings, base }) {
  /** The paper on the desk. @type {Paper | null} */
  let open = null
  /** Papers as they were edited, each with the address of the plan that filled it. @type {Map<string, { key: string, element: HTMLElement }>} */
  const kept = new Map()

  /** @type {Drawings | null} */
  let anatomy = null

  const key = () => write(state, data)
  const said = h("span", { role: "status" })
  const desk = h("div", { class: "sh-desk" })
  const tools = h(
    "p",
    { class: "sh-choice", hidden: true },
    h("button", { type: "button", onclick: print }, "Print"),
    h("button", { type: "button", onclick: copy }, "Copy text"),
    h("button", { type: "button", onclick: () => show(null) }, "Close"),
  )
  const buttons = PAPERS.map((paper) =>
    h(
      "button",
      { type: "button", "data-paper": paper.id, "aria-pressed": "false", onclick: () => bring(paper) },
      paper.name,
    ),
  )
  const clear = () => {
    location.hash = ""
    location.reload()
  }
  const element = h(
    "section",
    { class: "sh-papers", "aria-label": "Take it along" },
    h("h2", {}, "Take it along"),
    h(
      "p",
      {},
      "One page each, on Letter or A4; the handout also on A5, at 71 %. Change the words before you print. Nothing leaves this device.",
    ),
    h("div", { class: "sh-choice" }, buttons),
    tools,
    said,
    desk,
    h("p", {}, h("button", { type: "button", onclick: clear }, "Clear everything")),
  )

  /** @param {Paper} paper */
  function filled(paper) {
    const found = kept.get(paper.id)
    if (found?.key === key()) return found.element
    // The client of this moment: the page draws its papers only once the typing rests.
    const known = client(state, data)
    const element = framed(paper, { made: plan(known, data), known, data, edition, anatomy, base, number: number() })
    fit(element)
    kept.set(paper.id, { key: key(), element })
    return element
  }

  /** @param {Paper | null} paper */
  function show(paper) {
    open = paper
    for (const button of buttons) button.setAttribute("aria-pressed", `${button.dataset.paper === paper?.id}`)
    tools.hidden = !paper
    said.textContent = paper ? `Below, to change and print: ${paper.title}.` : ""
    desk.replaceChildren(...(paper ? [filled(paper)] : []))
    if (desk.firstElementChild) coded(desk.firstElementChild)
  }

  async function print() {
    if (desk.firstElementChild) await coded(desk.firstElementChild)
    window.print()
  }

  async function copy() {
    await navigator.clipboard.writeText(desk.innerText)
    said.textContent = "Copied."
  }

  // The browser's own command prints the open paper, or else the sheet.
  addEventListener("beforeprint", () => {
    if (!open) desk.replaceChildren(filled(sheet))
  })
  addEventListener("afterprint", () => {
    if (!open) desk.replaceChildren()
  })

  function load() {
    drawings().then(
      (loaded) => (anatomy = loaded),
      () => {}, // the paper has room to draw
    )
  }

  function draw() {
    if (!open || kept.get(open.id)?.key === key()) return
    show(open)
    said.textContent = "The plan has changed, and the paper was filled anew."
  }
  /** @param {Paper} paper */
  function bring(paper) {
    show(paper)
    tools.scrollIntoView()
  }
  const named = (/** @type {string} */ id) => PAPERS.filter((paper) => paper.id === id).forEach(bring)
  return { element, load, draw, open: named }
}

/**
 * @param {Paper} paper
 * @param {Filling} filling
 */
function framed({ id, title, fill }, filling) {
  const { data, made } = filling
  const today = new Date().toLocaleDateString("en-US", { year: "numeric", month: "long", day: "numeric" })
  const missing =
    made.session === "undecided" &&
    stillOpen(made, data)
      .map(({ words }) => words)
      .join("; ")
  return h(
    "article",
    { class: `sh-paper sh-paper--${id}`, "data-md-color-scheme": "default", "aria-label": title },
    h(
      "div",
      { class: "sh-paper-head" },
      h("div", {}, h("h3", {}, title), h("p", {}, `${today}   Client: ________   Therapist: ________ (initials)`)),
      h("div", { class: "sh-qr", role: "img", "aria-label": "QR code of this plan’s address" }),
    ),
    missing && h("p", { class: "sh-stamp" }, h("strong", {}, "Incomplete. "), `Still to answer: ${missing}.`),
    h(
      "div",
      { class: "sh-paper-body", contenteditable: "true", role: "group", "aria-label": `${title}, can be changed` },
      ...fill(filling),
    ),
    h(
      "p",
      { class: "sh-paper-foot" },
      `Steady Hands, edition of ${filling.edition}. Compiled from sources, not reviewed by a clinician. It is no diagnosis: the surgeon’s word comes first.`,
    ),
  )
}

/**
 * Makes a paper fit on one page: lists give up their last lines, and words in drawings grow until they can be read.
 * @param {HTMLElement} paper
 */
function fit(paper) {
  const measure = h("div", { class: "sh-measure md-typeset" }, paper)
  document.body.append(measure)
  for (const picture of paper.querySelectorAll("svg")) {
    const scale = picture.getScreenCTM()?.a || 1
    for (const text of picture.querySelectorAll("text")) text.style.fontSize = `${LEGIBLE / scale}px`
  }
  const most = (HEIGHT / 25.4) * 96
  const lists = /** @type {HTMLElement[]} */ ([...paper.querySelectorAll("[data-trim]")])
  const spare = (/** @type {HTMLElement} */ { dataset, children }) =>
    children.length > LEAST ? 100 * Number(dataset.trim) + children.length : 0
  while (paper.offsetHeight > most) {
    const full = lists.sort((one, other) => spare(other) - spare(one)).find(spare)
    if (!full) break
    full.lastElementChild?.remove()
    full.dataset.left = `${Number(full.dataset.left ?? 0) + 1}`
  }
  measure.remove()
}

/**
 * Puts the plan's address on a paper. The library comes with the first paper that is opened.
 * @param {Element} paper
 */
async function coded(paper) {
  const place = paper.querySelector(".sh-qr")
  if (!place || place.childElementCount) return
  const { default: encode } = await import("../vendor/qr.js")
  // More squares than a telephone can tell apart at this size are of no use, nor is the address of a file on this very device.
  if (folder || location.href.length > LONGEST) place.remove()
  else place.innerHTML = encode(location.href, "svg", { ecc: "low", border: 2 })
}
