// A letter, as it was typed or pasted: what it names, what it says of bones, side, time and limits, and what it does not say.
// Knows no page.

/** @import { Words } from "published" */
/** @import { Told } from "../search/signs.js" */
/** @import { When } from "./times.js" */

import { FINDINGS, SENTENCE, WORD, isApart, isDenied, isFresh, upTo } from "./cues.js"
import { fromToday, isDayFirst } from "./days.js"
import { DATE, mentionsIn, reaches, toOperation, whenIn } from "./times.js"
import { signsTold } from "./unnamed.js"
import { unwrapped } from "./unwrapped.js"
import { LEVEL, SIDES, boxOf, level, plain, regionsOf, sideIn } from "./words.js"
import { normalize } from "../search/words.js"

/**
 * Something that the letter names.
 * @typedef {object} Found
 * @property {number} start where in the letter
 * @property {number} end
 * @property {string} kind of a record; `pageless` for a medicine that is known by name alone; `level`
 * @property {string} slug of the record; for `pageless` the medicine as the letter has it
 * @property {string} label what it is called; for a level its bones
 * @property {boolean} denied the letter says that it is not there
 * @property {boolean} apart the letter does not say that the client has it, takes it or had it done: a risk, a relative's, what to look
 *   out for, a medicine that was stopped, an operation that is planned
 * @property {boolean} fresh a complication that the letter does not say anybody looks after
 * @property {boolean} unsure an abbreviation that has other meanings
 */

/**
 * @typedef {object} Reading
 * @property {string} text the letter with its broken lines joined
 * @property {Found[]} found in their order
 * @property {string[]} levels those that were operated on, or all where it does not say which
 * @property {boolean} placed whether it says which
 * @property {"left" | "right" | "both" | null} side
 * @property {string[]} limits the words of each
 * @property {When["time"]} time since surgery, if the letter counts it
 * @property {string} dated what it says of the dates of operations, as sentences
 * @property {string | null} clearance the sentences that may say whether the client may be massaged
 * @property {string[]} missing what the letter does not say, as questions
 */

const LONGEST = 8 // words of a name
const AMBIGUOUS = /^(?:\p{L}{2}|MED|POD|LOC|SMP|AIS)$/u
const NO_WORD = /^[^aeiouy]{3}$/i // three letters that are no word, however they are written
const ORGAN = String.raw`(?:breast|prostat\w+|lung|colon|colorectal|rectal|bowel|kidney|renal|thyroid|ovar\w+|uter\w+|endometrial|cerv(?:ix|ical)|bladder|pancrea\w+|liver|hepatic|gastric|stomach|o?esophag\w+|skin|(?:basal|squamous|small|renal) cell|testic\w+|laryn\w+|oral|tongue|throat|brain|head and neck)`
const CALCIUM = String.raw`(?![\s:=]*\d+(?:\.\d|\s*(?:mg|mmol))|-?\s?(?:125\b|19-9|15-3|27[.-]29)|\s*(?:oxalate|channel|supplement|carbonate|citrate|level|excretion|stone|metabolism|deficien|intake|score|normal|low|high|(?:\+|&|\/|and)\s*vit))`
const CA = new RegExp(
  [
    String.raw`\b${ORGAN} ca\b`,
    String.raw`\bca\.? (?:of (?:the )?)?${ORGAN}\b(?! (?:spine|fusion|disk|disc|stones?))`,
    String.raw`\b(?<=(?:\bhx|\bh\/o|\bhistory|\bpmhx?)(?: of|:)? (?:(?!low|high|elevated|raised|serum|ionized)\p{L}+ )?)ca\b`,
  ]
    .map((one) => `${one}${CALCIUM}`)
    .join("|"),
  "giu",
)
const OTHER_TIME =
  /\b(?:until|till|yet|before|prior|pre-?op\w*|for|at (?:the )?time|other|than|besides|aside|was|were|had|hold|held|resume|start|restart|will|should|if)\b/i
