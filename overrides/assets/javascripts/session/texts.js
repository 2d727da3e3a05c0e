// What can be taken along, as plain text: a sheet to print, a note to the team, questions, an outline. Knows no page.

/** @import { Course, Level, Named, Rules } from "published" */
/** @import { Client } from "./client.js" */
/** @import { Held, Plan } from "./planner.js" */
/** @import { State } from "./state.js" */

import { REPORTED } from "./clearance.js"
import { first } from "./planner.js"

/**
 * Writes a text about a client.
 * @typedef {(made: Plan, known: State & Client, data: Rules) => string} Writer
 */

const list = (/** @type {string[]} */ items, mark = "-") => items.map((item) => `${mark} ${item}`)
const names = (/** @type {string[]} */ slugs, /** @type {Record<string, Named>} */ records) =>
  slugs.map((slug) => records[slug].name)
const unique = (/** @type {string[]} */ items) => [...new Set(items)]
const todo = (/** @type {Held[]} */ held) => held.map(({ rule }) => rule.do)

/**
 * The findings with their course, in words.
 * @param {Client} known
 * @param {Rules} data
 */
function reported({ signs, complications, other }, data) {
  const said = (/** @type {string} */ name, /** @type {Course} */ course) => `${name} (${data.courses[course]})`
  return [
    ...Object.entries(signs).map(([slug, course]) => said(data.signs[slug].name, course)),
    ...Object.entries(complications).map(([slug, course]) => said(data.complications[slug].name, course)),
    ...Object.entries(other).map(([words, course]) => said(`“${words}”`, course)),
  ]
}

/**
 * What was entered.
 * @param {State & Client} known
 * @param {Rules} data
 * @param {Plan} made
 */
function about(known, data, { undecided }) {
  const time = known.planned ? "still to come" : known.amount === "" ? "not known" : `${known.amount} ${known.unit}`
  return [
    `Operation: ${names(known.procedures, data.procedures).join(", ") || "not known"}`,
    `Time since surgery: ${time}`,
    `Part of the spine: ${known.regions.join(", ") || "not entered"}`,
    `Medicines: ${names(known.medications, data.medications).join(", ") || (known.asked.includes("medications") ? "none" : "not known")}`,
    `Illnesses: ${names(known.conditions, data.conditions).join(", ") || (known.asked.includes("conditions") ? "none" : "not known")}`,
    `Reported: ${reported(known, data).join(", ") || (undecided.includes("signs") ? "stop signs not asked" : "no stop sign")}`,
    ...(known.unknown.length ? [`Not known here: ${known.unknown.map(([, name]) => name).join(", ")}`] : []),
    `Surgeon's team agreed to massage: ${known.clearance ? REPORTED[known.clearance] : "not known"}`,
  ]
}

const foot = (/** @type {Rules} */ data) =>
  `Steady Hands, edition of ${data.edition}. Compiled from sources, not reviewed by a clinician. No diagnosis; the surgeon's instructions come first.`

/**
 * What fits on one page, beside every stop sign.
 * @type {Partial<Record<Level, number>>}
 */
const ROOM = { refer: 8, avoid: 12, adapt: 8, ask: 4, fine: 3 }

/**
 * One page: what was entered, and the plan in the order it is needed.
 * @type {Writer}
 */
export function sheet(made, known, data) {
  const { session, urgency, called, undecided, questions, consider } = made
  const whom = urgency === "none" ? data.called.nobody : `${data.called[called]}, ${data.urgencies[urgency]}`
  const lines = [
    data.sessions[session].toUpperCase(),
    `Call: ${whom}`,
    ...undecided.map((key) => `Still to answer: ${data.missing[key]}`),
    "",
    ...about(known, data, made),
  ]
  for (const [level, words] of /** @type {[Level, string][]} */ (Object.entries(data.levels))) {
    const said = unique(todo(first(made).filter(({ rule }) => rule.level === level)))
    const most = ROOM[level] ?? said.length
    if (said.length)
      lines.push(
        "",
        words.toUpperCase(),
        ...list(said.slice(0, most), "☐"),
        ...(said.length > most ? [`  and ${said.length - most} more on the screen`] : []),
      )
  }
  const open = questions.slice(0, 8).map(({ ask }) => ask)
  if (open.length) lines.push("", "NOT KNOWN YET", ...list(open, "☐"))
  if (consider.length)
    lines.push("", `THINK OF: ${names(consider, { ...data.conditions, ...data.complications }).join(", ")}`)
  return [...lines, "", foot(data)].join("\n")
}

