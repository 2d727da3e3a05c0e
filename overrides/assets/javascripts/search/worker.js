// Answers in the words of Material's result list. Started by `finder.js` at the first query, as a worker; knows no page.

/** @import { Document, Index, IndexFile, Part, PartsFile, WordsFile } from "published" */
/** @import { Hit } from "./engine.js" */
/** @import { Stop } from "./stops.js" */

import { textOf } from "../files.js"
import { asksHowMany, awaited, counts, figure, wait } from "./answers.js"
import { Engine } from "./engine.js"
import { language } from "./language.js"
import { meanings, planned, stop, tells } from "./stops.js"
import { ignored, normalize, tokenize, weight } from "./words.js"

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
 * What Material draws: pages, each with its sections, and how the word that is being typed may go on. `offer`: the planner, filled
 * in. `spoken`: what is said of it to those who do not see it.
 * `pages`: the addresses of the pages among the items, and `stop`: how urgent the card above them is.
 * @typedef {object} Answer
 * @property {string} query
 * @property {Item[][]} items
 * @property {string[]} suggest
 * @property {string} offer
 * @property {string} spoken
 * @property {string[]} pages
 * @property {Stop["urgency"] | null} stop
 */

/**
 * What is known beside the engine: where a reader can say what is missing, the rules that stop, and, once it is loaded, what is
 * shown of each page.
 * @typedef {{ report: string, stops?: Index["stops"], parts?: Part[] }} Known
 *
 * What finds the figure of a page that is asked for, if there is one.
 * @typedef {(part: Part) => string | null} Figures
 */

export const VERSION = 5 // of the index that this reads
export const SHARDS = 8 // that what is shown is in
const MOST = 10 // results
const WAITS = "when-to-start/" // the page of all waits
const LEAST = 0.12 // of the first result's score
// Where a rule hangs on what a query does not say.
const UNTIL = "<p>It counts as this urgent until you know that it is not so. The plan asks.</p>"

/**
 * Fetches the index and gives what answers a query: at first without what is only shown, which `more` brings.
 * @param {string} folder the address of the index
 */
export async function start(folder) {
  const first = [`${folder}index.json`, `${folder}words.json`]
  const shards = Array.from({ length: SHARDS }, (_, shard) => `${folder}parts-${shard}.json`)
  let [names, words] = await alike(first)
  let engine = new Engine(joined(names, words))
  /** @type {Part[] | undefined} */
  let parts
  async function rest() {
    let loaded = await alike(shards)
    if (loaded[0].of !== names.of) {
      // A cache had files of an edition that is over.
      ;[names, words, ...loaded] = await alike([...first, ...shards], ["reload"])
      engine = new Engine(joined(names, words))
    }
    parts = joinedParts(loaded)
  }
  /** @type {Promise<void> | undefined} */
  let loading
  return {
    answer: (/** @type {string} */ query) => answer(engine, query, { report: names.report, stops: names.stops, parts }),
    /** Loads the rest, once. */
    more: () => (loading ??= rest()),
    complete: () => parts !== undefined,
  }
}

/**
 * The index with its pages one by one; its files have them in columns.
 * @param {IndexFile} names
 * @param {WordsFile} words
 * @returns {Index}
 */
export function joined({ docs, ...rest }, words) {
  const columns = Object.entries({ ...docs, ...words.docs })
  /** @returns {any} */
  const one = (/** @type {number} */ at) => Object.fromEntries(columns.map(([key, values]) => [key, values[at]]))
  return { ...rest, docs: docs.u.map((_, at) => /** @type {Document} */ (one(at))) }
}

/**
 * What is shown of the pages, in their order.
 * @param {PartsFile[]} shards
 */
export function joinedParts(shards) {
  /** @type {Part[]} */
  const parts = []
  for (const { at, parts: some } of shards) some.forEach((part, number) => (parts[at[number]] = part))
  return parts
}

/**
 * Files of one index. Where a cache has one of another version or of other pages than the rest, all are asked for anew.
 * @param {string[]} addresses
 * @param {RequestCache[]} [ways]
 */
async function alike(addresses, ways = ["default", "reload"]) {
  for (const cache of ways) {
    const files = await Promise.all(addresses.map(async (address) => JSON.parse(await textOf(address, cache))))
    if (files.every(({ version, of }) => version === VERSION && of === files[0].of)) return files
  }
  throw new Error(`${addresses[0]}: another version`)
}

/**
 * @param {Engine} engine
 * @param {string} query
 * @param {Known} known
 * @returns {Answer}
 */
