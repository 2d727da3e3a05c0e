// The search itself: an index of records, queries as people type them, pages ranked. Knows neither worker nor page.
//
// Two measures add up. BM25+ scores words, by field. A phrase measure holds the query against every name, question and saying of a
// record (cosine of rarity-weighted words) and counts the best: it knows "mobi-c" from "c", and "wet myself" from "myself". Both
// measure twice: the whole query, and what it asks, without the operation, the place and the person that it only mentions.

/** @import { Document, Index, Part } from "published" */
/** @import { Asked } from "./query.js" */

import { Fields } from "./fields.js"
import { Phrases } from "./phrases.js"
import { asks, compares, contrary, mannerOf, read } from "./query.js"
import { Vocabulary } from "./vocabulary.js"
import { COMMON, normalize, telling, terms, tokenize, weight } from "./words.js"

export const TUNING = {
  fields: { title: 0.6, names: 1.2, searches: 1.9, questions: 1.35, summary: 2, body: 1.1 },
  phrase: 0.95, // what the best phrase weighs beside the words
  name: 0.8,
  whole: 1.7, // what a name that stands whole in the query counts more
  beside: 1.6, // and that of an operation, where something is asked besides
  exact: 2.86, // and one that is the whole query
  saying: 0.94, // what a saying or a question weighs beside a name
  common: 0.55, // what a word of nearly every page counts
  faint: 1, // and one that says little anywhere
  unknown: 0.1, // and one that the index does not have
  alike: 0.43, // how surely an everyday word means another
  operation: 1.29, // what a word counts that only names the operation
  place: 1.79,
  person: 0.21,
  turn: 1, // how much more it weighs where the words that carry the question are the same
  against: 0.5, // what a phrase or a page counts about the time before an operation, where that after is asked about, or the other way
  wanted: 0.85, // how much the page gains that is made to answer such a question
  question: 0.32, // what the best phrase weighs for what is asked alone
  coverage: 2.45, // how much a page gains that answers more of the query
  meaning: 0.1, // how much of a sign's phrase counts for what the sign may mean
  later: 0.7, // and how much of that for each next one
  sign: 0.45, // what the likeliest meaning of a sign gains when the sign is told
  elsewhere: 0.9, // what a page counts that is about no trouble, when a sign is told
  uncompared: 0.6, // what such a page counts otherwise
  compared: 1.5, // what a page that compares gains when both its operations are named
}

/**
 * A page that was found.
 * @typedef {object} Hit
 * @property {number} id
 * @property {Document} doc
 * @property {number} covered how much of the query it answers, from 0 to 1
 * @property {string[]} terms the words of the index that led to it
 * @property {number} score
 */

// Kinds of pages that say what is wrong, and what to do about it.
const TROUBLE = new Set(["condition", "complication", "caution", "sign"])
const ASKED = 1.1 // what a word of a question counts beside one of a section, where a page is searched for its best part
const ANSWERED = 0.4 // and one of its answer
const NAMED = 0.7 // how surely each word of a name has to be meant

/** @typedef {{ anchor: string, title: string, text: string, worth: number }} Section */

