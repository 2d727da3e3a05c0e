// The colors: those that the reader chose, else those of the device. It runs before the page is laid out, since whatever changes for all of
// a page later has all of it styled anew.

;(() => {
  // The names that the theme's script gives the page at its end.
  document.documentElement.classList.replace("no-js", "js")
  document.documentElement.classList.add("js-focus-visible")

  const KEY = "__palette" // as the theme had it, for those who chose before
  const device = matchMedia("(prefers-color-scheme: dark)")
  const buttons = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-sh-scheme]")])
  const told = meta("color-scheme")
  const bar = meta("theme-color") // of a phone's browser

  /** @returns {string | undefined} */
  const chosen = () => {
    try {
      return __md_get(KEY)?.color.scheme
    } catch {
      // Storage is off.
    }
  }

  const show = (scheme = chosen() ?? (device.matches ? "slate" : "default")) => {
    document.body.dataset.mdColorScheme = scheme
    told.content = scheme === "slate" ? "dark" : "light"
    for (const button of buttons) button.hidden = button.dataset.shScheme === scheme
  }
  const paint = () => {
    bar.content = getComputedStyle(document.body).getPropertyValue("--md-primary-fg-color")
  }

  for (const button of buttons) {
    button.addEventListener("click", () => {
      const scheme = button.dataset.shScheme
      __md_set(KEY, { color: { scheme } })
      show(scheme)
      paint()
      buttons.find((other) => !other.hidden)?.focus()
    })
  }
  device.addEventListener("change", () => show())
  addEventListener("load", paint) // not before: to ask for it, styles have to be there
  show()

  /** @param {string} name */
  function meta(name) {
    const element = Object.assign(document.createElement("meta"), { name })
    document.head.append(element)
    return element
  }
})()
