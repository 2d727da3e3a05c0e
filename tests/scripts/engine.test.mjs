import assert from "node:assert/strict"
import { test } from "node:test"
import { Engine, INHERITED, answer, index, normalize, parts, tokenize } from "./site.mjs"

/** @import { Document, Part } from "published" */

const REPORT = "https://forge.example/issues/new"
const real = new Engine(index)

/**
 * @param {string} title
 * @param {Partial<Document>} more
 * @returns {Document}
 */
const page = (title, more = {}) => ({
  u: `${title}/`,
  t: title,
  k: "page",
  n: [],
  x: [],
  s: "",
  q: [],
  b: "",
  p: [],
  ...more,
})

/**
 * @param {Partial<Part>} more
 * @returns {Part}
 */
const shown = (more = {}) => ({ q: [], h: [], f: [], w: [], ...more })

const small = new Engine({
  kinds: {},
  docs: [
    page("Laminectomy", { n: ["decompression"], x: ["bone taken off the back"], b: "roof lamina" }),
    page("Thrombosis", {
      q: [["Can I massage a clot?", "massage-a-clot"]],
      b: "calf swelling",
    }),
    page("Eliquis", { k: "medication", x: ["blood thinner"] }),
  ],
})
const smallParts = [shown(), shown({ q: ["No."], h: [["signs", "How it shows itself", "swelling calf"]] }), shown()]
const found = (/** @type {string} */ query, engine = small) => engine.search(query).map(({ doc }) => doc.t)
const listed = (/** @type {string} */ query, engine = small) =>
  answer(engine, query, { report: REPORT, parts: engine === small ? smallParts : undefined }).items

test("names, sayings and telling words find their page", () => {
  for (const query of ["laminectomy", "decompression", "bone taken off", "lamina"])
    assert.equal(found(query)[0], "Laminectomy")
  assert.deepEqual(found("qwxyzzy"), [])
})

test("a page that is asked for by another name than its title says so", () => {
  const first = (/** @type {string} */ query) => listed(query)[0][0].text
  assert.match(first("a decompression"), /Here for “decompression”/)
  assert.doesNotMatch(first("laminectomy"), /Here for/)
  assert.doesNotMatch(first("roof"), /Here for/)
  assert.match(
    listed("laminoplasty", real)[0]
      .map(({ text }) => text)
      .join(""),
    /Here for “laminoplasty”/,
  )
})

test("typing errors are forgiven and named", () => {
  assert.equal(found("trombosis")[0], "Thrombosis")
  assert.match(listed("trombosis")[0][0].text, /Did you mean <mark>thrombosis<\/mark>\?/)
  assert.doesNotMatch(listed("thrombosis")[0][0].text, /Did you mean/)
})

test("endings and British spelling do not matter", () => {
  const same = {
    discs: "disk",
    haematoma: "hematoma",
    fibre: "fiber",
    mobilisation: "mobilizations",
    "client's": "clients",
  }
  for (const [one, other] of Object.entries(same)) assert.equal(normalize(one), normalize(other))
})

test("two levels of the spine are two words, and so are a word and its number", () =>
  assert.deepEqual(tokenize("L4-5, C5/C6: rhBMP2"), ["l4", "l5", "c5", "c6", "rhbmp", "2"]))

test("a word that is not finished finds what it may become", () => {
  assert.equal(found("decomp")[0], "Laminectomy")
  assert.deepEqual(found("decomp "), [])
  assert.deepEqual(answer(small, "lamin", { report: REPORT }).suggest, ["laminectomy"])
})

test("a question leads to its answer, words of a section to the section", () => {
  assert.equal(listed("can i massage a clot")[0][1].location, "Thrombosis/#massage-a-clot")
  assert.equal(listed("swelling of the calf")[0][1].location, "Thrombosis/#signs")
  assert.equal(listed("massage a clot, thrombosis")[0][1].location, "Thrombosis/#massage-a-clot")
  assert.equal(listed("thrombosis")[0].length, 1)
})

test("words that nobody knows bring the nearest names and a way to say what is missing", () => {
  const items = listed("a<b qwxyzzy ")
  assert.ok(items.length >= 2)
  assert.equal(items.at(-1)?.[0].location, `${REPORT}?title=Missing%3A%20a%3Cb%20qwxyzzy`)
  assert.deepEqual(
    listed("thrombosis")
      .flat()
      .filter(({ location }) => location.startsWith(REPORT)),
    [],
  )
  const withoutForge = answer(small, "a<b qwxyzzy ", { report: "" }).items.flat()
  assert.ok(withoutForge.every(({ location }) => !location.includes("Missing")))
})

test("what is shown is escaped", () => {
  const engine = new Engine({ kinds: {}, docs: [page("a<b", { s: '<img src="x"> & more' })] })
  const [[{ title, text }]] = listed("img", engine)
  assert.equal(title, "a&lt;b")
  assert.equal(text, "<p>&lt;<mark>img</mark> src=&quot;x&quot;&gt; &amp; more</p>")
})

