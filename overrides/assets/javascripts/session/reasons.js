// The rules behind a plan: what to do in sight, the reasons folded away.

/** @import { Level } from "published" */
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
function box(page, level, some) {
  const urgent = ["emergency", "refer"].includes(level)
  return h(
    "div",
    { class: `sh-rule sh-rule--${level} sh-rows` },
    heading(level, page.data.levels[level]),
    some.map((held) => unfolding(page, held, urgent && some.length < 3)),
  )
}

/**
 * The rules that stop the session, with what to do meanwhile in sight: nobody unfolds anything now.
 * @param {Page} page
 * @param {Held[]} held
 */
export const stopping = (page, held) =>
  /** @type {Level[]} */ (["emergency", "refer"]).flatMap((level) => {
    const some = held.filter(({ rule }) => rule.level === level)
    if (!some.length) return []
    const one = (/** @type {Held} */ item) => [
      h("p", {}, h("strong", {}, item.rule.do), " ", item.rule.instead),
      folding("Why, and the sources", () => reasons(page, { ...item, rule: { ...item.rule, instead: null } })),
    ]
    return [
      h("div", { class: `sh-rule sh-rule--${level}` }, heading(level, page.data.levels[level]), some.flatMap(one)),
    ]
  })

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
 * One rule. Its reasons are made when they are asked for.
 * @param {Page} page
 * @param {Held} held
 * @param {boolean} open
 */
function unfolding(page, held, open) {
  return folding(held.rule.do, () => reasons(page, held), open)
}

/**
 * Something folded away, which is made when it is asked for.
 * @param {string} label
 * @param {() => (Node | string)[]} made
 */
function folding(label, made, open = false) {
  const fold = h("details", { open }, h("summary", {}, label))
  const fill = () => fold.append(...made())
  if (open) fill()
  else fold.addEventListener("toggle", fill, { once: true })
  return fold
}

/**
 * @param {Page} page
 * @param {Held} held
 */
function reasons({ data, base }, { rule, matched, unknown }) {
  const line = (/** @type {string} */ name, /** @type {string} */ words) => h("p", {}, h("strong", {}, name), words)
  const fact = (/** @type {Fact} */ [key, slug]) => {
    if (key === "weeks") return "time since surgery"
    if (key === "limits") return "limits"
    if (key === "regions") return slug || "part of the spine"
    if (key === "procedures" && !slug) return "which operation"
    return data[key === "with" ? "signs" : key][slug].inSentence
  }
  const since = matched.length ? `Since: ${matched.map(fact).join(", ")}. ` : "For every client. "
  const until = [...new Set(unknown.map(fact))].slice(0, 4).join(", ")
  const sources = `${rule.name}, with its ${rule.sources.length} source${rule.sources.length === 1 ? "" : "s"}`
  return present([
    line("Why: ", rule.why),
    rule.instead && line("Instead: ", rule.instead),
    rule.position && line("Position: ", rule.position),
    rule.pressure &&
      line("Pressure: ", `at most level ${rule.pressure.most} of 5 on the Walton Pressure Scale. ${rule.pressure.why}`),
    h(
      "p",
      { class: "sh-evidence" },
      since,
      until && `It counts until this is known: ${until}. `,
      h("a", { href: new URL(rule.url, base) }, sources),
    ),
  ])
}
