// The plan in plain text: the sheet, the note to the team, the questions, the outline of a session note.

const list = (items, mark = "-") => items.map((item) => `${mark} ${item}`)
const names = (slugs, records) => slugs.map((slug) => records[slug].name)

function about(client, data) {
  return [
    `Operation: ${names(client.procedures, data.procedures).join(", ") || "not known"}`,
    `Time since surgery: ${client.amount === "" ? "not known" : `${client.amount} ${client.unit}`}`,
    `Part of the spine: ${client.regions.join(", ") || "not entered"}`,
    `Medicines: ${names(client.medications, data.medications).join(", ") || (client.complete.includes("medications") ? "none" : "not known")}`,
    `Reported: ${[...names(client.signs, data.signs), ...names(client.suspected, data.complications)].join(", ") || (client.complete.includes("signs") ? "no stop sign" : "not asked")}`,
    `Surgeon's team agreed to massage: ${client.cleared === null ? "not asked" : client.cleared ? "yes" : "no"}`,
  ]
}

const foot = (data) => `Steady Hands, edition of ${data.edition}. Compiled from sources, not reviewed by a clinician. No diagnosis; the surgeon's instructions come first.`

// What fits on one page, beside every stop sign.
const ROOM = { refer: 8, avoid: 12, adapt: 8, ask: 4, fine: 3 }

// One page: what was entered, and the plan in the order it is needed.
export function sheet({ session, urgency, held, questions, consider }, client, data) {
  const lines = [data.sessions[session].toUpperCase(), `Involve: ${data.urgencies[urgency]}`, "", ...about(client, data)]
  for (const [level, words] of Object.entries(data.levels)) {
    const some = held.filter(({ rule }) => rule.level === level)
    const said = [...new Set(some.map(({ rule }) => rule.do))]
    const most = ROOM[level] ?? said.length
    if (said.length) lines.push("", words.toUpperCase(), ...list(said.slice(0, most), "☐"), ...(said.length > most ? [`  and ${said.length - most} more on the screen`] : []))
  }
  if (questions.length) lines.push("", "NOT KNOWN YET", ...list(questions.slice(0, 8).map(({ ask }) => ask), "☐"))
  if (consider.length) lines.push("", `THINK OF: ${names(consider, { ...data.conditions, ...data.complications }).join(", ")}`)
  return [...lines, "", foot(data)].join("\n")
}

export function noteToTeam({ held }, client, data) {
  const operation = names(client.procedures, data.procedures).join(", ").toLowerCase() || "spine surgery"
  const kept = [...new Set(held.filter(({ rule }) => rule.level === "avoid").map(({ rule }) => rule.do))].slice(0, 8)
  return [
    "To the surgeon's office or physical therapist",
    "",
    `I am a massage therapist. Our shared patient, [name], had ${operation}${client.amount === "" ? "" : ` ${client.amount} ${client.unit} ago`} and asks for massage.`,
    "",
    "What I plan: [areas], [position on the table], light to moderate pressure, [minutes].",
    "What I leave out until you say otherwise:",
    ...list(kept.length ? kept : ["thrusts and forced stretching of the spine"]),
    "",
    "Please tell me:",
    ...list(["May this patient have massage now?", "Which parts of the body must not be touched or pressed?", "Which positions and movements are not allowed, and until when?", "Is there anything about medicines, clots or the wound that I should know?"]),
    "",
    "With the patient's consent. [signature, phone, date]",
  ].join("\n")
}

export function intake({ questions, held }, client, data) {
  const own = held.flatMap(({ rule }) => rule.ask)
  return [
    "Before the first session",
    "",
    ...list([...new Set([...questions.slice(0, 12).map(({ ask }) => ask), ...own])].slice(0, 30), "☐"),
    "",
    foot(data),
  ].join("\n")
}

export function outline({ session, held }, client, data) {
  return [
    "Session note",
    "",
    ...about(client, data),
    "",
    "What the client says today:",
    "Stop signs asked: [ ] yes   Found:",
    "Clearance: from whom, when, for what, what it leaves out:",
    "",
    `Plan by the sheet: ${data.sessions[session]}`,
    ...list(held.filter(({ rule }) => ["avoid", "adapt"].includes(rule.level)).slice(0, 10).map(({ rule }) => rule.do)),
    "",
    "Done: techniques, areas, areas left out, pressure, positions, minutes:",
    "Getting on and off the table:",
    "Measures before and after (scale, score):",
    "How the client felt after, and what was asked about harms:",
    "Next time:",
  ].join("\n")
}
