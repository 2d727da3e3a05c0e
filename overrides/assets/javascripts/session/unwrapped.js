// A letter as a program or a scan broke it into lines, with its sentences whole again. Knows no page.

const ITEM = /^\s*(?:[-–•·*▪◦●○‣➢o>]\s|\d{1,2}[.)]\s|\(?\[[ x]?\]|[☐☑☒□■])/i
// A line that ends so goes on. One that ends with "no" may be a line of a form: `Fever   no`.
const DANGLES =
  /\b(?:a|an|the|and|or|of|to|for|with|without|by|in|on|at|from|any|denie[sd]|denying|her|his|their|is|was|were|be|been|underwent|after|following)$/i
const NARROWEST = 45 // letters, below which lines are short because their writer wanted them so

/**
 * Whether a text is one line of a list.
 * @param {string} line
 */
export const isItem = (line) => ITEM.test(line)

/**
 * The letter with the lines joined that were only too long for a page: where the next word had no room, or a sentence cannot end so.
 * @param {string} letter
 */
export function unwrapped(letter) {
  const lines = letter.replace(/\r\n?/g, "\n").split("\n")
  const width = Math.max(...lines.map((line) => line.trimEnd().length))
  return lines.reduce((text, line, at) => {
    if (!at) return line
    const last = lines[at - 1].trimEnd()
    const next = line.trimStart()
    const parted = /\p{L}-$/u.test(last) && /^\p{Ll}/u.test(next)
    if (parted) return `${text.trimEnd().slice(0, -1)}${next}`
    if (/[CTLS]?\d-$/.test(last) && /^(?:[CTLS]?\d|pelvis|ilium)/.test(next)) return `${text.trimEnd()}${next}`
    return goesOn(last, next, width) ? `${text.trimEnd()} ${next}` : `${text}\n${line}`
  }, "")
}

/**
 * @param {string} last line
 * @param {string} next one
 * @param {number} width of the widest
 */
function goesOn(last, next, width) {
  if (!last || !next || isItem(next) || /^[\p{L} /]{2,30}:/u.test(next) || /[.:;!?]$/.test(last)) return false
  const full = width >= NARROWEST && last.length + 1 + next.split(/\s/)[0].length > width
  return DANGLES.test(last) || (/^[\p{Ll}\d(]/u.test(next) && (full || last.endsWith(",")))
}
