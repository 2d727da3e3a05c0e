// What a query asks, and what it only says around that: the operation, the part of the spine, the time, the person. Knows no page.

import { COMMON, NUMBERS, carrying, normalize, tokenize, telling } from "./words.js"

/** @import { Vocabulary } from "./vocabulary.js" */
/** @import { Phrases } from "./phrases.js" */

/**
 * A word of a query.
 * @typedef {object} Asked
 * @property {string} word as it was typed
 * @property {string} term as the index compares it
 * @property {[term: string, surely: number][]} found the words of the index that it may mean
 * @property {boolean} [unfinished] whether it may mean them only as their beginning
 * @property {[term: string, surely: number][]} also words that people use for the same
 * @property {Role} role
 * @property {number} value what it counts
 */

/** @typedef {"asked" | "operation" | "place" | "person"} Role */

const set = (/** @type {string} */ words) => new Set(words.split(/\s+/).map(normalize))

// Parts of the spine. They say where, and many a record is about several of them.
const PLACES = set("neck cervical throat lumbar low lower thoracic upper mid sacral anterior posterior left right side")
const LEVEL = /^[ctls]\d{1,2}$/
// Who it is about.
const PERSONS = set(
  `husband wife mother mom mum father dad grandma grandmother grandpa grandfather son daughter brother sister boy girl man woman lady
   gentleman teen teenager teenage adolescent kid child elderly aged adult friend`,
)

/**
 * What is asked, before it is known what each word counts.
 * @param {string} query
 * @param {Vocabulary} vocabulary
 * @param {(terms: Set<string>) => Set<string>} operations the words that, of these, make the name of an operation
 * @returns {Omit<Asked, "also" | "value">[]}
 */
export function read(query, vocabulary, operations) {
  const all = tokenize(query)
  const unfinished = /\s$/.test(query) ? null : all.at(-1)
  const typed = [...new Set(telling(query))]
  const words = typed.flatMap((word, at) =>
    vocabulary.meant(word, word === unfinished, typed[at + 1], typed[at - 1], all.at(-2)),
  )
  const known = new Set(words.flatMap(({ found }) => (found.length ? [found[0][0]] : [])))
  const named = operations(known)
  return words.map((word) => ({ ...word, role: roleOf(word, named) }))
}

/**
 * @param {{ term: string, found: [string, number][] }} word
 * @param {Set<string>} named
 * @returns {Role}
 */
function roleOf({ term, found }, named) {
  if (found.length && named.has(found[0][0])) return "operation"
  if (PLACES.has(term) || LEVEL.test(term)) return "place"
  return PERSONS.has(term) ? "person" : "asked"
}

/**
 * Whether a query asks anything apart from naming an operation, a place or a person.
 * @template {Pick<Asked, "role" | "term">} T
 * @param {T[]} asked
 */
export const asks = (asked) => asked.filter(({ role, term }) => role === "asked" && !COMMON.has(term))

/**
 * Whether two things are held side by side.
 * @param {string} query
 */
export const compares = (query) =>
  /\b(?:vs?|versus|or|compared?|comparison|difference|between|better|same as|instead of)\b/i.test(query)

const BEFORE =
  /\bbefore (?:[\w']+ ){0,3}(?:op|operation|surgery|fusion|procedure)\b|\bpre[- ]?op\w*|\bsurgery is coming\b/i
const AFTER = /\b(?:after|since|post[- ]?op\w*|following)\b/i

/**
 * How a question is put.
 * @typedef {object} Manner
 * @property {string[]} turn the words that carry it
 * @property {"before" | "after" | null} side whether it is about the time before an operation or after; null if about neither, or both
 */

/**
 * @param {string} text
 * @returns {Manner}
 */
export function mannerOf(text) {
  const [before, after] = [BEFORE.test(text), AFTER.test(text)]
  return { turn: carrying(text), side: before === after ? null : before ? "before" : "after" }
}

/**
 * Whether one text is about the time before an operation, and another about that after it.
 * @param {Manner} one
 * @param {Manner} other
 */
export const contrary = ({ side: one }, { side: other }) => one !== null && other !== null && one !== other

/** Amounts of time that people write in words. */
const AMOUNTS = new Map([...NUMBERS, ["a", 1], ["an", 1], ["couple of", 2], ["a couple of", 2], ["few", 3]])
const AMOUNT = `(\\d+(?:\\.\\d+)?|${[...AMOUNTS.keys()].join("|")})`
const UNIT = "(days?|d|weeks?|wks?|months?|mos?|years?|yrs?)"
const SINCE = [
  new RegExp(`\\b${AMOUNT}[\\s-]*${UNIT}\\s+(?:\\w+\\s+)?(?:after|post|postop|ago|out|since|following|from)\\b`, "i"),
  new RegExp(`\\b(?:post[- ]?op(?:erative)?|out|surgery|operation|op)\\s+(?:\\w+\\s+)?${AMOUNT}[\\s-]*${UNIT}\\b`, "i"),
  new RegExp(`(?<!\\bfor\\s)(?<!\\bpast\\s)(?<!\\blast\\s)\\b${AMOUNT}[\\s-]*${UNIT}\\b(?!\\s+old)`, "i"),
]

/**
 * The time since surgery that a query gives: `9 weeks`, `ten days after`. What has lasted `for 3 days` is no such time.
 * @param {string} query
 */
export function timeIn(query) {
  for (const pattern of SINCE) {
    const match = pattern.exec(query)
    if (!match) continue
    const amount = AMOUNTS.get(match[1].toLowerCase()) ?? Number(match[1])
    const [letter] = match[2].toLowerCase()
    const unit = { d: "days", w: "weeks", m: "months", y: "years" }[letter]
    return unit ? { amount, unit } : null
  }
  return null
}
