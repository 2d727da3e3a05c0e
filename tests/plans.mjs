// Plans every client of a JSON file with the browser's planner: `node plans.mjs RULES CLIENTS` prints one line a client.
import { readFileSync } from "node:fs"
import { plan } from "../overrides/assets/javascripts/session/planner.js"

const [rules, clients] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")))
const lines = clients.map((client) => {
  const { session, urgency, held, consider, questions } = plan(client, rules)
  return JSON.stringify({ session, urgency, held: held.map(({ rule, matched }) => [rule.caution, rule.number, matched]), consider, questions: questions.map(({ fact, ask, urgency: worst, rules: count }) => [fact, ask, worst, count]) })
})
process.stdout.write(`${lines.join("\n")}\n`)
