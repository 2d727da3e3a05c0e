import assert from "node:assert/strict"
import { test } from "node:test"
import { plan } from "../../overrides/assets/javascripts/session/planner.js"
import { followUps } from "../../overrides/assets/javascripts/session/followups.js"
import { client, read } from "../../overrides/assets/javascripts/session/state.js"
import { rules } from "./site.mjs"

/** @param {string} hash */
function asked(hash) {
  const state = read(hash, rules)
  return followUps(plan(client(state, rules), rules), state, rules).map(({ fact }) => fact)
}

const SORE_CALF = "#p=acdf&w=9&u=weeks&m=anticoagulants&s=calf-pain"
const WELL = "#p=tlif&r=lumbar&w=4&u=years&none=signs"

test("a sore calf brings breath, chest and blood, whatever else is open", () => {
  const own = ["signs breathlessness", "signs chest-pain", "signs coughing-blood"]
  assert.deepEqual(asked(SORE_CALF), own)
  assert.deepEqual(asked(`${SORE_CALF}&none=medications,conditions`), own)
})

test("what was answered, if only by don't know, is not asked again", () => {
  assert.deepEqual(asked(`${SORE_CALF}&n=breathlessness&dk=chest-pain`).slice(0, 1), ["signs coughing-blood"])
  assert.deepEqual(asked(`${SORE_CALF}&none=signs,medications,conditions`), [])
})

test("an emergency asks nothing", () => {
  assert.deepEqual(asked(`${SORE_CALF},chest-pain`), [])
  assert.deepEqual(asked("#s=walking-unsteady"), [])
})

test("a well client is not asked about rare troubles", () => {
  assert.deepEqual(asked(WELL), [])
  assert.deepEqual(asked(`${WELL},medications,conditions`), [])
  assert.deepEqual(asked("#p=tlif&r=lumbar&w=4&u=years"), [])
})

test("what is known to be otherwise is not asked: an old unsteadiness brings its own questions, and no list", () => {
  const facts = asked("#p=tlif&r=lumbar&w=4&u=years&s=walking-unsteady:settled")
  assert.deepEqual(facts, ["signs new-weakness", "signs bladder-bowel-change", "signs new-numbness"])
})

test("a medicine that would make a complaint urgent is asked for, once the stop signs are answered", () => {
  assert.deepEqual(asked("#p=laminectomy&r=lumbar&w=30&u=weeks&s=dizzy-on-standing&none=signs,conditions"), [
    "medications opioids",
    "medications benzodiazepines",
    "medications gabapentinoids",
  ])
})

test("each follow-up of a sign is about something that a client can have, and another sign", () => {
  for (const [slug, { followUps: named }] of Object.entries(rules.signs))
    for (const fact of named) {
      const [kind, other] = fact.split(" ")
      assert.ok(["signs", "medications", "conditions", "complications"].includes(kind), fact)
      assert.notEqual(other, slug)
    }
})

test("a question takes yes or no, and asks one thing at a time", () => {
  for (const { ask } of Object.values(rules.signs)) assert.doesNotMatch(ask, /since when|when did|, and how/)
})

test("no follow-up of a sign is idle: for some client its answer changes the verdict", () => {
  const clients = ["acdf", "tlif"].flatMap((operation) => ["new", "followed"].map((course) => ({ operation, course })))
  const idle = Object.entries(rules.signs).flatMap(([slug, { followUps: named }]) => {
    const facts = clients.flatMap(({ operation, course }) => asked(`#p=${operation}&w=30&u=weeks&s=${slug}:${course}`))
    return named.filter((fact) => !facts.includes(fact)).map((fact) => `${slug}: ${fact}`)
  })
  assert.deepEqual(idle, [])
})
