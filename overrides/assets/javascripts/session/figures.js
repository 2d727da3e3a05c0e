// Drawings: how the client lies and gets up, and what an operation cut and put in. They come with the reasons.

/** @import { Drawing, Reasons } from "published" */
/** @import { Page } from "./page.js" */

import { folding } from "./reasons.js"
import { h, present } from "./elements.js"

/**
 * Small drawings, each with its words. What is not drawn is said in words alone.
 * @param {Page} page
 * @param {Drawing[]} names
 * @param {boolean} steps every step of a movement, and not the one that stands for it
 */
export function positions(page, names, steps = false) {
  const figure = (/** @type {Drawing} */ name) => {
    const place = h("span", { class: "sh-position" })
    const words = { class: name.startsWith("not-") ? "sh-barred" : "" }
    page.reasons().then(
      ({ drawings }) => {
        const drawn = drawings[name] ?? []
        // Of a movement, the step in the middle says most.
        const some = steps ? drawn : drawn.slice(drawn.length >> 1, (drawn.length >> 1) + 1)
        place.innerHTML = some.join("") // made at build time from the site's own files
      },
      () => {}, // the words are there
    )
    return h("li", words, place, h("span", {}, page.data.drawings[name]))
  }
  return (
    names.length > 0 &&
    h("ul", { class: steps ? "sh-positions sh-positions--steps" : "sh-positions" }, names.map(figure))
  )
}

/**
 * What the client's operations cut and put in, and where to keep off.
 * @param {Page} page
 * @param {string[]} keepOff in words
 * @param {boolean} open
 */
export function anatomy(page, keepOff, open) {
  const { state, data } = page
  const entered = [state.levels?.join(", "), state.side && SIDES[state.side]].filter(Boolean).join(", ")
  const one = (/** @type {Reasons} */ { procedures }) =>
    state.procedures
      .filter((slug) => procedures[slug].zones.length)
      .map((slug) => figure(data.procedures[slug].name, procedures[slug]))
  const inside = () => {
    const box = h("div")
    page.reasons().then(
      (reasons) => box.append(...present(one(reasons))),
      () => box.append("The drawing is not on this device, and there is no network."),
    )
    return [
      entered && h("p", {}, h("strong", {}, "Entered: "), entered),
      keepOff.length > 0 && h("p", {}, h("strong", {}, "Keep off here: "), `${keepOff.join("; ")}.`),
      box,
    ]
  }
  if (!state.procedures.length) return null
  const fold = folding("What was cut, what was put in", inside, { class: "sh-figures" })
  fold.open = open
  return fold
}

/** @type {Record<string, string>} */
const SIDES = { left: "left side", right: "right side", both: "both sides" }

/**
 * @param {string} name
 * @param {import("published").Anatomy} anatomy
 */
function figure(name, { svg, zones }) {
  const picture = h("div")
  picture.innerHTML = svg // made at build time from the site's own data
  return h(
    "div",
    {},
    h("h3", {}, name),
    picture,
    h(
      "ol",
      {},
      zones.map(({ what, where, note }) => h("li", {}, h("strong", {}, `${what}, ${where}`), `: ${note}`)),
    ),
    h(
      "p",
      { class: "sh-evidence" },
      "No source that we read names a level of pressure for these zones on the Walton Pressure Scale, so none is shown.",
    ),
  )
}
