// A box for names. What nobody here is called brings candidates, and stays as it was said if none is meant.

/** @import { Named, Sign } from "published" */
/** @import { Part } from "./choice.js" */
/** @import { Kind, ListKind } from "./client.js" */
/** @import { Page } from "./page.js" */

import { h } from "./elements.js"
import { isList } from "./state.js"
import { candidates, named, operation, plain } from "./words.js"

/**
 * @template {Kind} K
 * @param {Page} page
 * @param {Kind} key
 * @param {string} label
 * @param {string} hint
 * @param {object} does
 * @param {K[]} does.kinds the records it knows
 * @param {(found: { kind: K, slug: string }) => void} does.take
 * @param {(said: string) => void} does.lost keeps words that nobody here knows
 * @returns {Part}
 */
export function chooser({ state, data, changed }, key, label, hint, { kinds, take, lost }) {
  const entries = kinds.flatMap((kind) => {
    /** @type {Record<string, Named | Sign>} */
    const records = data[kind]
    return Object.entries(records).map(([slug, record]) => ({
      kind,
      slug,
      name: record.name,
      names: [record.name, ...record.names],
      searches: "searches" in record ? record.searches : [],
    }))
  })
  const names = named(entries)

  const id = `sh-${key}`
  const input = h("input", {
    id,
    type: "text",
    list: `${id}-names`,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    placeholder: hint,
  })
  const help = h("p", { class: "sh-help", role: "status" })
  const chips = h("p", { class: "sh-chips" })

  const done = () => {
    input.value = ""
    help.replaceChildren()
    changed()
    input.focus()
  }

  const tried = () => {
    const said = input.value.trim()
    if (!said || said === help.dataset.said) return
    const { names: written, regions } = key === "procedures" ? operation(said) : { names: [plain(said)], regions: [] }
    const found = written.map((name) => names.get(name)).find((one) => one !== undefined)
    if (found) {
      take(found.entry)
      state.regions = [...new Set([...state.regions, ...regions])]
      return done()
    }
    help.dataset.said = said
    const near = candidates(said, entries)
    const meant = near.map((one) => button(one.name, () => take(one)))
    const kept = button(near.length ? `None of these: keep “${said}”` : `Keep “${said}”`, () => lost(said))
    help.replaceChildren(near.length ? "Do you mean: " : "No such name here. ", ...meant, kept)
  }
  const button = (/** @type {string} */ words, /** @type {() => void} */ act) =>
    h("button", { type: "button", onclick: () => (act(), done()) }, words)

  input.addEventListener("input", () => delete help.dataset.said)
  input.addEventListener("change", tried)
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return
    event.preventDefault()
    tried()
  })

  // What was chosen, to be taken back.
  const draw = () => {
    /** @type {ListKind[]} */
    const lists = kinds.filter(isList)
    const held = lists.flatMap((kind) =>
      state[kind].map((slug) => ({
        name: data[kind][slug].name,
        remove: () => (state[kind] = state[kind].filter((other) => other !== slug)),
      })),
    )
    const strange = state.unknown
      .filter(([kind]) => kinds.some((one) => one === kind))
      .map((pair) => ({
        name: `${pair[1]} (not known here)`,
        remove: () => (state.unknown = state.unknown.filter((other) => other !== pair)),
      }))
    chips.replaceChildren(
      ...[...held, ...strange].map(({ name, remove }) =>
        h(
          "button",
          { type: "button", "aria-label": `Remove ${name}`, onclick: () => (remove(), changed(), input.focus()) },
          name,
          " ×",
        ),
      ),
    )
  }

  const options = [...new Set([...names.values()].map(({ written }) => written))].sort((a, b) => a.localeCompare(b))
  const list = h(
    "datalist",
    { id: `${id}-names` },
    options.map((name) => h("option", { value: name })),
  )
  return {
    element: h("div", { class: "sh-field" }, h("label", { for: id }, label), input, list, help, chips),
    draw,
  }
}
