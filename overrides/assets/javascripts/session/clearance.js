// What the surgeon's team may have said to massage: as the form asks it, and as the papers report it.

/** @import { Clearance } from "published" */

/** @type {Record<Clearance, string>} */
export const CLEARANCES = {
  "not-asked": "Not asked",
  waiting: "Asked, no answer yet",
  agreed: "They agreed",
  refused: "They said no",
  discharged: "Discharged without limits",
}

/** @type {Record<Clearance, string>} */
export const REPORTED = {
  "not-asked": "not asked",
  waiting: "asked, no answer yet",
  agreed: "yes",
  refused: "no",
  discharged: "discharged without limits",
}
