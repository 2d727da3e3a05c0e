import assert from "node:assert/strict"
import { test } from "node:test"
import { reading, sayings, told, words } from "./site.mjs"

const { address, reader } = reading
const read = reader(words, told(sayings))
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
  assert.deepEqual(said("C/o calf soreness on the left since yesterday"), ["signs calf-pain"])
  assert.deepEqual(said("Redness of the left calf"), ["signs calf-pain"])
  assert.deepEqual(said("not on warfarin"), ["no medications anticoagulants"])
})

test("a denial ends where something else is said", () => {
  for (const letter of [
    "Denies any problems other than calf pain.",
    "No complaints aside from calf pain",
    "Without her brace she has calf pain",
    "She has no pain at rest and has developed calf swelling.",
    "No sleep due to calf pain",
    "Denies fever, endorses calf pain",
    "Denies fever, positive for calf pain",
    "Denies chest pain, + calf pain",
    "No relief from rest, calf pain",
    "No calf pain on the left, calf pain on the right",
  ])
    assert.ok(saidOf("calf-pain")(letter).includes("had"), letter)
  for (const letter of [
    "Denies that she has any calf pain",
    "Neither fever nor calf pain",
    "Nil calf pain",
    "Calf pain: nil",
    "Calf pain (-)",
    "Fever: N, calf pain: N",
    "No fever, chills, cough, chest pain or calf pain",
  ])
    assert.deepEqual(saidOf("calf-pain")(letter), ["no"], letter)
  assert.deepEqual(saidOf("deep-vein-thrombosis")("Not yet ruled out: DVT"), ["had"])
})

test("a common medicine is known without a page, and no slip of another", () => {
  const [topamax] = read("Topamax 25 mg nightly").found
  assert.equal(topamax.kind, "pageless")
  assert.equal(topamax.label, "topiramate (Topamax)")
})

test("operations are named in the plural, in short and by one word", () => {
  assert.deepEqual(stances("L2-L5 laminectomies, L4/5 decompression. L1 burst fx."), {
    laminectomy: "had",
    "decompression-surgery": "had",
    "vertebral-fracture": "had",
  })
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
  const long = read("T10 to pelvis fusion, C7-L2 fusion")
  assert.match(
    address(long, [], { limits: false, time: false, place: true }),
    /r=thoracic,lumbar,sacral,cervical&lv=T10-pelvis,C7-L2/,
  )
  assert.equal(address(letter, [], { limits: false, time: false, place: false }), "#")
})

/** @param {string} letter */
const since = (letter) => {
  const { time } = read(letter)
  return time && `${time.amount} ${time.unit}`
}
/** @param {string} letter */
const dateAsked = (letter) =>
  read(letter, new Date(2026, 11, 1)).missing.find((ask) => /date of|How long ago/.test(ask)) ?? ""

test("a count is the time since surgery where it dates the operation for the letter", () => {
  for (const [letter, time] of [
    ["Seen POD14 after L4-5 TLIF. Wound clean.", "14 days"],
    ["POD 14: doing well.", "14 days"],
    ["POD#3 s/p L4-5 TLIF", "3 days"],
    ["62F POD 14 from TLIF. Wound dry.", "14 days"],
    ["ACDF C5-6.\nPOD 2: swallowing well.", "2 days"],
    ["s/p TLIF L4-5, POD 5.", "5 days"],
    ["She is now post-op day 9.", "9 days"],
    ["s/p C5-6 ACDF, 8 wks.", "8 weeks"],
    ["s/p C5-6 ACDF, 8 wks", "8 weeks"],
    ["S/P left L5-S1 microdiskectomy (6 weeks). No drain.", "6 weeks"],
    ["s/p TLIF L4-5 with cage, now 3 mos, doing well.", "3 months"],
    ["status post ACDF 8wks", "8 weeks"],
    ["6 weeks s/p L4-5 fusion for back pain", "6 weeks"],
    ["6 weeks post-op with no pain.", "6 weeks"],
    ["Lumbar fusion x8wks ago", "8 weeks"],
    ["6 weeks following L4/5 decompression", "6 weeks"],
    ["Fusion done by Dr. Smith at St. Mary 5 months ago", "5 months"],
    ["8 weeks s/p C5-6 ACDF.", "8 weeks"],
    ["8 wks s/p L4-5 TLIF", "8 weeks"],
    ["ACDF, 8 wks out.", "8 weeks"],
    ["8 wks out from ACDF", "8 weeks"],
    ["6 weeks post-op L4-5 TLIF", "6 weeks"],
    ["Post-op 6 wks. TLIF.", "6 weeks"],
    ["Six weeks after left L4/5 microdiskectomy.", "6 weeks"],
    ["Lumbar fusion 8 weeks ago.", "8 weeks"],
    ["She underwent TLIF 2 yrs ago", "2 years"],
    ["Here for follow-up 6 weeks post-op.", "6 weeks"],
    ["Pt is 10 weeks post-op and may drive.", "10 weeks"],
    ["Sutures out POD14. Seen today 8 weeks post-op.", "8 weeks"],
    ["No lifting for 6 weeks, 4 weeks post-op.", "4 weeks"],
    ["Fusion by Dr. Smith at St. Mary, now 5 months ago", "5 months"],
    ["6 weeks following her L4/5, L5/S1 decompression", "6 weeks"],
    ["6 weeks post L4/5 decompression and fusion", "6 weeks"],
    ["8 weeks out from surgery", "8 weeks"],
  ])
    assert.equal(since(letter), time, letter)
})

