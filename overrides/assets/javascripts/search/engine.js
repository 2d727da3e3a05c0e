// The search itself: an index of records, queries as people type them, pages ranked. Knows neither worker nor page.
//
// MiniSearch scores words (BM25+, by field). On top of it stand what words alone do not tell: a name of a record that
// stands whole in the query, how much of the query a page answers, and typing errors, forgiven only where a word is
// not known as it stands.

import MiniSearch from "../vendor/minisearch.js"
import { stemmer } from "../vendor/stemmer.js"

// Words that carry a question, not its subject.
const STOP = new Set(("a about after all also am an and any anyone are as at avoid be because been before being best between but by can cannot come could did do does doing don "
  + "ever for from get gets getting give go going good had happen happens has have having he her him his how i if in into is it its just know let "
  + "like long make many me mean means more most much my need needed no not of off ok okay on one or other our out own people per please post really same say says she should "
  + "since so some someone still such take taking tell than that the their them then there these they thing this those to too up us use used using very "
  + "want was way we what when where which while who why will with without would yes you your ago dr doctor safe possible allowed patient patients client "
  + "first last day days week weeks month months year years old surgery surgeries surgical operation procedure").split(" "))

// Words that weigh little, since nearly every page is about them. They still count.
const COMMON = new Set(["surgeri", "spine", "spinal", "back", "massag", "pain", "surgic", "oper", "procedur", "therapist", "patient", "client", "therapi", "after", "post"])

const AFTER = new Set(["after", "following", "since", "post", "from"])

const BRITISH = [[/our\b/, "or"], [/aem/, "em"], [/oed/, "ed"], [/aes/, "es"], [/isc\b/, "isk"], [/discectom/, "diskectom"], [/ise\b/, "ize"], [/isation/, "ization"], [/paed/, "ped"], [/centre/, "center"], [/fibre/, "fiber"], [/discitis/, "diskitis"], [/oe(?=soph)/, "e"]]

