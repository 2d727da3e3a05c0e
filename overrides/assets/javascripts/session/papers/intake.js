// Questions before the first session.

/** @import { Paper } from "./parts.js" */

import { h } from "../elements.js"
import { urgent } from "./handout.js"
import { blank, box, list } from "./parts.js"

const QUESTIONS = 12

/** @type {Paper} */
export const intake = {
  id: "intake",
  name: "Intake questions",
  title: "Before the first session",
  fill(filling) {
    const { made } = filling
    const asked = [...made.questions.map(({ ask }) => ask), ...made.held.flatMap(({ rule }) => rule.ask)]
    const signs = [...urgent(filling, "emergency"), ...urgent(filling, "same-day")]
    return [
      box(
        "The operation",
        h("p", {}, `Which: ${blank(36)}  When: ${blank(16)}`),
        h("p", {}, `Surgeon, phone: ${blank(32)}  Next visit there: ${blank(10)}`),
        h("p", {}, `Limits, and until when: ${blank(56)}`),
        h("p", {}, `Medicines, and the last change: ${blank(48)}`),
      ),
      box("Ask", list([...new Set(asked)].slice(0, QUESTIONS), { ticks: true, columns: true, trim: 3 })),
      box(
        "Have any of these come up? First box: yes. Second box: no.",
        list(
          signs.map(({ card }) => h("span", {}, "☐ ☐ ", card?.en)),
          { columns: true, plain: true, trim: 1 },
        ),
      ),
      box("What the client wants, and what has helped", h("p", {}, blank(78))),
      h("p", { class: "sh-sign" }, `Client: ${blank(24)}  Date: ${blank(14)}`),
    ]
  },
}
