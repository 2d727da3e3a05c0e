// What papers are made of.

/** @import { Drawing, Drawings, Rule, Rules } from "published" */
/** @import { Child } from "../elements.js" */
/** @import { Held, Plan } from "../planner.js" */
/** @import { Known } from "../texts.js" */

import { h } from "../elements.js"

/**
 * What a paper is filled from.
 * @typedef {object} Filling
 * @property {Plan} made
 * @property {Known} known
 * @property {Rules} data
 * @property {string} edition the day that names their edition
 * @property {Drawings | null} anatomy what operations cut and put in, once it is there
 * @property {URL} base the root of the site
 * @property {string} number the emergency number
 */

/**
 * One page to take along. A list with `data-trim` gives up its last lines when the page is full, the highest number first.
 * @typedef {object} Paper
 * @property {string} id
 * @property {string} name on its button
 * @property {string} title on the paper
 * @property {(filling: Filling) => Child[]} fill
 */

/** A line to write on, within a sentence. */
export const blank = (letters = 16) => "_".repeat(letters)

/** Empty lines to write on, the first to go when the page is full. */
export const lines = (/** @type {number} */ count) =>
  h(
    "div",
    { class: "sh-lines", "data-trim": 9 },
    Array.from({ length: count }, () => h("p", {}, "\u00a0")),
  )

/**
 * @param {string} heading
 * @param {...Child} children
 */
export const box = (heading, ...children) => h("section", { class: "sh-box" }, h("h4", {}, heading), ...children)

/**
 * @param {Child[]} items
 * @param {{ trim?: number, ticks?: boolean, columns?: boolean, plain?: boolean }} how `trim`: how soon its last lines may go; never, if left out
 */
export const list = (items, { trim, ticks, columns, plain } = {}) =>
  h(
    "ul",
    { class: `${ticks || plain ? "sh-ticks" : ""} ${columns ? "sh-two" : ""}`, "data-trim": trim },
    items.map((item) => h("li", {}, ticks && "☐ ", item)),
  )

/** Boxes to tick, in one line. */
export const ticks = (/** @type {string[]} */ words) => words.map((word) => `☐ ${word}`).join("   ")

/**
 * What was entered, in two columns.
 * @param {[string, string][]} rows
 */
export const table = (rows) =>
  h(
    "dl",
    { class: "sh-facts" },
    rows.flatMap(([label, words]) => [h("dt", {}, label), h("dd", {}, words)]),
  )

/** How a client may lie, as boxes to tick. */
export const LIES = ["back", "side", "half sitting", "face down"]

/**
 * Files of drawings, with what they show. What is barred is said in words.
 * @type {Record<Drawing, [file: string, words: string][]>}
 */
export const DRAWN = {
  back: [["position-back", "back"]],
  side: [["position-side", "side"]],
  "half-sitting": [["position-half-sitting", "half sitting"]],
  chair: [["position-chair", "in a chair"]],
  "face-down": [["position-face-down", "face down"]],
  "not-face-down": [],
  "log-roll": [
    ["log-roll-1", "1 bend the knees"],
    ["log-roll-2", "2 roll as one"],
    ["log-roll-3", "3 push up"],
    ["log-roll-4", "4 sit, then stand"],
  ],
}

/**
 * Small drawings in a row, with what they show.
 * @param {[name: string, words: string][]} drawings
 * @param {URL} base
 */
export const strip = (drawings, base) =>
  h(
    "div",
    { class: "sh-strip", contenteditable: "false" },
    drawings.map(([name, said]) =>
      h(
        "figure",
        {},
        h("img", { src: new URL(`assets/drawings/${name}.svg`, base), alt: "" }),
        h("figcaption", {}, said),
      ),
    ),
  )

/** A rule in as few words as there are. */
export const words = (/** @type {Rule} */ rule) => rule.short ?? rule.do

/**
 * One of each group before a second of any.
 * @template T
 * @param {T[]} items
 * @param {(item: T) => string} group
 */
export function inTurn(items, group) {
  /** @type {Map<string, number>} */
  const seen = new Map()
  const turn = (/** @type {T} */ item) => {
    const count = (seen.get(group(item)) ?? 0) + 1
    seen.set(group(item), count)
    return count
  }
  return items
    .map((item) => ({ item, turn: turn(item) }))
    .sort((one, other) => one.turn - other.turn)
    .map(({ item }) => item)
}

/**
 * Some rules of some levels: one of each subject, in the order of a session, before a second of any.
 * @param {Filling} filling
 * @param {Held[]} held
 * @param {Rule["level"][]} levels
 * @param {number} most
 */
export function some({ data }, held, levels, most) {
  const order = Object.keys(data.subjects)
  const rules = held.map(({ rule }) => rule).filter(({ level }) => levels.includes(level))
  rules.sort((one, other) => order.indexOf(one.subject) - order.indexOf(other.subject))
  const said = inTurn(rules, ({ subject }) => subject).map(words)
  return [...new Set(said)].slice(0, most)
}
