import assert from "node:assert/strict"
import { test } from "node:test"
import { Engine, answer, courseOf, index, language, parts, signsIn, timeIn, told } from "./site.mjs"

const engine = new Engine(index)
const asked = (/** @type {string} */ query) => answer(engine, query, { ...index, parts })
const known = told(index.stops)
const signs = (/** @type {string} */ query) => [...signsIn(query, known).keys()]
const lines = (/** @type {string} */ query) => asked(query).items.flat()

test("a sign is told by words of each of its groups, in any order", () => {
  assert.deepEqual(signs("numb between my legs"), ["saddle-numbness"])
  assert.deepEqual(signs("between the legs it went numb"), ["saddle-numbness"])
  assert.deepEqual(signs("numb"), [])
  assert.deepEqual(signs("between my legs"), [])
})

test("what is denied, over or only asked about tells of no sign", () => {
  for (const query of [
    "no fever",
    "no numbness in the saddle area",
    "denies fever, chills or night sweats",
    "she has no chest pain",
    "the fever is gone",
    "breathing exercises after surgery",
    "what causes chest pain",
  ])
    assert.equal(asked(query).stop, null, query)
  assert.equal(asked("no numbness, but she cannot pee").stop, "emergency")
  assert.equal(asked("no idea why but my calf is swollen").stop, "same-day")
})

test("a card says when it hangs on what nobody said", () => {
  const card = (/** @type {string} */ query) => lines(query)[1].text
  assert.match(card("pins and needles in hands 2 years after ACDF"), /anticoagulant.*until you know that it is not so/s)
  assert.doesNotMatch(card("numb between my legs"), /until you know/)
})

const LEVEL = { emergency: 2, "same-day": 1 }
const urgency = (/** @type {string} */ query) => LEVEL[/** @type {keyof typeof LEVEL} */ (asked(query).stop)] ?? 0
const urgentNames = index.docs
  .filter(({ k }) => k === "sign")
  .flatMap(({ t, n }) => [t, ...n])
  .filter((name) => name.split(" ").length < 5 && urgency(name))

test("a slip of the finger takes no card away", () => {
  /** @type {[number, (word: string, at: number) => string][]} */
  const slips = [
    [0.05, (word, at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2)],
    [0.03, (word, at) => word.slice(0, at) + word.slice(at - 1)],
    [0.12, (word, at) => word.slice(0, at) + word.slice(at + 1)],
  ]
  for (const [most, slip] of slips) {
    const less = urgentNames.filter((name) => {
      const longest = name.split(" ").sort((a, b) => b.length - a.length)[0]
      const slipped = name.replace(longest, slip(longest, longest.length >> 1))
      return longest.length > 4 && urgency(slipped) < urgency(name)
    })
    assert.ok(less.length < most * urgentNames.length, `${less.length}: ${less.join(", ")}`)
  }
})

test("a sign is a sign with an operation, a massage or a question around it", () => {
  for (const around of [
    "{} after back surgery",
    "{} during massage",
    "she has {} since yesterday",
    "{}, is it safe to massage",
  ]) {
    const less = urgentNames.filter((name) => urgency(around.replace("{}", name)) < urgency(name))
    assert.ok(less.length < 0.03 * urgentNames.length, `${around}: ${less.join(", ")}`)
  }
  for (const query of [
    "no cold leg after surgery",
    "massage after back surgery",
    "exercises for a cold leg after surgery",
  ])
    assert.equal(asked(query).stop, null, query)
  assert.equal(asked("cold leg after back surgery").stop, "same-day")
  assert.equal(asked("foot drop after back surgery, unchanged for 5 years").stop, null)
})

test("a course is heard", () => {
  assert.equal(courseOf("numb for years"), "settled")
  assert.equal(courseOf("numb, the surgeon knows"), "followed")
  assert.equal(courseOf("numb since this morning"), "new")
})

test("every emergency is known by its words", () => {
  const { rules } = index.stops
  const urgent = new Set(rules.filter(({ urgency }) => urgency === "emergency").flatMap(({ when }) => when.signs ?? []))
  assert.deepEqual(
    [...urgent].filter((slug) => !known.get(slug)?.ways.length),
    [],
  )
})

