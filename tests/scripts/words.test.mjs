import assert from "node:assert/strict"
import { test } from "node:test"
import { candidates, named, operation, plain } from "../../overrides/assets/javascripts/session/words.js"
import { INHERITED, rules } from "./site.mjs"

/** @param {"procedures" | "medications" | "signs"} kind */
const entries = (kind) =>
  Object.entries(rules[kind]).map(([slug, record]) => ({
    slug,
    names: [record.name, ...record.names],
    searches: "searches" in record ? record.searches : [],
  }))
const signs = entries("signs")
const medications = entries("medications")

test("a name is compared without dose, marks, plural and spelling", () => {
  assert.equal(plain("Eliquis 5 mg"), plain("eliquis"))
  assert.equal(plain("Slipped discs!"), plain("slipped disk"))
  assert.notEqual(plain("C4"), plain("C5"))
})

test("the name of an operation gives the part of the spine", () => {
  const procedures = named(entries("procedures"))
  const found = (/** @type {string} */ said) => {
    const { names, regions } = operation(said)
    return [names.map((name) => procedures.get(name)?.entry.slug).find(Boolean), regions]
  }
  assert.deepEqual(found("ACDF"), ["acdf", []])
  assert.deepEqual(found("C5-6 ACDF"), ["acdf", ["cervical"]])
  assert.deepEqual(found("lumbar laminectomy"), ["laminectomy", ["lumbar"]])
  assert.deepEqual(found("T12 to L2 laminectomy"), ["laminectomy", ["thoracic", "lumbar"]])
  assert.deepEqual(found("lower back laminectomy"), ["laminectomy", ["lumbar"]])
})

test("a name leads to its record, the first one if several have it", () => {
  const [one, other] = [{ names: ["Fusion", "Fused"] }, { names: ["fusions", "Union"] }]
  const names = named([one, other])
  assert.equal(names.get(plain("FUSION"))?.entry, one)
  assert.equal(names.get(plain("union"))?.entry, other)
  assert.equal(named(medications).get(plain("Eliquis 5 mg"))?.entry.slug, "anticoagulants")
})

test("other words bring candidates, the likeliest first and five at most", () => {
  const slugs = (/** @type {string} */ said, from = signs) => candidates(said, from).map(({ slug }) => slug)
  assert.ok(slugs("my foot drops when I walk").includes("new-weakness"))
  assert.equal(slugs("anticoagulent pills", medications)[0], "anticoagulants")
  assert.deepEqual(slugs("zizzing fibbly"), [])
  assert.deepEqual(slugs("of the"), [])
  const many = Array.from({ length: 9 }, (_, i) => ({
    slug: `${i}`,
    names: [`sore calf ${"x".repeat(i)}`],
    searches: [],
  }))
  assert.equal(slugs("sore calf", many).length, 5)
  assert.equal(slugs("sore calf", many)[0], "0")
})

test("names that every object has are no records, and bring no candidates", () => {
  for (const name of INHERITED)
    for (const known of [signs, medications, entries("procedures")]) {
      assert.equal(named(known).get(plain(name)), undefined)
      assert.deepEqual(candidates(name, known), [])
    }
})
