// Answers queries with the search of the site in the folder that `SITE` names: `node search.mjs QUERIES` takes a JSON list of queries
// and prints a line a query: how urgent the card above the results is, or null; the addresses of the pages that the box would list,
// best first, none where only the nearest names are offered; those of the operations that it names; and the words that the index
// does not know.

import { readFileSync } from "node:fs"
import { Engine, answer, index, parts } from "./site.mjs"

const engine = new Engine(index)
const known = { ...index, parts }

/** @param {string} query */
function asked(query) {
  const { stop, pages } = answer(engine, query, known)
  const unknown = engine.read(query).filter(({ found }) => !found.length)
  const operations = engine.named(query).filter(({ k }) => k === "procedure")
  return { stop, found: pages, operations: operations.map(({ u }) => u), unknown: unknown.map(({ word }) => word) }
}

for (const query of JSON.parse(readFileSync(process.argv[2], "utf8"))) console.log(JSON.stringify(asked(query)))
