// The plan: may I, whom to call, and the rules behind it. Draws what it is given.

/** @import { Area, Session } from "published" */
/** @import { Child, Leaf } from "./elements.js" */
/** @import { Findings, Kind } from "./client.js" */
/** @import { Page } from "./page.js" */
/** @import { Plan } from "./planner.js" */
/** @import { Question } from "./questions.js" */

import { h, present } from "./elements.js"
import { emergency } from "./emergency.js"
import { figures } from "./figures.js"
import { first } from "./planner.js"
import { boxes, heading, stopping } from "./reasons.js"
import { isList } from "./state.js"
import { toSay } from "./texts.js"

/** @param {Page} page */
export function result(page) {
  const { state, data } = page
  const element = h("section", { class: "sh-plan", "aria-labelledby": "sh-verdict" })
  const spoken = h("p", { class: "sh-spoken", role: "status" })
  // On a phone the plan is below the form.
  const bar = h("a", {
    href: "#sh-verdict",
    onclick: (event) => {
      event.preventDefault()
      element.scrollIntoView()
    },
  })
  const drawing = figures(page)
  const verdict = h("h2", { id: "sh-verdict" })
  new IntersectionObserver(([{ isIntersecting }]) => (bar.hidden = isIntersecting)).observe(verdict)

  const whom = (/** @type {Plan} */ { urgency, called }) =>
    urgency === "none"
      ? data.called.nobody
      : `${data.called[called]}${urgency === "same-day" ? " or urgent care" : ""}, ${data.urgencies[urgency]}`

  /** @param {Plan} made */
  function draw(made) {
    const { session, urgency, held, client } = made
    const stopped = session === "do-not-massage"
    const now = first(made)
    const later = stopped ? held.filter((item) => !now.includes(item)) : []
    bar.textContent = `${data.sessions[session]} ↓`
    bar.className = `sh-now sh-verdict--${session}`
    verdict.textContent = data.sessions[session]
    verdict.className = `sh-verdict sh-verdict--${session}`
    const alone = urgency === "emergency" // nothing beside it that could wait
    element.replaceChildren(
      ...present([
        verdict,
        urgency !== "none" &&
          session !== "undecided" &&
          h("p", { class: "sh-whom" }, h("strong", {}, "Call: "), `${whom(made)}.`),
        alone && emergency(),
        stopped && urgency !== "none" && say(toSay(made, { ...state, ...client }, data), alone),
        byArea(page, made),
        !stopped && stillToAnswer(page, made),
        unknown(client.unknown),
        quoted(page, client.other),
        suspected(page, client.complications),
        client.clearance === "refused" &&
          warning("The team said no. Ask what would have to change, before you offer a new date."),
        stopped ? stopping(page, now) : boxes(page, now, "emergency", "refer"),
        !alone && asking(page, made.questions),
        boxes(page, now, "avoid", "adapt", "fine", "ask"),
        !stopped && drawing(state.procedures),
        stopped &&
          folded("When this has been looked at", [
            alone && asking(page, made.questions),
            boxes(page, later, "emergency", "refer", "avoid", "adapt", "ask"),
            drawing(state.procedures),
            alone && thinkOf(page, made.consider),
          ]),
        !alone && thinkOf(page, made.consider),
        h(
          "p",
          { class: "sh-edition" },
          `Edition of ${data.edition}. Compiled from sources, not reviewed by a clinician.`,
        ),
      ]),
    )
  }

  const speak = (/** @type {Plan} */ made) => {
    const call = made.urgency === "none" ? "" : `Call: ${whom(made)}.`
    spoken.textContent = `${data.sessions[made.session]}. ${call}`
  }
  return { element, spoken, bar, draw, speak }
}

/**
 * The verdict of each area, when several were asked for.
 * @param {Page} page
 * @param {Plan} made
 */
