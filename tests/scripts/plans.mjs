// Plans clients with the browser's planner: `node plans.mjs < {rules, clients, brief}` prints one line a client, the verdict
// alone if `brief` is true.

/** @import { Rule, Rules } from "published" */
/** @import { Client } from "../../overrides/assets/javascripts/session/client.js" */

import { readFileSync } from "node:fs"
import { plan } from "../../overrides/assets/javascripts/session/planner.js"

/** @type {{ rules: Rules, clients: Client[], brief: boolean }} */
const { rules, clients, brief } = JSON.parse(readFileSync(0, "utf8"))
/** @param {Rule} rule */
const name = ({ caution, id }) => `${caution}.${id}`
const lines = clients.map((known) => {
  const { held, hanging, questions, client, ...rest } = plan(known, rules)
  if (brief) return JSON.stringify([rest.session, rest.urgency])
  return JSON.stringify({
    ...rest,
    held: held.map(({ rule, matched, unknown }) => [name(rule), matched, unknown]),
    hanging: hanging.map(name),
    questions: questions.map(({ fact, ask, urgency, rules: count }) => [fact, ask, urgency, count]),
  })
})
process.stdout.write(`${lines.join("\n")}\n`)
