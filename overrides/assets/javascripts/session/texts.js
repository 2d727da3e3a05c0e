// Words about a client that go out of the house: who, what was done, what was reported. Knows no page.

/** @import { Course, Named, Rules } from "published" */
/** @import { Client } from "./client.js" */
/** @import { Plan } from "./planner.js" */
/** @import { State } from "./state.js" */

import { REPORTED } from "./clearance.js"

/**
 * Writes a text about a client.
 * @typedef {(made: Plan, known: Known, data: Rules) => string} Writer
 */

/**
 * A client as entered.
 * @typedef {State & Client} Known
 */

const MOST = 5 // names in one sentence or line
const FEW = 3 // that are known already: what is new comes first

/**
 * Things in a sentence: `a, b and c`. Of many, the first ones and how many more.
 * @param {string[]} items
 * @param {number} most
 */
export function listed(items, most = MOST) {
  const some = few(items, most)
  return some.length < 2 ? some.join("") : `${some.slice(0, -1).join(", ")} and ${some.at(-1)}`
}

/**
 * @param {string[]} items
 * @param {number} most
 */
const few = (items, most) => (items.length > most ? [...items.slice(0, most), `${items.length - most} more`] : items)

/**
 * @param {string[]} slugs
 * @param {Record<string, Named>} records
 */
const inSentence = (slugs, records) => slugs.map((slug) => records[slug].inSentence)

/**
 * The name of a sign, which speaks to the client, as it is said of the client: `numbness where they sit`.
 * @param {Named} sign
 */
const ofClient = (sign) => sign.inSentence.replace(/\byou(r?)\b/g, (_, own) => (own ? "their" : "they"))

/**
 * A time as it is said: `1 week`, `9 weeks`; empty when nobody knows it.
 * @param {State} state
 */
const time = ({ amount, unit }) => amount && `${amount} ${Number(amount) === 1 ? unit.replace(/s$/, "") : unit}`

/**
 * The operations in words, with the levels and the side as entered; empty when nobody knows them.
 * @param {Known} known
 * @param {Rules} data
 */
export function operation({ procedures, levels, side }, data) {
  const names = listed(inSentence(procedures, data.procedures))
  const where = [...(levels.length ? [`at ${listed(levels)}`] : []), ...(side ? [sided(side)] : [])]
  return [names || (where.length ? "spine surgery" : ""), ...where].filter(Boolean).join(" ")
}

const sided = (/** @type {string} */ side) => (side === "both" ? "on both sides" : `on the ${side}`)

/**
 * What was done or is planned, as the end of a sentence about the client: `had spine surgery (ACDF) 9 weeks ago`, which also somebody
 * understands who does not know the name. Without a time nobody knows which. Of several operations the time is that of the last, and any
 * but one may be behind a client who faces surgery.
 * @param {Known} known
 * @param {Rules} data
 */
export function history(known, data) {
  const named = known.procedures.length ? operation(known, data) : ""
  const what = named ? `spine surgery (${named})` : operation(known, data) || "spine surgery"
  const several = known.procedures.length > 1
  if (known.planned && !several) return `faces ${what}`
  if (!time(known)) return `had or faces ${what}`
  return several ? `had ${what}, most recently ${time(known)} ago` : `had ${what} ${time(known)} ago`
}

/**
 * The findings, each with how it has gone: `chest pain (new or worse)`.
 * @param {Known} known
 * @param {Rules} data
 */
export function reported({ signs, complications, other }, data) {
  const said = (/** @type {string} */ name, /** @type {Course} */ course) => `${name} (${data.courses[course]})`
  return [
    ...Object.entries(signs).map(([slug, course]) => said(ofClient(data.signs[slug]), course)),
    ...Object.entries(complications).map(([slug, course]) => said(data.complications[slug].inSentence, course)),
    ...Object.entries(other).map(([words, course]) => said(`“${words}”`, course)),
  ]
}

/**
 * Medicines or illnesses in words, and whether anybody asked.
 * @param {Known} known
 * @param {"medications" | "conditions"} kind
 * @param {Rules} data
 */
export const taken = (known, kind, data) =>
  listed(inSentence(known[kind], data[kind])) || (known.asked.includes(kind) ? "none" : "not asked")

/**
 * What was entered, as label and words.
 * @param {Plan} made
 * @param {Known} known
 * @param {Rules} data
 * @returns {[label: string, words: string][]}
 */
export function facts({ undecided }, known, data) {
  const unknown = known.unknown.map(([, name]) => name)
  return [
    ["Operation", operation(known, data) || "not known"],
    ["When", known.planned ? "still to come" : time(known) ? `${time(known)} ago` : "not known"],
    ["Medicines", taken(known, "medications", data)],
    ["Illnesses", taken(known, "conditions", data)],
    [
      "Reported",
      listed(reported(known, data)) || (undecided.includes("signs") ? "not all stop signs asked" : "no stop sign"),
    ],
    ["Team's word", known.clearance ? REPORTED[known.clearance] : "not known"],
    ...(known.areas.length
      ? [/** @type {[string, string]} */ (["Asked for", listed(known.areas.map((area) => data.areas[area]))])]
      : []),
    ...(unknown.length ? [/** @type {[string, string]} */ (["Not known here", listed(unknown)])] : []),
  ]
}

/**
 * What to say on the telephone when the session stops or waits: who, what was done, what is new, what else the answer comes from, which
 * illnesses there are, what is taken.
 * @type {Writer}
 */
export function toSay({ held }, known, data) {
  const { signs, complications, conditions, other, medications } = known
  const reasons = held.filter(({ rule }) => ["stop", "wait"].includes(rule.today)).flatMap(({ matched }) => matched)
  const place = (/** @type {string} */ name) => reasons.findIndex(([, slug]) => slug === name)
  const found = [
    ...Object.entries(signs).map(([slug, course]) => {
      const sign = data.signs[slug]
      // Some signs count as new however long they have been there.
      return { slug, course: sign.always ? "new" : course, words: ofClient(sign) }
    }),
    ...Object.entries(complications).map(([slug, course]) => {
      const words = data.complications[slug].inSentence
      return { slug, course, words: course === "new" ? `perhaps ${words}` : words }
    }),
    ...Object.entries(other).map(([words, course]) => ({ slug: "", course, words: `“${words}”` })),
  ]
  const sooner = (/** @type {string} */ slug) => (place(slug) < 0 ? reasons.length : place(slug))
  // Of many, the gravest are said.
  const now = few(
    found
      .filter(({ course }) => course === "new")
      .sort((one, other) => sooner(one.slug) - sooner(other.slug))
      .map(({ words }) => words),
    MOST,
  )
  const before = found.filter(({ slug, course }) => course !== "new" && place(slug) >= 0).map(({ words }) => words)
  const already = listed([...before, ...inSentence(conditions, data.conditions)], FEW)
  const takes = listed(inSentence(medications, data.medications))
  return [
    `I am a massage therapist. My client ${history(known, data)}.`,
    ...(now.length ? [`Now: ${now.join("; ")}.`] : []),
    ...(already ? [`Known already: ${already}.`] : []),
    ...(takes ? [`The client takes ${takes}.`] : []),
  ].join(" ")
}
