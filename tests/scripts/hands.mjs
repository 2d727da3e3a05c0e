// What the browser's planner leaves to the hands: `node hands.mjs < {rules, clients}` prints a line a client, with the verdict and
// what is left for each area.

/** @import { Area, Rules } from "published" */
/** @import { Client } from "../../overrides/assets/javascripts/session/client.js" */

import { readFileSync } from "node:fs"
import { left } from "../../overrides/assets/javascripts/session/areas.js"
import { plan } from "../../overrides/assets/javascripts/session/planner.js"

/** @type {{ rules: Rules, clients: Client[] }} */
const { rules, clients } = JSON.parse(readFileSync(0, "utf8"))
const areas = /** @type {Area[]} */ (Object.keys(rules.areas))
const lines = clients.map((client) => {
  const made = plan(client, rules)
  const leaves = left(made, rules)
  return JSON.stringify(Object.fromEntries(areas.map((area) => [area, [made.areas[area], leaves(area)]])))
})
process.stdout.write(`${lines.join("\n")}\n`)
