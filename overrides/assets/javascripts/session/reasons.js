// The rules behind a plan: what to do in sight, the reasons folded away.

/** @import { Level, Reasons } from "published" */
/** @import { Child } from "./elements.js" */
/** @import { Fact } from "./judge.js" */
/** @import { Page } from "./page.js" */
/** @import { Held } from "./planner.js" */

import { h, present } from "./elements.js"

/** @type {Record<Level, string>} */
const ICONS = { emergency: "!!", refer: "!", avoid: "×", adapt: "~", ask: "?", fine: "✓" }

/**
 * The rules of some levels, a box a level.
 * @param {Page} page
 * @param {Held[]} held
 * @param {Level[]} levels
 */
export const boxes = (page, held, ...levels) =>
  levels.flatMap((level) => {
    const some = held.filter(({ rule }) => rule.level === level)
    return some.length ? [box(page, level, some)] : []
  })

/**
 * @param {Page} page
 * @param {Level} level
 * @param {Held[]} some
 */
const box = (page, level, some) =>
  h(
    "div",
    { class: `sh-rule sh-rule--${level} sh-rows` },
    heading(level, page.data.levels[level]),
    some.map((held) => behind(page, held.rule.do, (reasons) => whole(page, reasons, held))),
  )

/**
 * A rule that stops the session, with what to do meanwhile: nobody unfolds anything now. The verdict is its heading.
 * @param {Held} held
 */
export const stopping = ({ rule }) =>
  h("p", { class: `sh-rule sh-rule--${rule.level} sh-stopping` }, h("strong", {}, rule.do), " ", rule.instead)

/**
 * A rule with all that is known of it: what to do and what instead in sight.
 * @param {Page} page
 * @param {Reasons} reasons
 * @param {Held} held
 */
export const told = (page, reasons, held) =>
  h(
    "div",
    { class: `sh-told sh-rule--${held.rule.level}` },
    heading(held.rule.level, page.data.levels[held.rule.level]),
    h("p", {}, h("strong", {}, held.rule.do)),
    advice(reasons, held),
    behind(page, "Why, and the sources", () => why(page, reasons, held)),
  )

/**
 * The heading of a box.
 * @param {Level} level
 * @param {string} words
 */
export const heading = (level, words) =>
  h(
    "p",
    {},
    h(
      "span",
      { class: `sh-level sh-level--${level}` },
      h("span", { "aria-hidden": "true" }, `${ICONS[level]} `),
      words,
    ),
  )

/**
 * Something folded away, which is made when it is asked for.
 * @param {Child} label
 * @param {() => Child} made
 * @param {Record<string, string>} attributes
 */
export function folding(label, made, attributes = {}) {
  const fold = h("details", attributes, h("summary", {}, label))
  fold.addEventListener("toggle", () => fold.append(...present([made()])), { once: true })
  return fold
}

/**
 * Something folded away that the reasons are needed for. They are there soon after the first touch.
 * @param {Page} page
 * @param {string} label
 * @param {(reasons: Reasons) => Child} made
 */
function behind(page, label, made) {
  const inside = () => {
    const box = h("div", { role: "status" }, h("p", {}, "Loading …"))
    page.reasons().then(
      (reasons) => box.replaceChildren(...present([made(reasons)])),
      () => box.replaceChildren("The reasons are not on this device, and there is no network."),
    )
    return box
  }
  return folding(label, inside)
}

const line = (/** @type {string} */ name, /** @type {string} */ words) => h("p", {}, h("strong", {}, name), words)

/**
 * @param {Reasons} reasons
 * @param {Held} held
 */
const reasonOf = (reasons, { rule }) => reasons.rules[`${rule.caution}.${rule.id}`]

/**
 * @param {Page} page
 * @param {Reasons} reasons
 * @param {Held} held
 */
const whole = (page, reasons, held) => [...advice(reasons, held), ...why(page, reasons, held)]

/**
 * What to do in its place, how the client lies, and how hard a hand may press.
 * @param {Reasons} reasons
 * @param {Held} held
 */
function advice(reasons, held) {
  const { instead, position, pressure } = reasonOf(reasons, held)
  return present([
    instead && line("Instead: ", instead),
    position && line("Position: ", position),
    pressure && line("Pressure: ", `at most level ${pressure.most} of 5 on the Walton Pressure Scale. ${pressure.why}`),
  ])
}

/**
 * @param {Page} page
 * @param {Reasons} reasons
 * @param {Held} held
 */
function why({ data, base }, reasons, held) {
  const { name, url, why: words, sources } = reasonOf(reasons, held)
  const fact = (/** @type {Fact} */ [key, slug]) => {
    if (key === "weeks") return "time since surgery"
    if (key === "limits") return "limits"
    if (key === "regions") return slug || "part of the spine"
    if (key === "procedures" && !slug) return "which operation"
    return data[key === "with" ? "signs" : key][slug].inSentence
  }
  const since = held.matched.length ? `Since: ${held.matched.map(fact).join(", ")}. ` : "For every client. "
  const until = [...new Set(held.unknown.map(fact))].slice(0, 4).join(", ")
  return [
    line("Why: ", words),
    h(
      "p",
      { class: "sh-evidence" },
      since,
      until && `It counts until this is known: ${until}. `,
      h(
        "a",
        { href: new URL(url, base) },
        `${name}, with its ${sources.length} source${sources.length === 1 ? "" : "s"}`,
      ),
    ),
  ]
}