test("a count that may date something else is asked", () => {
  for (const letter of [
    "L4-5 TLIF. Sutures out POD14.",
    "L4-5 TLIF, drain out POD2",
    "TLIF. Discharged POD3. F/u 6 wk.",
    "TLIF. Home on POD 4.",
    "TLIF. F/u POD14",
    "TLIF. To be seen POD 14.",
    "TLIF. Follow-up visit POD14",
    "TLIF. Will be seen in clinic, POD 14.",
    "TLIF. Staples and drain removed, both on POD 10.",
    "TLIF.\nPOD 1: walked.\nPOD 2: drain out.",
    "Seen POD 3. Seen POD 14.",
    "TLIF. Post-op day 2 transfused.",
    "TLIF. Return 6 weeks post-op.",
    "TLIF. F/u 6 weeks post-op",
    "TLIF. X-ray at 6 weeks post-op.",
    "TLIF. Collar for 6 weeks post-op.",
    "TLIF. No driving until 6 weeks after surgery.",
    "TLIF. 2 weeks post-op she developed a fever.",
    "TLIF. 6 weeks post-op she may drive.",
    "ACDF, less than 8 weeks post-op",
    "TLIF. Bed rest is for 6 weeks after surgery.",
    "TLIF. PT 2 weeks post-op.",
    "TLIF. Aspirin 4 weeks post-op.",
    "TLIF. DVT 3 weeks post-op, on apixaban.",
    "TLIF. Follow-up is 6 weeks post-op.",
    "TLIF. Follow up with patient 6 weeks post-op.",
    "TLIF. Wound check 2 weeks post op, healed",
    "6 weeks after L1 compression, pain better",
    "Fell. 8 weeks s/p hernia repair. TLIF.",
  ]) {
    assert.equal(since(letter), null, letter)
    assert.match(dateAsked(letter), /may date something else/, letter)
  }
  assert.equal(
    dateAsked("L4-5 TLIF. Sutures out POD14."),
    "What was the date of the operation? It counts “POD14”, which may date something else.",
  )
})

test("a count of something else is no time since surgery", () => {
  for (const letter of [
    "Mrs X is 3 months post right hip replacement. L4-5 TLIF in 2019.",
    "6 weeks post-op hip. Past L4-5 fusion.",
    "6 weeks post-op hip, had TLIF in 2019.",
    "12 weeks post partum. Fusion L5-S1 2015.",
    "Seen 2 weeks post discharge, TLIF L4-5 on 3 March 2026.",
    "POD 3 from C-section. Spinal fusion 2010.",
    "Now 8 weeks out from MVA, had ACDF in 2020",
    "3 weeks post injection, L4-5 fusion 2018",
    "8 weeks after knee replacement, TLIF 2019",
    "TLIF 2019, knee replacement 8 weeks ago",
    "TLIF in 2019 and a knee replacement 8 weeks ago",
    "At her 6 week post-op visit she was fine. TLIF.",
    "s/p ACDF, f/u 8 wks",
    "s/p ACDF, 8 wks of neck pain",
    "s/p ACDF, PT for 8 wks.",
    "s/p ACDF. Collar 8 wks.",
    "ACDF booked, 8 wks.",
    "ACDF. Fell 3 weeks ago.",
    "ACDF. Numbness since 2 days.",
    "3 weeks after the fall she had pain.",
    "ACDF. Out of work 8 wks.",
    "ACDF, 8 wks out of work",
    "TLIF. Diabetes diagnosed 5 years ago",
    "ACDF, 4-6 weeks post-op",
    "ACDF, 1.5 years post-op",
  ])
    assert.equal(since(letter), null, letter)
})

