// A letter, as it was typed or pasted: what it names, what it says of bones, side, time and limits, and what it does not say.
// Knows no page.

/** @import { Region, Words } from "published" */
/** @import { When } from "./times.js" */

import { mentionsIn, whenIn } from "./times.js"
import { LEVEL, boxOf, level, plain, sideIn } from "./words.js"
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
 * @property {boolean} apart the letter does not say that the client has it: a risk, a relative's, what to look out for
 * @property {boolean} unsure an abbreviation that has other meanings
 */

/**
 * @typedef {object} Reading
 * @property {Found[]} found in their order
 * @property {string[]} levels
 * @property {"left" | "right" | "both" | null} side
 * @property {string[]} limits the words of each
 * @property {When["time"]} time since surgery, if the letter counts it
 * @property {string | null} clearance words that may say whether the client may be massaged
 * @property {string[]} missing what the letter does not say, as questions
 */

const WORD = /[\p{L}\p{N}]+(?:['’]\p{L}+)*/gu
const LONGEST = 8 // words of a name
const AMBIGUOUS = /^(?:\p{L}{2}|MED|POD|LOC|SMP)$/u
const SENTENCE = /[.;\n!?]/
const CLAUSE =
  /[.;\n!?]|\b(?:but|however|although|except|(?<!\b(?:not|never|denies|denied|without|\p{L}+n['’]t)\s+(?:\p{L}+\s+)?)(?:takes?|taking)|continues?|reports?|complains?|presents?|underwent)\b/iu
// What is still to be ruled out is feared, and not denied.
const DENIES =
  /\b(?:no|not|nor|never|without|denies|denied|denying|neg(?:ative)? for|no evidence of|absence of|free of|ruled out|(?:is|are|was|were|do|does|did|has|have|had)n['’]t)\b/i
const DENIED_AFTER =
  /^[^\S\n]*(?:[:?–—-]\s*)?(?:was|were|is|has been|have been)?\s*(?:ruled out|excluded|neg(?:ative)?|denied|absent|none\b(?! since)|no(?=\s*(?:[.,;\n]|$))|not (?:seen|present|found))\b/i
const AGAIN = /^\s*(?:further|recurren\w*|repeat|more|longer|only|changes?|improvement|resolution)\b/i // "no further" was there
const LISTS = /^(?:no|nor|without|den\w+|neg(?:ative)? for|no evidence of|absence of|free of)$/i // what denies a whole list
const FINDINGS = new Set(["signs", "complications", "conditions"])
const NO_WORD = /^[^aeiouy]{3}$/i // three letters that are no word, however they are written
const RELATIVES =
  "(?:mother|father|parents?|sister|brother|siblings?|aunt|uncle|grand(?:mother|father|parents?)|cousin|daughter|son)"
// What a relative has, and what may come and is guarded against, unless it came before.
const APART = new RegExp(
  String.raw`(?:(?<!\b(?:personal|own)\s?(?:and|&|\/)\s?)\b(?:fam(?:ily)? (?:history|hx)|fhx?|f\/h)\b|\b${RELATIVES}\s*(?:had|has|with|who|died|diagnosed|[:(–-]))(?!.*\b(?:patient|pt|she|he|personal)\b)` +
    String.raw`|\b(?:risks|risk (?:of|for)|risk factors for|prevent\w*|(?:prophyla\w+|screen\w*) (?:for|of|against))\b(?!.*\b(?:had|has|prior|previous|due|history|hx|given|because|since|developed|recurren\w*|another|repeat|further)\b)`,
  "i",
)
const APART_AFTER = new RegExp(
  String.raw`^[\s-]*(?:prophyla\w+|ppx|px|prevention|precautions?|screen\w*(?!.{0,12}positive)|risks?|pumps?|stockings|(?:was|of|about|approximately|approx|less than|[:=~<]|\s)*(?:\d+\s*(?:ml|cc)|minimal|nil|negligible)|\(?(?:in )?(?:(?:her|his|their|the) )?${RELATIVES})\b`,
  "i",
)
// What the client is to look out for, said of complications.
const WARNED =
  /\b(?:(?<!\b(?:unclear|unsure|see|check|know)\s)if|in case of|(?:watch|look|monitor\w*|call) (?:for|out)|consent\w*|warn\w*|(?:educat|instruct|report|advis|counsel)\w*.*(?:signs|symptoms) of|return precautions|stockings for|scds? for|such as)\b/i
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
  /\bno (?:heavy )?(?:lifting|bending|twisting|driving|strenuous|overhead|pushing|pulling|sitting)[^.;\n]*/gi,
  /\b(?:lifting|weight) (?:limit|restriction)s?[^.;\n]*/gi,
  /\b(?:avoid|do not|limit)\s+(?:lift|bend|twist|driv|reach|sitt?)[^.;\n]*/gi,
  /\b(?:(?:cervical|hard|soft|aspen|miami j|philadelphia) )?(?:collar|brace|orthosis|corset|TLSO|LSO)\b[^.;\n]*/gi,
  /\b(?:spinal|back|neck|BLT|log[- ]?roll) precautions\b[^.;\n]*/gi,
  /\b(?:non|partial|toe[- ]touch)[- ]?weight[- ]?bearing\b[^.;\n]*/gi,
]
const CLEARED =
  /\b(?:cleared (?:for|to)|may (?:have|resume|return)|no (?:further )?restrictions|activity as tolerated|massage|manual therapy|discharged (?:from|without))\b[^.;\n]*/i

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
 * @returns {(letter: string) => Reading}
 */
export function reader(words) {
  const { names, endings } = dictionary(words)
  const medicines = boxOf(words, ["medications"])
  const cancer = names.get("cancer")

  /** @param {string} letter */
  return (letter) => {
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
      return { start, end, kind, slug, label, denied, apart: isApart(letter, start, end, kind), unsure: false }
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

    const bones = levels.map(({ label, start, end }) => ({
      start,
      end,
      kind: "level",
      slug: label,
      label,
      denied: false,
      apart: false,
      unsure: false,
    }))
    const all = [...found, ...bones].sort((a, b) => a.start - b.start)
    const when = whenIn(letter, mentions, all)
    const limits = [...new Set(LIMITS.flatMap((limit) => [...letter.matchAll(limit)].map(([said]) => said.trim())))]
    const reading = {
      found: all,
      levels: [...new Set(levels.map(({ label }) => label))],
      side: sideIn(letter),
      limits: limits.filter((one) => !limits.some((other) => other !== one && other.includes(one))),
      time: when.time,
      clearance: letter.match(CLEARED)?.[0].trim() ?? null,
    }
    return { ...reading, missing: missing(reading, when, isUnthinned(letter)) }
  }
}

/**
 * Where `ca` is short for cancer: beside an organ, or in what the client had. Elsewhere it is calcium.
 * @param {string} letter
 */
const cancersIn = (letter) =>
  [...letter.matchAll(CA)].map((match) => ({ start: match.index, end: match.index + match[0].length }))

/**
 * Whether the letter speaks of a finding without saying that the client has it. What is feared counts as there.
 * @param {string} letter
 * @param {number} start
 * @param {number} end
 * @param {string} kind
 */
function isApart(letter, start, end, kind) {
  if (!FINDINGS.has(kind)) return false
  const before = letter.slice(0, start).split(CLAUSE).at(-1) ?? ""
  return (kind === "complications" && WARNED.test(before)) || APART.test(before) || APART_AFTER.test(letter.slice(end))
}

/**
 * Whether the letter says that there is no blood thinner at all, and speaks neither of a time nor of others.
 * @param {string} letter
 */
const isUnthinned = (letter) =>
  [...letter.matchAll(/\bblood[- ]thinn\w+/gi)].some((match) => {
    const [start, end] = [match.index, match.index + match[0].length]
    const around = [letter.slice(0, start).split(SENTENCE).at(-1) ?? "", letter.slice(end).split(SENTENCE)[0]]
    return isDenied(letter, start, end, false) && !around.some((words) => OTHER_TIME.test(words))
  })

/**
 * Whether the letter says that something is not there: before it, or behind it. A denied list of findings goes on to the end of its
 * clause; of a medicine or an operation, and of what is "not" so, only what stands right before it counts.
 * @param {string} letter
 * @param {number} start
 * @param {number} end
 * @param {boolean} finding
 */
function isDenied(letter, start, end, finding) {
  const before = letter.slice(0, start).split(CLAUSE).at(-1) ?? ""
  const cue = [...before.matchAll(new RegExp(DENIES, "gi"))].at(-1)
  const between = cue ? before.slice(cue.index + cue[0].length) : ""
  const words = between.match(WORD)?.length ?? 0
  const list = finding && cue !== undefined && LISTS.test(cue[0])
  const reaches = list ? words <= 12 : words <= 3 && !between.includes(",")
  return (cue !== undefined && reaches && !(finding && AGAIN.test(between))) || DENIED_AFTER.test(letter.slice(end))
}

/**
 * What the letter does not say, as questions to whoever wrote it.
 * @param {Omit<Reading, "missing">} reading
 * @param {When} when
 * @param {boolean} unthinned whether it says that there is no blood thinner
 */
function missing({ found, levels, side, limits, time, clearance }, when, unthinned) {
  const has = (/** @type {string[]} */ ...kinds) => found.some(({ kind, denied }) => kinds.includes(kind) && !denied)
  return [
    !has("procedures") && "Which operation was it?",
    !time && dateAsked(when),
    !levels.length && "Which bones were operated on?",
    !side && "Was it done on one side? Which?",
    !has("medications", "pageless") &&
      `Which medicines does the client take?${unthinned ? "" : " Is there a blood thinner among them?"}`,
    !limits.length && "Which limits still hold, such as lifting, a collar or a brace, and until when?",
    !clearance && "May the client have massage, and where not?",
  ].filter((ask) => ask !== false)
}

/**
 * The question for the date, with what the letter says of it.
 * @param {When} when
 */
function dateAsked({ date, doubtful }) {
  const ask = date?.year ? "How long ago was the operation?" : "What was the date of the operation?"
  const dated = date ? ` The letter says “${date.said}”${date.year ? "" : ", without a year"}.` : ""
  const other = doubtful.map((said) => `“${said}”`).join(", ")
  return `${ask}${dated}${other ? ` It counts ${other}, which may date something else.` : ""}`
}

/** @type {Record<string, Region>} */
const REGION = { C: "cervical", T: "thoracic", L: "lumbar", S: "sacral", p: "sacral" }

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
  // A complication in a letter is one that somebody found, and so is looked after.
  set(
    "x",
    slugs("complications").map((slug) => `${slug}:followed`),
  )
  for (const said of new Set(slugs("pageless"))) words.append("unknown", `medications:${said}`)
  if (also.place) {
    set(
      "r",
      levels.flatMap((one) => one.split("-")).map((bone) => REGION[bone[0]]),
    )
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
