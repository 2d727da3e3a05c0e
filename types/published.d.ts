// What is published, from the classes of macros/publish/. Written by `python -m macros schema`.

export type Area = "head" | "front-of-neck" | "back-of-neck" | "shoulder" | "arm" | "hand" | "upper-back" | "mid-back" | "low-back" | "chest-side" | "breastbone" | "side" | "belly" | "iliac-crest-front" | "iliac-crest-back" | "buttock" | "hip-flexor" | "thigh" | "calf" | "foot"
export type Asked = "signs" | "medications" | "conditions"
export type Body = "breath-and-chest" | "head-and-speech" | "neck-and-swallowing" | "arms-and-legs" | "bladder-and-seat" | "wound-and-fever" | "back-and-pain" | "belly" | "skin" | "whole-body"
export type Called = "emergency" | "surgeon" | "doctor" | "prescriber" | "maternity-team" | "treating-team" | "nobody"
export type Clearance = "not-asked" | "waiting" | "agreed" | "refused" | "discharged"
export type Course = "new" | "followed" | "settled"
export type HowSoon = "emergency" | "same-day" | "within-days" | "routine"
export type Level = "emergency" | "refer" | "avoid" | "adapt" | "ask" | "fine"
export type Phase = "before" | "after" | "any"
export type Region = "cervical" | "thoracic" | "lumbar" | "sacral"
export type Session = "do-not-massage" | "postpone" | "undecided" | "modify" | "ok-with-precautions"
export type Subject = "stop-sign" | "lying" | "keep-off" | "depth" | "joint" | "scar" | "skin" | "medicine" | "helps" | "asking"
export type Today = "stop" | "wait" | "change" | "nothing"
export type Urgency = "emergency" | "same-day" | "within-days" | "clearance-first" | "routine" | "none"
export type Who = "team" | "surgeon" | "doctor" | "prescriber" | "maternity-team" | "treating-team"

/** An operation that is offered as a button: its slug, and the parts of the spine that its words give besides. */
export interface Common {
  procedure: string
  regions: Region[]
}

/** What an operation left or changed somewhere, in words. */
export interface Zone {
  what: string
  where: string
  note: string
}

/** An operation. `line`: it and every wider one. `implants`: whether something of metal or plastic stayed in. */
export interface Procedure {
  name: string
  inSentence: string
  names: string[]
  url: string
  line: string[]
  regions: Region[]
  implants: boolean
  svg: string
  zones: Zone[]
}

/** A record: what it is called, at the start of a sentence and within one, and its address below the site's root. */
export interface Named {
  name: string
  inSentence: string
  names: string[]
  url: string
}

/** A medicine. `consider`: what to think of with it. */
export interface Medication {
  name: string
  inSentence: string
  names: string[]
  url: string
  consider: string[]
}

/** A sign in a client's words. `translated`: the Spanish is ours, and nobody reviewed it. */
export interface OnCard {
  en: string
  es: string
  translated: boolean
}

/** A sign. `card`: its line on the stop-sign card. `always`: it counts as new whatever its course. `was`: signs that were merged into it. */
export interface Sign {
  name: string
  inSentence: string
  names: string[]
  url: string
  ask: string
  body: Body
  card: OnCard | null
  always: boolean
  was: string[]
  searches: string[]
  consider: string[]
}

/** A complication. `after`: the operations that can bring it. */
export interface Complication {
  name: string
  inSentence: string
  names: string[]
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
  conditions: string[] | null
  signs: string[] | null
  with: string[] | null
  complications: string[] | null
  course: Course[]
  weeks: Weeks | null
  time: Phase
  unless: "agreed" | null
}

/** The most pressure that a source allows, and who says so. */
export interface Pressure {
  most: number
  why: string
}

/** A rule of a caution. `name`: what the caution is called. */
export interface Rule {
  caution: string
  name: string
  id: string
  url: string
  level: Level
  subject: Subject
  today: Today
  urgency: Urgency
  who: Who
  where: (Area | "operated" | "table")[]
  when: When
  do: string
  instead: string | null
  position: string | null
  pressure: Pressure | null
  ask: string[]
  why: string
  sources: string[]
}

/** All of `session/rules.json`. Where the keys are words of the model, their order is a rank: the gravest first. */
export interface Rules {
  edition: string
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

/**
 * A page in `search/index.json`, in short keys, since a phone loads hundreds of them.
 *
 * `u` address below the site's root, `t` title, `k` kind, `n` names, `x` what people type when they do not name it,
 * `s` the start of the summary, `q` questions, each with anchor and answer, `b` telling words, the most telling first and a
 * frequent one more than once, `h` sections, each as anchor, title and telling words.
 */
export interface Document {
  u: string
  t: string
  k: string
  n: string[]
  x: string[]
  s: string
  q: [string, string, string][]
  b: string
  h: [string, string, string][]
}

/** All of `search/index.json`. `report`: where a reader can say what is missing. `kinds`: how much a page of each counts. */
export interface Index {
  report: string
  kinds: Record<string, number>
  docs: Document[]
}
