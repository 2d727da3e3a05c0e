// What can be taken along: a sheet to print, and texts to copy. All stay on the device.

/** @import { Page } from "./page.js" */
/** @import { Plan } from "./planner.js" */
/** @import { Writer } from "./texts.js" */

import { h } from "./elements.js"
import { client } from "./state.js"
import { intake, noteToTeam, outline, sheet } from "./texts.js"

/** @param {Page} page */
export function papers({ state, data }) {
  const parts = [
    paper("Note to the surgeon or physical therapist", noteToTeam),
    paper("Intake questions", intake),
    paper("Outline for the session note", outline),
  ]
  const printed = h("pre", { class: "sh-sheet" })
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
      h("button", { type: "button", onclick: () => window.print() }, "Print the sheet"),
      " ",
      h("button", { type: "button", onclick: clear }, "Clear everything"),
    ),
    parts.map(({ box }) => box),
    printed,
  )
  const draw = (/** @type {Plan} */ made) => {
    const known = client(state, data)
    printed.textContent = sheet(made, known, data)
    for (const { text, write } of parts) text.value = write(made, known, data)
  }
  return { element, draw }
}

/**
 * A text to read, change and copy.
 * @param {string} label
 * @param {Writer} write
 */
function paper(label, write) {
  const text = h("textarea", { rows: "12", "aria-label": label })
  const said = h("span", { role: "status" })
  const copy = async () => {
    await navigator.clipboard.writeText(text.value)
    said.textContent = " Copied."
  }
  const button = h("button", { type: "button", onclick: copy }, "Copy")
  const box = h("details", { class: "sh-figures" }, h("summary", {}, label), text, h("p", {}, button, said))
  return { text, write, box }
}
