// Answers in the words of Material's result list. Loaded by the worker that `partials/search-loader.html` starts, at the first query.

/** @import { Document, Index } from "published" */
/** @import { Hit } from "./engine.js" */

import { Engine } from "./engine.js"
import { ignored, normalize, tokenize } from "./words.js"

/**
 * A line of Material's result list. `terms`: the words that were typed, and whether the page has them.
 * @typedef {object} Item
 * @property {string} location
 * @property {string} title
 * @property {string} text
 * @property {number} score
 * @property {Record<string, boolean>} terms
 * @property {string[]} [tags]
 */

/**
 * What Material draws: pages, each with its sections, and how the word that is being typed may go on.
 * @typedef {{ items: Item[][], suggest: string[] }} Answer
 */

const MOST = 10 // results
const LEAST = 0.12 // of the first result's score

/**
 * Fetches the index and gives what answers a query.
 * @param {string} index
 * @returns {Promise<(query: string) => Answer>}
 */
export async function start(index) {
  const response = await fetch(index)
  if (!response.ok) throw new Error(`${index}: ${response.status}`)
  /** @type {Index} */
  const data = await response.json()
  const engine = new Engine(data)
  return (query) => answer(engine, query, data.report)
}

/**
 * @param {Engine} engine
 * @param {string} query
 * @param {string} report the address where a reader can say what is missing
 * @returns {Answer}
 */
export function answer(engine, query, report) {
  const found = engine.search(query)
  const hits = found.filter(({ score }) => score > LEAST * found[0].score).slice(0, MOST)
  const typed = [...new Set(tokenize(query))]
  const items = hits.map((hit) => item(engine, hit, typed))
  const corrected = hits.length ? engine.corrected(query) : []
  const words = corrected.map((word) => `<mark>${escape(word)}</mark>`).join(", ")
  if (words) items[0][0].text = `<p><em>Did you mean ${words}?</em></p>${items[0][0].text}`
  if (!hits.length || hits[0].covered < 0.5) {
    if (!hits.length)
      items.push(...engine.nearest(query).map((doc) => [article(doc, hitless(typed), 1, "The nearest name we know.")]))
    items.push([missing(query, report)])
  }
  return { items, suggest: engine.completion(query, hits) }
}

/**
 * @param {Engine} engine
 * @param {Hit} hit
 * @param {string[]} typed
 * @returns {Item[]}
 */
function item(engine, hit, typed) {
  const { doc, score } = hit
  const matched = new Set(hit.terms)
  const said = typed.filter((word) => !ignored(word))
  const terms = Object.fromEntries(said.map((word) => [word, matched.has(normalize(word))]))
  const first = article(doc, terms, score, marked(doc.s, matched))
  const section = engine.section(hit)
  if (!section) return [first]
  const title = marked(section.title, matched)
  const text = marked(section.text || doc.s, matched)
  return [first, { location: `${doc.u}#${section.anchor}`, title, text, score, terms }]
}

/**
 * @param {Document} doc
 * @param {Record<string, boolean>} terms
 * @param {number} score
 * @param {string} text
 * @returns {Item}
 */
const article = (doc, terms, score, text) => ({
  location: doc.u,
  title: escape(doc.t),
  text: `<p>${text}</p>`,
  score,
  terms,
  tags: doc.k === "page" ? undefined : [doc.k],
})
const hitless = (/** @type {string[]} */ typed) => Object.fromEntries(typed.map((word) => [word, false]))

/**
 * @param {string} query
 * @param {string} report
 * @returns {Item}
 */
function missing(query, report) {
  const location = `${report}?title=${encodeURIComponent(`Missing: ${query.trim()}`)}`
  return {
    location,
    title: "Not here? Tell us what is missing",
    text: "<p>Opens a report with your words filled in. Nothing is sent until you send it.</p>",
    score: 0,
    terms: {},
  }
}

const escape = (/** @type {string} */ text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")

/**
 * A text as HTML, with the words that were found marked.
 * @param {string} text
 * @param {Set<string>} matched
 */
function marked(text, matched) {
  return escape(text).replace(/[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu, (word) =>
    matched.has(normalize(word)) ? `<mark>${word}</mark>` : word,
  )
}
