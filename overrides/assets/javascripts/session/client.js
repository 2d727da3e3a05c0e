// A client as the planner knows one: what was said, what was asked, and what follows from the operations. Says the same as
// `macros/plan/client.py`. Knows no page.

/** @import { Area, Asked, Clearance, Course, Region, Rules } from "published" */

/**
 * Findings by slug, or by the words in which they were said. Made by `findings`, so that no name is taken for one that every
 * object has.
 * @typedef {Record<string, Course>} Findings
 */

/**
 * What is known of a client. What is empty or null is unknown, not absent.
 * @typedef {object} Client
 * @property {string[]} procedures
 * @property {number | null} weeks since surgery, negative before it
 * @property {boolean} planned the operation is still to come, and nobody said when
 * @property {Region[]} regions
 * @property {string[]} medications
 * @property {string[]} conditions
 * @property {Findings} signs
 * @property {Findings} complications
 * @property {Findings} other findings in words that name no sign we know
 * @property {string[]} denied signs, complications, medicines and illnesses, as `kind slug`, that were asked for one by one and are
 *   not there; what is reported as well counts as reported
 * @property {[kind: string, name: string][]} unknown names that no record has
 * @property {Asked[]} asked lists that were gone through to their end
 * @property {Area[]} areas that the client wants worked
 * @property {Clearance | null} clearance what the surgeon's team said to massage
 * @property {boolean | null} limits whether limits of the surgeon still hold
 */

/** @typedef {ReturnType<typeof knowledge>} Knowledge */

/** @type {Client} */
const NOBODY = {
  procedures: [],
  weeks: null,
  planned: false,
  regions: [],
  medications: [],
  conditions: [],
  signs: {},
  complications: {},
  other: {},
  denied: [],
  unknown: [],
  asked: [],
  areas: [],
  clearance: null,
  limits: null,
}

/** @typedef {"procedures" | "medications" | "conditions"} ListKind */
/** @typedef {ListKind | "signs" | "complications"} Kind */

/**
 * Whether there is a record of that kind and slug. A name that every object has, such as `constructor`, is no slug.
 * @param {Rules} data
 * @param {Kind} kind
 * @param {string} slug
 */
export const has = (data, kind, slug) => Object.hasOwn(data[kind], slug)

/**
 * The lists on which something is asked. None for what is not asked in a list, such as the operation.
 * @param {string} kind
 * @param {string} slug
 * @param {Rules} data
 * @returns {Asked[]}
 */
export function lists(kind, slug, { stopList }) {
  if (kind === "signs" || kind === "complications") return ["signs"]
  if (kind === "conditions") return stopList.includes(slug) ? ["conditions", "signs"] : ["conditions"]
  return kind === "medications" ? ["medications"] : []
}

/**
 * @param {Iterable<readonly [string, Course]>} pairs
 * @returns {Findings}
 */
export const findings = (pairs) => Object.assign(Object.create(null), Object.fromEntries(pairs))

/**
 * What the records say of a client's operations and findings, worked out once.
 * @param {Partial<Client>} given
 * @param {Rules} data
 */
