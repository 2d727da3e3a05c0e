// The names that the boxes know, fetched once, when the page is idle or a box is entered.

/** @import { Words } from "published" */

import { textOf } from "../files.js"

/** @type {Promise<Words> | null} */
let fetched = null

/**
 * @param {URL} base the root of the site
 * @returns {Promise<Words>}
 */
export function lexicon(base) {
  fetched ??= textOf(new URL("session/words.json", base)).then((words) => JSON.parse(words))
  fetched.catch(() => (fetched = null)) // the next one tries again
  return fetched
}

/**
 * @param {URL} base
 */
export const soon = (base) => {
  const ask = () => void lexicon(base).catch(() => {})
  if ("requestIdleCallback" in globalThis) requestIdleCallback(ask, { timeout: 4000 })
  else setTimeout(ask, 1500)
}
