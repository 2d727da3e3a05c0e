// Words in the fields of documents, scored by BM25+: a word counts more where it is frequent, in a short field and in few documents.

const K = 1.2
const B = 0.7
const D = 0.5

export class Bm25 {
  /**
   * A term to the documents that have it and what it scores there.
   * @type {Map<string, [doc: number, score: number][]>}
   */
  #scores = new Map()

  /**
   * @param {Record<string, string[]>[]} docs the terms of each document's fields
   * @param {Record<string, number>} weights of the fields
   */
  constructor(docs, weights) {
    for (const [field, weight] of Object.entries(weights)) {
      const mean = docs.reduce((sum, doc) => sum + new Set(doc[field]).size, 0) / docs.length || 1
      /** @type {Map<string, [number, number, number][]>} */
      const postings = new Map()
      docs.forEach((doc, id) => {
        /** @type {Map<string, number>} */
        const counts = new Map()
        for (const term of doc[field]) counts.set(term, 1 + (counts.get(term) ?? 0))
        for (const [term, count] of counts) {
          const list = postings.get(term) ?? []
          list.push([id, count, counts.size])
          postings.set(term, list)
        }
      })
      for (const [term, list] of postings) {
        const idf = Math.log(1 + (docs.length - list.length + 0.5) / (list.length + 0.5))
        const scores = this.#scores.get(term) ?? []
        for (const [id, count, length] of list)
          scores.push([id, weight * idf * (D + (count * (K + 1)) / (count + K * (1 - B + (B * length) / mean)))])
        this.#scores.set(term, scores)
      }
    }
  }

  /**
   * What each document that has any of some terms scores, and for which of them.
   * @param {Map<string, number>} terms each with what it counts
   */
  search(terms) {
    /** @type {Map<number, { score: number, terms: Set<string> }>} */
    const found = new Map()
    for (const [term, value] of terms)
      for (const [id, score] of this.#scores.get(term) ?? []) {
        const held = found.get(id) ?? { score: 0, terms: new Set() }
        held.score += value * score
        held.terms.add(term)
        found.set(id, held)
      }
    return found
  }
}