test("a date of the operation is told and asked for", () => {
  const without = (/** @type {string} */ said) =>
    `What was the date of the operation? The letter says “${said}”, without a year.`
  for (const [letter, said] of [
    ["L4-5 TLIF on 3 March.", "3 March"],
    ["Underwent C5-6 ACDF March 3rd", "March 3rd"],
    ["On 3 March she underwent L4-5 TLIF.", "3 March"],
    ["Surgery 3/12 went well: none. Operated on 3/12.", "3/12"],
    ["DOS: 12 Sept. ACDF.", "12 Sept"],
    ["Surgery was performed by Dr Smith in May.", "May"],
    ["L4-5 TLIF (3 March)", "3 March"],
  ])
    assert.equal(dateAsked(letter), without(said), letter)
  for (const [letter, said] of [
    ["L4-5 TLIF on 3 March 2026.", "3 March 2026"],
    ["TLIF 03/12/2026. Doing well.", "03/12/2026"],
    ["ACDF on 2026-03-12", "2026-03-12"],
    ["s/p TLIF March 2019", "March 2019"],
    ["Surgery was performed by Dr Smith in May 2025.", "May 2025"],
    ["L5-S1 fusion in 2019.", "2019"],
  ])
    assert.ok(dateAsked(letter).startsWith(`How long ago was the operation? The letter says “${said}”.`), letter)
  for (const letter of [
    "L4-5 TLIF. Discharged 5 March.",
    "L4-5 TLIF, sutures out 17 March",
    "TLIF scheduled for 3 March",
    "Seen 3 March s/p TLIF",
    "TLIF. Strength 5/5, pain on 4/10. She may 8 times a day walk.",
  ])
    assert.equal(dateAsked(letter), "What was the date of the operation?", letter)
  assert.equal(
    dateAsked("Had L4-5 TLIF on 3 March. Sutures out POD14. F/u 6 wk."),
    `${without("3 March")} It counts “POD14”, which may date something else.`,
  )
})

/** @param {string} slug */
const saidOf = (slug) => (/** @type {string} */ letter) =>
  read(letter)
    .found.filter((one) => one.slug === slug)
    .map(({ denied, apart }) => (denied ? "no" : apart ? "apart" : "had"))

test("ca is cancer beside an organ, and calcium elsewhere", () => {
  const cancer = saidOf("cancer")
  for (const letter of [
    "Hx of breast ca",
    "PMH: prostate CA 2015",
    "h/o lung Ca.",
    "Ca breast, treated",
    "ca of the prostate",
    "Ca. bladder 2019",
    "Hx of ca",
    "history of uterine ca",
    "squamous cell ca removed",
    "PMH: colon ca, HTN",
    "thyroid ca s/p resection",
    "endometrial ca",
    "Her breast ca is in remission",
    "breast ca 10 years ago",
    "Personal and family history of breast ca",
    "Family history of diabetes. Breast ca 2015.",
  ])
    assert.deepEqual(cancer(letter), ["had"], letter)
  for (const letter of ["No hx of breast ca", "denies breast ca", "Breast ca ruled out"])
    assert.deepEqual(cancer(letter), ["no"], letter)
  for (const letter of ["Family history of breast ca", "FHx: breast ca", "Mother had breast ca"])
    assert.deepEqual(cancer(letter), ["apart"], letter)
  for (const letter of [
    "Ca 2.4, Mg normal",
    "Takes Ca and vit D",
    "Ca channel blocker",
    "hx of low Ca",
    "hx of Ca supplement use",
    "renal Ca stones",
    "thyroid: Ca normal",
    "renal Ca 2.4",
    "ovarian CA 125 normal",
    "CA-125 normal",
    "Sacramento, CA",
    "Ca cervical spine",
  ])
    assert.deepEqual(cancer(letter), [], letter)
})

