// What was reported, and how it has gone.

/** @import { Course } from "published" */
/** @import { Part } from "./choice.js" */
/** @import { Page } from "./page.js" */
/** @import { State } from "./state.js" */

import { h } from "./elements.js"

/** @type {Record<Course, string>} */
const COURSES = {
  new: "New, worse, or don't know",
  followed: "The team knows and is on it",
  settled: "Long the same or easing; the team says leave it",
}

/**
 * Adds a finding. What is reported is no longer denied.
 * @param {State} state
 * @param {"signs" | "complications" | "other"} kind
 * @param {string} slug
 * @param {Course} course
 */
export function report(state, kind, slug, course = "new") {
  state[kind][slug] = course
  state.denied = state.denied.filter((fact) => fact !== `${kind} ${slug}`)
}

/**
 * The course of each finding that was reported, and the way to take it back.
 * @param {Page} page
 * @returns {Part}
 */
export function findings({ state, data, changed }) {
  const box = h("div", { class: "sh-findings" })

  /**
   * @param {"signs" | "complications" | "other"} kind
   * @param {string} slug
   */
  const row = (kind, slug) => {
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
        onchange: () => {
          state[kind][slug] = /** @type {Course} */ (choose.value)
          changed()
        },
      },
      Object.entries(COURSES).map(([value, words]) =>
        h("option", { value, selected: value === state[kind][slug] }, words),
      ),
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
  }

  return {
    element: box,
    draw: () => {
      const kinds = /** @type {const} */ (["signs", "complications", "other"])
      const said = kinds.flatMap((kind) => Object.keys(state[kind]).map((slug) => ({ kind, slug })))
      const [slugs, courses] = [said.map(({ slug }) => slug), said.map(({ kind, slug }) => state[kind][slug])].map(
        (part) => JSON.stringify(part),
      )
      // Whoever is choosing a course keeps the list that is open.
      const choosing = document.activeElement?.closest(".sh-findings")
      if (box.dataset.said === slugs && (choosing || box.dataset.courses === courses)) return
      Object.assign(box.dataset, { said: slugs, courses })
      const rows = said.map(({ kind, slug }) => row(kind, slug))
      box.replaceChildren(
        ...(rows.length ? [h("p", { class: "sh-label" }, "Reported, and how it has gone"), h("ul", {}, rows)] : []),
      )
    },
  }
}
