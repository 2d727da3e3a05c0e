// Drawings: how the client lies and gets up, and what an operation cut and put in.

/** @import { Anatomy, Area, Drawing, Drawings, Rules } from "published" */
/** @import { Page } from "./page.js" */
/** @import { State } from "./state.js" */

import { RIM, named } from "./areas.js"
import { drawing } from "./drawings.js"
import { h, present } from "./elements.js"
import { entered } from "./levels.js"
import { folding } from "./reasons.js"

/**
 * The files of a drawing: one, or the steps of a movement.
 * @type {Record<Drawing, string[]>}
 */
const FILES = {
  "log-roll": ["log-roll-1", "log-roll-2", "log-roll-3", "log-roll-4"],
  side: ["position-side"],
  back: ["position-back"],
  "half-sitting": ["position-half-sitting"],
  chair: ["position-chair"],
  "face-down": ["position-face-down"],
  "not-face-down": ["position-face-down"],
}

/**
 * Small drawings, each with its words. Of a movement the step past the middle stands for all, unless all are asked for.
 * @param {Page} page
 * @param {Drawing[]} names
 * @param {boolean} steps
 */
export function positions({ data }, names, steps = false) {
  const figure = (/** @type {Drawing} */ name) => {
    const every = FILES[name]
    const files = steps ? every : [every[every.length >> 1]]
    const kind = { class: name.startsWith("not-") ? "sh-barred" : "" }
    return h(
      "li",
      kind,
      h("span", { class: "sh-position", "aria-hidden": "true" }, files.map(drawing)),
      h("span", {}, data.drawings[name]),
    )
  }
  const strip = { class: steps ? "sh-positions sh-positions--steps" : "sh-positions" }
  return names.length > 0 && h("ul", strip, names.map(figure))
}

/**
 * What the client's operations cut and put in, and where to keep off.
 * @param {Page} page
 * @param {string[]} limits in words
 * @param {Set<string>} off what to keep off
 * @param {boolean} open
 */
export function anatomy(page, limits, off, open) {
  const { state, data } = page
  const said = [state.levels?.join(", "), state.side && SIDES[state.side]].filter(Boolean).join(", ")
  const every = (/** @type {Drawings} */ { procedures, spine }) =>
    state.procedures
      .filter((slug) => procedures[slug].zones.length)
      .map((slug) => figure(page, data.procedures[slug].name, procedures[slug], spine, off))
  const inside = () => {
    const box = h("div")
    page.drawings().then(
      (drawings) => box.append(...present(every(drawings))),
      () => box.append("The drawing is not on this device, and there is no network."),
    )
    return [
      said && h("p", {}, h("strong", {}, "Entered: "), said),
      limits.length > 0 && h("p", {}, h("strong", {}, "Limits: "), `${limits.join("; ")}.`),
      box,
    ]
  }
  if (!state.procedures.length) return null
  const fold = folding(shows(state), inside, { class: "sh-figures" })
  fold.open = open
  return fold
}

/**
 * What a drawing of an operation is called.
 * @param {Pick<State, "planned">} state
 */
export const shows = ({ planned }) => (planned ? "What will be cut and put in" : "What was cut, what was put in")

/** @type {Record<string, string>} */
const SIDES = { left: "left side", right: "right side", both: "both sides" }

/**
 * A drawing, with the levels and the side as they were entered.
 * @param {Anatomy} anatomy
 * @param {Drawings["spine"]} spine
 * @param {Pick<State, "levels" | "side">} state
 * @param {{ class?: string, contenteditable?: string }} attributes of the box around it
 */
export function picture({ html }, spine, state, attributes = {}) {
  const box = h("div", attributes)
  box.innerHTML = html // made at build time from the site's own data
  entered(box, spine, state)
  return box
}

/**
 * Leaves of the shading in a drawing, and of its key, what this client's rules keep off, and says what of that is not drawn.
 * @param {HTMLElement} box that holds the drawing
 * @param {Set<string>} off what to keep off
 * @param {Rules} data
 */
export function shaded(box, off, data) {
  const what = (/** @type {Element} */ element) => element.getAttribute("data-off") ?? ""
  for (const mark of box.querySelectorAll("[data-off]")) if (!off.has(what(mark))) mark.remove()
  const drawn = new Set([...box.querySelectorAll(".sh-view [data-off]")].map(what))
  const key = box.querySelector(".sh-off-words")
  const kept = [...(key?.children ?? [])]
  const words = (/** @type {boolean} */ here) =>
    kept.filter((word) => drawn.has(what(word)) === here).map(({ textContent }) => textContent)
  const known = new Set(kept.flatMap((word) => (what(word) === "donor" ? RIM : [what(word)])))
  const rest = /** @type {Area[]} */ (Object.keys(data.areas)).filter((area) => off.has(area) && !known.has(area))
  const others = [...words(false), named(rest, data)].filter(Boolean).join(", ")
  if (others) box.append(h("p", {}, h("strong", {}, "Keep off, not drawn: "), `${others}.`))
  if (words(true).length) key?.replaceChildren(words(true).join(", "))
  else key?.closest("li")?.remove()
  return box
}

/**
 * @param {Page} page
 * @param {string} name
 * @param {Anatomy} anatomy
 * @param {Drawings["spine"]} spine
 * @param {Set<string>} off what to keep off
 */
function figure({ state, data }, name, anatomy, spine, off) {
  return h(
    "div",
    {},
    h("h3", {}, name),
    shaded(picture(anatomy, spine, state), off, data),
    h(
      "ol",
      {},
      anatomy.zones.map(({ what, where, note }) => h("li", {}, h("strong", {}, `${what}, ${where}`), `: ${note}`)),
    ),
    h(
      "p",
      { class: "sh-evidence" },
      "No source that we read names a level of pressure for these zones on the Walton Pressure Scale, so none is shown.",
    ),
  )
}
