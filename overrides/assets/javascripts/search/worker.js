// Answers in the words of Material's result list. Loaded by the worker that `partials/search-loader.html` starts, at the first query.

import { Engine, normalize, tokenize } from "./engine.js"

const MOST = 10 // results
const LEAST = 0.12 // of the first result's score

// Fetches the index and returns what answers a query: `(query) => { items, suggest }`.
export async function start(index) {
  const response = await fetch(index)
  if (!response.ok) throw new Error(`${index}: ${response.status}`)
  const data = await response.json()
  const engine = new Engine(data)
  return (query) => answer(engine, query, data.report)
}

function answer(engine, query, report) {
  const found = engine.search(query)
  const hits = found.filter(({ score }) => score > LEAST * found[0].score).slice(0, MOST)
  const typed = [...new Set(tokenize(query))]
  const items = hits.map((hit) => item(engine, hit, typed))
  const corrected = hits.length ? engine.corrected(query) : []
  if (corrected.length)
    items[0][0].text = `<p><em>Did you mean ${corrected.map((word) => `<mark>${escape(word)}</mark>`).join(", ")}?</em></p>${items[0][0].text}`
  if (!hits.length || hits[0].covered < 0.5) {
    if (!hits.length)
      items.push(...engine.nearest(query).map((doc) => [article(doc, hitless(typed), 1, "The nearest name we know.")]))
    items.push([missing(query, report)])
  }
  return { items, suggest: engine.completion(query, hits) }
}

function item(engine, hit, typed) {
  const matched = new Set(hit.terms)
  const terms = Object.fromEntries(
    typed.filter((word) => !engine.ignores(word)).map((word) => [word, matched.has(normalize(word))]),
  )
  const first = article(hit.doc, terms, hit.score, marked(hit.doc.s, matched))
  const section = engine.section(hit)
  return section
    ? [
        first,
        {
          location: `${hit.doc.u}#${section.anchor}`,
          title: marked(section.title, matched),
          text: marked(section.text || hit.doc.s, matched),
          score: hit.score,
          terms,
        },
      ]
    : [first]
}

const article = (doc, terms, score, text) => ({
  location: doc.u,
  title: escape(doc.t),
  text: `<p>${text}</p>`,
  score,
  terms,
  tags: doc.k === "page" ? undefined : [doc.k],
})
const hitless = (typed) => Object.fromEntries(typed.map((word) => [word, false]))

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

const escape = (text) =>
  text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign])

function marked(text, matched) {
  return escape(text).replace(/[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu, (word) =>
    matched.has(normalize(word)) ? `<mark>${word}</mark>` : word,
  )
}
