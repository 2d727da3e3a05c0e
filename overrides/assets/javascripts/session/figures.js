// What lies where after the operations. No source names a pressure level for these zones, and so none is shown.

/** @import { Procedure } from "published" */
/** @import { Page } from "./page.js" */

import { h } from "./elements.js"

/**
 * Gives the drawings of operations, each made once.
 * @param {Page} page
 */
export function figures({ data }) {
  /** @type {Map<string, HTMLElement>} */
  const drawings = new Map()
  const drawing = (/** @type {string} */ slug) => {
    const made = drawings.get(slug) ?? figure(data.procedures[slug])
    drawings.set(slug, made)
    return made
  }
  return (/** @type {string[]} */ procedures) => {
    const drawn = procedures.filter((slug) => data.procedures[slug].zones.length)
    const fold = { class: "sh-figures", open: true }
    return drawn.length > 0 && h("details", fold, h("summary", {}, "Where not to press"), drawn.map(drawing))
  }
}

/** @param {Procedure} procedure */
function figure({ name, svg, zones }) {
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
