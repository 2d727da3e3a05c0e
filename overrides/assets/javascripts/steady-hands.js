// Every page: the search box, and the store for use without a network. Nothing leaves the device.

// The search box: links that open it, a head start for the engine, and what was searched before.

const box = document.querySelector("[data-md-component=search-query]")

// Links marked data-sh-search lead to the A–Z. With script they open the search box instead.
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-sh-search]") || !box) return
  event.preventDefault()
  const toggle = document.getElementById("__search")
  toggle.checked = true
  toggle.dispatchEvent(new Event("change")) // the theme shows its list of results for this event alone
  box.focus()
})

// Who puts the cursor into the box will type: fetch what the first answer needs, so that the worker finds it in the cache.
box?.addEventListener(
  "focus",
  () => {
    const { base } = JSON.parse(document.getElementById("__config").textContent)
    for (const path of [
      "search/worker.js",
      "search/engine.js",
      "vendor/minisearch.js",
      "vendor/searchable-map.js",
      "vendor/stemmer.js",
    ])
      document.head.append(
        Object.assign(document.createElement("link"), {
          rel: "modulepreload",
          href: new URL(`assets/javascripts/${path}`, new URL(base, location)),
        }),
      )
    fetch(new URL("search/index.json", new URL(base, location))).catch(() => {})
  },
  { once: true },
)

// Earlier searches: kept on this device, shown under the empty box, forgotten on request.
const KEY = "steady-hands.searches"
const recall = () => {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? []
  } catch {
    return []
  }
}
const keep = (searches) => {
  try {
    localStorage.setItem(KEY, JSON.stringify(searches))
  } catch {
    /* storage is off */
  }
}

const results = document.querySelector("[data-md-component=search-result]")
if (box && results) {
  const list = Object.assign(document.createElement("div"), { className: "sh-recent" })
  results.before(list)

  const button = (words, press) => {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: words })
    made.addEventListener("click", press)
    return made
  }
  const draw = () => {
    const searches = recall()
    list.hidden = Boolean(box.value.trim()) || !searches.length
    list.replaceChildren(
      ...searches.map((words) =>
        button(words, () => {
          box.value = words
          box.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }))
          box.focus()
          draw()
        }),
      ),
      button("Forget these", () => {
        localStorage.removeItem(KEY)
        draw()
        box.focus()
      }),
    )
  }
  for (const event of ["focus", "input", "keyup"]) box.addEventListener(event, draw)
  // The theme listens for keys; words also come by voice, by paste and by a phone's suggestions.
  box.addEventListener("input", () => box.dispatchEvent(new KeyboardEvent("keyup")))
  box.form.addEventListener("reset", () => setTimeout(draw))
  results.addEventListener("click", (event) => {
    const words = box.value.trim()
    if (event.target.closest("a") && words) keep([words, ...recall().filter((other) => other !== words)].slice(0, 5))
  })
  draw()
}

// The store: the whole site, kept once a page has been read, unless the device asks to save data. What comes from it says so.
const site = new URL(JSON.parse(document.getElementById("__config").textContent).base, location)
if ("serviceWorker" in navigator && !navigator.connection?.saveData) {
  addEventListener("load", () =>
    (window.requestIdleCallback ?? setTimeout)(() =>
      navigator.serviceWorker.register(new URL("sw.js", site)).catch(() => {}),
    ),
  )
  navigator.serviceWorker.controller?.postMessage("served?")
  navigator.serviceWorker.addEventListener("message", ({ data: { type, edition } }) => {
    const words = {
      kept: `No network: this is the kept copy, edition of ${edition}.`,
      "new-edition": `A new edition of ${edition} is here. Load the page again to read it.`,
    }[type]
    if (!words) return
    const note =
      document.querySelector(".sh-notice") ??
      document.body.appendChild(Object.assign(document.createElement("p"), { className: "sh-notice" }))
    note.setAttribute("role", "status")
    note.textContent = words
  })
}
