import assert from "node:assert/strict"
import { readdirSync, readFileSync } from "node:fs"
import { test } from "node:test"
import { record, sources } from "./form.mjs"

const { TEXT, fromFile, toFile } = record

const BRACE = `# Who wears what
name: Brace
names:
  abbreviations: [TLSO, LSO]
  lay: [neck brace]
summary: "It limits movement: how much, differs [@a]."
rules:
  # the most urgent first
  - id: one
    when: {weeks: {from: 0, to: 6}}
    do: Ask [@a].

  - id: two # newer
    do: Look [@b].
review: {status: compiled-from-sources, on: 2026-11-22}
`

/** @param {(brace: any) => void} change */
const changed = (change) => {
  const brace = structuredClone(fromFile(BRACE))
  change(brace)
  return toFile(brace)
}

test("a record that nobody changed is written as it was", () => {
  const data = new URL("../../data/", import.meta.url)
  let files = 0
  for (const kind of readdirSync(data)) {
    for (const name of readdirSync(new URL(`${kind}/`, data)).filter((name) => name.endsWith(".yaml"))) {
      const text = readFileSync(new URL(`${kind}/${name}`, data), "utf8").replace(/ +$/gm, "")
      assert.equal(toFile(fromFile(text)), text, `${kind}/${name}`)
      files += 1
    }
  }
  assert.ok(files > 1900, `${files} files`)
})

test("what changed takes the place of what was there, and nothing else moves", () => {
  assert.equal(
    changed((brace) => (brace.rules[1].do = "Look again [@b].")),
    BRACE.replace("Look [", "Look again ["),
  )
  assert.equal(
    changed((brace) => brace.names.abbreviations.push("CTO")),
    BRACE.replace("LSO]", "LSO, CTO]"),
  )
  assert.equal(
    changed((brace) => (brace.review.on = "2026-11-29")),
    BRACE.replace("-22", "-29"),
  )
  assert.equal(
    changed((brace) => brace.rules.unshift({ id: "zero", do: "Stop [@c]." })),
    BRACE.replace("  - id: one", "  - id: zero\n    do: Stop [@c].\n  - id: one"),
  )
  assert.equal(
    changed((brace) => brace.rules.pop()),
    BRACE.replace(/\n  - id: two[^]*(?=review)/, ""),
  )
})

test("the order in which the form has the fields changes nothing", () => {
  const { name, ...rest } = fromFile(BRACE)
  assert.equal(toFile({ ...rest, name }), BRACE)
})

test("a new field goes where the form has it, an emptied one goes away", () => {
  const { [TEXT]: text, name, ...rest } = fromFile(BRACE)
  assert.equal(
    toFile({ name, proper: true, ...rest, [TEXT]: text }),
    BRACE.replace("name: Brace\n", "name: Brace\nproper: true\n"),
  )
  assert.equal(
    changed((brace) => (brace.names.lay = [])),
    BRACE.replace("  lay: [neck brace]\n", ""),
  )
  assert.equal(
    changed((brace) => (brace.summary = "")),
    BRACE.replace(/summary.*\n/, ""),
  )
})

test("what the form fills in unasked is not written", () => {
  const { [TEXT]: text, ...rest } = fromFile(BRACE)
  const filled = { ...rest, proper: false, gaps: [], retired: null, today: { massage: "", lines: [] }, related: [{}] }
  assert.equal(toFile({ ...filled, [TEXT]: text }), BRACE)
})

test("a new record is written plainly, and in quotes where other programs would read something else", () => {
  const record = {
    type: "book",
    volume: "5",
    title: "yes",
    issued: 2012,
    author: [{ family: "Keller" }],
    on: "2026-11-29",
  }
  const text = 'type: book\nvolume: "5"\ntitle: "yes"\nissued: 2012\nauthor:\n  - family: Keller\non: 2026-11-29\n'
  assert.equal(toFile(record), text)
  assert.match(toFile({ title: "12:30" }), /"12:30"/)
})

test("a file that is no YAML is said to be none", () => {
  assert.throws(() => fromFile("name: [a"), /Flow/i)
})

const LIST = [
  { id: "keller-2012", title: "Massage after Fusion: a Case", by: "Keller 2012" },
  { id: "nhs-ces", title: "Cauda equina", by: "NHS" },
]

test("a source is found by words of its title, its author or its id, however they are typed", () => {
  const ids = (/** @type {string} */ typed) => sources.found(LIST, typed).map(({ id }) => id)
  for (const typed of ["fusion", "KELLER mass", "kéller", "2012 case", "keller-2012"])
    assert.deepEqual(ids(typed), ["keller-2012"])
  assert.deepEqual(ids("equ nhs"), ["nhs-ces"])
  assert.deepEqual(ids("fusion nhs"), [])
  assert.deepEqual(ids("  "), [])
  assert.equal(sources.found(Array(20).fill(LIST[0]), "keller").length, 8)
})

test("a sentence cites one source more, before its full stop", () => {
  assert.equal(sources.citing("It eases.", "a"), "It eases [@a].")
  assert.equal(sources.citing("It eases [@a].", "b"), "It eases [@a; @b].")
  assert.equal(sources.citing("It eases [@a]. It does", "b"), "It eases [@a]. It does [@b]")
  assert.equal(sources.citing("See [[acdf]].", "b"), "See [[acdf]] [@b].")
  assert.equal(sources.citing("It [@a] is like [[acdf]].", "b"), "It [@a] is like [[acdf]] [@b].")
  assert.equal(sources.citing("", "a"), "[@a]")
})