export class Engine {
  /**
   * @param {Pick<Index, "docs" | "kinds"> & Partial<Pick<Index, "strange" | "synonyms">>} index
   * @param {typeof TUNING} tuning
   */
  constructor({ docs, kinds, strange = [], synonyms = [] }, tuning = TUNING) {
    this.docs = docs
    this.tuning = tuning
    this.kinds = new Map(Object.entries(kinds))
    this.vocabulary = new Vocabulary()
    this.phrases = new Phrases((word) => this.rarity(word), tuning)
    const counts = this.vocabulary.counts
    const fields = docs.map((doc, id) => {
      const { body, ...rest } = {
        title: terms(doc.t),
        names: doc.n.flatMap(terms),
        searches: doc.x.flatMap(terms),
        questions: doc.q.flatMap(([ask]) => terms(ask)),
        summary: terms(doc.s),
        body: terms(doc.b),
      }
      for (const word of new Set(Object.values(rest).flat())) counts.set(word, 1 + (counts.get(word) ?? 0))
      for (const word of body) if (!counts.has(word)) counts.set(word, 0)
      for (const text of [doc.t, ...doc.n, ...doc.x, ...doc.q.map(([ask]) => ask)]) this.vocabulary.join(text)
      for (const text of [doc.t, ...doc.n]) this.phrases.add(id, text, "name")
      for (const text of [...doc.x, ...doc.q.map(([ask]) => ask)]) this.phrases.add(id, text, "saying")
      if (doc.k === "sign") for (const text of [doc.t, ...doc.n, ...doc.x]) this.#sayings.set(wordForWord(text), doc)
      if (doc.k === "medication")
        for (const word of [doc.t, ...doc.n].flatMap(terms)) this.vocabulary.medicines.add(word)
      return { ...rest, body }
    })
    for (const name of strange) for (const word of tokenize(name)) this.vocabulary.strange.add(normalize(word))
    for (const group of synonyms) this.vocabulary.group(group)
    this.vocabulary.sort()
    this.words = new Fields(fields, tuning.fields)
    this.phrases.weigh()
    this.manners = docs.map(({ t }) => mannerOf(t))
    this.places = new Map(docs.map(({ u }, id) => [u, id]))
  }

  /**
   * What people say of a sign, as `wordForWord` has it, to the sign.
   * @type {Map<string, Document>}
   */
  #sayings = new Map()

  /**
   * How much a word tells pages apart by what they are about, from 0 to 1 (inverse document frequency).
   * @param {string} word
   */
  rarity(word) {
    const all = 1 + this.docs.length
    const idf = Math.log(all / (1 + (this.vocabulary.counts.get(word) ?? 0)) + 1) / Math.log(all)
    return idf * weight(word, this.tuning)
  }

  /**
   * What is asked: each word that was typed and says something, and what it counts.
   * @param {string} query
   * @returns {Asked[]}
   */
  read(query) {
    const asked = read(query, this.vocabulary, (known) =>
      this.phrases.within(known, (doc) => this.docs[doc].k === "procedure"),
    )
    const only = asks(asked).length ? this.tuning : { operation: 1, place: 1, person: 1 }
    return asked.map((word) => ({
      ...word,
      also: this.#alike(word.found),
      value: this.#telling(word) * (word.role === "asked" ? 1 : only[word.role]),
    }))
  }

