// What to ask about a client and what to think of: what follows from the rules that hang on something that is not known. Says the
// same as `macros/plan/questions.py`. Knows no page.

/** @import { Level, Rule, Rules, Urgency } from "published" */
/** @import { Kind, Knowledge } from "./client.js" */
/** @import { Held } from "./planner.js" */

/**
 * Facts that are not known, each as `key slug`, with the rules that hang on it, and whether they hang on it alone.
 * @typedef {Map<string, [rule: Rule, alone: boolean][]>} Open
 */

/**
 * @typedef {object} Question
 * @property {string} fact `key slug`
 * @property {string} ask
 * @property {Urgency} urgency of the most urgent rule that hangs on it
 * @property {number} rules how many hang on it
 */

/**
 * Complications and conditions to think of, by slug, those that a sign points to first.
 * @param {Held[]} held
 * @param {Knowledge} known
 * @param {Rules} data
 */
export function consider(held, { client, line, before }, data) {
  const found = new Set(Object.keys(client.complications).sort())
  for (const slug of Object.keys(client.signs).sort()) for (const to of data.signs[slug].consider) found.add(to)
  for (const { matched } of held) for (const [key, slug] of matched) if (key === "complications") found.add(slug)
  for (const slug of [...client.medications].sort()) for (const to of data.medications[slug].consider) found.add(to)
  if (!before && (client.weeks === null || client.weeks < data.early))
    for (const [slug, { urgency, after }] of Object.entries(data.complications))
      if (["emergency", "same-day"].includes(urgency) && after.some((to) => line.has(to))) found.add(slug)
  return [...found]
}

/**
 * Ranked by how much the answer could change: rules that hang on this one fact alone count first.
 * @param {Open} open
 * @param {Rules} data
 * @returns {Question[]}
 */
export function questions(open, data) {
  const urgencies = /** @type {Urgency[]} */ (Object.keys(data.urgencies))
  const levels = /** @type {Level[]} */ (Object.keys(data.levels))
  const ranked = [...open].map(([fact, waiting]) => {
    const alone = waiting.filter(([, only]) => only)
    const rules = (alone.length ? alone : waiting).map(([rule]) => rule)
    const soonest = Math.min(...rules.map(({ urgency }) => urgencies.indexOf(urgency)))
    const gravest = Math.min(...rules.map(({ level }) => levels.indexOf(level)))
    return { fact, soonest, rules: waiting.length, rank: [alone.length ? 0 : 1, soonest, gravest, -rules.length] }
  })
  ranked.sort((a, b) => a.rank.map((part, i) => part - b.rank[i]).find(Boolean) ?? (a.fact < b.fact ? -1 : 1))
  return ranked.map(({ fact, soonest, rules }) => ({
    fact,
    ask: asked(fact, data),
    urgency: urgencies[soonest],
    rules,
  }))
}

/**
 * @param {string} fact
 * @param {Rules} data
 */
function asked(fact, data) {
  const [key, slug] = fact.split(" ")
  if (Object.hasOwn(data.ask, key)) return data.ask[key]
  if (key === "signs") return data.signs[slug].ask
  const name = data[/** @type {Kind} */ (key)][slug].inSentence
  return key === "medications" ? `Do you take ${name}?` : `Do you have, or did you have, ${name}?`
}
