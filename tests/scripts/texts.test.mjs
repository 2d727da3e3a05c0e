import assert from "node:assert/strict"
import { test } from "node:test"
import { words } from "../../overrides/assets/javascripts/session/papers/handout.js"
import { text } from "../../overrides/assets/javascripts/session/papers/letter.js"
import { plan } from "../../overrides/assets/javascripts/session/planner.js"
import { client, read } from "../../overrides/assets/javascripts/session/state.js"
import { facts, listed, toSay } from "../../overrides/assets/javascripts/session/texts.js"
import { root, rules } from "./site.mjs"

/** @param {string} hash */
function filling(hash) {
  const known = client(read(hash, rules), rules)
  return {
    made: plan(known, rules),
    known,
    data: rules,
    base: root,
    edition: "2026-11-25",
    anatomy: null,
    number: "911",
  }
}

/** @param {string} hash */
function said(hash) {
  const { made, known, data } = filling(hash)
  return toSay(made, known, data)
}

test("what to say has who, what was done, what is there now and what is taken", () => {
  assert.equal(
    said("#p=acdf&w=9&u=weeks&m=anticoagulants&s=calf-pain,chest-pain,new-weakness:followed"),
    "I am a massage therapist. My client had spine surgery (anterior cervical diskectomy and fusion) 9 weeks ago. " +
      "Now: chest pain; sore or swollen calf or leg. The client takes anticoagulants.",
  )
})

test("what nobody entered is not said, nor whether the operation has been", () => {
  assert.equal(
    said("#s=chest-pain"),
    "I am a massage therapist. My client had or faces spine surgery. Now: chest pain.",
  )
  assert.equal(
    said("#p=alif&s=chest-pain"),
    "I am a massage therapist. My client had or faces spine surgery (ALIF). Now: chest pain.",
  )
  assert.equal(
    said("#p=alif&t=planned&x=deep-vein-thrombosis&q=odd+hum:new"),
    "I am a massage therapist. My client faces spine surgery (ALIF). Now: perhaps deep vein thrombosis; “odd hum”.",
  )
})

test("what the answer comes from is said, also when the team knows of it, and so are illnesses", () => {
  // A sign that counts as new however long it has been there is there now.
  assert.match(said("#p=acdf&w=9&u=weeks&s=breathlessness:followed"), /Now: sudden breathlessness\./)
  assert.match(
    said("#p=tlif&w=9&u=months&x=hardware-failure:followed,delirium:settled&none=signs,medications,conditions"),
    /9 months ago\. Known already: (?:loose or broken hardware|hardware failure)\.$/,
  )
  assert.match(
    said("#p=tlif&w=9&u=weeks&s=chest-pain&d=pregnancy&m=opioids"),
    /Known already: pregnancy\. The client takes/,
  )
})

test("of much that is there now the gravest is said", () => {
  const many = "pop-or-crack,fall-or-accident,calf-pain,fever,wound-redness,stiff-neck,chest-pain"
  assert.match(said(`#p=acdf&w=9&u=weeks&s=${many}`), /chest pain; .*; 2 more\./)
})

test("of several operations the time is that of the last", () => {
  assert.match(said("#p=acdf,tlif&w=4&u=weeks"), /fusion and TLIF\), most recently 4 weeks ago\./)
  assert.match(
    said("#p=acdf,tlif&t=planned"),
    /had or faces spine surgery \(anterior cervical diskectomy and fusion and TLIF\)\./,
  )
})

test("one week is one week", () => {
  assert.match(said("#p=alif&w=1&u=weeks"), /had spine surgery \(ALIF\) 1 week ago\./)
})

test("levels and side are said as they were entered", () => {
  const { made, known, data } = filling("#p=acdf&w=9&u=weeks")
  const where = { ...known, levels: ["C5-C6", "C6-C7"], side: /** @type {const} */ ("left") }
  assert.match(toSay(made, where, data), /fusion at C5-C6 and C6-C7 on the left\) 9 weeks ago\./)
  assert.deepEqual(facts(made, { ...where, procedures: [] }, data)[0], [
    "Operation",
    "spine surgery at C5-C6 and C6-C7 on the left",
  ])
})

test("whoever answers the telephone need not know an operation's name, and a device is no operation", () => {
  assert.match(
    said("#p=spinal-cord-stimulator&w=6&u=weeks&s=chest-pain"),
    /had spine surgery \(spinal cord stimulator\) 6 weeks ago\./,
  )
})

test("a sign that speaks to the client is told of the client", () => {
  assert.match(said("#p=tlif&w=5&u=weeks&s=saddle-numbness"), /Now: numbness where they sit\./)
})

test("a long list says how much is left out", () => {
  assert.equal(listed(["a", "b"]), "a and b")
  assert.equal(listed(["a", "b", "c", "d"], 2), "a, b and 2 more")
})

