// The search itself: an index of records, queries as people type them, pages ranked. Knows neither worker nor page.
//
// Two measures add up. MiniSearch scores words (BM25+, by field). A phrase measure holds the query against every name,
// question and saying of a record (cosine of rarity-weighted words) and counts the best: it knows "mobi-c" from "c",
// and "wet myself" from "myself". Typing errors are forgiven only in words that the index does not know.

/** @import { Document, Index } from "published" */

import MiniSearch from "../vendor/minisearch.js"
import SearchableMap from "../vendor/searchable-map.js"
import { Phrases } from "./phrases.js"
import { AFTER, COMMON, normalize, telling, terms, tokenize } from "./words.js"

export const TUNING = {
  fields: { title: 2, names: 1.3, searches: 1.8, questions: 1.7, summary: 2, body: 1 },
  phrase: 0.75, // what the best phrase weighs beside the words
  name: 1,
  whole: 2, // what a name that stands whole in the query counts more
  exact: 2.6, // and one that is the whole query
  saying: 1, // what a saying or a question weighs beside a name
  common: 0.35,
  context: 0.8, // what stands behind "after"
  coverage: 2.6, // how much a page gains that answers more of the query
}

/**
 * A word that was typed.
 * @typedef {object} Asked
 * @property {string} word as it was typed
 * @property {string} term as the index compares it
 * @property {[term: string, surely: number][]} found the words of the index that it may mean
 * @property {number} value what it counts
 */

/**
 * A page that was found.
 * @typedef {object} Hit
 * @property {number} id
 * @property {Document} doc
 * @property {number} covered how much of the query it answers, from 0 to 1
 * @property {string[]} terms the words of the index that led to it
 * @property {number} score
 */

/** @typedef {{ anchor: string, title: string, text: string, worth: number }} Section */

export class Engine {
  /**
   * @param {Pick<Index, "docs" | "kinds">} index
   * @param {typeof TUNING} tuning
   */
  constructor({ docs, kinds }, tuning = TUNING) {
    this.docs = docs
    this.tuning = tuning
    this.kinds = new Map(Object.entries(kinds))
    this.mini = new MiniSearch({
      fields: Object.keys(tuning.fields),
      tokenize: (text) => text.split(" "),
      processTerm: (term) => term,
    })
    /**
     * In how many documents' names, sayings, questions and summaries a word is.
     * @type {SearchableMap<number>}
     */
    this.about = new SearchableMap()
    this.phrases = new Phrases((word) => this.rarity(word), tuning)
    this.mini.addAll(
      docs.map((doc, id) => {
        const fields = {
          title: terms(doc.t),
          names: doc.n.flatMap(terms),
          searches: doc.x.flatMap(terms),
          questions: doc.q.flatMap(([ask]) => terms(ask)),
          summary: terms(doc.s),
          body: terms(doc.b),
        }
        const { body, ...rest } = fields
        for (const word of new Set(Object.values(rest).flat())) this.about.set(word, 1 + (this.about.get(word) ?? 0))
        for (const word of body) if (!this.about.has(word)) this.about.set(word, 0)
        for (const text of [doc.t, ...doc.n]) this.phrases.add(id, text, "name")
        for (const text of [...doc.x, ...doc.q.map(([ask]) => ask)]) this.phrases.add(id, text, "saying")
        return { id, ...Object.fromEntries(Object.entries(fields).map(([name, list]) => [name, list.join(" ")])) }
      }),
    )
    this.phrases.weigh()
  }

  /**
   * How much a word tells pages apart by what they are about, from 0 to 1 (inverse document frequency).
   * @param {string} word
   */
  rarity(word) {
    const idf = Math.log(1 + this.docs.length / (1 + (this.about.get(word) ?? 0))) / Math.log(1 + this.docs.length)
    return COMMON.has(word) ? idf * this.tuning.common : idf
  }

  /**
   * What is asked: each word that was typed and says something.
   * @param {string} query
   * @returns {Asked[]}
   */
  read(query) {
    const all = tokenize(query)
    const typed = [...new Set(telling(query))]
    const turn = all.findIndex((word) => AFTER.has(word))
    const before = new Set(
      turn > 0 ? all.slice(0, turn).filter((word) => typed.includes(word) && !COMMON.has(normalize(word))) : [],
    )
    const unfinished = /\s$/.test(query) ? null : all.at(-1)
    return typed.map((word) => {
      const term = normalize(word)
      const found = this.#meant(term, word === unfinished)
      const best = found.length ? Math.max(...found.map(([other]) => this.rarity(other))) : 1
      const context = before.size && !before.has(word) ? this.tuning.context : 1
      return { word, term, found, value: context * (COMMON.has(term) ? this.rarity(term) : best) }
    })
  }

