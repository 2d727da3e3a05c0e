// The field of a sentence that cites: a text box, and below it the sources, to be found by name.
import { citing, found } from "./sources.js"

/**
 * A field type of Sveltia CMS. Its own text field cannot be used again: it needs hooks of React, of which the package has two copies
 * that do not know each other.
 * @param {import("./sources.js").Source[]} sources
 */
export function claim(sources) {
  const { createClass, h } = /** @type {any} */ (window)
  return createClass({
    getInitialState: () => ({ typed: "" }),
    /** @this {any} */
    render() {
      const { value = "", onChange, forID } = this.props
      const { typed } = this.state
      const hits = found(sources, typed)
      const add = (/** @type {string} */ id) => {
        onChange(citing(value, id))
        this.setState({ typed: "" })
      }
      const hit = (/** @type {import("./sources.js").Source} */ { id, title, by }) =>
        h("li", { key: id }, h("button", { type: "button", onClick: () => add(id) }, title, h("span", {}, by)))
      return h(
        "div",
        { className: "sh-claim" },
        h("textarea", {
          id: forID,
          "aria-labelledby": `${forID}-label`,
          rows: 3,
          value,
          onChange: (/** @type {any} */ event) => onChange(event.target.value),
        }),
        h("input", {
          type: "search",
          "aria-label": "Add a source",
          autoComplete: "off",
          placeholder: "Add a source: its title, author or site",
          value: typed,
          onChange: (/** @type {any} */ event) => this.setState({ typed: event.target.value }),
        }),
        hits.length > 0 && h("ul", { "aria-label": "Sources found" }, hits.map(hit)),
        typed.trim() && !hits.length && h("p", { role: "status" }, "No source has these words."),
      )
    },
  })
}
