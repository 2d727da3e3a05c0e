// Where a letter tells of signs without their names: `numb between the legs`, `leg weakness`. Knows no page.

/** @import { Told } from "../search/signs.js" */
/** @import { Found } from "./reading.js" */

import { isDenied } from "./cues.js"

const FAR = 80 // letters between what tells of one sign
// Degrees of an angle.
const NO_TEMPERATURE = /(?<!temp.{0,20})\b\d{2,3}(?:\.\d)? ?(?:degrees?|°)(?! ?(?:c|f|celsius|fahrenheit)\b)/g
// A temperature that was taken, and is a healthy one.
const NO_FEVER = /\b(?:temp(?:erature)?|t)\b(?=\W{0,12}(?:(?:is|was|of) )?(?:3[56]\.\d|37\.[0-4]|9[6-8]\.\d)\b)/g

/**
 * The signs that are told, each in one sentence, and not where the letter names them, or something longer.
 * @param {string} letter
 * @param {Map<string, Told>} told
 * @param {Found[]} found what it names
 */
export function signsTold(letter, told, found) {
  const plainly = letter
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/[^\S\n]/g, " ")
    .replace(NO_TEMPERATURE, (said) => " ".repeat(said.length))
    .replace(NO_FEVER, (said) => " ".repeat(said.length))
  return [...plainly.matchAll(/(?:[^.;\n!?]|\.(?=\d))+/g)].flatMap((sentence) => {
    const here = [...told].flatMap(([slug, { ways, covers }]) => {
      const places = ways.map((way) => placeOf(plainly, sentence, way)).filter((place) => place !== null)
      const place = places.find(({ denied }) => !denied) ?? places[0]
      return place ? { slug, covers, ...place } : []
    })
    const covered = new Set(here.filter(({ denied }) => !denied).flatMap(({ covers }) => covers))
    return here.filter(
      ({ slug, start, end }) =>
        !covered.has(slug) &&
        found.every((other) =>
          other.slug === slug ? end <= other.start || start >= other.end : start < other.start || end > other.end,
        ),
    )
  })
}

/**
 * From the first to the last word of one way to tell of a sign, and whether one of them is denied; null where the sentence does not tell
 * of it, or not in one breath.
 * @param {string} letter
 * @param {RegExpExecArray} sentence of it
 * @param {RegExp[]} groups
 */
function placeOf(letter, { 0: sentence, index }, groups) {
  if (!groups.every((group) => group.test(sentence))) return null
  const all = groups.map((group) =>
    [...sentence.matchAll(new RegExp(group, "g"))].map((match) => ({
      start: index + match.index,
      end: index + match.index + match[0].length,
    })),
  )
  // The words of the way itself deny none of it: `no feeling`.
  const bare = all
    .flat()
    .reduce((text, { start, end }) => text.slice(0, start) + " ".repeat(end - start) + text.slice(end), letter)
  const sure = all.map((some) => some.filter(({ start, end }) => !isDenied(bare, start, end, true)))
  const denied = sure.some((some) => !some.length)
  const [first, ...others] = denied ? all : sure
  const spans = first.map((one) => spanOf([one, ...others.map((some) => nearest(some, one))]))
  const { start, end } = spans.reduce((best, span) => (span.end - span.start < best.end - best.start ? span : best))
  return end - start <= FAR ? { start, end, denied } : null
}

/** @typedef {{ start: number, end: number }} Span */

/**
 * @param {Span[]} some
 * @param {Span} one
 */
const nearest = (some, one) =>
  some.reduce((best, other) => (Math.abs(other.start - one.start) < Math.abs(best.start - one.start) ? other : best))

/** @param {Span[]} places */
const spanOf = (places) => ({
  start: Math.min(...places.map(({ start }) => start)),
  end: Math.max(...places.map(({ end }) => end)),
})
