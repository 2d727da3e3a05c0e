// What is known of the client, to be tapped and typed. Everything here changes the state and draws nothing but itself.

import { h } from "./elements.js"
import { urgency as urgencyIn } from "./planner.js"
import { KNOWN_TO_A_DOCTOR, client } from "./state.js"
import { candidates, operation, plain } from "./words.js"

const COURSES = {
  new: "New, worse, or don't know",
  followed: "The team knows and is on it",
  settled: "Long the same or easing; the team says leave it",
}
const CLEARANCES = {
  "not-asked": "Not asked",
  waiting: "Asked, no answer yet",
  agreed: "They agreed",
  refused: "They said no",
  discharged: "Discharged without limits",
}
const REGIONS = { cervical: "Neck", thoracic: "Upper or mid back", lumbar: "Low back", sacral: "Sacrum" }

export function form(page) {
  const { state, data, changed } = page
  const parts = []
  const keep = (element, draw) => (parts.push(draw), element)
  const toggle = (list, value) => (list.includes(value) ? list.filter((other) => other !== value) : [...list, value])

  // A row of large buttons. `chosen` tells whether one is pressed, `choose` presses it.
  function choice(label, options, chosen, choose) {
    const buttons = Object.entries(options).map(([value, words]) => [
      value,
      h("button", { type: "button", onclick: () => (choose(value), changed()) }, words),
    ])
    const row = h(
      "div",
      { class: "sh-choice", role: "group", "aria-label": label },
      buttons.map(([, button]) => button),
    )
    const draw = () => buttons.forEach(([value, button]) => button.setAttribute("aria-pressed", String(chosen(value))))
    return keep(h("div", { class: "sh-field" }, h("p", { class: "sh-label" }, label), row), draw)
  }

  const report = (kind, slug, course = "new") => {
    state[kind][slug] = course
    state.denied = state.denied.filter((other) => other !== slug)
  }

  // The course of each finding that was reported, and the way to take it back.
  function findings() {
    const box = h("div", { class: "sh-findings" })
    return keep(box, () => {
      const said = ["signs", "complications", "other"].flatMap((kind) =>
        Object.entries(state[kind]).map(([slug, course]) => ({ kind, slug, course })),
      )
      const rows = said.map(({ kind, slug, course }) => {
        const name = kind === "other" ? `“${slug}”` : data[kind][slug].name
        const always = kind === "signs" && data.signs[slug].always
        const remove = h(
          "button",
          { type: "button", "aria-label": `Remove ${name}`, onclick: () => (delete state[kind][slug], changed()) },
          "×",
        )
        const choose = h(
          "select",
          {
            "aria-label": `How has it gone: ${name}`,
            onchange: (event) => ((state[kind][slug] = event.target.value), changed()),
          },
          Object.entries(COURSES).map(([value, words]) => h("option", { value, selected: value === course }, words)),
        )
        return h(
          "li",
          {},
          h("strong", {}, name),
          " ",
          always ? "urgent however long it has been there" : choose,
          " ",
          remove,
        )
      })
      if (
        document.activeElement?.closest(".sh-findings") &&
        box.childElementCount === (rows.length ? 2 : 0) &&
        box.dataset.said === JSON.stringify(said.map(({ slug }) => slug))
      )
        return
      box.dataset.said = JSON.stringify(said.map(({ slug }) => slug))
      box.replaceChildren(
        ...(rows.length ? [h("p", { class: "sh-label" }, "Reported, and how it has gone"), h("ul", {}, rows)] : []),
      )
    })
  }

  // The signs of one urgency for this client, grouped by body part, with "None of these" for those that are on screen.
  function stopList(label, belongs, open) {
    const rows = h("div", {})
    const none = h("button", { type: "button" }, "None of the others: I asked")
    const fold = h("details", { open, class: "sh-stop" }, h("summary", {}, label), rows, h("p", {}, none))
    let mine = []
    none.addEventListener("click", () => {
      const open_ = mine.filter((slug) => !(slug in state.signs))
      const all = open_.every((slug) => state.denied.includes(slug))
      state.denied = all
        ? state.denied.filter((slug) => !open_.includes(slug))
        : [...new Set([...state.denied, ...open_])]
      changed()
    })
    return keep(fold, () => {
      mine = Object.keys(data.signs).filter(belongs)
      fold.hidden = !mine.length
      const groups = Object.entries(data.bodies)
        .map(([body, words]) => [words, mine.filter((slug) => data.signs[slug].body === body)])
        .filter(([, slugs]) => slugs.length)
      const key = JSON.stringify(groups)
      if (rows.dataset.key !== key) {
        rows.dataset.key = key
        rows.replaceChildren(
          ...groups.map(([words, slugs]) =>
            h(
              "div",
              { class: "sh-field" },
              h("p", { class: "sh-label" }, words),
              h(
                "div",
                { class: "sh-choice", role: "group", "aria-label": `${label}: ${words}` },
                slugs.map((slug) =>
                  h(
                    "button",
                    {
                      type: "button",
                      "data-sign": slug,
                      onclick: () => (
                        slug in state.signs ? delete state.signs[slug] : report("signs", slug),
                        changed()
                      ),
                    },
                    data.signs[slug].name,
                  ),
                ),
              ),
            ),
          ),
        )
      }
      for (const button of rows.querySelectorAll("button"))
        button.setAttribute("aria-pressed", String(button.dataset.sign in state.signs))
      none.setAttribute(
        "aria-pressed",
        String(mine.every((slug) => slug in state.signs || state.denied.includes(slug))),
      )
    })
  }

  // Names to choose from. What nobody here is called brings candidates, and stays as it was said if none is meant.
  function chooser(key, label, hint, { kinds = [key], take, lost }) {
    const names = new Map()
    for (const kind of kinds)
      for (const [slug, record] of Object.entries(data[kind]))
        for (const each of [record.name, ...record.names])
          if (!names.has(plain(each))) names.set(plain(each), { slug, kind, written: each })
    const entries = kinds.flatMap((kind) =>
      Object.entries(data[kind]).map(([slug, record]) => ({
        slug,
        kind,
        name: record.name,
        phrases: [record.name, ...record.names, ...(record.searches ?? [])],
      })),
    )
    const id = `sh-${key}`
    const input = h("input", {
      id,
      type: "text",
      list: `${id}-names`,
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      placeholder: hint,
    })
    const help = h("p", { class: "sh-help", role: "status" })
    const done = () => {
      input.value = ""
      help.replaceChildren()
      changed()
      input.focus()
    }
    const tried = () => {
      const said = input.value.trim()
      if (!said || said === help.dataset.said) return
      const { names: written, regions } = key === "procedures" ? operation(said) : { names: [plain(said)], regions: [] }
      const found = written.map((name) => names.get(name)).find(Boolean)
      if (found) {
        take(found)
        state.regions = [...new Set([...state.regions, ...regions])]
        return done()
      }
      help.dataset.said = said
      const near = candidates(said, entries)
      help.replaceChildren(
        near.length ? "Do you mean: " : "No such name here. ",
        ...near.map((one) => h("button", { type: "button", onclick: () => (take(one), done()) }, one.name)),
        h(
          "button",
          { type: "button", onclick: () => (lost(said), done()) },
          near.length ? `None of these: keep “${said}”` : `Keep “${said}”`,
        ),
      )
    }
    input.addEventListener("input", () => delete help.dataset.said)
    input.addEventListener("change", tried)
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return
      event.preventDefault()
      tried()
    })
    const options = [...new Set([...names.values()].map(({ written }) => written))].sort((a, b) => a.localeCompare(b))
    const chips = h("p", { class: "sh-chips" })
    const draw = () => {
      const held = kinds.flatMap((kind) =>
        Array.isArray(state[kind])
          ? state[kind].map((slug) => [
              data[kind][slug].name,
              () => (state[kind] = state[kind].filter((other) => other !== slug)),
            ])
          : [],
      )
      const strange = state.unknown
        .filter(([kind]) => kinds.includes(kind))
        .map((pair) => [
          `${pair[1]} (not known here)`,
          () => (state.unknown = state.unknown.filter((other) => other !== pair)),
        ])
      chips.replaceChildren(
        ...[...held, ...strange].map(([name, remove]) =>
          h(
            "button",
            { type: "button", "aria-label": `Remove ${name}`, onclick: () => (remove(), changed(), input.focus()) },
            name,
            " ×",
          ),
        ),
      )
    }
    return keep(
      h(
        "div",
        { class: "sh-field" },
        h("label", { for: id }, label),
        input,
        h(
          "datalist",
          { id: `${id}-names` },
          options.map((name) => h("option", { value: name })),
        ),
        help,
        chips,
      ),
      draw,
    )
  }

  const list = (kind) => ({
    take: ({ slug }) => (state[kind] = [...new Set([...state[kind], slug])]),
    lost: (said) => (state.unknown = [...state.unknown, [kind, said]]),
  })
  const nothingElse = (kind, words) =>
    choice(
      "",
      { [kind]: words },
      () => state.asked.includes(kind),
      () => (state.asked = toggle(state.asked, kind)),
    )

  const amount = h("input", {
    id: "sh-weeks",
    type: "number",
    inputmode: "decimal",
    min: "0",
    step: "any",
    oninput: (event) => ((state.amount = event.target.value), (state.planned = false), changed()),
  })
  const unit = h(
    "select",
    { "aria-label": "Unit of time", onchange: (event) => ((state.unit = event.target.value), changed()) },
    Object.keys(data.units).map((name) => h("option", { value: name }, name)),
  )
  const planned = h(
    "button",
    { type: "button", onclick: () => ((state.planned = !state.planned), (state.amount = ""), changed()) },
    "Still to come",
  )
  const time = keep(
    h(
      "div",
      { class: "sh-field" },
      h("label", { for: "sh-weeks" }, "Time since surgery"),
      h("span", { class: "sh-time" }, amount, unit, planned),
    ),
    () => {
      if (amount.value !== state.amount) amount.value = state.amount
      unit.value = state.unit
      planned.setAttribute("aria-pressed", String(state.planned))
    },
  )

  // How urgent a sign would be for this client, if it were new: what the list it stands in is named for.
  let urgency = {}
  const urgencyOf = (slug) => urgency[slug]
  const bare = () => ({ ...client(state, data), signs: {}, complications: {}, other: {} })
  parts.unshift(() => {
    const key = JSON.stringify([
      state.procedures,
      state.regions,
      state.amount,
      state.unit,
      state.planned,
      state.medications,
      state.conditions,
      state.asked,
      state.unknown,
      state.clearance,
      state.limits,
    ])
    if (urgency.key === key) return
    urgency = {
      key,
      ...Object.fromEntries(
        Object.keys(data.signs).map((slug) => [slug, urgencyIn({ ...bare(), signs: { [slug]: "new" } }, data)]),
      ),
    }
  })

  const known = [
    ...Object.entries(data.complications).map(([slug, { name }]) => ["complications", slug, name]),
    ...data.stopList.map((slug) => ["conditions", slug, data.conditions[slug].name]),
  ]
  const followed = ([kind, slug]) =>
    kind === "conditions" ? state.conditions.includes(slug) : slug in state.complications
  const knownRow = choice(
    "Known to a doctor already",
    Object.fromEntries(known.map(([kind, slug, name]) => [`${kind} ${slug}`, name])),
    (value) => followed(value.split(" ")),
    (value) => {
      const [kind, slug] = value.split(" ")
      if (kind === "conditions") state.conditions = toggle(state.conditions, slug)
      else if (slug in state.complications) delete state.complications[slug]
      else report("complications", slug, "followed")
    },
  )
  const knownNone = choice(
    "",
    { [KNOWN_TO_A_DOCTOR]: "None of the others: I asked" },
    (value) => state.denied.includes(value),
    (value) => (state.denied = toggle(state.denied, value)),
  )

  const element = h(
    "form",
    { class: "sh-form", onsubmit: (event) => event.preventDefault(), "aria-label": "What is known of the client" },
    h("h2", { id: "the-operation" }, "The operation"),
    chooser("procedures", "Operation", "ACDF, fused back, laminectomy …", list("procedures")),
    time,
    choice(
      "Part of the spine",
      REGIONS,
      (region) => state.regions.includes(region),
      (region) => (state.regions = toggle(state.regions, region)),
    ),
    h("h2", { id: "stop-first" }, "Stop signs"),
    h("p", {}, "Does the client have any of these? One is enough."),
    stopList("Signs that mean: call the emergency number now", (slug) => urgencyOf(slug) === "emergency", true),
    stopList("Signs that mean: a clinician has to know today", (slug) => urgencyOf(slug) === "same-day", false),
    stopList("Other complaints", (slug) => !["emergency", "same-day"].includes(urgencyOf(slug)), false),
    h("details", { class: "sh-stop" }, h("summary", {}, "What a doctor already knows of"), knownRow, knownNone),
    chooser("signs", "What else the client says", "dizzy, itchy scar, foot drop …", {
      kinds: ["signs", "complications"],
      take: ({ kind, slug }) => report(kind, slug),
      lost: (said) => (state.other[said] = "new"),
    }),
    findings(),
    h("h2", { id: "the-client" }, "The client"),
    chooser("medications", "Medicines", "Eliquis, gabapentin, pain pills …", list("medications")),
    nothingElse("medications", "Takes no other medicine"),
    chooser("conditions", "Other illness", "diabetes, osteoporosis, pregnant …", {
      ...list("conditions"),
      kinds: ["conditions", "complications"],
      // A clot among the illnesses is one that somebody found, and so is looked after.
      take: ({ kind, slug }) =>
        kind === "complications" ? report(kind, slug, "followed") : list("conditions").take({ slug }),
    }),
    nothingElse("conditions", "Has no other illness"),
    choice(
      "What does the client want worked?",
      data.areas,
      (area) => state.areas.includes(area),
      (area) => (state.areas = toggle(state.areas, area)),
    ),
    choice(
      "What does the team say to massage, knowing all of this?",
      CLEARANCES,
      (value) => state.clearance === value,
      (value) => (state.clearance = state.clearance === value ? null : value),
    ),
    choice(
      "Do the surgeon's limits still hold?",
      { yes: "Yes", no: "No", unknown: "Don't know" },
      (value) => state.limits === { yes: true, no: false, unknown: null }[value],
      (value) => (state.limits = { yes: true, no: false, unknown: null }[value]),
    ),
  )

  return { element, draw: () => parts.forEach((part) => part()) }
}
