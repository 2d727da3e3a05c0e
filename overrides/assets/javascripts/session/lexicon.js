// The names that the boxes know, fetched once.

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
