// The stop signs: lists of signs by how urgent each would be for this client, and what a doctor already knows of.

/** @import { Urgency } from "published" */
/** @import { Part } from "./choice.js" */
/** @import { Page } from "./page.js" */
/** @import { State } from "./state.js" */

import { choice, press, toggled } from "./choice.js"
import { h } from "./elements.js"
import { report } from "./findings.js"
import { urgency } from "./planner.js"
import { client, foundBefore, isReported } from "./state.js"

/**
 * What the urgency of a sign hangs on, apart from other findings.
 * @type {(keyof State)[]}
 */
const FACTS = [
  "procedures",
  "regions",
  "amount",
  "unit",
  "planned",
  "medications",
  "conditions",
  "asked",
  "unknown",
  "clearance",
  "limits",
]
const NONE = "None of the others: I asked"

/**
 * How urgent each sign would be for this client, if it were new: what the list it is in is named for.
 * @param {Page} page
 */
export function urgencies({ state, data }) {
  /** @type {Map<string, Urgency>} */
  let found = new Map()
  let key = ""
  return {
    of: (/** @type {string} */ slug) => found.get(slug),
    draw: () => {
      const facts = JSON.stringify(FACTS.map((fact) => state[fact]))
      if (key === facts) return
      key = facts
      const bare = { ...client(state, data), complications: {}, other: {}, denied: [] }
      const alone = (/** @type {string} */ slug) => urgency({ ...bare, signs: { [slug]: "new" } }, data)
      found = new Map(Object.keys(data.signs).map((slug) => [slug, alone(slug)]))
    },
  }
}

/**
 * The signs that belong to a list, grouped by body part, with "None of these" for those that are on screen.
 * @param {Page} page
 * @param {string} label
 * @param {(slug: string) => boolean} belongs
 * @param {boolean} open
 * @returns {Part}
 */
export function stopList({ state, data, changed }, label, belongs, open) {
  const rows = h("div")
  const none = h("button", { type: "button" }, NONE)
  const fold = h("details", { open, class: "sh-stop" }, h("summary", {}, label), rows, h("p", {}, none))
  /** @type {string[]} */
  let mine = []

  none.addEventListener("click", () => {
    const silent = mine.filter((slug) => !(slug in state.signs)).map((slug) => `signs ${slug}`)
    const all = silent.every((fact) => state.denied.includes(fact))
    state.denied = all
      ? state.denied.filter((fact) => !silent.includes(fact))
      : [...new Set([...state.denied, ...silent])]
    changed()
  })

  const tapped = (/** @type {string} */ slug) => {
    if (slug in state.signs) delete state.signs[slug]
    else report(state, "signs", slug)
    changed()
  }
  const button = (/** @type {string} */ slug) =>
    h("button", { type: "button", "data-sign": slug, onclick: () => tapped(slug) }, data.signs[slug].name)
  const group = (/** @type {string} */ words, /** @type {string[]} */ slugs) => {
    const row = { class: "sh-choice", role: "group", "aria-label": `${label}: ${words}` }
    return h("div", { class: "sh-field" }, h("p", { class: "sh-label" }, words), h("div", row, slugs.map(button)))
  }

  return {
    element: fold,
    draw: () => {
      mine = Object.keys(data.signs).filter(belongs)
      fold.hidden = !mine.length
      // Rows are kept while they hold the same signs, so that the focus stays where it is.
      if (rows.dataset.signs !== mine.join(" ")) {
        rows.dataset.signs = mine.join(" ")
        const groups = Object.entries(data.bodies).map(([body, words]) => ({
          words,
          slugs: mine.filter((slug) => data.signs[slug].body === body),
        }))
        rows.replaceChildren(
          ...groups.filter(({ slugs }) => slugs.length).map(({ words, slugs }) => group(words, slugs)),
        )
      }
      for (const each of rows.querySelectorAll("button")) press(each, (each.dataset.sign ?? "") in state.signs)
      press(
        none,
        mine.every((slug) => slug in state.signs || state.denied.includes(`signs ${slug}`)),
      )
    },
  }
}

/**
 * Complications, and the illnesses that stop a session, that somebody found before.
 * @param {Page} page
 * @returns {Part}
 */
export function knownToADoctor({ state, data, changed }) {
  const name = (/** @type {string} */ fact) => {
    const [kind, slug] = fact.split(" ")
    return data[/** @type {"complications" | "conditions"} */ (kind)][slug].name
  }
  const row = choice(
    "Known to a doctor already",
    Object.fromEntries(foundBefore(data).map((fact) => [fact, name(fact)])),
    (fact) => isReported(state, fact),
    (fact) => {
      const [kind, slug] = fact.split(" ")
      if (kind === "conditions") state.conditions = toggled(state.conditions, slug)
      else if (slug in state.complications) delete state.complications[slug]
      else report(state, "complications", slug, "followed")
      changed()
    },
  )
  const silent = () => foundBefore(data).filter((fact) => !isReported(state, fact))
  const isDenied = (/** @type {string} */ fact) => state.denied.includes(fact)
  const none = choice(
    "",
    { none: NONE },
    () => silent().every(isDenied),
    () => {
      const all = silent().every(isDenied)
      const others = state.denied.filter((fact) => !silent().includes(fact))
      state.denied = all ? others : [...others, ...silent()]
      changed()
    },
  )
  const fold = { class: "sh-stop" }
  return {
    element: h("details", fold, h("summary", {}, "What a doctor already knows of"), row.element, none.element),
    draw: () => {
      row.draw()
      none.draw()
    },
  }
}
