// The answer: may I, whom to call, and what to do, each idea on a line. Draws what it is given.

/** @import { Idea } from "./ideas.js" */
/** @import { Page } from "./page.js" */
/** @import { Held, Plan } from "./planner.js" */
/** @import { Question } from "./questions.js" */

import { areaLine, keptOff, named as areasNamed, notKnown } from "./areas.js"
import { asking } from "./asking.js"
import { capital, h, present, tell } from "./elements.js"
import { emergency } from "./emergency.js"
import { anatomy, positions } from "./figures.js"
import { followUps } from "./followups.js"
import { drawn, ideas } from "./ideas.js"
import { keeper } from "./kept.js"
import { first, referTo } from "./planner.js"
import { boxes, folding, stopping, told } from "./reasons.js"
import { carefulUntilKnown, missing, quoted, say, stillOpen, suspected, unknown, warning } from "./saying.js"
import { toSay } from "./texts.js"

/** Under a stop that many reasons are in sight. */
const REASONS = 2
const SURGEON = "May massage begin, on which parts of the body and in which positions, and what must I leave out?"
const UNTIL = "It counts as an emergency until this is known. If you cannot ask at once, call."
const WIDE = matchMedia("(min-width: 60em)")

/**
 * @param {Page} page
 * @param {{ ask: (step: string) => void, write: () => void }} ways to a step of the form, and to the letter
 */
