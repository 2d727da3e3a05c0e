// The words of the index, and which of them a typed word may mean: itself, two that were run together, one that was taken apart, one
// that is spelled much like it, or one that it may become; and everyday words for one thing. Knows no page.

import { hyphened, ignored, normalize, plain, slips, slipsToStart, tokenize } from "./words.js"

/**
 * What a typed word may mean. `unfinished`: only as the beginning of those.
 * @typedef {{ word: string, term: string, found: [term: string, surely: number][], unfinished?: boolean }} Meant
 */

const PART = 3 // the fewest letters of a part of a run-together word
const LONG = 10 // letters of a word that may be misspelled from its first letter on
const LONGER = 12 // words that an unfinished one may become
const SURE = 0.75 // how surely the likeliest of them is meant
const BEGUN = 5 // letters of an unfinished word that may have a slip in it
const MUCH = 2.5 // how much surer one has to be than the word as it stands
const BESIDE = 8 // how much likelier one is that stands behind the word before in a name or a saying

export class Vocabulary {
  /**
   * In how many documents' names, sayings, questions and summaries a word is.
   * @type {Map<string, number>}
   */
  counts = new Map()
  /**
   * Words without a page that must not be taken for one with a page, such as medicines.
   * @type {Set<string>}
   */
  strange = new Set()
  /**
   * Names of medicines that have a page. Two medicines may differ by a letter.
   * @type {Set<string>}
   */
  medicines = new Set()
  /**
   * A word to those that people use for the same.
   * @type {Map<string, string[]>}
   */
  synonyms = new Map()
  /** @type {string[]} */
  #sorted = []
  /**
   * Words as they are written, in US spelling, to what they are in the index: an ending may be there in part.
   * @type {Map<string, string>}
   */
  #written = new Map()
  /**
   * The other way around, made when it is first asked for.
   * @type {Map<string, string[]>}
   */
  #forms = new Map()
  /** @type {string[]} */
  #spellings = []
  /**
   * Words that say nothing of what is asked, which an unfinished one may become too.
   * @type {Set<string>}
   */
  #empty = new Set()
  /**
   * The letters of each spelling, so that most are told from a misspelled word at a glance.
   * @type {number[]}
   */
  #letters = []
  /** @type {Map<string, [string, number][]>} */
  #kept = new Map()
  /** @type {Map<string, [string, number][]>} */
  #guessed = new Map()

  /**
   * Words that stand beside each other in a name or a saying: only these are ever run together.
   * @type {Set<string>}
   */
  #beside = new Set()

  /** @type {Set<string>} */
  #joined = new Set()
  /**
   * A word without its hyphens to its parts.
   * @type {Map<string, string[]>}
   */
  #hyphened = new Map()

