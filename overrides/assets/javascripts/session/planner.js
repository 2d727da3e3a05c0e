// Which cautions apply to a client, and what follows: the rules that `macros/publish/rules.py` publishes, interpreted by the same
// logic as `macros/plan/planner.py`. One table of clients and verdicts holds both. Knows no page.
//
// Three-valued: a rule holds (true), does not (false), or hangs on what is not known (null). What is not known never hides a
// caution and never softens a verdict.

const NOBODY = {
  procedures: [],
  weeks: null,
  planned: false,
  regions: [],
  medications: [],
  conditions: [],
  signs: {},
  complications: {},
  other: {},
  unknown: [],
  asked: [],
  areas: [],
  clearance: null,
  limits: null,
}

// Whether `data` has a record of that kind and slug. Names that every object has, such as `constructor`, are no slugs.
export const has = (data, kind, slug) => Object.hasOwn(data, kind) && Object.hasOwn(data[kind], slug)

export function plan(given, data) {
  const { known, held, open, effects, most } = weigh(given, data)
  const undecided = unanswered(known)
  const sessions = Object.keys(data.sessions)
  const areas = Object.fromEntries(
    [...known.client.areas].sort().map((area) => [area, sessionAt(effects, undecided, area, known, data)]),
  )
  const worst = Object.values(areas).sort((a, b) => sessions.indexOf(a) - sessions.indexOf(b))[0]
  return {
    session: worst ?? sessionAt(effects, undecided, null, known, data),
    urgency: most.urgency,
    called: most.called,
    held,
    areas,
    undecided,
    consider: consider(held, known, data),
    questions: questions(open, data),
    client: known.client,
  }
}

// How soon somebody has to know, and nothing else: a list of signs asks for each of them.
export const urgency = (given, data) => weigh(given, data).most.urgency

// The rules in force, those that hang on what is not known, what all of it does, and the most urgent of that.
function weigh(given, data) {
  const known = knowledge({ ...NOBODY, ...given }, data)
  const held = []
  const open = new Map()
  for (const rule of data.rules) {
    const [state, matched, missing] = judge(rule.when, known, data)
    if (state || (state === null && stands(rule, missing))) held.push({ rule, matched, unknown: missing })
    if (state === null) {
      const alone = new Set(missing.map(([key]) => key)).size === 1
      for (const [key, slug] of missing) {
        const fact = `${key === "with" ? "signs" : key} ${slug}`
        open.set(fact, [...(open.get(fact) ?? []), [rule, alone]])
      }
    }
  }
  const effects = [...held.map((item) => ofRule(item, known)), ...ofFindings(held, known, data), ...ofAnswers(known)]
  const urgencies = Object.keys(data.urgencies)
  // What is this client's own goes first when two ask for the same haste.
  const haste = ({ urgency: soon, personal }) => 2 * urgencies.indexOf(soon) + (personal ? 0 : 1)
  const most = effects.reduce((one, other) => (haste(other) < haste(one) ? other : one), {
    urgency: "none",
    called: "nobody",
  })
  return { known, held, open, effects, most }
}

// The rules to read now: those that stop, if one does, and those of the emergency, if there is one. Under a verdict that lets nobody
// work, nothing says "go ahead", and nothing lesser stands beside the reason.
export function first({ session, held }) {
  if (session === "do-not-massage") {
    const reasons = held.filter(({ rule }) => rule.today === "stop")
    const urgent = reasons.filter(({ rule }) => rule.urgency === "emergency")
    return urgent.length ? urgent : reasons
  }
  return ["postpone", "undecided"].includes(session) ? held.filter(({ rule }) => rule.level !== "fine") : held
}