export function result(page, ways) {
  const { state, data, edition } = page
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
  // Of several changes that are told at once the last is how it is now.
  new IntersectionObserver((all) => (link.hidden = all[all.length - 1].isIntersecting), between).observe(verdict)

  const { part, show } = keeper(element)
  const shelf = h("div", { class: "sh-ideas" })
  const shelved = keeper(shelf)

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
  /** @param {Plan} made */
  const folded = (made) => [
    positions(page, drawn(made, data)),
    h("div", { class: "sh-ideas" }, ideas(made, data).map(ideaOf)),
  ]

  /**
   * The ideas in sight, each kept while it says the same.
   * @param {Plan} made
   * @param {number} inSight
   */
  function shelve(made, inSight) {
    const every = ideas(made, data, inSight)
    shelved.show(
      every.flatMap((idea) => shelved.part(idea.subject, { ...idea, held: idea.held.map(named) }, () => ideaOf(idea))),
    )
    return shelf
  }

  const rules = (/** @type {string} */ label, /** @type {Held[]} */ held) =>
    part(label, held.map(named), () => {
      const inside = () => boxes(page, held, "emergency", "refer", "avoid", "adapt", "ask", "fine")
      return held.length > 0 && kept(label, folding(`${label}: ${held.length}`, inside, { class: "sh-figures" }))
    })

  /** @param {Plan} made */
  function limits({ held }) {
    const some = held.filter(({ rule }) => rule.subject === "keep-off" && rule.level === "avoid")
    return [...new Set(some.map(({ rule }) => rule.short ?? rule.do))]
  }

  const pictured = (/** @type {Plan} */ made, /** @type {boolean} */ open) => {
    const fold = anatomy(page, limits(made), keptOff(made, data), open)
    return fold && kept("anatomy", fold)
  }

  const thinkOf = (/** @type {string[]} */ slugs) => {
    const item = (/** @type {string} */ slug) => {
      const { url, name } = Object.hasOwn(data.complications, slug) ? data.complications[slug] : data.conditions[slug]
      return h("li", {}, h("a", { href: new URL(url, page.base) }, name))
    }
    const label = `What to keep in mind: ${slugs.length}`
    const fold = () => h("ul", {}, slugs.map(item))
    return slugs.length > 0 && kept("consider", folding(label, fold, { class: "sh-figures" }))
  }

  /** What a picture of the operation shows. */
  const operated = () => [state.procedures, state.levels, state.side, state.planned]

  const ask = (/** @type {Question[]} */ open) => part("asking", open, () => asking(page, open))

  /**
   * Nothing but whom to call, what to say and what to do; the rest is for later.
   * @param {Plan} made
   */
  function stop(made) {
    const alone = made.urgency === "emergency" // nothing beside it that could wait
    const now = first(made).slice(0, REASONS)
    const words = made.urgency !== "none" && toSay(made, { ...state, ...made.client }, data)
    const open = followUps(made, state, data)
    const inside = () =>
      present([
        boxes(page, made.held, "emergency", "refer", "avoid", "adapt", "ask"),
        pictured(made, false),
        thinkOf(made.consider),
      ])
    return [
      ...part("emergency", alone, () => alone && emergency()),
      ...part("say", [words, alone], () => words && say(words, alone)),
      ...said(made),
      ...part("stopping", now.map(named), () => now.map(stopping)),
      ...part("until", alone && open.length, () => alone && open.length > 0 && h("p", {}, UNTIL)),
      ...ask(open),
      ...part("later", [made.held.map(named), operated(), made.consider], () =>
        kept("later", folding("When this has been looked at", inside, { class: "sh-figures" })),
      ),
    ]
  }

  /**
   * Whom to ask what; the plan is for when they have agreed.
   * @param {Plan} made
   */
  function wait(made) {
    const reasons = made.held.filter(({ rule }) => rule.today === "wait")
    const lines = [...new Set(reasons.map(({ rule }) => rule.short ?? rule.do))]
    const different = new Set(Object.values(made.areas)).size > 1
    const words = `${toSay(made, { ...state, ...made.client }, data)} ${question(made)}`
    const write = () => h("button", { type: "button", class: "sh-write", onclick: ways.write }, "Write the letter")
    return [
      ...part("say", [words, false], () => say(words, false)),
      ...part("write", null, () => h("p", {}, write())),
      ...said(made),
      ...(different ? where(made) : []),
      ...part(
        "reasons",
        lines,
        () =>
          lines.length > 0 &&
          h(
            "ul",
            {},
            lines.map((line) => h("li", {}, line)),
          ),
      ),
      ...ask(followUps(made, state, data)),
      ...part("agreed", everything(made), () =>
        kept(
          "agreed",
          folding("When they have agreed: the plan", () => folded(made), { class: "sh-figures" }),
        ),
      ),
      ...behind(made),
    ]
  }

  /** @param {Plan} made */
  function question({ client }) {
    return client.areas.length
      ? `May I massage the ${areasNamed(client.areas, data)}, and what must I leave out?`
      : SURGEON
  }

  /**
   * What is missing; what is certain already is folded away.
   * @param {Plan} made
   */
  function undecided(made) {
    const open = stillOpen(made, data)
    return [
      ...part("missing", open, () => missing(open, ways.ask)),
      ...said(made),
      ...ask(followUps(made, state, data)),
      ...part(
        "certain",
        everything(made),
        () =>
          made.held.length > 0 &&
          kept(
            "certain",
            folding("Certain already", () => folded(made), { class: "sh-figures" }),
          ),
      ),
      ...behind(made),
    ]
  }

  /** @param {Plan} made */
  function work(made) {
    const open = followUps(made, state, data)
    const lists = notKnown(made).join(" and ")
    const lying = drawn(made, data)
    return [
      ...said(made),
      ...part("careful", lists, () => lists && carefulUntilKnown(lists, ways.ask)),
      ...where(made),
      ...part("lying", lying, () => positions(page, lying)),
      shelve(made, open.length ? 1 : 2),
      ...ask(open),
      ...behind(made),
    ]
  }

  /** All that a folded plan is made from. @param {Plan} made */
  const everything = (made) => [made.held.map(named), made.client, made.areas]

  /** @param {Plan} made */
  function where(made) {
    const lines = areaLine(made, data)
    const item = (/** @type {[string, string]} */ [area, words]) =>
      h("li", {}, h("strong", {}, `${capital(area)}: `), words)
    return part("where", lines, () => h("ul", { class: "sh-areas", "aria-label": "Where" }, lines.map(item)))
  }

  /** @param {Plan} made */
  function behind(made) {
    const off = [limits(made), [...keptOff(made, data)]]
    const open = WIDE.matches && ["modify", "ok-with-precautions"].includes(made.session)
    return [
      ...rules("All rules in force, by level", first(made)),
      ...part("anatomy", [off, operated(), open], () => pictured(made, open)),
      ...part("consider", made.consider, () => thinkOf(made.consider)),
    ]
  }

  /** @param {Plan} made */
  const said = ({ client }) => [
    ...part("unknown", client.unknown, () => unknown(client.unknown)),
    ...part("quoted", client.other, () => quoted(page, client.other)),
    ...part("suspected", client.complications, () => suspected(page, client.complications)),
    ...part(
      "refused",
      client.clearance === "refused",
      () =>
        client.clearance === "refused" &&
        warning("The team said no. Ask what would have to change, before you offer a new date."),
    ),
  ]

  const DRAWS = {
    "do-not-massage": stop,
    postpone: wait,
    undecided,
    modify: work,
    "ok-with-precautions": work,
  }

  /**
   * Whom to reach and how; nobody while it is not decided.
   * @param {Plan} made
   */
  function toReach(made) {
    const { session, urgency } = made
    const whom = urgency !== "none" && session !== "undecided" ? `${referTo(made, data)}.` : ""
    return { verb: session === "postpone" ? "Ask:" : urgency === "routine" ? "Tell:" : "Call:", whom }
  }

  /** @param {Plan} made */
  function draw(made) {
    const { session } = made
    const answering = document.activeElement?.closest(".sh-asking")
    const { verb, whom } = toReach(made)
    tell(link, data.sessions[session])
    link.className = `sh-now sh-verdict--${session}`
    tell(verdict, data.sessions[session])
    verdict.className = `sh-verdict sh-verdict--${session}`
    show([
      verdict,
      ...part("whom", [verb, whom], () => whom && h("p", { class: "sh-whom" }, h("strong", {}, verb), " ", whom)),
      ...DRAWS[session](made),
      ...part("edition", null, () =>
        h("p", { class: "sh-edition" }, `Edition of ${edition}. Compiled from sources, not reviewed by a clinician.`),
      ),
    ])
    // Whoever answers goes on with the next question.
    if (answering && !answering.isConnected) {
      const next = /** @type {HTMLElement | null} */ (element.querySelector(".sh-asking button"))
      ;(next ?? verdict).focus({ preventScroll: true })
    }
  }

  const speak = (/** @type {Plan} */ made) => {
    const { verb, whom } = toReach(made)
    spoken.textContent = [`${data.sessions[made.session]}.`, ...(whom ? [verb, whom] : [])].join(" ")
  }
  return { element, spoken, bar: link, draw, speak }
}

/** What tells one rule in force from another, or from the same in force for another reason. @param {Held} held */
const named = ({ rule, matched, unknown }) => [rule.caution, rule.id, matched, unknown]