test("names that every object has find nothing that is not called so", () => {
  for (const name of INHERITED) {
    assert.deepEqual(found(name), [])
    assert.deepEqual(Object.values(listed(name)[0][0].terms), [false])
    for (const { found: meant } of real.read(name))
      for (const [word] of meant) assert.ok(real.vocabulary.counts.has(word), `${name}: ${word}`)
  }
})

test("a page that is called as every object is found", () => {
  const engine = new Engine({
    kinds: {},
    docs: [page("Constructor", { b: "constructor" }), page("toString"), page("Laminectomy")],
  })
  assert.deepEqual(found("constructor", engine), ["Constructor"])
  assert.deepEqual(found("tostring", engine), ["toString"])
  assert.deepEqual(Object.entries(listed("constructor", engine)[0][0].terms), [["constructor", true]])
})

test("every name of the real index finds its page among the first three", () => {
  const missed = index.docs.filter(
    ({ t }) =>
      !real
        .search(t)
        .slice(0, 3)
        .some(({ doc }) => doc.t === t),
  )
  assert.deepEqual(
    missed.map(({ t }) => t),
    [],
  )
})

test("where two pages fit alike, the kind decides", () => {
  const docs = [page("Brace", { u: "a/", k: "study" }), page("Brace", { u: "b/", k: "condition" }), page("Rod")]
  const first = (/** @type {Record<string, number>} */ kinds) => new Engine({ docs, kinds }).search("brace")[0].doc.u
  assert.equal(first({ study: 0.7, condition: 1 }), "b/")
  assert.equal(first({ study: 1, condition: 0.7 }), "a/")
})

test("a half-typed word becomes what most names have, first of all what stands behind the word before", () => {
  const docs = [
    page("Bacitracin", { x: ["ointment"] }),
    page("Back pain", { x: ["my back"] }),
    page("Backache", { x: ["an aching back"] }),
    page("Fuse", { n: ["electric fuse", "blown fuse"] }),
    page("Fused", { x: ["fused"] }),
    page("Neck fusion"),
  ]
  const engine = new Engine({ kinds: {}, docs })
  assert.deepEqual(engine.read("ba")[0].found[0][0], "back")
  assert.deepEqual(engine.read("fus")[0].found[0][0], "fuse")
  assert.deepEqual(engine.read("neck fus")[1].found[0][0], "fusion")
  assert.deepEqual(engine.read("backac")[0].found[0][0], "backach") // the ending is there in part
  assert.deepEqual(engine.read("ba ")[0].found, []) // a space, and the word is whole
})

test("a half-typed word may have a slip in it, but is no guess at a medicine", () => {
  const engine = new Engine({
    kinds: {},
    docs: [page("Pseudarthrosis", { n: ["pseudoarthrosis"] }), page("Xarelto", { k: "medication" })],
  })
  assert.equal(found("psuedoar", engine)[0], "Pseudarthrosis")
  assert.deepEqual(found("xerel", engine), [])
  assert.equal(found("xarel", engine)[0], "Xarelto")
})

test("a short word that is rare may be the beginning of one that is not", () => {
  const docs = [page("Mass"), ...["Back", "Foot", "Neck", "Scar", "Leg"].flatMap((t) => page(`${t} massage`))]
  const engine = new Engine({ kinds: {}, docs })
  assert.equal(found("scar mass", engine)[0], "Scar massage")
  assert.equal(found("mass", engine)[0], "Mass")
})

test("hyphens may be left out, and so may what parts two levels", () => {
  const engine = new Engine({
    kinds: {},
    docs: [page("Spacer", { n: ["X-STOP", "M6-C"] }), page("Warning", { x: ["stop"] }), page("L5-S1")],
  })
  for (const query of ["xstop", "x-stop", "X STOP", "m6c"]) assert.equal(found(query, engine)[0], "Spacer", query)
  for (const query of ["l5s1", "L5S1", "l5/s1", "l5 s1"]) assert.equal(found(query, engine)[0], "L5-S1", query)
  assert.deepEqual(tokenize("C5C6 and post-op, post op"), ["c5", "c6", "and", "postop", "postop"])
})

test("where little else tells, the words that carry the question decide", () => {
  const engine = new Engine({
    kinds: {},
    docs: [
      page("Joined", { x: ["a fusion", "my fusion"] }),
      page("Nonunion", { x: ["fusion did not take"] }),
      page("Before", { x: ["massage before surgery", "can I massage before the operation"] }),
      page("After", { x: ["massage after an operation"] }),
    ],
  })
  assert.equal(found("fusion didn't take", engine)[0], "Nonunion")
  for (const query of ["massage after surgery", "post op massage", "massage since my operation"])
    assert.equal(found(query, engine)[0], "After", query)
  for (const query of ["massage before surgery", "pre-op massage", "massage before her back operation"])
    assert.equal(found(query, engine)[0], "Before", query)
})

