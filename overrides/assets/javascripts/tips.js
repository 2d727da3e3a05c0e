// What a glossary word means, and which source stands behind a number, right beside it: by a mouse that rests, a tap, or the keyboard.
// One set of listeners serves the page, however many words and numbers it has.

const MARKS = "article abbr, article a.footnote-ref"
const REST = 200 // ms that a mouse rests before something opens, and is away before it closes
const EDGE = 8 // px to the sides of the window
const GAP = 6 // px to the line above or below

const tip = document.createElement("span")
tip.id = "sh-tip"
tip.className = "sh-tip"
tip.popover = "manual"

/** The word or number whose tip is open. @type {HTMLElement | null} */
let shown = null
let byFinger = false
/** @type {ReturnType<typeof setTimeout> | undefined} */
let resting

/**
 * The word or number that a part of the page belongs to.
 * @param {EventTarget | null} target
 * @returns {HTMLElement | null}
 */
const markOf = (target) => (target instanceof Element ? target.closest(MARKS) : null)

/** @param {EventTarget | null} target */
const inTip = (target) => target instanceof Node && tip.contains(target)

/**
 * What stands beside a mark: the meaning of a word, or the note of a number with its links. Nothing where there is none.
 * @param {HTMLElement} mark
 * @returns {(Node | string)[]}
 */
function said(mark) {
  if (!(mark instanceof HTMLAnchorElement)) {
    // The browser's own hint would come on top.
    if (mark.title) mark.dataset.means = mark.title
    mark.removeAttribute("title")
    return mark.dataset.means ? [mark.dataset.means] : []
  }
  const note = document.getElementById(decodeURIComponent(mark.hash.slice(1)))
  if (!note) return []
  const copy = /** @type {HTMLElement} */ (note.cloneNode(true))
  copy.querySelector(".footnote-backref")?.remove()
  const all = document.createElement("a")
  all.href = mark.hash
  all.textContent = "In the list of sources"
  return [...copy.childNodes, " · ", all]
}

/** @param {HTMLElement} mark */
function show(mark) {
  clearTimeout(resting)
  if (mark === shown) return
  hide()
  const words = said(mark)
  if (!words.length) return
  tip.replaceChildren(...words)
  mark.after(tip) // so the Tab key goes from the mark to the links of its note
  mark.setAttribute("aria-describedby", tip.id)
  tip.showPopover()
  const { left, top, bottom } = mark.getBoundingClientRect()
  const { clientWidth, clientHeight } = document.documentElement
  const { offsetWidth, offsetHeight } = tip
  const above = bottom + GAP + offsetHeight > clientHeight && top > offsetHeight + GAP
  tip.style.left = `${scrollX + Math.max(EDGE, Math.min(left, clientWidth - offsetWidth - EDGE))}px`
  tip.style.top = `${scrollY + (above ? top - offsetHeight - GAP : bottom + GAP)}px`
  shown = mark
}

function hide() {
  clearTimeout(resting)
  shown?.removeAttribute("aria-describedby")
  tip.remove()
  shown = null
}

/** @param {PointerEvent} event */
function pointed({ target, pointerType }) {
  if (pointerType === "touch") return
  const mark = markOf(target)
  clearTimeout(resting)
  if (mark) resting = setTimeout(() => show(mark), REST)
  else if (shown && !inTip(target) && document.activeElement !== shown && !inTip(document.activeElement))
    resting = setTimeout(hide, REST)
}

/** @param {MouseEvent} event */
function clicked(event) {
  const mark = markOf(event.target)
  // A finger opens the note first, and follows the number with a second tap. A mouse and the keyboard follow at once.
  const again = byFinger && mark === shown
  const follows = mark instanceof HTMLAnchorElement && (again || !byFinger)
  if (inTip(event.target)) {
    // Within a fold's heading, a click beside the links would shut the fold.
    if (!(event.target instanceof Element && event.target.closest("a"))) event.preventDefault()
  } else if (!mark || again || follows) {
    hide()
  } else {
    event.preventDefault()
    show(mark)
  }
}

/** @param {FocusEvent} event */
function focused({ target }) {
  const mark = markOf(target)
  if (mark && !byFinger) show(mark)
  else if (!mark && !inTip(target)) hide()
}

/** @param {KeyboardEvent} event */
function keyed({ key }) {
  byFinger = false
  if (key !== "Escape") return
  if (inTip(document.activeElement)) shown?.focus()
  hide()
}

/** @param {PointerEvent} event */
function lifted({ target }) {
  if (!markOf(target) && !inTip(target)) hide() // a finger that moves the page lifts without this
}

for (const word of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("article abbr"))) word.tabIndex = 0
document.addEventListener("pointerdown", ({ pointerType }) => (byFinger = pointerType === "touch"))
document.addEventListener("pointerup", lifted)
document.addEventListener("pointerover", pointed)
document.addEventListener("focusin", focused)
document.addEventListener("keydown", keyed)
// Not of the document: Safari on a phone makes no click of a tap on words, unless something around them listens for it.
document.querySelector("article")?.addEventListener("click", clicked)

export {} // so that it is loaded where it is used
