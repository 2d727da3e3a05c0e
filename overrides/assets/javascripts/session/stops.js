// The stop signs: those that can matter to this client, by body part, and what a doctor already knows of.

/** @import { Urgency } from "published" */
/** @import { Part } from "./choice.js" */
/** @import { Page } from "./page.js" */
/** @import { State } from "./state.js" */

import { choice, press, toggled } from "./choice.js"
import { h, tell } from "./elements.js"
import { report } from "./findings.js"
import { unasked } from "./planner.js"
import { client, foundBefore, isReported, isSign } from "./state.js"

export const KNOWN = "known-to-a-doctor"

/** @param {boolean} some whether any was chosen */
const noneOf = (some) => `None of ${some ? "the others" : "these"}: I asked`

/**
 * What is left out when it is worked out which signs can matter: whatever was found or denied, and what changes no rule.
 * @type {(keyof State)[]}
 */
const APART = ["signs", "complications", "other", "areas", "unsure", "levels", "side"]

/**
 * Which facts have to be answered for this client, and how urgent each sign would be if it were new. Worked out anew only when
 * operation, time, medicines, illnesses or the team's word change, and then once the plan is in sight.
 * @param {Page} page
 * @param {() => void} redraw draws what hangs on it
 */
export function toAsk({ state, data }, redraw) {
  /** @type {Map<string, Urgency>} */
  let urgent = new Map()
  /** @type {Set<string>} */
  let needed = new Set()
  let key = ""
  const before = foundBefore(data)
  const kept = (/** @type {string} */ fact) => !isSign(fact) && !before.includes(fact)
  return {
    urgency: (/** @type {string} */ slug) => urgent.get(slug),
    /** Whether the fact, as `kind slug`, has to be answered. */
    needs: (/** @type {string} */ fact) => needed.has(fact),
    draw: () => {
      const known = client(state, data)
      const bare = {
        ...Object.fromEntries(
          Object.entries(known).filter(([name]) => !APART.includes(/** @type {keyof State} */ (name))),
        ),
        denied: known.denied.filter(kept),
      }
      const facts = JSON.stringify(bare)
      if (key === facts) return
      const work = () => {
        const { toAnswer, urgencies } = unasked(bare, data)
        needed = new Set(toAnswer)
        urgent = urgencies
      }
      const first = !key
      key = facts
      if (first) return work()
      requestAnimationFrame(() =>
        setTimeout(() => {
          if (key !== facts) return
          work()
          redraw()
        }),
      )
    },
  }
}

/** @typedef {ReturnType<typeof toAsk>} ToAsk */

/**
 * The signs that stop or delay a session of this client.
 * @param {Page} page
 * @param {ToAsk} asks
 * @returns {Part}
 */
export function stopSigns(page, asks) {
  const list = signList(page, "Stop signs", (slug) => asks.needs(`signs ${slug}`), asks)
  const key = h(
    "p",
    { class: "sh-key" },
    "One is enough. Tap a line to say which. ",
    h("span", { class: "sh-now-mark" }, "call the emergency number now"),
  )
  return { element: h("div", {}, key, list.element), draw: list.draw }
}

/**
 * The signs that would change the work and no more.
 * @param {Page} page
 * @param {ToAsk} asks
 * @returns {Part}
 */
export function otherComplaints(page, asks) {
  const list = signList(page, "Other complaints", (slug) => !asks.needs(`signs ${slug}`), asks, false)
  const fold = h(
    "details",
    { class: "sh-part" },
    h("summary", {}, h("strong", {}, "Other complaints"), ", which change the work"),
    list.element,
  )
  return { element: fold, draw: list.draw }
}

/**
 * Signs grouped by body part, with the button for none of them after the last, so that nothing is denied that was not on screen.
 * @param {Page} page
 * @param {string} label
 * @param {(slug: string) => boolean} belongs
 * @param {ToAsk} asks
 * @param {boolean} [deniable] whether they can be denied together
 * @returns {Part}
 */
