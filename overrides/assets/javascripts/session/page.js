// The planner's page: what is known goes in, the plan comes out. The state lives behind the `#` of the address, which no
// browser sends anywhere. Nothing is stored.

import { plan } from "./planner.js"
import { sheet, noteToTeam, intake, outline } from "./papers.js"

const root = document.getElementById("sh-session")
const base = new URL("../../../", import.meta.url)
const data = await (await fetch(new URL("session/rules.json", base))).json()

// The address: short keys, so that a bookmark stays readable.
const KEYS = { p: "procedures", m: "medications", d: "conditions", s: "signs", x: "suspected", r: "regions", none: "complete" }
const UNITS = data.units // weeks in each

const state = read(location.hash)

// A browser fetches the icon again whenever the address changes, and the address changes with every fact. Not so a data address.
const icon = document.querySelector("link[rel=icon]")
icon.href = `data:image/svg+xml,${encodeURIComponent(await (await fetch(icon.href)).text())}`

// A small hand for elements: `h("p", { class: "x" }, "words", child)`.
function h(name, attributes = {}, ...children) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value)
    else if (value === true) element.setAttribute(key, "")
    else if (value !== false && value != null) element.setAttribute(key, value)
  }
  element.append(...children.flat().filter((child) => child != null && child !== false))
  return element
}

function read(hash) {
  const words = new URLSearchParams(hash.slice(1))
  const known = (key, slug) => key === "complete" || (key === "regions" ? data.regions.includes(slug) : slug in data[key === "suspected" ? "complications" : key])
  const lists = Object.fromEntries(Object.entries(KEYS).map(([short, key]) => [key, (words.get(short) ?? "").split(",").filter((slug) => slug && known(key, slug))]))
  const answer = (short) => ({ yes: true, no: false })[words.get(short)] ?? null
  const amount = words.get("w")
  return { ...lists, amount: amount === null || Number.isNaN(Number(amount)) ? "" : amount, unit: words.get("u") in UNITS ? words.get("u") : "weeks", cleared: answer("c"), limits: answer("l") }
}

function write() {
  const words = new URLSearchParams()
  for (const [short, key] of Object.entries(KEYS)) if (state[key].length) words.set(short, state[key].join(","))
  if (state.amount !== "") { words.set("w", state.amount); words.set("u", state.unit) }
  for (const [short, key] of [["c", "cleared"], ["l", "limits"]]) if (state[key] !== null) words.set(short, state[key] ? "yes" : "no")
  history.replaceState(null, "", `${location.pathname}${location.search}${`${words}` ? `#${words}`.replaceAll("%2C", ",") : ""}`)
}

const client = () => ({ ...state, weeks: state.amount === "" ? null : Math.max(0, Number(state.amount)) * UNITS[state.unit] })

function changed() {
  write()
  draw()
}

const flip = (key, slug) => { state[key] = state[key].includes(slug) ? state[key].filter((other) => other !== slug) : [...state[key], slug] }

const toggle = (key, slug) => {
  flip(key, slug)
  changed()
}

// Names for the type-ahead, and what to do with one that is not there.
const plain = (name) => name.toLowerCase().replace(/disc/g, "disk").replace(/[^\p{L}\p{N}]+/gu, " ").trim()

function chooser(key, label, hint, kinds = [key]) {
  const names = new Map()
  for (const kind of kinds) for (const [slug, { name, names: others }] of Object.entries(data[kind])) for (const each of [name, ...others]) if (!names.has(plain(each))) names.set(plain(each), { slug, kind, written: each })
  const id = `sh-${key}`
  const input = h("input", { id, type: "text", list: `${id}-names`, autocomplete: "off", autocapitalize: "off", spellcheck: "false", placeholder: hint })
  const help = h("p", { class: "sh-help", role: "status" })
  const take = (said) => {
    const found = names.get(plain(said))
    if (!found) return false
    const target = found.kind === "complications" ? "suspected" : key
    if (!state[target].includes(found.slug)) state[target].push(found.slug)
    input.value = ""
    help.replaceChildren()
    changed()
    return true
  }
  let last // leaving the box to tap a suggestion must not draw the suggestions anew
  const tried = () => {
    const said = input.value.trim()
    if (!said || said === last || take(said)) return
    last = said
    const near = nearest(plain(said), [...names.keys()])
    help.replaceChildren(near.length ? "Not known. Do you mean: " : "Not known. Leave it out, or try another name.", ...near.map((name) => h("button", { type: "button", onclick: () => take(name) }, names.get(name).written)))
  }
  input.addEventListener("input", () => { if (names.has(plain(input.value)) && ![...names.keys()].some((name) => name !== plain(input.value) && name.startsWith(plain(input.value)))) take(input.value) })
  input.addEventListener("change", tried)
  input.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); tried() } })
  const options = [...new Set([...names.values()].map(({ written }) => written))].sort((a, b) => a.localeCompare(b))
  const chips = h("p", { class: "sh-chips" })
  chips.draw = () => chips.replaceChildren(...[[key, kinds[0]], ...(kinds.includes("complications") ? [["suspected", "complications"]] : [])].flatMap(([held, kind]) =>
    state[held].map((slug) => h("button", { type: "button", "aria-label": `Remove ${data[kind][slug].name}`, onclick: () => { toggle(held, slug); input.focus() } }, data[kind][slug].name, " ×"))))
  chooser.all.push(chips)
  return h("div", { class: "sh-field" }, h("label", { for: id }, label), input, h("datalist", { id: `${id}-names` }, options.map((name) => h("option", { value: name }))), help, chips)
}
chooser.all = []

