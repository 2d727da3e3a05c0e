// Words as the search compares them. Knows neither index nor page.

import { stemmer } from "../vendor/stemmer.js"

// Words that carry a question, not its subject.
const STOP = new Set(
  `a about after all also am an and any anyone are aren't as at avoid be because been before being between but by can can't
  cannot cant come could couldn't did didn't do does doesn't doing don don't dont each ever every for from get gets getting give go going good got had
  hadn't happen happens has hasn't hasnt have haven't having he her here him his how i i'd i'll i'm i've if im in into is isn't isnt it it's its ive just
  know let like long make makes making many may me mean means might mine more most much my need needed needs no nor not of off ok okay on once one only
  or other our out over own people per please really same say says she should shouldn't since so some someone something still such take taking tell
  than that that's thats the their them then there these they thing things this those though through till to today too under until up us use used using usually very
  want wants was wasn't way we well were what what's whats when where which while who who's whom whose why will with without won't wont would yet you
  your yours ago dr doctor doctors safe possible allowed patient patients client clients therapist therapists first last day days week weeks month months
  year years old surgery surgeries surgical op ops operation operations operated procedure procedures`.split(/\s+/),
)

// Words of nearly every page. They count, a little.
export const COMMON = new Set(["spine", "spinal", "back", "massag", "pain", "hurt", "feel", "therapi", "problem"])

// What follows is where it happened; what comes before is what is asked.
export const AFTER = new Set(["after", "following", "since", "post", "from"])

/** @type {[RegExp, string][]} */
const BRITISH = [
  [/our$/, "or"],
  [/ours$/, "ors"],
  [/aem/, "em"],
  [/oed/, "ed"],
  [/haem/, "hem"],
  [/aes/, "es"],
  [/disc/, "disk"],
  [/ise$/, "ize"],
  [/isation/, "ization"],
  [/paed/, "ped"],
  [/centre/, "center"],
  [/fibre/, "fiber"],
  [/^oes/, "es"],
  [/rrhoe/, "rrhe"],
  [/rrhag/, "rrhag"],
]

/**
 * A word as the index compares it: lower case, US spelling, no ending.
 * @param {string} word
 */
export function normalize(word) {
  const known = normalized.get(word)
  if (known !== undefined) return known
  const plain = normalizing(word)
  normalized.set(word, plain)
  return plain
}

/** @type {Map<string, string>} */
const normalized = new Map()

/** @param {string} word */
function normalizing(word) {
  let plain = word
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/['’]s?$/, "")
  for (const [from, to] of BRITISH) plain = plain.replace(from, to)
  return plain.length > 3 && !/\d/.test(plain) ? stemmer(plain) : plain
}

/**
 * The words of a text. `L4-5` is two levels; `rhbmp2` a word and a number.
 * @param {string} text
 * @returns {string[]}
 */
export function tokenize(text) {
  return (
    text
      .toLowerCase()
      .replace(/’/g, "'")
      .replace(/\b([ctls])\s?(\d{1,2})\s?[-–/]\s?([ctls]?)(\d{1,2})\b/g, (_, a, n, b, m) => `${a}${n} ${b || a}${m}`)
      .replace(/(\p{L}{3,})(\d+)/gu, "$1 $2")
      .match(/[\p{L}\p{N}]+(?:'\p{L}+)?/gu) ?? []
  )
}

/**
 * The words of a text as the index compares them.
 * @param {string} text
 */
export const terms = (text) => tokenize(text).map(normalize)

/**
 * Words that say what a query or a phrase is about: all of them, if none is left.
 * @param {string} text
 */
export function telling(text) {
  const all = tokenize(text)
  const some = all.filter((word) => !ignored(word))
  return some.length ? some : all
}

/**
 * Whether a word alone says nothing of what is asked.
 * @param {string} word
 */
export const ignored = (word) => STOP.has(word) || /^\d+$/.test(word)
