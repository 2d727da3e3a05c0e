// The planner's page: what is known goes in, the plan comes out. Nothing that is entered is sent or stored.

import { h } from "./elements.js"
import { form } from "./form.js"
import { papers } from "./papers.js"
import { plan } from "./planner.js"
import { result } from "./result.js"
import { client, read, write } from "./state.js"

const root = document.getElementById("sh-session")
const base = new URL("../../../", import.meta.url)
const data = await (await fetch(new URL("session/rules.json", base))).json()

// A browser fetches the icon again whenever the address changes, and the address changes with every fact. Not so a data address.
const icon = document.querySelector("link[rel=icon]")
icon.href = `data:image/svg+xml,${encodeURIComponent(await (await fetch(icon.href)).text())}`

const state = read(location.hash, data)
const page = { state, data, base, changed, planned: () => plan(client(state, data), data) }
const entered = form(page)
const shown = result(page)
const paper = papers(page)
let timer

function changed() {
  history.replaceState(null, "", location.pathname + location.search + write(state, data))
  draw()
}

function draw() {
  const made = page.planned()
  entered.draw(made)
  shown.draw(made)
  clearTimeout(timer)
  timer = setTimeout(() => {
    // what nobody waits for, once the typing rests
    shown.speak(made)
    paper.draw(made)
  }, 400)
}

// Another client's link in the same tab: that client's plan, and nothing left of the last one.
addEventListener("hashchange", () => {
  for (const key of Object.keys(state)) delete state[key]
  Object.assign(state, read(location.hash, data))
  draw()
})

root.replaceChildren(
  entered.element,
  h("div", { class: "sh-result" }, shown.spoken, shown.element, paper.element),
  shown.bar,
)
draw()
