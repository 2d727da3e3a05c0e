import assert from "node:assert/strict"
import { test } from "node:test"
import { answered, areaLine, left } from "../../overrides/assets/javascripts/session/areas.js"
import { drawn, ideas } from "../../overrides/assets/javascripts/session/ideas.js"
import { plan } from "../../overrides/assets/javascripts/session/planner.js"
import { client, read } from "../../overrides/assets/javascripts/session/state.js"
import { rules } from "./site.mjs"

const made = (/** @type {string} */ hash) =>
  plan(client(read(`#${hash}&none=signs,medications,conditions`, rules), rules), rules)

/** Operations at any time, with much else: what any client may have. */
const CLIENTS = Object.keys(rules.procedures).flatMap((slug) =>
  ["w=1", "w=9", "w=30", "w=80", "w=500", "t=planned"].flatMap((time) =>
    ["", "&c=agreed", "&c=discharged&m=anticoagulants,opioids,gabapentinoids&d=pregnancy,osteoporosis"].map((rest) =>
      made(`p=${slug}&${time}${rest}`),
    ),
  ),
)

test("there are at most nine ideas, each with a line, and no rule is lost", () => {
  for (const one of CLIENTS) {
    const found = ideas(one, rules)
    assert.ok(found.length <= 9)
    for (const { lines } of found) assert.ok(lines.length > 0 && lines.every(Boolean))
    const told = found.flatMap(({ held }) => held)
    assert.equal(told.length, one.held.length)
    for (const { held, more, lines } of found) assert.ok(more <= held.length && lines.length + more >= held.length)
  }
})

test("where a rule says nothing may be done, the area line does not say yes", () => {
  for (const one of CLIENTS) {
    const open = one.held.filter((item) => !answered(item, one.client))
    const barred = open.flatMap(({ rule }) => Object.entries(rule.leaves)).filter(([, left]) => left === "nothing")
    if (barred.length) assert.ok(areaLine(one, rules).some(([, words]) => words === "keep off"))
  }
})

test("a medicine or an illness that is not known leaves the hands no more than one that is", () => {
  const ranks = Object.keys(rules.leaves)
  const areas = /** @type {(keyof typeof rules.areas)[]} */ (Object.keys(rules.areas))
  const free = (/** @type {string} */ hash) => {
    const leaves = left(plan(client(read(hash, rules), rules), rules), rules)
    return areas.map((area) => (leaves(area).length ? ranks.indexOf(leaves(area)[0]) : ranks.length))
  }
  const lists = /** @type {const} */ ([
    ["m", "medications", "conditions"],
    ["d", "conditions", "medications"],
  ])
  for (const known of ["#p=laminectomy&r=lumbar&w=9&u=years", "#p=tlif&w=30&c=agreed", "#p=acdf&t=planned"]) {
    for (const [key, list, other] of lists) {
      const unknown = free(`${known}&none=signs,${other}`)
      // An illness of the stop list was asked with the signs.
      for (const slug of Object.keys(rules[list]).filter((one) => !rules.stopList.includes(one))) {
        const taken = free(`${known}&none=signs,medications,conditions&${key}=${slug}`)
        assert.ok(
          unknown.every((rank, i) => rank <= taken[i]),
          `${known} ${slug}`,
        )
      }
    }
  }
})

test("what is elsewhere is the rest, and a stricter place is named", () => {
  assert.deepEqual(areaLine(made("p=spinal-fusion&r=lumbar&t=planned&m=anticoagulants"), rules), [
    ["neck", "lightly, without moving it"],
    ["elsewhere", "lightly"],
  ])
  // What may be done to each, by its strictest word: "yes" is the last.
  const order = [...Object.values(rules.leaves), "yes"]
  const rank = (/** @type {string} */ words) => order.findIndex((one) => words.startsWith(one))
  for (const one of CLIENTS) {
    const ranks = areaLine(one, rules).map(([, words]) => rank(words))
    assert.deepEqual(
      ranks,
      [...ranks].sort((a, b) => a - b),
    )
  }
})

test("an area that was asked for has its own words", () => {
  assert.deepEqual(areaLine(made("p=spinal-fusion&r=lumbar&w=4&u=years&c=discharged&a=foot,low-back"), rules), [
    ["low back", "beside the implant"],
    ["feet", "yes"],
  ])
})

test("what is barred is never drawn as allowed", () => {
  for (const one of CLIENTS) {
    const names = drawn(one, rules)
    assert.ok(!(names.includes("face-down") && names.includes("not-face-down")))
  }
})

test("lying face down is drawn only for whom no limit holds", () => {
  const old = "p=laminectomy&r=lumbar&w=9&u=years"
  assert.ok(!drawn(made(old), rules).includes("face-down"))
  assert.ok(drawn(made(`${old}&l=no`), rules).includes("face-down"))
})

test("what has been agreed to is not asked for again", () => {
  const lines = (/** @type {string} */ hash) => ideas(made(hash), rules).flatMap((idea) => idea.lines)
  const ask = "Get the go-ahead from the surgeon's team first"
  assert.ok(lines("p=tlif&r=lumbar&w=3").includes(ask))
  assert.ok(!lines("p=tlif&r=lumbar&w=3&c=agreed").includes(ask))
})

test("what the team has agreed to has a line of its own", () => {
  const found = ideas(made("p=tlif&r=lumbar&w=30&c=agreed&s=bladder-bowel-change:followed"), rules)
  const reported = found.find(({ subject }) => subject === "stop-sign")
  assert.deepEqual([reported?.lines.length, reported?.more, reported?.held.length], [1, 0, 1])
  for (const { lines } of found) assert.ok(lines.every(Boolean) && lines.length > 0)
})

test("a limb that must not be touched is no area to work without a word, and limits do not hide that care is asked", () => {
  const old = "p=diskectomy&r=lumbar&w=9&u=years"
  assert.deepEqual(areaLine(made(`${old}&x=complex-regional-pain-syndrome:settled&a=foot`), rules), [
    ["feet", "not where touch hurts"],
  ])
  assert.deepEqual(areaLine(made(`${old}&s=touch-sensitive-skin:followed`), rules), [
    ["everywhere", "not where touch hurts"],
  ])
  assert.deepEqual(areaLine(made(`${old}&m=muscle-relaxants&a=foot`), rules), [
    ["feet", "yes, with care, as the team allows"],
  ])
})

test("deep work is answered for everybody who can be worked on", () => {
  for (const one of CLIENTS) {
    const depth = ideas(one, rules).find(({ subject }) => subject === "depth")
    assert.match(depth?.lines[0] ?? "", /[Dd]eep work/)
  }
})
