// A record as the form reads and writes it. What nobody changed stays as it is in the file, to the letter: comments, order, quotes.
import { isMap, isScalar, isSeq, Pair, parseDocument, stringify, visit } from "./yaml/index.js"

/** The field that keeps the text of the file while the form is open. The configuration hides it. */
export const TEXT = "as-it-was"

const WRITE = { lineWidth: 0, flowCollectionPadding: false }

/**
 * The values of a file, with its text.
 * @param {string} text
 * @returns {Record<string, unknown>}
 */
export function fromFile(text) {
  const document = parseDocument(text)
  if (document.errors.length) throw document.errors[0]
  return { ...document.toJS(), [TEXT]: text }
}

/**
 * The text of a record: the text it had, with what differs put in its place.
 * @param {Record<string, unknown>} record
 */
export function toFile({ [TEXT]: text, ...record }) {
  const document = parseDocument(typeof text === "string" ? text : "{}")
  if (typeof text !== "string" && isMap(document.contents)) document.contents.flow = false
  document.contents = /** @type {any} */ (revised(document, document.contents, record))
  return document.toString(WRITE)
}

/**
 * Whether there is nothing in a value, so that it is not written.
 * @param {unknown} value
 * @returns {boolean}
 */
function empty(value) {
  if (value === undefined || value === null || value === "") return true
  return typeof value === "object" && Object.values(value).every(empty)
}

/**
 * A value without what is empty, at any depth.
 * @param {any} value
 * @returns {any}
 */
function full(value) {
  if (Array.isArray(value)) return value.filter((item) => !empty(item)).map(full)
  if (value === null || typeof value !== "object") return value
  // The form writes an unticked box as false; left out means the same.
  const kept = Object.entries(value).filter(([, part]) => !empty(part) && part !== false)
  return Object.fromEntries(kept.map(([name, part]) => [name, full(part)]))
}

/**
 * The node of a value: the one that was there, as far as it still says the same.
 * @param {import("yaml").Document} document
 * @param {unknown} node
 * @param {any} value
 * @returns {unknown}
 */
function revised(document, node, value) {
  if (isMap(node) && value !== null && typeof value === "object" && !Array.isArray(value)) {
    reviseMap(document, node, value)
    return node
  }
  if (isSeq(node) && Array.isArray(value)) {
    reviseSeq(document, node, value)
    return node
  }
  if (isScalar(node) && (value === null || typeof value !== "object")) {
    if (node.value === value) return node
    node.value = value
    quoted(node)
    return node
  }
  return created(document, value)
}

/**
 * A new node.
 * @param {import("yaml").Document} document
 * @param {unknown} value
 */
function created(document, value) {
  const node = document.createNode(full(value))
  visit(node, { Scalar: (key, scalar) => (key === "key" ? undefined : quoted(scalar)) })
  return node
}

/**
 * Puts text in quotes that some programs would take for a number or a truth, such as `yes`. A date is read alike by all.
 * @param {import("yaml").Scalar<any>} scalar
 */
function quoted(scalar) {
  const text = scalar.value
  if (typeof text !== "string" || /^\d{4}-\d\d-\d\d$/.test(text)) return
  if (stringify(text, { compat: "yaml-1.1" }).startsWith('"')) scalar.type = "QUOTE_DOUBLE"
}

/**
 * @param {import("yaml").Document} document
 * @param {import("yaml").YAMLMap<any, any>} map
 * @param {Record<string, unknown>} value
 */
function reviseMap(document, map, value) {
  map.items = map.items.filter((pair) => !empty(value[pair.key.value]))
  for (const pair of map.items) pair.value = revised(document, pair.value, value[pair.key.value])
  let place = 0
  for (const [name, part] of Object.entries(value)) {
    const there = map.items.findIndex((pair) => pair.key.value === name)
    if (there >= 0) place = there + 1
    else if (!empty(part) && part !== false) {
      map.items.splice(place, 0, new Pair(document.createNode(name), created(document, part)))
      place += 1
    }
  }
}

/**
 * Items at both ends that say the same stay; those between change places with the new ones.
 * @param {import("yaml").Document} document
 * @param {import("yaml").YAMLSeq<any>} seq
 * @param {unknown[]} value
 */
function reviseSeq(document, seq, value) {
  const items = value.filter((item) => !empty(item))
  const most = Math.min(seq.items.length, items.length)
  let ahead = 0
  while (ahead < most && same(seq.items[ahead], items[ahead])) ahead += 1
  let behind = 0
  while (behind < most - ahead && same(seq.items.at(-1 - behind), items.at(-1 - behind))) behind += 1
  const old = seq.items.slice(ahead, seq.items.length - behind)
  const between = items.slice(ahead, items.length - behind)
  const fresh = between.map((item, index) => revised(document, old[index], item))
  seq.items.splice(ahead, old.length, ...fresh)
}

/**
 * Whether a node says what a value says, in whatever order and style.
 * @param {unknown} node
 * @param {any} value
 * @returns {boolean}
 */
function same(node, value) {
  if (isScalar(node)) return node.value === value
  if (value === null || typeof value !== "object") return false
  if (isSeq(node)) {
    const items = value
    return (
      Array.isArray(items) &&
      items.length === node.items.length &&
      node.items.every((item, at) => same(item, items[at]))
    )
  }
  if (!isMap(node) || Array.isArray(value)) return false
  const names = node.items.map((/** @type {any} */ pair) => pair.key.value)
  const others = Object.entries(value).filter(([name, part]) => !names.includes(name) && !empty(part) && part !== false)
  return !others.length && node.items.every((/** @type {any} */ pair) => same(pair.value, value[pair.key.value]))
}
