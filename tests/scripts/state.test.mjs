import assert from "node:assert/strict"
import { test } from "node:test"
import { KNOWN_TO_A_DOCTOR, client, read, write } from "../../overrides/assets/javascripts/session/state.js"
import { INHERITED, rules } from "./site.mjs"

const state = (/** @type {string} */ hash) => read(hash, rules)
const plain = (/** @type {object} */ findings) => ({ ...findings })

test("an address comes back as it was", () => {
  for (const hash of [
    "",
    "#p=acdf,laminectomy&r=lumbar,cervical&w=9&u=weeks",
    "#m=anticoagulants&d=osteoporosis&none=medications,conditions&t=planned",
    "#s=calf-pain,new-weakness:followed&x=hardware-failure:settled&n=chest-pain,%2B",
    "#q=odd+hum:settled&q=a,+b:new&a=foot,low-back&none=signs&c=discharged&l=no",
    "#unknown=medications:flurbizine&unknown=procedures:a:b&c=not-asked&l=yes",
  ])
    assert.equal(write(state(hash), rules), hash)
})

test("what was entered comes back as it was", () => {
  const entered = {
    ...state(""),
    procedures: ["acdf"],
    signs: { "calf-pain": /** @type {const} */ ("new"), "new-weakness": /** @type {const} */ ("settled") },
    other: { "50 % weaker & numb: since May": /** @type {const} */ ("followed"), "a,b": /** @type {const} */ ("new") },
    unknown: [/** @type {[string, string]} */ (["medications", "flurbizine: 5"])],
    denied: ["chest-pain", KNOWN_TO_A_DOCTOR],
    amount: "2.5",
    unit: "months",
    clearance: /** @type {const} */ ("waiting"),
    limits: false,
  }
  const again = state(write(entered, rules))
  assert.deepEqual(
    { ...again, signs: plain(again.signs), other: plain(again.other) },
    {
      ...entered,
      complications: again.complications,
    },
  )
})

test("addresses of earlier versions keep working", () => {
  assert.deepEqual(state("#u?=medications:flurbizine").unknown, [["medications", "flurbizine"]])
  assert.deepEqual(state("#u%3F=medications:flurbizine").unknown, [["medications", "flurbizine"]])
  assert.equal(state("#c=yes").clearance, "agreed")
  assert.equal(state("#c=no").clearance, "refused")
  const merged = Object.entries(rules.signs).filter(([, { was }]) => was.length)
  assert.ok(merged.length)
  for (const [slug, { was }] of merged)
    for (const old of was) assert.deepEqual(plain(state(`#s=${old}`).signs), { [slug]: "settled" })
})

test("names that no record has count as unknown", () => {
  const { procedures, signs, unknown } = state("#p=acdf,acdff&s=calf-pain,calf-pian:settled")
  assert.deepEqual([procedures, plain(signs)], [["acdf"], { "calf-pain": "new" }])
  assert.deepEqual(unknown, [
    ["procedures", "acdff"],
    ["signs", "calf-pian"],
  ])
})

test("what makes no sense is left out", () => {
  const { regions, areas, asked, amount, unit, clearance, limits } = state(
    "#r=knee&a=tail&none=everything&w=soon&u=moons&c=perhaps&l=perhaps",
  )
  assert.deepEqual([regions, areas, asked, amount, unit, clearance, limits], [[], [], [], "", "weeks", null, null])
})

test("names that every object has are no records, words or choices", () => {
  for (const name of INHERITED) {
    const found = state(
      `#p=${name}&m=${name}&d=${name}&s=${name}&x=${name}&r=${name}&a=${name}&n=${name}&u=${name}&c=${name}`,
    )
    assert.deepEqual(
      found.unknown,
      ["procedures", "medications", "conditions", "signs", "complications"].map((kind) => [kind, name]),
    )
    for (const list of [
      found.procedures,
      found.medications,
      found.conditions,
      found.regions,
      found.areas,
      found.denied,
    ])
      assert.deepEqual(list, [])
    assert.deepEqual([plain(found.signs), plain(found.complications)], [{}, {}])
    assert.deepEqual([found.unit, found.clearance], ["weeks", null])
    assert.deepEqual(Object.entries(state(`#s=calf-pain:${name}`).signs), [])
  }
})

test("words of the client that every object has are kept", () => {
  for (const name of INHERITED) {
    const found = state(`#q=${name}:followed`)
    assert.deepEqual(Object.entries(found.other), [[name, "followed"]])
    assert.equal(write(found, rules), `#q=${name}:followed`)
    const entered = state("")
    entered.other[name] = "new"
    assert.deepEqual(Object.entries(entered.other), [[name, "new"]])
    delete entered.other[name]
    assert.deepEqual(Object.entries(entered.other), [])
  }
})

test("of two courses of one finding the graver counts", () => {
  for (const hash of ["#s=calf-pain:settled,calf-pain:followed", "#s=calf-pain:followed,calf-pain:settled"])
    assert.deepEqual(plain(state(hash).signs), { "calf-pain": "followed" })
})

test("a time becomes weeks, and a planned operation has none", () => {
  assert.equal(client(state("#w=2&u=weeks"), rules).weeks, 2)
  assert.equal(client(state("#w=14&u=days"), rules).weeks, 2)
  assert.equal(client(state("#w=-3&u=weeks"), rules).weeks, 0)
  assert.equal(client(state(""), rules).weeks, null)
  assert.equal(client(state("#w=9&t=planned"), rules).weeks, null)
})

test("the stop list is answered when every sign and what a doctor knows is denied or reported", () => {
  assert.deepEqual(client(state("#none=signs"), rules).asked, ["signs"])
  const all = Object.keys(rules.signs)
  const [first, ...others] = all
  const asked = (/** @type {string[]} */ denied, reported = "") =>
    client(state(`#s=${reported}&n=${denied.map(encodeURIComponent)}`), rules).asked
  assert.deepEqual(asked([...all, KNOWN_TO_A_DOCTOR]), ["signs"])
  assert.deepEqual(asked([...others, KNOWN_TO_A_DOCTOR], first), ["signs"])
  assert.deepEqual(asked([...others, KNOWN_TO_A_DOCTOR]), [])
  assert.deepEqual(asked(all), [])
})
