// The phrases of the index: names, questions and sayings, and how well the best one of each page fits a query.

/** @import { Asked, TUNING } from "./engine.js" */

import { normalize, telling } from "./words.js"

/** @typedef {{ doc: number, kind: "name" | "saying", words: string[], total: number }} Phrase */

export class Phrases {
  /** @type {Phrase[]} */
  #phrases = []
  /**
   * A word to the phrases that have it.
   * @type {Map<string, number[]>}
   */
  #postings = new Map()

  /**
   * @param {(word: string) => number} rarity
   * @param {typeof TUNING} tuning
   */
  constructor(rarity, tuning) {
    this.rarity = rarity
    this.tuning = tuning
  }

  /**
   * @param {number} doc the page it belongs to
   * @param {string} text
   * @param {Phrase["kind"]} kind
   */
  add(doc, text, kind) {
    const words = [...new Set(telling(text).map(normalize))]
    for (const word of words) {
      const here = this.#postings.get(word) ?? []
      here.push(this.#phrases.length)
      this.#postings.set(word, here)
    }
    this.#phrases.push({ doc, kind, words, total: 0 })
  }

  // Weighs every phrase, once all are there and it is known how rare a word is.
  weigh() {
    for (const phrase of this.#phrases)
      phrase.total = phrase.words.reduce((sum, word) => sum + this.rarity(word) ** 2, 0)
  }

  /**
   * The pages of the phrases that have a word.
   * @param {string} term
   */
  having(term) {
    return (this.#postings.get(term) ?? []).map((at) => this.#phrases[at].doc)
  }

  /**
   * The best phrase of each page: the cosine between its words and those asked, both weighted by rarity.
   * @param {Asked[]} asked
   */
  best(asked) {
    /**
     * A phrase to how much of it is asked, and by how many words.
     * @type {Map<number, { worth: number, words: number }>}
     */
    const matched = new Map()
    for (const { found, value } of asked) {
      /**
       * One typed word counts once a phrase.
       * @type {Map<number, number>}
       */
      const here = new Map()
      for (const [term, surely] of found)
        for (const at of this.#postings.get(term) ?? [])
          here.set(at, Math.max(here.get(at) ?? 0, surely * value * this.rarity(term)))
      for (const [at, worth] of here) {
        const held = matched.get(at) ?? { worth: 0, words: 0 }
        matched.set(at, { worth: held.worth + worth, words: held.words + 1 })
      }
    }
    const length = Math.sqrt(asked.reduce((sum, { value }) => sum + value ** 2, 0)) || 1
    /** @type {Map<number, number>} */
    const best = new Map()
    for (const [at, { worth, words }] of matched) {
      const { doc, kind, words: all, total } = this.#phrases[at]
      const whole = kind === "name" && words >= all.length // all of it is asked; and nothing else, if that is all that is asked
      const bonus = whole ? (words === asked.length ? this.tuning.exact : this.tuning.whole) : 1
      const share = (this.tuning[kind] * bonus * worth) / (Math.sqrt(total) * length)
      if (share > (best.get(doc) ?? 0)) best.set(doc, share)
    }
    return best
  }
}
