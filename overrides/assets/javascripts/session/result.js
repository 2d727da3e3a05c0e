// The answer: may I, whom to call, and what to do, each idea on a line. Draws what it is given.

/** @import { Child, Leaf } from "./elements.js" */
/** @import { Findings } from "./client.js" */
/** @import { Idea } from "./ideas.js" */
/** @import { Page } from "./page.js" */
/** @import { Held, Plan } from "./planner.js" */

import { areaLine, named, notKnown } from "./areas.js"
import { asking } from "./asking.js"
import { h, present } from "./elements.js"
import { emergency } from "./emergency.js"
import { anatomy, positions } from "./figures.js"
import { drawn, ideas } from "./ideas.js"
import { first, referTo } from "./planner.js"
import { boxes, folding, stopping, told } from "./reasons.js"
import { toSay } from "./texts.js"

/** Under a stop that many reasons are in sight. */
const REASONS = 2
const SURGEON = "May massage begin, on which parts of the body and in which positions, and what must I leave out?"
const WIDE = matchMedia("(min-width: 60em)")

/**
 * @param {Page} page
 * @param {{ ask: (step: string) => void, write: () => void }} ways to a step of the form, and to the letter
 */
export function result(page, ways) {
  const { state, data } = page
  const element = h("section", { class: "sh-plan", "aria-labelledby": "sh-verdict" })
  const spoken = h("p", { class: "sh-spoken", role: "status" })
  const verdict = h("h2", { id: "sh-verdict", tabindex: "-1" })
  // On a phone the answer is below the form.
  const link = h("a", {
    class: "sh-now",
    href: "#sh-verdict",
    onclick: (event) => {
      event.preventDefault()
      element.scrollIntoView()
      verdict.focus({ preventScroll: true })
    },
  })
  // It is seen when it is between the site's header and the bar itself.
  const between = { rootMargin: "-48px 0px -72px", threshold: 0.9 }
  new IntersectionObserver(([{ isIntersecting }]) => (link.hidden = isIntersecting), between).observe(verdict)

  /** @type {Set<string>} What is unfolded, which a new answer leaves so. */
  const unfolded = new Set()
  const kept = (/** @type {string} */ key, /** @type {HTMLDetailsElement} */ fold) => {
    fold.open ||= unfolded.has(key)
    fold.addEventListener("toggle", () => (fold.open ? unfolded.add(key) : unfolded.delete(key)))
    return fold
  }

  const ideaOf = (/** @type {Idea} */ { subject, name, lines, more, held, drawings }) => {
    const rest = more > 0 && h("span", { class: "sh-more" }, ` and ${more} more`)
    const inside = () => {
      const box = h("div", {}, positions(page, drawings, true))
      page.reasons().then(
        (reasons) => box.append(...held.map((item) => told(page, reasons, item))),
        () => box.append(...held.map(({ rule }) => h("p", {}, rule.do))),
      )
      return box
    }
    const label = [h("strong", {}, name), h("span", { class: "sh-line" }, lines.join(" · "), rest)]
    return kept(subject, folding(label, inside, { class: "sh-idea" }))
  }
  const ideasOf = (/** @type {Plan} */ made, inSight = 2) =>
    h("div", { class: "sh-ideas" }, ideas(made, data, inSight).map(ideaOf))

  const rules = (/** @type {string} */ label, /** @type {Held[]} */ held) =>
    held.length > 0 &&
    kept(
      label,
      folding(
        `${label}: ${held.length}`,
        () => boxes(page, held, "emergency", "refer", "avoid", "adapt", "ask", "fine"),
        {
          class: "sh-figures",
        },
      ),
    )

  const pictured = (/** @type {Plan} */ made, /** @type {boolean} */ open) => {
    const keepOff = made.held.filter(({ rule }) => rule.subject === "keep-off" && rule.level === "avoid")
    const fold = anatomy(page, [...new Set(keepOff.map(({ rule }) => rule.short ?? rule.do))], open)
    return fold && kept("anatomy", fold)
  }

  const thinkOf = (/** @type {string[]} */ slugs) => {
    const item = (/** @type {string} */ slug) => {
      const { url, name } = Object.hasOwn(data.complications, slug) ? data.complications[slug] : data.conditions[slug]
      return h("li", {}, h("a", { href: new URL(url, page.base) }, name))
    }
    const label = `To think of: ${slugs.length}`
    const fold = () => h("ul", {}, slugs.map(item))
    return slugs.length > 0 && kept("consider", folding(label, fold, { class: "sh-figures" }))
  }

  /**
   * Nothing but whom to call, what to say and what to do; the rest is for later.
   * @param {Plan} made
   */
  function stop(made) {
    const alone = made.urgency === "emergency" // nothing beside it that could wait
    const now = first(made)
    const inside = () =>
      present([
        boxes(page, made.held, "emergency", "refer", "avoid", "adapt", "ask"),
        pictured(made, false),
        thinkOf(made.consider),
      ])
    return [
      alone && emergency(),
      made.urgency !== "none" && say(toSay(made, { ...state, ...made.client }, data), alone),
      said(made),
      now.slice(0, REASONS).map(stopping),
      !alone && asking(page, made),
      kept("later", folding("When this has been looked at", inside, { class: "sh-figures" })),
    ]
  }

  /**
   * Whom to ask what; the plan is for when they have agreed.
   * @param {Plan} made
   */
  function wait(made) {
    const reasons = made.held.filter(({ rule }) => rule.today === "wait")
    const different = new Set(Object.values(made.areas)).size > 1
    const inside = () => [positions(page, drawn(made, data)), ideasOf(made)]
    return [
      say(`${toSay(made, { ...state, ...made.client }, data)} ${question(made)}`, false),
      h("p", {}, h("button", { type: "button", class: "sh-write", onclick: ways.write }, "Write the letter")),
      said(made),
      different && where(made),
      reasons.length > 0 &&
        h(
          "ul",
          {},
          [...new Set(reasons.map(({ rule }) => rule.short))].map((line) => h("li", {}, line)),
        ),
      asking(page, made),
      kept("agreed", folding("When they have agreed: the plan", inside, { class: "sh-figures" })),
      ...behind(made),
    ]
  }

  /** @param {Plan} made */
  function question({ client }) {
    return client.areas.length ? `May I massage the ${named(client.areas, data)}, and what must I leave out?` : SURGEON
  }

  /**
   * What is missing; what is certain already is folded away.
   * @param {Plan} made
   */
  function undecided(made) {
    const inside = () => [positions(page, drawn(made, data)), ideasOf(made)]
    return [
      missing(page, made, ways.ask),
      said(made),
      asking(page, made),
      made.held.length > 0 && kept("certain", folding("Certain already", inside, { class: "sh-figures" })),
      ...behind(made),
    ]
  }

  /** @param {Plan} made */
  function work(made) {
    const card = asking(page, made)
    return [
      said(made),
      carefulUntilKnown(made, ways.ask),
      where(made),
      positions(page, drawn(made, data)),
      ideasOf(made, card ? 1 : 2),
      card,
      ...behind(made),
    ]
  }

  const where = (/** @type {Plan} */ made) => {
    const item = (/** @type {[string, string]} */ [area, words]) =>
      h("li", {}, h("strong", {}, `${capital(area)}: `), words)
    return h("ul", { class: "sh-areas", "aria-label": "Where" }, areaLine(made, data).map(item))
  }

  /** @param {Plan} made */
  const behind = (made) => [
    rules("All rules in force, by level", first(made)),
    pictured(made, WIDE.matches && ["modify", "ok-with-precautions"].includes(made.session)),
    thinkOf(made.consider),
  ]

  /** @param {Plan} made */
  const said = ({ client }) => [
    unknown(client.unknown),
    quoted(page, client.other),
    suspected(page, client.complications),
    client.clearance === "refused" &&
      warning("The team said no. Ask what would have to change, before you offer a new date."),
  ]

  const DRAWS = {
    "do-not-massage": stop,
    postpone: wait,
    undecided,
    modify: work,
    "ok-with-precautions": work,
  }

  /** @param {Plan} made */
  function draw(made) {
    const { session, urgency } = made
    const answering = element.contains(document.activeElement) && document.activeElement?.closest(".sh-asking")
    link.textContent = data.sessions[session]
    link.className = `sh-now sh-verdict--${session}`
    verdict.textContent = data.sessions[session]
    verdict.className = `sh-verdict sh-verdict--${session}`
    const verb = session === "postpone" ? "Ask: " : urgency === "routine" ? "Tell: " : "Call: "
    const call = urgency !== "none" && session !== "undecided"
    element.replaceChildren(
      ...present([
        verdict,
        call && h("p", { class: "sh-whom" }, h("strong", {}, verb), `${referTo(made, data)}.`),
        DRAWS[session](made).flat(),
        h(
          "p",
          { class: "sh-edition" },
          `Edition of ${data.edition}. Compiled from sources, not reviewed by a clinician.`,
        ),
      ]),
    )
    // Whoever answers goes on with the next question.
    if (answering) {
      const next = /** @type {HTMLElement | null} */ (element.querySelector(".sh-asking button"))
      ;(next ?? verdict).focus({ preventScroll: true })
    }
  }

  const speak = (/** @type {Plan} */ made) => {
    const call = made.urgency === "none" ? "" : `Call: ${referTo(made, data)}.`
    spoken.textContent = `${data.sessions[made.session]}. ${call}`
  }
  return { element, spoken, bar: link, draw, speak }
}

