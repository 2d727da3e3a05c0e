// What is known of the client, as it is kept behind the `#` of the address, which no browser sends anywhere. Knows no page.

/** @import { Area, Clearance, Course, Rules } from "published" */
/** @import { Client, Kind, ListKind } from "./client.js" */

import { CLEARANCES } from "./clearance.js"
import { findings, gravest, has } from "./client.js"

/** @typedef {"left" | "right" | "both"} Side */

/**
 * What was entered: a client whose time is as it was typed, and what only the page and the papers need.
 * @typedef {Omit<Client, "weeks"> & Entered} State
 *
 * @typedef {object} Entered
 * @property {string[]} unsure facts, as `kind slug`, to which the answer was "don't know": not known, and not asked again
 * @property {string[]} levels of the spine, from the head down, as the operation was: `C5-C6`, `T10-pelvis`, `L4`
 * @property {Side | null} side on which it was
 * @property {string} amount of time since surgery, as it was typed
 * @property {string} unit of time
 */

// Short keys, so that a bookmark stays readable.
const LISTS = /** @type {const} */ ({ p: "procedures", m: "medications", d: "conditions" })
const FINDINGS = /** @type {const} */ ({ s: "signs", x: "complications" })
const OLD_CLEARANCES = new Map([
  ["yes", "agreed"],
  ["no", "refused"],
])

// How a fact is written: a sign is its slug, `m:opioids` a medicine.
const PREFIXES = /** @type {const} */ ({ m: "medications", d: "conditions", x: "complications" })
// Stands among the denied facts for all that somebody found before.
const FOUND_BEFORE = "+"
const LEVEL = /^[CTLS]\d{1,2}(-([CTLS]\d{1,2}|pelvis))?$/
const SIDES = /** @type {Side[]} */ (["left", "right", "both"])

/**
 * What somebody found before, and so is asked of what a doctor knows: complications, and the illnesses of the stop list.
 * @param {Rules} data
 */
export const foundBefore = ({ complications, stopList }) => [
  ...Object.keys(complications).map((slug) => `complications ${slug}`),
  ...stopList.map((slug) => `conditions ${slug}`),
]

/**
 * All that the stop signs ask for.
 * @param {Rules} data
 */
const stopList = (data) => [...Object.keys(data.signs).map((slug) => `signs ${slug}`), ...foundBefore(data)]

/**
 * Whether a fact is a sign, which the client tells of, and not what somebody found before.
 * @param {string} fact
 */
export const isSign = (fact) => fact.startsWith("signs ")

/**
 * Whether the client has it.
 * @param {Pick<State, Kind>} state
 * @param {string} fact
 */
export function isReported(state, fact) {
  const [kind, slug] = /** @type {[Kind, string]} */ (fact.split(" "))
  const said = state[kind]
  return Array.isArray(said) ? said.includes(slug) : Object.hasOwn(said, slug)
}

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
  const client = {
    .../** @type {Pick<Client, ListKind>} */ (Object.fromEntries(lists)),
    .../** @type {Pick<Client, "signs" | "complications">} */ (Object.fromEntries(reported)),
  }
  const silent = (/** @type {string[]} */ said) =>
    [...new Set(said.flatMap((one) => (one === FOUND_BEFORE ? foundBefore(data) : factsOf(one, data))))].filter(
      (fact) => !isReported(client, fact),
    )
  const none = list("none")
  // An edition that asks more has not asked all: there the stop signs are open again.
  const [asks, ...open] = list("but")
  const rest = asks && asks === data.asks ? stopList(data).filter((fact) => !open.includes(addressOf(fact))) : []
  const all = none.includes("signs") ? stopList(data) : rest
  const denied = [...new Set([...all.filter((fact) => !isReported(client, fact)), ...silent(list("n"))])]
  const amount = words.get("w") ?? ""
  const unit = words.get("u") ?? ""
  const clearance = words.get("c") ?? ""
  const answer = OLD_CLEARANCES.get(clearance) ?? clearance
  const limits = words.get("l")
  return {
    ...client,
    other: gravest(pairs(words.getAll("q"), data), data),
    unknown,
    regions: among(list("r"), data.regions),
    areas: among(list("a"), /** @type {Area[]} */ (Object.keys(data.areas))),
    denied,
    unsure: silent(list("dk")).filter((fact) => !denied.includes(fact)),
    asked: among(none, /** @type {const} */ (["medications", "conditions"])),
    levels: list("lv").filter((level) => LEVEL.test(level)),
    side: among(list("sd"), SIDES)[0] ?? null,
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
  set("lv", state.levels.join(","))
  set("sd", state.side)
  const answered = (/** @type {string[]} */ facts) =>
    facts.every((fact) => state.denied.includes(fact) || isReported(state, fact))
  const before = foundBefore(data)
  const every = stopList(data)
  const open = every.filter((fact) => !state.denied.includes(fact) && !isReported(state, fact))
  const all = !open.length
  // Few are left when a client was asked: then those are named, so that the address stays short enough to be printed as a code.
  const most = !all && 2 * open.length < every.length
  const [short, mark] = all || most ? [every, []] : answered(before) ? [before, [FOUND_BEFORE]] : [[], []]
  const rest = state.denied.filter((fact) => !short.includes(fact)).map(addressOf)
  set("none", [...(all ? ["signs"] : []), ...state.asked].join(","))
  if (most) set("but", [data.asks, ...open.map(addressOf)].join(","))
  set("n", [...rest, ...mark].join(","))
  set("dk", state.unsure.map(addressOf).join(","))
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
 * The fact that a word of an address names: `calf-pain`, `m:opioids`; none if no record has it.
 * @param {string} said
 * @param {Rules} data
 */
function factsOf(said, data) {
  const [slug, prefix] = said.split(":").reverse()
  const kind = prefix === undefined ? "signs" : Object.entries(PREFIXES).find(([short]) => short === prefix)?.[1]
  return kind && has(data, kind, slug) ? [`${kind} ${slug}`] : []
}

/** @param {string} fact */
function addressOf(fact) {
  const [kind, slug] = fact.split(" ")
  const prefix = Object.entries(PREFIXES).find(([, other]) => other === kind)?.[0]
  return prefix ? `${prefix}:${slug}` : slug
}

/**
 * The client that the planner knows. A time that was typed is since surgery; before it is said by `planned`.
 * @param {State} state
 * @param {Rules} data
 * @returns {State & Client}
 */
export const client = (state, data) => ({
  ...state,
  weeks: state.planned || state.amount === "" ? null : Math.max(0, Number(state.amount)) * data.units[state.unit],
})
