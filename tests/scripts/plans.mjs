// Plans every client of a JSON file with the browser's planner: `node plans.mjs RULES CLIENTS` prints one line a client.

/** @import { Rules } from "published" */
/** @import { Client } from "../../overrides/assets/javascripts/session/client.js" */

import { readFileSync } from "node:fs"
import { plan } from "../../overrides/assets/javascripts/session/planner.js"

const [rules, clients] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")))
const lines = /** @type {Client[]} */ (clients).map((known) => {
  const { held, questions, client, ...rest } = plan(known, /** @type {Rules} */ (rules))
  return JSON.stringify({
    ...rest,
    held: held.map(({ rule, matched, unknown }) => [`${rule.caution}.${rule.id}`, matched, unknown]),
    questions: questions.map(({ fact, ask, urgency, rules: count }) => [fact, ask, urgency, count]),
  })
})
process.stdout.write(`${lines.join("\n")}\n`)
