// The drawing of an operation at the levels and on the side that were entered. It moves what the drawing has, to places that are
// published with it: each mark is drawn around its own middle, and says in `data-` where it may lie.

/** @import { Drawings } from "published" */
/** @import { Side } from "./state.js" */

const WIDTH = 180 // of a panel

/**
 * Moves the marks of a drawing. Whatever does not fit (levels of another part of the spine, or out of the picture) leaves the example.
 * @param {HTMLElement} box that holds the drawing
 * @param {Drawings["spine"]} spine
 * @param {{ levels: string[], side: Side | null }} entered
 */
export function entered(box, spine, { levels, side }) {
  const places = Object.keys(spine.back)
  const bones = places.filter((place) => !place.includes("-"))
  const runs = levels.flatMap((level) => {
    const [from, to] = level.split("-").map((bone) => bones.indexOf(/^S|pelvis/.test(bone) ? "sacrum" : bone))
    return from < 0 || to < from ? [] : [{ from, to: to ?? from }]
  })
  const ends = (/** @type {string} */ reach) => reach.split("-").map((bone) => bones.indexOf(bone))
  const reaches = [...box.querySelectorAll("[data-spot]")].map((mark) => ends(mark.getAttribute("data-reach") ?? ""))
  const panels = /** @type {SVGElement[]} */ ([...box.querySelectorAll(".sh-view")])
  const placed = runs.length > 0 && fits(panels)
  if (placed) for (const panel of panels) move(panel)
  if (side) box.querySelectorAll("[data-turns]").forEach((mark) => turn(mark))
  say()

  /**
   * Where a mark lies, by the bones between which it may.
   * @param {Element} mark
   */
  function targets(mark) {
    const { spot = "middle", reach = "" } = /** @type {SVGElement} */ (mark).dataset
    const [first, last] = ends(reach)
    return runs.flatMap(({ from, to }) => {
      const within = (/** @type {number} */ bone) => {
        const owner = nearest(bone, from, to)
        return owner >= first && owner <= last
      }
      const all = Array.from({ length: to - from + 1 }, (_, step) => from + step)
      const which = spot === "bone" ? all : spot === "inner" && to > from ? all.slice(1, -1) : null
      if (which) return which.filter(within).map((bone) => bones[bone])
      if (spot === "inner") return within(from) ? [bones[from]] : []
      // Of a single bone, the disk below it.
      const disks = (to > from ? all.slice(0, -1) : all).filter((bone) => within(bone) && bone + 1 < bones.length)
      const here = disks.map((bone) => `${bones[bone]}-${bones[bone + 1]}`)
      return spot === "middle" ? here.slice(here.length >> 1, (here.length >> 1) + 1) : here
    })
  }

  /**
   * The bone of a run that some mark may lie at: this one or the nearest. So a run that begins above all marks is drawn from its top.
   * @param {number} bone
   * @param {number} from
   * @param {number} to
   */
  function nearest(bone, from, to) {
    const known = bones.flatMap((_, at) =>
      at >= from && at <= to && reaches.some(([first, last]) => at >= first && at <= last) ? [at] : [],
    )
    return known.sort((one, other) => Math.abs(one - bone) - Math.abs(other - bone))[0] ?? NaN
  }

  /** @param {SVGElement[]} panels */
  function fits(panels) {
    const moving = panels.flatMap((panel) =>
      [...panel.querySelectorAll("[data-spot]")].flatMap((mark) =>
        targets(mark).map((place) => ({ frame: frame(panel), y: spine[view(panel)][place].y })),
      ),
    )
    return moving.length > 0 && moving.every(({ frame: { top, height }, y }) => y > top + 2 && y < top + height - 2)
  }

  /** @param {SVGElement} panel */
  function move(panel) {
    if (panel.dataset.reach) return enlarged(panel)
    const marks = /** @type {SVGElement[]} */ ([...panel.querySelectorAll("g[data-spot]")])
    // The same mark, once for each level.
    const patterns = new Map(marks.map((mark) => [`${mark.dataset.reach} ${mark.innerHTML}`, mark]))
    for (const pattern of patterns.values()) {
      for (const place of targets(pattern)) {
        const copy = /** @type {SVGElement} */ (pattern.cloneNode(true))
        copy.setAttribute("transform", spine[view(panel)][place].transform)
        copy.dataset.at = place
        pattern.before(copy)
      }
    }
    for (const mark of marks) mark.remove()
    for (const label of /** @type {NodeListOf<SVGElement>} */ (panel.querySelectorAll(".sh-label[data-at]"))) {
      const of = spine[view(panel)]
      const all = targets(label)
      const place = all[all.length >> 1]
      const { scale } = frame(panel)
      if (place) label.setAttribute("transform", `translate(0 ${(of[place].y - of[label.dataset.at ?? ""].y) * scale})`)
      else label.remove()
    }
    // The part of the body on which there was no operation.
    if (marks.length && !panel.querySelector("[data-spot], .sh-label")) panel.remove()
  }

  /**
   * The enlarged spine is the same at every level, and says at which it is drawn.
   * @param {SVGElement} panel
   */
  function enlarged(panel) {
    const all = targets(panel)
    const place = all[all.length >> 1]
    if (!place) return panel.remove()
    const first = bones.indexOf(place.split("-")[0])
    const name = (/** @type {number} */ bone) => written(bones[bone] ?? "")
    for (const word of /** @type {NodeListOf<SVGElement>} */ (panel.querySelectorAll("[data-bone]")))
      word.textContent = name(first + Number(word.dataset.bone))
    const caption = panel.querySelector(".sh-view-name")
    if (caption) caption.textContent = written(place) + (caption.textContent?.replace(/^[^,]*/, "") ?? "")
  }

  /** @param {Element} mark */
  function turn(mark) {
    if (/** @type {SVGElement} */ (mark).dataset.turns === side) return
    if (mark.matches(".sh-label")) {
      if (side === "both") return
      for (const [line, end] of [
        [".sh-leader", "x2"],
        [".sh-end", "cx"],
      ]) {
        const part = mark.querySelector(line)
        part?.setAttribute(end, `${WIDTH - Number(part.getAttribute(end))}`)
      }
      return
    }
    const other = side === "both" ? /** @type {Element} */ (mark.cloneNode(true)) : mark
    other.setAttribute("transform", `${mark.getAttribute("transform") ?? ""} scale(-1 1)`.trim())
    if (other !== mark) mark.after(other)
  }

  /** What is drawn where, in sight and for those who hear it. */
  function say() {
    const drawn = /** @type {HTMLElement | null} */ (box.querySelector("[data-drawn]"))
    const words = box.querySelector(".sh-drawn")
    const said = drawn?.dataset.drawn
    if (!said || !words || !(placed || side)) return
    const on = side ? `, ${side === "both" ? "both sides" : `${side} side`}` : ""
    const now = placed ? `Drawn at ${levels.map(written).join(", ")}${on}, as entered` : `${said}${on}`
    for (const element of [drawn, words]) {
      const label = element.getAttribute("aria-label")
      if (label) element.setAttribute("aria-label", label.replace(said, now))
    }
    words.textContent = `${now}.`
  }
}

/** @param {string} level */
const written = (level) => level.replace("-", "–").replace("sacrum", "S1")

/** @param {SVGElement} panel */
const view = ({ dataset }) => dataset.view ?? "back"

/**
 * What of the body a panel shows, and how large.
 * @param {SVGElement} panel
 */
function frame(panel) {
  const inner = /** @type {SVGSVGElement} */ (panel.querySelector("svg"))
  const [, top, , height] = (inner.getAttribute("viewBox") ?? "").split(" ").map(Number)
  return { top, height, scale: Number(inner.getAttribute("height")) / height }
}
