// Which cautions apply to a client, and what follows: the rules that `macros/publish/rules.py` publishes, interpreted by the same
// logic as `macros/plan/planner.py`. One table of clients and verdicts holds both. Knows no page.

/** @import { Area, Called, Drawing, Rule, Rules, Session, Today, Urgency } from "published" */
/** @import { Client, Knowledge } from "./client.js" */
/** @import { Fact } from "./judge.js" */
/** @import { Open, Question } from "./questions.js" */

import { knowledge, lists } from "./client.js"
import { judge, severe, stands } from "./judge.js"
import { consider, questions } from "./questions.js"

/**
 * A rule in force, the facts that made it so, and those that are not known and would have to be known to be false.
 * @typedef {{ rule: Rule, matched: Fact[], unknown: Fact[] }} Held
 */

/**
 * What one reason does to the verdict.
 * @typedef {object} Effect
 * @property {Today} today
 * @property {Urgency} urgency
 * @property {Called} called
 * @property {Set<Area | "table">} where the areas it is about; empty for the whole client
 * @property {boolean} sure whether it holds for sure, and not only until something more is known
 * @property {boolean} personal whether it comes from a finding, an illness or a medicine, and not from the operation alone
 */

/** The whole client. @type {Set<Area | "table">} */
const WHOLE = new Set()

/**
 * What follows for a client today.
 * @typedef {object} Plan
 * @property {Session} session
 * @property {Urgency} urgency
 * @property {Called} called
 * @property {Held[]} held the rules in force, the most urgent first
 * @property {Rule[]} hanging the rules that would be in force with a medicine or an illness of which nobody knows
 * @property {Partial<Record<Area, Session>>} areas the verdict for each area that was asked for
 * @property {string[]} undecided keys of `missing` that are not answered
 * @property {string[]} toAnswer what still has to be answered before the stop signs are, as `kind slug`, the most urgent first; the
 *   other stop signs can neither stop, delay nor hurry anything for this client
 * @property {string[]} consider complications and conditions to think of
 * @property {Question[]} questions what could change most first
 * @property {Client} client
 */

/**
 * @param {Partial<Client>} given
 * @param {Rules} data
 * @returns {Plan}
 */
export function plan(given, data) {
  const weighed = weigh(given, data)
  const { known, held, hanging, open, toAnswer, undecided } = weighed
  return {
    ...answer(weighed, data),
    held,
    hanging,
    undecided,
    toAnswer,
    consider: consider(held, known, data),
    questions: questions(open, data),
    client: known.client,
  }
}

/**
 * What follows for a client today, and nothing of why.
 * @param {Partial<Client>} given
 * @param {Rules} data
 */
export const verdict = (given, data) => answer(weigh(given, data), data)

/**
 * @param {ReturnType<typeof weigh>} weighed
 * @param {Rules} data
 * @returns {Pick<Plan, "session" | "urgency" | "called" | "areas">}
 */
function answer({ known, undecided, effects, most }, data) {
  const sessions = Object.keys(data.sessions)
  const areas = [...known.client.areas]
    .sort()
    .map((area) => /** @type {[Area, Session]} */ ([area, sessionAt(effects, undecided, area, known, data)]))
  const worst = areas.map(([, verdict]) => verdict).sort((a, b) => sessions.indexOf(a) - sessions.indexOf(b))[0]
  return {
    session: worst ?? sessionAt(effects, undecided, null, known, data),
    urgency: most.urgency,
    called: most.called,
    areas: Object.fromEntries(areas),
  }
}

/**
 * What has to be answered of a client of whom nothing was found and no sign denied, as `toAnswer` of a plan says it, and how urgent
 * each sign would be, if it were new and the only finding. Only the rules that name a sign are judged again for it.
 * @param {Partial<Client>} given
 * @param {Rules} data
 * @returns {{ toAnswer: string[], urgencies: Map<string, Urgency> }}
 */
export function unasked(given, data) {
  const denied = (given.denied ?? []).filter((fact) => !fact.startsWith("signs "))
  const bare = { ...given, denied, signs: {}, complications: {}, other: {} }
  const { toAnswer, most } = weigh(bare, data)
  const ranks = /** @type {Urgency[]} */ (Object.keys(data.urgencies))
  const alone = (/** @type {string} */ slug) => {
    const known = knowledge({ ...bare, signs: { [slug]: "new" } }, data)
    const soon = data.rules
      .filter(({ when }) => when.signs?.includes(slug) || when.with?.includes(slug))
      .flatMap((rule) => holding(rule, known, data).held)
      .map((item) => ofRule(item, known).urgency)
    return [most.urgency, ...soon].reduce((one, other) => (ranks.indexOf(other) < ranks.indexOf(one) ? other : one))
  }
  return { toAnswer, urgencies: new Map(Object.keys(data.signs).map((slug) => [slug, alone(slug)])) }
}

