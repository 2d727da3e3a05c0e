// Answers queries with the search of the site in the folder that `SITE` names: `node search.mjs QUERIES` takes a JSON list of queries
// and prints, a line a query, the addresses of the pages that the box would list, best first. A query that finds nothing gives an
// empty list, though the box offers the nearest names.

import { readFileSync } from "node:fs"
import { Engine, answer, index } from "./site.mjs"

const engine = new Engine(index)

/** @param {string} query */
function listed(query) {
  if (!engine.search(query).length) return []
  const { items } = answer(engine, query, index.report)
  return items.map(([page]) => page.location).filter((location) => !location.startsWith(index.report))
}

for (const query of JSON.parse(readFileSync(process.argv[2], "utf8"))) console.log(JSON.stringify(listed(query)))
