// The bar at the foot of the window: the verdict so far, and, while the form is in sight, the way on.

import { h } from "./elements.js"

/**
 * @param {HTMLElement} verdict
 * @param {HTMLElement} next
 * @param {HTMLElement} form
 */
export function bar(verdict, next, form) {
  const element = h("div", { class: "sh-bar" }, verdict, next)
  const mark = (/** @type {IntersectionObserverEntry[]} */ all) =>
    element.classList.toggle("sh-bar--past", !all[all.length - 1].isIntersecting)
  // A form that only ends below the site's header is not in sight.
  new IntersectionObserver(mark, { rootMargin: "-25% 0px 0px 0px" }).observe(form)
  return element
}
