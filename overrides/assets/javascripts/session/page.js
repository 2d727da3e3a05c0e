// The planner's page: what is known goes in, the plan comes out. Nothing that is entered is sent or stored.

/** @import { Drawings, Edition, Reasons, Rules } from "published" */
/** @import { State } from "./state.js" */

import { root, textOf } from "../files.js"
import { bar } from "./bar.js"
import { h } from "./elements.js"
import { form } from "./form.js"
import { lexicon } from "./lexicon.js"
import { papers } from "./papers.js"
import { plan } from "./planner.js"
import { result } from "./result.js"
import { client, read, write } from "./state.js"

/**
 * What the parts of the page share.
 * @typedef {object} Page
 * @property {State} state what was entered; a part that changes it calls `changed`
 * @property {Rules} data
 * @property {string} edition the day that names the edition of the rules
 * @property {() => Promise<Reasons>} reasons what stands behind the rules, loaded once
 * @property {() => Promise<Drawings>} drawings what operations cut and put in, loaded once
 * @property {URL} base the root of the site
 * @property {() => void} changed
 */

const base = root()
/**
 * @param {string} file
 * @param {RequestCache} [cache]
 */
const load = async (file, cache) => JSON.parse(await textOf(new URL(`session/${file}.json`, base), cache))

rulesOfOneEdition().then(start)

/**
 * The rules with the day of their edition. Where a cache has the two of different editions, both are asked for anew.
 * @returns {Promise<[Rules, string]>}
 */
async function rulesOfOneEdition() {
  const both = (/** @type {RequestCache | undefined} */ cache) =>
    /** @type {Promise<[Rules, Edition | null]>} */ (
      Promise.all([load("rules", cache), load("edition", cache).catch(() => null)])
    )
  const kept = await both(undefined)
  const [rules, day] = kept[0].of === kept[1]?.of ? kept : await both("reload").catch(() => kept)
  return [rules, day?.of === rules.of ? day.edition : "an unknown day"]
}

/**
 * Lets the browser answer a finger before it goes on.
 * @returns {Promise<void>}
 */
const pause = () => new Promise((go) => setTimeout(go))

/**
 * Makes the page a step at a time, so that a slow phone is never busy for long, and shows it when it is whole.
 * @param {[Rules, string]} rulesOfAnEdition
 */
async function start([data, edition]) {
  // A browser fetches the icon again whenever the address changes, and the address changes with every fact. Not so a data address.
  const icon = /** @type {HTMLLinkElement} */ (document.querySelector("link[rel=icon]"))
  textOf(icon.href)
    .then((svg) => (icon.href = `data:image/svg+xml,${encodeURIComponent(svg)}`))
    .catch(() => {})

  const state = read("", data)
  /** @type {() => Promise<Reasons>} */
  const reasons = once("reasons")
  /** @type {() => Promise<Drawings>} */
  const drawings = once("drawings")
  /** @type {Page} */
  const page = { state, data, edition, reasons, drawings, base, changed }
  const shown = result(page, { ask: (step) => entered.show(step), write: () => paper.open("letter") })
  await pause()
  const entered = form(page, () => shown.element.scrollIntoView())
  await pause()
  const paper = papers(page)
  let timer = 0

  /**
   * Loads a file when it is first asked for. Without a network, the next that asks tries again.
   * @param {string} file
   */
  function once(file) {
    /** @type {Promise<any> | null} */
    let loading = null
    return () => {
      loading ??= load(file)
      loading.catch(() => (loading = null))
      return loading
    }
  }

  function changed() {
    draw()
    // The address is written once the plan is in sight: a browser takes its time over it.
    requestAnimationFrame(() => setTimeout(keep))
  }

  function keep() {
    const hash = write(state, data)
    if (hash !== location.hash) history.replaceState(null, "", location.pathname + location.search + hash)
  }

  function draw() {
    made = plan(client(state, data), data)
    entered.draw(made)
    show()
  }

  function show() {
    shown.draw(made)
    clearTimeout(timer)
    timer = setTimeout(() => {
      // What nobody waits for, once the typing rests.
      shown.speak(made)
      paper.draw()
      if (write(state, data)) begin()
    }, 400)
  }

  // What the first view does without comes when somebody begins, all of it, so that no request tells what was entered.
  function begin() {
    lexicon(base).catch(() => {})
    reasons().catch(() => {})
    paper.load()
  }
  for (const event of ["pointerdown", "focusin"]) addEventListener(event, () => setTimeout(begin), { once: true })

  // The address holds the client, so a link to a place on this page must not change it.
  document.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest("a[href^='#']")
    const place = link && document.getElementById(decodeURIComponent(link.getAttribute("href")?.slice(1) ?? ""))
    if (!place) return
    event.preventDefault()
    place.tabIndex = -1
    place.focus()
    place.scrollIntoView()
  })

  addEventListener("pagehide", keep)

  // Another client's link in the same tab: that client's plan, and nothing left of the last one.
  const arrive = () => Object.assign(state, read(location.hash, data))
  addEventListener("hashchange", () => {
    arrive()
    draw()
  })
  arrive()

  // In two columns the answer becomes as short as the page's end leaves it: pushed up by that, it would lose its verdict.
  const session = /** @type {HTMLElement} */ (document.getElementById("sh-session"))
  const end = () => {
    const below = innerHeight - session.getBoundingClientRect().bottom
    session.style.setProperty("--sh-below", `${Math.max(0, below)}px`)
  }
  addEventListener("scroll", end, { passive: true })
  addEventListener("resize", end)

  let made = plan(client(state, data), data)
  await pause()
  entered.ask()
  await pause()
  entered.draw(made)
  await pause()
  show()
  await pause()
  session.replaceChildren(
    entered.element,
    h("div", { class: "sh-result" }, shown.spoken, shown.element, paper.element),
    bar(shown.bar, entered.next, entered.element),
  )
}
