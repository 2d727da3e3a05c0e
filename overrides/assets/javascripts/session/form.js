// What is known of the client, to be tapped and typed, a step at a time. Everything here changes the state and draws nothing but itself.

/** @import { Area, Clearance, Region } from "published" */
/** @import { Part } from "./choice.js" */
/** @import { ListKind } from "./client.js" */
/** @import { Page } from "./page.js" */
/** @import { Plan } from "./planner.js" */

import { bodyMap } from "./bodymap.js"
import { choice, press, toggled } from "./choice.js"
import { chooser } from "./chooser.js"
import { CLEARANCES } from "./clearance.js"
import { knowledge } from "./client.js"
import { h, set, tell } from "./elements.js"
import { findings, report } from "./findings.js"
import { client, isReported, isSign } from "./state.js"
import { flow } from "./steps.js"
import { knownToADoctor, otherComplaints, stopSigns, toAsk } from "./stops.js"

/** @type {Record<Region, string>} */
const REGIONS = { cervical: "Neck", thoracic: "Upper or mid back", lumbar: "Low back", sacral: "Sacrum" }
const LIMITS = /** @type {const} */ ({ yes: true, no: false, unknown: null })

/**
 * @param {Page} page
 * @param {() => void} finish shows the answer
 */
export function form(page, finish) {
  const { state, data, changed } = page
  /** @type {(() => void)[]} */
  const draws = []
  const asks = toAsk(page, () => draws.forEach((part) => part()))
  draws.push(asks.draw)
  /** @type {string[]} */
  let left = [] // what the stop signs still ask
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
  const list = (/** @type {ListKind} */ kind) => ({
    kinds: [kind],
    take: (/** @type {{ slug: string }} */ { slug }) => {
      state[kind] = [...new Set([...state[kind], slug])]
      state.denied = state.denied.filter((fact) => fact !== `${kind} ${slug}`)
    },
    keep: (/** @type {string} */ said) => {
      state.unknown = [...state.unknown, [kind, said]]
    },
    drop: (/** @type {string} */ said) => {
      state.unknown = state.unknown.filter((pair) => pair.join() !== [kind, said].join())
    },
  })
  const nothingElse = (/** @type {"medications" | "conditions"} */ kind, /** @type {string} */ words) =>
    row(
      "",
      { [kind]: words },
      () => state.asked.includes(kind),
      () => (state.asked = toggled(state.asked, kind)),
    )

  const wanted = (/** @type {Area} */ area) => state.areas.includes(area)
  const want = (/** @type {Area} */ area) => (state.areas = toggled(state.areas, area))

  const operations = chooser(page, "procedures", "Another operation", "fused back, laminectomy …", {
    ...list("procedures"),
    shown: (slug) =>
      Object.keys(data.common).some((name) => data.common[name].procedure === slug && isTapped(page, name)),
  })
  const said = chooser(page, "signs", "What else the client says", "dizzy, itchy scar, foot drop …", {
    kinds: ["signs", "complications"],
    take: ({ kind, slug }) => report(state, kind, slug),
    keep: (words) => (state.other[words] = "new"),
    drop: (words) => delete state.other[words],
    deny: ({ kind, slug }) => {
      const fact = `${kind} ${slug}`
      if (!isReported(state, fact)) state.denied = [...new Set([...state.denied, fact])]
    },
  })
  const medicines = chooser(page, "medications", "Medicines", "Eliquis, gabapentin, pain pills …", list("medications"))
  const illnesses = chooser(page, "conditions", "Other illness", "diabetes, osteoporosis, pregnant …", {
    ...list("conditions"),
    kinds: ["conditions", "complications"],
    // A clot among the illnesses is one that somebody found, and so is looked after.
    take: ({ kind, slug }) =>
      kind === "complications" ? report(state, kind, slug, "followed") : list("conditions").take({ slug }),
  })

  const steps = flow(
    [
      {
        id: "the-operation",
        name: "Operation",
        title: "Which operation, and when?",
        done: () => !knowledge(client(state, data), data).open && (state.planned || state.amount !== ""),
        fields: [
          placed(common(page)),
          placed(operations),
          placed(time(page)),
          placed(onlyIf(part(page), () => severalParts(page))),
          h(
            "p",
            { class: "sh-aside" },
            h("a", { href: new URL("letter/", page.base) }, "Read it from the surgeon's letter"),
          ),
        ],
      },
      {
        id: "stop-first",
        name: "Stop signs",
        title: "Does the client have any of these?",
        done: () => !left.some(isSign),
        fields: [
          placed(stopSigns(page, asks)),
          placed(said),
          placed(findings(page)),
          placed(otherComplaints(page, asks)),
        ],
      },
      {
        id: "the-client",
        name: "Medicines",
        title: "Medicines and illnesses",
        done: () => state.asked.includes("medications") && state.asked.includes("conditions") && left.every(isSign),
        fields: [
          placed(medicines),
          nothingElse("medications", "Takes no other medicine"),
          placed(illnesses),
          nothingElse("conditions", "Has no other illness"),
          placed(knownToADoctor(page, asks)),
        ],
      },
      {
        id: "the-wish",
        name: "Area",
        title: "What does the client want worked?",
        done: () => state.areas.length > 0,
        fields: [
          placed(bodyMap(page, wanted, (area) => (want(area), changed()))),
          row("By name", data.areas, wanted, want),
        ],
      },
      {
        id: "the-team",
        name: "Team",
        title: "What did the surgeon's team say?",
        done: () => state.clearance !== null,
        fields: [
          row(
            "To massage, knowing all of this",
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
        ],
      },
    ],
    finish,
  )
  draws.push(steps.draw)
  const element = h(
    "form",
    { class: "sh-form", onsubmit: (event) => event.preventDefault(), "aria-label": "What is known of the client" },
    steps.element,
  )
  /** @param {Plan} made */
  const draw = (made) => {
    left = made.toAnswer
    draws.forEach((part) => part())
  }
  return { element, next: steps.next, show: steps.show, ask: asks.draw, draw }
}

/**
 * Whether one of the commonest operations is the client's.
 * @param {Page} page
 * @param {string} name
 */
function isTapped({ state, data }, name) {
  const { procedure, regions } = data.common[name]
  return state.procedures.includes(procedure) && regions.every((region) => state.regions.includes(region))
}

/**
 * The commonest operations, a tap each. A second tap takes one back.
 * @param {Page} page
 * @returns {Part}
 */
function common(page) {
  const { state, data, changed } = page
  const chosen = (/** @type {string} */ name) => isTapped(page, name)
  const words = Object.fromEntries(Object.keys(data.common).map((name) => [name, name]))
  return choice("Often done", words, chosen, (name) => {
    const { procedure, regions } = data.common[name]
    const back = chosen(name)
    const others = state.procedures.filter((slug) => slug !== procedure)
    state.procedures = back ? others : [...others, procedure]
    const parts = state.regions.filter((region) => !regions.includes(region))
    state.regions = back ? parts : [...parts, ...regions]
    changed()
  })
}

/**
 * @param {Page} page
 * @returns {Part}
 */
const part = ({ state, changed }) =>
  choice(
    "Which part of the spine?",
    REGIONS,
    (region) => state.regions.includes(region),
    (region) => {
      state.regions = toggled(state.regions, region)
      changed()
    },
  )

/**
 * Whether the operations are done on several parts of the spine, so that the part has to be said.
 * @param {Page} page
 */
const severalParts = ({ state, data }) =>
  state.regions.length > 0 || state.procedures.some((slug) => data.procedures[slug].regions.length !== 1)

/**
 * A part that is shown only where it can matter.
 * @param {Part} part
 * @param {() => boolean} matters
 * @returns {Part}
 */
const onlyIf = ({ element, draw }, matters) => ({
  element,
  draw: () => {
    set(element, "hidden", matters() ? null : "")
    draw()
  },
})

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
  const label = h("label", { for: "sh-weeks" }, "")
  return {
    element: h("div", { class: "sh-field" }, label, h("span", { class: "sh-time" }, amount, unit, planned)),
    draw: () => {
      tell(label, state.procedures.length > 1 ? "Time since the last surgery" : "Time since surgery")
      if (amount.value !== state.amount) amount.value = state.amount
      unit.value = state.unit
      press(planned, state.planned)
    },
  }
}
