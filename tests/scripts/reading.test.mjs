import assert from "node:assert/strict"
import { test } from "node:test"
import { reading, words } from "./site.mjs"

const { address, reader } = reading
const read = reader(words)
/** @param {string} letter */
const named = (letter) =>
  read(letter).found.map(({ start, end, kind, slug, denied }) => [
    letter.slice(start, end),
    `${denied ? "no " : ""}${kind} ${slug}`,
  ])

test("a letter is read term by term, the longest name first", () => {
  assert.deepEqual(named("posterior instrumented arthrodesis L3-S1 with BMP, apixaban 5 mg bd"), [
    ["instrumented", "glossary instrumentation"],
    ["arthrodesis", "procedures spinal-fusion"],
    ["L3-S1", "level L3-S1"],
    ["BMP", "materials bone-morphogenetic-protein"],
    ["apixaban", "medications anticoagulants"],
  ])
  assert.deepEqual(named("SI joint fusion on the left"), [["SI joint fusion", "procedures sacroiliac-joint-fusion"]])
})

test("what the letter denies is no finding", () => {
  const said = (/** @type {string} */ letter) => named(letter).map(([, what]) => what)
  assert.deepEqual(said("Patient denies chest pain, fever or chills."), ["no signs chest-pain", "no signs fever"])
  assert.deepEqual(said("No DVT, takes Eliquis"), [
    "no complications deep-vein-thrombosis",
    "medications anticoagulants",
  ])
  assert.deepEqual(said("DVT was ruled out"), ["no complications deep-vein-thrombosis"])
  assert.deepEqual(said("She denies fever. Chest pain since Monday."), ["no signs fever", "signs chest-pain"])
  assert.deepEqual(said("no diabetes but osteoporosis"), ["no conditions diabetes", "conditions osteoporosis"])
  assert.deepEqual(said("Not improving, calf pain"), ["signs calf-pain"])
  assert.deepEqual(said("not on warfarin"), ["no medications anticoagulants"])
})

test("a common medicine is known without a page, and no slip of another", () => {
  const [topamax] = read("Topamax 25 mg nightly").found
  assert.equal(topamax.kind, "pageless")
  assert.equal(topamax.label, "topiramate (Topamax)")
})

test("time, side and limits are read", () => {
  const { time, side, limits, levels } = read(
    "Six weeks after left L4/5 microdiskectomy. No lifting over 10 lb, no driving. Collar for 6 weeks.",
  )
  assert.deepEqual([time?.amount, time?.unit, side, levels], ["6", "weeks", "left", ["L4-L5"]])
  assert.deepEqual(limits, ["No lifting over 10 lb, no driving", "Collar for 6 weeks"])
  assert.deepEqual([read("POD 3").time?.unit, read("POD #3").time?.amount], ["days", "3"])
})

test("what the letter does not say is asked", () => {
  assert.equal(read("").missing.length, 7)
  assert.deepEqual(
    read(
      "6 weeks post-op left L4-5 microdiskectomy. Takes gabapentin. No lifting over 10 lb. Cleared for light massage.",
    ).missing,
    [],
  )
})

test("what is ticked is the planner's address", () => {
  const letter = read("L3-S1 fusion, apixaban, topamax, DVT, 4 weeks post-op, no lifting")
  assert.equal(
    address(letter, letter.found, { limits: true, time: true, place: true }),
    "#p=spinal-fusion&m=anticoagulants&x=deep-vein-thrombosis:followed&unknown=medications:topamax&r=lumbar,sacral&lv=L3-S1&w=4&u=weeks&l=yes",
  )
  assert.equal(address(letter, [], { limits: false, time: false, place: false }), "#")
})