  /**
   * The words of the index that a typed one may mean, each with how surely.
   * @param {string} term
   * @param {boolean} unfinished
   */
  #meant(term, unfinished) {
    /** @type {Map<string, number>} */
    const found = new Map()
    if (this.about.has(term)) found.set(term, 1)
    else if (!/\d/.test(term) && term.length > 3) {
      const most = term.length < 6 ? 1 : term.length < 9 ? 2 : 3
      const near = [...this.about.fuzzyGet(term, most)].map(([other, [, distance]]) => ({
        other,
        surely: 0.85 ** (distance + (other[0] === term[0] ? 0 : 1)),
      }))
      near.sort((a, b) => b.surely - a.surely || b.other.length - a.other.length)
      for (const { other, surely } of near.slice(0, 4)) found.set(other, surely)
    }
    if (unfinished && term.length > 1) {
      const longer = [...this.about.atPrefix(term).keys()]
        .filter((other) => other !== term)
        .sort((a, b) => a.length - b.length)
        .slice(0, 12)
      for (const other of longer) found.set(other, Math.max(found.get(other) ?? 0, found.has(term) ? 0.3 : 0.75))
    }
    return [...found]
  }

  /**
   * The pages that a query finds, the best first.
   * @param {string} query
   * @returns {Hit[]}
   */
  search(query) {
    const asked = this.read(query)
    const total = asked.reduce((sum, { value }) => sum + value, 0) || 1
    /**
     * A word of the index to how surely, and for what value, it is meant.
     * @type {Map<string, number>}
     */
    const sure = new Map()
    for (const { found, value } of asked)
      for (const [term, surely] of found) sure.set(term, Math.max(sure.get(term) ?? 0, surely * value))
    if (!sure.size) return []
    const hits = this.mini.search([...sure.keys()].join(" "), {
      boost: this.tuning.fields,
      boostTerm: (term) => sure.get(term) ?? 0,
    })
    const top = hits[0]?.score ?? 1
    const phrases = this.phrases.best(asked)
    return hits
      .map(({ id, score, queryTerms }) => {
        const answered = (/** @type {Asked} */ { found, value }) =>
          value * Math.max(0, ...found.map(([term, surely]) => (queryTerms.includes(term) ? surely : 0)))
        const covered = asked.reduce((sum, word) => sum + answered(word), 0) / total
        const words = (score / top) * (0.3 + 0.7 * covered ** this.tuning.coverage)
        const both = words + this.tuning.phrase * (phrases.get(id) ?? 0)
        const doc = this.docs[id]
        return { id, doc, covered, terms: queryTerms, score: both * (this.kinds.get(doc.k) ?? 1) }
      })
      .sort((a, b) => b.score - a.score || a.id - b.id)
  }

  /**
   * The part of a page that a query leads to: the question that people ask, or the section that has most of its words.
   * @param {Hit} hit
   */
  section({ doc, terms: matched }) {
    const sought = new Set(matched)
    const worth = (/** @type {string} */ text) =>
      [...new Set(terms(text))].reduce((sum, term) => sum + (sought.has(term) ? this.rarity(term) : 0), 0)
    const whole = worth(doc.t) // what the page's own name says leads to its top
    /** @type {Section | null} */
    let best = null
    for (const [ask, anchor, text] of doc.q) best = better(best, { anchor, title: ask, text, worth: worth(ask) * 1.1 })
    for (const [anchor, title, text] of doc.h)
      best = better(best, { anchor, title, text: "", worth: worth(`${title} ${text}`) })
    return best && best.worth > whole * 1.05 ? best : null
  }

  /**
   * Words of the query that the index does not know, put right: `trombosis` gives `thrombosis`.
   * @param {string} query
   */
  corrected(query) {
    return this.read(query)
      .filter(({ term, found }) => found.length && !found.some(([other]) => other.startsWith(term)))
      .flatMap(({ found }) => this.#written(found[0][0]))
  }

  /**
   * A word of the index as some name writes it.
   * @param {string} term
   */
  #written(term) {
    for (const { t, n } of this.docs)
      for (const word of [t, ...n].flatMap(tokenize)) if (normalize(word) === term) return [word]
    return []
  }

  /**
   * Documents whose names look most like a query that finds nothing.
   * @param {string} query
   */
  nearest(query) {
    const wanted = normalize(tokenize(query).sort((a, b) => b.length - a.length)[0] ?? "")
    const near = [...this.about.fuzzyGet(wanted, Math.ceil(wanted.length / 2))]
      .sort((a, b) => a[1][1] - b[1][1])
      .slice(0, 5)
      .map(([term]) => term)
    const ids = new Set(near.flatMap((term) => this.phrases.having(term)))
    return [...(ids.size ? ids : this.docs.keys())].slice(0, 3).map((id) => this.docs[id])
  }

  /**
   * The word that the last one typed may become.
   * @param {string} query
   * @param {Hit[]} hits
   */
  completion(query, hits) {
    const last = query.match(/[\p{L}\p{N}]+$/u)?.[0].toLowerCase()
    if (!last || last.length < 2) return []
    for (const { doc } of hits.slice(0, 5)) {
      const word = [doc.t, ...doc.n].flatMap(tokenize).find((name) => name.startsWith(last) && name !== last)
      if (word) return [word]
    }
    return []
  }
}

/**
 * @param {Section | null} one
 * @param {Section} other
 */
const better = (one, other) => (one && one.worth >= other.worth ? one : other)