function byArea({ data }, { areas }) {
  const verdicts = /** @type {[Area, Session][]} */ (Object.entries(areas))
  const item = (/** @type {[Area, Session]} */ [area, verdict]) =>
    h("li", {}, h("strong", {}, `${data.areas[area]}: `), data.sessions[verdict])
  return verdicts.length > 1 && h("ul", {}, verdicts.map(item))
}

/**
 * @param {Page} page
 * @param {Plan} made
 */
function stillToAnswer({ data }, { undecided }) {
  const missing = undecided.map((key) => h("li", {}, data.missing[key]))
  return undecided.length > 0 && h("div", {}, h("p", {}, "Still to answer:"), h("ul", { class: "sh-missing" }, missing))
}

/**
 * @param {string} words
 * @param {boolean} help whether somebody has to be sent
 */
const say = (words, help) =>
  h("p", { class: "sh-say" }, h("strong", {}, "Say: "), `“${words}”`, help ? " Then say where you are." : "")

const warning = (/** @type {Leaf[]} */ ...words) => h("p", { class: "sh-strange" }, words)

/**
 * Names that nobody here knows count as not known, and are said aloud.
 * @param {[kind: string, name: string][]} names
 */
function unknown(names) {
  const said = h("strong", {}, names.map(([, name]) => name).join(", "))
  return names.length > 0 && warning("Not known here, and so counted as not known: ", said, ". Find out what it is.")
}

/**
 * @param {Page} page
 * @param {Findings} other
 */
function quoted({ data }, other) {
  const said = Object.entries(other).map(([words, course]) => `“${words}” (${data.courses[course]})`)
  return said.length > 0 && warning(`In the client's words: ${said.join("; ")}.`)
}

/**
 * What the page of a suspected complication says to do.
 * @param {Page} page
 * @param {Findings} complications
 */
function suspected({ data, base }, complications) {
  const said = Object.entries(complications)
    .filter(([, course]) => course === "new")
    .map(([slug]) => {
      const { name, action, url } = data.complications[slug]
      const more = h("a", { href: new URL(url, base) }, "More")
      return h("p", {}, h("strong", {}, `${name}, suspected: `), action, " ", more)
    })
  return said.length > 0 && h("div", { class: "sh-rule sh-rule--refer" }, said)
}

/**
 * What is not known, as questions whose answers can be tapped.
 * @param {Page} page
 * @param {Question[]} questions
 */
function asking({ state, changed }, questions) {
  const shown = questions.filter(({ fact }) => !fact.startsWith("complications ")).slice(0, 6)
  const yes = (/** @type {Kind} */ kind, /** @type {string} */ slug) => {
    if (isList(kind)) state[kind] = [...state[kind], slug]
    else state[kind][slug] = "new"
    changed()
  }
  const item = (/** @type {Question} */ { fact, ask }) => {
    const [key, slug] = fact.split(" ")
    const kind = /** @type {const} */ (["signs", "medications", "conditions"]).find((one) => one === key)
    const tap = kind && slug && h("button", { type: "button", onclick: () => yes(kind, slug) }, "Yes")
    return h("li", {}, ask, " ", tap)
  }
  return (
    shown.length > 0 &&
    h(
      "div",
      { class: "sh-rule sh-rule--ask" },
      heading("ask", "Ask now: what could change this most"),
      h("ul", {}, shown.map(item)),
    )
  )
}

/**
 * @param {Page} page
 * @param {string[]} slugs
 */
function thinkOf({ data, base }, slugs) {
  const items = slugs.map((slug) => {
    const { url, name } = Object.hasOwn(data.complications, slug) ? data.complications[slug] : data.conditions[slug]
    return h("li", {}, h("a", { href: new URL(url, base) }, name))
  })
  const fold = { class: "sh-figures", open: items.length < 5 }
  return items.length > 0 && h("details", fold, h("summary", {}, `To think of: ${items.length}`), h("ul", {}, items))
}

/**
 * @param {string} label
 * @param {Child[]} children
 */
function folded(label, children) {
  const inside = present(children)
  return inside.length > 0 && h("details", { class: "sh-figures" }, h("summary", {}, label), inside)
}
