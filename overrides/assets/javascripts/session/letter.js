// The page that reads a letter: what it names is marked and explained, on this device alone.

/** @import { Line, Words } from "published" */
/** @import { Found, Reading } from "./reading.js" */

import { root, textOf } from "../files.js"
import { told } from "../search/signs.js"
import { h } from "./elements.js"
import { lexicon } from "./lexicon.js"
import { address, reader } from "./reading.js"

const base = root()
const BONES = [
  ...Array.from({ length: 7 }, (_, at) => `C${at + 1}`),
  ...Array.from({ length: 12 }, (_, at) => `T${at + 1}`),
  ...Array.from({ length: 5 }, (_, at) => `L${at + 1}`),
  "S1",
]
const KINDS = new Map([
  ["signs", "Signs"],
  ["procedures", "Operations"],
  ["materials", "Implants and materials"],
  ["medications", "Medicines"],
  ["pageless", "Medicines we have no page on"],
  ["conditions", "Illnesses"],
  ["complications", "Complications"],
  ["unreported", "Signs that it denies, or only speaks of"],
  ["glossary", "Words"],
])
const FOR_THE_PLAN = new Set(["procedures", "medications", "pageless", "conditions", "complications", "signs"])
// Ticked at first; a sign may be long gone.
const SURE = new Set(["procedures", "medications", "pageless", "conditions", "complications"])

const NOTES = new Map([
  ["signs", "Ask which of these are there today, and tick those. None is ticked by itself."],
  ["complications", "Where one is in another way, such as long healed, change it in the plan."],
])
// What the letter says of a thing instead of that the client has it.
const APART = new Map([
  ["procedures", "the letter may not say that it was done"],
  ["medications", "the letter may not say that the client takes it"],
  ["pageless", "the letter may not say that the client takes it"],
])

/** @type {Promise<ReturnType<typeof reader>> | null} */
let made = null
/** @type {Words} */
let names
/** @type {Record<string, Record<string, Line>>} */
let explained

const letter = h("textarea", {
  id: "sh-letter",
  rows: 7,
  spellcheck: "false",
  autocomplete: "off",
  placeholder: "posterior instrumented arthrodesis L3-S1 with BMP, apixaban 5 mg bd",
})
const status = h("p", { class: "sh-help", role: "status" })
const out = h("div", { class: "sh-reading" })
// There is something to type into once it can be read.
Promise.all([lexicon(base), textOf(new URL("letter/terms.json", base))]).then(([words, terms]) => {
  names = words
  explained = JSON.parse(terms)
  document
    .getElementById("sh-letter-reader")
    ?.replaceChildren(
      h(
        "form",
        { onsubmit: (event) => event.preventDefault() },
        h("label", { for: "sh-letter" }, "The letter"),
        letter,
        status,
      ),
      out,
    )
})

// To learn all names takes a slow phone a while: it does so while the keyboard comes up, and only for who reads a letter.
const learned = () =>
  (made ??= textOf(new URL("letter/signs.json", base)).then(
    (sayings) => reader(names, told(JSON.parse(sayings))),
    () => {
      made = null // the next one tries again
      return reader(names)
    },
  ))
letter.addEventListener("focus", () => setTimeout(learned))

let timer = 0
letter.addEventListener("input", () => {
  clearTimeout(timer)
  timer = setTimeout(draw, 250)
})

async function draw() {
  const read = await learned()
  const reading = read(letter.value)
  const named = reading.found.filter(({ kind }) => kind !== "level")
  status.textContent = letter.value.trim()
    ? `${named.length} ${named.length === 1 ? "word" : "words"} of the letter explained.`
    : ""
  out.replaceChildren(...(letter.value.trim() ? result(reading) : []))
}

/**
 * @param {Reading} reading
 */
