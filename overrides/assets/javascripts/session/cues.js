// How a letter speaks of what it names: whether the client has it, takes it, had it done. Knows no page.

import { isItem } from "./unwrapped.js"

export const WORD = /[\p{L}\p{N}]+(?:['’]\p{L}+)*/gu
export const SENTENCE = /\.(?!\d)|[;\n!?]/
const CLAUSE =
  /\.(?!\d)|[;\n!?]|\b(?:but|however|although|except|(?<!\b(?:not|never|denies|denied|without|\p{L}+n['’]t)\s+(?:\p{L}+\s+)?)(?:takes?|taking)|continues?|reports?|complains?|presents?|underwent)\b/iu
// What is still to be ruled out is feared, and not denied.
const DENIES =
  /\b(?:no|not|nor|nil|neither|never|without|denies|denied|denying|neg(?:ative)? for|no evidence of|absence of|free of|(?<!\bnot (?:yet |been )?)ruled out|(?:is|are|was|were|do|does|did|has|have|had)n['’]t)\b/gi
const DENIED_AFTER =
  /^[^\S\n]*(?:\(-\)|(?:[:?–—-]\s*)?(?:was|were|is|has been|have been)?\s*(?:ruled out|excluded|neg(?:ative)?|denied|absent|none\b(?! since)|nil|no?(?=\s*(?:[.,;\n]|$))|not (?:seen|present|found))\b)/i
const AGAIN = /^\s*(?:further|recurren\w*|repeat|more|longer|only|changes?|improvement|resolution)\b/i // "no further" was there
const LISTS = /^(?:no|nor|nil|neither|without|den\w+|neg(?:ative)? for|no evidence of|absence of|free of)$/i // what denies a whole list
// What may stand between a denial and a medicine or an operation: "no bleeding on Eliquis" and "do not stop it" deny neither.
const DIRECTLY =
  /^(?:[\s:]|\b(?:an?|any|the|on|been|being|have|had|having|undergone?|needs?|needed|requires?|required|take[sn]?|taking|uses?|used|using|given|currently|regular(?:ly)?|previous|prior|yet|other|more|longer|further|recent|her|his|a candidate for|\p{L}+ n?or)\b)*$/iu
const VERB = /^\s*(?:is|are|was|were|has|have|feels?|remains?|looks?)\b/i
// Behind a denial, what it does not reach: `no swelling, the calf is red`, `no complaints other than calf pain`.
const OTHER =
  /(?:,|\band\b).*\b(?:is|are|was|were|has|have|feels?|remains?|looks?)\b|\b(?:other than|(?:aside|apart) from|besides|positive|endors\w+|admit\w*|now|develop\w*|due to|because|relief|cause|ruled out|excluded)\b|\+/i
const SOMEBODY = /\b(?:she|he|they|i|patient|pt)\b/i // `without her brace she has`, but `denies that she has`
const NON = /\bnon[- ]$/i
const OPEN_BOX = /(?:\[\s?\]|[☐□])\s*$/
const TICKED_BOX = /\[[x✓✔]\]|[☑☒■]/i
export const FINDINGS = new Set(["signs", "complications", "conditions"])
const MEDICINES = new Set(["medications", "pageless"])
const RELATIVES =
  "(?:mother|father|parents?|sister|brother|siblings?|aunt|uncle|grand(?:mother|father|parents?)|cousin|daughter|son)"
// What a relative has, and what may come and is guarded against, unless it came before.
const APART = new RegExp(
  String.raw`(?:(?<!\b(?:personal|own)\s?(?:and|&|\/)\s?)\b(?:fam(?:ily)? (?:history|hx)|fhx?|f\/h)\b|\b${RELATIVES}\s*(?:had|has|with|who|died|diagnosed|[:(–-]))(?!.*\b(?:patient|pt|she|he|personal)\b)` +
    String.raw`|\b(?:risks|risk (?:of|for)|risk factors for|prevent\w*|(?:prophyla\w+|screen\w*) (?:for|of|against))\b(?!.*\b(?:had|has|prior|previous|due|history|hx|given|because|since|developed|recurren\w*|another|repeat|further)\b)`,
  "i",
)
const APART_AFTER = new RegExp(
  String.raw`^[\s-]*(?:prophyla\w+|ppx|px|prevention|precautions?|screen\w*(?!.{0,12}positive)|risks?|pumps?|stockings|advice|warnings?|leaflet|[^.;\n]*\b(?:is|are) (?:normal|common)|(?:was|of|about|approximately|approx|less than|[:=~<]|\s)*(?:\d+\s*(?:ml|cc)|minimal|nil|negligible)|\(?(?:in )?(?:(?:her|his|their|the) )?${RELATIVES})\b`,
  "i",
)
const HEADING = /:\s*$/
// What the client is to look out for, said of signs and complications.
const WARNED =
  /\b(?:(?<!\b(?:unclear|unsure|see|check|know|as)\s)if|in case of|(?:watch|look|monitor\w*|call) (?:out )?for|consent\w*|warn\w*|(?:educat|instruct|report|advis|counsel)\w*.*(?:signs|symptoms) of|(?:call|contact|phone|notify|go to|attend|seek|return to)\b.*\b(?:for|with)|(?:call|contact|phone|notify) (?:(?:the|your|our) )?(?:office|doctor|surgeon|team|clinic|ward|us|911|999)|emergency(?=:)|return precautions|stockings for|scds? for|such as|following (?:symptoms|signs|problems))\b/i
// What somebody explained, of an illness too.
const ADVISED =
  /\b(?:red flags?|safety[- ]?net\w*|(?:counsel|educat|warn|advis)\w*(?: \p{L}+)? (?:on|about|regarding|re|of|for)|(?:advice|information|leaflet) (?:on|about|regarding|re|for))\b/iu
// A complication that somebody just got, or fears; and one that somebody found and treats.
const FRESH =
  /\b(?:c\/o|complain\w*|new|wors\w+|today|tonight|yesterday|this (?:am|pm|morning|afternoon|evening|week)|last night|since (?!(?:the |her |his )?(?:surgery|op))\w+|suspect\w*|suspicious|possibl[ey]|probabl[ey]|r\/o|rule out|concern\w* (?:for|about)|i (?:have|think|got)|my)\b|\?/i
const TENDED =
  /\b(?:history|hx|h\/o|prior|previous\w*|past|(?:19|20)\d\d|years?|treat\w+|start\w*|diagnos\w+|confirmed|repair\w*|evacuat\w+|wash[- ]?out|resolved|healed|managed|known|stable|packed|drained)\b/i
const OWN = /\b(?:her|his|their|known|history of|hx of)\s*$/i
// What the client takes no more: said right before a medicine or behind it, or over a whole list.
const STOPPED = new RegExp(
  String.raw`\b(?:(?:(?:past|previous|former) (?:medications?|medicines?|meds)|stop(?:ped)?(?: taking)?|discontinued?|d\/c['’]?d|no longer (?:on|takes?|taking|uses?|using)|(?:wean\w*|came|come) (?:off|from)|(?:completed|finished)(?: [\p{L}\d-]+)*? course of)\b(?<list>:)?(?<between>.*)|off(?: all| of| the| her| his)?\s*)$`,
  "iu",
)
const STOPPED_AFTER =
  /^(?:[^\S\n]|[\d,/(–-]|\.(?=\d)|\b(?:mg|mcg|bd|bid|tid|qds|od|daily|nightly|prn|weekly|x|days?|weeks?|months?)\b)*\b(?:(?:was|were|is|has been|have been|now) )*(?:stopped|discontinued|d\/c['’]?d|completed|ended|finished)\b(?=\s*(?:$|[.,;:)\n\d]|(?:in|on|after|at|by|since|last|as|due|because|post)\b))/i
const GOES_ON = /,|\b(?:for|to|with|on|instead|favou?r|takes?|taking|now|then)\b/i
// A time, a condition or what is still to do: then it may be taken.
const MAY_BE_TAKEN =
  /\b(?:(?:re-?)?start\w*|resum\w+|continu\w+|hold|held|until|till|before|prior|p(?:re|eri)-?op\w*|should|will|if|never|not|\p{L}+n['’]t|plan\w*|tr(?:ied|ying)|wants?|when|due|given|switch\w*|replac\w+|chang\w+|temporar\w+|for (?:\p{L}+ )?(?:surgery|operation|procedure))\b/iu
const AVOID = /\bavoid(?:ing|s)?(?: all| any| other)?\s*$/i
const AVOID_AFTER = /^\s*[:–-]?\s*(?:(?:are|is|should|to|be) )*(?:avoid(?:ed)?|contraindicated)\b/i
const ALLERGIC =
  /(?<!\bno (?:known )?(?:drug )?)\b(?:allerg\w+|intoleran\w+)\b(?!.*(?:\b(?:none|nil|nkd?a|no known|takes?|taking|given|gets?|on|meds|medications?|continues?|started|instead|now)\b|\p{L}:))/iu
const ALLERGIC_AFTER = /^[\s-]*(?:allerg\w+|intoleran\w+)\b/i
const DOSED = /^\s*\d+(?:\.\d+)?\s?m?c?g\b/i
// An operation that is spoken of, and may never come.
const PLANNED =
  /\b(?:plans?(?=:| (?:for|to))|planning|(?<!(?:admi\w+|elective) (?:for|to) (?:an? )?)planned(?= (?:for|to)\b)|(?:is|was|been|have|has) listed|list(?:ed|ing)? (?:\p{L}+ )?for|booked|candidate|consider\w*|offer\w*|await\w*|keen on|(?:may|might|would|will) (?:need|require|benefit|have|undergo)|recommend\w*|suggest\w*|pre-?op\w*(?= (?:assess|clinic|check|eval)))\b(?!.*\b(?:underwent|had|s\/p|post|performed|done|completed|following|after|since)\b)/iu
const PLANNED_AFTER =
  /^\s*(?:is |was |has been |being )?(?:planned|scheduled|booked|considered|offered|recommended|declined)\b/i
const CARRIED_OUT = /^[^.;\n]*\b(?:underwent|performed|done|had|took place|went|completed|carried out)\b/i
const LIST_OF_DENIED = new RegExp(String.raw`(?:${DENIES.source})\s*:\s*$`, "i")

/**
 * What stands before a place, from the last border on.
 * @param {string} letter
 * @param {number} place
 * @param {RegExp} border
 */
export const upTo = (letter, place, border) => letter.slice(0, place).split(border).at(-1) ?? ""

/**
 * Whether a name stands in a list, and the heading of that list or of the lines that it is in: `Call if:`, `Denies:`.
 * @param {string} letter
 * @param {number} start
 */
function headed(letter, start) {
  const above = letter.slice(0, start).split("\n").reverse()
  const line = above.shift() ?? ""
  const listed = isItem(line)
  const passes = (/** @type {string} */ other) =>
    listed ? !other.trim() || (isItem(other) && !HEADING.test(other)) : other.trim() && !other.includes(":")
  const first = /:\s/.test(line) ? "" : (above.find((other) => !passes(other)) ?? "")
  return { listed, heading: HEADING.test(first) ? first : "" }
}

/**
 * Whether the letter speaks of something without saying that the client has it, takes it or had it done. What is feared counts as there.
 * @param {string} letter
 * @param {number} start
 * @param {number} end
 * @param {string} kind
 */
export function isApart(letter, start, end, kind) {
  const clause = upTo(letter, start, CLAUSE)
  const after = letter.slice(end)
  if (kind === "procedures") return (PLANNED.test(clause) || PLANNED_AFTER.test(after)) && !CARRIED_OUT.test(after)
  if (MEDICINES.has(kind)) return isNotTaken(letter, start, after)
  if (!FINDINGS.has(kind)) return false
  const warned = kind !== "conditions" && (WARNED.test(clause) || WARNED.test(headed(letter, start).heading))
  const only = ADVISED.test(clause) && !OWN.test(clause)
  return warned || only || APART.test(clause) || APART_AFTER.test(after)
}

/**
 * Whether the letter says of a medicine that the client takes it no more, or cannot take it.
 * @param {string} letter
 * @param {number} start
 * @param {string} after
 */
function isNotTaken(letter, start, after) {
  const before = upTo(letter, start, SENTENCE)
  const line = upTo(letter, start, /[.\n!?]/)
  const { listed, heading } = headed(letter, start)
  const over = listed ? heading.replace(HEADING, "") : ""
  const stop = STOPPED.exec(before)
  const said = stop !== null && (Boolean(stop.groups?.list) || !GOES_ON.test(stop.groups?.between ?? ""))
  const stopped = said || STOPPED_AFTER.test(after) || STOPPED.test(over)
  if (stopped && ![over, before, after.split(SENTENCE)[0]].some((words) => MAY_BE_TAKEN.test(words))) return true
  if (AVOID.test(before) || AVOID_AFTER.test(after) || ALLERGIC_AFTER.test(after)) return true
  return !DOSED.test(after) && (ALLERGIC.test(line) || ALLERGIC.test(over))
}

/**
 * Whether the letter tells of a complication as of one that nobody has looked after: a complaint, what came today, what is suspected.
 * @param {string} letter
 * @param {number} start
 * @param {number} end
 */
export function isFresh(letter, start, end) {
  const before = upTo(letter, start, SENTENCE)
  const sentence = before + letter.slice(start, end) + /^[^.;\n!]*/.exec(letter.slice(end))
  return FRESH.test(sentence) && !TENDED.test(sentence)
}

/**
 * Whether the letter says that something is not there: before it, or behind it. A denied list of findings goes on to the end of its
 * clause; what is "not" so is near, and of a medicine or an operation only what stands right before it counts.
 * @param {string} letter
 * @param {number} start
 * @param {number} end
 * @param {boolean} finding
 */
export function isDenied(letter, start, end, finding) {
  const before = upTo(letter, start, CLAUSE)
  const after = letter.slice(end)
  if (NON.test(before) || (OPEN_BOX.test(before) && TICKED_BOX.test(letter))) return true
  const cue = [...before.matchAll(DENIES)].at(-1)
  const between = cue ? before.slice(cue.index + cue[0].length) : ""
  const words = between.match(WORD)?.length ?? 0
  const list = finding && cue !== undefined && LISTS.test(cue[0])
  const near = words <= 3 && !between.includes(",")
  const name = letter.slice(start, end).trim().toLowerCase()
  const again = name !== "" && between.toLowerCase().includes(name)
  const other =
    again ||
    OTHER.test(between + (after.match(VERB)?.[0] ?? "")) ||
    (SOMEBODY.test(between) && !/^den/i.test(cue?.[0] ?? ""))
  const reaches = finding ? (list ? words <= 12 : near) && !other && !AGAIN.test(between) : DIRECTLY.test(between)
  if (cue !== undefined && reaches) return true
  if (DENIED_AFTER.test(after)) return true
  const { heading, listed } = headed(letter, start)
  return finding && listed && LIST_OF_DENIED.test(heading)
}
