import assert from "node:assert/strict"
import { test } from "node:test"
import { INHERITED, rules, slips, wording, words } from "./site.mjs"

const { Names, boxOf, levelsIn, listed, plain, sideIn, understood } = wording
const box = (/** @type {string[]} */ ...kinds) => boxOf(words, kinds)
const signs = box("signs", "complications")
const medications = box("medications")
const procedures = box("procedures")
const illnesses = box("conditions", "complications")

test("a name is compared without dose, marks, plural and spelling", () => {
  assert.equal(plain("Eliquis 5 mg"), plain("eliquis"))
  assert.equal(plain("Slipped discs!"), plain("slipped disk"))
  assert.notEqual(plain("C4"), plain("C5"))
})

test("the words for an operation give parts of the spine, bones and side", () => {
  const found = (/** @type {string} */ said) => {
    const { found: some, regions, levels, side } = understood(said, procedures, rules.procedures)
    return [some.map(({ slug }) => slug).join(), regions, levels, side]
  }
  assert.deepEqual(found("ACDF"), ["acdf", [], [], null])
  assert.deepEqual(found("C5-6 ACDF"), ["acdf", ["cervical"], ["C5-C6"], null])
  assert.deepEqual(found("L4-5 fusion"), ["spinal-fusion", ["lumbar"], ["L4-L5"], null])
  assert.deepEqual(found("posterior cervical fusion C3-C7 left"), [
    "posterior-cervical-fusion",
    ["cervical"],
    ["C3-C7"],
    "left",
  ])
  assert.deepEqual(found("T12 to L2 laminectomy"), ["laminectomy", ["thoracic", "lumbar"], ["T12-L2"], null])
  assert.deepEqual(found("T10-pelvis fusion")[1], ["thoracic", "lumbar", "sacral"])
  assert.deepEqual(found("C7 to L2 fusion")[1], ["cervical", "thoracic", "lumbar"])
  assert.deepEqual(found("lower back laminectomy"), ["laminectomy", ["lumbar"], [], null])
  assert.deepEqual(found("artificial disc in the neck")[0], "cervical-disk-arthroplasty")
})

test("bones that are there, and not those of a scan", () => {
  assert.deepEqual(levelsIn("L3/L4/L5 and C7, T2-weighted, C9, T10 to pelvis"), ["L3-L5", "C7", "T10-pelvis"])
  assert.equal(sideIn("on the left, then the right"), "both")
})

test("a sign is meant by its own name alone, other records by any name", () => {
  const taken = (/** @type {string} */ said, /** @type {typeof signs} */ box) =>
    understood(said, box, rules.procedures).found.map(({ slug }) => slug)
  const [[slug, { name }]] = Object.entries(rules.signs)
  assert.deepEqual(taken(name, signs), [slug])
  for (const other of words.kinds.signs[slug].names.slice(1)) assert.deepEqual(taken(other, signs), [])
  assert.deepEqual(taken("Eliquis 5 mg", medications), ["anticoagulants"])
  assert.deepEqual(taken("DVT", illnesses), ["deep-vein-thrombosis"])
})

test("a name leads to every record that has it", () => {
  const [one, other] = [
    { slug: "one", names: ["Fusion", "Fused"], searches: [] },
    { slug: "other", names: ["fusions", "Union"], searches: [] },
  ]
  const names = new Names([one, other])
  assert.deepEqual(names.exact("FUSION"), [one, other])
  assert.deepEqual(names.exact("union"), [other])
  assert.deepEqual(
    names.starting("fus").map(({ entry }) => entry),
    [one, other],
  )
})

test("other words bring candidates, the likeliest first and five at most", () => {
  const slugs = (/** @type {string} */ said, from = signs) => from.candidates(said).map(({ slug }) => slug)
  assert.ok(slugs("my foot drops when I walk").includes("new-weakness"))
  assert.equal(slugs("anticoagulent pills", medications)[0], "anticoagulants")
  assert.deepEqual(slugs("zizzing fibbly"), [])
  assert.deepEqual(slugs("of the"), [])
  const many = Array.from({ length: 9 }, (_, i) => ({
    kind: "signs",
    slug: `${i}`,
    names: ["sore calf"],
    searches: [],
  }))
  assert.equal(slugs("sore calf", new Names(many)).length, 5)
  assert.equal(slugs("sore calf", new Names(many))[0], "0")
})

test("a slip is a letter left out, added, exchanged or turned around", () => {
  assert.equal(slips("eliquis", "eliquis", 2), 0)
  for (const word of ["eliqus", "elliquis", "elequis", "eilquis"]) assert.equal(slips(word, "eliquis", 2), 1)
  assert.equal(slips("zzz", "eliquis", 2), 3)
})

test("a list is parted into its names", () => {
  assert.deepEqual(listed("Tylenol, oxycodone 5 mg and gabapentin"), ["Tylenol", "oxycodone 5 mg", "gabapentin"])
})

test("names that every object has are no records", () => {
  for (const name of INHERITED)
    for (const box of [signs, medications, procedures]) {
      assert.deepEqual(box.exact(name), [])
      assert.equal(box.own(name), null)
      assert.ok(box.candidates(name).every(({ slug }) => slug !== name))
    }
})
