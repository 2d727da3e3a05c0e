// The handout for the client, in large print and plain words. It reads at US grade 6 or lower; a test measures it.

/** @import { Sign, Urgency } from "published" */
/** @import { Filling, Paper } from "./parts.js" */

import { h } from "../elements.js"
import { unasked } from "../planner.js"
import { listed } from "../texts.js"
import { DRAWN, LIES, blank, box, inTurn, list, strip, ticks } from "./parts.js"

const NOW = 8 // signs that mean the emergency number
const TODAY = 6

/** @type {Paper} */
export const handout = {
  id: "handout",
  name: "Handout for the client",
  title: "For you to take home",
  fill: (filling) => [
    box("What we agreed", ...agreed(filling)),
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

/** @param {Filling} filling */
function agreed({ made, known, data, number }) {
  const { session } = made
  const said = (/** @type {string[]} */ ...words) => words.map((one) => h("p", {}, one))
  const next = `Next visit: ${blank(20)}`
  if (session === "do-not-massage" && made.urgency === "emergency")
    return said(`No massage today. What you told us needs help now. Call ${number}, or let us call for you.`)
  if (session === "do-not-massage" && known.clearance === "refused" && made.urgency === "clearance-first")
    return said("No massage for now. Your team said no, and we go by that.", `What has to change first: ${blank(24)}`)
  if (session === "do-not-massage")
    return said("No massage today. Let a doctor look at what you told us, and do it today.", next)
  if (session === "undecided") return said("We need to know more before we can say yes.", next)
  if (session === "postpone")
    return said(
      "No massage yet. Your surgeon’s team has to say yes first.",
      "Ask them: May I have a massage? Where not? How may I lie?",
      next,
    )
  const areas = listed(known.areas.map((area) => data.areas[area]))
  return said(
    known.planned ? "We can work, and keep it light. Tell us the day you have surgery." : "We can work, with care.",
    `We work on: ${areas || blank(24)}`,
    `We stay off: ${blank(24)}`,
    `You lie: ${ticks(LIES)}`,
  )
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
