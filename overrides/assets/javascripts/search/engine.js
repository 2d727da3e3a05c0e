// The search itself: an index of records, queries as people type them, pages ranked. Knows neither worker nor page.
//
// Two measures add up. MiniSearch scores words (BM25+, by field). A phrase measure holds the query against every name,
// question and saying of a record (cosine of rarity-weighted words) and counts the best: it knows "mobi-c" from "c",
// and "wet myself" from "myself". Typing errors are forgiven only in words that the index does not know.

import MiniSearch from "../vendor/minisearch.js"
import SearchableMap from "../vendor/searchable-map.js"
import { stemmer } from "../vendor/stemmer.js"

// Words that carry a question, not its subject.
const STOP = new Set(
  `a about after all also am an and any anyone are aren't as at avoid be because been before being between but by can can't
  cannot cant come could couldn't did didn't do does doesn't doing don don't dont each ever every for from get gets getting give go going good got had
  hadn't happen happens has hasn't hasnt have haven't having he her here him his how i i'd i'll i'm i've if im in into is isn't isnt it it's its ive just
  know let like long make makes making many may me mean means might mine more most much my need needed needs no nor not of off ok okay on once one only
  or other our out over own people per please really same say says she should shouldn't since so some someone something still such take taking tell
  than that that's thats the their them then there these they thing things this those though through till to today too under until up us use used using usually very
  want wants was wasn't way we well were what what's whats when where which while who who's whom whose why will with without won't wont would yet you
  your yours ago dr doctor doctors safe possible allowed patient patients client clients therapist therapists first last day days week weeks month months
  year years old surgery surgeries surgical op ops operation operations operated procedure procedures`.split(/\s+/),
)

// Words of nearly every page. They count, a little.
const COMMON = new Set(["spine", "spinal", "back", "massag", "pain", "hurt", "feel", "therapi", "problem"])

// What follows is where it happened; what stands before is what is asked.
const AFTER = new Set(["after", "following", "since", "post", "from"])

const BRITISH = [
  [/our$/, "or"],
  [/ours$/, "ors"],
  [/aem/, "em"],
  [/oed/, "ed"],
  [/haem/, "hem"],
  [/aes/, "es"],
  [/disc/, "disk"],
  [/ise$/, "ize"],
  [/isation/, "ization"],
  [/paed/, "ped"],
  [/centre/, "center"],
  [/fibre/, "fiber"],
  [/^oes/, "es"],
  [/rrhoe/, "rrhe"],
  [/rrhag/, "rrhag"],
]

// A word as the index compares it: lower case, US spelling, no ending.
export function normalize(word) {
  let known = normalized.get(word)
  if (known === undefined) normalized.set(word, (known = normalizing(word)))
  return known
}

const normalized = new Map()

