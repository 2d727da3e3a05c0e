// Words to the records they may mean. A name leads to its record; other words bring candidates, from which a person chooses.
// Says the same as `macros/plan/names.py`. Knows no page.

/** @import { Procedure, Region, Words } from "published" */

import { normalize as stem, slips } from "../search/words.js"

/**
 * A record by what it is called, its own name first, and by what people say when they mean it.
 * @typedef {{ slug: string, names: string[], searches: string[] }} Entry
 */

const SMALL = new Set(
  `a am an and are as at be been bit by feel feels for from get gets getting got had has have her his i in is it its just keep
  keeps left like little me my of on one or own quite rather right so some that the their this to very was were with`.split(
    /\s+/,
  ),
)
/** @type {[string, Region[]][]} */
const REGIONS = [
  ["cervical", ["cervical"]],
  ["neck", ["cervical"]],
  ["thoracic", ["thoracic"]],
  ["upper back", ["thoracic"]],
  ["mid back", ["thoracic"]],
  ["lumbar", ["lumbar"]],
  ["low back", ["lumbar"]],
  ["lower back", ["lumbar"]],
  ["sacral", ["sacral"]],
  ["sacrum", ["sacral"]],
  ["cervicothoracic", ["cervical", "thoracic"]],
  ["thoracolumbar", ["thoracic", "lumbar"]],
  ["lumbosacral", ["lumbar", "sacral"]],
]
/** @type {Record<string, { region: Region, bones: number }>} */
const LETTERS = {
  C: { region: "cervical", bones: 7 },
  T: { region: "thoracic", bones: 12 },
  L: { region: "lumbar", bones: 6 },
  S: { region: "sacral", bones: 5 },
  P: { region: "sacral", bones: 0 }, // the pelvis
}
const DOWNWARD = [...new Set(Object.values(LETTERS).map(({ region }) => region))]
const MOST = 5 // candidates
const ENOUGH = 0.3 // what of the words said, weighed by rarity, a candidate's phrase has to share
const PART = 3 // the fewest letters of a part of a run-together word
const MANY = 4 // parts of a combined medicine from which on nobody says them in an order of their own
// What may stand behind the name of a medicine and changes nothing: salt, form, how often.
const FORM =
  /\b(?:\d+(?:\/\d+)?|er|xr|sr|cr|la|xl|dr|ec|pm|hcl|hydrochloride|sodium|calcium|potassium|succinate|tartrate|besylate|maleate|sulfate|bd|bid|tid|qid|qd|qhs|od|prn|daily|nightly|(?:once|twice) (?:daily|a day)|tablets?|tabs?|capsules?|caps?|pills?|patch|injections?|shots?|taper|dose pack)\b/gi
const DOSE = /\b\d+(?:\.\d+)?\s?(?:mg|mcg|g|ml|units?)\b/gi
const ABBREVIATION = /(?<![\p{L}\p{N}_])(?:\p{L}\.){2,}(?:\p{L}(?![\p{L}\p{N}_]))?/gu

// What is said not to be there, and what may stand before its name.
const NOT = /^(?:(?:i|she|he) )?(?:(?:have|has|had|feels?) )?(?:no|without|denies|denied|free of|never had) (.+)$/
const ANY = /^(?:any|an?|new|more|signs? of) /
const COUNTED = String.raw`(?:(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|few|some|several|many|couple of) ){0,2}`
const SPAN = "(?:hours?|days?|weeks?|months?|years?)"
const DAY = String.raw`(?:last (?:night|week|month|year)|yesterday|this morning|today|(?:last )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{4})`
// Since when something is there, or for how long: it tells nothing of what it is.
const WHEN = new RegExp(
  String.raw`\b(?:(?:since|from) ${DAY}|(?:for|(?:for|over) the (?:last|past)) ${COUNTED}(?:${SPAN}|ages)|` +
    String.raw`${COUNTED}${SPAN} ago|yesterday|this morning|last night)\b`,
  "gi",
)

