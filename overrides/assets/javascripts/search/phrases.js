// The phrases of the index: names, questions and sayings, and how well the best one of each page fits a query.

/** @import { Asked, Manner } from "./query.js" */
/** @import { TUNING } from "./engine.js" */

import { contrary, mannerOf } from "./query.js"
import { normalize, telling } from "./words.js"

/** @typedef {{ doc: number, kind: "name" | "saying", words: string[], total: number, manner: Manner }} Phrase */

const FEW = 2 // telling words of a query of which the words that carry the question decide, too

export class Phrases {
  /** @type {Phrase[]} */
  #phrases = []
  /**
   * A word to the phrases that have it.
   * @type {Map<string, number[]>}
   */
  #postings = new Map()
  /**
   * A word that carries questions to how many phrases have it.
   * @type {Map<string, number>}
   */
  #turns = new Map()

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
    const manner = mannerOf(text)
    for (const word of manner.turn) this.#turns.set(word, 1 + (this.#turns.get(word) ?? 0))
    this.#phrases.push({ doc, kind, words, total: 0, manner })
  }

  // Weighs every phrase, once all are there and it is known how rare a word is.
  weigh() {
    for (const phrase of this.#phrases)
      phrase.total = phrase.words.reduce((sum, word) => sum + this.rarity(word) ** 2, 0)
  }

  /**
   * How much words that carry a question are those of another, from 0 to 1: the cosine, weighted by how rare they are among the phrases.
   * @param {string[]} one
   * @param {string[]} other
   */
  #turned(one, other) {
    const weight = (/** @type {string[]} */ words) =>
      words.reduce((sum, word) => sum + Math.log(1 + this.#phrases.length / (1 + (this.#turns.get(word) ?? 0))) ** 2, 0)
    return weight(one.filter((word) => other.includes(word))) / (Math.sqrt(weight(one) * weight(other)) || 1)
  }

  /**
   * The pages of the phrases that have a word.
   * @param {string} term
   */
  having(term) {
    return (this.#postings.get(term) ?? []).map((at) => this.#phrases[at].doc)
  }

  /**
   * The pages that have a word in a name.
   * @param {string} term
   */
  called(term) {
    return (this.#postings.get(term) ?? []).flatMap((at) =>
      this.#phrases[at].kind === "name" ? this.#phrases[at].doc : [],
    )
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
   * @param {object} [how]
   * @param {boolean} [how.plain] whether all phrases count alike
   * @param {(doc: number) => boolean} [how.beside] whether a document is only named beside what is asked
   * @param {Manner} [how.manner] how the question is put
   */
  best(asked, { plain = false, beside = () => false, manner } = {}) {
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
    const turn = manner && asked.length <= FEW ? manner.turn : []
    /** @type {Map<number, number>} */
    const best = new Map()
    for (const [at, { worth, words }] of matched) {
      const { doc, kind, words: all, total, manner: own } = this.#phrases[at]
      const whole = kind === "name" && words >= all.length // all of it is asked; and nothing else, if that is all that is asked
      const bonus = whole
        ? words === asked.length
          ? this.tuning.exact
          : beside(doc)
            ? this.tuning.beside
            : this.tuning.whole
        : 1
      const like = worth / (Math.sqrt(total) * length)
      const turned = turn.length ? 1 + this.tuning.turn * like ** 2 * this.#turned(turn, own.turn) : 1
      const against = manner && contrary(manner, own) ? this.tuning.against : 1
      const share = (plain ? 1 : this.tuning[kind] * bonus * turned * against) * like
      if (share > (best.get(doc) ?? 0)) best.set(doc, share)
    }
    return best
  }
}
