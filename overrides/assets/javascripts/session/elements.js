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
 * Gives an element an attribute, or takes it away with null. One that is so already is left alone, as the browser would draw it again.
 * @param {Element} element
 * @param {string} name
 * @param {string | null} value
 */
export function set(element, name, value) {
  if (element.getAttribute(name) === value) return
  if (value === null) element.removeAttribute(name)
  else element.setAttribute(name, value)
}

/**
 * Gives an element its words, if it has others.
 * @param {Element} element
 * @param {string} words
 */
export function tell(element, words) {
  if (element.textContent !== words) element.textContent = words
}

/**
 * The children that are there.
 * @param {Child[]} children
 */
export const present = (children) => children.flat().flatMap((child) => (child ? [child] : []))

/** @param {string} words */
export const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1)
