// The number to call, chosen once for the device.

import { h } from "./elements.js"

const NUMBERS = [
  ["911", "US, Canada"],
  ["111", "New Zealand"],
  ["112", "Europe, India"],
  ["999", "UK, Ireland"],
  ["000", "Australia"],
]
const STORED = "sh-emergency-number" // the one thing that is kept on the device, and only when it is chosen

/** The number that was chosen. */
export const number = () => localStorage.getItem(STORED) ?? "911"

export function emergency() {
  const call = h("a", { class: "sh-call" })
  const show = (/** @type {string} */ number) => {
    call.href = `tel:${number}`
    call.textContent = `Call ${number}`
  }
  const stored = number()
  show(stored)
  const choose = h(
    "select",
    {
      "aria-label": "Your country's emergency number",
      onchange: () => {
        localStorage.setItem(STORED, choose.value)
        show(choose.value)
      },
    },
    NUMBERS.map(([number, where]) =>
      h("option", { value: number, selected: number === stored }, `${number} (${where})`),
    ),
  )
  return h("p", { class: "sh-dial" }, call, choose)
}
