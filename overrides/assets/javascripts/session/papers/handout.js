// The handout for the client, in large print and plain words. It reads at US grade 6 or lower; a test measures it.

/** @import { Called, Sign, Urgency } from "published" */
/** @import { Filling, Paper } from "./parts.js" */

import { h } from "../elements.js"
import { unasked } from "../planner.js"
import { listed } from "../texts.js"
import { DRAWN, LIES, blank, box, inTurn, list, strip, ticks } from "./parts.js"

const NOW = 8 // signs that mean the emergency number
const TODAY = 6

/**
 * Who looks at what was told, when it is no emergency and cannot wait for the next visit.
 * @type {Map<Urgency, string>}
 */
const LOOKED_AT = new Map([
  ["same-day", "Let a doctor look at what you told us, and do it today."],
  ["within-days", "Let a doctor look at what you told us in the next days."],
])

/** Who has to say yes first. @type {Partial<Record<Called, string>>} */
const FIRST = {
  doctor: "Your doctor has",
  prescriber: "Your doctor has",
  "maternity-team": "The team that cares for you and the baby has",
  "treating-team": "The team that treats you has",
}

/** @type {Paper} */
export const handout = {
  id: "handout",
  name: "Handout for the client",
  title: "For you to take home",
  fill: (filling) => [
    box("What we agreed", ...words(filling).map((one) => h("p", {}, one))),
    box(
      "Tell us before each visit",
      list([
        "A new pain, a numb spot, or a weak arm or leg.",
        "A fall, a fever, or a wound that is red or wet.",
        "A new medicine, or a change in one.",
        "What your surgeon told you not to do.",
      ]),
    ),
    box(
      `Call ${filling.number} now for signs such as`,
      list(signs(filling, "emergency", NOW), { columns: true, trim: 1 }),
    ),
    box(
      "Call your doctor today for signs such as",
      list(signs(filling, "same-day", TODAY), { columns: true, trim: 2 }),
    ),
    box(
      "How to get up from the table",
      strip(DRAWN["log-roll"], filling.base),
      h("p", {}, "Let hips and chest turn as one. Sit for a while before you stand. We stay near."),
    ),
  ],
}

/**
 * What the verdict means for the client: no more and no less than it says.
 * @param {Filling} filling
 */
export function words({ made, known, data, number }) {
  const { session, urgency, called } = made
  const next = `Next visit: ${blank(20)}`
  const look = LOOKED_AT.get(urgency)
  const looked = look ? [look] : []
  if (session === "do-not-massage") {
    if (urgency === "emergency")
      return [`No massage today. What you told us needs help now. Call ${number}, or let us call for you.`]
    if (known.clearance === "refused" && urgency !== "same-day")
      return [
        "No massage for now. Your team said no, and we go by that.",
        ...looked,
        `What has to change first: ${blank(24)}`,
      ]
    return [`No massage today. ${look ?? "We will find a new day when this is over."}`, next]
  }
  if (session === "undecided") return ["We need to know more before we can say yes.", ...looked, next]
  if (session === "postpone")
    return look
      ? [`No massage yet. ${look}`, "Ask them: May I have a massage? Where not? How may I lie?", next]
      : [
          `No massage yet. ${FIRST[called] ?? "Your surgeon’s team has"} to say yes first.`,
          "Ask them: May I have a massage? Where not? How may I lie?",
          next,
        ]
  const areas = listed(known.areas.map((area) => data.areas[area]))
  return [
    known.planned ? "We can work, and keep it light. Tell us the day you have surgery." : "We can work, with care.",
    ...looked,
    `We work on: ${areas || blank(24)}`,
    `We stay off: ${blank(24)}`,
    `You lie: ${ticks(LIES)}`,
  ]
}

/**
 * The signs to know of after these operations, in a client's words: one of each part of the body before a second of any, and first
 * those that point to most of what can follow.
 * @param {Filling} filling
 * @param {Urgency} soon
 * @param {number} most
 */
function signs({ known, data }, soon, most) {
  const line = new Set(known.procedures.flatMap((slug) => data.procedures[slug].line))
  const follows = (/** @type {string} */ slug) =>
    Object.hasOwn(data.complications, slug) && data.complications[slug].after.some((to) => line.has(to))
  const weight = (/** @type {Sign} */ sign) => sign.consider.filter(follows).length
  const heaviest = urgent({ known, data }, soon).sort((one, other) => weight(other) - weight(one))
  return inTurn(heaviest, ({ body }) => body)
    .slice(0, most)
    .map(({ card }) => card?.en ?? "")
}

/**
 * The signs of the stop-sign card that would be of this urgency if this client had one of them now.
 * @param {Pick<Filling, "known" | "data">} filling
 * @param {Urgency} soon
 */
export function urgent({ known, data }, soon) {
  const bodies = Object.keys(data.bodies)
  const soonest = unasked(known, data).urgencies
  return Object.entries(data.signs)
    .filter(([slug, { card }]) => card && soonest.get(slug) === soon)
    .map(([, sign]) => sign)
    .filter(({ card }, at, all) => all.findIndex((one) => one.card?.en === card?.en) === at)
    .sort((one, other) => bodies.indexOf(one.body) - bodies.indexOf(other.body))
}