// Words into what the index compares: lower case, US spelling, no plural or tense.
export function normalize(word) {
  let plain = word.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/['’]s?$/, "")
  for (const [from, to] of BRITISH) plain = plain.replace(from, to)
  return plain.length > 3 && !/\d/.test(plain) ? stemmer(plain) : plain
}

export function tokenize(text) {
  return text.toLowerCase().replace(/\b([ctls])\s?(\d{1,2})\s?[-–/]\s?([ctls]?)(\d{1,2})\b/g, (_, a, n, b, m) => `${a}${n} ${b || a}${m}`)
    .match(/[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu) ?? []
}

const terms = (text) => tokenize(text).map(normalize)
const FIELDS = { title: 6, names: 5, searches: 3, questions: 2.2, summary: 1.6, body: 1 }
// Where two pages fit alike, the one a therapist is more likely to want.
const KINDS = { condition: 1.05, procedure: 1.05, complication: 1.05, caution: 1, material: 1, medication: 1.05, technique: 0.95, measure: 0.95, study: 0.6, page: 0.7 }

export class Engine {
  constructor({ docs }) {
    this.docs = docs
    this.names = new Map() // a name, normalized, to the documents it names: Map<string, Map<doc, weight>>
    this.longest = 1
    this.mini = new MiniSearch({
      fields: Object.keys(FIELDS), idField: "id", storeFields: [], tokenize, processTerm: normalize,
    })
    this.mini.addAll(docs.map((doc, id) => ({
      id, title: doc.t, names: doc.n.join(" \n "), searches: doc.x, summary: doc.s, questions: doc.q.map(([ask]) => ask).join(" "), body: doc.b,
    })))
    docs.forEach((doc, id) => {
      for (const [place, name] of [doc.t, ...doc.n].entries()) this.#name(name, id, place === 0 ? 1 : 0.9)
    })
    this.vocabulary = new Set(this.mini._index.keys())
    this.about = new Map() // in how many documents' names, questions and summaries a word stands
    for (const doc of docs) {
      const words = new Set(terms([doc.t, ...doc.n, doc.x, doc.s, ...doc.q.map(([ask]) => ask)].join(" \n ")))
      for (const word of words) this.about.set(word, 1 + (this.about.get(word) ?? 0))
    }
  }

  #name(name, id, weight) {
    const words = terms(name)
    if (!words.length || words.length > 8) return
    const key = words.join(" ")
    this.longest = Math.max(this.longest, words.length)
    if (!this.names.has(key)) this.names.set(key, new Map())
    const held = this.names.get(key)
    held.set(id, Math.max(weight, held.get(id) ?? 0))
  }

  // How much a word tells pages apart by what they are about, from 0 to 1 (inverse document frequency).
  rarity(term) {
    return Math.log(1 + this.docs.length / (1 + (this.about.get(term) ?? 0))) / Math.log(1 + this.docs.length)
  }

  search(query) {
    const typed = terms(query)
    let asked = typed.filter((word, i) => !STOP.has(tokenize(query)[i]))
    if (!asked.length) asked = typed
    if (!asked.length) return []
    const last = typed[typed.length - 1]
    const unfinished = !/\s$/.test(query) && asked.includes(last) ? last : null
    const weights = this.#weights(query, asked)
    const found = this.mini.search([...new Set(asked)].join(" "), {
      tokenize: (text) => text.split(" "), processTerm: (term) => term,
      boost: FIELDS, combineWith: "OR",
      boostTerm: (term) => weights.get(term) ?? 1,
      prefix: (term) => (term === unfinished ? term.length > 1 : !this.vocabulary.has(term) && term.length > 4),
      fuzzy: (term) => this.#forgiven(term),
      maxFuzzy: 3,
      weights: { fuzzy: 0.7, prefix: 0.5 },
    })
    const scores = new Map()
    const total = [...weights].reduce((sum, [term, weight]) => sum + weight * this.rarity(term), 0)
    for (const { id, score, match, queryTerms } of found) {
      const covered = queryTerms.reduce((sum, term) => sum + weights.get(term) * this.rarity(term), 0) / total
      scores.set(id, { covered, score: score * (0.35 + 0.65 * covered ** 1.5) * (KINDS[this.docs[id].k] ?? 1), terms: Object.keys(match), queryTerms })
    }
    const top = Math.max(1, ...[...scores.values()].map(({ score }) => score))
    for (const [id, share] of this.#named(typed, asked, weights)) {
      const held = scores.get(id) ?? { covered: share, score: 0, terms: [], queryTerms: [] }
      held.score += top * share * (KINDS[this.docs[id].k] ?? 1)
      held.covered = Math.max(held.covered, Math.min(1, share))
      scores.set(id, held)
    }
    return [...scores].map(([id, held]) => ({ id, doc: this.docs[id], ...held })).sort((a, b) => b.score - a.score || a.id - b.id)
  }

  // How much each word counts. What follows "after" is where it happened, and what stands before it is what is asked.
  #weights(query, asked) {
    const words = tokenize(query)
    const turn = words.findIndex((word) => AFTER.has(word))
    const before = new Set(turn > 0 ? words.slice(0, turn).map(normalize).filter((term) => asked.includes(term) && !COMMON.has(term)) : [])
    return new Map(asked.map((term) => [term, (COMMON.has(term) ? 0.35 : 1) * (before.size && !before.has(term) ? 0.5 : 1)]))
  }

  // Names that stand whole in the query, with the share of the query's telling words that they cover.
  #named(typed, asked, weights) {
    const shares = new Map()
    const value = (term) => (weights.get(term) ?? 0) * this.rarity(term)
    const telling = [...weights.keys()].reduce((sum, term) => sum + value(term), 0) || 1
    for (let from = 0; from < typed.length; from++) {
      for (let size = Math.min(this.longest, typed.length - from); size > 0; size--) {
        const run = typed.slice(from, from + size)
        const held = this.names.get(run.join(" "))
        if (!held) continue
        const covered = run.reduce((sum, term) => sum + value(term), 0) / telling
        for (const [id, weight] of held) shares.set(id, Math.max(shares.get(id) ?? 0, (covered * (size === typed.length ? 1.6 : 1) * weight) / Math.sqrt(held.size)))
      }
    }
    return shares
  }

  // How many typing errors are forgiven: none in a word that the index knows, in short words and in numbers.
  #forgiven(term) {
    if (this.vocabulary.has(term) || /\d/.test(term) || term.length < 4) return false
    return term.length < 6 ? 1 : term.length < 9 ? 2 : 3
  }

  // The part of a page that a query leads to: the question that people ask, or the section that holds most of its words.
  section({ doc, terms: matched, queryTerms }) {
    const sought = new Set([...matched, ...queryTerms])
    const worth = (text) => [...new Set(terms(text))].reduce((sum, term) => sum + (sought.has(term) ? this.rarity(term) : 0), 0)
    const whole = worth(doc.t) // what the page's own name says leads to its top
    let best = null
    for (const [ask, anchor, text] of doc.q) best = better(best, { anchor, title: ask, text, worth: worth(ask) * 1.1 })
    for (const [anchor, title, text] of doc.h) best = better(best, { anchor, title, text: "", worth: worth(`${title} ${text}`) })
    return best && best.worth > whole * 1.05 ? best : null
  }

  // Words of the query that the index does not know, put right: `trombosis` gives `thrombosis`.
  corrected(query) {
    return tokenize(query).filter((word) => !STOP.has(word) && !this.vocabulary.has(normalize(word))).flatMap((word) => {
      const wrong = normalize(word)
      const [hit] = this.mini.search(wrong, { tokenize: (text) => [text], processTerm: (term) => term, fields: ["title", "names"], prefix: false, fuzzy: () => this.#forgiven(wrong) })
      return hit ? this.#written(this.docs[hit.id], hit.terms[0]) : []
    })
  }

  #written(doc, term) {
    return [doc.t, ...doc.n].flatMap(tokenize).find((word) => normalize(word) === term) ?? []
  }

  // The three documents whose names look most like the query.
  nearest(query) {
    const found = this.mini.search(query, { fields: ["title", "names"], prefix: true, fuzzy: 0.5 })
    return (found.length ? found.slice(0, 3).map(({ id }) => this.docs[id]) : this.docs.filter(({ k }) => k === "procedure").slice(0, 3))
  }

  // The word that the last one typed may become.
  completion(query) {
    const last = query.match(/[\p{L}\p{N}]+$/u)?.[0].toLowerCase()
    if (!last || last.length < 2) return []
    for (const { doc } of this.search(query).slice(0, 5)) {
      const word = [doc.t, ...doc.n].flatMap(tokenize).find((name) => name.startsWith(last) && name !== last)
      if (word) return [word]
    }
    return []
  }

  ignores(word) {
    return STOP.has(word)
  }
}

const better = (one, other) => (one && one.worth >= other.worth ? one : other)