const capital = (/** @type {string} */ words) => words.charAt(0).toUpperCase() + words.slice(1)

/**
 * The step of the form that asks for it.
 * @type {Record<string, string>}
 */
const STEPS = { procedures: "the-operation", weeks: "the-operation", signs: "stop-first" }

/**
 * What has still to be answered, each with the way to it.
 * @param {Page} page
 * @param {Plan} made
 * @param {(step: string) => void} ask
 */
function missing({ data }, { undecided }, ask) {
  const item = (/** @type {string} */ key) =>
    h("li", {}, h("button", { type: "button", onclick: () => ask(STEPS[key]) }, capital(data.missing[key])))
  return [
    h("p", { class: "sh-whom" }, `${undecided.length} question${undecided.length === 1 ? "" : "s"} to go:`),
    h("ul", { class: "sh-missing" }, undecided.map(item)),
  ]
}

/**
 * Why the plan is more careful than it may have to be, with the way to what would change it.
 * @param {Plan} made
 * @param {(step: string) => void} ask
 */
function carefulUntilKnown(made, ask) {
  const lists = notKnown(made).join(" and ")
  return (
    lists &&
    warning(
      h("strong", {}, `Not known yet: ${lists}. `),
      "Until then the plan leaves out what some of them would bar. ",
      h("button", { type: "button", onclick: () => ask("the-client") }, "Answer now"),
    )
  )
}

