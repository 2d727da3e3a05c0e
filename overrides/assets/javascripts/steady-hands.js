// Every page: the search box, and the store for use without a network. Nothing leaves the device.

// The search box: links that open it, what was searched before, what was found for those who do not see it, and the planner.

/** @type {HTMLInputElement | null} */
const box = document.querySelector("input[data-md-component=search-query]")
const config = /** @type {HTMLElement} */ (document.getElementById("__config"))
const site = new URL(JSON.parse(config.textContent ?? "").base, location.href)

// Links marked data-sh-search lead to the A–Z. With script they open the search box instead.
document.addEventListener("click", (event) => {
  const toggle = document.getElementById("__search")
  if (!within(event, "[data-sh-search]") || !box || !(toggle instanceof HTMLInputElement)) return
  event.preventDefault()
  toggle.checked = true
  toggle.dispatchEvent(new Event("change")) // the theme shows its list of results for this event alone
  box.focus()
})

/**
 * Whether an event happened within what a selector names.
 * @param {Event} event
 * @param {string} selector
 */
function within({ target }, selector) {
  return target instanceof Element && target.closest(selector) !== null
}

// Earlier searches: kept on this device, shown under the empty box, forgotten on request.
const KEY = "steady-hands.searches"

/** @returns {string[]} */
const recall = () => {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "[]")
  } catch {
    return []
  }
}

/** @param {string[]} searches */
const keep = (searches) => {
  try {
    localStorage.setItem(KEY, JSON.stringify(searches))
  } catch {
    // Storage is off.
  }
}

const results = document.querySelector("[data-md-component=search-result]")
if (box && results) {
  const list = document.createElement("div")
  list.className = "sh-recent"
  results.before(list)

  /**
   * @param {string} words
   * @param {() => void} press
   */
  const button = (words, press) => {
    const made = document.createElement("button")
    made.type = "button"
    made.textContent = words
    made.addEventListener("click", press)
    return made
  }
  const again = (/** @type {string} */ words) =>
    button(words, () => {
      box.value = words
      box.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }))
      box.focus()
      draw()
    })
  const draw = () => {
    const typed = Boolean(box.value.trim())
    if (typed && list.hidden) return // as with every letter but the first
    const searches = recall()
    list.hidden = typed || !searches.length
    const forget = button("Forget these", () => {
      localStorage.removeItem(KEY)
      draw()
      box.focus()
    })
    list.replaceChildren(...searches.map(again), forget)
  }
  for (const event of ["focus", "input", "keyup"]) box.addEventListener(event, draw)
  // The theme listens for keys; words also come by voice, by paste and by a phone's suggestions.
  box.addEventListener("input", () => box.dispatchEvent(new KeyboardEvent("keyup")))
  box.form?.addEventListener("reset", () => setTimeout(draw))
  results.addEventListener("click", (event) => {
    const words = box.value.trim()
    if (within(event, "a") && words) keep([words, ...recall().filter((other) => other !== words)].slice(0, 5))
  })
  draw()

  // What is found is said once the typing rests, and the planner is offered above the list: it is an answer, and no page.
  const spoken = document.createElement("p")
  spoken.className = "sh-spoken"
  spoken.setAttribute("role", "status")
  const offer = document.createElement("a")
  offer.className = "sh-offer"
  offer.hidden = true
  offer.href = new URL("session/", site).href
  results.before(spoken, offer)
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting
  document.addEventListener("sh-found", (event) => {
    const { offer: link = "", spoken: words = "" } = /** @type {CustomEvent} */ (event).detail
    offer.hidden = !link
    offer.href = new URL(`session/${link}`, site).href
    offer.textContent = "Plan this session: your words filled in"
    clearTimeout(resting)
    resting = setTimeout(() => (spoken.textContent = words), 700)
  })

  // The theme shows how a word may go on behind what is typed. Where that would not fit, or is for other letters, nothing is shown.
  const ghost = document.querySelector("[data-md-component=search-suggest]")
  const fit = () => {
    if (!ghost?.textContent) return // a width costs a layout of the page
    const fits = ghost.textContent.startsWith(box.value) && ghost.scrollWidth <= ghost.clientWidth
    if (!fits || box.scrollWidth > box.clientWidth) ghost.textContent = ""
  }
  if (ghost) new MutationObserver(fit).observe(ghost, { childList: true, characterData: true, subtree: true })
  box.addEventListener("input", fit)
}

