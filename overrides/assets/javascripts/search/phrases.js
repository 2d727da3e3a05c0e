// The phrases of the index: names, questions and sayings, and how well the best one of each page fits a query.

/** @import { Asked } from "./query.js" */
/** @import { TUNING } from "./engine.js" */

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
   * The words that, of those given, make a whole name of some documents.
   * @param {Set<string>} terms
   * @param {(doc: number) => boolean} belongs
   */
  within(terms, belongs) {
    /** @type {Set<string>} */
    const found = new Set()
    for (const term of terms)
      for (const at of this.#postings.get(term) ?? []) {
        const { doc, kind, words } = this.#phrases[at]
        if (kind === "name" && belongs(doc) && words.every((word) => terms.has(word)))
          for (const word of words) found.add(word)
      }
    return found
  }

  /**
   * The documents of which a whole name was typed, each with the words of the longest.
   * @param {Asked[]} asked
   */
  named(asked) {
    const terms = new Set(asked.flatMap(({ found }) => (found.length ? [found[0][0]] : [])))
    /** @type {Map<number, string[]>} */
    const found = new Map()
    for (const term of terms)
      for (const at of this.#postings.get(term) ?? []) {
        const { doc, kind, words } = this.#phrases[at]
        const whole = kind === "name" && words.every((word) => terms.has(word))
        if (whole && words.length > (found.get(doc)?.length ?? 0)) found.set(doc, words)
      }
    return found
  }

  /**
   * How much each of some documents is meant by words, from 0 to 1: how many of the phrases that have a word are its own, by rarity.
   * @param {string[]} words
   * @param {(doc: number) => boolean} belongs
   */
  shares(words, belongs) {
    /** @type {Map<number, number>} */
    const found = new Map()
    const all = words.reduce((sum, word) => sum + this.rarity(word), 0) || 1
    for (const word of words) {
      const docs = this.having(word)
      for (const doc of docs)
        if (belongs(doc)) found.set(doc, (found.get(doc) ?? 0) + this.rarity(word) / (docs.length + 1) / all)
    }
    return found
  }

  /**
   * The best phrase of each page: the cosine between its words and those asked, both weighted by rarity.
   * @param {Asked[]} asked
   * @param {boolean} plain whether all phrases count alike
   * @param {(doc: number) => boolean} beside whether a document is only named beside what is asked
   */
  best(asked, plain = false, beside = () => false) {
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
      const bonus = whole
        ? words === asked.length
          ? this.tuning.exact
          : beside(doc)
            ? this.tuning.beside
            : this.tuning.whole
        : 1
      const share = ((plain ? 1 : this.tuning[kind] * bonus) * worth) / (Math.sqrt(total) * length)
      if (share > (best.get(doc) ?? 0)) best.set(doc, share)
    }
    return best
  }
}
