// A row of large buttons, and what every part of the form has: an element, and a way to draw it again.

import { h, set } from "./elements.js"

/** @typedef {{ element: HTMLElement, draw: () => void }} Part */

/**
 * A list with a value put in, or taken out if it is there.
 * @template T
 * @param {T[]} list
 * @param {T} value
 */
export const toggled = (list, value) =>
  list.includes(value) ? list.filter((other) => other !== value) : [...list, value]

/**
 * @param {HTMLElement} button
 * @param {boolean} pressed
 */
export const press = (button, pressed) => set(button, "aria-pressed", String(pressed))

/**
 * A labeled row of buttons.
 * @template {string} Value
 * @param {string} label
 * @param {Record<Value, string>} options each value with its words
 * @param {(value: Value) => boolean} chosen whether one is pressed
 * @param {(value: Value) => void} choose presses or releases one
 * @param {(value: Value) => boolean} [shown] whether one is offered
 * @returns {Part}
 */
export function choice(label, options, chosen, choose, shown = () => true) {
  const buttons = /** @type {[Value, string][]} */ (Object.entries(options)).map(([value, words]) => ({
    value,
    button: h("button", { type: "button", onclick: () => choose(value) }, words),
  }))
  const row = h(
    "div",
    { class: "sh-choice", role: "group", "aria-label": label },
    buttons.map(({ button }) => button),
  )
  return {
    element: h("div", { class: "sh-field" }, h("p", { class: "sh-label" }, label), row),
    draw: () =>
      buttons.forEach(({ value, button }) => {
        press(button, chosen(value))
        set(button, "hidden", shown(value) ? null : "")
      }),
  }
}
