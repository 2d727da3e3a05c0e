// One question at a time, or all of them on one page: the same form and the same state, shown in another way.

/** @import { Part } from "./choice.js" */

import { press } from "./choice.js"
import { h, set, tell } from "./elements.js"

/**
 * A step of the form.
 * @typedef {object} Step
 * @property {string} id
 * @property {string} name as the row of steps calls it
 * @property {string} title
 * @property {() => boolean} done whether nothing in it is left to answer
 * @property {HTMLElement[]} fields
 */

const WIDE = matchMedia("(min-width: 60em)") // room for the form beside the answer

/**
 * The steps, the row that leads to each, and the button that goes on. On a phone one is shown at a time until all are asked for.
 * @param {Step[]} steps
 * @param {() => void} finish shows the answer after the last step
 * @returns {Part & { next: HTMLElement, show: (id: string) => void }} `show`: a step, or a place in one
 */
export function flow(steps, finish) {
  let current = 0
  let long = WIDE.matches
  const sections = steps.map(({ id, title, fields }) =>
    h("section", { class: "sh-step", "aria-labelledby": id }, h("h2", { id, tabindex: "-1" }, title), fields),
  )
  const links = steps.map(({ id, name }) => h("button", { type: "button", onclick: () => show(id) }, name))
  // One stop of the Tab key; the arrow keys go from step to step.
  const row = h(
    "div",
    {
      class: "sh-steps",
      role: "toolbar",
      "aria-label": "Steps",
      onkeydown: (/** @type {Event} */ event) => {
        const by = { ArrowRight: 1, ArrowLeft: -1 }[/** @type {KeyboardEvent} */ (event).key]
        const at = links.findIndex((link) => link === document.activeElement)
        if (by) links[(at + by + links.length) % links.length].focus()
      },
    },
    links,
  )
  const all = h(
    "button",
    {
      type: "button",
      class: "sh-plain",
      onclick: () => {
        long = !long
        draw()
      },
    },
    "",
  )
  const next = h("button", { type: "button", class: "sh-next", onclick: () => go(current + 1) }, "")

  /** @param {number} to */
  function go(to) {
    if (to < steps.length) show(steps[to].id)
    else finish()
  }

  /** @param {string} id of a step, or of a place in one */
  function show(id) {
    current = sections.findIndex((section) => section.querySelector(`#${id}`))
    draw()
    const place = /** @type {HTMLElement} */ (sections[current].querySelector(`#${id}`))
    place.focus({ preventScroll: true })
    const top = id !== steps[current].id ? place : long ? sections[current] : row
    top.scrollIntoView()
  }

  function draw() {
    sections.forEach((section, i) => set(section, "hidden", long || i === current ? null : ""))
    links.forEach((link, i) => {
      set(link, "aria-current", i === current && !long ? "step" : null)
      set(link, "tabindex", i === current ? "0" : "-1")
      link.classList.toggle("sh-done", steps[i].done())
    })
    press(all, long)
    tell(all, long ? "One question at a time" : "All questions on one page")
    set(next, "hidden", long ? "" : null)
    tell(next, current + 1 < steps.length ? `Next: ${steps[current + 1].name}` : "See the answer")
  }
  return { element: h("div", {}, row, sections, all), next, show, draw }
}