// What the records say of a client's operations and findings, worked out once.
function knowledge(given, data) {
  const client = recognized(given, data)
  const operations = client.procedures.map((slug) => data.procedures[slug])
  const open = !operations.length || client.unknown.some(([kind]) => kind === "procedures")
  const single = operations.filter(({ regions }) => regions.length === 1).map(({ regions }) => regions[0])
  const regions = new Set([...client.regions, ...single])
  // A part that is named settles it for operations that are done on several; without an operation nothing is settled.
  const several = client.regions.length
    ? []
    : operations.flatMap(({ regions: all }) => (all.length ? all : data.regions))
  const possible = new Set(open ? data.regions : [...regions, ...several])
  const { weeks, clearance } = client
  const implants = operations.some((operation) => operation.implants)
  return {
    client,
    line: new Set(operations.flatMap(({ line }) => line)),
    open,
    regions,
    possible,
    before: client.planned || (weeks !== null && weeks < 0) ? true : weeks === null ? null : false,
    limits: client.limits === null && clearance === "discharged" ? false : client.limits,
    agreed: clearance === "agreed" || clearance === "discharged",
    team: open || weeks === null || weeks < data.firstYear || implants ? "surgeon" : "doctor",
    operated: new Set([...(regions.size ? regions : possible)].flatMap((region) => data.operated[region])),
    sign: (slug) => (Object.hasOwn(client.signs, slug) ? (data.signs[slug].always ? "new" : client.signs[slug]) : null),
    complication: (slug) => (Object.hasOwn(client.complications, slug) ? client.complications[slug] : null),
  }
}

// Findings by slug from pairs of slug and course. A sign that was merged counts as the settled twin of the sign it is now, and of
// two courses of one finding the graver holds.
export function gravest(pairs, data) {
  const courses = Object.keys(data.courses)
  const merged = new Map(Object.entries(data.signs).flatMap(([slug, { was }]) => was.map((old) => [old, slug])))
  const found = new Map() // and not an object, in which `__proto__` would be lost
  for (const [slug, course] of pairs) {
    const today = merged.get(slug) ?? slug
    const settled = today !== slug && course === "new" ? "settled" : course
    const before = found.get(today) ?? settled
    found.set(today, courses[Math.min(courses.indexOf(before), courses.indexOf(settled))])
  }
  return Object.fromEntries(found)
}

// The client, with every slug that no record has counted among the unknown names, and merged signs by their new slug.
function recognized(given, data) {
  const signs = gravest(Object.entries(given.signs), data)
  const named = {
    procedures: given.procedures,
    medications: given.medications,
    conditions: given.conditions,
    complications: Object.keys(given.complications),
    signs: Object.keys(signs),
  }
  const strange = Object.entries(named).flatMap(([kind, slugs]) =>
    slugs.filter((slug) => !has(data, kind, slug)).map((slug) => [kind, slug]),
  )
  const unknown = [...given.unknown, ...strange]
  const lists = new Set(unknown.map(([kind]) => (kind === "complications" ? "signs" : kind)))
  const some = (kind) => given[kind].filter((slug) => has(data, kind, slug))
  const findings = (kind, found) => Object.fromEntries(Object.entries(found).filter(([slug]) => has(data, kind, slug)))
  return {
    ...given,
    regions: given.regions.filter((region) => data.regions.includes(region)),
    procedures: some("procedures"),
    medications: some("medications"),
    conditions: some("conditions"),
    complications: findings("complications", given.complications),
    signs: findings("signs", signs),
    unknown,
    asked: given.asked.filter((list) => !lists.has(list)),
  }
}