function normalizing(word) {
  let plain = word
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/['’]s?$/, "")
  for (const [from, to] of BRITISH) plain = plain.replace(from, to)
  return plain.length > 3 && !/\d/.test(plain) ? stemmer(plain) : plain
}

// The words of a text. `L4-5` is two levels; `rhbmp2` a word and a number.
export function tokenize(text) {
  return (
    text
      .toLowerCase()
      .replace(/’/g, "'")
      .replace(/\b([ctls])\s?(\d{1,2})\s?[-–/]\s?([ctls]?)(\d{1,2})\b/g, (_, a, n, b, m) => `${a}${n} ${b || a}${m}`)
      .replace(/(\p{L}{3,})(\d+)/gu, "$1 $2")
      .match(/[\p{L}\p{N}]+(?:'\p{L}+)?/gu) ?? []
  )
}

const terms = (text) => tokenize(text).map(normalize)

export const TUNING = {
  fields: { title: 2, names: 1.3, searches: 1.8, questions: 1.7, summary: 2, body: 1 },
  // Where two pages fit alike, the one a therapist is more likely to want.
  kinds: {
    condition: 1,
    procedure: 1,
    complication: 1,
    caution: 1.05,
    material: 0.9,
    medication: 1,
    technique: 0.95,
    measure: 0.8,
    study: 0.7,
    page: 0.9,
  },
  phrase: 0.75, // what the best phrase weighs beside the words
  name: 1,
  whole: 2, // what a name that stands whole in the query counts more
  exact: 2.6, // and one that is the whole query
  saying: 1, // what a saying or a question weighs beside a name
  common: 0.35,
  context: 0.8, // what stands behind "after"
  coverage: 2.6, // how much a page gains that answers more of the query
}

export class Engine {
  constructor({ docs }, tuning = TUNING) {
    this.docs = docs
    this.tuning = tuning
    this.mini = new MiniSearch({
      fields: Object.keys(tuning.fields),
      tokenize: (text) => text.split(" "),
      processTerm: (term) => term,
    })
    this.about = new SearchableMap() // in how many documents' names, sayings, questions and summaries a word stands
    this.phrases = [] // { doc, kind, words, total }
    this.postings = new Map() // a word to the phrases that hold it
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
        const { body, ...telling } = fields
        for (const word of new Set(Object.values(telling).flat())) this.about.set(word, 1 + (this.about.get(word) ?? 0))
        for (const word of body) if (!this.about.has(word)) this.about.set(word, 0)
        for (const text of [doc.t, ...doc.n]) this.#phrase(id, text, "name")
        for (const text of [...doc.x, ...doc.q.map(([ask]) => ask)]) this.#phrase(id, text, "saying")
        return { id, ...Object.fromEntries(Object.entries(fields).map(([name, list]) => [name, list.join(" ")])) }
      }),
    )
    for (const phrase of this.phrases)
      phrase.total = phrase.words.reduce((sum, word) => sum + this.rarity(word) ** 2, 0)
  }

  #phrase(doc, text, kind) {
    const all = tokenize(text)
    const telling = all.filter((word) => !STOP.has(word) && !/^\d+$/.test(word))
    const words = [...new Set((telling.length ? telling : all).map(normalize))]
    for (const word of words) {
      if (!this.postings.has(word)) this.postings.set(word, [])
      this.postings.get(word).push(this.phrases.length)
    }
    this.phrases.push({ doc, kind, words })
  }

  // How much a word tells pages apart by what they are about, from 0 to 1 (inverse document frequency).
  rarity(word) {
    const idf = Math.log(1 + this.docs.length / (1 + (this.about.get(word) ?? 0))) / Math.log(1 + this.docs.length)
    return COMMON.has(word) ? idf * this.tuning.common : idf
  }

  // What is asked: each word typed, what it counts, and the words of the index that stand for it.
  read(query) {
    const all = tokenize(query)
    const telling = all.filter((word) => !STOP.has(word) && !/^\d+$/.test(word))
    const typed = [...new Set(telling.length ? telling : all)]
    const turn = all.findIndex((word) => AFTER.has(word))
    const before = new Set(
      turn > 0 ? all.slice(0, turn).filter((word) => typed.includes(word) && !COMMON.has(normalize(word))) : [],
    )
    const unfinished = /\s$/.test(query) ? null : all.at(-1)
    return typed.map((word) => {
      const term = normalize(word)
      const found = this.#stands(term, word === unfinished)
      const best = found.length ? Math.max(...found.map(([other]) => this.rarity(other))) : 1
      return {
        word,
        term,
        found,
        value:
          (before.size && !before.has(word) ? this.tuning.context : 1) * (COMMON.has(term) ? this.rarity(term) : best),
      }
    })
  }

  // The words of the index that a typed one stands for, each with how surely.
  #stands(term, unfinished) {
    const found = new Map()
    if (this.about.has(term)) found.set(term, 1)
    else if (!/\d/.test(term) && term.length > 3) {
      const most = term.length < 6 ? 1 : term.length < 9 ? 2 : 3
      const near = [...this.about.fuzzyGet(term, most)].map(([other, [, distance]]) => [
        other,
        0.85 ** (distance + (other[0] === term[0] ? 0 : 1)),
      ])
      for (const [other, sure] of near.sort((a, b) => b[1] - a[1] || b[0].length - a[0].length).slice(0, 4))
        found.set(other, sure)
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

  search(query) {
    const asked = this.read(query)
    const total = asked.reduce((sum, { value }) => sum + value, 0) || 1
    const sure = new Map() // a word of the index to how surely, and for what value, it is meant
    for (const { found, value } of asked)
      for (const [term, surely] of found) sure.set(term, Math.max(sure.get(term) ?? 0, surely * value))
    if (!sure.size) return []
    const hits = this.mini.search([...sure.keys()].join(" "), {
      boost: this.tuning.fields,
      boostTerm: (term) => sure.get(term),
    })
    const top = hits[0]?.score ?? 1
    const phrases = this.#phrased(asked)
    return hits
      .map(({ id, score, queryTerms }) => {
        const covered =
          asked.reduce(
            (sum, { found, value }) =>
              sum + value * Math.max(0, ...found.map(([term, surely]) => (queryTerms.includes(term) ? surely : 0))),
            0,
          ) / total
        const words = (score / top) * (0.3 + 0.7 * covered ** this.tuning.coverage)
        return {
          id,
          doc: this.docs[id],
          covered,
          terms: queryTerms,
          score: (words + this.tuning.phrase * (phrases.get(id) ?? 0)) * (this.tuning.kinds[this.docs[id].k] ?? 1),
        }
      })
      .sort((a, b) => b.score - a.score || a.id - b.id)
  }

  // The best phrase of each document: the cosine between its words and those asked, both weighted by rarity.
  #phrased(asked) {
    const matched = new Map() // a phrase to how much of it is asked, and by how many words
    for (const { found, value } of asked) {
      const here = new Map() // one typed word counts once a phrase
      for (const [term, surely] of found)
        for (const at of this.postings.get(term) ?? [])
          here.set(at, Math.max(here.get(at) ?? 0, surely * value * this.rarity(term)))
      for (const [at, worth] of here) {
        const held = matched.get(at) ?? { worth: 0, words: 0 }
        matched.set(at, { worth: held.worth + worth, words: held.words + 1 })
      }
    }
    const length = Math.sqrt(asked.reduce((sum, { value }) => sum + value ** 2, 0)) || 1
    const best = new Map()
    for (const [at, { worth, words }] of matched) {
      const phrase = this.phrases[at]
      const whole = words >= phrase.words.length // all of it is asked; and nothing else, if that is all that is asked
      const bonus =
        phrase.kind === "name" && whole ? (words === asked.length ? this.tuning.exact : this.tuning.whole) : 1
      const share = (this.tuning[phrase.kind] * bonus * worth) / (Math.sqrt(phrase.total) * length)
      const { doc } = phrase
      if (share > (best.get(doc) ?? 0)) best.set(doc, share)
    }
    return best
  }

  // The part of a page that a query leads to: the question that people ask, or the section that holds most of its words.
  section({ doc, terms: matched }) {
    const sought = new Set(matched)
    const worth = (text) =>
      [...new Set(terms(text))].reduce((sum, term) => sum + (sought.has(term) ? this.rarity(term) : 0), 0)
    const whole = worth(doc.t) // what the page's own name says leads to its top
    let best = null
    for (const [ask, anchor, text] of doc.q) best = better(best, { anchor, title: ask, text, worth: worth(ask) * 1.1 })
    for (const [anchor, title, text] of doc.h)
      best = better(best, { anchor, title, text: "", worth: worth(`${title} ${text}`) })
    return best && best.worth > whole * 1.05 ? best : null
  }

  // Words of the query that the index does not know, put right: `trombosis` gives `thrombosis`.
  corrected(query) {
    return this.read(query)
      .filter(({ term, found }) => found.length && !found.some(([other]) => other.startsWith(term)))
      .flatMap(({ found }) => this.#written(found[0][0]))
  }

  #written(term) {
    for (const { t, n } of this.docs)
      for (const word of [t, ...n].flatMap(tokenize)) if (normalize(word) === term) return [word]
    return []
  }

  // Documents whose names look most like a query that finds nothing.
  nearest(query) {
    const wanted = normalize(tokenize(query).sort((a, b) => b.length - a.length)[0] ?? "")
    const near = [...this.about.fuzzyGet(wanted, Math.ceil(wanted.length / 2))]
      .sort((a, b) => a[1][1] - b[1][1])
      .slice(0, 5)
      .map(([term]) => term)
    const ids = new Set(near.flatMap((term) => (this.postings.get(term) ?? []).map((at) => this.phrases[at].doc)))
    return (ids.size ? [...ids] : (this.docs.keys().toArray?.() ?? [...this.docs.keys()]))
      .slice(0, 3)
      .map((id) => this.docs[id])
  }

  // The word that the last one typed may become.
  completion(query, hits) {
    const last = query.match(/[\p{L}\p{N}]+$/u)?.[0].toLowerCase()
    if (!last || last.length < 2) return []
    for (const { doc } of hits.slice(0, 5)) {
      const word = [doc.t, ...doc.n].flatMap(tokenize).find((name) => name.startsWith(last) && name !== last)
      if (word) return [word]
    }
    return []
  }

  ignores(word) {
    return STOP.has(word) || /^\d+$/.test(word)
  }
}

const better = (one, other) => (one && one.worth >= other.worth ? one : other)
