// The answer itself, where a query asks for one: a figure for how many, a wait for when. Knows neither engine nor page.

/** @import { Part, Topic } from "published" */

import { normalize, telling } from "./words.js"

const MANY =
  /\bhow (?:many|often|common|likely|much|rare)\b|\b(?:chances?|odds|rates?|risks?|percent\w*|success|lifespan|prevalence|incidence)\b/i
const WHEN =
  /\bhow (?:long|soon|many (?:days|weeks|months))\b|\bwhen (?:can|could|may|might|should|do|does|will|would|is|to)\b|\btoo (?:early|soon)\b|\bwait\w*\b|\b(?:days|weeks|months) (?:before|until|till)\b|\b(?:back|return\w*|resum\w*) to\b/i
// A word of that, which tells no figure from another.
const COUNTING = /^(?:common\w*|likely|rare|chances?|odds|rates?|risks?|percent\w*|prevalence|incidence)$/i
const NAMED = 0.34 // of a figure's own words that a query has at least

// Words in which any figure may be told.
const PEOPLE = new Set(["people", "patient", "rate", "share"].map(normalize))

// One word before the operation, by itself or in a question for leave.
const LEAVE =
  /^\s*(?:(?:can|may|should|could) (?:i|you|we|she|he|they|(?:my|a|the) client)|is it (?:ok|okay|safe) to)?\s*(?:go |do |have |take )?((?:the |a |my |hot )?\w+) (?:after|following|post[- ]?op)/i
/** @type {Set<Topic>} */
const ALONE = new Set(["driving", "bathing", "sport", "work", "sitting"])

/** @type {[Topic, RegExp][]} */
const TOPICS = [
  ["scar-massage", /\b(?:massag\w+|rub\w*|cream|oil)\b.*\bscar|\bscar\b.*\b(?:massag\w+|rub\w*)\b/i],
  ["driving", /\bdriv\w+|\bcar\b/i],
  ["lifting", /\blift\w*|\bcarry\w*|\bpick up\b/i],
  ["lying-prone", /\bface[- ]?down\b|\bprone\b|\bon (?:my|her|his|the) (?:stomach|tummy|belly|front)\b/i],
  ["bathing", /\bbath\w*|\bshower\w*|\bswim\w*|\bpool\b|\bhot tub\b/i],
  ["bending-and-twisting", /\bbend\w*|\btwist\w*/i],
  ["sport", /\bsports?\b|\brun(?:ning)?\b|\bgym\b|\bgolf\w*|\btennis\b|\bdanc\w+|\byoga\b|\bcycl\w+/i],
  ["work", /\b(?:back to|return\w* to|at) (?:my |the )?(?:work|job|office|desk)\b|\bmy job\b/i],
  ["sitting", /\bsit(?:ting)?\b/i],
  ["manipulation", /\bchiro\w*|\bmanipulat\w+|\badjust(?:ment|ed)\b/i],
  ["nsaids", /\bibuprofen\b|\bnsaids?\b|\baleve\b|\badvil\b|\bnaproxen\b/i],
  ["physical-therapy", /\bphysi(?:o|cal therapy)\w*|\brehab\w*/i],
  ["massage", /\bmassag\w+|\bbodywork\b|\bdeep tissue\b/i],
]

/**
 * Whether a word only asks how many.
 * @param {string} word
 */
export const counts = (word) => COUNTING.test(word)

/**
 * Whether a query asks how many, how often or how likely.
 * @param {string} query
 */
export const asksHowMany = (query) => MANY.test(query)

/**
 * The figure of a page that a query asks for, which asks how many: one that has a word of what is asked, beside the operation and the place.
 * @param {string} query
 * @param {Part} part
 * @param {Set<string>} asked the words of that
 * @param {(label: string) => boolean} apt whether what a figure counts is about the operation of the query, or about none
 */
export function figure(query, part, asked, apt) {
  const all = new Set(telling(query).map(normalize))
  const worth = (/** @type {string} */ label) => {
    const own = [...new Set(telling(label).map(normalize))].filter((term) => !PEOPLE.has(term))
    if (asked.size && !own.some((term) => asked.has(term))) return 0
    return own.filter((term) => all.has(term)).length / (own.length || 1)
  }
  const [best] = part.f
    .map((text) => ({ text, label: text.split(":")[0] }))
    .map(({ text, label }) => ({ text, worth: apt(label) ? worth(label) : 0 }))
    .sort((a, b) => b.worth - a.worth)
  return best && best.worth >= NAMED ? best.text : null
}

/**
 * How long sources say to wait for what a query asks about: what that is called, and what they say.
 * @param {string} query
 * @param {Part} part of the operation that is named, or of the page of all waits
 * @returns {[label: string, said: string] | null}
 */
export function wait(query, part) {
  const topic = awaited(query)
  const found = part.w.find(([one]) => one === topic)
  return found ? [found[1], found[2]] : null
}

/**
 * What a query asks when to start. `Driving after a fusion` asks so too, where no page is about that alone.
 * @param {string} query
 * @returns {Topic | null}
 */
export function awaited(query) {
  const topicOf = (/** @type {string} */ text) => TOPICS.find(([, words]) => words.test(text))?.[0] ?? null
  if (WHEN.test(query)) return topicOf(query)
  const activity = LEAVE.exec(query)?.[1]
  const topic = activity ? topicOf(activity) : null
  return topic && ALONE.has(topic) ? topic : null
}
