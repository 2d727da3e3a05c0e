// Parts that stay as they are while what they are made of stays the same: a tap redraws what it changed, and nothing else moves,
// loses its focus or folds up.

/** @typedef {ReturnType<typeof keeper>} Keeper */

/**
 * Holds the parts of one element from one drawing to the next.
 * @param {Element} element
 */
export function keeper(element) {
  /** @typedef {{ from: string, nodes: Node[] }} Part */
  /** @type {Map<string, Part>} */
  let last = new Map()
  /** @type {Map<string, Part>} */
  let now = new Map()
  return {
    /**
     * A part: the one of the last drawing, if it was made from the same, or else a new one.
     * @param {string} key what it is, once in a drawing
     * @param {unknown} from all that it is made from and that may change, as plain data
     * @param {() => Node | Node[] | null | false | ""} make nothing, where there is none
     * @returns {Node[]}
     */
    part(key, from, make) {
      const words = JSON.stringify(from) ?? ""
      const found = last.get(key)
      const part = found?.from === words ? found : { from: words, nodes: [make()].flat().flatMap((node) => node || []) }
      now.set(key, part)
      return part.nodes
    },
    /**
     * Shows the parts, in their order, and forgets those that were not asked for.
     * @param {Node[]} parts
     */
    show(parts) {
      settle(element, parts)
      last = now
      now = new Map()
    },
  }
}

/**
 * Gives an element its children. Those that it has already are not touched.
 * @param {Element} element
 * @param {Node[]} children
 */
export function settle(element, children) {
  const wanted = new Set(children)
  for (const child of [...element.childNodes]) if (!wanted.has(child)) child.remove()
  children.forEach((child, at) => {
    const there = element.childNodes[at] ?? null
    if (there !== child) element.insertBefore(child, there)
  })
}
