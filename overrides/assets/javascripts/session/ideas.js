// What a therapist needs to know, by subject and each on one line: the rules in force, merged. Knows no page.

/** @import { Area, Drawing, Leaves, Rules, Subject } from "published" */
/** @import { Client } from "./client.js" */
/** @import { Held, Plan } from "./planner.js" */

import { answered, left, limited, named } from "./areas.js"

/**
 * @typedef {object} Idea
 * @property {Subject} subject
 * @property {string} name
 * @property {string[]} lines what is in sight
 * @property {number} more how many rules are not in sight
 * @property {Held[]} held the rules in force, this client's own and the gravest first
 * @property {Drawing[]} drawings of the positions that the rules name
 */

/**
 * Subjects that make one idea, in the order of a session.
 * @type {Subject[][]}
 */
const SUBJECTS = [
  ["stop-sign"],
  ["lying"],
  ["keep-off"],
  ["depth"],
  ["joint"],
  ["scar", "skin"],
  ["medicine"],
  ["helps"],
  ["asking"],
]

/** For rules that all waited for the team's word, which has come. */
const ANSWERED = "The team knows of it, and does not bar massage"

/** A line of that many characters is as long as two may be together. */
const LONG = 110

/**
 * At most nine ideas; a subject with nothing in force has none.
 * @param {Plan} made
 * @param {Rules} data
 * @param {number} inSight that many rules of each
 * @returns {Idea[]}
 */
export function ideas(made, data, inSight = 2) {
  return SUBJECTS.flatMap((subjects) => {
    const held = ranked(
      made.held.filter(({ rule }) => subjects.includes(rule.subject)),
      made.client,
      data,
    )
    const lead = subjects.includes("depth") ? deep(made, data) : []
    const some = held.filter((item) => !answered(item, made.client)).slice(0, Math.max(0, inSight - room(lead)))
    if (!lead.length && !held.length) return []
    const lines = [...lead, ...some.map(({ rule }) => rule.short ?? rule.do)]
    return {
      subject: subjects[0],
      name: titled(subjects, data),
      lines: lines.length ? lines : [ANSWERED],
      more: held.length - (some.length || (lines.length ? 0 : 1)),
      held,
      drawings: drawn(made, data, held),
    }
  })
}

/**
 * The drawings that rules name, in their order. What is barred is not shown as allowed as well; nor is lying face down while limits
 * hold, or nobody knows whether they do: a drawing cannot say so.
 * @param {Plan} made
 * @param {Rules} data
 * @param {Held[]} [held] those of the rules that count
 */
export function drawn(made, data, held = made.held) {
  const named = new Set(held.flatMap(({ rule }) => rule.drawings))
  const every = /** @type {Drawing[]} */ (Object.keys(data.drawings))
  if (limited(made)) named.delete("face-down")
  return every.filter((name) => named.has(name) && !named.has(/** @type {Drawing} */ (`not-${name}`)))
}

/**
 * @param {Subject[]} subjects
 * @param {Rules} data
 */
const titled = ([first, ...others], { subjects }) =>
  [subjects[first], ...others.map((other) => subjects[other].toLowerCase())].join(" and ")

/**
 * @param {Held[]} held
 * @param {Client} client
 * @param {Rules} data
 */
function ranked(held, client, data) {
  const [todays, levels] = [data.sessionOf, data.levels].map((words) => Object.keys(words))
  const rank = (/** @type {Held} */ item) => {
    const { subject, level, today, urgency, when, where } = item.rule
    const own = when.signs || when.complications || when.conditions || when.medications
    const narrow = [when.procedures, when.regions, when.weeks].filter(Boolean).length
    return [
      answered(item, client) ? 1 : 0,
      ["helps", "asking"].includes(subject) && level !== "fine" ? 1 : 0,
      today === "wait" ? 0 : 1,
      urgency === "within-days" ? 0 : 1,
      own || narrow || when.time !== "any" ? 0 : 1, // what is for every client comes last
      own ? 0 : 1,
      client.areas.some((area) => where.includes(area)) ? 0 : 1,
      todays.indexOf(today),
      levels.indexOf(level),
      -narrow,
    ]
  }
  return held
    .map((item) => ({ item, rank: rank(item) }))
    .sort((a, b) => a.rank.map((part, i) => part - b.rank[i]).find(Boolean) ?? 0)
    .map(({ item }) => item)
}

/**
 * The room that the first line takes: a long one stands alone.
 * @param {string[]} lead
 */
const room = ([words = ""]) => Math.ceil(words.length / LONG)

/**
 * Whether deep work may be done, and where.
 * @param {Plan} made
 * @param {Rules} data
 */
function deep(made, data) {
  const leaves = left(made, data)
  const every = /** @type {Area[]} */ (Object.keys(data.areas))
  const some = (/** @type {Leaves[]} */ ...those) =>
    every.filter((area) => leaves(area).some((one) => those.includes(one)))
  const not = some("nothing", "light")
  const beside = some("beside-implant").filter((area) => !not.includes(area))
  if (not.length === every.length) return ["No deep work: light everywhere"]
  // While limits hold, or nobody knows whether they do, deep work anywhere is theirs to allow.
  const rest = limited(made) ? "only as the team allows" : "nothing here bars it"
  const words = [
    not.length && `not on ${named(not, data)}`,
    beside.length && `not at the implant (${named(beside, data)})`,
  ].filter(Boolean)
  if (!words.length) return [`Deep work: ${rest}`]
  const free = every.filter((area) => !not.includes(area) && !beside.includes(area))
  const but = `Deep work: ${words.join("; ")}; elsewhere ${rest}`
  const only = `Deep work: on ${named(free, data)} ${rest}; elsewhere not`
  return [only.length < but.length ? only : but]
}