// A result leads to its page with the words that were typed: they are marked, and leave the address.
const { search: arrived } = location
const sought = new URL(location.href)
const words = sought.searchParams.get("h")
if (words !== null) {
  sought.searchParams.delete("h")
  history.replaceState(history.state, "", sought)
  const each = words.split(/\s+/).filter((word) => word.length > 1)
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(${each.map((word) => word.replace(/\W/g, "\\$&")).join("|")})`, "giu")
  const article = document.querySelector("article")
  if (each.length && article) mark(article, pattern)
}

/**
 * Marks what a pattern finds in the text of an element.
 * @param {Element} element
 * @param {RegExp} pattern
 */
function mark(element, pattern) {
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  /** @type {Text[]} */
  const texts = []
  while (walk.nextNode()) texts.push(/** @type {Text} */ (walk.currentNode))
  for (const text of texts) {
    if (text.parentElement?.closest("svg, script, style, mark")) continue
    const parts = text.data.split(pattern)
    if (parts.length < 2) continue
    text.replaceWith(
      ...parts.map((part, at) => {
        if (at % 2 === 0) return part
        const marked = document.createElement("mark")
        marked.textContent = part
        return marked
      }),
    )
  }
}

// In a folder, which opens no page by itself, the links that scripts make have to name the file, however they are opened.
if (location.protocol === "file:") {
  for (const event of ["pointerdown", "keydown", "click"]) {
    document.addEventListener(
      event,
      ({ target }) => {
        const link = target instanceof Element ? target.closest("a") : null
        if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html"
      },
      true,
    )
  }
}

// Folds and rooms: an address opens the fold that it leads into, and leads on to the room that has what was here before.

const reveal = async () => {
  const name = decodeURIComponent(location.hash.slice(1))
  const target = document.getElementById(name)
  if (target || !name.includes(".")) return show(target)
  const { nearest } = await import("./claims.js")
  const near = await nearest(name)
  if (near && !near.closest(".sh-room--page"))
    notice("What this address named has other words now, or is gone. This is the place nearest to it.")
  show(near)
  near?.scrollIntoView()
}

/**
 * Opens the folds around what an address names, or the room that it is in.
 * @param {Element | null} target
 */
function show(target) {
  if (!target) return
  const room = target.closest(".sh-room--page")?.querySelector("a")
  if (room) return location.replace(`${room.href}${arrived}${location.hash}`)
  const folds = [...ancestors(target)].filter((element) => element instanceof HTMLDetailsElement && !element.open)
  for (const fold of folds) fold.setAttribute("open", "")
  if (folds.length) target.scrollIntoView()
}

/**
 * An element and those around it.
 * @param {Element | null} element
 */
function* ancestors(element) {
  for (; element; element = element.parentElement) yield element
}
addEventListener("hashchange", reveal)
reveal()

// The week slider of an operation comes with its table alone.

if (document.querySelector(".sh-hands")) import("./hands.js")

// What words mean and which sources stand behind numbers, beside them. Where a browser cannot, titles and links say it.

if ("popover" in HTMLElement.prototype && document.querySelector("article :is(abbr, .footnote-ref)"))
  import("./tips.js")

// Filters: a box above a list leaves what has the words in it. On a list by letters it opens the letter's page.

for (const place of document.querySelectorAll("[data-sh-filter]")) {
  const kind = /** @type {HTMLElement} */ (place).dataset.shFilter ?? "li"
  const label = document.createElement("label")
  label.className = "sh-filter"
  label.textContent = kind === "letters" ? "First letters of the name" : "Filter this list"
  const input = document.createElement("input")
  input.type = "search"
  input.autocomplete = "off"
  label.append(input)
  const count = document.createElement("p")
  count.className = "sh-filter__count"
  count.setAttribute("role", "status")
  const list = document.createElement("ul")
  place.append(label, count, list)
  input.addEventListener("input", async () => {
    const words = input.value.trim().toLowerCase()
    const number = kind === "letters" ? await fromLetter(words, list, input) : narrowed(words, kind, place)
    if (number !== null) count.textContent = words ? `${number} found` : ""
  })
}

/**
 * Hides every entry of a page that does not have all the words, and every section that is left empty. How many are left.
 * @param {string} words
 * @param {string} kind
 * @param {Element} place
 */
function narrowed(words, kind, place) {
  const article = /** @type {HTMLElement} */ (place.closest("article"))
  const wanted = words.split(/\s+/)
  let number = 0
  for (const entry of entriesOf(article, kind)) {
    const text = entry
      .map((part) => part.textContent ?? "")
      .join(" ")
      .toLowerCase()
    const fits = wanted.every((word) => text.includes(word))
    for (const part of entry) part.hidden = !fits
    if (fits) number += 1
  }
  for (const fold of /** @type {NodeListOf<HTMLDetailsElement>} */ (article.querySelectorAll("details.sh-room"))) {
    if (fold.querySelector(kind === "dl" ? "dt" : kind)) {
      fold.open =
        words !== "" &&
        [...fold.querySelectorAll(kind === "dl" ? "dt" : kind)].some(
          (part) => !(/** @type {HTMLElement} */ (part).hidden),
        )
    }
  }
  return number
}

/**
 * The entries of a page, each with its parts: a name and what is said of it, or one element.
 * @param {HTMLElement} article
 * @param {string} kind
 * @returns {HTMLElement[][]}
 */
function entriesOf(article, kind) {
  if (kind !== "dl") {
    const all = /** @type {HTMLElement[]} */ ([...article.querySelectorAll(kind)])
    return all.filter((part) => !part.closest("[data-sh-filter], .footnote")).map((part) => [part])
  }
  return /** @type {HTMLElement[]} */ ([...article.querySelectorAll("dt")]).map((name) => {
    const said = name.nextElementSibling
    return said instanceof HTMLElement ? [name, said] : [name]
  })
}

/**
 * Lists what a letter's page has under the first letters typed. How many there are; null where newer letters were typed meanwhile.
 * @param {string} words
 * @param {HTMLUListElement} list
 * @param {HTMLInputElement} input
 */
async function fromLetter(words, list, input) {
  const rooms = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(".sh-room--letter a")])
  const room =
    rooms.find((link) => link.textContent?.trim().toLowerCase() === words[0]) ??
    (/^\d/.test(words) ? rooms[0] : undefined)
  let found = /** @type {Element[]} */ ([])
  if (room && words) {
    const { textOf } = await import("./files.js")
    const page = new DOMParser().parseFromString(await textOf(room.href).catch(() => ""), "text/html")
    if (input.value.trim().toLowerCase() !== words) return null
    found = [...page.querySelectorAll("article li")].filter((item) =>
      item.textContent?.trim().toLowerCase().startsWith(words),
    )
    for (const link of page.querySelectorAll("article a")) {
      link.setAttribute("href", new URL(link.getAttribute("href") ?? "", room.href).href)
    }
  }
  list.replaceChildren(...found.slice(0, 60))
  return found.length
}

// Paper: what prints is open. The whole record prints on request, with the rooms that have pages of their own.

/** @type {Set<Element>} */
const opened = new Set()
addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("article:has(.sh-room) details:not([open])")) {
    fold.setAttribute("open", "")
    opened.add(fold)
  }
})
addEventListener("afterprint", () => {
  for (const fold of opened) fold.removeAttribute("open")
  opened.clear()
  document.documentElement.classList.remove("sh-whole")
})

const tools = document.querySelector(".sh-tools")
if (tools && document.querySelector(".sh-room")) {
  const button = document.createElement("button")
  button.type = "button"
  button.textContent = "Print all of it"
  button.addEventListener("click", async () => {
    await Promise.all([...document.querySelectorAll(".sh-room--page")].map(fetchRoom))
    document.documentElement.classList.add("sh-whole")
    print()
  })
  tools.append(button)
}

/**
 * Puts what a room's page says in the place of the link to it. Without a network the link stays.
 * @param {Element} room
 */
async function fetchRoom(room) {
  try {
    const { textOf } = await import("./files.js")
    const { href } = /** @type {HTMLAnchorElement} */ (room.querySelector("a"))
    const page = new DOMParser().parseFromString(await textOf(href), "text/html")
    const article = page.querySelector("article")
    for (const part of article?.querySelectorAll(".sh-back, .sh-review, .sh-tools") ?? []) part.remove()
    if (article) room.replaceChildren(...article.children)
  } catch {
    // It is said to be elsewhere.
  }
}

// "Report an error" takes along where the reader is: the page, a room's own page among them, and the section of the address.
document.addEventListener("click", ({ target }) => {
  const link = target instanceof Element ? target.closest(".sh-tools a") : null
  if (!(link instanceof HTMLAnchorElement) || !link.search.includes("template=error.yml")) return
  const form = new URL(link.href)
  form.searchParams.set("page", location.pathname.slice(site.pathname.length))
  if (location.hash) form.searchParams.set("section", decodeURIComponent(location.hash.slice(1)))
  link.href = form.href
})

// The store: the whole site, kept once a page has been read, unless the device asks to save data. What comes from it says so.

/**
 * What some browsers tell of the connection.
 * @type {Navigator & { connection?: { saveData?: boolean } }}
 */
const device = navigator
const notices = new Map([
  [
    "kept",
    (/** @type {string} */ edition) => `The network does not answer: this is the kept copy, edition of ${edition}.`,
  ],
  [
    "new-edition",
    (/** @type {string} */ edition) => `A new edition of ${edition} is here. Load the page again to read it.`,
  ],
])
if ("serviceWorker" in device && !device.connection?.saveData) {
  const register = () => device.serviceWorker.register(new URL("sw.js", site)).catch(() => {})
  addEventListener("load", () => (window.requestIdleCallback ?? setTimeout)(register))
  const line = document.querySelector(".sh-kept")
  const ask = () => {
    device.serviceWorker.controller?.postMessage("served?")
    if (line) device.serviceWorker.controller?.postMessage("kept?")
  }
  ask()
  device.serviceWorker.addEventListener("controllerchange", ask)
  // A device that runs out of room may delete what is kept, unless it was asked not to. Only a reader who came back is asked for.
  if (device.serviceWorker.controller) device.storage?.persist?.().catch(() => {})
  device.serviceWorker.addEventListener("message", ({ data }) => {
    const { type, edition } = data
    if (type === "inventory" && line instanceof HTMLElement) {
      const what = data.kept === data.of ? "the whole site" : `${data.kept} of ${data.of} files so far`
      line.textContent = `Kept on this device for use without a network: ${what}, edition of ${edition}, since ${data.on}.`
      line.hidden = false
    }
    const words = notices.get(type)?.(edition)
    if (words) notice(words)
  })
}

/**
 * Tells the reader something, at the foot of the window.
 * @param {string} words
 */
function notice(words) {
  const note = document.querySelector(".sh-notice") ?? document.body.appendChild(document.createElement("p"))
  note.className = "sh-notice"
  note.setAttribute("role", "status")
  note.textContent = words
  document.body.style.setProperty("--sh-notice", `${note.getBoundingClientRect().height}px`) // the planner's bar stands above it
}
