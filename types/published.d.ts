// What is published, from the classes of macros/publish/. Written by `python -m macros schema`.

export type Area = "head" | "front-of-neck" | "back-of-neck" | "shoulder" | "arm" | "hand" | "upper-back" | "mid-back" | "low-back" | "chest-side" | "breastbone" | "side" | "belly" | "iliac-crest-front" | "iliac-crest-back" | "buttock" | "hip-flexor" | "thigh" | "calf" | "foot"
export type Asked = "signs" | "medications" | "conditions"
export type Body = "breath-and-chest" | "head-and-speech" | "neck-and-swallowing" | "arms-and-legs" | "bladder-and-seat" | "wound-and-fever" | "back-and-pain" | "belly" | "skin" | "whole-body"
export type Called = "emergency" | "surgeon" | "doctor" | "prescriber" | "maternity-team" | "treating-team" | "nobody"
export type Clearance = "not-asked" | "waiting" | "agreed" | "refused" | "discharged"
export type Course = "new" | "followed" | "settled"
export type Drawing = "log-roll" | "side" | "back" | "half-sitting" | "chair" | "face-down" | "not-face-down"
export type HowSoon = "emergency" | "same-day" | "within-days" | "routine"
export type Leaves = "nothing" | "light" | "light-where-numb" | "beside-sore" | "careful" | "still" | "beside-cut" | "beside-implant"
export type Level = "emergency" | "refer" | "avoid" | "adapt" | "ask" | "fine"
export type Phase = "before" | "after" | "any"
export type Reach = "head" | "front-of-neck" | "back-of-neck" | "shoulder" | "arm" | "hand" | "upper-back" | "mid-back" | "low-back" | "chest-side" | "breastbone" | "side" | "belly" | "iliac-crest-front" | "iliac-crest-back" | "buttock" | "hip-flexor" | "thigh" | "calf" | "foot" | "operated" | "everywhere"
export type Region = "cervical" | "thoracic" | "lumbar" | "sacral"
export type Session = "do-not-massage" | "postpone" | "undecided" | "modify" | "ok-with-precautions"
export type Subject = "stop-sign" | "lying" | "keep-off" | "depth" | "joint" | "scar" | "skin" | "medicine" | "helps" | "asking"
export type Today = "stop" | "wait" | "change" | "nothing"
export type Topic = "massage" | "massage-near-the-scar" | "scar-massage" | "manipulation" | "lying-prone" | "physical-therapy" | "bathing" | "lifting" | "bending-and-twisting" | "sitting" | "driving" | "work" | "sport" | "nsaids" | "smoking" | "collar" | "brace" | "healing"
export type Urgency = "emergency" | "same-day" | "within-days" | "clearance-first" | "routine" | "none"
export type Who = "team" | "surgeon" | "doctor" | "prescriber" | "maternity-team" | "treating-team"

/** An operation that is offered as a button: its slug, and the parts of the spine that its words give besides. */
export interface Common {
  procedure: string
  regions: Region[]
}

/** An operation. `line`: it and every wider one. `implants`: whether something of metal or plastic stayed in. */
export interface Procedure {
  name: string
  inSentence: string
  url: string
  line: string[]
  regions: Region[]
  implants: boolean
}

/** A record: what it is called, at the start of a sentence and within one, and its address below the site's root. */
export interface Named {
  name: string
  inSentence: string
  url: string
}

/** A medicine. `consider`: what to think of with it. */
export interface Medication {
  name: string
  inSentence: string
  url: string
  consider: string[]
}

/** A sign in a client's words. `translated`: the Spanish is ours, and nobody reviewed it. */
export interface OnCard {
  en: string
  es: string
  translated: boolean
}

/**
 * A sign. `card`: its line on the stop-sign card. `always`: it counts as new whatever its course.
 *
 * `was`: signs that were merged into it. `followUps`: what to ask with it, as `kind slug`.
 */
export interface Sign {
  name: string
  inSentence: string
  url: string
  ask: string
  followUps: string[]
  body: Body
  card: OnCard | null
  always: boolean
  was: string[]
  consider: string[]
}

/** A complication. `after`: the operations that can bring it. */
export interface Complication {
  name: string
  inSentence: string
  url: string
  urgency: HowSoon
  action: string
  after: string[]
}