// Names that share the most pairs of letters with what was typed.
function nearest(said, names) {
  const pairs = (word) => new Set([...word].slice(1).map((letter, i) => word[i] + letter))
  const ours = pairs(said)
  const like = (name) => { const theirs = pairs(name); let both = 0; for (const pair of ours) both += theirs.has(pair); return (2 * both) / (ours.size + theirs.size || 1) }
  return names.map((name) => [like(name), name]).filter(([share]) => share > 0.4).sort((a, b) => b[0] - a[0]).slice(0, 3).map(([, name]) => name)
}

// One question with a few answers, as large buttons.
function choice(label, options, chosen, choose) {
  const buttons = options.map(([value, words]) => [value, h("button", { type: "button", onclick: () => { choose(value); changed() } }, words)])
  const group = h("div", { class: "sh-choice", role: "group", "aria-label": label }, buttons.map(([, button]) => button))
  group.draw = () => { for (const [value, button] of buttons) button.setAttribute("aria-pressed", String(chosen(value))) }
  chooser.all.push(group)
  return h("div", { class: "sh-field" }, h("p", { class: "sh-label" }, label), group)
}

function form() {
  const worst = (slug) => Math.min(...data.rules.filter(({ when }) => when.signs?.includes(slug)).map(({ urgency }) => Object.keys(data.urgencies).indexOf(urgency)))
  const signs = Object.keys(data.signs).map((slug) => [slug, worst(slug)]).sort((a, b) => a[1] - b[1])
  const list = (urgencies) => signs.filter(([, at]) => urgencies.includes(Object.keys(data.urgencies)[at]))
  const marks = (some, label) => choice(label, some.map(([slug]) => [slug, data.signs[slug].name]), (slug) => state.signs.includes(slug), (slug) => { flip("signs", slug); state.complete = state.complete.filter((key) => key !== "signs") })
  const none = (key, words) => choice("", [[key, words]], () => state.complete.includes(key), () => flip("complete", key))
  const time = h("input", { id: "sh-weeks", type: "number", inputmode: "decimal", min: "0", step: "any", value: state.amount, oninput: (event) => { state.amount = event.target.value; changed() } })
  const unit = h("select", { "aria-label": "Unit of time", onchange: (event) => { state.unit = event.target.value; changed() } }, Object.keys(UNITS).map((name) => h("option", { value: name, selected: name === state.unit }, name)))
  const yes = [[true, "Yes"], [false, "No"], [null, "Not asked"]]
  return h("form", { class: "sh-form", onsubmit: (event) => event.preventDefault(), "aria-label": "What is known of the client" },
    h("h2", { id: "stop-first" }, "Stop first"),
    h("p", {}, "Does the client have any of these, new or worse? One is enough."),
    marks(list(["emergency"]), "Signs that mean: call the emergency number now"),
    h("details", {}, h("summary", {}, "Signs that mean: a clinician has to know today"), marks(list(["same-day"]), "Signs that mean: a clinician has to know today")),
    none("signs", "None of these: I asked"),
    h("h2", { id: "the-client" }, "The client"),
    chooser("procedures", "Operation", "acdf, fused back, cage …"),
    h("div", { class: "sh-field" }, h("label", { for: "sh-weeks" }, "Time since surgery"), h("span", { class: "sh-time" }, time, unit)),
    choice("Part of the spine", [["cervical", "Neck"], ["thoracic", "Upper or mid back"], ["lumbar", "Low back"], ["sacral", "Sacrum"]], (slug) => state.regions.includes(slug), (slug) => flip("regions", slug)),
    chooser("medications", "Medicines", "Eliquis, gabapentin, pain pills …"),
    none("medications", "Takes no other medicine"),
    chooser("signs", "What else the client says", "dizzy, itchy scar, foot drop …", ["signs", "complications"]),
    chooser("conditions", "Other illness", "osteoporosis, scoliosis …"),
    choice("Has the surgeon's team agreed to massage?", yes, (value) => state.cleared === value, (value) => { state.cleared = value }),
    choice("Do the surgeon's limits still hold?", yes, (value) => state.limits === value, (value) => { state.limits = value }))
}

