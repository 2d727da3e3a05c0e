// A box for names: a combobox whose list is what the words may mean. What was typed and is no name is kept as it was said, and counts
// so, until somebody says which name is meant: no verdict passes over words that are only in a box.

/** @import { Part } from "./choice.js" */
/** @import { Kind, ListKind } from "./client.js" */
/** @import { Page } from "./page.js" */
/** @import { Entry, Names } from "./words.js" */

import { h } from "./elements.js"
import { lexicon } from "./lexicon.js"
import { isList } from "./state.js"
import { boxOf, isCourse, listed, plain, understood, unplaced } from "./words.js"

/** @typedef {{ words: string, note?: string, act: () => void }} Option what can be chosen, and what choosing it does */

const MOST = 6 // options beside the one that keeps the words
const APART = /\s*[,;\n]+\s*/ // between the names of a pasted list

/**
 * @template {Kind} K
 * @param {Page} page
 * @param {Kind} key
 * @param {string} label
 * @param {string} hint
 * @param {object} does
 * @param {K[]} does.kinds the records it knows
 * @param {(found: { kind: K, slug: string }) => void} does.take
 * @param {(said: string) => void} does.keep keeps words that are no name
 * @param {(said: string) => void} does.drop takes kept words back
 * @param {(found: { kind: K, slug: string }) => void} [does.deny] notes that a record is not there
 * @param {(slug: string) => boolean} [does.shown] whether a button beside the box shows it, so that it needs no chip
 * @returns {Part}
 */
