// The letter to the team that the answer names: situation, what I saw, what I plan, what I ask, and a reply to tick.

/** @import { Filling, Paper } from "./parts.js" */

import { h } from "../elements.js"
import { history, listed, reported, taken } from "../texts.js"
import { blank, box, list, some, ticks } from "./parts.js"

const RULES = 4 // that I keep
const UNTIL = "Until you answer I keep these rules:"

/** @type {Paper} */
export const letter = {
  id: "letter",
  name: "Letter to the surgeon",
  title: "Letter to the team",
  fill(filling) {
    const said = text(filling)
    return [
      h("p", {}, `To: ${said.to}`),
      h("p", {}, `About: ${blank(24)}  born ${blank(12)}  (with the patient’s consent)`),
      box("Situation", h("p", {}, said.situation)),
      box("What I saw", list(said.saw, { trim: 2 })),
      box(said.plan.heading, h("p", {}, said.plan.words), list(said.plan.rules, { trim: 3 })),
      box("What I ask", list(said.ask)),
      box("Your answer: please tick, sign and send back", h("div", { class: "sh-reply" }, ...reply(said.kind))),
      h("p", { class: "sh-sign" }, `Therapist: ${blank(24)}  Phone or fax: ${blank(20)}`),
    ]
  },
}

/**
 * What the letter says. A stop with something to look at is a referral; a planned operation has its own questions.
 * @param {Filling} filling
 */
export function text(filling) {
  const { made, known, data } = filling
  const { session, urgency, called } = made
  const sent = SENT.get(urgency) ?? ""
  const referred = ["do-not-massage", "postpone"].includes(session) && sent !== ""
  /** @type {"referral" | "planned" | "request"} */
  const kind = referred ? "referral" : known.planned ? "planned" : "request"
  // What is told at the next visit is for the surgeon's team to hear too. Somebody else is asked only where the answer is theirs.
  const whose = sent || urgency === "clearance-first" ? called : "surgeon"
  const team = whose === "emergency" || whose === "surgeon" ? "the surgeon’s team" : uncapital(data.called[whose])
  const to = referred && whose === "emergency" ? `the emergency department, and ${team}` : team
  const found = reported(known, data)
  const areas = listed(known.areas.map((area) => data.areas[area]))
  const who = `I am a massage therapist. Our shared patient ${history(known, data)}`
  return {
    kind,
    to,
    situation: {
      referral: `${who}, and came to me today. I gave no massage. ${sent}`,
      planned: `${who} and asks for massage before the operation${areas && ` (${areas})`}. ${sent}`,
      request: `${who} and asks for massage${areas && ` (${areas})`}. ${sent}`,
    }[kind].trim(),
    saw: [
      found.length
        ? `Reported to me: ${listed(found)}. Since: ${blank(14)}`
        : made.undecided.includes("signs")
          ? `Not all stop signs have been asked yet. Reported to me: ${blank(24)}`
          : "No stop sign was reported when I asked.",
      `Medicines, as far as I know: ${taken(known, "medications", data)}.`,
      `Illnesses, as far as I know: ${taken(known, "conditions", data)}.`,
      ...(known.clearance === "refused" ? ["I was told that you said no to massage. I keep to that."] : []),
    ],
    plan: PLAN[kind](filling, areas),
    ask: ASK[kind],
  }
}

const uncapital = (/** @type {string} */ words) => words.charAt(0).toLowerCase() + words.slice(1)

/** What was done with the client, by how soon somebody has to know. */
const SENT = new Map([
  ["emergency", "I asked for the emergency number to be called, and told the patient not to wait."],
  ["same-day", "I told the patient to have it looked at today, by you or in urgent care."],
  ["within-days", "I told the patient to have you look at it in the next days."],
])

/** @type {Record<"referral" | "planned" | "request", (filling: Filling, areas: string) => { heading: string, words: string, rules: string[] }>} */
const PLAN = {
  referral: () => ({
    heading: "What I plan",
    words: "No massage until you have looked at this and told me that it may go on.",
    rules: [],
  }),
  planned: (filling, areas) => ({
    heading: "What I plan",
    words: `I plan light work that the patient knows, on these areas: ${areas || blank(20)}; for ${blank(4)} minutes. ${UNTIL}`,
    rules: some(filling, filling.made.held, ["avoid"], RULES),
  }),
  request: (filling, areas) => ({
    heading: "What I plan",
    words:
      `${filling.made.session === "postpone" ? "I have not begun, and wait for your word. Then I plan light" : "I plan light"} to moderate ` +
      `pressure on these areas: ${areas || blank(20)}; lying ${blank(12)}, for ${blank(4)} minutes. ${UNTIL}`,
    rules: some(filling, filling.made.held, ["avoid"], RULES),
  }),
}

/** @type {Record<"referral" | "planned" | "request", string[]>} */
const ASK = {
  referral: ["What did you find?", "May massage go on, from when, and with which limits?"],
  planned: [
    "May I give massage before the operation, and until which day?",
    "How is the skin to be treated before the operation, and is a blood thinner to stop?",
    "When after the operation may massage begin, and in which positions?",
  ],
  request: [
    "May this patient have massage now?",
    "Which parts, positions and movements do you not allow, and until when?",
    "Is there anything about clots, medicines or the wound that I should know?",
  ],
}

/**
 * A reply that takes a minute.
 * @param {"referral" | "planned" | "request"} kind
 */
function reply(kind) {
  const before = kind === "planned" ? `Before the operation: ${ticks(["yes", "no", `yes, until ${blank(10)}`])}` : ""
  return [
    before && h("p", {}, before),
    h("p", {}, `${kind === "planned" ? "After it: " : ""}${ticks(["yes", "no", `not before ${blank(14)}`])}`),
    h("p", {}, `☐ Keep off: ${blank(50)}`),
    h("p", {}, `Positions not allowed: ${ticks(["face down", "back", "side", "sitting", `until ${blank(10)}`])}`),
    h("p", {}, `Pressure: ${ticks(["light only", "moderate", "as the patient likes"])}`),
    h("p", {}, `☐ Movements not allowed: ${blank(40)}`),
    h("p", {}, `Signed: ${blank(22)}  Role: ${blank(14)}  Date: ${blank(12)}`),
  ]
}