export function answer(engine, query, known) {
  const { report, stops, parts } = known
  const told = stops && tells(query, engine, stops)
  const found = engine.search(
    query,
    told ? meanings(told, engine) : [],
    awaited(query) && !told?.signs.size ? WAITS : null,
  )
  const hits = found.filter(({ score }) => score > LEAST * found[0].score).slice(0, MOST)
  const waiting = parts && waitOf(engine, query, parts)
  const figures = parts ? figuresFor(engine, query) : null
  const pages = hits.map((hit) =>
    waiting && hit.doc.u === WAITS
      ? waitItem(engine, hit, query, waiting, parts)
      : item(engine, hit, query, parts, figures),
  )
  const first = pages[0]?.at(-1) // the line of the first page that is shown with its text
  const stopped = told && stop(told, stops)
  const link = told ? planned(told, stops) : ""
  const foreign = language(query, (word) => (engine.vocabulary.counts.get(normalize(word)) ?? 0) > 0 || ignored(word))
  const unknown = engine.unknown(query)
  const few = !hits.length || hits[0].covered < 0.5
  const shown = foreign ? [] : pages
  const items = [
    ...(stopped ? [card(stopped, link)] : []),
    ...(foreign ? [[elsewhere(foreign)]] : []),
    ...(unknown.length && !foreign ? [[nothingOn(unknown, hits)]] : []),
    ...shown,
  ]
  const corrected = hits.length && !foreign ? engine.corrected(query) : []
  const words = corrected.map((word) => `<mark>${escape(word)}</mark>`).join(", ")
  if (words && first) first.text = `<p><em>Did you mean ${words}?</em></p>${first.text}`
  if (!hits.length && !foreign && !unknown.some(({ medicine }) => medicine))
    items.push(...engine.nearest(query).map(({ doc, word }) => [article(doc, {}, 1, nearest(word))]))
  if (few && report) items.push([missing(query, report)])
  return {
    query,
    items,
    suggest: engine.completion(query, hits),
    pages: shown.map(([page]) => page.location),
    stop: stopped?.urgency ?? null,
    offer: stopped ? "" : link,
    spoken: foreign ? `This looks like ${foreign}. The site is in English.` : spokenOf(stopped, hits),
  }
}

/**
 * How long sources say to wait for what a query asks about: after the operation that it names, or after any.
 * @param {Engine} engine
 * @param {string} query
 * @param {Part[]} parts
 */
function waitOf(engine, query, parts) {
  const named = engine.named(query).filter(({ k }) => k === "procedure")
  const places = [...named.map(({ u }) => u), WAITS]
  const waits = places
    .map((place) => engine.places.get(place))
    .map((id) => (id === undefined ? null : wait(query, parts[id])))
  return waits.find(Boolean) ?? null
}

/**
 * What finds the figure of a page that a query asks for, if it is about what is asked and not only about the operation, nor about another
 * one; null where the query asks for none.
 * @param {Engine} engine
 * @param {string} query
 * @returns {Figures | null}
 */
function figuresFor(engine, query) {
  if (!asksHowMany(query)) return null
  const asked = engine.read(query).filter(({ role, word }) => role === "asked" && !counts(word))
  const some = asked.filter(({ term }) => weight(term, { common: 0, faint: 1 }))
  const operations = (/** @type {string} */ text) => engine.named(text).filter(({ k }) => k === "procedure")
  const named = new Set(operations(query))
  const apt = (/** @type {string} */ label) => {
    const own = named.size ? operations(label) : []
    return !own.length || own.some((one) => named.has(one))
  }
  const words = new Set((some.length ? some : asked).map(({ term }) => term))
  return (part) => figure(query, part, words, apt)
}

/**
 * @param {Stop | null | undefined} stopped
 * @param {Hit[]} hits
 */
function spokenOf(stopped, hits) {
  const pages = hits.length === 1 ? "1 page" : `${hits.length} pages`
  const found = hits.length ? `${pages}, first: ${hits[0].doc.t}.` : "No page found."
  return stopped ? `Stop. ${stopped.call}. ${found}` : found
}

/**
 * The card of a sign that stops a session, above all pages.
 * @param {Stop} stopped
 * @param {string} link to the planner
 * @returns {Item[]}
 */
function card({ urgency, call, signs, rule, until }, link) {
  const more = [rule.instead, rule.position].flatMap((text) => (text ? [`<p>${escape(text)}</p>`] : []))
  const text = `<div class="sh-stop-card" data-stop="${urgency}"><p><strong>${escape(call)}.</strong> Do not massage.</p>
    <p>${escape(rule.do)}</p>${until ? UNTIL : ""}${more.join("")}</div>`
  const line = (/** @type {string} */ location, /** @type {string} */ title, /** @type {string} */ said) => ({
    location,
    title,
    text: said,
    score: 100,
    terms: {},
  })
  return [
    line(rule.url.split("#")[0], `Stop: ${escape(signs.toLowerCase())}`, ""),
    line(rule.url, `${urgency === "emergency" ? "Emergency" : "Today"}: ${escape(rule.name)}`, text),
    ...(link
      ? [line(`session/${link}`, "Plan with this filled in", "<p>Asks what else matters, and says whom to call.</p>")]
      : []),
  ]
}

/**
 * @param {string} language
 * @returns {Item}
 */
const elsewhere = (language) => ({
  location: "a-z/",
  title: `This looks like ${language}`,
  text: "<p>The site and its search know English alone. In an emergency call your emergency number; nothing here replaces it.</p>",
  score: 100,
  terms: {},
})

