// The signs that a query tells of, by the ways that each sign's record lists: words of each group, in any order, make the sign. What
// nobody thought of there is found by the sign's own names and sayings. Here is the English around them: what is denied, over, asked
// in general or there for long. Knows no page.

/** @import { Course, Sayings } from "published" */

/** @typedef {{ ways: RegExp[][], covers: string[] }} Told what tells of a sign, and the signs that it says already */

/**
 * What tells of each sign, by slug. Words in capitals stand for those of a wording.
 * @param {Sayings} sayings
 * @returns {Map<string, Told>}
 */
export function told({ signs, wordings }) {
  const filled = (/** @type {string} */ text) =>
    text.replace(/(?<!\\)\b[A-Z]{2,}\b/g, (/** @type {string} */ name) => filled(wordings[name] ?? ""))
  const made = (/** @type {string} */ group) => new RegExp(`(?<![a-z0-9])(?:${filled(group)})(?![a-z0-9])`)
  return new Map(
    Object.entries(signs).map(([slug, { ways, covers }]) => [slug, { ways: ways.map((way) => way.map(made)), covers }]),
  )
}

const NOT =
  /(?<![a-z])(?:no|not|never|without|denies|denied|deny|free of|isn'?t|aren'?t|wasn'?t|(?:do|does|did)(?:n'?t| not) (?:have|feel|get)|has(?:n'?t| not)|have(?:n'?t| not)|any|neither|nor|negative for)(?:\s+(?:a|an|any|had|have|got|been|the|my|her|his|has|was|is|new|more|of|recent|sign|signs|real|longer|and|or))*\s*$/i
// `No numbness in the saddle area`: what is denied reaches until somebody is named or something is said to be. `Denies` reaches
// over commas, too.
const TOLD =
  "(?<![a-z'])(?:i|my|she|he|is|are|was|has|can'?t|cannot|won'?t|idea|longer|but|urine|feeling|sensation)(?![a-z'])"
const LIST = new RegExp(
  `(?:(?<![a-z])no\\s(?:(?!${TOLD})[a-z'\\s-])*|(?<![a-z])(?:without|denies|denied|denying|free of|negative for|neither)\\s(?:(?!${TOLD})[a-z'\\s,-])*)$`,
  "i",
)
const GONE =
  /^\W*(?:(?:is|are|has|have|was|were|all)\s+)*(?:now\s+)?(?:gone|resolved|went away|gone away|cleared up|settled|over now|healed)\b/i
const SETTLED =
  /(?:for (?:many |several |\d+ |a few |some )?years|since (?:childhood|birth|\d{4}|i was)|all my life|always (?:had|been)|long[- ]?standing|unchanged|same as (?:before|ever|always)|the usual|no different|years old|as a child)/i
const TELLS =
  /(?:surgeon|doctor|team|neurologist|specialist|consultant|gp)\s(?:already\s)?(?:knows?|is aware|has seen|expects?|says? (?:it'?s|it is|that'?s) (?:normal|expected|fine))/i

// What is asked about a sign in general, and not reported.
const GENERAL = new RegExp(
  [
    "\\b(?:prevent\\w*|prevention|exercises?|how common|how likely|how often|chances? of|risks? of|risk factors?|statistics|definition)\\b",
    "\\b(?:causes? of|what causes|treatment (?:of|for)|therapy for|types? of|difference between|history of|recover(?:y|ed|ing)? from|avoid(?:ing)?|reduc(?:e|ing)|can (?:a )?massage (?:cause|help|prevent|cure|ease)|does (?:a )?massage (?:cause|help)|massage for)\\b",
    "\\b(?:signs?|symptoms?) of (?:an?|the)?\\b",
    "\\b(?:snacks?|creams?|fading|fades?|brace|splint|care|instructions|therapist'?s|training|stockings|positioning|care plan|protocol|guidelines?|studies|study|evidence|research|code|icd)\\b",
  ].join("|"),
  "i",
)

/**
 * The signs that a text tells of, each with the course it seems to have. Denied ones are left out.
 * @param {string} text
 * @param {Map<string, Told>} told
 * @returns {Map<string, Course>}
 */
export function signsIn(text, told) {
  /** @type {Map<string, Course>} */
  const found = new Map()
  const plain = contracted(text.toLowerCase().replace(/[’‘]/g, "'").replace(/\s+/g, " "))
  if (isGeneral(plain)) return found
  const course = courseOf(plain)
  for (const [sign, { ways }] of told)
    for (const groups of ways) {
      const places = groups.map((group) => group.exec(plain))
      if (places.some((place) => !place)) continue
      if (!denied(plain, places)) {
        found.set(sign, course)
        break
      }
    }
  for (const sign of [...found.keys()]) for (const less of told.get(sign)?.covers ?? []) found.delete(less)
  return found
}