test("a complication is had, denied, or spoken of for another reason", () => {
  const clot = saidOf("deep-vein-thrombosis")
  for (const letter of [
    "Post-op DVT R calf, now on rivaroxaban",
    "post-op dvt right calf",
    "POST-OP DVT R CALF",
    "Course complicated by DVT.",
    "Developed a DVT on POD 5",
    "Hx of DVT",
    "DVT 2019, will start rivaroxaban",
    "Possible DVT, scan booked",
    "Ultrasound to rule out DVT",
    "US for r/o DVT",
    "No further DVT",
    "No recurrence of DVT",
    "DVT unlikely",
    "Risk factors: smoking, prior DVT",
    "She is at risk of falls; DVT in 2019",
    "Her mother had diabetes, she had DVT",
    "Lives with her son, DVT on POD 4",
    "Risk of PE given prior DVT",
    "apixaban to prevent recurrent DVT",
    "Unclear if DVT",
    "PMH: DVT\\nNegative for cancer",
    "DVT - none since",
    "DVT prophylaxis failed: DVT on POD 4",
  ])
    assert.ok(clot(letter).includes("had"), letter)
  for (const letter of [
    "no DVT",
    "DVT ruled out",
    "ruled out DVT",
    "Doppler negative for DVT",
    "DVT: none",
    "US DVT: negative",
    "Doppler neg for DVT",
    "DVT has been excluded",
    "DVT neg",
    "never had a DVT",
    "hasn't had a DVT",
    "No fever, swelling or DVT",
  ])
    assert.deepEqual(clot(letter), ["no"], letter)
  for (const letter of [
    "DVT prophylaxis with enoxaparin",
    "DVT ppx",
    "Risks include DVT",
    "Family history of DVT",
    "Mother had DVT",
    "DVT in her mother",
    "Fam hx of DVT",
    "Educated on signs of wound infection and DVT",
    "Return precautions: fever, DVT",
    "Stockings for DVT",
    "Risks explained: infection, dural tear, DVT",
    "Watch for DVT",
    "Call if DVT",
    "enoxaparin to prevent DVT",
  ])
    assert.deepEqual(clot(letter), ["apart"], letter)
  assert.deepEqual(saidOf("excessive-bleeding")("EBL 150 ml"), ["apart"])
  assert.deepEqual(saidOf("diabetes")("Call if fever. Discussed her diabetes."), ["had"])
  assert.deepEqual(saidOf("dural-tear")("Incidental durotomy, repaired."), ["had"])
})

test("a letter that says of no blood thinner is not asked for one", () => {
  const asked = (/** @type {string} */ letter) => /blood thinner/.test(read(letter).missing.join(" "))
  const ticked = (/** @type {string} */ letter) => saidOf("anticoagulants")(letter).includes("had")
  for (const letter of [
    "Not on any blood thinners",
    "No blood thinners.",
    "not taking blood thinners",
    "Not currently taking any blood thinners",
    "Denies blood thinners",
    "denies taking blood thinners",
    "Does not take blood thinners",
    "doesn't take any blood thinner",
    "isn't on blood thinners",
    "Blood thinners: none",
    "Blood thinners: no",
    "No aspirin or blood thinners",
    "without blood thinners",
    "Does not use any blood-thinning medication",
    "Is she on blood thinners? No",
  ]) {
    assert.equal(asked(letter), false, letter)
    assert.equal(ticked(letter), false, letter)
    assert.match(read(letter).missing.join(" "), /Which medicines does the client take\?/, letter)
  }
  for (const letter of [
    "No blood thinners for 2 weeks",
    "Not on blood thinners yet",
    "No blood thinners until POD 7",
    "Was not on blood thinners",
    "Not on blood thinners before surgery",
    "No other blood thinners",
    "not on warfarin",
    "No aspirin",
    "Blood pressure fine",
  ])
    assert.equal(asked(letter), true, letter)
  assert.equal(ticked("Not on any blood thinners, will start rivaroxaban"), true)
  assert.equal(ticked("Takes blood thinners"), true)
})

/**
 * What a letter says of each record: `had`, `no` or `apart`.
 * @param {string} letter
 */
const stances = (letter) =>
  Object.fromEntries(
    read(letter)
      .found.filter(({ kind }) => !["level", "glossary"].includes(kind))
      .map(({ slug, denied, apart }) => [slug, denied ? "no" : apart ? "apart" : "had"]),
  )