/**
 * What was done or is planned, as the end of a sentence about the client: `had ACDF 9 weeks ago`.
 * @param {State & Client} known
 * @param {Rules} data
 */
function history({ procedures, planned, amount, unit }, data) {
  const operation = procedures.map((slug) => data.procedures[slug].inSentence).join(", ") || "spine surgery"
  if (planned) return `faces ${operation}`
  return `had ${operation}${amount === "" ? "" : ` ${amount} ${unit} ago`}`
}

/**
 * What to say on the telephone when the session stops: who, what was done, what is new, what is taken.
 * @type {Writer}
 */
export function toSay(_, known, data) {
  const { signs, complications, other, medications } = known
  const fresh = (/** @type {[string, Course][]} */ found) => found.filter(([, course]) => course === "new")
  const now = [
    ...fresh(Object.entries(signs)).map(([slug]) => data.signs[slug].inSentence),
    ...fresh(Object.entries(complications)).map(([slug]) => `perhaps ${data.complications[slug].inSentence}`),
    ...fresh(Object.entries(other)).map(([words]) => `“${words}”`),
  ]
  const takes = medications.map((slug) => data.medications[slug].inSentence).join(" and ")
  return [
    `I am a massage therapist. My client ${history(known, data)}.`,
    ...(now.length ? [`Now: ${now.join("; ")}.`] : []),
    ...(takes ? [`The client takes ${takes}.`] : []),
  ].join(" ")
}

/** @type {Writer} */
export function noteToTeam({ held }, known, data) {
  const findings = reported(known, data)
  const medicines = names(known.medications, data.medications)
  const kept = unique(todo(held.filter(({ rule }) => rule.level === "avoid"))).slice(0, 8)
  return [
    "To the surgeon's office or physical therapist",
    "",
    `I am a massage therapist. Our shared patient, [name], ${history(known, data)} and asks for massage.`,
    ...(findings.length ? ["", "What the patient reports:", ...list(findings)] : []),
    ...(medicines.length ? ["", `Medicines, as far as I know: ${medicines.join(", ")}.`] : []),
    "",
    "What I plan: [areas], [position on the table], light to moderate pressure, [minutes].",
    "The rules that I keep until you say otherwise:",
    ...list(kept.length ? kept : ["Do not thrust, and do not force a stretch of the spine."]),
    "",
    "Please tell me:",
    ...list([
      "May this patient have massage now?",
      "Which parts of the body must not be touched or pressed?",
      "Which positions and movements are not allowed, and until when?",
      "Is there anything about medicines, clots or the wound that I should know?",
    ]),
    "",
    "With the patient's consent. [signature, phone, date]",
  ].join("\n")
}

/** @type {Writer} */
export function intake({ questions, held }, _, data) {
  const open = questions.slice(0, 12).map(({ ask }) => ask)
  const own = held.flatMap(({ rule }) => rule.ask)
  return ["Before the first session", "", ...list(unique([...open, ...own]).slice(0, 30), "☐"), "", foot(data)].join(
    "\n",
  )
}

/** @type {Writer} */
export function outline(made, known, data) {
  const { session, held } = made
  return [
    "Session note",
    "",
    ...about(known, data, made),
    "",
    "What the client says today:",
    "Stop signs asked: [ ] yes   Found:",
    "Clearance: from whom, when, for what, what it leaves out:",
    "",
    `Plan by the sheet: ${data.sessions[session]}`,
    ...list(todo(held.filter(({ rule }) => ["avoid", "adapt"].includes(rule.level)).slice(0, 10))),
    "",
    "Done: techniques, areas, areas left out, pressure, positions, minutes:",
    "Getting on and off the table:",
    "Measures before and after (scale, score):",
    "How the client felt after, and what was asked about harms:",
    "Next time:",
  ].join("\n")
}
