// What is known of the client, to be tapped and typed. Everything here changes the state and draws nothing but itself.

/** @import { Area, Clearance, Region } from "published" */
/** @import { Part } from "./choice.js" */
/** @import { ListKind } from "./client.js" */
/** @import { Page } from "./page.js" */

import { choice, press, toggled } from "./choice.js"
import { chooser } from "./chooser.js"
import { CLEARANCES } from "./clearance.js"
import { h } from "./elements.js"
import { findings, report } from "./findings.js"
import { knownToADoctor, stopList, urgencies } from "./stops.js"

/** @type {Record<Region, string>} */
const REGIONS = { cervical: "Neck", thoracic: "Upper or mid back", lumbar: "Low back", sacral: "Sacrum" }
const LIMITS = /** @type {const} */ ({ yes: true, no: false, unknown: null })

/**
 * @param {Page} page
 * @returns {Part}
 */
export function form(page) {
  const { state, data, changed } = page
  const urgency = urgencies(page)
  const draws = [urgency.draw]
  const placed = (/** @type {Part} */ { element, draw }) => {
    draws.push(draw)
    return element
  }

  /**
   * @template {string} Value
   * @param {string} label
   * @param {Record<Value, string>} options
   * @param {(value: Value) => boolean} chosen
   * @param {(value: Value) => void} choose
   */
  const row = (label, options, chosen, choose) =>
    placed(
      choice(label, options, chosen, (value) => {
        choose(value)
        changed()
      }),
    )
  const stops = (/** @type {string} */ label, /** @type {(soon?: string) => boolean} */ belongs, open = false) =>
    placed(stopList(page, label, (slug) => belongs(urgency.of(slug)), open))
  const list = (/** @type {ListKind} */ kind) => ({
    kinds: [kind],
    take: (/** @type {{ slug: string }} */ { slug }) => {
      state[kind] = [...new Set([...state[kind], slug])]
    },
    lost: (/** @type {string} */ said) => {
      state.unknown = [...state.unknown, [kind, said]]
    },
  })
  const nothingElse = (/** @type {"medications" | "conditions"} */ kind, /** @type {string} */ words) =>
    row(
      "",
      { [kind]: words },
      () => state.asked.includes(kind),
      () => (state.asked = toggled(state.asked, kind)),
    )

  const operations = chooser(page, "procedures", "Operation", "ACDF, fused back, laminectomy …", list("procedures"))
  const said = chooser(page, "signs", "What else the client says", "dizzy, itchy scar, foot drop …", {
    kinds: ["signs", "complications"],
    take: ({ kind, slug }) => report(state, kind, slug),
    lost: (words) => (state.other[words] = "new"),
  })
  const medicines = chooser(page, "medications", "Medicines", "Eliquis, gabapentin, pain pills …", list("medications"))
  const illnesses = chooser(page, "conditions", "Other illness", "diabetes, osteoporosis, pregnant …", {
    ...list("conditions"),
    kinds: ["conditions", "complications"],
    // A clot among the illnesses is one that somebody found, and so is looked after.
    take: ({ kind, slug }) =>
      kind === "complications" ? report(state, kind, slug, "followed") : list("conditions").take({ slug }),
  })

  const element = h(
    "form",
    { class: "sh-form", onsubmit: (event) => event.preventDefault(), "aria-label": "What is known of the client" },
    h("h2", { id: "the-operation" }, "The operation"),
    placed(operations),
    placed(time(page)),
    row(
      "Part of the spine",
      REGIONS,
      (region) => state.regions.includes(region),
      (region) => (state.regions = toggled(state.regions, region)),
    ),
    h("h2", { id: "stop-first" }, "Stop signs"),
    h("p", {}, "Does the client have any of these? One is enough."),
    stops("Signs that mean: call the emergency number now", (soon) => soon === "emergency", true),
    stops("Signs that mean: a clinician has to know today", (soon) => soon === "same-day"),
    stops("Other complaints", (soon) => soon !== "emergency" && soon !== "same-day"),
    placed(knownToADoctor(page)),
    placed(said),
    placed(findings(page)),
    h("h2", { id: "the-client" }, "The client"),
    placed(medicines),
    nothingElse("medications", "Takes no other medicine"),
    placed(illnesses),
    nothingElse("conditions", "Has no other illness"),
    row(
      "What does the client want worked?",
      data.areas,
      (area) => state.areas.includes(area),
      (area) => (state.areas = toggled(state.areas, area)),
    ),
    row(
      "What does the team say to massage, knowing all of this?",
      CLEARANCES,
      (answer) => state.clearance === answer,
      (answer) => (state.clearance = state.clearance === answer ? null : answer),
    ),
    row(
      "Do the surgeon's limits still hold?",
      { yes: "Yes", no: "No", unknown: "Don't know" },
      (answer) => state.limits === LIMITS[answer],
      (answer) => (state.limits = LIMITS[answer]),
    ),
  )
  return { element, draw: () => draws.forEach((draw) => draw()) }
}

/**
 * @param {Page} page
 * @returns {Part}
 */
function time({ state, data, changed }) {
  const amount = h("input", {
    id: "sh-weeks",
    type: "number",
    inputmode: "decimal",
    min: "0",
    step: "any",
    oninput: () => {
      state.amount = amount.value
      state.planned = false
      changed()
    },
  })
  const unit = h(
    "select",
    {
      "aria-label": "Unit of time",
      onchange: () => {
        state.unit = unit.value
        changed()
      },
    },
    Object.keys(data.units).map((name) => h("option", { value: name }, name)),
  )
  const planned = h(
    "button",
    {
      type: "button",
      onclick: () => {
        state.planned = !state.planned
        state.amount = ""
        changed()
      },
    },
    "Still to come",
  )
  const label = h("label", { for: "sh-weeks" }, "Time since surgery")
  return {
    element: h("div", { class: "sh-field" }, label, h("span", { class: "sh-time" }, amount, unit, planned)),
    draw: () => {
      if (amount.value !== state.amount) amount.value = state.amount
      unit.value = state.unit
      press(planned, state.planned)
    },
  }
}
