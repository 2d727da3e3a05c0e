// What to ask the client next: at most three questions, each answered by a tap.

/** @import { Kind } from "./client.js" */
/** @import { Page } from "./page.js" */
/** @import { Question } from "./questions.js" */

import { h } from "./elements.js"
import { report } from "./findings.js"
import { isList } from "./state.js"

/**
 * @param {Page} page
 * @param {Question[]} open
 */
export function asking(page, open) {
  const { state } = page
  const question = (/** @type {Question} */ { fact, ask }) => {
    const answer = (/** @type {string} */ words, /** @type {() => void} */ act) => {
      const tapped = () => {
        act()
        page.changed()
      }
      return h("button", { type: "button", "data-fact": fact, onclick: tapped }, words)
    }
    return h(
      "div",
      { class: "sh-question", role: "group", "aria-label": ask },
      h("p", {}, ask),
      h(
        "div",
        { class: "sh-answers" },
        answer("Yes", () => yes(page, fact)),
        answer("No", () => state.denied.push(fact)),
        answer("Don't know", () => state.unsure.push(fact)),
      ),
    )
  }
  return (
    open.length > 0 &&
    h(
      "section",
      { class: "sh-asking", "aria-label": "Ask now" },
      h("h3", {}, open.length > 1 ? `Ask now: ${open.length} questions` : "Ask now"),
      open.map(question),
    )
  )
}

/**
 * @param {Page} page
 * @param {string} fact
 */
function yes({ state }, fact) {
  const [key, slug] = fact.split(" ")
  const kind = /** @type {Kind} */ (key)
  if (isList(kind)) state[kind] = [...new Set([...state[kind], slug])]
  // What the client answers a question about was found by somebody: a suspicion is reported by its signs.
  else report(state, kind, slug, kind === "complications" ? "followed" : "new")
}
