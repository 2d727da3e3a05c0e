// The sheet for the therapist: the verdict, the client, what to do and within which limits, how the client lies, where to keep off.

/** @import { Filling, Paper } from "./parts.js" */

import { keptOff } from "../areas.js"
import { h } from "../elements.js"
import { picture, shaded, shows } from "../figures.js"
import { drawn } from "../ideas.js"
import { first, referTo } from "../planner.js"
import { facts, toSay } from "../texts.js"
import { DRAWN, LIES, box, lines, list, some, strip, table, ticks } from "./parts.js"

const IDEAS = 6 // in how to work, and in limits

/** @type {Paper} */
export const sheet = {
  id: "sheet",
  name: "Sheet for you",
  title: "Sheet for the therapist",
  fill: (filling) => (filling.made.session === "do-not-massage" ? stop(filling) : work(filling)),
}

/** @param {Filling} filling */
function band({ made, data, number }) {
  const { session, urgency, called } = made
  const whom = called === "emergency" ? `Call ${number}, ${data.urgencies[urgency]}` : referTo(made, data)
  return h(
    "div",
    { class: `sh-band sh-verdict--${session}` },
    h("strong", {}, data.sessions[session]),
    urgency !== "none" && h("span", {}, whom),
  )
}

/**
 * A stop: whom to call, what to say, what to do until then, and nothing else.
 * @param {Filling} filling
 */
function stop(filling) {
  const { made, known, data } = filling
  const reasons = first(made).slice(0, 3)
  return [
    band(filling),
    h("p", { class: "sh-quote" }, h("strong", {}, "Say: "), `“${toSay(made, known, data)}”`),
    reasons.map(({ rule }) => h("p", {}, h("strong", {}, rule.do), " ", rule.instead)),
    table(facts(made, known, data)),
    box(
      "What was done",
      h("p", {}, `Called at ______   Spoke with ________________________   Was told:`),
      lines(3),
      h("p", {}, `Client left at ______   With ________________________   For ________________________`),
    ),
    box("Notes", lines(9)),
  ]
}

/** @param {Filling} filling */
function work(filling) {
  const { made, known, data, base } = filling
  const now = first(made)
  const before = some(filling, now, ["emergency", "refer"], 3)
  const open = [...new Set([...made.questions.map(({ ask }) => ask), ...now.flatMap(({ rule }) => rule.ask)])]
  const pictures = drawn(made, data, now).flatMap((name) => DRAWN[name])
  return [
    band(filling),
    h(
      "div",
      { class: "sh-cols" },
      h("div", {}, box("The client", table(facts(made, known, data))), box("Lies today", h("p", {}, ticks(LIES)))),
      body(filling),
    ),
    before.length > 0 && box("First", list(before, { ticks: true, trim: 2 })),
    h(
      "div",
      { class: "sh-cols" },
      box("How to work", list(some(filling, now, ["adapt", "fine"], IDEAS), { ticks: true, trim: 1 })),
      // Some rules say what to do and some what not, under either heading: "No thrust", "Work beside screws, not on them".
      box("Limits", list(some(filling, now, ["avoid"], IDEAS), { ticks: true, trim: 1 })),
    ),
    pictures.length > 0 && strip(pictures, base),
    open.length > 0 && box("Still open", list(open.slice(0, 4), { ticks: true, trim: 5 })),
    box("Notes", lines(4)),
  ]
}

/**
 * What was cut and put in, and where to keep off: the first operation that has a drawing.
 * @param {Filling} filling
 */
function body({ made, known, data, anatomy }) {
  const off = keptOff(made, data)
  const one = known.procedures.map((slug) => anatomy?.procedures[slug]).find((found) => found?.zones.length)
  if (!anatomy || !one) return box("Keep off", shaded(h("div"), off, data), lines(4))
  const drawing = picture(one, anatomy.spine, known, { contenteditable: "false" })
  // There is room for the body and one more, of which the numbers are said in words, so that only the shading needs a legend.
  const [, ...others] = drawing.querySelectorAll(".sh-view")
  const numbers = (/** @type {Element} */ { children }) =>
    [...children].filter((child) => child.matches(".sh-label")).length
  const rest = others.sort((one, other) => numbers(other) - numbers(one)).slice(1)
  for (const left of [...rest, ...drawing.querySelectorAll(".sh-legend li:not(:has(.sh-off))")]) left.remove()
  shaded(drawing, off, data)
  const seen = new Set([...drawing.querySelectorAll(".sh-numeral")].map(({ textContent }) => Number(textContent)))
  const words = one.zones.map(({ what }, at) => `${at + 1}\u00a0${what.replaceAll(" ", "\u00a0")}`)
  const zones = words.filter((_, at) => seen.has(at + 1)).join(", ")
  return box(shows(known), drawing, h("p", {}, zones))
}