/** @param {string} word */
const nearest = (word) => `The nearest name we know has <mark>${escape(word)}</mark>. Is it what you mean?`

/**
 * That there is no page on some words, and why the rest is listed.
 * @param {{ word: string, medicine: boolean }[]} unknown
 * @param {Hit[]} hits
 * @returns {Item}
 */
function nothingOn(unknown, hits) {
  const words = unknown.map(({ word }) => `“${escape(word)}”`).join(", ")
  const [{ medicine }] = unknown
  const why = hits.length
    ? "What follows fits your other words."
    : medicine
      ? "It is a medicine that we know by its name alone. Ask whoever prescribed it what it means for a massage."
      : ""
  const terms = Object.fromEntries(unknown.map((one) => [one.word, false]))
  const location = medicine ? "medications/" : "a-z/"
  return { location, title: `No page on ${words}`, text: `<p>${why}</p>`, score: 100, terms }
}

/**
 * The page of all waits, with what is said of the one that is asked about.
 * @param {Engine} engine
 * @param {Hit} hit
 * @param {string} query
 * @param {[string, string]} waiting
 * @param {Part[]} parts
 * @returns {Item[]}
 */
function waitItem(engine, hit, query, [label, said], parts) {
  const [known] = item(engine, hit, query, undefined, null)
  const page = { ...known, terms: {} } // it says what was asked for in words of its own
  const anchor = parts[hit.id].h.find(([, title]) => title === label)?.[0]
  const location = anchor ? `${hit.doc.u}#${anchor}` : hit.doc.u
  return [
    { ...page, text: "" },
    { ...page, location, title: escape(label), text: `<p>${escape(said)}</p>` },
  ]
}

/**
 * @param {Engine} engine
 * @param {Hit} hit
 * @param {string} query
 * @param {Part[] | undefined} parts
 * @param {Figures | null} figures
 * @returns {Item[]}
 */
function item(engine, hit, query, parts, figures) {
  const { doc, score } = hit
  const matched = new Set(hit.terms)
  const terms = Object.fromEntries(
    engine
      .read(query)
      .filter(({ term }) => weight(term, { common: 1, faint: 0 }))
      .map(({ word, found }) => [word, found.some(([term]) => matched.has(term))]),
  )
  const part = parts?.[hit.id]
  const number = part && figures?.(part)
  const said = number ? `<strong>${escape(number)}</strong>` : marked(doc.s, matched)
  if (doc.u.includes("#")) {
    const page = {
      location: doc.u.split("#")[0],
      title: doc.k === "sign" ? "Signs a client may report" : "Glossary",
      text: "",
    }
    return [
      { ...page, score, terms },
      { location: doc.u, title: escape(doc.t), text: `<p>${said}</p>`, score, terms },
    ]
  }
  const section = engine.section(hit, part)
  const name = nameOf(doc, query, section ? `${section.title} ${section.text}` : doc.s)
  const here = name ? `<p><em>Here for “${escape(name)}”.</em></p>` : ""
  const first = article(doc, terms, score, said)
  if (!section) return [{ ...first, text: here + first.text }]
  const title = marked(section.title, matched)
  const text = number ? said : marked(section.text || doc.s, matched)
  return [first, { location: `${doc.u}#${section.anchor}`, title, text: here + text, score, terms }]
}

/**
 * The name under which a page was asked for, where nothing that is shown of it has that: the longest of its names of which each word
 * was typed.
 * @param {Document} doc
 * @param {string} query
 * @param {string} text what is shown below the title
 */
function nameOf(doc, query, text) {
  const words = (/** @type {string} */ text) => tokenize(text).map(normalize)
  const [typed, shown] = [new Set(words(query)), new Set(words(`${doc.t} ${text}`))]
  const names = doc.n.filter((name) => {
    const asked = words(name)
    return asked.every((word) => typed.has(word)) && !asked.every((word) => shown.has(word))
  })
  return names.sort((a, b) => b.length - a.length)[0] ?? ""
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
  tags: ["page", "comparison"].includes(doc.k) ? undefined : [doc.k],
})

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

/** @typedef {Awaited<ReturnType<typeof start>>} Started */

/**
 * Answers through a port: the first message says where the index is, every other one is a query.
 * @param {MessagePort} port
 */
function serve(port) {
  /** @type {Promise<Started> | undefined} */
  let started
  let latest = ""
  port.addEventListener("message", async ({ data }) => {
    if (typeof data !== "string") {
      started = start(data.index)
      return
    }
    latest = data
    try {
      const search = await /** @type {Promise<Started>} */ (started)
      if (latest !== data) return
      port.postMessage(search.answer(data))
      if (search.complete()) return
      await search.more()
      if (latest === data) port.postMessage(search.answer(data))
    } catch {
      port.postMessage({ failed: true })
    }
  })
}

// `finder.js` starts this as a worker, or as a script of the page to which it gives a port. Tests start it as neither.
/** @type {any} */
const here = globalThis
const port = here.document ? here.document.currentScript?.port : here.postMessage && here
if (port) serve(port)
port?.start?.()
