// Where the address of a claim leads that this page does not have: `macros/text/claims.py` says how its name is made.

/**
 * The place nearest to a claim: the room that has its like; the one claim of its list with the same sources, or with the same words;
 * that list; what it was said of.
 * @param {string} name
 * @returns {Element | null}
 */
export function nearest(name) {
  const parts = name.split(".")
  const last = /** @type {string} */ (parts.pop())
  const list = CSS.escape(`${parts.join(".")}.`)
  const room = document.querySelector(`[data-claims~="${CSS.escape(parts[1] ?? "")}"]`)
  const alike = /^[0-9a-z]{5}$/.test(last)
    ? [`[id^="${list}${last.slice(0, 2)}"]`, `[id^="${list}"][id$="${last.slice(2)}"]`]
        .map((way) => document.querySelectorAll(way))
        .find((found) => found.length === 1)
    : undefined
  return room ?? alike?.[0] ?? document.querySelector(`[id^="${list}"]`) ?? document.getElementById(parts[0])
}
