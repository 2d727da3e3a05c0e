// What words score in the fields of documents, by MiniSearch's BM25+: more where a word is frequent, in a short field and in few
// documents. Words come as the search compares them, so MiniSearch changes none.

import MiniSearch from "../vendor/minisearch.js"

const split = (/** @type {string} */ text) => text.split(" ")

export class Fields {
  /** @type {MiniSearch} */
  #mini

  /**
   * @param {Record<string, string[]>[]} docs the terms of each document's fields
   * @param {Record<string, number>} weights of the fields
   */
  constructor(docs, weights) {
    this.#mini = new MiniSearch({
      fields: Object.keys(weights),
      tokenize: split,
      processTerm: (term) => term || null,
      extractField: (doc, field) => (field === "id" ? doc.id : doc[field].join(" ")),
      searchOptions: { boost: weights },
    })
    this.#mini.addAll(docs.map((doc, id) => ({ ...doc, id })))
  }

  /**
   * What each document that has any of some terms scores, and for which of them.
   * @param {Map<string, number>} terms each with what it counts
   * @returns {Map<number, { score: number, terms: Set<string> }>}
   */
  search(terms) {
    const found = this.#mini.search([...terms.keys()].join(" "), { boostTerm: (term) => terms.get(term) ?? 0 })
    // MiniSearch multiplies by how many words were found. The engine weighs that by itself, as some of them mean one typed word.
    return new Map(
      found.map(({ id, score, terms: some }) => [id, { score: score / some.length, terms: new Set(some) }]),
    )
  }
}
