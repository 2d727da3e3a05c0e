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
  v versus vs want wants was wasn't way we well were what what's whats when where which while who who's whom whose why will with without won't wont would yet you
  your yours ago dr doctor doctors safe possible postop allowed patient patients client clients therapist therapists first last day days week weeks month months
  year years old surgery surgeries surgical op ops operation operations operated procedure procedures`.split(/\s+/),
)

// Words of nearly every page. They count, a little.
export const COMMON = new Set(["spine", "spinal", "back", "massag", "pain", "hurt", "feel", "therapi", "problem"])

// Words that say a little, wherever they stand.
const FAINT = `two four five six seven eight nine ten eleven twelve actual actually across again ago ahead allowed almost along alright always another anything around away bad badly because become begin best
  better big bit bring came come completely day difference different end enough ever everything explain far fast feel feeling few find
  fine first found full general give gone got great half happen hard heard hear help herself himself hour however hurt important include
  increase information instead keep kind know large late later least left let level life like line list little live long look lot made
  main many matter maybe mean might minute month more morning most move much name near nearly never new next night nothing now number
  often okay old onto open option ordinary page part people perhaps period person place plain please plus point possible problem put
  question quick quite rather reason recent regular right round run see seem sent set several show side simple small someone something
  somebody sometimes soon sort start stay step still stop story stuff sure take talk tell thing think three time tips told took try turn
  two type until various video wait want watch way week went whole wonder work worse worst would wrong year yesterday yet young`

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
  const whole = plain(word)
  // An abbreviation has no ending: PSFS is a scale, and PSF an operation.
  return whole.length > 3 && /[aeiouy]/.test(whole) && !/\d/.test(whole) ? stemmer(whole) : whole
}

/**
 * A word in lower case and US spelling, with its ending.
 * @param {string} word
 */
export function plain(word) {
  let plain = word
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/['’]s?$/, "")
  for (const [from, to] of BRITISH) plain = plain.replace(from, to)
  return plain
}

/**
 * The words of a text. `L4-5` and `L4L5` are two levels; `rhbmp2` a word and a number; `post op` a word that tells nothing.
 * @param {string} text
 * @returns {string[]}
 */
export function tokenize(text) {
  return (
    text
      .toLowerCase()
      .replace(/’/g, "'")
      .replace(/\b([ctls])\s?(\d{1,2})\s?[-–/]\s?([ctls]?)(\d{1,2})\b/g, (_, a, n, b, m) => `${a}${n} ${b || a}${m}`)
      .replace(/\b([ctls]\d{1,2})(?=[ctls]\d{1,2}\b)/g, "$1 ")
      .replace(/\bpost[- ]?op(?:erative(?:ly)?)?\b/g, "postop")
      .replace(/(\p{L}{3,})(\d+)/gu, "$1 $2")
      .match(/[\p{L}\p{N}]+(?:'\p{L}+)?/gu) ?? []
  )
}

/**
 * The words of a text that are written with hyphens, each with how it is written without: `xstop` for X-STOP.
 * @param {string} text
 * @returns {[joined: string, parts: string[]][]}
 */
export const hyphened = (text) =>
  (text.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)+/gu) ?? []).map((word) => [word.replaceAll("-", ""), tokenize(word)])

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
 * Words of a text that say nothing alone, and carry what is asked: when or why, before or after, did or did not.
 * @param {string} text
 */
export const carrying = (text) => [
  ...new Set(
    tokenize(text)
      .flatMap((word) => (/n't$|^cannot$/.test(word) ? [word.replace(/n't$|not$/, ""), "not"] : [word]))
      .filter((word) => STOP.has(word)),
  ),
]

/**
 * Whether a word alone says nothing of what is asked.
 * @param {string} word
 */
export const ignored = (word) => STOP.has(word) || /^\d+$/.test(word)

/** Made when it is first asked for, which the planner never does. @type {Set<string> | undefined} */
let faint
const isFaint = (/** @type {string} */ term) => (faint ??= new Set(FAINT.split(/\s+/).map(normalize))).has(term)

/**
 * How much a word says by itself, wherever it stands: all, little or hardly anything.
 * @param {string} term
 * @param {{ common: number, faint: number }} tuning
 */
export const weight = (term, tuning) => (COMMON.has(term) ? tuning.common : isFaint(term) ? tuning.faint : 1)

/**
 * How many letters were left out, added, exchanged or turned around between two words; more than `most` for many.
 * @param {string} one
 * @param {string} other
 * @param {number} most
 */
export function slips(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1
  return distances(one, other, most).at(-1) ?? most + 1
}

/**
 * The same between a word and that beginning of another which is most like it.
 * @param {string} one
 * @param {string} other
 * @param {number} most
 */
export const slipsToStart = (one, other, most) =>
  Math.min(most + 1, ...distances(one, other.slice(0, one.length + most), most))

/**
 * The same between a word and each beginning of another, from none to all of it; nothing, if all are more than `most`.
 * @param {string} one
 * @param {string} other
 * @param {number} most
 */
function distances(one, other, most) {
  let above = Array.from({ length: other.length + 1 }, (_, i) => i)
  let before = above
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1]
      let value = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1))
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        value = Math.min(value, before[j - 2] + 1)
      row.push(value)
      if (value < least) least = value
    }
    if (least > most) return []
    ;[before, above] = [above, row]
  }
  return above
}

/** The numbers that people write in words. */
export const NUMBERS = new Map(
  "one two three four five six seven eight nine ten eleven twelve".split(" ").map((word, at) => [word, at + 1]),
)