// Whether a rule holds, the facts that speak for it, and those that are missing.
function judge(when, known, data) {
  const { client } = known
  const no = [false, [], []]
  const matched = []
  const missing = []
  if (when.procedures) {
    const here = when.procedures.find((slug) => known.line.has(slug))
    if (here) matched.push(["procedures", here])
    else if (known.open) missing.push(["procedures", ""])
    else return no
  }
  if (when.regions) {
    const here = when.regions.find((region) => known.regions.has(region))
    if (here) matched.push(["regions", here])
    else if ([...known.possible].every((region) => when.regions.includes(region))) matched.push(["regions", ""])
    else if (when.regions.some((region) => known.possible.has(region))) missing.push(["regions", ""])
    else return no
  }
  const stopListed = (slug) => client.asked.includes("signs") && data.stopList.includes(slug)
  for (const key of ["medications", "conditions"]) {
    const wanted = when[key] ?? []
    const here = wanted.filter((slug) => client[key].includes(slug))
    if (here.length) matched.push(...here.map((slug) => [key, slug]))
    else if (wanted.length) {
      const open = client.asked.includes(key) ? [] : wanted.filter((slug) => !stopListed(slug))
      if (!open.length) return no
      missing.push(...open.map((slug) => [key, slug]))
    }
  }
  // Of two signs that mean more together one may be followed, if the other is not: whichever came last makes it more.
  const beside = ["new", "followed"]
  for (const [key, slugs, courses, course] of [
    ["signs", when.signs, when.with ? [...when.course, ...beside] : when.course, known.sign],
    ["with", when.with, beside, known.sign],
    // Beside a sign any course of a complication will do: the sign is what is new.
    ["complications", when.complications, when.signs ? Object.keys(data.courses) : when.course, known.complication],
  ]) {
    if (!slugs) continue
    const here = slugs.filter((slug) => courses.includes(course(slug)))
    if (here.length) matched.push(...here.map((slug) => [key, slug]))
    else {
      // A finding that is reported with another course is known, and so is one on a list that was gone through.
      const unsaid = client.asked.includes("signs") ? [] : slugs.filter((slug) => course(slug) === null)
      if (!unsaid.length) return no
      missing.push(...unsaid.map((slug) => [key, slug]))
    }
  }
  const pair = matched.filter(([key]) => key === "signs" || key === "with")
  if (new Set(pair.map(([key]) => key)).size === 2 && !pair.some(([, slug]) => when.course.includes(known.sign(slug))))
    return no
  const { from = 0, to = null, until = null } = when.weeks ?? {}
  if (known.before === null) {
    if (when.weeks || when.time !== "any") missing.push(["weeks", ""])
  } else if (when.time !== "any" && known.before !== (when.time === "before")) return no
  else if (when.weeks && client.weeks !== null) {
    if (client.weeks < from || (to !== null && client.weeks >= to)) return no
    matched.push(["weeks", ""])
    if (until === "cleared" && known.limits === null && client.weeks >= data.firstYear) missing.push(["limits", ""])
  }
  if (until === "cleared" && known.limits === false) return no
  if (when.unless === "agreed" && known.agreed) return no
  return [missing.length ? null : true, matched, missing]
}

// Whether a rule that hangs on what is not known holds until it is known.
function stands({ when, level, today, urgency }, missing) {
  const open = new Set(missing.map(([key]) => key))
  const within = (...keys) => [...open].every((key) => keys.includes(key))
  const severe = ["stop", "wait"].includes(today) || ["emergency", "same-day", "within-days"].includes(urgency)
  if (when.signs) return severe && !open.has("signs") && !open.has("with")
  if (when.complications) return severe && !open.has("complications")
  if (severe) return within("weeks", "procedures", "regions")
  return within("weeks") && level !== "fine" && when.time === "after"
}

// What a rule in force does. What waits for the team's word is answered once the team has agreed: then it is a change.
function ofRule({ rule, unknown }, known) {
  const where = new Set(rule.where.flatMap((token) => (token === "operated" ? [...known.operated] : [token])))
  const answered = rule.urgency === "clearance-first" && known.agreed
  const [today, urgency] = answered ? ["change", "routine"] : [rule.today, rule.urgency]
  const { signs, complications, conditions, medications } = rule.when
  const personal = Boolean(signs || complications || conditions || medications)
  return { today, urgency, called: called(rule, known), where, sure: !unknown.length, personal }
}

// What findings do by themselves: a complication that is suspected or that no rule speaks of, and words nobody understands.
function ofFindings(held, known, data) {
  const { client, team } = known
  const spoken = new Set(held.flatMap(({ matched }) => matched.map((fact) => fact.join(" "))))
  const effects = []
  for (const [slug, course] of Object.entries(client.complications)) {
    const { urgency } = data.complications[slug]
    if (course === "new")
      effects.push(finding(data.suspected[urgency], urgency, urgency === "emergency" ? "emergency" : team))
    else if (!spoken.has(`complications ${slug}`)) effects.push(finding("change", "routine", team))
  }
  for (const course of Object.values(client.other))
    effects.push(course === "new" ? finding("stop", "same-day", team) : finding("change", "routine", team))
  return effects
}

