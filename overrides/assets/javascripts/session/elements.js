// Creates an element: `h("p", { class: "x", onclick: act }, "words", child)`. Children that are null or false are left out.
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value)
    else if (value === true) element.setAttribute(key, "")
    else if (value !== false && value != null) element.setAttribute(key, value)
  }
  element.append(...children.flat().filter((child) => child != null && child !== false))
  return element
}