/**
 * Whether a rule is in force, for sure or until more is known, and what is missing if it hangs on that.
 * @param {Rule} rule
 * @param {Knowledge} known
 * @param {Rules} data
 * @returns {{ held: Held[], missing: Fact[] }}
 */
function holding(rule, known, data) {
  const [state, matched, missing] = judge(rule.when, known, data)
  const held = state || (state === null && stands(rule, missing))
  return { held: held ? [{ rule, matched, unknown: missing }] : [], missing: state === null ? missing : [] }
}

/**
 * Rules without those that give leave to lie in some way beside one that bars that way of lying: then they give none. One that ends
 * with the surgeon's word bars nothing here: the leave is for afterwards, and says so.
 * @param {Held[]} held
 */
function notOutdone(held) {
  const lasting = held.filter(({ rule }) => rule.when.weeks?.until !== "cleared")
  const barred = new Set(lasting.flatMap(({ rule }) => rule.drawings))
  const isBarred = (/** @type {Drawing} */ name) => barred.has(/** @type {Drawing} */ (`not-${name}`))
  return held.filter(
    ({ rule: { level, drawings } }) => level !== "fine" || !drawings.length || !drawings.every(isBarred),
  )
}

/**
 * The rules in force, those that hang on what is not known, what all of it does, and the most urgent of that.
 * @param {Partial<Client>} given
 * @param {Rules} data
 */
export function weigh(given, data) {
  const known = knowledge(given, data)
  /** @type {Held[]} */
  const every = []
  /** @type {Rule[]} */
  const hanging = []
  /** @type {Open} */
  const open = new Map()
  /** @type {Set<string>} */
  const waiting = new Set()
  for (const rule of data.rules) {
    const { held: some, missing } = holding(rule, known, data)
    every.push(...some)
    if (missing.length && missing.every(([key]) => key === "medications" || key === "conditions")) hanging.push(rule)
    const alone = new Set(missing.map(([key]) => key)).size === 1
    for (const [key, slug] of missing) {
      const kind = key === "with" ? "signs" : key
      const fact = `${kind} ${slug}`
      const hanging = open.get(fact)
      if (hanging) hanging.push([rule, alone])
      else open.set(fact, [[rule, alone]])
      if (severe(rule) && lists(kind, slug, data).includes("signs")) waiting.add(fact)
    }
  }
  const held = notOutdone(every)
  const toAnswer = [...waiting]
  const undecided = unanswered(known, toAnswer)
  const effects = [
    ...held.map((item) => ofRule(item, known)),
    ...ofFindings(held, known, data),
    ...ofAnswers(known, undecided),
  ]
  const urgencies = Object.keys(data.urgencies)
  // What is this client's own goes first when two ask for the same haste.
  const haste = (/** @type {Effect} */ { urgency: soon, personal }) => 2 * urgencies.indexOf(soon) + (personal ? 0 : 1)
  const nothing = effect("nothing", "none", "nobody")
  const most = effects.reduce((one, other) => (haste(other) < haste(one) ? other : one), nothing)
  return { known, held, hanging, open, toAnswer, undecided, effects, most }
}

/**
 * Whom to call and how soon, in words.
 * @param {{ urgency: Urgency, called: Called }} plan
 * @param {Pick<Rules, "called" | "urgencies">} data
 */
export const referTo = ({ urgency, called }, data) =>
  urgency === "none"
    ? data.called.nobody
    : `${data.called[called]}${urgency === "same-day" ? " or urgent care" : ""}, ${data.urgencies[urgency]}`

/**
 * The rules to read now: those that stop, if one does, and those of the emergency, if there is one. Under a verdict that lets nobody
 * work, nothing says "go ahead", and nothing lesser stands beside the reason.
 * @param {Plan} plan
 */
export function first({ session, held }) {
  if (session === "do-not-massage") {
    const reasons = held.filter(({ rule }) => rule.today === "stop")
    const urgent = reasons.filter(({ rule }) => rule.urgency === "emergency")
    return urgent.length ? urgent : reasons
  }
  return ["postpone", "undecided"].includes(session) ? held.filter(({ rule }) => rule.level !== "fine") : held
}

/**
 * What a rule in force does. What waits for the team's word is answered once the team has agreed: then it is a change.
 * @param {Held} held
 * @param {Knowledge} known
 * @returns {Effect}
 */
