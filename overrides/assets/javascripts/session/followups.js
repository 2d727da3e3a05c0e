// The few questions that a complaint brings: what else to ask, by what the answer would change for this client. Knows no page.

/** @import { Rules } from "published" */
/** @import { Question } from "./questions.js" */
/** @import { Client, Kind } from "./client.js" */
/** @import { Plan } from "./planner.js" */
/** @import { State } from "./state.js" */

import { findings } from "./client.js"
import { verdict } from "./planner.js"
import { client } from "./state.js"

const MOST = 3

/**
 * At most three questions to ask next: those that what is reported brings along, then those that decide whether a rule in force
 * stays in force, each time the most urgent first. None whose answer would change nothing, and none that was answered, if only by
 * "don't know". The other stop signs are left to their list. In an emergency there is none, unless it is one only until more is known:
 * then all that it hangs on is asked.
 * @param {Plan} made
 * @param {State} state
 * @param {Rules} data
 * @returns {Question[]}
 */
export function followUps(made, state, data) {
  const open = made.questions.filter(({ fact }) => isAskable(fact) && !state.unsure.includes(fact))
  const own = new Set(Object.keys(made.client.signs).flatMap((slug) => data.signs[slug].followUps))
  const deciding = new Set(made.held.flatMap(({ unknown }) => unknown.map((fact) => fact.join(" "))))
  const isEmergency = made.urgency === "emergency"
  const elsewhere = (/** @type {string} */ fact) => !isEmergency && (own.has(fact) || made.toAnswer.includes(fact))
  const rest = open.filter(({ fact }) => deciding.has(fact) && !elsewhere(fact))
  const byRecord = [...own].flatMap((fact) => open.find((question) => question.fact === fact) ?? [])
  const known = client(state, data)
  // Each is weighed alone: as if the answer to all others were no.
  const otherwise = { ...known, denied: [...known.denied, ...open.map(({ fact }) => fact)] }
  if (isEmergency && verdict(otherwise, data).urgency === "emergency") return []
  return [isEmergency ? [] : byRecord, rest].flatMap((questions) => ranked(questions, otherwise, data)).slice(0, MOST)
}

/**
 * The questions of which a yes changes something, the most urgent first, then the most careful.
 * @param {Question[]} questions
 * @param {Client} otherwise the client if the answer were no
 * @param {Rules} data
 */
function ranked(questions, otherwise, data) {
  const urgencies = Object.keys(data.urgencies)
  const sessions = Object.keys(data.sessions)
  const no = verdict(otherwise, data)
  return questions
    .map((question) => ({ question, yes: verdict(having(otherwise, question.fact), data) }))
    .filter(({ yes }) => differ(yes, no))
    .sort(
      ({ yes: one }, { yes: other }) =>
        urgencies.indexOf(one.urgency) - urgencies.indexOf(other.urgency) ||
        sessions.indexOf(one.session) - sessions.indexOf(other.session),
    )
    .map(({ question }) => question)
}

/** @typedef {ReturnType<typeof verdict>} Verdict */

/**
 * Whether two verdicts differ in what to do, how soon, or whom to call before the next visit.
 * @param {Verdict} one
 * @param {Verdict} other
 */
function differ(one, other) {
  const told = (/** @type {Verdict} */ { session, urgency, called, areas }) =>
    JSON.stringify([session, areas, urgency, urgency === "routine" || called])
  return told(one) !== told(other)
}

/**
 * Whether a client can have or take it: operation, time and limits are asked by the form.
 * @param {string} fact
 */
const isAskable = (fact) => /^(signs|medications|conditions|complications) ./.test(fact)

/**
 * The client after a yes. A sign is new; a complication that a client can name is one that somebody found.
 * @param {Client} client
 * @param {string} fact
 * @returns {Client}
 */
function having(client, fact) {
  const [kind, slug] = /** @type {[Kind, string]} */ (fact.split(" "))
  if (kind === "signs" || kind === "complications") {
    const course = kind === "signs" ? "new" : "followed"
    return { ...client, [kind]: findings([...Object.entries(client[kind]), [slug, course]]) }
  }
  return { ...client, [kind]: [...client[kind], slug] }
}
