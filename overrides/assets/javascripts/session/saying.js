// What the answer says beside the rules: what is missing, what to say aloud, and what of the client's words nobody here knows.

/** @import { Rules } from "published" */
/** @import { Findings } from "./client.js" */
/** @import { Leaf } from "./elements.js" */
/** @import { Page } from "./page.js" */
/** @import { Plan } from "./planner.js" */

import { capital, h } from "./elements.js"
import { isSign } from "./state.js"
import { KNOWN } from "./stops.js"

/**
 * The step of the form that asks for it.
 * @type {Record<string, string>}
 */
const STEPS = { procedures: "the-operation", weeks: "the-operation", signs: "stop-first" }

/**
 * What has still to be answered, each with the step that asks for it, or the place in one. Of the stop signs the last may be what a
 * doctor knows of, which is asked in another step.
 * @param {Plan} made
 * @param {Rules} data
 */
export const stillOpen = ({ undecided, toAnswer }, { missing: words }) =>
  undecided.map((key) =>
    key === "signs" && !toAnswer.some(isSign)
      ? { words: "what a doctor knows of already: go through the list", step: KNOWN }
      : { words: words[key], step: STEPS[key] },
  )

/**
 * What has still to be answered, each with the way to it.
 * @param {ReturnType<typeof stillOpen>} open
 * @param {(step: string) => void} ask
 */
export const missing = (open, ask) => [
  h("p", { class: "sh-whom" }, `${open.length} question${open.length === 1 ? "" : "s"} to go:`),
  h(
    "ul",
    { class: "sh-missing" },
    open.map(({ words, step }) =>
      h("li", {}, h("button", { type: "button", onclick: () => ask(step) }, capital(words))),
    ),
  ),
]

/**
 * Why the plan is more careful than it may have to be, with the way to what would change it.
 * @param {string} lists what is not known
 * @param {(step: string) => void} ask
 */
export const carefulUntilKnown = (lists, ask) =>
  warning(
    h("strong", {}, `Not known yet: ${lists}. `),
    "Until then the plan leaves out what some of them would bar. ",
    h("button", { type: "button", onclick: () => ask("the-client") }, "Answer now"),
  )

/**
 * @param {string} words
 * @param {boolean} help whether somebody has to be sent
 */
export const say = (words, help) =>
  h("p", { class: "sh-say" }, h("strong", {}, "Say: "), `“${words}”`, help ? " Then say where you are." : "")

export const warning = (/** @type {Leaf[]} */ ...words) => h("p", { class: "sh-strange" }, words)

/**
 * Names that nobody here knows count as not known, and are said aloud.
 * @param {[kind: string, name: string][]} names
 */
export function unknown(names) {
  const said = h("strong", {}, names.map(([, name]) => name).join(", "))
  return names.length > 0 && warning("Not known here, and so counted as not known: ", said, ". Find out what it is.")
}

/**
 * @param {Page} page
 * @param {Findings} other
 */
export function quoted({ data }, other) {
  const said = Object.entries(other).map(([words, course]) => `“${words}” (${data.courses[course]})`)
  return said.length > 0 && warning(`In the client's words: ${said.join("; ")}.`)
}

/**
 * What the page of a suspected complication says to do.
 * @param {Page} page
 * @param {Findings} complications
 */
export function suspected({ data, base }, complications) {
  const said = Object.entries(complications)
    .filter(([, course]) => course === "new")
    .map(([slug]) => {
      const { name, inSentence, action, url } = data.complications[slug]
      const more = h("a", { href: new URL(url, base) }, `More on ${inSentence}`)
      return h("p", {}, h("strong", {}, `${name}, suspected: `), action, " ", more)
    })
  return said.length > 0 && h("div", { class: "sh-rule sh-rule--refer" }, said)
}