function ofRule({ rule, unknown }, known) {
  const tokens = rule.where.flatMap((token) => (token === "operated" ? [...known.operated] : [token]))
  const { signs, complications, conditions, medications } = rule.when
  const personal = Boolean(signs || complications || conditions || medications)
  const answered = rule.urgency === "clearance-first" && known.agreed
  const does = answered
    ? effect("change", "routine", called(rule, known))
    : effect(rule.today, rule.urgency, called(rule, known))
  return { ...does, where: tokens.length ? new Set(tokens) : WHOLE, sure: !unknown.length, personal }
}

/**
 * What findings do by themselves: a complication that is suspected or that no rule speaks of, and words nobody understands.
 * @param {Held[]} held
 * @param {Knowledge} known
 * @param {Rules} data
 */
function ofFindings(held, { client, team }, data) {
  const spoken = (/** @type {string} */ slug) =>
    held.some(({ matched }) => matched.some(([key, one]) => key === "complications" && one === slug))
  /** @type {Effect[]} */
  const effects = []
  for (const [slug, course] of Object.entries(client.complications)) {
    const { urgency } = data.complications[slug]
    if (course === "new")
      effects.push(finding(data.suspected[urgency], urgency, urgency === "emergency" ? "emergency" : team))
    else if (!spoken(slug)) effects.push(finding("change", "routine", team))
  }
  for (const course of Object.values(client.other))
    effects.push(course === "new" ? finding("stop", "same-day", team) : finding("change", "routine", team))
  return effects
}

/**
 * What the team's answer does, and what nobody has asked or knows yet.
 * @param {Knowledge} known
 * @param {string[]} undecided
 */
function ofAnswers({ client, team }, undecided) {
  /** @type {Effect[]} */
  const effects = []
  if (client.clearance === "refused") effects.push(effect("stop", "clearance-first", team))
  if (client.clearance === "waiting") effects.push(effect("wait", "clearance-first", team))
  if (undecided.includes("signs") || undecided.includes("procedures"))
    effects.push({ ...effect("wait", "clearance-first", team), sure: false })
  if (!client.asked.includes("medications") || !client.asked.includes("conditions"))
    effects.push(effect("change", "routine", team))
  return effects
}

/**
 * @param {Today} today
 * @param {Urgency} soon
 * @param {Called} whom
 * @returns {Effect}
 */
const effect = (today, soon, whom) => ({
  today,
  urgency: soon,
  called: whom,
  where: WHOLE,
  sure: true,
  personal: false,
})

/**
 * @param {Today} today
 * @param {Urgency} soon
 * @param {Called} whom
 * @returns {Effect}
 */
const finding = (today, soon, whom) => ({ ...effect(today, soon, whom), personal: true })

/**
 * Whom a rule means.
 * @param {Rule} rule
 * @param {Knowledge} known
 * @returns {Called}
 */
function called({ urgency, who }, { team }) {
  if (urgency === "none") return "nobody"
  if (urgency === "emergency") return "emergency"
  return who === "team" ? team : who
}

/**
 * The keys of `missing` that nobody has answered.
 * @param {Knowledge} known
 * @param {string[]} toAnswer
 */
function unanswered({ open, before }, toAnswer) {
  /** @type {[string, boolean][]} */
  const keys = [
    ["procedures", open],
    ["weeks", before === null],
    ["signs", toAnswer.length > 0],
  ]
  return keys.filter(([, missing]) => missing).map(([key]) => key)
}

/**
 * The verdict for an area; without one, for the operated part and for lying on the table.
 * @param {Effect[]} effects
 * @param {string[]} undecided
 * @param {Area | null} area
 * @param {Knowledge} known
 * @param {Rules} data
 * @returns {Session}
 */
function sessionAt(effects, undecided, area, { operated }, data) {
  const here = (/** @type {Effect} */ { today, where, personal }) => {
    if (!where.size || where.has("table")) return true
    if (area) return where.has(area)
    return personal || ["stop", "wait"].includes(today) || [...operated].some((part) => where.has(part))
  }
  const counted = effects.filter(here)
  const todays = new Set(counted.map(({ today }) => today))
  if (todays.has("stop")) return data.sessionOf.stop
  if (undecided.length && !counted.some(({ today, sure }) => today === "wait" && sure)) return "undecided"
  const careful = /** @type {Today[]} */ (Object.keys(data.sessionOf)).find((today) => todays.has(today))
  return data.sessionOf[careful ?? "nothing"]
}