export function knowledge(given, data) {
  const client = recognized({ ...NOBODY, ...given }, data)
  const operations = client.procedures.map((slug) => data.procedures[slug])
  const open = !operations.length || client.unknown.some(([kind]) => kind === "procedures")
  const single = operations.filter(({ regions }) => regions.length === 1).map(({ regions }) => regions[0])
  const regions = new Set([...client.regions, ...single])
  // A part that is named settles it for operations that are done on several; without an operation nothing is settled.
  const several = client.regions.length
    ? []
    : operations.flatMap(({ regions: all }) => (all.length ? all : data.regions))
  const possible = new Set(open ? data.regions : [...regions, ...several])
  const { weeks, clearance } = client
  const denied = new Set(client.denied)
  const implants = operations.some((operation) => operation.implants)
  return {
    client,
    line: new Set(operations.flatMap(({ line }) => line)),
    // The operations of which nothing narrower is known on some parts of the spine, or on any: a fusion, but not one that was an
    // ALIF. That another fusion was an ACDF says nothing of one of the low back.
    vague: (/** @type {Region[] | null} */ parts) => {
      const here = operations.filter(
        ({ regions: own }) => !parts || !own.length || own.some((one) => parts.includes(one)),
      )
      const wider = new Set(here.flatMap(({ line }) => line.slice(1)))
      return new Set(client.procedures.filter((slug) => !wider.has(slug)))
    },
    open,
    regions,
    possible,
    before: client.planned || (weeks !== null && weeks < 0) ? true : weeks === null ? null : false,
    limits: client.limits === null && clearance === "discharged" ? false : client.limits,
    agreed: clearance === "agreed" || clearance === "discharged",
    /** @type {"surgeon" | "doctor"} */
    team: open || weeks === null || weeks < data.firstYear || implants ? "surgeon" : "doctor",
    operated: new Set([...(regions.size ? regions : possible)].flatMap((region) => data.operated[region])),
    sign: (/** @type {string} */ slug) =>
      Object.hasOwn(client.signs, slug) ? (data.signs[slug].always ? "new" : client.signs[slug]) : null,
    complication: (/** @type {string} */ slug) =>
      Object.hasOwn(client.complications, slug) ? client.complications[slug] : null,
    // Whether what was not reported is known not to be there: it was denied, or a list that asks for it was gone through.
    absent: (/** @type {Kind} */ kind, /** @type {string} */ slug) =>
      denied.has(`${kind} ${slug}`) || lists(kind, slug, data).some((list) => client.asked.includes(list)),
  }
}

/**
 * Findings from pairs of slug and course. A sign that was merged counts as the settled twin of the sign it is now, and of two
 * courses of one finding the graver holds.
 * @param {Iterable<readonly [string, Course]>} pairs
 * @param {Rules} data
 */
export function gravest(pairs, data) {
  const courses = /** @type {Course[]} */ (Object.keys(data.courses))
  const merged = new Map(Object.entries(data.signs).flatMap(([slug, { was }]) => was.map((old) => [old, slug])))
  /** @type {Map<string, Course>} */
  const found = new Map()
  for (const [slug, course] of pairs) {
    const today = merged.get(slug) ?? slug
    const settled = today !== slug && course === "new" ? "settled" : course
    const before = found.get(today) ?? settled
    found.set(today, courses[Math.min(courses.indexOf(before), courses.indexOf(settled))])
  }
  return findings(found)
}

/**
 * The client, with every slug that no record has counted among the unknown names, and merged signs by their new slug. A name that
 * nobody here knows may be anything on its list, so nothing on that list counts as denied.
 * @param {Client} given
 * @param {Rules} data
 * @returns {Client}
 */
function recognized(given, data) {
  const signs = gravest(Object.entries(given.signs), data)
  /** @type {[Kind, string[]][]} */
  const named = [
    ["procedures", given.procedures],
    ["medications", given.medications],
    ["conditions", given.conditions],
    ["complications", Object.keys(given.complications)],
    ["signs", Object.keys(signs)],
  ]
  const strange = named.flatMap(([kind, slugs]) =>
    slugs.filter((slug) => !has(data, kind, slug)).map((slug) => /** @type {[string, string]} */ ([kind, slug])),
  )
  const unknown = [...given.unknown, ...strange]
  const doubtful = new Set(unknown.map(([kind]) => (kind === "complications" ? "signs" : kind)))
  const some = (/** @type {ListKind} */ kind) => given[kind].filter((slug) => has(data, kind, slug))
  const those = (/** @type {Kind} */ kind, /** @type {Findings} */ found) =>
    findings(Object.entries(found).filter(([slug]) => has(data, kind, slug)))
  return {
    ...given,
    regions: given.regions.filter((region) => data.regions.includes(region)),
    procedures: some("procedures"),
    medications: some("medications"),
    conditions: some("conditions"),
    complications: those("complications", given.complications),
    signs: those("signs", signs),
    unknown,
    asked: given.asked.filter((list) => !doubtful.has(list)),
    denied: given.denied.filter((fact) => {
      const [kind, slug] = /** @type {[Kind, string]} */ (fact.split(" "))
      const sure = lists(kind, slug, data).some((list) => !doubtful.has(list))
      return sure && has(data, kind, slug)
    }),
  }
}
