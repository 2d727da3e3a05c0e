// Which day a date of a letter names, and how long ago that was. Knows no page.

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ")
const NUMBERS = /(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\d)/g
const DAY = 24 * 3600 * 1000

/**
 * Whether the dates of a letter have the day first, as in `20/11/2026`; null where none tells, or where they differ.
 * @param {string} letter
 */
export function isDayFirst(letter) {
  const dates = [...letter.matchAll(NUMBERS)].map(([, first, second]) => [Number(first), Number(second)])
  const [days, months] = [dates.some(([first]) => first > 12), dates.some(([, second]) => second > 12)]
  return days === months ? null : days
}

/**
 * How far a date is from today, as a sentence; empty where the date names no day.
 * @param {string} said
 * @param {boolean | null} dayFirst
 * @param {Date} today
 */
export function fromToday(said, dayFirst, today) {
  const [first, second, third] = said.match(/\d+/g)?.map(Number) ?? []
  if (said.match(NUMBERS) && dayFirst === null && first !== second)
    return "Ask whether the day or the month comes first."
  const date = dayOf(said, [first, second, third], dayFirst ?? true)
  if (!date) return ""
  const days = (Date.UTC(today.getFullYear(), today.getMonth(), today.getDate()) - date.getTime()) / DAY
  if (days < 0) return "That is still to come."
  const [length, unit] = days < 14 ? [1, "day"] : days < 2 * 365 ? [7, "week"] : [365, "year"]
  const amount = Math.floor(days / length)
  return `That is ${amount} ${unit}${amount === 1 ? "" : "s"} ago.`
}

/**
 * @param {string} said
 * @param {number[]} numbers in it
 * @param {boolean} dayFirst
 */
function dayOf(said, [first, second, third], dayFirst) {
  const month = 1 + MONTHS.findIndex((name) => new RegExp(`(?<!\\p{L})${name}`, "iu").test(said))
  if (month) return second > 31 ? day(second, month, first) : null
  if (first > 31) return day(first, second, third)
  const year = third < 50 ? 2000 + third : third < 100 ? 1900 + third : third
  return dayFirst ? day(year, second, first) : day(year, first, second)
}

/**
 * The day; null where there is none, as on 31 February.
 * @param {number} year
 * @param {number} month from 1 on
 * @param {number} number
 */
function day(year, month, number) {
  const date = new Date(Date.UTC(year, month - 1, number))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === number ? date : null
}
