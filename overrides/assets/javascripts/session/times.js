// When the operation was, as a letter says it: what counts the time since then, and what dates something else. Knows no page.

import { NUMBERS } from "../search/words.js"
import { upTo } from "./cues.js"
import { LEVEL } from "./words.js"

/**
 * @typedef {object} Mention
 * @property {number} start where in the letter
 * @property {number} end
 * @property {string} said
 * @property {string} amount
 * @property {string} unit
 * @property {number} days
 * @property {boolean} numbered a day by its number, `POD 14`, by which letters date all that happens in a hospital
 * @property {boolean} dated it could be a day of a month, too: `6/12`
 * @property {string} from what it counts from, `after`; empty where it does not say
 *
 * @typedef {object} When
 * @property {Mention | null} time since surgery, if the letter counts it for sure
 * @property {string[]} doubtful what counts from the operation too, and may date something else
 * @property {{ said: string, year: boolean }[]} dates of operations
 */

const UNITS = new Map([
  ["d", { unit: "days", days: 1 }],
  ["w", { unit: "weeks", days: 7 }],
  ["m", { unit: "months", days: 30 }],
  ["y", { unit: "years", days: 365 }],
])
const COUNT = String.raw`(?<count>\d{1,3}|${[...NUMBERS.keys()].join("|")})`
const OF_A_WEEK_OR_YEAR = new Map([
  ["7", "d"],
  ["52", "w"],
  ["12", "m"],
]) // `3/7`, `2/52`, `6/12`
const UNIT = "(?<unit>days?|weeks?|wks?|months?|mths?|mos?|years?|yrs?)"
const STATUS = String.raw`s\/p|status[- ]post`
const WHOLE = String.raw`(?<!(?!x)\p{L}|\d|\d[.,/]|\d\s?(?:-|–|to|or)\s?)` // no end of a range or a fraction: `4-6 weeks`, `1.5 years`
const COUNTED = new RegExp(
  String.raw`(?:\b(?<head>post[- ]?op(?:erative(?:ly)?)?|${STATUS})\s*(?:by\s+|x\s*)?)?${WHOLE}(?:${COUNT}[- ]?${UNIT}|(?<!\b[CTLS]\s)(?<parts>\d{1,2})\/(?<of>7|52|12)(?![\d/]))(?!\p{L})` +
    String.raw`(?:[- ]+(?<tail>${STATUS}|post(?:[- ]?op\w*)?|out(?! of (?!surgery|operation|the operation))|after|since|following|from|ago)(?!\p{L}))?`,
  "giu",
)
const NUMBERED = new RegExp(
  String.raw`\b(?:post[- ]?op(?:erative)?\s+(?<unit>week|wk|day|month)|PO(?<letter>[DWM])|(?<alone>day|week|wk)(?=\s*#?\s*\w+\s+(?:post|after|following|s\/p)\b))\s*[#-]?\s*${COUNT}\b`,
  "giu",
)
const MONTH =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\b"
export const DATE = new RegExp(
  [
    String.raw`\b\d{1,2}(?:st|nd|rd|th)?(?: of)?[ -]${MONTH}(?:\.?,?[ -]\d{4}\b)?`,
    String.raw`\b${MONTH}\.? \d{1,2}(?:st|nd|rd|th)?\b(?:,? \d{4}\b)?`,
    String.raw`\b${MONTH} \d{4}\b`,
    String.raw`\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b`,
    String.raw`\b\d{4}-\d{2}-\d{2}\b`,
    String.raw`(?<![\d/])\d{1,2}\/(?:19|20)\d{2}\b`,
    String.raw`(?<=\bon )\d{1,2}\/\d{1,2}\b`,
    String.raw`(?<=\bin )(?:${MONTH}|(?:19|20)\d{2}\b)`,
  ].join("|"),
  "gi",
)
const YEAR = /\d{4}|[/.-]\d+[/.-]\d/

