// The site that the tests are given: planner data and search index, in the folder that `SITE` names, and scripts with their libraries, each
// by itself, in the folder that `SCRIPTS` names, or in the same.

/** @import { Index, Part, Rules, Sayings, Words } from "published" */

import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import { pathToFileURL } from "node:url"

export const root = pathToFileURL(`${resolve(process.env.SITE ?? "site")}/`)
const scripts = process.env.SCRIPTS ? pathToFileURL(`${resolve(process.env.SCRIPTS)}/`) : root

const read = (/** @type {string} */ file) => JSON.parse(readFileSync(new URL(file, root), "utf8"))

/** @type {Rules} */
export const rules = read("session/rules.json")
/** @type {Words} */
export const words = read("session/words.json")
/** @type {Sayings} */
export const sayings = read("letter/signs.json")

/** @type {typeof import("../../overrides/assets/javascripts/search/engine.js")} */
export const { Engine } = await import(`${scripts}assets/javascripts/search/engine.js`)
/** @type {typeof import("../../overrides/assets/javascripts/search/worker.js")} */
const { answer, joined, joinedParts, SHARDS } = await import(`${scripts}assets/javascripts/search/worker.js`)
/** @type {Index} */
export const index = joined(read("search/index.json"), read("search/words.json"))
/** @type {Part[]} */
export const parts = joinedParts(Array.from({ length: SHARDS }, (_, number) => read(`search/parts-${number}.json`)))
export { answer }
/** @type {typeof import("../../overrides/assets/javascripts/search/words.js")} */
export const { normalize, slips, tokenize } = await import(`${scripts}assets/javascripts/search/words.js`)
/** @type {typeof import("../../overrides/assets/javascripts/session/words.js")} */
export const wording = await import(`${scripts}assets/javascripts/session/words.js`)
/** @type {typeof import("../../overrides/assets/javascripts/session/reading.js")} */
export const reading = await import(`${scripts}assets/javascripts/session/reading.js`)

// Names that every object has, and that no lookup may find there.
export const INHERITED = ["constructor", "toString", "hasOwnProperty", "__proto__"]
/** @type {typeof import("../../overrides/assets/javascripts/search/signs.js")} */
export const { courseOf, signsIn, told } = await import(`${scripts}assets/javascripts/search/signs.js`)
/** @type {typeof import("../../overrides/assets/javascripts/search/query.js")} */
export const { timeIn } = await import(`${scripts}assets/javascripts/search/query.js`)
/** @type {typeof import("../../overrides/assets/javascripts/search/language.js")} */
export const { language } = await import(`${scripts}assets/javascripts/search/language.js`)