test("a sign is found by how people tell of it, and by no word of its name", () => {
  for (const [letter, slug] of [
    ["C/o numb between legs when wiping, bilat leg weakness.", "saddle-numbness"],
    ["C/o numb between legs when wiping, bilat leg weakness.", "new-weakness"],
    ["My calf has been sore and a bit swollen since Tuesday", "calf-pain"],
    ["Swallowing solids difficult, voice hoarse.", "trouble-swallowing"],
    ["She can’t move her left foot", "new-weakness"],
    ["No feeling when wiping.", "saddle-numbness"],
    ["No control over bladder", "bladder-bowel-change"],
    ["no pain but calf swollen", "calf-pain"],
    ["No calf swelling, right calf is hot and red", "calf-pain"],
    ["Temp 101.4", "fever"],
    ["Temperature of 102 degrees", "fever"],
    ["Incision with erythema.", "wound-redness"],
    ["Incision soaking dressing with clear fluid", "clear-fluid-leak"],
    ["Wound edges gaping at the lower end", "wound-opening"],
  ])
    assert.equal(stances(letter)[slug], "had", letter)
  const [{ start, end }] = read("legs when wiping, bilat leg weakness").found.filter(
    ({ slug }) => slug === "new-weakness",
  )
  assert.equal("legs when wiping, bilat leg weakness".slice(start, end), "leg weakness")
  assert.equal(stances("Wound clean, dry and intact, no swelling or redness")["wound-redness"], "no")
  assert.equal(stances("Incision well healed, no erythema")["wound-redness"], "no")
  const older = { ...words, kinds: { ...words.kinds, signs: {} } }
  assert.equal(reader(older, told(sayings))("No feeling when wiping.").found[0].label, "saddle-numbness")
  assert.equal(stances("Denies numbness in legs or groin")["saddle-numbness"], "no")
  assert.equal(stances("If you develop pins and needles between your legs")["saddle-numbness"], "apart")
  for (const letter of [
    "Temp 36.8, no complaints",
    "Temperature was 98.4 F",
    "Leg raise 60 degrees, Cobb 45°",
    "Power 5/5 in both legs, voids well",
  ])
    assert.deepEqual(stances(letter), {}, letter)
})

test("what the client is to call for is apart, over a decimal point and down a list", () => {
  for (const letter of [
    "Call if fever > 101.5, wound drainage, new weakness or calf pain.",
    "Call us right away if you have any of these:\n- calf pain\n- fever",
    "Call us if you have:\n\n1. fever\n2. calf pain",
    "Call us if you have:\n● fever\n● calf pain",
    "Watch for:\nfever\ncalf pain",
    "CALL OFFICE: fever >101, calf pain",
    "EMERGENCY: chest pain, calf pain",
    "Some calf pain and bruising is normal.",
    "Go to the emergency room for loss of bladder control, chest pain or calf pain.",
    "Call the office for temperature greater than 101.5 or calf pain",
    "Contact the ward for any of the following symptoms: fever, calf pain",
  ])
    assert.equal(stances(letter)["calf-pain"], "apart", letter)
  for (const letter of [
    "Call if fever.\nCalf pain since Monday",
    "Watch for:\n- fever\n\nCalf pain since Monday",
    "Watch for: fever\nReports:\n- calf pain",
  ])
    assert.equal(stances(letter)["calf-pain"], "had", letter)
  for (const letter of [
    "Counseled regarding wound care, DVT symptoms, and cauda equina syndrome.",
    "Red flags for cauda equina syndrome explained",
    "Safety netted re cauda equina syndrome",
    "Cauda equina syndrome advice given",
  ])
    assert.equal(stances(letter)["cauda-equina-syndrome"], "apart", letter)
  for (const letter of ["Counseled about her diabetes", "Comorbidities such as diabetes", "Advised. Diabetes, HTN"])
    assert.equal(stances(letter).diabetes, "had", letter)
  assert.deepEqual(stances("Denies:\n- fever\n- chest pain\nReports:\n- calf pain"), {
    fever: "no",
    "chest-pain": "no",
    "calf-pain": "had",
  })
  assert.equal(stances("Problems not resolved:\n- DVT")["deep-vein-thrombosis"], "had")
})

test("boxes that were not ticked deny, where others were", () => {
  const form = "[ ] Fever [x] Calf pain [ ] Chest pain\n[x] apixaban [ ] aspirin"
  assert.deepEqual(Object.values(stances(form)), ["no", "had", "no", "had", "no"])
  assert.equal(stances("[ ] apixaban 5 mg [ ] aspirin").anticoagulants, "had")
  assert.equal(stances("SH: non-smoker.")["tobacco-use"], "no")
})

