// What is known of the client, as it is kept behind the `#` of the address, which no browser sends anywhere. Knows no page.

/** @import { Area, Clearance, Course, Rules } from "published" */
/** @import { Client, Kind, ListKind } from "./client.js" */

import { CLEARANCES } from "./clearance.js"
import { findings, gravest, has } from "./client.js"

/**
 * What was entered: a client whose time is as it was typed, and the signs that were asked and denied.
 * @typedef {Omit<Client, "weeks"> & { denied: string[], amount: string, unit: string }} State
 */

// Short keys, so that a bookmark stays readable.
const LISTS = /** @type {const} */ ({ p: "procedures", m: "medications", d: "conditions" })
const FINDINGS = /** @type {const} */ ({ s: "signs", x: "complications" })
const OLD_CLEARANCES = new Map([
  ["yes", "agreed"],
  ["no", "refused"],
])

// Stands among the denied signs for the list of what a doctor already knows of.
export const KNOWN_TO_A_DOCTOR = "+"

/**
 * @template {Kind} K
 * @param {K} kind
 * @returns {kind is K & ListKind}
 */
export const isList = (kind) => Object.values(LISTS).some((list) => list === kind)

/**
 * The state in an address. What it names and no record has counts as unknown; what makes no sense is left out.
 * @param {string} hash
 * @param {Rules} data
 * @returns {State}
 */
export function read(hash, data) {
  const words = new URLSearchParams(hash.slice(1))
  const list = (/** @type {string} */ key) => (words.get(key) ?? "").split(",").filter(Boolean)
  /** @type {[string, string][]} */
  const unknown = []
  const known = (/** @type {Kind} */ kind, /** @type {string} */ slug) => {
    if (!has(data, kind, slug)) unknown.push([kind, slug])
    return has(data, kind, slug)
  }
  const lists = Object.entries(LISTS).map(([key, kind]) => [kind, list(key).filter((slug) => known(kind, slug))])
  const reported = Object.entries(FINDINGS).map(([key, kind]) => {
    const said = Object.entries(gravest(pairs(list(key), data), data))
    return [kind, findings(said.filter(([slug]) => known(kind, slug)))]
  })
  // `u?` was the key of earlier addresses.
  for (const said of [...words.getAll("unknown"), ...words.getAll("u?")]) {
    const [kind, ...name] = said.split(":")
    if (name.join("")) unknown.push([kind, name.join(":")])
  }
  const none = list("none")
  const amount = words.get("w") ?? ""
  const unit = words.get("u") ?? ""
  const clearance = words.get("c") ?? ""
  const answer = OLD_CLEARANCES.get(clearance) ?? clearance
  const limits = words.get("l")
  return {
    .../** @type {Pick<Client, ListKind>} */ (Object.fromEntries(lists)),
    .../** @type {Pick<Client, "signs" | "complications">} */ (Object.fromEntries(reported)),
    other: gravest(pairs(words.getAll("q"), data), data),
    unknown,
    regions: among(list("r"), data.regions),
    areas: among(list("a"), /** @type {Area[]} */ (Object.keys(data.areas))),
    denied: none.includes("signs")
      ? [...Object.keys(data.signs), KNOWN_TO_A_DOCTOR]
      : list("n").filter((slug) => has(data, "signs", slug) || slug === KNOWN_TO_A_DOCTOR),
    asked: among(none, /** @type {const} */ (["medications", "conditions"])),
    amount: Number.isFinite(Number(amount)) ? amount : "",
    unit: Object.hasOwn(data.units, unit) ? unit : "weeks",
    planned: words.get("t") === "planned",
    clearance: among([answer], /** @type {Clearance[]} */ (Object.keys(CLEARANCES)))[0] ?? null,
    limits: limits === "yes" ? true : limits === "no" ? false : null,
  }
}

/**
 * The words that are allowed.
 * @template {string} T
 * @param {string[]} said
 * @param {readonly T[]} allowed
 */
const among = (said, allowed) => said.flatMap((word) => allowed.filter((one) => one === word))

/**
 * Findings and their courses: `new-weakness:followed`. Without a course, or with one that there is not: new.
 * @param {string[]} said
 * @param {Rules} data
 */
const pairs = (said, data) =>
  said.map((one) => {
    const at = one.lastIndexOf(":")
    const [course] = among([one.slice(at + 1)], /** @type {Course[]} */ (Object.keys(data.courses)))
    return /** @type {[string, Course]} */ (at > 0 && course ? [one.slice(0, at), course] : [one, "new"])
  })

/**
 * The address of a state, from the `#` on; empty when nothing is known.
 * @param {State} state
 * @param {Rules} data
 */
export function write(state, data) {
  const words = new URLSearchParams()
  const set = (/** @type {string} */ key, /** @type {string | null} */ value) => {
    if (value) words.set(key, value)
  }
  for (const [key, kind] of Object.entries(LISTS)) set(key, state[kind].join(","))
  for (const [key, kind] of Object.entries(FINDINGS)) {
    const said = Object.entries(state[kind]).map(([slug, course]) => (course === "new" ? slug : `${slug}:${course}`))
    set(key, said.join(","))
  }
  for (const [said, course] of Object.entries(state.other)) words.append("q", `${said}:${course}`)
  for (const [kind, name] of state.unknown) words.append("unknown", `${kind}:${name}`)
  set("r", state.regions.join(","))
  set("a", state.areas.join(","))
  const all = stopListAnswered(state, data)
  set("none", [...(all ? ["signs"] : []), ...state.asked].join(","))
  if (!all) set("n", state.denied.join(","))
  if (state.planned) words.set("t", "planned")
  else if (state.amount !== "") {
    words.set("w", state.amount)
    words.set("u", state.unit)
  }
  set("c", state.clearance)
  if (state.limits !== null) words.set("l", state.limits ? "yes" : "no")
  const hash = `${words}`.replaceAll("%2C", ",").replaceAll("%3A", ":")
  return hash && `#${hash}`
}

/**
 * Whether every sign, and the list of what a doctor knows of, was on screen and is reported or denied.
 * @param {State} state
 * @param {Rules} data
 */
const stopListAnswered = (state, data) =>
  state.denied.includes(KNOWN_TO_A_DOCTOR) &&
  Object.keys(data.signs).every((slug) => Object.hasOwn(state.signs, slug) || state.denied.includes(slug))

/**
 * The client that the planner knows. A time that was typed is since surgery; before it is said by `planned`.
 * @param {State} state
 * @param {Rules} data
 * @returns {State & Client}
 */
export const client = (state, data) => ({
  ...state,
  asked: stopListAnswered(state, data) ? [...state.asked, "signs"] : state.asked,
  weeks: state.planned || state.amount === "" ? null : Math.max(0, Number(state.amount)) * data.units[state.unit],
})
