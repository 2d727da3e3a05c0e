// The sources of the site, found by name, and how a sentence cites one. Knows no page.

/** @typedef {{ id: string, title: string, by: string }} Source */

/**
 * The words of a text, without capitals and accents.
 * @param {string} text
 */
const wordsOf = (text) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/**
 * The sources in whose title, names or id every typed word begins a word, at most `most`.
 * @param {Source[]} sources
 * @param {string} typed
 */
export function found(sources, typed, most = 8) {
  const words = wordsOf(typed)
  const fits = (/** @type {Source} */ { id, title, by }) => {
    const there = wordsOf(`${title} ${by} ${id}`)
    return words.every((word) => there.some((other) => other.startsWith(word)))
  }
  return words.length ? sources.filter(fits).slice(0, most) : []
}

/**
 * A text that cites one source more, before its last full stop.
 * @param {string} text
 * @param {string} id
 */
export function citing(text, id) {
  const [, before, stop] = /** @type {RegExpMatchArray} */ (text.match(/^([^]*?)\s*(\.?)\s*$/))
  const more = /\[@[^[\]]*\]$/.test(before) ? `${before.slice(0, -1)}; @${id}]` : `${before}${before && " "}[@${id}]`
  return more + stop
}