test("a medicine that was stopped or is not borne is apart", () => {
  const thinner = (/** @type {string} */ letter) => stances(letter).anticoagulants
  for (const letter of [
    "Eliquis stopped in May",
    "apixaban 5 mg bd (stopped 05/2026)",
    "having stopped her apixaban",
    "STOP taking: oxycodone, apixaban.",
    "STOP taking these medications:\n- oxycodone\n- apixaban\nSTART taking:\n- aspirin",
    "no longer takes apixaban",
    "He is off apixaban",
    "completed a 3 month course of apixaban",
    "Allergies: penicillin, heparin",
    "ALLERGIES: Sulfa - rash; heparin - HIT",
    "heparin allergy",
    "Avoid warfarin",
    "Past medication: apixaban",
  ])
    assert.equal(thinner(letter), "apart", letter)
  for (const letter of [
    "Stopped naproxen, apixaban 5 mg bd",
    "Stopped aspirin and takes apixaban",
    "On apixaban and naproxen stopped",
    "apixaban 5 mg\nStopped: naproxen",
    "apixaban 5 mg daily. Completed physiotherapy in May",
    "apixaban 5 mg, stopped naproxen",
    "HOLD Eliquis until cleared by surgeon.",
    "Stop apixaban 3 days before surgery",
    "apixaban stopped before surgery, resumed POD 5",
    "Warfarin stopped; apixaban started.",
    "Stopped warfarin for apixaban 5 mg",
    "Off work. Eliquis daily.",
    "Do not stop Eliquis.",
    "Not to stop apixaban under any circumstances",
    "No bleeding on Eliquis.",
    "No change to warfarin",
    "If bleeding, stop apixaban.",
    "Allergies: none. Meds: warfarin",
    "Allergies: sulfa\nwarfarin",
    "Allergic to penicillin. Warfarin, bisoprolol",
    "Allergies: penicillin, takes warfarin",
    "No allergies, warfarin",
    "Discontinued:\n- naproxen\n\nCurrent medications:\n- apixaban",
  ])
    assert.ok(saidOf("anticoagulants")(letter).includes("had"), letter)
  assert.match(read("Eliquis stopped in May").missing.join(" "), /Which medicines does the client take/)
})

test("a complication that is told as new is no old one", () => {
  const course = (/** @type {string} */ letter) => {
    const reading = read(letter)
    return /x=[^&]*:(\w+)/.exec(address(reading, reading.found, { limits: false, time: false, place: false }))?.[1]
  }
  for (const letter of [
    "C/o urinary retention since this am",
    "I think I have a blood clot in my leg",
    "Possible DVT, scan booked",
    "US to rule out DVT",
    "DVT?",
    "Wound dehiscence, worse since Monday",
  ])
    assert.equal(course(letter), "new", letter)
  for (const letter of [
    "DVT in 2018 (treated).",
    "Hx of DVT",
    "c/o back pain, hx of DVT",
    "Post-op DVT R calf, now on rivaroxaban",
    "New DVT, started on apixaban",
    "Hoarseness since surgery",
    "Incidental durotomy, repaired.",
    "DVT. Feels well today.",
  ])
    assert.equal(course(letter), "followed", letter)
})

test("an operation that may never come is apart", () => {
  for (const letter of [
    "He is planned for a left sacroiliac joint fusion in the new year",
    "Listed for SI joint fusion.",
    "Considering SI joint fusion if no better",
    "PLAN: SI joint fusion",
    "Would benefit from SI joint fusion",
  ]) {
    assert.equal(stances(letter)["sacroiliac-joint-fusion"], "apart", letter)
    assert.match(read(letter).missing.join(" "), /Was the operation done, or is it still to come\?/, letter)
  }
  for (const letter of [
    "Planned for TLIF, underwent TLIF on 3 May",
    "TLIF was planned and performed on 3 May 2026",
    "She was offered surgery and had TLIF",
    "No problems after TLIF",
    "No pain since the TLIF",
  ])
    assert.ok(saidOf("tlif")(letter).includes("had"), letter)
  for (const letter of [
    "PSH: ACDF 2015. Admitted for planned TLIF. Home POD 3.",
    "ACDF 2015. Listed for TLIF on 3 March 2020. Surgery went well.",
    "ACDF 2015. Offered TLIF, which she had in May.",
    "ACDF 2015. Planned procedure: TLIF",
  ])
    assert.deepEqual(saidOf("tlif")(letter), ["had"], letter)
  for (const letter of [
    "ACDF 2015. Listed for TLIF on 3 March 2090.",
    "TLIF is planned",
    "TLIF declined",
    "Plans to have TLIF",
    "planned for TLIF",
  ])
    assert.deepEqual(saidOf("tlif")(letter), ["apart"], letter)
  for (const letter of ["No previous TLIF", "She has not had a TLIF"])
    assert.deepEqual(saidOf("tlif")(letter), ["no"], letter)
})