test("who asks when something may start is shown what sources say of it, in full and where it stands", () => {
  const said = "Earliest of 2: One trial began foot massage in hospital. The latest names week 12. The surgeon decides."
  const engine = new Engine({
    kinds: {},
    docs: [
      page("Kneading", { x: ["massage that kneads", "driving hurts after a fusion"] }),
      page("Waits", { u: "when-to-start/", x: ["massage, how long to wait"] }),
    ],
  })
  const known = {
    report: "",
    parts: [
      shown(),
      shown({
        h: [["at-the-table", "Massage", ""]],
        w: [
          ["massage", "Massage", said],
          ["driving", "Driving", said],
        ],
      }),
    ],
  }
  const rows = (/** @type {string} */ query) => answer(engine, query, known).items.map((lines) => lines.at(-1))
  for (const query of ["when can I massage after surgery", "how soon may I start massage"]) {
    const [first] = rows(query)
    assert.equal(first?.location, "when-to-start/#at-the-table", query)
    assert.equal(first?.text, `<p>${said}</p>`)
  }
  for (const query of ["driving after fusion", "can my client drive after fusion", "going back to driving"])
    assert.ok(
      rows(query).some((row) => row?.title === "Driving" && row.text.includes("Earliest")),
      query,
    )
  for (const query of ["massage", "pain when I massage it", "pain after driving", "pain driving after fusion"])
    assert.ok(
      rows(query).every((row) => !row?.text.includes("Earliest")),
      query,
    )
})

test("a figure is about what is asked, and about no other operation", () => {
  const docs = [
    page("Fusion", { k: "procedure" }),
    page("Laminectomy", { k: "procedure" }),
    page("Nonunion", { x: ["nonunion after fusion or laminectomy"] }),
  ]
  const figures = [["Fusions in people over 64: 50%. Here."], [], ["Nonunion after fusion: 14%. There."]]
  const engine = new Engine({ kinds: {}, docs })
  const parts = figures.map((f) => shown({ f }))
  const told = (/** @type {string} */ query) =>
    answer(engine, query, { report: "", parts }).items.flatMap(
      (lines) => /<strong>(.*?):/.exec(lines[0].text)?.[1] ?? [],
    )
  assert.deepEqual(told("how common is a nonunion after fusion"), ["Nonunion after fusion"])
  assert.deepEqual(told("how common is nonunion after laminectomy"), [])
  assert.deepEqual(told("how much pain after fusion"), [])
  assert.deepEqual(told("how common is a fusion"), ["Fusions in people over 64", "Nonunion after fusion"])
})

test("a question is found by its answer, too, and leads before the heading above all questions", () => {
  const docs = [
    page("Numb skin", {
      b: "stones",
      q: [
        ["Is it normal?", "is-it"],
        ["May I rub it?", "may-i"],
      ],
    }),
  ]
  const engine = new Engine({ kinds: {}, docs })
  const h = [
    ["questions", "Questions", "stones"],
    ["is-it", "Is it normal?", ""],
    ["rules", "Rules", ""],
  ]
  const parts = [shown({ q: ["Yes.", "Yes, without hot stones."], h: /** @type {Part["h"]} */ (h) })]
  const [[, line]] = answer(engine, "stones", { report: "", parts }).items
  assert.equal(line.location, "Numb skin/#may-i")
  assert.match(line.text, /hot <mark>stones<\/mark>/)
})

test("a slip in the ending is measured on the word as it is written", () => {
  const engine = new Engine({ kinds: {}, docs: [page("Artificial disk"), page("Arthritis"), page("Disk")] })
  assert.equal(engine.read("artifical disc")[0].found[0][0], normalize("artificial"))
  assert.equal(found("artifical disc", engine)[0], "Artificial disk")
})

test("two operations are compared by the words of the page's title, too", () => {
  const docs = [
    page("Disk replacement", { k: "procedure" }),
    page("Neck disk replacement", { k: "procedure" }),
    page("ACDF", { k: "procedure" }),
    page("ACDF or neck disk replacement", { k: "comparison", p: ["ACDF/", "Neck disk replacement/"] }),
  ]
  const engine = new Engine({ kinds: {}, docs })
  for (const query of ["acdf vs disc replacement", "disk replacement or acdf"])
    assert.equal(found(query, engine)[0], "ACDF or neck disk replacement", query)
  assert.notEqual(found("is disk replacement better", engine)[0], "ACDF or neck disk replacement")
})

test("the names nearest to a word that nobody knows can be opened", () => {
  const rows = listed("eliqwizz").map((lines) => lines[0])
  assert.equal(rows[0].title, "No page on “eliqwizz”")
  assert.equal(rows[1].location, "Eliquis/")
  assert.match(rows[1].text, /has <mark>eliquis<\/mark>/)
  const medicine = new Engine({ kinds: {}, strange: ["eliqwizz"], docs: [page("Eliquis", { k: "medication" })] })
  assert.deepEqual(
    listed("eliqwizz", medicine).map(([{ location }]) => location.split("?")[0]),
    ["medications/", REPORT],
  )
})