export function chooser(
  { state, data, base, changed },
  key,
  label,
  hint,
  { kinds, take, keep, drop, deny, shown = () => false },
) {
  const id = `sh-${key}`
  /** @type {Names<Entry & { kind: K }> | null} */
  let names = null
  /**
   * What was typed for a record.
   * @type {Map<string, string>}
   */
  const typed = new Map()
  /** @type {Option[]} */
  let options = []
  let active = -1

  const input = h("input", {
    id,
    type: "text",
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": `${id}-list`,
    "aria-expanded": "false",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    enterkeyhint: "done",
    placeholder: hint,
  })
  const list = h("ul", {
    id: `${id}-list`,
    class: "sh-list",
    role: "listbox",
    "aria-label": "Suggestions",
    hidden: true,
  })
  const help = h("p", { class: "sh-help", role: "status" })
  const chips = h("p", { class: "sh-chips" })

  const ready = async () => {
    const words = await lexicon(base)
    names ??= boxOf(words, kinds)
    return names
  }

  /** @param {Option[]} some */
  const offer = (some) => {
    options = some
    active = -1
    list.hidden = !some.length
    input.setAttribute("aria-expanded", String(some.length > 0))
    input.removeAttribute("aria-activedescendant")
    list.replaceChildren(
      ...some.map(({ words, note, act }, at) =>
        h(
          "li",
          { id: `${id}-${at}`, role: "option", "aria-selected": "false", onclick: act },
          h("span", {}, words),
          note && h("small", {}, note),
        ),
      ),
    )
  }
  /** @param {number} step */
  const move = (step) => {
    list.children[active]?.setAttribute("aria-selected", "false")
    active = (active + step + options.length + (active < 0 && step < 0 ? 1 : 0)) % options.length
    const now = list.children[active]
    now.setAttribute("aria-selected", "true")
    now.scrollIntoView({ block: "nearest" })
    input.setAttribute("aria-activedescendant", now.id)
  }

  const pieces = () => input.value.split(APART).filter(Boolean)
  /**
   * What was typed, complaint by complaint: words that only say who knows of one, or for how long, belong to the one before.
   * @param {string[]} some
   */
  const together = (some) =>
    some.reduce((found, words) => {
      const before = kinds.some((kind) => kind === "signs") && isCourse(words) && found.at(-1)
      return before ? [...found.slice(0, -1), `${before}, ${words}`] : [...found, words]
    }, /** @type {string[]} */ ([]))
  const done = (/** @type {string[]} */ rest, /** @type {string} */ words) => {
    input.value = rest.join(", ")
    offer([])
    help.textContent = words
    changed()
  }

  /**
   * Puts a record into the state, with what its words say beside.
   * @param {Entry & { kind: K }} entry
   * @param {string} said
   * @param {Names<Entry & { kind: K }>} known
   */
  const taken = (entry, said, known) => {
    take(entry)
    typed.set(entry.slug, said)
    const { regions, levels, side } = understood(said, known, data.procedures)
    state.regions = [...new Set([...state.regions, ...regions])]
    state.levels = [...new Set([...state.levels, ...levels])]
    state.side = side ?? state.side
  }

  /**
   * What words may mean, to be chosen from: first that what they name is not there, if they say so; last, to keep them as they are.
   * @param {string} said
   * @param {Names<Entry & { kind: K }>} known
   * @param {(entry: Entry & { kind: K }) => void} choose
   * @param {() => void} leave
   * @param {(words: string) => void} leaveOut
   * @returns {Option[]}
   */
  const suggested = (said, known, choose, leave, leaveOut) => {
    const core = key === "procedures" ? unplaced(said) || said : said
    const sure = understood(said, known, data.procedures).found.map((entry) => ({ entry, written: entry.names[0] }))
    const near = known.likely(said).map(({ entry, like }) => ({
      entry,
      written: entry.names.includes(like) ? like : entry.names[0],
    }))
    const medicine = sure.length ? null : known.medicine(said)
    if (medicine) return [{ words: medicine.label, note: "we have no page on it", act: tried }]
    const found = [...sure, ...known.starting(core), ...near]
    const some = found.filter(({ entry }, at) => found.findIndex((one) => one.entry === entry) === at).slice(0, MOST)
    const absent = deny ? known.denied(said) : []
    return [
      ...absent.map((entry) => ({
        words: `No: ${entry.names[0]}`,
        note: "the client does not have it",
        act: () => (deny?.(entry), leaveOut(`Noted: no ${entry.names[0].toLowerCase()}.`)),
      })),
      ...some.map(({ entry, written }) => ({
        words: written,
        note: written === entry.names[0] ? "" : entry.names[0],
        act: () => choose(entry),
      })),
      { words: `Keep “${said}”`, note: "as it was said", act: leave },
    ]
  }

  // While somebody types, names for the last of what is in the box.
  const typing = async () => {
    const { value } = input
    if (pieces().join().length < 2) return (offer([]), help.replaceChildren())
    const known = await ready().catch(() => null)
    if (!known || value !== input.value) return
    const all = together(pieces())
    const [said, rest] = [all[all.length - 1], all.slice(0, -1)]
    const choose = (/** @type {Entry & { kind: K }} */ entry) => {
      taken(entry, said, known)
      done(rest, `Added: ${entry.names[0]}.`)
    }
    const kept = () => (keep(said), done(rest, `Kept: “${said}”.`))
    const some = suggested(said, known, choose, kept, (words) => done(rest, words))
    offer(some)
    help.textContent = some.length > 1 ? `${some.length - 1} ${some.length > 2 ? "names fit" : "name fits"}.` : ""
  }

  // What is known by its name is taken. The rest is kept as it was said, and asked about, one at a time.
  const tried = async () => {
    const said = pieces()
    if (!said.length) return
    const known = await ready().catch(() => null)
    if (!known) {
      said.forEach(keep)
      return done([], "The names could not be loaded, so your words are kept as they were said.")
    }
    const found = (/** @type {string} */ words) => understood(words, known, data.procedures).found
    // Who knows of a sign does not make it less of one.
    const sure = (/** @type {string} */ words) => {
      const whole = found(words)
      return whole.length ? whole : found(words.split(APART)[0])
    }
    const each = together(said).flatMap((words) => {
      const parts = together(listed(words))
      return sure(words).length || parts.length < 2 || !parts.some((part) => sure(part).length) ? words : parts
    })
    const open = each.filter((words) => {
      const some = sure(words)
      const medicine = some.length ? null : known.medicine(words)
      ;[...some, ...(medicine?.found ?? [])].forEach((entry) => taken(entry, words, known))
      if (!some.length) keep(words)
      return !some.length && !medicine
    })
    done([], "")
    ask(each.length > 1 ? open.filter((words) => known.candidates(words).length) : open, known)
  }

  /**
   * Asks which names kept words mean, the first of them first.
   * @param {string[]} kept
   * @param {Names<Entry & { kind: K }>} known
   */
  const ask = ([said, ...others], known) => {
    if (said === undefined) return
    const next = (/** @type {string} */ words) => (done([], words), ask(others, known))
    const choose = (/** @type {Entry & { kind: K }} */ entry) => {
      drop(said)
      taken(entry, said, known)
      next(`Added: ${entry.names[0]}.`)
    }
    const some = suggested(
      said,
      known,
      choose,
      () => next(`Kept: “${said}”.`),
      (words) => (drop(said), next(words)),
    )
    offer(some)
    help.textContent =
      some.length > 1
        ? `Do you mean one of these by “${said}”? Until you say so, it counts as you typed it.`
        : `No name here is like “${said}”, so it is kept as you typed it.`
  }

  input.addEventListener("input", typing)
  input.addEventListener("change", tried)
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault()
      if (options.length) move(event.key === "ArrowDown" ? 1 : -1)
      else typing()
    } else if (event.key === "Enter") {
      event.preventDefault()
      if (active >= 0) options[active].act()
      else tried()
    } else if (event.key === "Escape" && options.length) {
      event.preventDefault()
      offer([])
    }
  })
  // A tap on an option leaves the cursor in the box.
  list.addEventListener("pointerdown", (event) => event.preventDefault())
  list.addEventListener("mousedown", (event) => event.preventDefault())
  addEventListener("hashchange", () => typed.clear()) // another client

  const strangeName = (/** @type {string} */ said) => {
    const medicine = names?.medicine(said)
    return medicine ? `${medicine.label}: a medicine we have no page on` : `${said} (not known here)`
  }

  // What was chosen, to be taken back.
  const draw = () => {
    /** @type {ListKind[]} */
    const lists = kinds.filter(isList)
    const held = lists.flatMap((kind) =>
      state[kind]
        .filter((slug) => typed.has(slug) || !shown(slug))
        .map((slug) => ({
          name: chip(typed.get(slug), data[kind][slug]),
          remove: () => (state[kind] = state[kind].filter((other) => other !== slug)),
        })),
    )
    const strange = state.unknown
      .filter(([kind]) => kinds.some((one) => one === kind))
      .map((pair) => ({
        name: strangeName(pair[1]),
        remove: () => (state.unknown = state.unknown.filter((other) => other.join() !== pair.join())),
      }))
    const every = [...held, ...strange]
    const words = JSON.stringify(every.map(({ name }) => name))
    if (chips.dataset.shown === words) return
    chips.dataset.shown = words
    chips.replaceChildren(
      ...every.map(({ name, remove }) =>
        h(
          "button",
          { type: "button", "aria-label": `Remove ${name}`, onclick: () => (remove(), changed(), input.focus()) },
          name,
          " ×",
        ),
      ),
    )
  }

  return {
    element: h("div", { class: "sh-field" }, h("label", { for: id }, label), input, list, help, chips),
    draw,
  }
}

/**
 * @param {string | undefined} typed
 * @param {{ name: string, inSentence: string }} record
 */
const chip = (typed, { name, inSentence }) => (typed && plain(typed) !== plain(name) ? `${typed}: ${inSentence}` : name)