// Bones as letters print them: `C5-6`, `L4/L5`, `T2 to L2`, `L3-L4-L5`, `T10-pelvis`; not the T1 and T2 of a scan.
export const LEVEL =
  /\b([CTLS])\s?-?(\d{1,2})((?:\s?(?:-|–|\/|to|through)\s?[CTLS]?\s?\d{1,2})*)\b(?:\s?(?:-|–|\/|to)\s?(?:the )?(pelvis|ilium)\b)?(?![- ]?(?:weighted|signal|hyper|hypo|sequence|image))/gi
const BONE = /([CTLS])?\s?(\d{1,2})/gi
const COUNT = /\b(?:single|double|one|two|three|four|multi|\d)[- ]?levels?\b|\blevels?\b/gi
export const SIDES = /\b(?:(left|right)(?:[- ]sided?)?|both sides|bilateral(?:ly)?)\b/gi
// Who knows of a complaint, and for how long it has been there.
const COURSE = new Set(
  `about again ages ago all already always aware before better childhood change changed check checked checking checks chronic consultant
  day days decades different doctor doctors easing expected expects fading fine follow followed following follows forever good gp
  improving know known knows less long look looking looks monitored monitoring month months neurologist new no normal not nothing now
  nurse of often ok okay old operation physio pt said same saw say says see seen sees she he since specialist stable still surgeon
  surgeons surgery team tell there therapist they time told treated treating treats unchanged usual watch watched watches watching
  week weeks work working works worried worry year years`.split(/\s+/),
)
const AROUND = /\b(?:surgery|operation|procedure|at|on|of|the|my|his|her|for|in)\b/gi // changes nothing around a name

/**
 * A name as it is compared: lower case, no marks, no dose, singular, US spelling.
 * @param {string} name
 */
