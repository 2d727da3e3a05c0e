import assert from "node:assert/strict"
import { test } from "node:test"
import { plan } from "../../overrides/assets/javascripts/session/planner.js"
import { client, read } from "../../overrides/assets/javascripts/session/state.js"
import { noteToTeam, toSay } from "../../overrides/assets/javascripts/session/texts.js"
import { rules } from "./site.mjs"

/**
 * @param {import("../../overrides/assets/javascripts/session/texts.js").Writer} write
 * @param {string} hash
 */
function written(write, hash) {
  const known = client(read(hash, rules), rules)
  return write(plan(known, rules), known, rules)
}

test("what to say has who, what was done, what is there now and what is taken", () => {
  assert.equal(
    written(toSay, "#p=acdf&w=9&u=weeks&m=anticoagulants&s=calf-pain,chest-pain,new-weakness:followed"),
    "I am a massage therapist. My client had anterior cervical diskectomy and fusion 9 weeks ago. " +
      "Now: sore or swollen calf or leg; chest pain. The client takes anticoagulants.",
  )
})

test("what nobody entered is not said", () => {
  assert.equal(
    written(toSay, "#s=chest-pain"),
    "I am a massage therapist. My client had spine surgery. Now: chest pain.",
  )
  assert.equal(
    written(toSay, "#p=alif&t=planned&x=deep-vein-thrombosis&q=odd+hum:new"),
    "I am a massage therapist. My client faces ALIF. Now: perhaps deep vein thrombosis; “odd hum”.",
  )
})

test("the note tells the reason for writing and the medicines", () => {
  const note = written(noteToTeam, "#p=acdf&w=9&u=weeks&m=anticoagulants&s=calf-pain")
  assert.match(note, /Our shared patient, \[name\], had anterior cervical diskectomy and fusion 9 weeks ago and asks/)
  assert.match(note, /What the patient reports:\n- Sore or swollen calf or leg \(new or worse\)/)
  assert.match(note, /Medicines, as far as I know: Anticoagulants\./)
})
