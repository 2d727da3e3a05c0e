// Whether scripts say the same to a parser as their sources, and have no comments: takes JSON pairs of a script and its source, and
// prints those of which that is not so.

import { readFileSync } from "node:fs"
import { parsers } from "prettier/plugins/acorn"

const PLACES = new Set(["start", "end", "range", "loc", "__contentEnd", "comments", "extra"])
// A bracket around an expression, which only a type needs, is told by what it holds, and a pattern by its text.
/** @type {(value: any) => any} */
const held = (value) =>
  value?.type === "ParenthesizedExpression" ? held(value.expression) : value instanceof RegExp ? String(value) : value
const told = (/** @type {string} */ key, /** @type {any} */ value) => (PLACES.has(key) ? undefined : held(value))
const parsed = (/** @type {string} */ file) => parsers.acorn.parse(readFileSync(file, "utf8"), /** @type {any} */ ({}))

for (const [script, source] of JSON.parse(readFileSync(0, "utf8"))) {
  const tree = parsed(script)
  if (tree.comments.length || JSON.stringify(tree, told) !== JSON.stringify(parsed(source), told)) console.log(source)
}
