// The outline of a session note: subjective, objective, assessment, plan.

/** @import { Paper } from "./parts.js" */

import { h } from "../elements.js"
import { first } from "../planner.js"
import { facts } from "../texts.js"
import { LIES, blank, box, lines, list, some, table, ticks } from "./parts.js"

/** @type {Paper} */
export const note = {
  id: "note",
  name: "Session note",
  title: "Session note",
  fill: (filling) => {
    const { made, known, data } = filling
    return [
      box(
        "S: what the client says",
        table(facts(made, known, data)),
        h("p", {}, `Stop signs asked: ${ticks(["all", "not all"])}   Pain now, 0 to 10: ${blank(5)}`),
        lines(3),
      ),
      box(
        "O: what I see and measure",
        h("p", {}, `Skin, scar, swelling, walk; scale and score: ${blank(20)}`),
        lines(3),
      ),
      box(
        "A: what follows",
        h(
          "p",
          {},
          `By the plan: ${data.sessions[made.session]}. Go-ahead from ${blank(16)} on ${blank(10)} for ${blank(16)}`,
        ),
        list(some(filling, first(made), ["emergency", "refer", "avoid", "adapt"], 4), { trim: 1 }),
        lines(1),
      ),
      box(
        "P: what was done, and next",
        h("p", {}, `Areas: ${blank(28)}  Left out: ${blank(28)}`),
        h("p", {}, `Techniques: ${blank(24)}  Pressure: ${blank(12)}  Minutes: ${blank(6)}`),
        h("p", {}, `Position: ${ticks(LIES)}   Getting on and off: ${blank(12)}`),
        h("p", {}, `How the client felt after; any harm: ${blank(36)}`),
        h("p", {}, `Next time: ${blank(56)}`),
        lines(2),
      ),
    ]
  },
}
