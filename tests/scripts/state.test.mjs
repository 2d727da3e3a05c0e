/** @import { State } from "../../overrides/assets/javascripts/session/state.js" */

import assert from "node:assert/strict"
import { test } from "node:test"
import { plan, unasked } from "../../overrides/assets/javascripts/session/planner.js"
import { client, foundBefore, read, write } from "../../overrides/assets/javascripts/session/state.js"
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
    "#lv=C5-C6,L3-S1,T10-pelvis&sd=left&n=calf-pain,m:anticoagulants,d:diabetes,x:ileus&dk=fever,m:opioids",
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
    denied: ["signs chest-pain", "medications opioids", "conditions osteoporosis", "complications ileus"],
    unsure: ["signs fever", "medications anticoagulants"],
    levels: ["C5-C6", "L4"],
    side: /** @type {const} */ ("both"),
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

test("the sign for what was found before stands for each that is not reported", () => {
  const before = foundBefore(rules)
  const found = state("#x=ileus&d=spinal-tumor&n=chest-pain,%2B")
  assert.ok(before.includes("complications ileus") && before.includes("conditions spinal-tumor"))
  assert.deepEqual(
    found.denied,
    ["signs chest-pain", ...before].filter(
      (fact) => !["complications ileus", "conditions spinal-tumor"].includes(fact),
    ),
  )
  assert.equal(write(found, rules), "#d=spinal-tumor&x=ileus&n=chest-pain,%2B")
  const [, ...others] = before
  assert.equal(write({ ...state(""), denied: others }, rules).includes("%2B"), false)
})

test("when most was denied the address names the rest, and only for the edition that asked", () => {
  const every = state("#none=signs").denied
  const open = ["signs itchy-scar", "complications ileus"]
  const hash = write({ ...state(""), denied: every.filter((fact) => !open.includes(fact)) }, rules)
  assert.equal(hash, `#but=${rules.asks},itchy-scar,x:ileus`)
  assert.deepEqual(
    every.filter((fact) => !state(hash).denied.includes(fact)),
    open,
  )
  assert.deepEqual(state(hash.replace(rules.asks, "2020-01-01")).denied, [])
  assert.deepEqual(read("", /** @type {any} */ ({ ...rules, asks: undefined })).denied, [])
  assert.equal(write(state(`${hash}&s=itchy-scar`), rules), `#s=itchy-scar&but=${rules.asks},x:ileus`)
})

test("of several answers to one question the gravest counts", () => {
  const found = state("#s=calf-pain&m=opioids&n=calf-pain,fever,m:opioids&dk=calf-pain,fever,chest-pain")
  assert.deepEqual([found.denied, found.unsure], [["signs fever"], ["signs chest-pain"]])
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
  const { regions, areas, asked, amount, unit, clearance, limits, denied, unsure, levels, side } = state(
    "#r=knee&a=tail&none=everything&w=soon&u=moons&c=perhaps&l=perhaps&n=m:calf-pain,y:fever,p:acdf&dk=,:,x:&lv=C,L4-,knee&sd=top",
  )
  assert.deepEqual([regions, areas, asked, amount, unit, clearance, limits], [[], [], [], "", "weeks", null, null])
  assert.deepEqual([denied, unsure, levels, side], [[], [], [], null])
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

test("the stop signs are answered when each, and what was found before, is denied or reported", () => {
  const undecided = (/** @type {State} */ entered) => plan(client(entered, rules), rules).undecided.includes("signs")
  assert.equal(undecided(state("#none=signs")), false)
  const signs = Object.keys(rules.signs).map((slug) => `signs ${slug}`)
  const before = foundBefore(rules)
  const denying = (/** @type {string[]} */ denied, hash = "") => ({ ...state(hash), denied })
  assert.equal(write(denying([...signs, ...before]), rules), "#none=signs")
  assert.equal(undecided(denying([...signs, ...before])), false)
  assert.equal(undecided(denying(signs)), true)
  const others = signs.filter((fact) => fact !== "signs calf-pain")
  assert.equal(undecided(denying([...others, ...before])), true)
  assert.equal(undecided(denying([...others, ...before], "#s=calf-pain")), false)
  assert.equal(write(denying([...others, ...before], "#s=calf-pain"), rules), "#s=calf-pain&none=signs")
})

test("how urgent a sign would be is what the plan of a client with it says", () => {
  for (const hash of [
    "",
    "#p=acdf&w=5&u=days",
    "#p=laminectomy&r=lumbar&w=9&u=years&none=signs,medications,conditions&c=agreed",
    "#p=plif&w=3&m=anticoagulants,opioids&d=osteoporosis,cancer&s=fever&x=hardware-failure:followed&n=calf-pain",
    "#t=planned&d=diabetes",
  ]) {
    const known = client(state(hash), rules)
    const bare = { ...known, denied: known.denied.filter((fact) => !fact.startsWith("signs ")), complications: {} }
    const { toAnswer, urgencies: soonest } = unasked(known, rules)
    assert.deepEqual(toAnswer, plan({ ...bare, signs: {}, other: {} }, rules).toAnswer, hash)
    for (const slug of Object.keys(rules.signs))
      assert.equal(soonest.get(slug), plan({ ...bare, signs: { [slug]: "new" } }, rules).urgency, `${hash} ${slug}`)
  }
})
