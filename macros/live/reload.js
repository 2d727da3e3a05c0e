// Only while somebody works on the site: loads the page anew when it has changed, and shows above it what is wrong.
// In a function: the page's own scripts share its names, and one of them has a `show`, too.
;(() => {
  const own = /** @type {HTMLScriptElement} */ (document.currentScript).dataset.version

  /** @param {string[]} wrong */
  function show(wrong) {
    document.getElementById("live-wrong")?.remove()
    if (!wrong.length) return
    const bar = document.createElement("div")
    bar.id = "live-wrong"
    bar.setAttribute("role", "alert")
    Object.assign(bar.style, {
      position: "fixed",
      inset: "0 0 auto",
      zIndex: "999",
      maxHeight: "50vh",
      overflow: "auto",
      padding: "0.6rem 1rem",
      background: "#8e1b1b",
      color: "#fff",
      font: "14px/1.4 monospace",
      whiteSpace: "pre-wrap",
    })
    bar.textContent = ["Something is wrong, and pages may be as they were before:", ...wrong].join("\n")
    document.body.append(bar)
  }

  async function watch() {
    let seen = ""
    for (;;) {
      const told = await fetch(`/live.json?${seen}`, { cache: "no-store" }).then(
        (answer) => answer.json(),
        () => null,
      )
      if (!told) {
        await new Promise((again) => setTimeout(again, 300)) // the server starts anew
        continue
      }
      if (told.version !== own && !told.wrong.length) return location.reload()
      seen = told.version
      show(told.wrong)
    }
  }
  addEventListener("DOMContentLoaded", watch)
})()
