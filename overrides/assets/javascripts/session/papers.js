// What can be taken along, as plain text: a sheet to print, a note to the team, questions, an outline. All stay on the device.

import { h } from "./elements.js"
import { first } from "./planner.js"
import { client } from "./state.js"

const list = (items, mark = "-") => items.map((item) => `${mark} ${item}`)
const names = (slugs, records) => slugs.map((slug) => records[slug].name)
const CLEARANCES = {
  "not-asked": "not asked",
  waiting: "asked, no answer yet",
  agreed: "yes",
  refused: "no",
  discharged: "discharged without limits",
}

// The findings with their course, in words.
function reported({ signs, complications, other }, data) {
  const said = [
    ...Object.entries(signs).map(([slug, course]) => [data.signs[slug].name, course]),
    ...Object.entries(complications).map(([slug, course]) => [data.complications[slug].name, course]),
    ...Object.entries(other).map(([words, course]) => [`“${words}”`, course]),
  ]
  return said.map(([name, course]) => `${name} (${data.courses[course]})`)
}

function about(known, data) {
  const time = known.planned ? "still to come" : known.amount === "" ? "not known" : `${known.amount} ${known.unit}`
  return [
    `Operation: ${names(known.procedures, data.procedures).join(", ") || "not known"}`,
    `Time since surgery: ${time}`,
    `Part of the spine: ${known.regions.join(", ") || "not entered"}`,
    `Medicines: ${names(known.medications, data.medications).join(", ") || (known.asked.includes("medications") ? "none" : "not known")}`,
    `Illnesses: ${names(known.conditions, data.conditions).join(", ") || (known.asked.includes("conditions") ? "none" : "not known")}`,
    `Reported: ${reported(known, data).join(", ") || (known.asked.includes("signs") ? "no stop sign" : "stop signs not asked")}`,
    ...(known.unknown.length ? [`Not known here: ${known.unknown.map(([, name]) => name).join(", ")}`] : []),
    `Surgeon's team agreed to massage: ${CLEARANCES[known.clearance] ?? "not known"}`,
  ]
}

const foot = (data) =>
  `Steady Hands, edition of ${data.edition}. Compiled from sources, not reviewed by a clinician. No diagnosis; the surgeon's instructions come first.`

// What fits on one page, beside every stop sign.
const ROOM = { refer: 8, avoid: 12, adapt: 8, ask: 4, fine: 3 }

// One page: what was entered, and the plan in the order it is needed.
function sheet(made, known, data) {
  const { session, urgency, called, undecided, questions, consider } = made
  const whom = urgency === "none" ? data.called.nobody : `${data.called[called]}, ${data.urgencies[urgency]}`
  const lines = [
    data.sessions[session].toUpperCase(),
    `Call: ${whom}`,
    ...undecided.map((key) => `Still to answer: ${data.missing[key]}`),
    "",
    ...about(known, data),
  ]
  for (const [level, words] of Object.entries(data.levels)) {
    const said = [
      ...new Set(
        first(made)
          .filter(({ rule }) => rule.level === level)
          .map(({ rule }) => rule.do),
      ),
    ]
    const most = ROOM[level] ?? said.length
    if (said.length)
      lines.push(
        "",
        words.toUpperCase(),
        ...list(said.slice(0, most), "☐"),
        ...(said.length > most ? [`  and ${said.length - most} more on the screen`] : []),
      )
  }
  if (questions.length)
    lines.push(
      "",
      "NOT KNOWN YET",
      ...list(
        questions.slice(0, 8).map(({ ask }) => ask),
        "☐",
      ),
    )
  if (consider.length)
    lines.push("", `THINK OF: ${names(consider, { ...data.conditions, ...data.complications }).join(", ")}`)
  return [...lines, "", foot(data)].join("\n")
}