const LIMITS = [
  /\bno (?:heavy )?(?:lifting|bending|twisting|driving|strenuous|overhead|pushing|pulling|sitting|sports?|running|(?:(?:lumbar|cervical|neck|back) )?(?:extension|flexion|rotation))\b[^.;\n]*/gi,
  /\b(?:lifting|weight) (?:limit|restriction)s?[^.;\n]*/gi,
  /\b(?:avoid|do not|limit)\s+(?:lift|bend|twist|driv|reach|sitt?|extension|flexion|heavy)[^.;\n]*/gi,
  /(?<!\b(?:no|without|out of|off|discontinu\w+|stopped|removed) (?:(?:a|the|her|his|any) )?)\b(?:(?:cervical|hard|soft|aspen|miami j|philadelphia) )?(?:collar|brace|orthosis|corset|TLSO|LSO)\b[^.;\n]*/gi,
  /\b(?:spinal|back|neck|BLT|log[- ]?roll) precautions\b[^.;\n]*/gi,
  /\blog[- ]?roll\w*[^.;\n]*/gi,
  /\b(?:(?:non|partial|toe[- ]touch)[- ]?weight[- ]?bearing|NWB|PWB|T[TD]WB)\b[^.;\n]*/gi,
]
const MASSAGE = /\b(?:massag\w+|manual therapy)\b/i
// What is said of hands near it, which may take back what is said of massage.
const HANDS = new RegExp(
  String.raw`${MASSAGE.source}|\b(?:(?:deep|soft)[- ]tissue|bodywork|myofascial|direct pressure|manipulations?|chiropract\w+)\b`,
  "i",
)
const CLEARED =
  /\b(?:cleared (?:for|to)|may (?:resume|return)|no (?:further )?restrictions|activity as tolerated|discharged (?:from (?:\p{L}+ )?(?:care|clinic|follow|service)|without))\b/iu
// Between a side and the operation that was done on it.
const BESIDE = /^[\s,:()–/-]*(?:(?:sided?|approach|via|on|the|from|at|and|of|done|through|by|an?)\b[\s,:()–/-]*)*$/i
// What a side closes, as in `L4/5 diskectomy, left.` A body part behind it has a side of its own.
const SIDE_ENDS = /^(?:[- ]sided?)?\s*(?:$|[.,;:()\n]|(?:sided?|approach|and|on|at|by|in)\b)/i
/**
 * Every name that a letter may use, by its plain form; of two records that one name fits, that of the kind that comes first.
 * @param {Words} words
 */
function dictionary({ kinds }) {
  /** @type {Map<string, { kind: string, slug: string, label: string, written: string }>} */
  const names = new Map()
  /** @type {typeof names} */
  const endings = new Map()
  for (const [kind, records] of Object.entries(kinds))
    for (const [slug, { names: all }] of Object.entries(records))
      for (const written of kind === "glossary" ? all : [...all, slug.replaceAll("-", " ")]) {
        const entry = { kind, slug, label: all[0], written }
        const name = plain(written)
        if (!names.has(name)) names.set(name, entry)
        // A word of the glossary is one with any ending.
        if (kind === "glossary" && !name.includes(" ") && name.length > 5) endings.set(normalize(name), entry)
      }
  return { names, endings }
}

/**
 * @param {Words} words
 * @param {Map<string, Told>} [told] how people tell of signs that they do not name
 * @returns {(letter: string, today?: Date) => Reading}
 */
