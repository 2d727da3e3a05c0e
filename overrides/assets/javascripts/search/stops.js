// What a query tells of a client, and the sign in it that stops a session: how urgent it is, whom to call and what to do, by the same
// rules and the same logic as the planner. Knows no page.

/** @import { Course, Reasoned, Rules, Stops } from "published" */
/** @import { Engine } from "./engine.js" */

import { referTo, weigh } from "../session/planner.js"
import { read, write } from "../session/state.js"
import { timeIn } from "./query.js"
import { bare, courseOf, isDenied, isGeneral, isLate, isReport, signsIn, told } from "./signs.js"
import { normalize, telling } from "./words.js"

// How much a report has to be like what people say of a sign to tell of it. What reports nothing has to be the sign's name.
const LIKE = 0.75
const URGENT = ["emergency", "same-day"]

/**
 * What tells of the signs, made once from the same data.
 * @type {WeakMap<Stops, ReturnType<typeof told>>}
 */
const ready = new WeakMap()

/** @param {Stops} data */
function toldBy(data) {
  const found = ready.get(data) ?? told(data)
  ready.set(data, found)
  return found
}

/**
 * @typedef {object} Told
 * @property {Map<string, Course>} signs
 * @property {string[]} procedures
 * @property {string[]} medications
 * @property {string[]} conditions
 * @property {{ amount: number, unit: string } | null} time since surgery
 */

/**
 * @typedef {object} Stop
 * @property {"emergency" | "same-day"} urgency
 * @property {string} call whom to call and how soon, in words
 * @property {string} signs what they are called
 * @property {Reasoned} rule what asks for it
 * @property {boolean} until whether it asks only until something else is known
 */

/**
 * What a query tells of a client.
 * @param {string} query
 * @param {Engine} engine
 * @param {Stops} data
 * @returns {Told}
 */
export function tells(query, engine, data) {
  const named = engine.named(query)
  const slugs = (/** @type {string} */ kind, /** @type {object} */ records) =>
    named
      .filter(({ k }) => k === kind)
      .map(slugOf)
      .filter((slug) => Object.hasOwn(records, slug))
  return {
    signs: signsToldBy(query, engine, data),
    procedures: slugs("procedure", data.procedures),
    medications: slugs("medication", data.medications),
    conditions: slugs("condition", data.conditions),
    time: timeIn(query),
  }
}

/** @param {{ u: string }} doc */
const slugOf = ({ u }) => u.replace(/\/$/, "").split(/[/#]/).at(-1) ?? ""

/**
 * The signs of a query, or else of the part of it that is left without what is only said around a sign.
 * @param {string} query
 * @param {Engine} engine
 * @param {Stops} data
 */
function signsToldBy(query, engine, data) {
  const found = signsOf(query, engine, data)
  if (found.size || isGeneral(query)) return found
  const course = courseOf(query)
  const inParts = bare(query).map((part) => signsOf(part, engine, data))
  const signs = inParts.find(({ size }) => size) ?? found
  return course === "new" ? signs : new Map([...signs.keys()].map((slug) => [slug, course]))
}

/**
 * The signs of a query: by the words that make them, and by a saying of theirs that is much like it. The name of a page tells of none.
 * @param {string} query
 * @param {Engine} engine
 * @param {Stops} data
 */
function signsOf(query, engine, data) {
  const known = (/** @type {Map<string, Course>} */ found) =>
    new Map([...found].filter(([slug]) => Object.hasOwn(data.signs, slug)))
  const { sign, worth, page, said, called, named } = engine.likest(query)
  const report = isReport(query)
  const urgent = sign && data.signs[slugOf(sign)]?.urgent
  if (named && !(worth > 1 - 1e-6 && report) && !(said && called && urgent)) return new Map()
  const found = signsIn(query, toldBy(data))
  if (!said && (isDenied(query) || isGeneral(query))) return known(found)
  const respelled = () => engine.spellings(query).map((text) => signsIn(text, toldBy(data)))
  const told = found.size ? found : (respelled().find(({ size }) => size) ?? found)
  if (!sign || worth <= page) return known(told)
  const slug = slugOf(sign)
  if (report ? said || (!told.size && worth >= LIKE) : (called && !told.size) || (said && data.signs[slug]?.urgent)) {
    // What many live with, and nobody says is new, may be there for long.
    const lasts = !report && !isLate(query) && data.signs[slug]?.lasting.some((saying) => same(saying, query))
    told.set(slug, lasts ? "settled" : courseOf(query))
  }
  return known(told)
}

/**
 * Whether two phrases have the same telling words.
 * @param {string} one
 * @param {string} other
 */
function same(one, other) {
  const [mine, theirs] = [one, other].map((text) => new Set(telling(text).map(normalize)))
  return mine.size === theirs.size && [...mine].every((word) => theirs.has(word))
}

/**
 * The addresses of what the signs may mean, in the order in which the signs were found.
 * @param {Told} told
 * @param {Engine} engine
 */
export const meanings = ({ signs }, engine) => [
  ...new Set([...signs.keys()].flatMap((slug) => engine.docs[engine.places.get(`signs/#${slug}`) ?? -1]?.p ?? [])),
]

/**
 * The sign that stops a session, if what was told has one.
 * @param {Told} told
 * @param {Stops} stops
 * @returns {Stop | null}
 */
export function stop(told, stops) {
  if (!told.signs.size) return null
  const data = /** @type {Rules} */ (/** @type {unknown} */ (stops))
  const weeks = told.time ? told.time.amount * stops.units[told.time.unit] : null
  const { procedures, medications, conditions } = told
  const given = { procedures, medications, conditions, weeks, signs: Object.fromEntries(told.signs) }
  const { held, most } = weigh(given, data)
  if (!URGENT.includes(most.urgency)) return null
  const reasons = held.filter(({ rule }) => rule.urgency === most.urgency)
  // What needs no more than the sign says more of it than what hangs on what is not known.
  const { rule: reason, matched, unknown } = reasons.find(({ unknown }) => !unknown.length) ?? reasons[0]
  const rule = /** @type {Reasoned} */ (reason)
  const whom = referTo(most, stops)
  const mine = [...told.signs.keys()].filter((slug) => matched.some(([, one]) => one === slug))
  return {
    urgency: /** @type {Stop["urgency"]} */ (most.urgency),
    call: `Call ${whom[0].toLowerCase()}${whom.slice(1)}`,
    signs: mine.map((slug) => stops.signs[slug].name).join(", "),
    rule,
    until: unknown.length > 0,
  }
}

/**
 * The planner's address with what was told filled in, from the `#` on; empty where that is too little to plan with.
 * @param {Told} told
 * @param {Stops} stops
 */
export function planned(told, stops) {
  const { signs, procedures, medications, conditions, time } = told
  const enough = signs.size || (procedures.length && (time || medications.length))
  if (!enough) return ""
  const data = /** @type {Rules} */ (/** @type {unknown} */ (stops))
  const empty = read("", data)
  const amount = time ? String(time.amount) : ""
  const unit = time?.unit ?? empty.unit
  // A query denies nothing.
  const state = { ...empty, denied: [], procedures, medications, conditions, amount, unit }
  return write({ ...state, signs: Object.fromEntries(signs) }, data)
}