export const plain = (name) =>
  name
    .toLowerCase()
    .replace(DOSE, " ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/disc/g, "disk")
    .replace(/(?<=\w{3})ies(?= |$)/g, "y")
    .replace(/(?<=\w{3}[^s])s(?= |$)/g, "")
    .trim()

/**
 * The words of a phrase that tell something, as they stand there, without marks.
 * @param {string} phrase
 */
const telling = (phrase) =>
  (
    phrase
      .toLowerCase()
      .replace(/’/g, "'")
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .replaceAll("can't", "cannot")
      .replaceAll("n't", "")
      .replace(ABBREVIATION, (letters) => letters.replaceAll(".", ""))
      .match(/\p{L}[\p{L}\p{N}]*/gu) ?? []
  ).filter((word) => !SMALL.has(word))

/**
 * The telling words of a phrase, without their endings.
 * @param {string} phrase
 */
export const stems = (phrase) => new Set(telling(phrase).map(stem))

/**
 * Every name of some records, as one box takes them.
 * @template {Entry} E
 */
export class Names {
  /** @type {Map<string, E[]>} */
  #exact = new Map()
  /** @type {Map<string, E>} */
  #own = new Map()
  /** @type {Map<string, { generic: string, label: string }>} */
  #medicines = new Map()
  /** @type {{ entry: E, name: string, written: string }[]} */
  #written = []
  /** @type {{ entry: E, like: string, words: Set<string>, length: number }[]} */
  #phrases = []
  /** @type {Map<string, number>} */
  #rarity = new Map()

  /**
   * @param {E[]} entries
   * @param {string[][]} [medicines] those that are known by name, each by its generic name, then its brands
   */
  constructor(entries, medicines = []) {
    this.entries = entries
    for (const [generic, ...brands] of medicines) {
      const parts = generic.split("/")
      const orders = parts.length < MANY ? permutations(parts) : [parts]
      for (const order of orders) this.#learn(order.join(" "), generic, generic)
      for (const brand of brands) this.#learn(brand, generic, `${generic} (${brand})`)
    }
    /** @type {Map<string, number>} */
    const spread = new Map()
    for (const entry of entries) {
      for (const own of [entry.names[0].toLowerCase(), entry.slug]) if (!this.#own.has(own)) this.#own.set(own, entry)
      for (const name of new Set([entry.slug, ...entry.names].map(plain))) {
        const here = this.#exact.get(name) ?? []
        here.push(entry)
        this.#exact.set(name, here)
      }
      for (const written of entry.names) this.#written.push({ entry, name: plain(written), written })
      for (const phrase of [...entry.names, ...entry.searches]) {
        const words = stems(phrase)
        for (const word of words) spread.set(word, 1 + (spread.get(word) ?? 0))
        this.#phrases.push({ entry, like: phrase, words, length: 0 })
      }
    }
    for (const [word, count] of spread) this.#rarity.set(word, Math.log(1 + this.#phrases.length / count))
    this.rarest = this.#rarity.size ? Math.max(...this.#rarity.values()) : 1
    for (const phrase of this.#phrases) phrase.length = this.#length(phrase.words)
  }

  /**
   * The records that are called just this.
   * @param {string} said
   */
  exact(said) {
    const known = this.#exact.get(plain(said)) ? null : this.medicine(said)
    return this.#exact.get(plain(said)) ?? (known?.whole ? known.found : [])
  }

  /**
   * The records that are said not to be there, by what they are called: `no fever`. `No gas` is itself a name, and denies none.
   * @param {string} said
   */
  denied(said) {
    let what = this.exact(said).length ? "" : (NOT.exec(said.trim().toLowerCase())?.[1] ?? "")
    while (!this.exact(what).length && ANY.test(what)) what = what.replace(ANY, "")
    return this.exact(what)
  }

  /**
   * A medicine that is known by this name, with or without a page, whatever its dose and form: the records that it is one of, and
   * whether all that is in it has one.
   * @param {string} said
   * @returns {{ label: string, found: E[], whole: boolean } | null}
   */
  medicine(said) {
    if (!this.#medicines.size) return null
    for (const name of [plain(said), plain(said.replace(DOSE, " ").replace(FORM, " "))]) {
      const found = this.#exact.get(name)
      if (found) return { label: said, found, whole: true }
      const known = this.#medicines.get(name)
      if (!known) continue
      const parts = known.generic.split("/").map((part) => this.#exact.get(plain(part)) ?? [])
      return { label: known.label, found: [...new Set(parts.flat())], whole: parts.every((part) => part.length) }
    }
    return null
  }

  /**
   * @param {string} name
   * @param {string} generic
   * @param {string} label
   */
  #learn(name, generic, label) {
    if (!this.#medicines.has(plain(name))) this.#medicines.set(plain(name), { generic, label })
  }

  /**
   * The record whose own name, not one of its other names, this is.
   * @param {string} said
   */
  own(said) {
    return this.#own.get(said.trim().toLowerCase()) ?? null
  }

  /**
   * Records with a name that starts so, then those with a word in a name that does, each with that name.
   * @param {string} said the start of a name
   */
  starting(said) {
    const start = plain(said)
    if (!start) return []
    const here = this.#written
      .map((one) => ({ ...one, at: one.name.startsWith(start) ? 0 : one.name.includes(` ${start}`) ? 1 : 2 }))
      .filter(({ at }) => at < 2)
      .sort((a, b) => a.at - b.at || a.name.length - b.name.length)
    return here.filter(({ entry }, at) => here.findIndex((one) => one.entry === entry) === at)
  }

  /**
   * Records that words may mean, the likeliest first.
   * @param {string} said
   */
  candidates(said) {
    return this.likely(said).map(({ entry }) => entry)
  }

  /**
   * The same, each with its name or saying that is most like the words.
   * @param {string} said
   */
  likely(said) {
    const asked = new Set(this.#meant(said))
    const whole = this.#length(asked)
    /** @type {Map<E, { score: number, like: string }>} */
    const best = new Map()
    for (const { entry, like, words, length } of this.#phrases) {
      let shared = 0
      for (const word of asked) if (words.has(word)) shared += this.#weight(word) ** 2
      if (!shared) continue
      // Half how much of the phrase was said, half how much of what was said it is about: a long complaint may contain a name.
      const score = Number(((shared / (length * whole) + shared / length ** 2) / 2).toFixed(9))
      if (score >= ENOUGH && score > (best.get(entry)?.score ?? 0)) best.set(entry, { score, like })
    }
    return [...best]
      .sort(([, a], [, b]) => b.score - a.score)
      .slice(0, MOST)
      .map(([entry, { like }]) => ({ entry, like }))
  }

  /**
   * The words that were said as the phrases have them: put together, taken apart or spelled right where none has them.
   * @param {string} said
   */
  #meant(said) {
    const what = telling(said.replace(WHEN, " "))
    const words = what.length ? what : telling(said)
    const known = words.map((word) => this.#rarity.has(stem(word)))
    const joined = words.map((word, at) => {
      const both = at + 1 < words.length && !(known[at] && known[at + 1]) && stem(word + words[at + 1])
      return both && this.#rarity.has(both) ? both : null
    })
    return words.flatMap(
      (word, at) =>
        joined[at] ??
        (joined[at - 1]
          ? []
          : this.#medicines.has(plain(word))
            ? stem(word) // what is a medicine's name is no slip for another's
            : (this.#spelled(stem(word)) ?? this.#parts(word))),
    )
  }

  /**
   * The word of the phrases that is spelled like this one, or most like it.
   * @param {string} word
   */
  #spelled(word) {
    if (this.#rarity.has(word)) return word
    const most = word.length < 4 ? 0 : word.length < 7 ? 1 : 2
    let [least, found] = [most + 1, /** @type {string | null} */ (null)]
    for (const other of this.#rarity.keys()) {
      if (Math.abs(other.length - word.length) > most) continue
      const count = slips(word, other, most)
      // Hardly anyone slips at the start, but for once in a long word.
      if (count > most || (other[0] !== word[0] && (count > 1 || most < 2))) continue
      if (count < least || (count === least && found !== null && other < found)) [least, found] = [count, other]
    }
    return found
  }

  /**
   * The two words of the phrases that were run together, or the word itself.
   * @param {string} word
   */
  #parts(word) {
    for (let at = PART; at <= word.length - PART; at += 1) {
      const pair = [stem(word.slice(0, at)), stem(word.slice(at))]
      if (pair.every((part) => this.#rarity.has(part))) return pair
    }
    return [stem(word)]
  }

  /** @param {string} word */
  #weight(word) {
    return this.#rarity.get(word) ?? this.rarest
  }

  /** @param {Set<string>} words */
  #length(words) {
    let sum = 0
    for (const word of words) sum += this.#weight(word) ** 2
    return Math.sqrt(sum)
  }
}

/**
 * A list in every order.
 * @param {string[]} list
 * @returns {string[][]}
 */
const permutations = (list) =>
  list.length < 2
    ? [list]
    : list.flatMap((one, at) => permutations(list.toSpliced(at, 1)).map((rest) => [one, ...rest]))

/**
 * What a box makes of words. What it finds is meant for sure: a sign by its own name alone, other records by any of their names.
 * @template {Entry & { kind: string }} E
 * @param {string} said
 * @param {Names<E>} names
 * @param {Record<string, Procedure>} procedures
 */
export function understood(said, names, procedures) {
  const kinds = new Set(names.entries.map(({ kind }) => kind))
  if (kinds.has("procedures")) return operation(said, names, procedures)
  const own = names.own(said)
  const all = kinds.has("signs") ? (own ? [own] : []) : names.exact(said)
  // A name of an illness and of a complication is the illness.
  const found = all.filter(({ kind }) => kind === all[0].kind)
  return { found, regions: [], levels: [], side: null }
}

/**
 * What the words for an operation say: its records, the parts of the spine that they give besides, the bones and the side.
 * `left L5-S1 microdiskectomy`, `fused neck`.
 * @template {Entry} E
 * @param {string} said
 * @param {Names<E>} names
 * @param {Record<string, Procedure>} procedures
 */
export function operation(said, names, procedures) {
  const levels = levelsIn(said)
  const regions = new Set(levels.flatMap(regionsOf))
  const without = said.replace(LEVEL, " ").replace(COUNT, " ")
  const sided = without.replace(SIDES, " ")
  let bare = sided
  for (const [name, parts] of REGIONS) {
    const word = new RegExp(`\\b${name}\\b`, "gi")
    if (!word.test(bare)) continue
    parts.forEach((part) => regions.add(part))
    bare = bare.replace(word, " ")
  }
  const tried = [said, without, sided, sided.replace(AROUND, " "), bare, bare.replace(AROUND, " ")]
  const found = tried.map((words) => names.exact(words)).find((some) => some.length) ?? []
  const [part, other] = regions
  const doneOn = (/** @type {E} */ entry) => {
    if (!part || other) return entry
    const slug = kindFor(entry.slug, part, procedures)
    return names.entries.find((one) => one.slug === slug) ?? entry
  }
  return { found: found.map(doneOn), regions: [...regions], levels, side: sideIn(said) }
}

/**
 * The words for an operation without bones and side: what is left is its name, or the start of one.
 * @param {string} said
 */
export const unplaced = (said) => said.replace(LEVEL, " ").replace(COUNT, " ").replace(SIDES, " ").trim()

/**
 * The kind of an operation for a part of the spine, if its kinds differ by the part alone; or the operation itself.
 * @param {string} slug
 * @param {Region} part
 * @param {Record<string, Procedure>} procedures
 */
function kindFor(slug, part, procedures) {
  const kinds = Object.entries(procedures).filter(([, { line }]) => line[1] === slug)
  const single = kinds.filter(([, { regions }]) => regions.length === 1)
  const byPart = new Map(single.map(([kind, { regions }]) => [regions[0], kind]))
  return (byPart.size === kinds.length && byPart.get(part)) || slug
}

/**
 * The stretches of the spine that words name, each from its first bone to its last: `L3-S1`, `C7`.
 * @param {string} said
 */
export const levelsIn = (said) => [...new Set([...said.matchAll(LEVEL)].flatMap((match) => level(match) ?? []))]

/**
 * One stretch, as it is written here; null where there is no such bone.
 * @param {RegExpExecArray | RegExpMatchArray} match of `LEVEL`
 */
export function level([, first, number, rest, pelvis]) {
  let letter = first.toUpperCase()
  const bones = [`${letter}${Number(number)}`]
  for (const [, other, count] of rest.matchAll(BONE)) {
    letter = (other ?? letter).toUpperCase()
    bones.push(`${letter}${Number(count)}`)
  }
  const there = (/** @type {string} */ bone) =>
    Number(bone.slice(1)) > 0 && Number(bone.slice(1)) <= LETTERS[bone[0]].bones
  if (!bones.every(there)) return null
  const last = pelvis ? "pelvis" : bones.at(-1)
  return bones.length === 1 && !pelvis ? bones[0] : `${bones[0]}-${last}`
}

/**
 * The parts of the spine that a stretch runs through, also those between its ends: `T10-pelvis` has the low back.
 * @param {string} stretch
 */
export function regionsOf(stretch) {
  const ends = stretch.split("-").map((bone) => DOWNWARD.indexOf(LETTERS[bone[0].toUpperCase()].region))
  return DOWNWARD.slice(Math.min(...ends), Math.max(...ends) + 1)
}

/**
 * The side that words name.
 * @param {string} said
 * @returns {"left" | "right" | "both" | null}
 */
export function sideIn(said) {
  const sides = new Set([...said.matchAll(SIDES)].map(([, side]) => (side ?? "both").toLowerCase()))
  if (!sides.size) return null
  return sides.size > 1 || sides.has("both") ? "both" : sides.has("left") ? "left" : "right"
}

/**
 * Whether words say who knows of a complaint, or for how long it has been there, and nothing else: `doctor knows`, `had it for years`.
 * @param {string} said
 */
export const isCourse = (said) => telling(said).every((word) => COURSE.has(word))

/**
 * The single names of what was typed as one: `oxycodone/acetaminophen (Percocet)`.
 * @param {string} said
 */
export const listed = (said) =>
  said
    .split(/(?:\s*[/(),;+\n]|\s+and\b|\s+with\b)+\s*/)
    .map((one) => one.trim())
    .filter(Boolean)

/**
 * The names that a box for some kinds of records knows.
 * @template {string} K
 * @param {Words} words
 * @param {readonly K[]} kinds
 */
export function boxOf({ kinds: all, medicines }, kinds) {
  const entries = kinds.flatMap((kind) =>
    Object.entries(all[kind]).map(([slug, spoken]) => ({ kind, slug, ...spoken })),
  )
  return new Names(entries, kinds.some((kind) => kind === "medications") ? medicines : [])
}