export function reader(words, told = new Map()) {
  const { names, endings } = dictionary(words)
  const medicines = boxOf(words, ["medications"])
  const cancer = names.get("cancer")

  /**
   * @param {string} written
   * @param {Date} today
   */
  return (written, today = new Date()) => {
    const letter = unwrapped(written)
    const dayFirst = isDayFirst(letter)
    const far = (/** @type {string} */ date) => fromToday(date, dayFirst, today)
    const levels = [...letter.matchAll(LEVEL)].flatMap((match) => {
      const label = level(match)
      return label ? [{ label, start: match.index, end: match.index + match[0].length }] : []
    })
    const mentions = mentionsIn(letter)
    const ca = cancersIn(letter)
    const taken = [...levels, ...mentions.filter(({ numbered, from }) => numbered || from), ...ca]
    const free = (/** @type {number} */ start, /** @type {number} */ end) =>
      taken.every((other) => end <= other.start || start >= other.end)
    const tokens = [...letter.matchAll(WORD)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
    }))
    const shouting = letter === letter.toUpperCase()

    /**
     * @param {{ kind: string, slug: string, label: string }} known
     * @param {number} start
     * @param {number} end
     * @returns {Found}
     */
    const named = ({ kind, slug, label }, start, end) => {
      const denied = isDenied(letter, start, end, FINDINGS.has(kind))
      const fresh = kind === "complications" && isFresh(letter, start, end)
      // What was planned for a day that is over was done, for all that a plan has to know.
      const apart = isApart(letter, start, end, kind) && !(kind === "procedures" && isOver(letter, end, far))
      return { start, end, kind, slug, label, denied, apart, fresh, unsure: false }
    }
    const found = cancer ? ca.map(({ start, end }) => named(cancer, start, end)) : []
    for (let at = 0; at < tokens.length; at += 1) {
      const { start } = tokens[at]
      for (let last = Math.min(at + LONGEST, tokens.length) - 1; last >= at; last -= 1) {
        const { end: whole } = tokens[last]
        // A dose is none of the name's words.
        const name = plain(letter.slice(start, whole))
        const ends = tokens.slice(at, last + 1).map((token) => token.end)
        const end = ends.find((short) => plain(letter.slice(start, short)) === name) ?? whole
        const said = letter.slice(start, end)
        if (/[.;:\n]\s/.test(said) || !free(start, end)) continue
        const known = meaning(said)
        if (!known) continue
        const short = known.written.length < 4 && known.written === known.written.toUpperCase()
        if (short && (said !== known.written || shouting) && !NO_WORD.test(said)) continue
        found.push({ ...named(known, start, end), unsure: short && AMBIGUOUS.test(said) })
        at = last
        break
      }
    }

    /**
     * What a name means. One word is also looked up by its stem, and among the medicines without a page.
     * @param {string} said
     */
    function meaning(said) {
      const name = plain(said)
      const known = name && names.get(name)
      if (known) return known
      if (/\s/.test(said)) return null
      const medicine = medicines.medicine(said)
      if (medicine?.found.length) {
        const [{ slug, names: all }] = medicine.found
        return { kind: "medications", slug, label: all[0], written: said.toLowerCase() }
      }
      if (medicine) return { kind: "pageless", slug: said, label: medicine.label, written: said.toLowerCase() }
      return endings.get(normalize(said)) ?? null
    }

    for (const { slug, start, end, denied } of signsTold(letter, told, found)) {
      // A browser may hold names of an earlier edition.
      const label = words.kinds.signs[slug]?.names[0] ?? slug
      const sign = named({ kind: "signs", slug, label }, start, end)
      found.push({ ...sign, denied })
    }
    const bones = levels.map(({ label, start, end }) => ({
      start,
      end,
      kind: "level",
      slug: label,
      label,
      denied: false,
      apart: false,
      fresh: false,
      unsure: false,
    }))
    const all = [...found, ...bones].sort((a, b) => a.start - b.start)
    const operated = operatedAt(letter, all)
    const when = whenIn(letter, mentions, all)
    const limits = [...new Set(LIMITS.flatMap((limit) => [...letter.matchAll(limit)].map(([said]) => said.trim())))]
    const reading = {
      text: letter,
      found: all,
      levels: [...new Set((operated.length ? operated : levels).map(({ label }) => label))],
      placed: operated.length > 0,
      side: sideOf(letter, all),
      limits: limits.filter((one) => !limits.some((other) => other !== one && other.includes(one))),
      time: when.time,
      dated: when.dates.map(({ said }) => `It dates an operation “${said}”. ${far(said)}`.trim()).join(" "),
      clearance: sentencesWith(letter, HANDS) ?? sentencesWith(letter, CLEARED),
    }
    return { ...reading, missing: missing(reading, dateAsked(when, far), isUnthinned(letter)) }
  }
}

/**
 * The whole sentences with words of a kind: half of one may say the opposite.
 * @param {string} letter
 * @param {RegExp} words
 */
const sentencesWith = (letter, words) =>
  letter
    .split(/(?<=(?<!\b(?:dr|mrs?|ms|prof|st))[.;!?])\s|\n/i)
    .filter((sentence) => words.test(sentence))
    .map((sentence) => sentence.trim())
    .join(" ") || null

/**
 * Whether what stands behind something, in its sentence, is a date that is not still to come.
 * @param {string} letter
 * @param {number} end
 * @param {(date: string) => string} far how long ago a date was
 */
const isOver = (letter, end, far) =>
  [...letter.slice(end).split(SENTENCE)[0].matchAll(DATE)].some(([date]) => /ago|first/.test(far(date)))

/**
 * What the letter names, without the operations that were not done where it names one that was.
 * @param {Found[]} found
 */
function withDone(found) {
  const done = found.filter(({ kind, denied, apart }) => kind !== "procedures" || (!denied && !apart))
  return done.some(({ kind }) => kind === "procedures") ? done : found
}

/**
 * The bones that were operated on: those beside an operation. Others may be of an old fracture or a scan.
 * @param {string} letter
 * @param {Found[]} found
 */
function operatedAt(letter, found) {
  const known = withDone(found)
  return found.filter((one) => {
    if (one.kind !== "level") return false
    const { back, on } = toOperation(letter, one, known)
    return reaches(back, -1) || reaches(on, 0)
  })
}

/**
 * The side on which the operation was. That of a leg or of an ankle is none, nor that of an operation which is only planned.
 * @param {string} letter
 * @param {Found[]} found
 */
function sideOf(letter, found) {
  const known = withDone(found)
  const sides = [...letter.matchAll(SIDES)].filter(({ 0: said, index }) => {
    const end = index + said.length
    const { back, on } = toOperation(letter, { start: index, end }, known)
    return (on !== null && BESIDE.test(on)) || (back !== null && BESIDE.test(back) && SIDE_ENDS.test(letter.slice(end)))
  })
  return sideIn(sides.map(([said]) => said).join(" "))
}