function noteToTeam({ held }, known, data) {
  const operation = known.procedures.map((slug) => data.procedures[slug].inSentence).join(", ") || "spine surgery"
  const when = known.planned
    ? `faces ${operation}`
    : `had ${operation}${known.amount === "" ? "" : ` ${known.amount} ${known.unit} ago`}`
  const findings = reported(known, data)
  const medicines = names(known.medications, data.medications)
  const kept = [...new Set(held.filter(({ rule }) => rule.level === "avoid").map(({ rule }) => rule.do))].slice(0, 8)
  return [
    "To the surgeon's office or physical therapist",
    "",
    `I am a massage therapist. Our shared patient, [name], ${when} and asks for massage.`,
    ...(findings.length ? ["", "What the patient reports:", ...list(findings)] : []),
    ...(medicines.length ? ["", `Medicines, as far as I know: ${medicines.join(", ")}.`] : []),
    "",
    "What I plan: [areas], [position on the table], light to moderate pressure, [minutes].",
    "The rules that I keep until you say otherwise:",
    ...list(kept.length ? kept : ["Do not thrust, and do not force a stretch of the spine."]),
    "",
    "Please tell me:",
    ...list([
      "May this patient have massage now?",
      "Which parts of the body must not be touched or pressed?",
      "Which positions and movements are not allowed, and until when?",
      "Is there anything about medicines, clots or the wound that I should know?",
    ]),
    "",
    "With the patient's consent. [signature, phone, date]",
  ].join("\n")
}

function intake({ questions, held }, known, data) {
  const own = held.flatMap(({ rule }) => rule.ask)
  return [
    "Before the first session",
    "",
    ...list([...new Set([...questions.slice(0, 12).map(({ ask }) => ask), ...own])].slice(0, 30), "☐"),
    "",
    foot(data),
  ].join("\n")
}

function outline({ session, held }, known, data) {
  return [
    "Session note",
    "",
    ...about(known, data),
    "",
    "What the client says today:",
    "Stop signs asked: [ ] yes   Found:",
    "Clearance: from whom, when, for what, what it leaves out:",
    "",
    `Plan by the sheet: ${data.sessions[session]}`,
    ...list(
      held
        .filter(({ rule }) => ["avoid", "adapt"].includes(rule.level))
        .slice(0, 10)
        .map(({ rule }) => rule.do),
    ),
    "",
    "Done: techniques, areas, areas left out, pressure, positions, minutes:",
    "Getting on and off the table:",
    "Measures before and after (scale, score):",
    "How the client felt after, and what was asked about harms:",
    "Next time:",
  ].join("\n")
}

export function papers({ state, data }) {
  const area = (label, make) => {
    const text = h("textarea", { rows: "12", "aria-label": label })
    const said = h("span", { role: "status" })
    const copy = h(
      "button",
      {
        type: "button",
        onclick: async () => (await navigator.clipboard.writeText(text.value), (said.textContent = " Copied.")),
      },
      "Copy",
    )
    return {
      make,
      text,
      box: h("details", { class: "sh-figures" }, h("summary", {}, label), text, h("p", {}, copy, said)),
    }
  }
  const parts = [
    area("Note to the surgeon or physical therapist", noteToTeam),
    area("Intake questions", intake),
    area("Outline for the session note", outline),
  ]
  const printed = h("pre", { class: "sh-sheet" })
  const clear = () => {
    location.hash = ""
    location.reload()
  }
  const element = h(
    "section",
    { class: "sh-papers", "aria-label": "Take it along" },
    h("h2", {}, "Take it along"),
    h(
      "p",
      {},
      h("button", { type: "button", onclick: () => window.print() }, "Print the sheet"),
      " ",
      h("button", { type: "button", onclick: clear }, "Clear everything"),
    ),
    parts.map((part) => part.box),
    printed,
  )
  const draw = (made) => {
    const known = client(state, data)
    printed.textContent = sheet(made, known, data)
    for (const part of parts) part.text.value = part.make(made, known, data)
  }
  return { element, draw }
}
