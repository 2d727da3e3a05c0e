/** @typedef {string | number | boolean | URL | null | undefined | ((event: Event) => unknown)} Attribute */
/** @typedef {Node | string | null | undefined | false} Leaf */
/** @typedef {Leaf | Leaf[]} Child */

/**
 * Creates an element: `h("p", { class: "x", onclick: act }, "words", child)`. Children that are empty, null or false are left out.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, Attribute>} [attributes]
 * @param {...Child} children
 */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key.slice(2), value)
    else if (value === true) element.setAttribute(key, "")
    else if (value !== false && value != null) element.setAttribute(key, `${value}`)
  }
  element.append(...present(children))
  return element
}

/**
 * The children that are there.
 * @param {Child[]} children
 */
export const present = (children) => children.flat().flatMap((child) => (child ? [child] : []))