/**
 * Where `ca` is short for cancer: beside an organ, or in what the client had. Elsewhere it is calcium.
 * @param {string} letter
 */
const cancersIn = (letter) =>
  [...letter.matchAll(CA)].map((match) => ({ start: match.index, end: match.index + match[0].length }))

/**
 * Whether the letter says that there is no blood thinner at all, and speaks neither of a time nor of others.
 * @param {string} letter
 */
const isUnthinned = (letter) =>
  [...letter.matchAll(/\bblood[- ]thinn\w+/gi)].some((match) => {
    const [start, end] = [match.index, match.index + match[0].length]
    const around = [upTo(letter, start, SENTENCE), letter.slice(end).split(SENTENCE)[0]]
    return isDenied(letter, start, end, false) && !around.some((words) => OTHER_TIME.test(words))
  })

/**
 * What the letter does not say, as questions to whoever wrote it.
 * @param {Omit<Reading, "missing">} reading
 * @param {string} ask for the date
 * @param {boolean} unthinned whether it says that there is no blood thinner
 */
function missing({ text, found, levels, placed, side, limits, time, clearance }, ask, unthinned) {
  const has = (/** @type {string[]} */ ...kinds) =>
    found.some(({ kind, denied, apart }) => kinds.includes(kind) && !denied && !apart)
  const unclear = found
    .filter(({ kind, unsure, denied }) => FINDINGS.has(kind) && unsure && !denied)
    .map(({ start, end }) => `“${text.slice(start, end)}”`)
  const planned = found.some(({ kind, apart }) => kind === "procedures" && apart)
  return [
    !has("procedures") && (planned ? "Was the operation done, or is it still to come?" : "Which operation was it?"),
    !time && ask,
    !placed && `Which bones were operated on?${levels.length ? ` The letter names ${levels.join(", ")}.` : ""}`,
    !side && "Was it done on one side? Which?",
    !has("medications", "pageless") &&
      `Which medicines does the client take?${unthinned ? "" : " Is there a blood thinner among them?"}`,
    unclear.length > 0 && `What does the letter mean by ${[...new Set(unclear)].join(", ")}?`,
    !limits.length && "Which limits still hold, such as lifting, a collar or a brace, and until when?",
    !(clearance && MASSAGE.test(clearance)) && "May the client have massage, and where not?",
  ].filter((ask) => ask !== false)
}

/**
 * The question for the date, with what the letter says of it. Of two operations the later is asked for, as it limits more.
 * @param {When} when
 * @param {(date: string) => string} far how long ago it was
 */
function dateAsked({ dates, doubtful }, far) {
  const which = dates.length > 1 ? "the latest operation" : "the operation"
  const ask = dates.some(({ year }) => year) ? `How long ago was ${which}?` : `What was the date of ${which}?`
  const dated = dates.map(({ said, year }) =>
    ` The letter says “${said}”${year ? "" : ", without a year"}. ${far(said)}`.trimEnd(),
  )
  const other = doubtful.map((said) => `“${said}”`).join(", ")
  return `${ask}${dated.join("")}${other ? ` It counts ${other}, which may date something else.` : ""}`
}

/**
 * The planner's address for what was ticked, from the `#` on.
 * @param {Reading} reading
 * @param {Found[]} ticked
 * @param {{ limits: boolean, time: boolean, place: boolean }} also whether limits hold, the time counts, and bones and side
 */
export function address({ levels, side, time }, ticked, also) {
  const words = new URLSearchParams()
  const set = (/** @type {string} */ key, /** @type {string[]} */ values) => {
    if (values.length) words.set(key, [...new Set(values)].join(","))
  }
  const slugs = (/** @type {string} */ kind) => ticked.filter((one) => one.kind === kind).map(({ slug }) => slug)
  set("p", slugs("procedures"))
  set("m", slugs("medications"))
  set("d", slugs("conditions"))
  set("s", slugs("signs"))
  // A complication in a letter is one that somebody found, and so is looked after, unless it is told as new.
  set(
    "x",
    ticked
      .filter(({ kind }) => kind === "complications")
      .map(({ slug, fresh }) => `${slug}:${fresh ? "new" : "followed"}`),
  )
  for (const said of new Set(slugs("pageless"))) words.append("unknown", `medications:${said}`)
  if (also.place) {
    set("r", levels.flatMap(regionsOf))
    set("lv", levels)
    if (side) words.set("sd", side)
  }
  if (also.time && time) {
    words.set("w", time.amount)
    words.set("u", time.unit)
  }
  if (also.limits) words.set("l", "yes")
  return `#${words}`.replaceAll("%2C", ",").replaceAll("%3A", ":")
}
