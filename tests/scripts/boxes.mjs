// What the planner's boxes make of words. Input: a list of boxes, each with its kinds and what was said. Output, a line for each thing
// said: its stems, what is taken at once, and the candidates.

/** @import { Region } from "published" */

import { readFileSync } from "node:fs"
import { rules, words, wording } from "./site.mjs"

/** @type {{ kinds: string[], said: string[] }[]} */
const boxes = JSON.parse(readFileSync(0, "utf8"))
for (const { kinds, said } of boxes) {
  const names = wording.boxOf(words, kinds)
  for (const one of said) {
    const { found, regions, levels, side } = wording.understood(one, names, rules.procedures)
    console.log(
      JSON.stringify({
        stems: [...wording.stems(one)].sort(),
        taken: found.map(({ slug }) => slug),
        regions: [...regions].sort(),
        levels,
        side,
        candidates: names.candidates(one).map(({ slug }) => slug),
        denied: names.denied(one).map(({ slug }) => slug),
      }),
    )
  }
}