function result(reading) {
  const tick = (/** @type {string} */ label, /** @type {boolean} */ checked) => {
    const input = h("input", { type: "checkbox", checked, onchange: link })
    return { input, element: h("label", { class: "sh-tick" }, input, h("span", {}, label)) }
  }
  const records = distinct(reading.found.filter(({ kind }) => kind !== "level"))
  const isOpen = (/** @type {Found} */ { denied, apart }) => !denied && !apart
  const operated = records.some((one) => one.kind === "procedures" && isOpen(one))
  const lines = records.map((one) => {
    // What is only planned is the operation of a letter without another.
    const sure = isOpen(one) || (one.kind === "procedures" && !one.denied && !operated)
    const box = FOR_THE_PLAN.has(one.kind) ? tick(labelOf(one), SURE.has(one.kind) && !one.unsure && sure) : null
    return { one, box, element: line(one, box?.element ?? null, reading) }
  })
  const groups = [...KINDS].flatMap(([kind, heading]) => {
    const some = lines.filter(({ one }) => (one.kind === "signs" && !isOpen(one) ? "unreported" : one.kind) === kind)
    return some.length
      ? [
          h("h3", {}, heading),
          NOTES.has(kind) ? h("p", {}, NOTES.get(kind)) : "",
          h(
            "ul",
            { class: "sh-terms" },
            some.map(({ element }) => element),
          ),
        ]
      : []
  })
  const place =
    reading.levels.length || reading.side ? tick(placed(reading), reading.placed || !reading.levels.length) : null
  const time =
    reading.time && tick(`Operated ${reading.time.amount} ${reading.time.unit} ago (“${reading.time.said}”)`, true)
  const limits = reading.limits.length ? tick("These limits still hold", true) : null
  const go = h("a", { class: "md-button md-button--primary sh-go" }, "Plan this session")

  function link() {
    const ticked = lines.filter(({ box: one }) => one?.input.checked).map(({ one }) => one)
    const also = {
      limits: limits?.input.checked ?? false,
      time: time?.input.checked ?? false,
      place: place?.input.checked ?? false,
    }
    go.setAttribute("href", `${new URL("session/", base)}${address(reading, ticked, also)}`)
  }
  link()
  return [
    h("h2", {}, "The letter, marked"),
    h("p", { class: "sh-help" }, "What is not marked was not understood: read it yourself."),
    h("p", { class: "sh-marked" }, marked(reading, records)),
    spine(reading.levels),
    h("h2", {}, "What it names"),
    ...(groups.length ? groups : [h("p", {}, "No word here is one that this site explains.")]),
    ...(place || time || reading.limits.length ? [h("h2", {}, "Place, time and limits")] : []),
    place?.element ?? "",
    time ? time.element : "",
    time
      ? h(
          "p",
          { class: "sh-help" },
          `That is as of the letter. ${reading.dated} If it is older, change the time in the plan.`,
        )
      : "",
    reading.limits.length
      ? h(
          "ul",
          {},
          reading.limits.map((said) => h("li", {}, `“${said}”`)),
        )
      : "",
    limits?.element ?? "",
    reading.clearance &&
      h("p", {}, `On massage or limits it says: “${reading.clearance}”. What it allows, you decide.`),
    ...(reading.missing.length
      ? [
          h("h2", {}, "What the letter does not say"),
          h(
            "ul",
            {},
            reading.missing.map((ask) => h("li", {}, ask)),
          ),
        ]
      : []),
    h("p", {}, go),
  ].flatMap((part) => part || [])
}

/** @param {Found} one */
const labelOf = ({ kind, fresh }) =>
  kind === "complications" ? `For the plan, as ${fresh ? "new" : "followed by the team"}` : "For the plan"

/**
 * Each record once, as the letter says it most surely: that the client has it, if it names it in other ways too.
 * @param {Found[]} found
 */
