// Which cautions apply to a client: the rules that `macros/planner.py` exports, interpreted by the same logic. A test runs
// both on thousands of clients. Knows no page.
//
// Three-valued: a rule holds (true), does not (false), or hangs on what is not known (null). What is not known never hides a
// caution: it becomes a question.

const LISTS = ["medications", "conditions", "complications", "signs"]
const NOBODY = { procedures: [], weeks: null, regions: [], medications: [], conditions: [], complications: [], signs: [], suspected: [], complete: [], other: [], cleared: null, limits: null }

export function plan(given, data) {
  const client = { ...NOBODY, ...given }
  const known = knowledge(client, data)
  const held = [], open = new Map()
  for (const rule of data.rules) {
    const [state, facts] = judge(rule.when, client, known, data)
    if (state) held.push({ rule, matched: facts })
    else if (state === null) {
      const alone = new Set(facts.map((fact) => fact.split(" ")[0])).size === 1
      for (const fact of facts) open.set(fact, [...(open.get(fact) ?? []), [rule, alone]])
    }
  }
  return { ...verdict(held.map(({ rule }) => rule), client, data), held, consider: consider(held, client, known, data), questions: questions(open, data) }
}

// What follows from the operations: the wider ones, and the parts of the spine that are sure or possible.
function knowledge(client, data) {
  const procedures = client.procedures.map((slug) => data.procedures[slug])
  const single = procedures.filter(({ regions }) => regions.length === 1).map(({ regions }) => regions[0])
  const regions = new Set([...client.regions, ...single])
  // A part that is named settles it for operations that are done on several; without an operation nothing is settled.
  const several = client.regions.length ? [] : procedures.flatMap(({ regions: all }) => (all.length ? all : data.regions))
  const possible = new Set([...regions, ...several, ...(procedures.length ? [] : data.regions)])
  return { line: new Set(procedures.flatMap(({ line }) => line)), regions, possible }
}

function judge(when, client, known, data) {
  const matched = [], missing = []
  if (when.procedures) {
    const here = when.procedures.find((slug) => known.line.has(slug))
    if (!client.procedures.length) missing.push("procedures ")
    else if (here) matched.push(`procedures ${here}`)
    else return [false, []]
  }
  if (when.regions) {
    const here = when.regions.find((region) => known.regions.has(region))
    if (here) matched.push(`regions ${here}`)
    else if (when.regions.some((region) => known.possible.has(region))) missing.push("regions ")
    else return [false, []]
  }
  for (const key of LISTS) {
    const wanted = when[key]
    if (!wanted) continue
    const given = key === "complications" ? [...client.complications, ...client.suspected] : client[key]
    const here = wanted.filter((slug) => given.includes(slug))
    if (here.length) matched.push(...here.map((slug) => `${key} ${slug}`))
    else if (client.complete.includes(key)) return [false, []]
    else missing.push(...wanted.map((slug) => `${key} ${slug}`))
  }
  if (when.weeks) {
    const { from = 0, to = null, until } = when.weeks, now = client.weeks
    if (now === null) missing.push("weeks ")
    else if (Math.max(now, 0) < from || (to !== null && now >= to)) return [false, []]
    else matched.push("weeks ")
    if (until === "cleared") {
      if (client.limits === false) return [false, []]
      if (client.limits === null && now !== null && now >= data.firstYear) missing.push("limits ")
    }
  }
  return missing.length ? [null, missing] : [true, matched]
}

function verdict(held, client, data) {
  const order = Object.keys(data.urgencies)
  const changes = held.some(({ level, when }) => ["avoid", "adapt"].includes(level) && situational(when)) || client.other.length > 0
  const soon = [
    ...held.map(({ urgency }) => urgency).filter((urgency) => !(urgency === "clearance-first" && client.cleared)),
    ...client.suspected.map((slug) => data.complications[slug].urgency),
    ...(changes ? ["routine"] : []),
  ]
  const urgency = order.find((one) => soon.includes(one)) ?? "none"
  if (["emergency", "same-day"].includes(urgency)) return { urgency, session: "do-not-massage" }
  if (soon.includes("clearance-first")) return { urgency, session: "postpone" }
  return { urgency, session: changes ? "modify" : "ok-with-precautions" }
}

const situational = ({ weeks, medications, signs, conditions, complications }) => Boolean((weeks && (weeks.to !== undefined || weeks.until)) || medications || signs || conditions || complications)

function consider(held, client, known, data) {
  const found = new Set([...client.suspected].sort())
  for (const slug of [...client.signs].sort()) for (const to of data.signs[slug].consider) found.add(to)
  for (const { matched } of held) for (const fact of matched) if (fact.startsWith("complications ")) found.add(fact.slice(14))
  for (const slug of [...client.medications].sort()) for (const to of data.medications[slug].consider) found.add(to)
  if (client.weeks === null || client.weeks < data.early)
    for (const [slug, { urgency, after }] of Object.entries(data.complications))
      if (["emergency", "same-day"].includes(urgency) && after.some((to) => known.line.has(to))) found.add(slug)
  return [...found]
}

// Ranked by how much the answer could change: rules that hang on this one fact alone count first.
function questions(open, data) {
  const urgencies = Object.keys(data.urgencies), levels = Object.keys(data.levels)
  const first = (list, order, key) => Math.min(...list.map((rule) => order.indexOf(rule[key])))
  const ranked = [...open].map(([fact, waiting]) => {
    const alone = waiting.filter(([, only]) => only)
    const rules = (alone.length ? alone : waiting).map(([rule]) => rule)
    return { fact, rules: waiting.length, rank: [alone.length ? 0 : 1, first(rules, urgencies, "urgency"), first(rules, levels, "level"), -rules.length] }
  })
  ranked.sort((a, b) => a.rank.map((part, i) => part - b.rank[i]).find(Boolean) ?? (a.fact < b.fact ? -1 : 1))
  return ranked.map(({ fact, rules, rank }) => ({ fact, ask: asked(fact, data), urgency: urgencies[rank[1]], rules }))
}

function asked(fact, data) {
  const [key, slug] = fact.split(" ")
  if (data.ask[key]) return data.ask[key]
  if (key === "signs") return data.signs[slug].ask
  const { name } = data[key][slug]
  const label = name[0].toLowerCase() + name.slice(1)
  return key === "medications" ? `Do you take ${label}?` : `Do you have, or did you have, ${label}?`
}
