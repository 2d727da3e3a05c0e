// Drawings of positions, moves and the body. Where one cannot be had its place stays empty: words beside it say the same.

import { root, textOf } from "../files.js"
import { h } from "./elements.js"

/** @type {Map<string, Promise<string>>} */
const files = new Map()

/**
 * The text of a drawing's file, fetched once; empty where it cannot be had, and then asked for again next time.
 * @param {string} name
 */
function file(name) {
  const kept = files.get(name) ?? fetched(name)
  files.set(name, kept)
  return kept
}

/** @param {string} name */
const fetched = (name) =>
  textOf(new URL(`assets/drawings/${name}.svg`, root())).catch(() => {
    files.delete(name)
    return ""
  })

/**
 * A drawing of `assets/drawings/`, in the colors of the page around it.
 * @param {string} name the file's, without its ending
 */
export function drawing(name) {
  const place = h("div", { class: "sh-drawing" })
  file(name).then((svg) => (place.innerHTML = svg)) // the site's own file
  return place
}