export interface Weeks {
  from: number
  to: number | null
  until: "cleared" | null
}

export interface When {
  procedures: string[] | null
  regions: Region[] | null
  medications: string[] | null
  takenWith: string[] | null
  conditions: string[] | null
  signs: string[] | null
  with: string[] | null
  complications: string[] | null
  course: Course[]
  weeks: Weeks | null
  time: Phase
  unless: "agreed" | "kind-known" | null
}

/** A rule of a caution. `short`: what it says on one line; null for one that stops, which has `instead` at hand. */
export interface Rule {
  caution: string
  id: string
  level: Level
  subject: Subject
  today: Today
  urgency: Urgency
  who: Who
  where: (Area | "operated" | "table")[]
  when: When
  do: string
  short: string | null
  leaves: Record<Reach, Leaves>
  drawings: Drawing[]
  instead: string | null
  ask: string[]
}

/**
 * All of `session/rules.json`. Where the keys are words of the model, their order is a rank: the gravest first.
 *
 * `of`: a name for all the rest of it; `asks`: a name for what can be asked of a client, and in which words.
 */
export interface Rules {
  of: string
  asks: string
  levels: Record<Level, string>
  subjects: Record<Subject, string>
  sessions: Record<Session, string>
  urgencies: Record<Urgency, string>
  called: Record<Called, string>
  missing: Record<string, string>
  sessionOf: Record<Today, Session>
  suspected: Record<HowSoon, Today>
  courses: Record<Course, string>
  stopList: string[]
  operated: Record<Region, Area[]>
  areas: Record<Area, string>
  leaves: Record<Leaves, string>
  drawings: Record<Drawing, string>
  bodies: Record<Body, string>
  firstYear: number
  early: number
  units: Record<string, number>
  regions: Region[]
  ask: Record<string, string>
  common: Record<string, Common>
  procedures: Record<string, Procedure>
  conditions: Record<string, Named>
  medications: Record<string, Medication>
  signs: Record<string, Sign>
  complications: Record<string, Complication>
  rules: Rule[]
}

/** All of `session/edition.json`: the day that an edition has its name from, and `of` of its rules, which may be those of earlier ones. */
export interface Edition {
  edition: string
  of: string
}

/** The most pressure that a source allows, and who says so. */
export interface Pressure {
  most: number
  why: string
}

/** What stands behind a rule. `name`: what its caution is called; `url`: where the rule stands there. */
export interface Reason {
  name: string
  url: string
  instead: string | null
  position: string | null
  pressure: Pressure | null
  why: string
  sources: string[]
}

/** All of `session/reasons.json`: reasons by `caution.id`. */
export interface Reasons {
  rules: Record<string, Reason>
}

/** Where a bone or a disk lies on the figure: how far down, and how a mark is put there. */
export interface Place {
  y: number
  transform: string
}

/** What an operation left or changed somewhere, in words. */
export interface Zone {
  what: string
  where: string
  note: string
}

/** What an operation left or changed, as a drawing and in words. */
export interface Anatomy {
  html: string
  zones: Zone[]
}

/** All of `session/drawings.json`: the bones from the head down and the disks between them by view, and anatomy by operation. */
export interface Drawings {
  spine: Record<string, Record<string, Place>>
  procedures: Record<string, Anatomy>
}

/**
 * A page as the search knows it, in short keys, since a phone loads hundreds of them.
 *
 * `u` address below the site's root, `t` title, `k` kind, `n` names, `x` what people type when they do not name it,
 * `s` the start of the summary, `q` questions, each with anchor, `b` telling words, the most telling first and a frequent
 * one more than once, `p` addresses: of what a sign may mean, or of the operations that are compared.
 */
export interface Document {
  u: string
  t: string
  k: string
  n: string[]
  x: string[]
  s: string
  q: [string, string][]
  b: string
  p: string[]
}

/** An operation, as far as an urgency hangs on it. */
export interface Operated {
  line: string[]
  regions: Region[]
  implants: boolean
}

/**
 * A sign, as far as an urgency hangs on it, and what it is called.
 *
 * `urgent`: whether it is so by itself; `ways`: how people tell of it, each as groups of which one pattern has to be there; `covers`: signs that it says already.
 */
