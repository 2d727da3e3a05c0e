// The stop-sign card to point at, in English and Spanish. The page `stop-sign-card` has it for a client of whom nothing is known.

/** @import { Urgency } from "published" */
/** @import { Filling, Paper } from "./parts.js" */

import { h } from "../elements.js"
import { urgent } from "./handout.js"

/** @type {Paper} */
export const card = {
  id: "card",
  name: "Stop-sign card",
  title: "Point to what you have · Señale lo que tiene",
  fill: (filling) => [
    part(filling, "emergency", "emergency", `Call ${filling.number} now`, `Llame al ${filling.number} ahora`),
    part(filling, "same-day", "refer", "A doctor has to know today", "Un médico tiene que saberlo hoy"),
    h(
      "p",
      {},
      "* ",
      h("span", { lang: "es" }, "Traducción sin revisar"),
      " / unreviewed translation. So are the headings.",
    ),
  ],
}

/**
 * @param {Filling} filling
 * @param {Urgency} soon
 * @param {string} level
 * @param {string} english
 * @param {string} spanish
 */
function part(filling, soon, level, english, spanish) {
  const es = { lang: "es" }
  const rows = urgent(filling, soon).flatMap(({ card: line }) =>
    line ? [h("tr", {}, h("td", {}, line.en), h("td", es, `${line.es}${line.translated ? " *" : ""}`))] : [],
  )
  return h(
    "table",
    { class: `sh-point sh-point--${level}` },
    h("thead", {}, h("tr", {}, h("th", {}, english), h("th", es, spanish))),
    h("tbody", {}, rows),
  )
}