test("a red flag makes the letter a referral, with the reason and the medicine", () => {
  const letter = text(filling("#p=acdf&w=9&u=weeks&m=anticoagulants&s=calf-pain&none=conditions"))
  assert.equal(letter.kind, "referral")
  assert.equal(
    letter.situation,
    "I am a massage therapist. Our shared patient had spine surgery (anterior cervical diskectomy and fusion) 9 weeks ago, and came to me " +
      "today. I gave no massage. I told the patient to have it looked at today, by you or in urgent care.",
  )
  assert.match(letter.saw[0], /^Reported to me: sore or swollen calf or leg \(new or worse\)\. Since: _+$/)
  assert.deepEqual(letter.saw.slice(1), [
    "Medicines, as far as I know: anticoagulants.",
    "Illnesses, as far as I know: none.",
  ])
  assert.deepEqual(letter.plan.rules, [])
})

test("an emergency goes to the emergency department", () => {
  const letter = text(filling("#p=acdf&w=9&u=weeks&s=chest-pain"))
  assert.equal(letter.to, "the emergency department, and the surgeon’s team")
  assert.match(letter.situation, /I asked for the emergency number to be called/)
})

test("a request names the areas, and what is kept until the answer", () => {
  const letter = text(filling("#p=tlif&w=3&u=weeks&a=shoulder,foot&none=signs,medications,conditions"))
  assert.equal(letter.kind, "request")
  assert.equal(
    letter.situation,
    "I am a massage therapist. Our shared patient had spine surgery (TLIF) 3 weeks ago and asks for massage (shoulder and foot).",
  )
  assert.equal(letter.saw[0], "No stop sign was reported when I asked.")
  assert.match(
    letter.plan.words,
    /^I have not begun, and wait for your word\. Then I plan light to moderate pressure on these areas: shoulder and foot;/,
  )
  assert.ok(letter.plan.rules.length > 1)
})

test("before the operation the letter asks about before and after", () => {
  const letter = text(filling("#p=scoliosis-correction&t=planned&none=signs,medications,conditions"))
  assert.equal(letter.kind, "planned")
  assert.equal(
    letter.situation,
    "I am a massage therapist. Our shared patient faces spine surgery (scoliosis correction) and asks for massage before the operation.",
  )
  assert.match(letter.ask.join(" "), /before the operation, and until which day\?.*When after the operation/)
})

test("a no from the team is no referral", () => {
  const letter = text(filling("#p=tlif&w=8&u=months&c=refused&none=signs,medications,conditions"))
  assert.equal(letter.kind, "request")
  assert.match(letter.saw.join(" "), /you said no to massage/)
})

const ASKED = "&none=signs,medications,conditions"

test("what has to be looked at is sent to be looked at, also where the session waits or goes on", () => {
  const waits = text(filling(`#p=tlif&r=lumbar&w=30&u=weeks&s=returning-pain${ASKED}`))
  assert.equal(waits.kind, "referral")
  assert.match(waits.situation, /I gave no massage\. I told the patient to have you look at it in the next days\.$/)
  const goesOn = text(filling(`#p=diskectomy&r=lumbar&w=30&u=weeks&s=returning-pain${ASKED}`))
  assert.equal(goesOn.kind, "request")
  assert.match(goesOn.situation, /asks for massage\. I told the patient to have you look at it in the next days\.$/)
})

test("the letter goes to whom the answer says to ask", () => {
  const to = (/** @type {string} */ hash) => text(filling(`#p=laminectomy&r=lumbar&w=9&u=years${hash}${ASKED}`)).to
  assert.equal(to("&d=cancer"), "the team that treats it")
  assert.equal(to("&s=calf-pain"), "the client's own doctor")
  assert.equal(to("&m=anticoagulants"), "the surgeon’s team")
  assert.equal(to("&s=chest-pain"), "the emergency department, and the surgeon’s team")
})

test("the handout says no more and no less than the verdict", () => {
  const handed = (/** @type {string} */ hash) => words(filling(`${hash}${ASKED}`)).join(" ")
  const old = "#p=laminectomy&r=lumbar&w=9&u=years"
  const fresh = "#p=tlif&r=lumbar&w=3&u=weeks"
  // A cold is for another day, and for no doctor.
  for (const cold of [`${old}&s=catching-illness`, `${fresh}&s=catching-illness`]) {
    assert.match(handed(cold), /^No massage today\. We will find a new day/)
    assert.doesNotMatch(handed(cold), /doctor/)
  }
  assert.match(handed(`${old}&s=calf-pain`), /and do it today/)
  // What can wait some days is said, whether massage goes on or not, and also after a no.
  assert.match(handed(`${old}&s=returning-pain`), /We can work.* in the next days/)
  assert.match(handed(`#p=tlif&r=lumbar&w=30&s=returning-pain`), /^No massage yet\. .* in the next days/)
  assert.match(handed(`#p=tlif&r=lumbar&w=30&s=returning-pain&c=refused`), /said no.* in the next days/)
  assert.match(handed(`${old}&d=cancer`), /The team that treats you has to say yes first/)
  assert.match(handed(fresh), /Your surgeon’s team has to say yes first/)
})