test("lines that were broken are whole again", () => {
  const wrapped = `She underwent an L4/5 posterior lumbar inter-
body fusion under the care of Mr Brown, denies fever or
calf pain. She is on apix-
aban 2.5 mg bd. On the scan there was no evidence of
DVT. Levels L4-
S1. She was seen today in the clinic of Mr Brown, now six
weeks post-op, and is pleased.`
  const letter = read(wrapped)
  assert.deepEqual(stances(wrapped), {
    plif: "had",
    fever: "no",
    "calf-pain": "no",
    anticoagulants: "had",
    "deep-vein-thrombosis": "no",
  })
  assert.equal(letter.time?.amount, "6")
  assert.ok(letter.found.some(({ label }) => label === "L4-S1"))
  for (const { start, end, kind } of letter.found)
    if (kind === "medications") assert.equal(letter.text.slice(start, end), "apixaban")
  for (const lines of [
    "No fever\ncalf pain since Monday",
    "- no fever\n- calf pain",
    "No fever.\ncalf pain",
    "Fever no\nCalf pain yes",
  ]) {
    assert.equal(stances(lines)["calf-pain"], "had", lines)
    assert.equal(read(lines).text, lines)
  }
})

test("weeks as parts of a year count, but for what may be a day of a month", () => {
  for (const [letter, time] of [
    ["2/52 post op ACDF C5/6.", "2 weeks"],
    ["Seen in clinic 3/52 after her L5/S1 discectomy.", "3 weeks"],
    ["This gentleman is now 6/12 post L4/5 lumbar fusion.", "6 months"],
    ["TLIF 6/12 ago", "6 months"],
    ["Day 5 post TLIF", "5 days"],
    ["Day 12 after lumbar fusion, doing well", "12 days"],
    ["ACDF 3/7 ago", "3 days"],
    ["s/p ACDF, 8/52.", "8 weeks"],
    ["OPD. POM 2 following L4-S1 fusion.", "2 months"],
    ["POW#6 s/p ACDF", "6 weeks"],
    ["- s/p C3-C6 fusion\n- POD 12\n- Wound dry", "12 days"],
    ["Pt called: POD4 L3-4 fusion.", "4 days"],
    ["To whom it may concern: Ms. K is 14 weeks s/p L4-L5 TLIF and doing well.", "14 weeks"],
  ])
    assert.equal(since(letter), time, letter)
  for (const letter of [
    "Seen 6/12 s/p TLIF",
    "Seen 6/12 post TLIF",
    "Staples out day 12 after TLIF",
    "3/7 post-op TLIF",
    "Collar for 6/52 post op. TLIF",
    "s/p TLIF, 6/12.",
  ]) {
    assert.equal(since(letter), null, letter)
    assert.match(dateAsked(letter), /may date something else/, letter)
  }
  for (const letter of [
    "ACDF. Review in 6/52",
    "TLIF 6/12/26",
    "Pain for 3/12. ACDF.",
    "ACDF C6/7",
    "C 6/7 after ACDF",
    "T11/12 post-op",
  ])
    assert.equal(since(letter), null, letter)
  for (const [letter, said] of [
    ["She initially had weakness and underwent decompression on 2/14/2026.", "2/14/2026"],
    ["Op date 18-Sep-2026. ACDF", "18-Sep-2026"],
    ["Home day 4 after PLIF on 1st November 2026.", "1st November 2026"],
    ["In a fall on 3 October 2026 and underwent fixation on 5 October 2026.", "5 October 2026"],
  ])
    assert.ok(dateAsked(letter).startsWith(`How long ago was the operation? The letter says “${said}”.`), letter)
})

test("how long ago a date is, is told where it is sure which day it is", () => {
  for (const [said, far] of [
    ["3 March 2026", " That is 39 weeks ago."],
    ["March 3rd, 2026", " That is 39 weeks ago."],
    ["18-Sep-2026", " That is 10 weeks ago."],
    ["2026-11-24", " That is 7 days ago."],
    ["11/30/26", " That is 1 day ago."],
    ["30.11.2026", " That is 1 day ago."],
    ["05/05/2019", " That is 7 years ago."],
    ["5/5/98", " That is 28 years ago."],
    ["14 December 2026", " That is still to come."],
    ["02/11/26", " Ask whether the day or the month comes first."],
    ["March 2019", ""],
    ["31/02/2026", ""],
  ])
    assert.equal(
      dateAsked(`TLIF on ${said}.`),
      `How long ago was the operation? The letter says “${said}”.${far}`,
      said,
    )
  assert.match(dateAsked("Clinic 20/11/2026. TLIF on 02/11/2026."), /“02\/11\/2026”. That is 4 weeks ago/)
  assert.match(dateAsked("Clinic 11/20/2026. TLIF on 02/11/2026."), /“02\/11\/2026”. That is 41 weeks ago/)
  assert.match(dateAsked("Seen 20/11/2026, 11/20/2026. TLIF on 02/11/2026."), /the day or the month comes first/)
  assert.equal(dateAsked("Listed for TLIF January 2027."), "What was the date of the operation?")
  assert.match(dateAsked("TLIF 12/2025."), /“12\/2025”.$/)
  assert.equal(
    dateAsked("ACDF on 3/14/2015. L3-5 fusion on 3 March 2026. The fusion of 3 March 2026 is solid."),
    "How long ago was the latest operation? The letter says “3/14/2015”. That is 11 years ago. The letter says “3 March 2026”. That is 39 weeks ago.",
  )
  assert.equal(
    read("TLIF on 3 March 2026. Seen 6 weeks post-op.", new Date(2026, 11, 1)).dated,
    "It dates an operation “3 March 2026”. That is 39 weeks ago.",
  )
})

