// The week slider of an operation: paints the body as the table beside it says for a time. Knows no rule: the table is all it reads.

import { drawing } from "./session/drawings.js"
import { capital, h } from "./session/elements.js"

/**
 * The kinds of touch as the table names them, the most careful first, and their lines on the body, so that color alone tells nothing.
 * What is ordinary has none.
 * @type {Record<string, string>}
 */
const LINES = {
  "no-touch": "M0 0L8 8M8 0L0 8",
  "in-part": "M-2 2L2-2M-2 10L10-2M6 10L10 6",
  light: "M2 2h.1M6 6h.1",
  ordinary: "",
}

/**
 * Puts the slider and the body before the words, and folds those.
 * @param {HTMLElement} place
 */
function slider(place) {
  const words = /** @type {HTMLDetailsElement} */ (place.querySelector("details"))
  const table = [.../** @type {HTMLTableElement} */ (words.querySelector("table")).tBodies]
  /** @type {Record<string, string>} */
  const names = JSON.parse(place.dataset.names ?? "{}")
  const range = h("input", { type: "range", min: 0, value: 0, id: "hands-weeks", oninput: draw })
  const agreed = h("input", { type: "checkbox", onchange: () => show(weeks(now())) })
  const when = h("output", { for: range.id })
  const figure = drawing("body")
  const keys = Object.keys(LINES).map(key)
  const reason = h("p", { class: "sh-hands__reason", role: "status" }, "Tap a part of the body for the reason.")
  let times = table
  let chosen = ""
  words.before(
    h("p", { class: "sh-hands__when" }, h("label", { for: range.id }, "When"), when),
    range,
    h("label", { class: "sh-hands__team" }, agreed, "The team has agreed to massage"),
    h(
      "div",
      { class: "sh-hands__body" },
      h("div", { "aria-hidden": "true", onclick: tapped }, figure),
      h("div", { role: "status" }, h("ul", {}, ...keys.map(({ element }) => element))),
    ),
    reason,
  )
  words.open = words.querySelector(":target") !== null
  // What nobody moved is not worth the paper.
  for (const event of ["input", "click"]) place.addEventListener(event, () => place.classList.add("sh-hands--used"))
  // The file comes later than the page, and only once.
  new MutationObserver((_, observer) => {
    observer.disconnect()
    draw()
  }).observe(figure, { childList: true })
  show(-1)

  function now() {
    return times[range.valueAsNumber]
  }

  /**
   * Takes the times that hold with what the team said, and shows the one in which a week lies.
   * @param {number} week
   */
  function show(week) {
    const team = agreed.checked ? "agreed" : "not-asked"
    times = table.filter(({ dataset }) => (dataset.team ?? team) === team)
    range.max = `${times.length - 1}`
    range.value = `${times.findLastIndex((time) => weeks(time) <= week)}`
    draw()
  }

  function draw() {
    const name = now().querySelector("th span")?.textContent ?? ""
    const rows = [...now().rows]
    when.textContent = name
    range.setAttribute("aria-valuetext", name)
    for (const { touch, words, element } of keys) {
      const here = rows.filter(({ dataset }) => dataset.touch === touch)
      element.hidden = !here.length
      const alike = here.length > 1 && rows.every((row) => !row.dataset.touch || (here.includes(row) && !more(row)))
      words.replaceChildren(...(alike ? [kind(here[0]), ": everywhere"] : here.flatMap(inWords)))
      for (const row of here) for (const path of paths(row)) path.setAttribute("fill", fill(touch))
    }
    explain()
  }

  /** @param {Event} event */
  function tapped({ target }) {
    const path = /** @type {Element} */ (target).closest("[data-area]")
    if (!path) return
    chosen = areaOf(path)
    for (const one of every()) one.classList.toggle("sh-hands__chosen", areaOf(one) === chosen)
    explain()
  }

  /** Says what holds in the area that was tapped, and by which rules. */
  function explain() {
    const row = [...now().rows].find((row) => row.dataset.touch && paths(row).some((path) => areaOf(path) === chosen))
    if (!row) return
    const why = [...row.querySelectorAll("a")].flatMap(({ hash }) => {
      const rule = document.getElementById(hash.slice(1))
      return rule instanceof HTMLAnchorElement ? [" · ", h("a", { href: rule.href }, rule.textContent)] : []
    })
    reason.replaceChildren(
      h("strong", {}, `${capital(names[chosen] ?? chosen.replaceAll("-", " "))}. ${row.cells[1].textContent}`),
      ...why,
    )
  }

  /**
   * The places on the body that a row is about: those that it names, or those that no other row of its time does.
   * @param {HTMLElement} row
   */
  function paths(row) {
    const own = areasOf(row)
    const others = [...now().rows].flatMap(areasOf)
    return every().filter((path) => (own.length ? own.includes(areaOf(path)) : !others.includes(areaOf(path))))
  }

  function every() {
    return [...figure.querySelectorAll("[data-area]")]
  }
}

/** @param {HTMLElement} time */
const weeks = (time) => Number(time.dataset.weeks)

/** @param {HTMLElement} row */
const areasOf = (row) => row.dataset.areas?.split(" ") ?? []

/** @param {Element} path */
const areaOf = (path) => path.getAttribute("data-area") ?? ""

/**
 * A row as one of several: the kind before the first, then where, and more about it.
 * @param {HTMLTableRowElement} row
 * @param {number} index
 */
function inWords(row, index) {
  const besides = more(row)
  const words = `${row.cells[0].textContent?.toLowerCase()}${besides ? ` (${besides})` : ""}`
  return index ? [`; ${words}`] : [kind(row), `: ${words}`]
}

/** @param {HTMLTableRowElement} row */
const kind = ({ cells: [, what] }) => h("strong", {}, what.firstChild?.textContent)

/**
 * What a row says of the touch beside its kind.
 * @param {HTMLTableRowElement} row
 */
const more = ({ cells: [, what] }) => what.querySelector("span")?.textContent.replace(": ", "")

/**
 * The sign of a kind of touch, with room to say where it holds. It brings the fill that the body uses.
 * @param {string} touch
 */
function key(touch) {
  const size = { width: "8", height: "8", patternUnits: "userSpaceOnUse" }
  const pattern = drawn("pattern", { id: `hands-${touch}`, class: `sh-touch sh-touch--${touch}`, ...size })
  pattern.append(drawn("rect", { width: "8", height: "8" }), drawn("path", { d: LINES[touch] }))
  const sample = drawn("svg", { viewBox: "0 0 24 16", "aria-hidden": "true" })
  sample.append(pattern, drawn("rect", { width: "24", height: "16", fill: fill(touch) }))
  const words = h("span")
  return { touch, words, element: h("li", {}, sample, words) }
}

/** @param {string} touch */
const fill = (touch) => `url(#hands-${touch})`

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 */
function drawn(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  return element
}

for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".sh-hands"))) slider(place)