const ICONS = { emergency: "!!", refer: "!", avoid: "×", adapt: "~", ask: "?", fine: "✓" }
const result = h("section", { class: "sh-plan", "aria-labelledby": "sh-verdict" })
const spoken = h("p", { class: "sh-spoken", role: "status" })
const bar = h("a", { href: "#sh-verdict", onclick: (event) => { event.preventDefault(); result.scrollIntoView() } }) // on a phone the plan stands below the form
let timer

function draw() {
  for (const part of chooser.all) part.draw()
  const known = client()
  const made = plan(known, data)
  const { session, urgency, held, questions, consider } = made
  clearTimeout(timer)
  timer = setTimeout(() => { // what nobody waits for, once the typing rests
    spoken.textContent = `${data.sessions[session]}. ${urgency === "none" ? "" : `Involve: ${data.urgencies[urgency]}.`}`
    papers.draw(made, known)
  }, 400)
  const rules = (level) => held.filter(({ rule }) => rule.level === level)
  bar.textContent = `${data.sessions[session]} ↓`
  bar.className = `sh-now sh-verdict--${session}`
  result.replaceChildren(...[
    h("h2", { id: "sh-verdict", class: `sh-verdict sh-verdict--${session}` }, data.sessions[session]),
    urgency !== "none" && h("p", { class: "sh-whom" }, h("strong", {}, "Involve: "), `${data.urgencies[urgency]}.`),
    ...["emergency", "refer"].map((level) => section(level, rules(level))),
    asking(questions),
    ...["avoid", "adapt", "fine"].map((level) => section(level, rules(level))),
    section("ask", rules("ask")),
    thinkOf(consider),
    drawing(known),
    h("p", { class: "sh-edition" }, `Edition of ${data.edition}. Compiled from sources, not reviewed by a clinician.`),
  ].filter(Boolean))
}

function section(level, some) {
  if (!some.length) return null
  const urgent = ["emergency", "refer"].includes(level)
  return h("div", { class: `sh-rule sh-rule--${level} sh-rows` }, h("p", {}, h("span", { class: `sh-level sh-level--${level}` }, h("span", { "aria-hidden": "true" }, `${ICONS[level]} `), data.levels[level])),
    some.map((held) => folded(held, urgent && some.length < 3)))
}