function signList({ state, data, changed }, label, belongs, asks, deniable = true) {
  const rows = h("div")
  const none = h("button", { type: "button", class: "sh-none" }, "")
  /** @type {string[]} */
  let mine = []
  const answered = (/** @type {string} */ slug) => slug in state.signs || state.denied.includes(`signs ${slug}`)

  none.addEventListener("click", () => {
    const silent = mine.filter((slug) => !(slug in state.signs)).map((slug) => `signs ${slug}`)
    const kept = state.denied.filter((fact) => !silent.includes(fact))
    state.denied = mine.every(answered) ? kept : [...kept, ...silent]
    changed()
  })

  const tapped = (/** @type {string} */ slug) => {
    if (slug in state.signs) delete state.signs[slug]
    else report(state, "signs", slug)
    changed()
  }
  const button = (/** @type {string} */ slug) =>
    h(
      "button",
      { type: "button", "data-sign": slug, "data-urgency": asks.urgency(slug), onclick: () => tapped(slug) },
      data.signs[slug].name,
    )
  // Closed, a group names its signs in a line or two, so that one screen holds them all; open, each can be tapped.
  const group = (/** @type {string} */ words, /** @type {string[]} */ slugs) => {
    const names = slugs.map((slug) => data.signs[slug].name)
    const row = { class: "sh-choice", role: "group", "aria-label": `${label}: ${words}` }
    const open = slugs.some((slug) => slug in state.signs)
    return h(
      "details",
      { class: "sh-part", open },
      h("summary", {}, h("strong", {}, words), " ", h("span", {}, names.join(" · "))),
      h("div", row, slugs.map(button)),
    )
  }

  return {
    element: h("div", {}, rows, deniable && none),
    draw: () => {
      const urgencies = Object.keys(data.urgencies)
      const haste = (/** @type {string} */ slug) => urgencies.indexOf(asks.urgency(slug) ?? "none")
      mine = Object.keys(data.signs)
        .filter(belongs)
        .sort((a, b) => haste(a) - haste(b))
      // Rows are kept while they hold the same signs, so that the focus stays where it is.
      const held = mine.map((slug) => `${slug}:${asks.urgency(slug)}`).join(" ")
      if (rows.dataset.signs !== held) {
        rows.dataset.signs = held
        const groups = Object.entries(data.bodies).map(([body, words]) => ({
          words,
          slugs: mine.filter((slug) => data.signs[slug].body === body),
        }))
        rows.replaceChildren(
          ...groups.filter(({ slugs }) => slugs.length).map(({ words, slugs }) => group(words, slugs)),
        )
      }
      for (const each of rows.querySelectorAll("button")) press(each, (each.dataset.sign ?? "") in state.signs)
      tell(none, noneOf(mine.some((slug) => slug in state.signs)))
      press(none, mine.every(answered))
    },
  }
}

/**
 * Complications, and the illnesses that stop a session, that somebody found before and that can matter to this client.
 * @param {Page} page
 * @param {ToAsk} asks
 * @returns {Part}
 */
export function knownToADoctor({ state, data, changed }, asks) {
  const name = (/** @type {string} */ fact) => {
    const [kind, slug] = fact.split(" ")
    return data[/** @type {"complications" | "conditions"} */ (kind)][slug].name
  }
  const reported = (/** @type {string} */ fact) => isReported(state, fact)
  const choose = (/** @type {string} */ fact) => {
    const [kind, slug] = fact.split(" ")
    if (kind === "conditions") state.conditions = toggled(state.conditions, slug)
    else if (slug in state.complications) delete state.complications[slug]
    else report(state, "complications", slug, "followed")
    state.denied = state.denied.filter((other) => other !== fact)
    changed()
  }
  const offered = (/** @type {string} */ fact) => asks.needs(fact) || reported(fact)
  const options = Object.fromEntries(foundBefore(data).map((fact) => [fact, name(fact)]))
  const row = choice("Known to a doctor already", options, reported, choose, offered)
  const silent = () => foundBefore(data).filter((fact) => offered(fact) && !reported(fact))
  const denied = () => silent().every((fact) => state.denied.includes(fact))
  const deny = () => {
    const facts = silent()
    const kept = state.denied.filter((fact) => !facts.includes(fact))
    state.denied = denied() ? kept : [...kept, ...facts]
    changed()
  }
  const none = h("button", { type: "button", class: "sh-none", onclick: deny }, "")
  return {
    element: h("div", { id: KNOWN, tabindex: "-1" }, row.element, none),
    draw: () => {
      row.draw()
      tell(
        none,
        `${foundBefore(data).some(reported) ? "No other of these is known" : "None of these is known"}: I asked`,
      )
      press(none, denied())
    },
  }
}
