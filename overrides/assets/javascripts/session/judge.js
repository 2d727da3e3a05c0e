// Whether a rule holds for a client. Three-valued: it does (true), it does not (false), or that hangs on what is not known (null).
// Knows no page.

/** @import { Course, Region, Rule, Rules, When } from "published" */
/** @import { Kind, Knowledge } from "./client.js" */

/**
 * One thing about a client: a key of `when`, and a slug, a part of the spine, or nothing.
 * @typedef {[key: Kind | "regions" | "weeks" | "limits" | "with", slug: string]} Fact
 */

/**
 * Whether a rule holds, the facts that speak for it, and those that are missing. Every key of `when` must hold; in a list any one
 * will do; no key at all holds for every client.
 * @param {When} when
 * @param {Knowledge} known
 * @param {Rules} data
 * @returns {[holds: boolean | null, matched: Fact[], missing: Fact[]]}
 */
export function judge(when, known, data) {
  const { client } = known
  /** @type {[boolean, Fact[], Fact[]]} */
  const no = [false, [], []]
  /** @type {Fact[]} */
  const matched = []
  /** @type {Fact[]} */
  const missing = []
  if (when.procedures) {
    const line = when.unless === "kind-known" ? known.vague(when.regions) : known.line
    const here = when.procedures.find((slug) => line.has(slug))
    if (here) matched.push(["procedures", here])
    else if (known.open) missing.push(["procedures", ""])
    else return no
  }
  if (when.regions) {
    const { regions } = when
    const here = regions.find((region) => known.regions.has(region))
    if (here) matched.push(["regions", here])
    else if ([...known.possible].every((region) => regions.includes(region))) matched.push(["regions", ""])
    else if (regions.some((region) => known.possible.has(region))) missing.push(["regions", ""])
    else return no
  }
  for (const [key, slugs] of /** @type {const} */ ([
    ["medications", when.medications],
    ["medications", when.takenWith],
    ["conditions", when.conditions],
  ])) {
    const wanted = slugs ?? []
    const here = wanted.filter((slug) => client[key].includes(slug))
    if (here.length) matched.push(...facts(key, here))
    else if (wanted.length) {
      const open = wanted.filter((slug) => !known.absent(key, slug))
      if (!open.length) return no
      missing.push(...facts(key, open))
    }
  }
  // Of two signs that mean more together one may be followed, if the other is not: whichever came last makes it more.
  /** @type {Course[]} */
  const beside = ["new", "followed"]
  const every = /** @type {Course[]} */ (Object.keys(data.courses))
  /** @type {["signs" | "with" | "complications", string[] | null, Course[], (slug: string) => Course | null][]} */
  const reported = [
    ["signs", when.signs, when.with ? [...when.course, ...beside] : when.course, known.sign],
    ["with", when.with, beside, known.sign],
    // Beside a sign any course of a complication will do: the sign is what is new.
    ["complications", when.complications, when.signs ? every : when.course, known.complication],
  ]
  for (const [key, slugs, courses, course] of reported) {
    if (!slugs) continue
    const here = slugs.filter((slug) => isOne(course(slug), courses))
    if (here.length) matched.push(...facts(key, here))
    else {
      // A finding that is reported with another course is known, and so is one that was denied.
      const kind = key === "with" ? "signs" : key
      const unsaid = slugs.filter((slug) => course(slug) === null && !known.absent(kind, slug))
      if (!unsaid.length) return no
      missing.push(...facts(key, unsaid))
    }
  }
  const pair = matched.filter(([key]) => key === "signs" || key === "with")
  const both = new Set(pair.map(([key]) => key)).size === 2
  if (both && !pair.some(([, slug]) => isOne(known.sign(slug), when.course))) return no
  if (known.before === null) {
    if (when.weeks || when.time !== "any") missing.push(["weeks", ""])
  } else if (when.time !== "any" && known.before !== (when.time === "before")) return no
  else if (when.weeks && client.weeks !== null) {
    const { from, to, until } = when.weeks
    if (client.weeks < from || (to !== null && client.weeks >= to)) return no
    matched.push(["weeks", ""])
    if (until === "cleared" && known.limits === null && client.weeks >= data.firstYear) missing.push(["limits", ""])
  }
  if (when.weeks?.until === "cleared" && known.limits === false) return no
  if (when.unless === "agreed" && known.agreed) return no
  return [missing.length ? null : true, matched, missing]
}

/**
 * @param {Fact[0]} key
 * @param {string[]} slugs
 */
const facts = (key, slugs) => slugs.map((slug) => /** @type {Fact} */ ([key, slug]))

/**
 * @param {Course | null} course
 * @param {Course[]} courses
 */
const isOne = (course, courses) => course !== null && courses.includes(course)

/**
 * Whether a rule stops or delays the session, or somebody has to know within days.
 * @param {Rule} rule
 */
export const severe = ({ today, urgency }) =>
  ["stop", "wait"].includes(today) || ["emergency", "same-day", "within-days"].includes(urgency)

/**
 * Whether a rule that hangs on what is not known holds until it is known. What is not known never hides a caution and never softens
 * a verdict.
 * @param {Rule} rule
 * @param {Fact[]} missing
 */
export function stands(rule, missing) {
  const { when, level, leaves } = rule
  const open = new Set(missing.map(([key]) => key))
  const within = (/** @type {Fact[0][]} */ ...keys) => [...open].every((key) => keys.includes(key))
  if (when.signs) return severe(rule) && !open.has("signs") && !open.has("with")
  if (when.complications) return severe(rule) && !open.has("complications")
  if (severe(rule)) return within("weeks", "procedures", "regions")
  if (level === "fine" || (open.has("weeks") && when.time !== "after")) return false
  return Object.keys(leaves).length ? within("weeks", "regions") : within("weeks")
}
