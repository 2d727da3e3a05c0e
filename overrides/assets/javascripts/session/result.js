// The plan: may I, whom to call, and the rules behind it. Draws what it is given.

import { h } from "./elements.js"
import { first } from "./planner.js"

const ICONS = { emergency: "!!", refer: "!", avoid: "×", adapt: "~", ask: "?", fine: "✓" }
const NUMBERS = { 911: "US, Canada", 112: "Europe, India", 999: "UK, Ireland", "000": "Australia", 111: "New Zealand" }
const STORED = "sh-emergency-number" // the one thing that is kept on the device, and only when it is chosen

export function result(page) {
  const { state, data, base, changed } = page
  const element = h("section", { class: "sh-plan", "aria-labelledby": "sh-verdict" })
  const spoken = h("p", { class: "sh-spoken", role: "status" })
  // On a phone the plan stands below the form.
  const bar = h("a", { href: "#sh-verdict", onclick: (event) => (event.preventDefault(), element.scrollIntoView()) })
  const drawings = {}

  const words = ({ urgency, called }) =>
    urgency === "none"
      ? data.called.nobody
      : `${data.called[called]}${urgency === "same-day" ? " or urgent care" : ""}, ${data.urgencies[urgency]}`

  function draw(made) {
    const { session, urgency, held, questions, consider, areas, undecided } = made
    const stopped = session === "do-not-massage"
    const now = first(made)
    const later = stopped ? held.filter((item) => !now.includes(item) && item.rule.level !== "fine") : []
    const sections = (some, ...levels) =>
      levels
        .map((level) =>
          section(
            level,
            some.filter(({ rule }) => rule.level === level),
          ),
        )
        .filter(Boolean)
    bar.textContent = `${data.sessions[session]} ↓`
    bar.className = `sh-now sh-verdict--${session}`
    const folded = [
      ...sections(later, "emergency", "refer", "avoid", "adapt", "ask"),
      stopped && drawing(state.procedures),
    ].filter(Boolean)
    element.replaceChildren(
      ...[
        h("h2", { id: "sh-verdict", class: `sh-verdict sh-verdict--${session}` }, data.sessions[session]),
        urgency !== "none" &&
          session !== "undecided" &&
          h("p", { class: "sh-whom" }, h("strong", {}, "Call: "), `${words(made)}.`),
        urgency === "emergency" && emergency(),
        Object.keys(areas).length > 1 &&
          h(
            "ul",
            {},
            Object.entries(areas).map(([area, verdict]) =>
              h("li", {}, h("strong", {}, `${data.areas[area]}: `), data.sessions[verdict]),
            ),
          ),
        undecided.length &&
          !stopped &&
          h(
            "div",
            {},
            h("p", {}, "Still to answer:"),
            h(
              "ul",
              { class: "sh-missing" },
              undecided.map((key) => h("li", {}, data.missing[key])),
            ),
          ),
        strange(made.client.unknown),
        quoted(made.client.other),
        suspected(made.client.complications),
        made.client.clearance === "refused" &&
          h(
            "p",
            { class: "sh-strange" },
            "The team said no. Ask what would have to change, before you offer a new date.",
          ),
        ...sections(now, "emergency", "refer"),
        asking(questions),
        ...sections(now, "avoid", "adapt", "fine", "ask"),
        stopped
          ? folded.length &&
            h("details", { class: "sh-figures" }, h("summary", {}, "When this has been looked at"), folded)
          : drawing(state.procedures),
        thinkOf(consider),
        h(
          "p",
          { class: "sh-edition" },
          `Edition of ${data.edition}. Compiled from sources, not reviewed by a clinician.`,
        ),
      ].filter(Boolean),
    )
  }

  // The number to call, chosen once for the device.
  function emergency() {
    let number = localStorage.getItem(STORED) ?? "911"
    const call = h("a", { class: "sh-call" })
    const show = () => {
      call.href = `tel:${number}`
      call.textContent = `Call ${number}`
    }
    show()
    const choose = h(
      "select",
      {
        "aria-label": "Your country's emergency number",
        onchange: (event) => (localStorage.setItem(STORED, (number = event.target.value)), show()),
      },
      Object.entries(NUMBERS)
        .sort(([a]) => (a === "911" ? -1 : 0))
        .map(([value, where]) => h("option", { value, selected: value === number }, `${value} (${where})`)),
    )
    return h("p", {}, call, " ", choose)
  }

  // Names that nobody here knows count as not known, and are said aloud.
  const strange = (unknown) =>
    unknown.length
      ? h(
          "p",
          { class: "sh-strange" },
          "Not known here, and so counted as not known: ",
          h("strong", {}, unknown.map(([, name]) => name).join(", ")),
          ". Find out what it is.",
        )
      : null

  // What the page of a suspected complication says to do.
  const suspected = (complications) => {
    const some = Object.entries(complications)
      .filter(([, course]) => course === "new")
      .map(([slug]) => data.complications[slug])
    return some.length
      ? h(
          "div",
          { class: "sh-rule sh-rule--refer" },
          some.map(({ name, action, url }) =>
            h(
              "p",
              {},
              h("strong", {}, `${name}, suspected: `),
              action,
              " ",
              h("a", { href: new URL(url, base) }, "More"),
            ),
          ),
        )
      : null
  }

  const quoted = (other) =>
    Object.keys(other).length
      ? h(
          "p",
          { class: "sh-strange" },
          "In the client's words: ",
          Object.entries(other)
            .map(([said, course]) => `“${said}” (${data.courses[course]})`)
            .join("; "),
          ".",
        )
      : null

  function section(level, some) {
    if (!some.length) return null
    const urgent = ["emergency", "refer"].includes(level)
    return h(
      "div",
      { class: `sh-rule sh-rule--${level} sh-rows` },
      h(
        "p",
        {},
        h(
          "span",
          { class: `sh-level sh-level--${level}` },
          h("span", { "aria-hidden": "true" }, `${ICONS[level]} `),
          data.levels[level],
        ),
      ),
      some.map((held) => unfolding(held, urgent && some.length < 3)),
    )
  }

  // One rule: what to do in sight; the reasons are made when they are asked for.
  function unfolding({ rule, matched, unknown }, open) {
    const fold = h("details", { open }, h("summary", {}, rule.do))
    const fill = () =>
      fold.append(
        ...[
          h("p", {}, h("strong", {}, "Why: "), rule.why),
          rule.instead && h("p", {}, h("strong", {}, "Instead: "), rule.instead),
          rule.position && h("p", {}, h("strong", {}, "Position: "), rule.position),
          rule.pressure &&
            h(
              "p",
              {},
              h("strong", {}, "Pressure: "),
              `at most level ${rule.pressure.most} of 5 on the Walton Pressure Scale. ${rule.pressure.why}`,
            ),
          h(
            "p",
            { class: "sh-evidence" },
            matched.length ? `Since: ${matched.map(fact).join(", ")}. ` : "For every client. ",
            unknown.length
              ? `It counts until this is known: ${[...new Set(unknown.map(fact))].slice(0, 4).join(", ")}. `
              : "",
            h(
              "a",
              { href: new URL(rule.url, base) },
              `${rule.name}, with its ${rule.sources.length} source${rule.sources.length === 1 ? "" : "s"}`,
            ),
          ),
        ].filter(Boolean),
      )
    if (open) fill()
    else fold.addEventListener("toggle", fill, { once: true })
    return fold
  }

  function fact([key, slug]) {
    const named = {
      weeks: "time since surgery",
      limits: "limits",
      procedures: slug ? null : "which operation",
      regions: slug || "part of the spine",
    }[key]
    return named ?? data[key === "with" ? "signs" : key][slug].inSentence
  }

  // What is not known, as questions whose answers can be tapped.
  function asking(questions) {
    const shown = questions.filter(({ fact: about }) => !about.startsWith("complications ")).slice(0, 6)
    if (!shown.length) return null
    const yes = (key, slug) => (key === "signs" ? (state.signs[slug] = "new") : (state[key] = [...state[key], slug]))
    return h(
      "div",
      { class: "sh-rule sh-rule--ask" },
      h(
        "p",
        {},
        h(
          "span",
          { class: "sh-level sh-level--ask" },
          h("span", { "aria-hidden": "true" }, "? "),
          "Ask now: what could change this most",
        ),
      ),
      h(
        "ul",
        {},
        shown.map(({ fact: about, ask }) => {
          const [key, slug] = about.split(" ")
          return h(
            "li",
            {},
            ask,
            " ",
            slug &&
              ["signs", "medications", "conditions"].includes(key) &&
              h("button", { type: "button", onclick: () => (yes(key, slug), changed()) }, "Yes"),
          )
        }),
      ),
    )
  }

  function thinkOf(consider) {
    if (!consider.length) return null
    const records = consider.map((slug) => data.complications[slug] ?? data.conditions[slug])
    return h(
      "details",
      { class: "sh-figures", open: consider.length < 5 },
      h("summary", {}, `To think of: ${consider.length}`),
      h(
        "ul",
        {},
        records.map(({ url, name }) => h("li", {}, h("a", { href: new URL(url, base) }, name))),
      ),
    )
  }

  // What lies where after the operations. No source names a pressure level for these zones, and so none is shown.
  function drawing(procedures) {
    const drawn = procedures.filter((slug) => data.procedures[slug].zones.length)
    return drawn.length
      ? h(
          "details",
          { class: "sh-figures", open: true },
          h("summary", {}, "Where not to press"),
          drawn.map((slug) => (drawings[slug] ??= figure(data.procedures[slug]))),
        )
      : null
  }

  function figure({ name, svg, zones }) {
    const picture = h("div", {})
    picture.innerHTML = svg // made at build time from the site's own data
    return h(
      "div",
      {},
      h("h3", {}, name),
      picture,
      h(
        "ol",
        {},
        zones.map(({ what, where, note }) => h("li", {}, h("strong", {}, `${what}, ${where}`), `: ${note}`)),
      ),
      h(
        "p",
        { class: "sh-evidence" },
        "No source that we read names a level of pressure for these zones on the Walton Pressure Scale, so none is shown.",
      ),
    )
  }

  const speak = (made) =>
    (spoken.textContent = `${data.sessions[made.session]}. ${made.urgency === "none" ? "" : `Call: ${words(made)}.`}`)
  return { element, spoken, bar, draw, speak }
}