// What the team's answer does, and what nobody has asked or knows yet.
function ofAnswers({ client, team, open }) {
  return [
    client.clearance === "refused" && effect("stop", "clearance-first", team),
    client.clearance === "waiting" && effect("wait", "clearance-first", team),
    (!client.asked.includes("signs") || open) && { ...effect("wait", "clearance-first", team), sure: false },
    !["medications", "conditions"].every((list) => client.asked.includes(list)) && effect("change", "routine", team),
  ].filter(Boolean)
}

const effect = (today, urgency, whom) => ({ today, urgency, called: whom, where: new Set(), sure: true })
const finding = (...words) => ({ ...effect(...words), personal: true })

function called({ urgency, who }, { team }) {
  if (urgency === "none") return "nobody"
  if (urgency === "emergency") return "emergency"
  return who === "team" ? team : who
}

const unanswered = ({ open, before, client }) =>
  [
    ["procedures", open],
    ["weeks", before === null],
    ["signs", !client.asked.includes("signs")],
  ]
    .filter(([, missing]) => missing)
    .map(([key]) => key)

// The verdict for an area; without one, for the operated part and for lying on the table.
function sessionAt(effects, undecided, area, { operated }, data) {
  const here = ({ today, where, personal }) =>
    !where.size ||
    where.has("table") ||
    (area
      ? where.has(area)
      : personal || ["stop", "wait"].includes(today) || [...where].some((part) => operated.has(part)))
  const counted = effects.filter(here)
  const todays = new Set(counted.map(({ today }) => today))
  if (todays.has("stop")) return data.sessionOf.stop
  if (undecided.length && !counted.some(({ today, sure }) => today === "wait" && sure)) return "undecided"
  return data.sessionOf[Object.keys(data.sessionOf).find((today) => todays.has(today)) ?? "nothing"]
}

function consider(held, { client, line }, data) {
  const found = new Set(Object.keys(client.complications).sort())
  for (const slug of Object.keys(client.signs).sort()) for (const to of data.signs[slug].consider) found.add(to)
  for (const { matched } of held) for (const [key, slug] of matched) if (key === "complications") found.add(slug)
  for (const slug of [...client.medications].sort()) for (const to of data.medications[slug].consider) found.add(to)
  if (client.weeks === null || client.weeks < data.early)
    for (const [slug, { urgency, after }] of Object.entries(data.complications))
      if (["emergency", "same-day"].includes(urgency) && after.some((to) => line.has(to))) found.add(slug)
  return [...found]
}

// Ranked by how much the answer could change: rules that hang on this one fact alone count first.
function questions(open, data) {
  const urgencies = Object.keys(data.urgencies)
  const levels = Object.keys(data.levels)
  const first = (list, order, key) => Math.min(...list.map((rule) => order.indexOf(rule[key])))
  const ranked = [...open].map(([fact, waiting]) => {
    const alone = waiting.filter(([, only]) => only)
    const rules = (alone.length ? alone : waiting).map(([rule]) => rule)
    return {
      fact,
      rules: waiting.length,
      rank: [alone.length ? 0 : 1, first(rules, urgencies, "urgency"), first(rules, levels, "level"), -rules.length],
    }
  })
  ranked.sort((a, b) => a.rank.map((part, i) => part - b.rank[i]).find(Boolean) ?? (a.fact < b.fact ? -1 : 1))
  return ranked.map(({ fact, rules, rank }) => ({ fact, ask: asked(fact, data), urgency: urgencies[rank[1]], rules }))
}

function asked(fact, data) {
  const [key, slug] = fact.split(" ")
  if (Object.hasOwn(data.ask, key)) return data.ask[key]
  if (key === "signs") return data.signs[slug].ask
  const name = data[key][slug].inSentence
  return key === "medications" ? `Do you take ${name}?` : `Do you have, or did you have, ${name}?`
}
