// The body to tap. The drawing is for eyes and pointers alone, as it has the same area at up to four places, some of them small:
// who uses a keyboard or listens has the same choice in words beside it, one button an area.

/** @import { Area } from "published" */
/** @import { Part } from "./choice.js" */
/** @import { Page } from "./page.js" */

import { drawing } from "./drawings.js"
import { h } from "./elements.js"

const CHOSEN = "sh-area--chosen"

/**
 * @param {Page} page
 * @param {(area: Area) => boolean} chosen whether one is pressed
 * @param {(area: Area) => void} choose presses or releases one
 * @returns {Part}
 */
export function bodyMap({ data }, chosen, choose) {
  const body = drawing("body")
  const element = h(
    "div",
    { class: "sh-bodymap", "aria-hidden": "true", onclick: ({ target }) => tapped(/** @type {Element} */ (target)) },
    body,
  )
  // The file comes later than the page, and only once.
  new MutationObserver((_, observer) => {
    observer.disconnect()
    areas().forEach((path) => path.append(title(data.areas[area(path)])))
    draw()
  }).observe(body, { childList: true })

  const areas = () => /** @type {NodeListOf<SVGElement>} */ (body.querySelectorAll(".sh-area"))
  const draw = () => areas().forEach((path) => path.classList.toggle(CHOSEN, chosen(area(path))))
  const tapped = (/** @type {Element} */ target) => {
    const path = /** @type {SVGElement | null} */ (target.closest(".sh-area"))
    if (path) choose(area(path))
  }
  return { element, draw }
}

const area = (/** @type {SVGElement} */ path) => /** @type {Area} */ (path.dataset.area)

/**
 * What a resting mouse reveals.
 * @param {string} words
 */
function title(words) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", "title")
  element.textContent = words
  return element
}