test("the bones are the operation's, and none of an old fracture or a scan", () => {
  for (const [letter, levels, placed] of [
    ["s/p spinal fusion 6 weeks ago. Old T12 compression fracture.", ["T12"], false],
    ["Old T12 fracture, s/p L4-5 fusion.", ["L4-L5"], true],
    ["Right S1 radiculopathy. L5/S1 microdiscectomy.", ["L5-S1"], true],
    ["ACDF C5-6, C6-7. MRI: L4-5 bulge.", ["C5-C6", "C6-C7"], true],
    ["fusion of L4 and L5", ["L4", "L5"], true],
    ["Two level neck fusion, C4 to C6", ["C4-C6"], true],
    ["s/p C5-6 ACDF. Listed for L4-5 TLIF.", ["C5-C6"], true],
    ["Listed for L4-5 TLIF.", ["L4-L5"], true],
    ["L3-5 laminectomy and L4-5 fusion", ["L3-L5", "L4-L5"], true],
  ])
    assert.deepEqual([read(String(letter)).levels, read(String(letter)).placed], [levels, placed], String(letter))
  assert.match(
    read("Spinal fusion. Old T12 fracture.").missing.join(" "),
    /Which bones were operated on\? The letter names T12\./,
  )
})

test("a side is the operation's, and none of a leg, of haste or of leaving", () => {
  for (const [letter, side] of [
    ["Right L5/S1 microdiscectomy", "right"],
    ["Lumbar microdiscectomy L4/5 left.", "left"],
    ["ACDF C5-6 via left-sided approach", "left"],
    ["SI joint fusion on the left", "left"],
    ["bilateral L4-5 foraminotomy", "both"],
    ["Left foraminotomy, right leg pain", "left"],
    ["ACDF with left arm weakness", null],
    ["Call us right away after your fusion", null],
    ["She left hospital after TLIF. Lungs clear bilaterally.", null],
    ["TLIF. Right ankle fracture.", null],
    ["TLIF in May. Listed for left SI joint fusion.", null],
    ["Listed for left SI joint fusion.", "left"],
  ])
    assert.equal(read(String(letter)).side, side, String(letter))
})

test("words on massage are quoted whole, and nothing else answers for it", () => {
  const asked = (/** @type {string} */ letter) => /have massage/.test(read(letter).missing.join(" "))
  const refused = "Advised not to have massage until fusion is confirmed."
  assert.equal(read(`Pt asked about massage. ${refused} TLIF.`).clearance, `Pt asked about massage. ${refused}`)
  const cleared =
    "Ms. K is cleared for massage to the legs. No direct pressure or deep tissue work to the low back until 6 months."
  assert.equal(read(`Seen today. ${cleared} TLIF.`).clearance, cleared)
  assert.equal(asked(refused), false)
  for (const letter of [
    "No deep tissue work.",
    "May resume driving.",
    "No restrictions.",
    "Discharged from our care.",
  ]) {
    assert.equal(read(letter).clearance, letter)
    assert.equal(asked(letter), true, letter)
  }
  assert.equal(read("After surgery you may have some pain.").clearance, null)
  assert.equal(read("Discharged from hospital on POD 3.").clearance, null)
})

test("limits in short are read, and a brace that is not worn is none", () => {
  for (const [letter, limits] of [
    ["NWB RLE x 6 wks. Log roll.", ["NWB RLE x 6 wks", "Log roll"]],
    ["No lumbar extension. No sports until 6 months.", ["No lumbar extension", "No sports until 6 months"]],
    ["No brace. Out of collar.", []],
    ["Brace at night", ["Brace at night"]],
  ])
    assert.deepEqual(read(String(letter)).limits.toSorted(), [...limits].sort(), String(letter))
})

test("what an abbreviation of an illness stands for is asked", () => {
  assert.match(read("Hx of PE. RA.").missing.join(" "), /What does the letter mean by “PE”, “RA”\?/)
  assert.doesNotMatch(read("No PE.").missing.join(" "), /mean by/)
})
