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

/**
 * Things in a sentence: `a, b and c`. Of many, the first ones and how many more.
 * @param {string[]} items
 * @param {number} most
 */
export function listed(items, most = MOST) {
  const few = items.length > most ? [...items.slice(0, most), `${items.length - most} more`] : items
  return few.length < 2 ? few.join("") : `${few.slice(0, -1).join(", ")} and ${few.at(-1)}`
}

/**
 * @param {string[]} slugs
 * @param {Record<string, Named>} records
 */
const inSentence = (slugs, records) => slugs.map((slug) => records[slug].inSentence)

/** The name of a sign, which speaks to the client, as it is said of the client: `numbness where they sit`. @param {Named} sign */
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
 * understands who does not know the name. Without a time nobody knows which.
 * @param {Known} known
 * @param {Rules} data
 */
export function history(known, data) {
  const named = known.procedures.length ? operation(known, data) : ""
  const what = named ? `spine surgery (${named})` : operation(known, data) || "spine surgery"
  if (known.planned) return `faces ${what}`
  return time(known) ? `had ${what} ${time(known)} ago` : `had or faces ${what}`
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
 * What to say on the telephone when the session stops: who, what was done, what is new, what is taken.
 * @type {Writer}
 */
export function toSay(_, known, data) {
  const { signs, complications, other, medications } = known
  const fresh = (/** @type {[string, Course][]} */ found) => found.filter(([, course]) => course === "new")
  const now = [
    ...fresh(Object.entries(signs)).map(([slug]) => ofClient(data.signs[slug])),
    ...fresh(Object.entries(complications)).map(([slug]) => `perhaps ${data.complications[slug].inSentence}`),
    ...fresh(Object.entries(other)).map(([words]) => `“${words}”`),
  ]
  const takes = listed(inSentence(medications, data.medications))
  return [
    `I am a massage therapist. My client ${history(known, data)}.`,
    ...(now.length ? [`Now: ${now.join("; ")}.`] : []),
    ...(takes ? [`The client takes ${takes}.`] : []),
  ].join(" ")
}