const SENTENCE = /(?<!\b(?:dr|mrs?|ms|prof|st))\.(?=\s|$)|[;\n!?]/i
const OPERATION =
  /\b(?:surgery|(?<!(?:pre|post)[- ]?)op(?=\s*(?:date|[:.(]|on\b))|operations?|operated|procedure|DOS|fusion|decompression|fixation|stabili[sz]ation|instrumentation|revision)\b/gi
// What was done or came at that time.
const EVENT =
  /\b(?:out(?! from)|off|remov\w+|discharged?|d\/c['’]?d?|home|sutures?|stitches|staples?|clips|drains?|catheter|foley|start\w*|stop\w*|resum\w+|restart\w*|beg[aiu]ns?|develop\w*|notic\w+|readmi\w+|transf\w+|mobili\w+|ambulat\w+|walk\w*|x-?rays?|mri|ct|ultrasound|scans?|imaging|follow[- ]?ups?|f\/u|rtc|check|pain|fever|fell|fall|mva|accident|injury|diagnosed|numbness|collar|brace|therapy|physio\w*|rehab\w*|at(?=(?: (?:the|an?|her|his|their|my))?\s*$))\b/i
const PHYSICAL_THERAPY = /\bPT\b/ // "Pt" is the patient
const LEADS = /\b(?:for|during|by|in|over)(?: (?:the|about|around|approximately))?\s*$/i
// What is still to come, or was before.
const PLAN =
  /\b(?:will|shall|to be|next|plan\w*|please|should|may(?! concern)|can(?:not)?|must|schedul\w*|book\w*|listed|arrang\w*|await\w*|candidate|return|due|until|till|within|first|last|prior|previous\w*|initially|before|less than|under|at least|every|no|not|avoid|limit\w*|restrict\w*|wear\w*)\b/i
// What dates the visit, at the end of what stands before a time.
const SEEN =
  /(?:\b(?:seen|reviewed|evaluated|examined|assessed|presents|returns|comes|here|today|now|currently|is|remains|(?<!(?:follow[- ]?up|f\/u) )visit|patient)|\b\d{1,3}\s?(?:yo|y\/o|-?year-?old)?\s?(?:m|f|male|female|man|woman|lady|gentleman))(?:[\s,:(–—-]+(?:in|to|at|on|the|a|an|our|my|for|her|his|their|post-?op|follow-?up|f\/u|wound|check|clinic|office|visit|about|approximately|approx|almost|nearly|over|just|roughly|who|is|now|today|exactly))*[\s,:(~–—-]*$/i
// What may stand between an operation and a bare time, and behind that.
const JOINS =
  /^(?:[\s,:()~–—-]|\b(?:now|about|approximately|approx|almost|nearly|roughly|just|left|right|done|with|and|x|currently|who|is|he|she|today|an?|the|her|his|their|my)\b)*$/i
const FROM = /^\s*(?:from|post|after|following|since)\b/i
// What may stand behind a time since surgery that names no operation.
const NEUTRAL =
  /^\s*(?:and|but|with(?:out)?|for|who|he|she|has|had|now|today|doing|visit|review|check|follow|appointment|clinic)\b/i
const SEPARATE = /,|\band\b/i
const CLOSES = /^\s*(?:[.,;:)\n–—-]|$|now\b|doing\b)/i
const NOW = /\b(?:is|now|currently|remains)\s*$/i
const BULLET = /^[-–•·*]$/
const ENTRY = /^\s*(?:[-–•·*]\s+|[^,.]*:\s*)?$/ // where a line of a list or what was told begins
const RIGHT_AT = /^\s*(?:on|in|[:(,–-])?\s*(?:the )?\s*$/i
const DID = /\b(?:underwent|performed|s\/p)\b/i
const DONE = /\b(?:s\/p|status[- ]post|post|underwent|had)\b/i
const DATED = new Set(["medications", "pageless", "complications", "signs"])
const NEAR = 8 // words between an operation and its time

/**
 * All that counts days, weeks, months or years.
 * @param {string} letter
 * @returns {Mention[]}
 */
export function mentionsIn(letter) {
  const all = [
    ...[...letter.matchAll(NUMBERED)].map((match) => ({ match, numbered: true })),
    ...[...letter.matchAll(COUNTED)].map((match) => ({ match, numbered: false })),
  ]
  return all.flatMap(({ match, numbered }) => {
    const { count, unit, letter: short, alone, parts, of, head, tail } = match.groups ?? {}
    const number = parts ? Number(parts) : (NUMBERS.get(count.toLowerCase()) ?? Number(count))
    const known = UNITS.get((OF_A_WEEK_OR_YEAR.get(of) ?? unit ?? short ?? alone)[0].toLowerCase())
    if (!known) return []
    return {
      start: match.index,
      end: match.index + match[0].length,
      said: match[0].trim(),
      amount: String(number),
      unit: known.unit,
      days: number * known.days,
      numbered,
      dated: of === "7" || of === "12",
      from: (tail ?? head ?? "").toLowerCase(),
    }
  })
}

/**
 * @param {string} letter
 * @param {Mention[]} mentions
 * @param {{ start: number, end: number, kind: string }[]} found what the letter names
 * @returns {When}
 */
export function whenIn(letter, mentions, found) {
  const judged = mentions.map((one) => ({ one, sure: isSince(letter, one, found) }))
  const sure = judged.filter(({ sure }) => sure).map(({ one }) => one)
  const agreed = sure.every(({ days }) => days === sure[0].days)
  const doubtful = judged.filter(({ sure }) => sure === false || (sure && !agreed)).map(({ one }) => one.said)
  return { time: agreed ? (sure[0] ?? null) : null, doubtful: [...new Set(doubtful)], dates: datesIn(letter, found) }
}

/**
 * What stands around a stretch of the letter: in its sentence, and between the commas next to it.
 * @param {string} letter
 * @param {number} start
 * @param {number} end
 */
function around(letter, start, end) {
  const before = upTo(letter, start, SENTENCE)
  const after = letter.slice(end).split(SENTENCE)[0]
  return { before, after, left: before.split(/[,(]/).at(-1) ?? "", right: after.split(/[,)]/)[0] }
}

/**
 * What stands between a stretch of the letter and the operation next to it in its sentence: before it, and behind it.
 * @param {string} letter
 * @param {{ start: number, end: number }} one
 * @param {{ start: number, end: number, kind: string }[]} found
 */
export function toOperation(letter, { start, end }, found) {
  const { before, after } = around(letter, start, end)
  const [from, to] = [start - before.length, end + after.length]
  const named = found.filter(({ kind }) => kind === "procedures")
  const said = [...letter.matchAll(OPERATION)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
  const all = [...named, ...said]
  const last = Math.max(...all.filter((other) => other.start >= from && other.end <= start).map((other) => other.end))
  const next = Math.min(...all.filter((other) => other.start >= end && other.end <= to).map((other) => other.start))
  // What belongs to the operation is no distance from it.
  const gap = (/** @type {number} */ first, /** @type {number} */ second) =>
    Number.isFinite(first) && Number.isFinite(second)
      ? found
          .filter((other) => other.start >= first && other.end <= second)
          .filter(({ kind }) => ["level", "procedures", "materials", "glossary"].includes(kind))
          .reduceRight(
            (text, other) => text.slice(0, other.start - first) + text.slice(other.end - first),
            letter.slice(first, second),
          )
      : null
  return { back: gap(last, start), on: gap(end, next), lead: letter.slice(from, start) }
}

/** @param {string} words */
const happens = (words) => EVENT.test(words) || PHYSICAL_THERAPY.test(words)

/** @param {string | null} gap */
const isNear = (gap) => gap !== null && gap.trim().split(/\s+/).length <= NEAR && !happens(gap) && !PLAN.test(gap)

/**
 * Whether a gap is short, and names nothing else between the time and a comma: `8 weeks after a knee replacement, TLIF 2019`.
 * @param {string | null} gap
 * @param {0 | -1} next which of its parts stands beside the time
 */
export function reaches(gap, next) {
  const parts = gap?.split(SEPARATE) ?? []
  return isNear(gap) && (parts.length < 2 || JOINS.test(parts.at(next) ?? ""))
}

/**
 * Whether a count is the time since surgery at the time of the letter. False where it may be that of something else; null where
 * nothing says that it counts from an operation.
 * @param {string} letter
 * @param {Mention} one
 * @param {{ start: number, end: number, kind: string }[]} found
 */
function isSince(letter, one, found) {
  const { before, after, left, right } = around(letter, one.start, one.end)
  const { back, on } = toOperation(letter, one, found)
  const joined = back !== null && JOINS.test(back) && DONE.test(before) && CLOSES.test(after) && !PLAN.test(before)
  if (!one.from && !one.numbered) return joined ? !one.dated : null
  const counts = /^(?:ago|after|since|following|from|post)$/.test(one.from) || FROM.test(after)
  const operated = reaches(on, 0) || (one.from === "ago" && reaches(back, -1))
  // Bones alone may be those of an injury.
  if (counts && !operated) return one.from !== "ago" && right.search(LEVEL) >= 0 ? false : null
  if (PLAN.test(one.numbered ? before : left)) return false
  // Of a hip, of a birth, of something that is not known here.
  if (!joined && !operated && !CLOSES.test(after) && !NEUTRAL.test(after)) return false
  if (LEADS.test(left)) return false
  // `Seen 6/12 s/p fusion` may be of the twelfth of June.
  if (one.dated && /^(?:s|post)/.test(one.from) && !NOW.test(before)) return false
  if (SEEN.test(before)) return !happens(before.replace(SEEN, "").split(/[,(]/).at(-1) ?? "")
  const dated = found.some(
    ({ kind, start, end }) => DATED.has(kind) && start >= one.start - left.length && end <= one.start,
  )
  // What comes with it or is the reason, as in "6 weeks after fusion for back pain", is dated by nothing.
  const [then] = right.split(/\b(?:with|without|for)\b/i)
  if (dated || happens(left) || happens(then) || PLAN.test(then)) return false
  if (!one.numbered) return true
  if (joined || (ENTRY.test(before) && isNear(on))) return true
  return !before.trim().replace(BULLET, "") && /(?:^|\n)\W*$/.test(letter.slice(0, one.start))
}

/**
 * The dates of operations, each once.
 * @param {string} letter
 * @param {{ start: number, end: number, kind: string }[]} found
 */
function datesIn(letter, found) {
  /** @type {Map<string, { said: string, year: boolean }>} */
  const dates = new Map()
  for (const match of letter.matchAll(DATE)) {
    const [start, end] = [match.index, match.index + match[0].length]
    const { before, left } = around(letter, start, end)
    const { back, on } = toOperation(letter, { start, end }, found)
    const close = back !== null && RIGHT_AT.test(back)
    const done = close && DID.test(left)
    if (SEEN.test(before) || (!close && happens(left)) || (!done && PLAN.test(left))) continue
    if (isNear(back) || isNear(on)) dates.set(match[0], { said: match[0], year: YEAR.test(match[0]) })
  }
  return [...dates.values()]
}