// One rule: what to do in sight; the reasons are made when they are asked for.
function folded({ rule, matched }, open) {
  const fold = h("details", { open }, h("summary", {}, rule.do))
  const fill = () => fold.append(...[
    h("p", {}, h("strong", {}, "Why: "), rule.why),
    rule.instead && h("p", {}, h("strong", {}, "Instead: "), rule.instead),
    rule.position && h("p", {}, h("strong", {}, "Position: "), rule.position),
    rule.pressure && h("p", {}, h("strong", {}, "Pressure: "), `at most level ${rule.pressure.most} of 5 on the Walton Pressure Scale. ${rule.pressure.why}`),
    h("p", { class: "sh-evidence" }, matched.length ? `Since: ${matched.map(fact).join(", ")}. ` : "For every client. ", h("a", { href: new URL(rule.url, base) }, `${rule.name}, with its ${rule.sources.length} source${rule.sources.length === 1 ? "" : "s"}`)),
  ].filter(Boolean))
  if (open) fill()
  else fold.addEventListener("toggle", fill, { once: true })
  return fold
}

function fact(words) {
  const [key, slug] = words.split(" ")
  return { weeks: "time since surgery", regions: slug, limits: "limits" }[key] ?? data[key]?.[slug]?.name.toLowerCase() ?? key
}

// What is not known, as questions whose answers can be tapped.
function asking(questions) {
  const shown = questions.filter(({ fact: about }) => !about.startsWith("complications ")).slice(0, 6)
  if (!shown.length) return null
  return h("div", { class: "sh-rule sh-rule--ask" }, h("p", {}, h("span", { class: "sh-level sh-level--ask" }, h("span", { "aria-hidden": "true" }, "? "), "Ask now: what could change this most")),
    h("ul", {}, shown.map(({ fact: about, ask }) => {
      const [key, slug] = about.split(" ")
      return h("li", {}, ask, " ", slug && ["signs", "medications", "conditions"].includes(key) && h("button", { type: "button", onclick: () => toggle(key, slug) }, "Yes"))
    })))
}

function thinkOf(consider) {
  if (!consider.length) return null
  return h("details", { class: "sh-figures", open: consider.length < 5 }, h("summary", {}, `To think of: ${consider.length}`),
    h("ul", {}, consider.map((slug) => [slug, data.complications[slug] ?? data.conditions[slug]]).map(([, { url, name }]) => h("li", {}, h("a", { href: new URL(url, base) }, name)))))
}

// Where the metal is, for the operations entered. No source names a pressure level for these zones, and so none is shown.
function drawing({ procedures }) {
  const drawn = procedures.filter((slug) => data.procedures[slug].zones.length)
  return drawn.length && h("details", { class: "sh-figures", open: true }, h("summary", {}, "Where not to press"), drawn.map((slug) => (drawings[slug] ??= figure(data.procedures[slug]))))
}

const drawings = {}

function figure({ name, svg, zones }) {
  const picture = h("div", {})
  picture.innerHTML = svg // made at build time from the site's own data
  return h("div", {}, h("h3", {}, name), picture, h("ol", {}, zones.map(({ what, where, note }) => h("li", {}, h("strong", {}, `${what}, ${where}`), `: ${note}`))), h("p", { class: "sh-evidence" }, "No source that we read names a level of pressure for these zones on the Walton Pressure Scale, so none is shown."))
}

// What can be taken along: a sheet to print, a note, questions, an outline. All stay on the device.
const papers = (() => {
  const area = (label, make) => {
    const text = h("textarea", { rows: "12", "aria-label": label })
    const said = h("span", { role: "status" })
    return { label, make, text, box: h("details", { class: "sh-figures" }, h("summary", {}, label), text, h("p", {}, h("button", { type: "button", onclick: async () => { await navigator.clipboard.writeText(text.value); said.textContent = " Copied." } }, "Copy"), said)) }
  }
  const parts = [area("Note to the surgeon or physical therapist", noteToTeam), area("Intake questions", intake), area("Outline for the session note", outline)]
  const printed = h("pre", { class: "sh-sheet" })
  const box = h("section", { class: "sh-papers", "aria-label": "Take it along" }, h("h2", {}, "Take it along"),
    h("p", {}, h("button", { type: "button", onclick: () => window.print() }, "Print the sheet"), " ", h("button", { type: "button", onclick: () => { location.hash = ""; location.reload() } }, "Clear everything")),
    parts.map((part) => part.box), printed)
  return { box, draw: (made, known) => { printed.textContent = sheet(made, known, data); for (const part of parts) part.text.value = part.make(made, known, data) } }
})()

root.replaceChildren(form(), h("div", { class: "sh-result" }, spoken, result, papers.box), bar)
draw()
