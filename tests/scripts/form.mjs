// The form's scripts, as the site in the folder that `SITE` names has them: only one with a forge has the form.

import { root } from "./site.mjs"

/** @type {typeof import("../../overrides/edit/record.js")} */
export const record = await import(`${root}edit/record.js`)
/** @type {typeof import("../../overrides/edit/sources.js")} */
export const sources = await import(`${root}edit/sources.js`)
