// What is left to the hands in each area, in words: "shoulders and feet: yes · low back: lightly, lying on the side". Knows no page.

/** @import { Area, Leaves, Rules } from "published" */
/** @import { Client } from "./client.js" */
/** @import { Held, Plan } from "./planner.js" */

import { knowledge } from "./client.js"

/**
 * Areas that have one name together, and those that read better in the plural.
 * @type {[name: string, areas: Area[]][]}
 */
const TOGETHER = [
  ["legs and feet", ["thigh", "calf", "foot"]],
  ["arms and hands", ["arm", "hand"]],
  ["neck", ["front-of-neck", "back-of-neck"]],
  ["upper and mid back", ["upper-back", "mid-back"]],
  ["rim of the pelvis", ["iliac-crest-front", "iliac-crest-back"]],
  ["shoulders", ["shoulder"]],
  ["arms", ["arm"]],
  ["hands", ["hand"]],
  ["buttocks", ["buttock"]],
  ["thighs", ["thigh"]],
  ["calves", ["calf"]],
  ["feet", ["foot"]],
]
/** Where bone is taken. @type {Area[]} */
export const RIM = ["iliac-crest-front", "iliac-crest-back"]
/** What is reached from the side when nobody lies face down. */
const BEHIND = ["upper-back", "mid-back", "low-back", "buttock", "iliac-crest-back"]

/**
 * Whether a rule that waits for somebody's word has it.
 * @param {Held} held
 * @param {Client} client
 */
export const answered = ({ rule }, { clearance }) =>
  rule.urgency === "clearance-first" && (clearance === "agreed" || clearance === "discharged")

/**
 * The lists that nobody has gone through to the end, in words.
 * @param {Plan} made
 */
export const notKnown = ({ client }) =>
  Object.entries(LISTS).flatMap(([list, words]) => (client.asked.some((one) => one === list) ? [] : [words]))
const LISTS = { medications: "medicines", conditions: "illnesses" }

/**
 * What the rules leave to the hands in an area, the most careful first; empty when no rule speaks of it. A medicine or an illness of
 * which nobody knows counts as if it were there.
 * @param {Plan} made
 * @param {Rules} data
 * @returns {(area: Area) => Leaves[]}
 */
export function left(made, data) {
  const { operated } = knowledge(made.client, data)
  const said = leaving(made)
  const ranks = /** @type {Leaves[]} */ (Object.keys(data.leaves))
  return (area) => {
    const here = said.filter(([reach]) => reach === area || reach === "everywhere" || isOperated(reach, area))
    const found = ranks.filter((rank) => here.some(([, leaves]) => leaves === rank))
    if (found[0] === "nothing") return ["nothing"]
    return found.includes("light") ? found.filter((one) => !["careful", "light-where-numb"].includes(one)) : found
  }
  /**
   * @param {string} reach
   * @param {Area} area
   */
  function isOperated(reach, area) {
    return reach === "operated" && operated.has(area)
  }
}

/**
 * What each rule leaves where, of those in force and those that would be with a medicine or an illness of which nobody knows.
 * @param {Plan} made
 */
const leaving = ({ held, hanging, client }) =>
  [...held.filter((item) => !answered(item, client)).map(({ rule }) => rule), ...hanging].flatMap(({ leaves }) =>
    Object.entries(leaves),
  )

/**
 * What to keep off, in the names that the drawings of operations have for it in `data-off`: areas, and what lies within them.
 * @param {Plan} made
 * @param {Rules} data
 * @returns {Set<string>}
 */
export function keptOff(made, data) {
  const leaves = left(made, data)
  const areas = /** @type {Area[]} */ (Object.keys(data.areas)).filter((area) => leaves(area)[0] === "nothing")
  const within = leaving(made).flatMap(([, left]) => WITHIN[left] ?? [])
  return new Set([...areas, ...(areas.some((area) => RIM.includes(area)) ? ["donor"] : []), ...within])
}
/** @type {Partial<Record<Leaves, string>>} */
const WITHIN = { "beside-cut": "cut", "beside-implant": "implant" }

/**
 * Each area that was asked for and what may be done there, the strictest first. When none was, the areas with the least strict words are
 * the rest, so that whatever is stricter is named.
 * @param {Plan} made
 * @param {Rules} data
 * @returns {[where: string, what: string][]}
 */
export function areaLine(made, data) {
  const leaves = left(made, data)
  const drawings = made.held.flatMap(({ rule }) => rule.drawings)
  const onTheSide = drawings.includes("not-face-down") && drawings.includes("side")
  const yes = ["yes", made.held.some(general) && "with care", limited(made) && "as the team allows"]
    .filter(Boolean)
    .join(", ")
  const what = (/** @type {Area} */ area) => {
    const session = made.areas[area]
    if (session === "do-not-massage") return ["not today"]
    if (session === "postpone") return ["not before the go-ahead"]
    const found = leaves(area)
    const words = found.length ? found.map((one) => data.leaves[one]) : [yes]
    if (found[0] !== "nothing" && onTheSide && BEHIND.includes(area)) words.splice(1, 0, "lying on the side")
    return words
  }
  const asked = made.client.areas
  const all = asked.length ? asked : /** @type {Area[]} */ (Object.keys(data.areas))
  const order = ["not today", "not before the go-ahead", ...Object.values(data.leaves), "lying on the side", yes]
  // The strictest word that only one of two has decides; of two that begin alike, the one that says more is the stricter.
  const said = all
    .map((area) => ({ area, words: what(area) }))
    .map((one) => ({
      ...one,
      ranks: [...order.flatMap((word, i) => (one.words.includes(word) ? i : [])), order.length],
    }))
    .sort((a, b) => a.ranks.map((rank, i) => rank - b.ranks[i]).find(Boolean) ?? 0)
  /** @type {Map<string, Area[]>} */
  const groups = new Map()
  for (const { area, words } of said) {
    const key = words.join(", ")
    groups.set(key, [...(groups.get(key) ?? []), area])
  }
  const rest = !asked.length && said.at(-1)?.words.join(", ")
  return [...groups].map(([words, areas]) =>
    pair(words !== rest ? named(areas, data) : groups.size > 1 ? "elsewhere" : "everywhere", words),
  )
}

/**
 * Whether limits hold, or nobody knows whether they do.
 * @param {Plan} made
 */
export const limited = ({ held, questions }) =>
  held.some(({ rule }) => rule.when.weeks?.until === "cleared") || questions.some(({ fact }) => fact === "limits ")

/**
 * Whether a rule changes the work for the whole client and says nothing of areas.
 * @param {Held} held
 */
const general = ({ rule: { today, where, leaves } }) =>
  today === "change" && !where.length && !Object.keys(leaves).length

/**
 * @param {string} where
 * @param {string} what
 * @returns {[string, string]}
 */
const pair = (where, what) => [where, what]

/**
 * Areas in words: "the low back and feet", without "the".
 * @param {Area[]} areas
 * @param {Rules} data
 */
export function named(areas, data) {
  const left = new Set(areas)
  const names = TOGETHER.flatMap(([name, some]) => {
    if (!some.every((area) => left.has(area))) return []
    for (const area of some) left.delete(area)
    return [name]
  })
  return listed([...[...left].map((area) => data.areas[area]), ...names])
}

/**
 * Words in a row. `Intl.ListFormat` says the same, and the first that is made costs more than all of a plan.
 * @param {string[]} words
 */
const listed = (words) =>
  words.length < 3 ? words.join(" and ") : `${words.slice(0, -1).join(", ")}, and ${words.at(-1)}`