  /**
   * How much a typed word tells: as much as the rarest that it may mean, or as all that an unfinished one may become do together.
   * @param {Pick<Asked, "term" | "found" | "unfinished">} word
   */
  #telling({ term, found, unfinished }) {
    if (COMMON.has(term)) return this.rarity(term)
    if (!found.length) return this.tuning.unknown * weight(term, this.tuning)
    if (!unfinished) return Math.max(...found.map(([other]) => this.rarity(other)))
    const sure = found.reduce((sum, [, surely]) => sum + surely, 0)
    return (found[0][1] * found.reduce((sum, [other, surely]) => sum + surely * this.rarity(other), 0)) / sure
  }

  /**
   * Words of the index that people use for the same.
   * @param {Asked["found"]} found
   */
  #alike(found) {
    /** @type {Map<string, number>} */
    const more = new Map()
    for (const [term, surely] of found)
      for (const other of this.vocabulary.synonyms.get(term) ?? [])
        if (this.vocabulary.counts.has(other)) more.set(other, surely * this.tuning.alike)
    for (const [term] of found) more.delete(term)
    return [...more]
  }

  /**
   * The pages that a query finds, the best first.
   * @param {string} query
   * @param {string[]} meant addresses of what the signs in it may mean, the likeliest first
   * @param {string | null} wanted address of the page that is made to answer such a question
   * @returns {Hit[]}
   */
  search(query, meant = [], wanted = null) {
    const { tuning } = this
    const asked = this.read(query).map((word) => ({ ...word, found: [...word.found, ...word.also] }))
    const literal = new Set(
      asked.flatMap(({ found, also }) => found.slice(0, found.length - also.length).map(([term]) => term)),
    )
    const total = asked.reduce((sum, { value }) => sum + value, 0) || 1
    /**
     * A word of the index to how surely, and for what value, it is meant.
     * @type {Map<string, number>}
     */
    const sure = new Map()
    for (const { found, value } of asked)
      for (const [term, surely] of found) sure.set(term, Math.max(sure.get(term) ?? 0, surely * value))
    if (!sure.size) return []
    const found = this.words.search(sure)
    const made = wanted === null ? undefined : this.places.get(wanted)
    if (made !== undefined && !found.has(made)) found.set(made, { score: 0, terms: new Set() })
    const top = Math.max(...[...found.values()].map(({ score }) => score)) || 1
    const question = asks(asked)
    const context = question.some(({ term }) => weight(term, { common: 0, faint: 0 }))
    const beside = (/** @type {number} */ id) => context && this.docs[id].k === "procedure"
    const manner = mannerOf(query)
    const phrases = this.#meaning(this.phrases.best(asked, { beside, manner }))
    const questions =
      question.length && question.length < asked.length
        ? this.#meaning(this.phrases.best(question, { manner }))
        : phrases
    const named = this.phrases.named(asked)
    const comparing = compares(query) && !context
    const operations = asked.flatMap(({ role, found }) => (role === "operation" ? [found[0][0]] : []))
    return [...found]
      .map(([id, { score, terms: matched }]) => {
        const doc = this.docs[id]
        const toward = meant.includes(doc.u) ? tuning.sign * tuning.later ** meant.indexOf(doc.u) : 0
        const answered = (/** @type {Asked} */ { found: words, value }) =>
          value * Math.max(0, ...words.map(([term, surely]) => (matched.has(term) ? surely : 0)))
        const covered = asked.reduce((sum, word) => sum + answered(word), 0) / total
        const words = (score / top) * (0.3 + 0.7 * covered ** tuning.coverage)
        const both = words + tuning.phrase * (phrases.get(id) ?? 0) + tuning.question * (questions.get(id) ?? 0)
        const compared = doc.k === "comparison" && comparing && this.#pairs(doc, named, operations)
        // Whoever types what an entry is called wants the entry, and then its kind counts half.
        const called = named.get(id)?.length === asked.length && telling(doc.t).length === asked.length
        const own = this.kinds.get(doc.k) ?? 1
        const kind = called ? (1 + own) / 2 : own
        const apart = meant.length && !TROUBLE.has(doc.k) ? tuning.elsewhere : 1
        const against = contrary(manner, this.manners[id]) ? tuning.against : 1
        const set = compared ? tuning.compared : doc.k === "comparison" ? tuning.uncompared : 1
        return {
          id,
          doc,
          covered,
          terms: [...matched].filter((term) => literal.has(term)),
          score: (both + toward + (id === made ? tuning.wanted : 0)) * apart * kind * set * against,
        }
      })
      .sort((a, b) => b.score - a.score || a.id - b.id)
  }

  /**
   * The records of which a whole name stands in a query, without those whose name is only a part of another's.
   * @param {string} query
   */
  named(query) {
    const asked = this.read(query).filter(({ found }) => found.length && found[0][1] >= NAMED)
    const names = [...this.phrases.named(asked)]
    const within = (/** @type {string[]} */ one, /** @type {string[]} */ other) =>
      one.length < other.length && one.every((word) => other.includes(word))
    return names.filter(([, one]) => !names.some(([, other]) => within(one, other))).map(([id]) => this.docs[id])
  }

  /**
   * The sign that what is asked is most like, how much, from 0 to 1, and whether the query is one of its names or sayings, word for
   * word (`said`), or a name in another order (`called`); how much it is like any other record; and whether it is just the name of a
   * record that is no illness, which many a client is called by.
   * @param {string} query
   */
  likest(query) {
    const asked = this.read(query).map((word) => ({ ...word, found: word.found.slice(0, 1) }))
    const some = asks(asked)
    const question = some.length ? some : asked
    const words = question.flatMap(({ found }) => found.map(([term]) => term))
    const names = [...this.phrases.named(asked)].filter(([, name]) => words.every((word) => name.includes(word)))
    const named = names.some(([id]) => !["sign", "condition"].includes(this.docs[id].k))
    const telling = words.filter((word) => weight(word, { common: 0, faint: 0 })).length
    const sayingOf = (/** @type {string} */ text) => this.#sayings.get(wordForWord(text))
    const said = sayingOf(query) ?? this.spellings(query).map(sayingOf).find(Boolean)
    const sure = said && (telling > 1 || tokenize(query).length > 2)
    const found = sure ? { sign: said, worth: 1, page: 0 } : this.#liked(question)
    const called =
      telling > 1 && names.some(([id, name]) => this.docs[id] === found.sign && name.length >= asked.length)
    return { ...found, said: Boolean(sure), called, named }
  }

  /**
   * The sign that words are most like, how much, and how much they are like any other record.
   * @param {Asked[]} asked
   */
  #liked(asked) {
    /** @type {Document | null} */
    let sign = null
    let worth = 0
    let page = 0
    for (const [id, share] of this.phrases.best(asked, { plain: true }))
      if (this.docs[id].k !== "sign") page = Math.max(page, share)
      else if (share > worth) [sign, worth] = [this.docs[id], share]
    return { sign: /** @type {Document | null} */ (sign), worth, page }
  }

  /**
   * A query with the words that the index does not know spelled as it spells them: first as is likeliest, then with each other word that
   * is as much like one of them.
   * @param {string} query
   * @returns {string[]}
   */
  spellings(query) {
    const guessed = this.read(query).filter(({ term, found }) => found.length && found[0][0] !== term)
    const respelled = (/** @type {Map<string, string>} */ right) =>
      tokenize(query)
        .map((word) => this.vocabulary.spelling(right.get(word) ?? "", word))
        .join(" ")
    const likeliest = new Map(guessed.map(({ word, found }) => [word, found[0][0]]))
    const others = guessed.flatMap(({ word, found }) =>
      found
        .slice(1)
        .flatMap(([other, surely]) => (surely === found[0][1] ? [new Map(likeliest).set(word, other)] : [])),
    )
    return [likeliest, ...others].map(respelled)
  }

  /**
   * Whether a page compares just the two operations that were named, by the words of its title or by any names.
   * @param {Document} doc
   * @param {Map<number, string[]>} named
   * @param {string[]} operations the words that name operations
   */
  #pairs({ t, p }, named, operations) {
    const sides = t.split(" or ").map(terms)
    const told = operations.every((word) => sides.some((side) => side.includes(word)))
    if (told && sides.every((side) => side.some((word) => operations.includes(word)))) return true
    const both = p.map((place) => named.get(this.places.get(place) ?? -1))
    return both.every(Boolean) && operations.every((word) => both.some((name) => name?.includes(word)))
  }

  /**
   * What a sign may mean is found by what people say of the sign.
   * @param {Map<number, number>} phrases
   */
  #meaning(phrases) {
    const more = new Map(phrases)
    for (const [id, worth] of phrases) {
      if (this.docs[id].k !== "sign") continue
      let share = worth * this.tuning.meaning
      for (const place of this.docs[id].p) {
        const at = this.places.get(place)
        if (at !== undefined && share > (more.get(at) ?? 0)) more.set(at, share)
        share *= this.tuning.later
      }
    }
    return more
  }

  /**
   * The part of a page that a query leads to: the question that people ask, or the section that has most of its words.
   * @param {Hit} hit
   * @param {Part} [part] what is shown of the page, once it is loaded
   */
  section({ doc, terms: matched }, part) {
    const sought = new Set(matched)
    const worth = (/** @type {string} */ text) =>
      this.#termsOf(text).reduce((sum, term) => sum + (sought.has(term) ? this.rarity(term) : 0), 0)
    const whole = worth(doc.t) // what the page's own name says leads to its top
    /** @type {Section | null} */
    let best = null
    doc.q.forEach(([ask, anchor], at) => {
      const text = part?.q[at] ?? ""
      const own = worth(ask)
      const more = worth(`${ask} ${text}`) - own
      best = better(best, { anchor, title: ask, text, worth: own * ASKED + more * ANSWERED })
    })
    const anchors = new Set(doc.q.map(([, anchor]) => anchor))
    part?.h.forEach(([anchor, title, text], at, all) => {
      // What stands above questions has the words of their answers, and says less than the one that fits.
      if (!anchors.has(anchor) && anchors.has(all[at + 1]?.[0])) return
      best = better(best, { anchor, title, text: "", worth: worth(`${title} ${text}`) })
    })
    return leading(best, whole)
  }

  /**
   * The different words of a text. Kept, since the same pages are found with every letter that is typed.
   * @param {string} text
   */
  #termsOf(text) {
    const kept = this.#kept.get(text)
    if (kept) return kept
    const found = [...new Set(terms(text))]
    this.#kept.set(text, found)
    return found
  }

  /** @type {Map<string, string[]>} */
  #kept = new Map()

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
   * Words that say what is asked and that neither the index nor any spelling near it knows.
   * @param {string} query
   */
  unknown(query) {
    const asked = this.read(query).filter(({ term }) => weight(term, { common: 0, faint: 0 }) && term.length > 2)
    const strange = asked.filter(({ found }) => !found.length)
    const medicines = strange.filter(({ term }) => this.vocabulary.strange.has(term))
    const some = medicines.length ? medicines : strange.length === asked.length ? strange : []
    return some.map(({ word, term }) => ({ word, medicine: this.vocabulary.strange.has(term) }))
  }

  /**
   * Records whose names look most like a word that nobody knows, each with the word of the name. None, if none looks like it at all.
   * @param {string} query
   * @returns {{ doc: Document, word: string }[]}
   */
  nearest(query) {
    const wanted = normalize(tokenize(query).sort((a, b) => b.length - a.length)[0] ?? "")
    /** @type {Map<number, string>} */
    const found = new Map()
    for (const term of this.vocabulary.nearest(wanted, 5))
      for (const id of this.phrases.called(term)) if (!found.has(id)) found.set(id, this.#written(term)[0] ?? term)
    return [...found].slice(0, 3).map(([id, word]) => ({ doc: this.docs[id], word }))
  }

  /**
   * The word that the last one typed may become.
   * @param {string} query
   * @param {Hit[]} hits
   */
  completion(query, hits) {
    const typed = query.match(/[\p{L}\p{N}]+$/u)?.[0]
    if (!typed || typed.length < 2 || this.vocabulary.whole(typed)) return []
    const last = typed.toLowerCase()
    for (const { doc } of hits.slice(0, 5)) {
      const word = [doc.t, ...doc.n].flatMap(tokenize).find((name) => name.startsWith(last) && name !== last)
      if (word) return [typed + word.slice(last.length)] // as it is typed, so that it never stands over other letters
    }
    return []
  }
}

/**
 * A text by which the same saying is known, whoever says it of whom.
 * @param {string} text
 */
const wordForWord = (text) =>
  terms(text)
    .filter((word) => !OF.has(word))
    .sort()
    .join(" ")

const OF = new Set(terms("a an the i i'm i've my me she he it her his him they their is am are was were has have been"))

/**
 * A section that says more than the page's name.
 * @param {Section | null} section
 * @param {number} whole
 */
const leading = (section, whole) => (section && section.worth > whole * 1.05 ? section : null)

/**
 * @param {Section | null} one
 * @param {Section} other
 */
const better = (one, other) => (one && one.worth >= other.worth ? one : other)