test("the card says whom to call, how soon and what to do, above every page, and leads to the planner filled in", () => {
  const { items, stop, pages, spoken } = asked("shivering and hot ten days after my laminectomy")
  const [[, rule, plan]] = items
  assert.equal(stop, "same-day")
  assert.match(rule.text, /data-stop="same-day"/)
  assert.match(rule.text, /Call the surgeon's team or urgent care, today/)
  assert.match(rule.text, /Do not massage/)
  assert.equal(plan.location, "session/#p=laminectomy&s=fever&w=10&u=days")
  assert.match(rule.location, /^cautions\/red-flags\/#rule-/)
  assert.equal(items[1][0].location.split("#")[0], pages[0].split("#")[0])
  assert.match(spoken, /^Stop\. Call the surgeon's team/)
})

test("what is known of the client changes the urgency as in the planner", () => {
  assert.equal(asked("stiff neck and a fever").stop, "emergency")
  assert.equal(asked("one calf is swollen").stop, "same-day")
  assert.equal(asked("one calf is swollen and she is short of breath").stop, "emergency")
})

test("the name of a page raises no card", () => {
  for (const { t, k } of index.docs)
    if (["complication", "procedure", "caution", "medication"].includes(k)) assert.equal(asked(t).stop, null, t)
})

test("the planner is offered where there is something to plan with", () => {
  assert.equal(asked("ACDF 9 weeks eliquis").offer, "#p=acdf&m=anticoagulants&w=9&u=weeks")
  assert.equal(asked("ACDF").offer, "")
  assert.equal(asked("eliquis").offer, "")
})

test("a time is one since surgery, and not how long something lasts", () => {
  assert.deepEqual(timeIn("ten days after my laminectomy"), { amount: 10, unit: "days" })
  assert.deepEqual(timeIn("ACDF 9 weeks"), { amount: 9, unit: "weeks" })
  assert.deepEqual(timeIn("fused two years ago"), { amount: 2, unit: "years" })
  assert.equal(timeIn("numb for 3 days"), null)
  assert.equal(timeIn("she is 14 years old"), null)
})

test("another language is said, and nothing is made up for it", () => {
  const none = () => false
  assert.equal(language("dolor de espalda después de la cirugía", none), "Spanish")
  assert.equal(language("Rückenschmerzen nach der Operation", none), "German")
  assert.match(language("боль в спине", none) ?? "", /Cyrillic/)
  assert.equal(
    language("pain after back surgery", () => true),
    null,
  )
  const { items, pages } = asked("dolor de espalda después de la cirugía")
  assert.deepEqual(pages, [])
  assert.equal(items[0][0].title, "This looks like Spanish")
})

test("a medicine without a page is said to have none, and leads to no other", () => {
  const [[first]] = asked("topamax").items
  assert.equal(first.title, "No page on “topamax”")
  assert.match(first.text, /medicine/)
  assert.deepEqual(asked("topamax").pages, [])
})

test("what is missing is said of words that mean something", () => {
  const shown = lines("numb thigh after sideways lumbar fusion yesterday").flatMap(({ terms }) => Object.keys(terms))
  for (const word of ["after", "yesterday"]) assert.ok(!shown.includes(word), word)
})

test("a figure stands where one is asked for, and a wait where it is asked when", () => {
  const drive = lines("how long before I can drive after ACDF").find(({ title }) => title === "Driving")
  assert.match(
    drive?.text ?? "",
    /^<p>Earliest of \d+: .* after ACDF\. The latest names week \d+\. The surgeon decides\.<\/p>$/,
  )
  assert.ok(lines("how many people have a nonunion after fusion").some(({ text }) => /<strong>[^<]*\d/.test(text)))
  assert.ok(!lines("neck hurts driving after ACDF").some(({ text }) => /The surgeon decides/.test(text)))
})

test("the last word never stands over other letters when it is completed", () => {
  assert.deepEqual(asked("Laminec").suggest, ["Laminectomy"])
  assert.deepEqual(asked("laminectomy ").suggest, [])
  for (const whole of ["when can I drive after ACDF", "SIJ", "back"]) assert.deepEqual(asked(whole).suggest, [], whole)
})

test("an unfinished word that is a word stays that word", () => {
  for (const word of ["bum", "numb", "fall"])
    assert.deepEqual(
      engine.read(word).map(({ found }) => found.map(([term]) => term)),
      [[engine.read(word)[0].term]],
    )
})

test("what people say of an urgent sign, word for word, raises its card, whoever says it", () => {
  for (const said of ["purple swollen neck", "numb and weak on one side", "no air going in", "I can't feel the chair"])
    assert.equal(asked(said).stop, "emergency", said)
  assert.equal(asked("woke up and one foot will not lift").stop, "emergency")
})

test("what many live with raises a card only where somebody has it or something is new", () => {
  for (const named of ["weak ankles", "height loss", "tingling toes", "bruises easily"])
    assert.equal(asked(named).stop, null, named)
  for (const told of [
    "weak ankles since this morning",
    "my ankle is suddenly weak",
    "weak ankles after my laminectomy",
    "shoulder weakness", // may be new: a nerve of the neck
  ])
    assert.equal(asked(told).stop, "emergency", told)
})