/**
 * A text in which "not" is drawn to its verb, as the ways have it: `will not` becomes `won't`.
 * @param {string} text
 */
const contracted = (text) =>
  text
    .replace(/\bwill not\b/g, "won't")
    .replace(/\bcan ?not\b/g, "can't")
    .replace(/\b(do|does|did|is|are|was|were|has|have|had|could|would|should) not\b/g, "$1n't")

const ASKING = /\b(?:can|may|should|could|do|does|is it ok|when can|how do|how can|how should|if) (?:i|you|we)\b/gi
// Leave that is asked for: when somebody may do something, or how it is done. Whose body it is says then no more.
const OTHER = "(?:she|he|they|(?:my|the|a) (?:client|patient|husband|wife|mother|father|mum|mom|dad|friend))"
const LEAVE = new RegExp(
  `^\\s*(?:(?:when|how soon) (?:can|may|should|could|will) (?:i|you|we|${OTHER})|(?:can|may) ${OTHER}|how to \\w+ (?:a|the|my) (?:client|patient))\\b`,
  "i",
)
const WHOSE = /\b(?:my|her|his)\b/gi
const REPORT =
  /(?<![a-z'])(?:i|i'?m|i'?ve|my|myself|me|she|she's|he|he's|her|his|client|patient|husband|wife|mother|father|mum|mom|dad|gran\w*|sudden\w*|can'?t|cannot|won'?t|today|yesterday|last night|this morning|keeps?|went|gone|getting|since)(?![a-z'])/i

/**
 * Whether a text reports something of somebody, and does not only ask about it.
 * @param {string} text
 */
export function isReport(text) {
  const plain = text.replace(/[’‘]/g, "'")
  const rest = plain.replace(LEAVE, " ")
  return REPORT.test((rest === plain ? plain : rest.replace(WHOSE, " ")).replace(ASKING, " "))
}

const LATE =
  /(?<![a-z'])(?:after|since|ago|new(?:ly)?|now|recent\w*|sudden\w*|start\w*|began|wors\w+|increas\w+|grow\w*|spread\w*|(?:more and|no|any) more|post[- ]?op\w*|\d+ (?:days?|weeks?|months?)|(?:this|last) (?:week|month))(?![a-z'])/i

/**
 * Whether a text says since when something is there, or that it grows.
 * @param {string} text
 */
export const isLate = (text) => LATE.test(text)

const BESIDE =
  /\b(?:massag\w*|work|treat\w*|lie|lying|face[- ]?down|session|appointment|client|patient)\b.*?\b(?:with|over|on|whose|who has|that has|has|if|when)\s+(?:an?|the|his|her|their)?\s*(.+)$/i

// What stands behind a sign, and says only when it is or what is asked of it.
const BEHIND =
  /[\s,;.?]+(?:(?:after|following|since|during|while|post[- ]?op)\b|(?:is|are) (?:it|they) (?:ok|okay|safe|normal)\b|(?:can|may|should) (?:i|you|we)\b|what (?:do|should)\b).*$/i

/**
 * What may be a sign where something else stands around it: what is asked about, as in `cold leg after back surgery`, and what a massage
 * is asked for in spite of, as in `can I massage with a leaking wound`, if nothing before that is denied.
 * @param {string} text
 */
export const bare = (text) =>
  [text.replace(BEHIND, ""), isDenied(text) ? text : (BESIDE.exec(text)?.[1] ?? text)].filter((part) => part !== text)

/**
 * Whether something is asked about signs in general, and none is reported.
 * @param {string} text
 */
export const isGeneral = (text) => GENERAL.test(text)

/**
 * How what is told sounds: new, known to a doctor, or there for long.
 * @param {string} text
 * @returns {Course}
 */
export const courseOf = (text) => (SETTLED.test(text) ? "settled" : TELLS.test(text) ? "followed" : "new")

/**
 * Whether a text denies something.
 * @param {string} text
 */
export const isDenied = (text) =>
  /(?:gone|resolved|went away|cleared up|[ -]free)\b/i.test(text) ||
  /(?<![a-z])(?:no|not|never|without|denies|denied|free of|negative for)\s/i.test(text)

/**
 * @param {string} text
 * @param {(RegExpExecArray | null)[]} places
 */
function denied(text, places) {
  const starts = places.map((place) => place?.index ?? 0)
  const ends = places.map((place) => (place?.index ?? 0) + (place?.[0].length ?? 0))
  const clause = Math.max(
    -1,
    ...[...text.slice(0, Math.min(...starts)).matchAll(/[,;.:!?]| but | though /g)].map(
      (m) => (m.index ?? 0) + m[0].length - 1,
    ),
  )
  const before = text.slice(clause + 1, Math.min(...starts))
  const whole = text.slice(0, Math.min(...starts))
  return NOT.test(before) || LIST.test(whole) || GONE.test(text.slice(Math.max(...ends)))
}