export interface Told {
  name: string
  urgent: boolean
  always: boolean
  lasting: string[]
  was: string[]
  ways: string[][]
  covers: string[]
}

/** A complication, as far as an urgency hangs on it. */
export interface Found {
  urgency: HowSoon
}

/** A rule with what its card shows. `name`: what its caution is called; `url`: where the rule stands there. */
export interface Reasoned {
  caution: string
  id: string
  level: Level
  subject: Subject
  today: Today
  urgency: Urgency
  who: Who
  where: (Area | "operated" | "table")[]
  when: When
  do: string
  short: string | null
  leaves: Record<Reach, Leaves>
  drawings: Drawing[]
  instead: string | null
  ask: string[]
  name: string
  url: string
  position: string | null
}

/**
 * A part of `Rules`. Of illnesses and medicines it only says that there are records.
 *
 * `wordings`: what the words in capitals stand for in the ways in which signs are told, each as a pattern.
 */
export interface Stops {
  urgencies: Record<Urgency, string>
  called: Record<Called, string>
  courses: Record<Course, string>
  suspected: Record<HowSoon, Today>
  stopList: string[]
  operated: Record<Region, Area[]>
  areas: Record<Area, string>
  firstYear: number
  units: Record<string, number>
  regions: Region[]
  procedures: Record<string, Operated>
  conditions: Record<string, boolean>
  medications: Record<string, boolean>
  signs: Record<string, Told>
  complications: Record<string, Found>
  rules: Reasoned[]
  wordings: Record<string, string>
}

/**
 * What the first answer needs.
 *
 * `version` of its form, `report`: where a reader can say what is missing, `kinds`: how much a page of each counts, `strange`:
 * names of medicines without a page, `synonyms`: everyday words for one thing, a list a thing, `stops`: what the planner knows of signs that stop a session.
 */
export interface Index {
  version: number
  report: string
  kinds: Record<string, number>
  strange: string[]
  synonyms: string[][]
  docs: Document[]
  stops: Stops
}

/** Documents in columns: for each key the values of all, in order. So a file is smaller, once compressed. */
export interface Names {
  u: string[]
  t: string[]
  k: string[]
  n: string[][]
  x: string[][]
  q: [string, string][][]
  p: string[][]
}

/** All of `search/index.json`. `of`: a name for which pages these are, in which order; the other keys are those of `Index`. */
export interface IndexFile {
  version: number
  of: string
  report: string
  kinds: Record<string, number>
  strange: string[]
  synonyms: string[][]
  stops: Stops
  docs: Names
}

/** The columns that an edit of a sentence changes. */
export interface Said {
  s: string[]
  b: string[]
}

/** All of `search/words.json`, for the pages of the same name. */
export interface WordsFile {
  version: number
  of: string
  docs: Said
}

/**
 * What is only shown of a page.
 *
 * `q` the answers to its questions, `h` sections, each as anchor, title and telling words, `f` figures in words, `w` waits, each as
 * topic, what that is called, and words.
 */
export interface Part {
  q: string[]
  h: [string, string, string][]
  f: string[]
  w: [Topic, string, string][]
}

/** All of `search/parts-N.json`. `at`: the place of each part's page among all. */
export interface PartsFile {
  version: number
  of: string
  at: number[]
  parts: Part[]
}

/** What a record is called, its own name first; of a sign also what people say when they mean it and do not name it. */
export interface Spoken {
  names: string[]
  searches: string[]
}

/** All of `session/words.json`: for each kind its records by slug; and medicines, each by its generic name, then its brands. */
export interface Words {
  kinds: Record<string, Record<string, Spoken>>
  medicines: string[][]
}

/** How people tell of a sign, each way as groups of which one pattern has to be there; and the signs that it says already. */
export interface Way {
  ways: string[][]
  covers: string[]
}

/** All of `letter/signs.json`: for each sign, by slug, how people tell of it; and what the words in capitals stand for there. */
export interface Sayings {
  signs: Record<string, Way>
  wordings: Record<string, string>
}

/** A record in a line: what it is called, what it is, and its address below the site's root. */
export interface Line {
  name: string
  line: string
  url: string
}
