// Words to the records they may mean. A name leads to its record; other words bring candidates, from which a person chooses.
// Knows no page.

/** @import { Region } from "published" */

const SMALL = new Set(
  `a am an and are as at be been bit by feel feels for from get gets got had has have her his i in is it its just like little me
  my of on one or own right left so some that the their this to very was were with`.split(/\s+/),
)
/** @type {[string, Region][]} */
const REGIONS = [
  ["neck", "cervical"],
  ["cervical", "cervical"],
  ["upper back", "thoracic"],
  ["mid back", "thoracic"],
  ["thoracic", "thoracic"],
  ["low back", "lumbar"],
  ["lower back", "lumbar"],
  ["lumbar", "lumbar"],
  ["sacral", "sacral"],
]
/** @type {Map<string, Region>} */
const LETTERS = new Map([
  ["c", "cervical"],
  ["t", "thoracic"],
  ["l", "lumbar"],
  ["s", "sacral"],
])
const MOST = 5 // candidates
const ALIKE = 0.4 // what a candidate shares at least, from 0 to 1
const LEVEL = /\b([ctls])\s?-?(\d{1,2})(?:\s?(?:-|–|\/|to)\s?([ctls])?\s?(\d{1,2}))?\b/gi
const DOSE = /\b\d+(?:\.\d+)?\s?(?:mg|mcg|g|ml|units?)\b/gi

/**
 * A name as it is compared: lower case, no marks, no dose, singular, US spelling.
 * @param {string} name
 */
export const plain = (name) =>
  name
    .toLowerCase()
    .replace(DOSE, " ")
    .replace(/disc/g, "disk")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/(?<=\w{3}[^s])s(?= |$)/g, "")
    .trim()

const tokens = (/** @type {string} */ words) =>
  plain(words)
    .split(" ")
    .map((word) => word.replace(/(?:ing|ed|es|s|ly)$/, ""))
    .filter((word) => word && !SMALL.has(word))

/**
 * The parts of the spine that the name of an operation gives (`C5-6 ACDF`, `fused neck`), and the name with and without them.
 * @param {string} said
 */
export function operation(said) {
  const regions = [...said.matchAll(LEVEL)]
    .flatMap(([, one, , other]) => [one, other])
    .flatMap((letter) => LETTERS.get(letter?.toLowerCase()) ?? [])
  let rest = plain(said.replace(LEVEL, " "))
  const names = [plain(said), rest]
  for (const [name, region] of REGIONS)
    if (new RegExp(`\\b${name}\\b`).test(rest)) {
      regions.push(region)
      names.push((rest = rest.replace(name, " ").replace(/ +/g, " ").trim()))
    }
  return { names, regions: [...new Set(regions)] }
}

/**
 * Every name, as it is compared, with the record that it means: the first, if several have it.
 * @template {{ names: string[] }} Entry
 * @param {Entry[]} entries
 */
export function named(entries) {
  /** @type {Map<string, { entry: Entry, written: string }>} */
  const found = new Map()
  for (const entry of entries)
    for (const written of entry.names) if (!found.has(plain(written))) found.set(plain(written), { entry, written })
  return found
}

/**
 * The records whose names or sayings share the most with what was said, the likeliest first.
 * @template {{ names: string[], searches: string[] }} Entry
 * @param {string} said
 * @param {Entry[]} entries
 */
export function candidates(said, entries) {
  const asked = new Set(tokens(said))
  if (!asked.size) return []
  const score = (/** @type {string} */ phrase) => {
    const words = [...new Set(tokens(phrase))]
    const shared = words.filter((word) =>
      [...asked].some((one) => one === word || (word.length > 4 && one.length > 4 && near(one, word))),
    ).length
    return shared && (shared / words.length + shared / asked.size) / 2
  }
  return entries
    .map((entry) => ({ entry, share: Math.max(...[...entry.names, ...entry.searches].map(score)) }))
    .filter(({ share }) => share >= ALIKE)
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST)
    .map(({ entry }) => entry)
}

/**
 * Whether two words share most of their pairs of letters, as a slip of the finger leaves them.
 * @param {string} one
 * @param {string} other
 */
function near(one, other) {
  const pairs = (/** @type {string} */ word) => new Set([...word].slice(1).map((letter, i) => word[i] + letter))
  const [ours, theirs] = [pairs(one), pairs(other)]
  return (2 * [...ours].filter((pair) => theirs.has(pair)).length) / (ours.size + theirs.size) > 0.7
}