  /**
   * Takes note of the words of a name or a saying.
   * @param {string} text
   */
  join(text) {
    for (const [joined, parts] of hyphened(text)) this.#hyphened.set(normalize(joined), parts.map(normalize))
    const words = tokenize(text)
    words.forEach((word, at) => {
      const term = normalize(word)
      if (at) this.#beside.add(`${normalize(words[at - 1])} ${term}`)
      if (this.#joined.has(word)) return
      this.#joined.add(word)
      this.#written.set(plain(word), term)
      if (ignored(word)) this.#empty.add(term)
    })
  }

  /**
   * Takes note of words for one thing.
   * @param {string[]} group
   */
  group(group) {
    const words = [...new Set(group.map(normalize))]
    for (const word of words)
      this.synonyms.set(word, [...(this.synonyms.get(word) ?? []), ...words.filter((other) => other !== word)])
  }

  /** Sorts the words once all are there. */
  sort() {
    this.#sorted = [...this.counts.keys()].sort()
    const known = new Set(this.#written.values())
    for (const term of this.#sorted) if (!known.has(term)) this.#written.set(term, term)
    this.#spellings = [...this.#written.keys()].sort()
    this.#letters = this.#spellings.map(lettersOf)
  }

  /**
   * What a typed word may mean. A word that was taken apart comes back as one, with the first of its parts.
   * @param {string} word
   * @param {boolean} unfinished
   * @param {string} [next]
   * @param {string} [before]
   * @param {string} [previous] the word before, whether it says anything or not
   * @returns {Meant[]}
   */
  meant(word, unfinished, next, before, previous) {
    const term = normalize(word)
    const whole = (/** @type {string} */ one, /** @type {string | undefined} */ other) =>
      other && !/\d/.test(one + other) && this.counts.has(normalize(one + other)) ? normalize(one + other) : null
    const after = whole(word, next)
    const joined = after ?? (before && whole(before, word))
    if (joined && (!this.counts.has(term) || after)) {
      const found = /** @type {[string, number][]} */ ([[joined, 1]])
      if (this.counts.has(term)) found.push([term, 0.7])
      return [{ word, term, found }]
    }
    if (this.counts.has(term))
      return [{ word, term, found: [[term, 1], ...(unfinished ? this.#likelier(word, previous) : [])] }]
    const apart = this.#hyphened.get(term)
    if (apart) return apart.map((part) => ({ word, term: part, found: [[part, 1]] }))
    if (this.strange.has(term) || /\d/.test(term) || term.length < 2) return [{ word, term, found: [] }]
    const longer = unfinished ? this.#longer(word, previous) : []
    if (longer.length) return [{ word, term, found: longer, unfinished: true }]
    const parts = this.#parts(word)
    if (parts.length) return parts.map((part) => ({ word, term: part, found: [[part, 1]] }))
    const alike = this.#near(term, plain(word))
    const begun = unfinished ? this.#begun(plain(word)) : []
    const near = [...alike, ...begun.filter(([other]) => !alike.some(([one]) => one === other))]
    const slipped = near.length ? [] : this.#slippedParts(word)
    return slipped.length
      ? slipped.map((part) => ({ word, term: part, found: [[part, 0.85]] }))
      : [{ word, term, found: near }]
  }

  /**
   * A word of the index as it is written, with the ending that is most like another's; that other, if the index has no such word.
   * @param {string} term
   * @param {string} like
   */
  spelling(term, like) {
    if (!this.#forms.size)
      for (const [spelling, other] of this.#written)
        this.#forms.set(other, [...(this.#forms.get(other) ?? []), spelling])
    const far = (/** @type {string} */ spelling) => slips(plain(like), spelling, like.length)
    return (this.#forms.get(term) ?? [like]).reduce((one, other) => (far(other) < far(one) ? other : one))
  }

  /**
   * Whether a word is whole as it stands.
   * @param {string} word
   */
  whole(word) {
    return this.#written.has(plain(word))
  }

  /**
   * What an unfinished word may become, the likeliest first: the more names and sayings have it, the likelier.
   * @param {string} word
   * @param {string | undefined} before
   * @returns {[string, number][]}
   */
  #longer(word, before) {
    const start = plain(word)
    const spellings = this.#spellings
    let low = 0
    for (let high = spellings.length; low < high;) {
      const middle = (low + high) >> 1
      if (spellings[middle] < start) low = middle + 1
      else high = middle
    }
    /** @type {Map<string, number>} */
    const likely = new Map()
    for (; low < spellings.length && spellings[low].startsWith(start); low++) {
      const other = /** @type {string} */ (this.#written.get(spellings[low]))
      const behind = before && this.#beside.has(`${normalize(before)} ${other}`)
      likely.set(other, (1 + (this.counts.get(other) ?? 0)) * (behind ? BESIDE : 1))
    }
    const all = [...likely].sort((a, b) => b[1] - a[1] || a[0].length - b[0].length)
    const some = all.filter(([other]) => !this.#empty.has(other))
    const most = all[0]?.[1]
    return (some.length ? some : all).slice(0, LONGER).map(([other, times]) => [other, SURE * Math.sqrt(times / most)])
  }

  /**
   * What a word of the index that may be unfinished is likelier to become.
   * @param {string} word
   * @param {string | undefined} before
   */
  #likelier(word, before) {
    const term = normalize(word)
    if (this.medicines.has(term)) return []
    const longer = this.#longer(word, before)
    const own = longer.find(([other]) => other === term)?.[1] ?? 0
    return longer.filter(([other, surely]) => other !== term && surely > MUCH * own)
  }

  /**
   * The words that were run together: two, or three.
   * @param {string} word
   * @param {number} most
   * @returns {string[]}
   */
  #parts(word, most = 3) {
    /** @type {string[]} */
    let best = []
    let worth = 0
    for (let at = PART; at <= word.length - PART; at++) {
      const one = normalize(word.slice(0, at))
      if (!this.counts.get(one)) continue
      const rest = word.slice(at)
      const other = normalize(rest)
      const parts = this.counts.get(other) ? [other] : most > 2 ? this.#parts(rest, most - 1) : []
      if (!parts.length || !this.#beside.has(`${one} ${parts[0]}`)) continue
      const evenness = Math.min(at, rest.length) - parts.length
      if (evenness > worth) [best, worth] = [[one, ...parts], evenness]
    }
    return best
  }

  /**
   * Two words that were run together, the first of them misspelled: `trigerpoint`.
   * @param {string} word
   * @returns {string[]}
   */
  #slippedParts(word) {
    for (let at = PART + 2; at <= word.length - PART - 1; at++) {
      const other = normalize(word.slice(at))
      if (!this.counts.get(other)) continue
      const one = this.#near(normalize(word.slice(0, at)), word.slice(0, at)).find(([near]) =>
        this.#beside.has(`${near} ${other}`),
      )
      if (one) return [one[0], other]
    }
    return []
  }

  /**
   * Words that are spelled much like this one.
   * @param {string} term
   * @param {string} word the same with its ending, which a slip may have changed
   * @returns {[string, number][]}
   */
  #near(term, word) {
    if (term.length < 4) return []
    const kept = this.#kept.get(word)
    if (kept) return kept
    const most = term.length < 6 ? 1 : term.length < 9 ? 2 : 3
    /** @type {Map<string, number>} */
    const near = new Map()
    const [mine, whole] = [lettersOf(term), lettersOf(word)]
    this.#spellings.forEach((spelling, at) => {
      const letters = this.#letters[at]
      if (bits(mine & ~letters) > most && bits(whole & ~letters) > most) return
      const other = /** @type {string} */ (this.#written.get(spelling))
      const medicine = this.medicines.has(other)
      if (medicine && other[0] !== term[0]) return
      if (!medicine && leavesOut(term, other)) return note(near, other, 0.85 ** 1.5)
      const allowed = medicine ? Math.min(most, term.length < 8 ? 1 : 2) : most
      const count = Math.min(slips(term, other, allowed), slips(word, other, allowed), slips(word, spelling, allowed))
      // Whoever slips twice starts right, but for long words of Greek.
      if (count <= allowed && (count < 2 || other[0] === term[0] || term.length >= LONG))
        note(near, other, 0.85 ** (count + (other[0] === term[0] ? 0 : 1)))
    })
    const found = this.#surest(near)
    this.#kept.set(word, found)
    return found
  }

  /**
   * Words that an unfinished one with a slip in it may become. A medicine is never guessed from a part of its name.
   * @param {string} start
   * @returns {[string, number][]}
   */
  #begun(start) {
    const kept = this.#guessed.get(start)
    if (kept || start.length < BEGUN) return kept ?? []
    const most = start.length < 8 ? 1 : 2
    const mine = lettersOf(start)
    /** @type {Map<string, number>} */
    const found = new Map()
    this.#spellings.forEach((spelling, at) => {
      if (spelling[0] !== start[0] || spelling.length <= start.length || bits(mine & ~this.#letters[at]) > most) return
      const term = /** @type {string} */ (this.#written.get(spelling))
      if (this.medicines.has(term)) return
      const count = slipsToStart(start, spelling, most)
      if (count <= most) note(found, term, SURE * 0.85 ** count)
    })
    const best = this.#surest(found)
    this.#guessed.set(start, best)
    return best
  }

  /**
   * The four words that are meant most surely; of those alike, the ones that most names and sayings have.
   * @param {Map<string, number>} found
   */
  #surest(found) {
    const times = (/** @type {string} */ term) => this.counts.get(term) ?? 0
    return [...found].sort((a, b) => b[1] - a[1] || times(b[0]) - times(a[0])).slice(0, 4)
  }

  /**
   * Words that look most like one, all of them as much, however far.
   * @param {string} term
   * @param {number} most
   */
  nearest(term, most) {
    const reach = Math.floor(term.length / 2)
    const far = this.#sorted
      .filter((other) => this.counts.get(other))
      .map((other) => /** @type {[string, number]} */ ([other, slips(term, other, reach)]))
    const least = Math.min(reach, ...far.map(([, count]) => count))
    return far
      .filter(([, count]) => count === least)
      .slice(0, most)
      .map(([other]) => other)
  }
}

/**
 * Notes how surely a word is meant, unless it is known to be meant more surely.
 * @param {Map<string, number>} found
 * @param {string} term
 * @param {number} surely
 */
function note(found, term, surely) {
  found.set(term, Math.max(found.get(term) ?? 0, surely))
}

/**
 * The letters of a word, a bit each.
 * @param {string} word
 */
const lettersOf = (word) => [...word].reduce((all, letter) => all | (1 << ((letter.charCodeAt(0) - 97) % 32)), 0)

/** @param {number} number */
function bits(number) {
  let count = 0
  for (let rest = number; rest; rest &= rest - 1) count++
  return count
}

/**
 * Whether one word is another with up to three letters left out, as long names are often heard: `flurage` for effleurage.
 * @param {string} one
 * @param {string} other
 */
function leavesOut(one, other) {
  const less = other.length - one.length
  if (one.length < 6 || less < 2 || less > 3) return false
  let at = 0
  for (const letter of other) if (letter === one[at]) at++
  return at === one.length
}