function distinct(found) {
  const open = (/** @type {Found} */ { denied, apart, unsure, fresh }) =>
    denied ? 4 : apart ? 3 : unsure ? 2 : fresh ? 0 : 1
  /** @type {Map<string, Found>} */
  const once = new Map()
  for (const one of found) {
    const key = `${one.kind} ${one.slug}`
    const other = once.get(key)
    if (!other || open(one) < open(other)) once.set(key, one)
  }
  return [...once.values()]
}

const anchor = (/** @type {Found} */ { kind, slug }) => `sh-term-${kind}-${slug.replace(/\W+/g, "-").toLowerCase()}`

/**
 * @param {Found} one
 * @param {HTMLElement | null} box
 * @param {Reading} reading
 */
function line(one, box, { text }) {
  const said = text.slice(one.start, one.end)
  const record = explained[one.kind]?.[one.slug]
  const name = record ? h("a", { href: new URL(record.url, base) }, record.name) : one.label
  return h(
    "li",
    { id: anchor(one), class: one.denied ? "sh-denied" : "" },
    h("strong", {}, said),
    one.unsure ? " may mean: " : " = ",
    name,
    one.denied
      ? h("em", {}, " (the letter says it is not there)")
      : one.apart
        ? h("em", {}, ` (${APART.get(one.kind) ?? "the letter may not say that the client has it"})`)
        : "",
    h("br"),
    // Of ten signs that a letter denies, their names will do.
    one.kind === "signs" && (one.denied || one.apart)
      ? ""
      : record
        ? record.line
        : "Known by name. We have no page on it, so the plan counts it as not known.",
    box,
  )
}

/** @param {Reading} reading */
const placed = ({ levels, side }) =>
  [levels.length ? `Bones: ${levels.join(", ").replaceAll("-", "–")}` : "", side ? `Side: ${side}` : ""]
    .filter(Boolean)
    .join(". ")

/**
 * The letter with each word that is known as a link to what it means.
 * @param {Reading} reading
 * @param {Found[]} records
 */
function marked({ text, found }, records) {
  /** @type {(string | HTMLElement)[]} */
  const parts = []
  let at = 0
  for (const one of found) {
    if (one.start < at) continue // one word may tell of two things
    const there = records.some(({ kind, slug }) => kind === one.kind && slug === one.slug)
    parts.push(
      text.slice(at, one.start),
      h(
        "mark",
        { class: `sh-mark sh-mark--${one.denied ? "denied" : one.apart ? "apart" : one.kind}` },
        there ? h("a", { href: `#${anchor(one)}` }, text.slice(one.start, one.end)) : text.slice(one.start, one.end),
      ),
    )
    at = one.end
  }
  return [...parts, text.slice(at)]
}

/**
 * The bones of the spine, those between the ends of each stretch filled.
 * @param {string[]} levels
 */
function spine(levels) {
  const lit = new Set(
    levels.flatMap((stretch) => {
      const [first, last = first] = stretch.split("-").map((bone) => BONES.indexOf(/^[Sp]/.test(bone) ? "S1" : bone))
      return first < 0 || last < 0 ? [] : BONES.slice(Math.min(first, last), Math.max(first, last) + 1)
    }),
  )
  if (!lit.size) return ""
  const bones = BONES.map((bone, at) => {
    const width = 26 + at * 1.1
    return `<g data-bone="${bone}" class="${lit.has(bone) ? "sh-lit" : ""}"><rect x="${60 - width / 2}" y="${at * 17 + 2}" width="${width}" height="14" rx="4"/><text x="${66 + width / 2}" y="${at * 17 + 13}">${bone}</text></g>`
  })
  const drawing = h("figure", { class: "sh-bones" })
  drawing.innerHTML = `<svg viewBox="0 0 130 ${BONES.length * 17 + 4}" role="img" aria-label="The spine, with ${levels.join(", ")} filled">${bones.join("")}</svg><figcaption>${levels.join(", ").replaceAll("-", "–")}</figcaption>`
  return drawing
}
