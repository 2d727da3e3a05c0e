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
    const searches = recall()
    list.hidden = Boolean(box.value.trim()) || !searches.length
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
    const over = box.scrollWidth > box.clientWidth || (ghost?.scrollWidth ?? 0) > (ghost?.clientWidth ?? 0)
    if (ghost?.textContent && (over || !ghost.textContent.startsWith(box.value))) ghost.textContent = ""
  }
  if (ghost) new MutationObserver(fit).observe(ghost, { childList: true, characterData: true, subtree: true })
  box.addEventListener("input", fit)
}

// A result leads to its page with the words that were typed: they are marked, and leave the address.
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
    if (!words) return
    const note = document.querySelector(".sh-notice") ?? document.body.appendChild(document.createElement("p"))
    note.className = "sh-notice"
    note.setAttribute("role", "status")
    note.textContent = words
  })
}
