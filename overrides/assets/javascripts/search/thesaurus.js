// Everyday words for one thing, a line each. A query that has one of them finds, less surely, what is written with another.

import { normalize } from "./words.js"

const GROUPS = `
  screw bolt pin peg
  rod bar pole
  hardware metalwork metal implant instrumentation
  belly tummy stomach abdomen abdominal gut
  urine urinate urinary wee pee bladder
  bowel poo poop stool
  buttock bum bottom butt backside
  genital privates crotch saddle
  injection jab shot inject
  medicine medication tablet pill drug meds
  sleepy drowsy groggy sedated foggy dopey
  dizzy giddy lightheaded woozy
  swollen swell swelling puffy bulge lump bump
  pain ache sore painful tender agony throb
  numb numbness tingle tingling
  weak weakness floppy limp paralysis paralyzed palsy
  breathless breath winded gasp
  hoarse hoarseness croaky husky whisper raspy voice
  swallow swallowing gulp dysphagia choke
  incision cut wound
  stitch suture staple clip
  drain drainage ooze weep discharge pus gunk
  gape split burst reopen dehiscence
  clot thrombosis
  anticoagulant thinner
  bruise bruising hematoma
  fever temperature feverish shiver chill
  infection infected sepsis germ
  bend stoop bending
  twist rotate twisting
  lift lifting carry heavy
  housework hoover vacuum chore
  prone facedown
  brace collar corset orthosis
  surgeon consultant
  clearance permission approval letter note
  glide glidi stroke gliding
  knead kneading
  herniated herniation prolapse prolapsed slipped rupture ruptured
  pinched trapped compressed
  narrow narrowing stenosis
  fracture broken break crush crushed crack
  curve curved crooked
  hunch hump hunched stooped kyphosis
  fuse fusion fused join joined weld
  nonunion pseudarthrosis unhealed
  loose loosen loosening
  snap snapped broke fail failure
  donor cadaver
  hip pelvis iliac
  cement glue
  stimulator battery
  revision redo repeat reoperation
  smoke smoking cigarette vape vaping nicotine tobacco
  pregnant pregnancy expecting
  confused confusion muddled delirium hallucinate
  constipated constipation bloated
  addicted addiction hooked dependence withdrawal
  depression mood antidepressant
  stiff stiffness
  study trial research evidence
  cancer tumor metastasis
  cold flu sick ill
  drop foot-drop
  crowded squashed squeezed
  itch itchy itching
  ring phone call
  chiropractor chiropractic chiro manipulation
  physiotherapy physio rehabilitation rehab
  scan x-ray mri
  sac dura
  jelly gel nucleus
`
  .trim()
  .split("\n")
  .map((line) => [...new Set(line.trim().split(/\s+/).map(normalize))])

/**
 * A word to those that may stand for it.
 * @type {Map<string, string[]>}
 */
const others = new Map()
for (const group of GROUPS)
  for (const word of group) others.set(word, [...(others.get(word) ?? []), ...group.filter((other) => other !== word)])

/** @param {string} term */
export const alike = (term) => others.get(term) ?? []