/**
 * @param {string} words
 * @param {boolean} help whether somebody has to be sent
 */
const say = (words, help) =>
  h("p", { class: "sh-say" }, h("strong", {}, "Say: "), `“${words}”`, help ? " Then say where you are." : "")

const warning = (/** @type {Leaf[]} */ ...words) => h("p", { class: "sh-strange" }, words)

/**
 * Names that nobody here knows count as not known, and are said aloud.
 * @param {[kind: string, name: string][]} names
 */
function unknown(names) {
  const said = h("strong", {}, names.map(([, name]) => name).join(", "))
  return names.length > 0 && warning("Not known here, and so counted as not known: ", said, ". Find out what it is.")
}

/**
 * @param {Page} page
 * @param {Findings} other
 */
function quoted({ data }, other) {
  const said = Object.entries(other).map(([words, course]) => `“${words}” (${data.courses[course]})`)
  return said.length > 0 && warning(`In the client's words: ${said.join("; ")}.`)
}

/**
 * What the page of a suspected complication says to do.
 * @param {Page} page
 * @param {Findings} complications
 */
function suspected({ data, base }, complications) {
  const said = Object.entries(complications)
    .filter(([, course]) => course === "new")
    .map(([slug]) => {
      const { name, action, url } = data.complications[slug]
      const more = h("a", { href: new URL(url, base) }, "More")
      return h("p", {}, h("strong", {}, `${name}, suspected: `), action, " ", more)
    })
  return said.length > 0 && h("div", { class: "sh-rule sh-rule--refer" }, said)
}
