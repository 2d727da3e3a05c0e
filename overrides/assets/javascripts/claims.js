// Where the address of a claim leads that this page does not have: `macros/text/claims.py` says how its name is made.

import { textOf } from "./files.js"

/**
 * The place nearest to a claim: the one claim of its list with the same sources, or with the same words; that list; what it was said
 * of; or the room that has the claim or its list.
 * @param {string} name
 * @returns {Promise<Element | null>}
 */
export async function nearest(name) {
  const parts = name.split(".")
  const last = /** @type {string} */ (parts.pop())
  const list = `${parts.join(".")}.`
  const starts = CSS.escape(list)
  const alike = /^[0-9a-z]{5}$/.test(last)
    ? [`[id^="${starts}${last.slice(0, 2)}"]`, `[id^="${starts}"][id$="${last.slice(2)}"]`]
        .map((way) => document.querySelectorAll(way))
        .find((found) => found.length === 1)
    : undefined
  const here = alike?.[0] ?? document.querySelector(`[id^="${starts}"]`) ?? document.getElementById(parts[0])
  return here ?? roomWith(`id="${name}"`, `id="${list}`)
}

/**
 * The link to the room whose page has a text; where none has, to one that has another text.
 * @param {string} wanted
 * @param {string} other
 */
async function roomWith(wanted, other) {
  const rooms = [...document.querySelectorAll(".sh-room--page")]
  const pages = await Promise.all(rooms.map((room) => textOf(room.querySelector("a")?.href ?? "").catch(() => "")))
  const having = (/** @type {string} */ text) => rooms[pages.findIndex((page) => page.includes(text))]
  return having(wanted) ?? having(other) ?? null
}
