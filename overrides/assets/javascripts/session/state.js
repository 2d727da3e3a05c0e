// What is known of the client, as it stands behind the `#` of the address, which no browser sends anywhere. Knows no page.

import { gravest, has } from "./planner.js"

// Short keys, so that a bookmark stays readable.
const LISTS = { p: "procedures", m: "medications", d: "conditions" }
const FINDINGS = { s: "signs", x: "complications", q: "other" }
const CLEARANCES = ["not-asked", "waiting", "agreed", "refused", "discharged"]
const OLD_CLEARANCES = { yes: "agreed", no: "refused" }

// Stands among the denied signs for the list of what a doctor already knows of.
export const KNOWN_TO_A_DOCTOR = "+"

const split = (words) => (words ?? "").split(",").filter(Boolean)

export function read(hash, data) {
  const words = new URLSearchParams(hash.slice(1))
  const unknown = []
  const known = (kind, slugs) => slugs.filter((slug) => has(data, kind, slug) || (unknown.push([kind, slug]), false))
  const lists = Object.fromEntries(
    Object.entries(LISTS).map(([key, kind]) => [kind, known(kind, split(words.get(key)))]),
  )
  const findings = Object.fromEntries(
    Object.entries(FINDINGS).map(([key, kind]) => {
      const said = kind === "other" ? words.getAll(key) : split(words.get(key))
      const found = Object.entries(
        gravest(
          said.map((one) => course(one, data)),
          data,
        ),
      )
      return [kind, Object.fromEntries(kind === "other" ? found : found.filter(([slug]) => known(kind, [slug]).length))]
    }),
  )
  for (const [kind, name] of words.getAll("u?").map((pair) => pair.split(":"))) if (name) unknown.push([kind, name])
  const none = split(words.get("none"))
  const amount = words.get("w")
  const clearance = OLD_CLEARANCES[words.get("c")] ?? words.get("c")
  return {
    ...lists,
    ...findings,
    unknown,
    regions: split(words.get("r")).filter((region) => data.regions.includes(region)),
    areas: split(words.get("a")).filter((area) => Object.hasOwn(data.areas, area)),
    denied: none.includes("signs")
      ? [...Object.keys(data.signs), KNOWN_TO_A_DOCTOR]
      : split(words.get("n")).filter((slug) => has(data, "signs", slug) || slug === KNOWN_TO_A_DOCTOR),
    asked: none.filter((list) => ["medications", "conditions"].includes(list)),
    amount: amount === null || amount === "" || !Number.isFinite(Number(amount)) ? "" : amount,
    unit: Object.hasOwn(data.units, words.get("u") ?? "") ? words.get("u") : "weeks",
    planned: words.get("t") === "planned",
    clearance: CLEARANCES.includes(clearance) ? clearance : null,
    limits: words.get("l") === "yes" ? true : words.get("l") === "no" ? false : null,
  }
}

// A finding and its course: `new-weakness:followed`. Without a course, or with one that there is not: new.
function course(said, data) {
  const at = said.lastIndexOf(":")
  const how = said.slice(at + 1)
  return at > 0 && Object.hasOwn(data.courses, how) ? [said.slice(0, at), how] : [said, "new"]
}

export function write(state, data) {
  const words = new URLSearchParams()
  const set = (key, value) => value && words.set(key, value)
  for (const [key, kind] of Object.entries(LISTS)) set(key, state[kind].join(","))
  const said = ([slug, how]) => (how === "new" ? slug : `${slug}:${how}`)
  for (const [key, kind] of Object.entries(FINDINGS)) {
    const found = Object.entries(state[kind])
    if (kind === "other") for (const one of found) words.append(key, `${one[0]}:${one[1]}`)
    else set(key, found.map(said).join(","))
  }
  for (const [kind, name] of state.unknown) words.append("u?", `${kind}:${name}`)
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

// Whether every sign, and the list of what a doctor knows of, was on screen and is reported or denied.
const stopListAnswered = (state, data) =>
  state.denied.includes(KNOWN_TO_A_DOCTOR) &&
  Object.keys(data.signs).every((slug) => Object.hasOwn(state.signs, slug) || state.denied.includes(slug))

// The client that the planner knows. A time that was typed is since surgery; before it is said by `planned`.
export const client = (state, data) => ({
  ...state,
  asked: stopListAnswered(state, data) ? [...state.asked, "signs"] : state.asked,
  weeks: state.planned || state.amount === "" ? null : Math.max(0, Number(state.amount)) * data.units[state.unit],
})
