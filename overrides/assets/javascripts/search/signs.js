// The signs that a query tells of, by what people say: words of each group, in any order, make the sign. What nobody thought of here
// is found by the sign's own names and sayings. Knows neither index nor page.

/** @import { Course } from "published" */

const any = (/** @type {string[]} */ ...words) => words.join("|")

const CANNOT =
  "can ?not|can'?t|cant|could ?n[o']?t|couldn'?t|could not|unable to|not able to|isn'?t able to|no longer|won'?t|hardly|barely|struggl\\w+ to|trouble|difficulty|hard(?:er)? to|impossible to"
const NUMB = any(
  "numb\\w*",
  "no (?:feeling|sensation)",
  `(?:${CANNOT}|don'?t|doesn'?t|didn'?t) (?:really )?feel(?! (?:well|right|good|like))`,
  "lost (?:all )?(?:the )?(?:feeling|sensation)",
  "loss of (?:feeling|sensation)",
  "tingl\\w*",
  "pins (?:and|n|&) needles",
  "dead",
  "went to sleep",
  "gone to sleep",
  "fallen asleep",
  "feel(?:ing|s)? (?:a thing|anything|nothing)",
  "feel a thing",
)
const SEAT = any(
  "between (?:my|her|his|the|their|your)? ?(?:legs|thighs)",
  "groins?",
  "saddle",
  "privates?",
  "private parts?",
  "genital\\w*",
  "crotch",
  "(?:my|her|his|the) (?:bottom|bum|butt|backside|seat)",
  "(?:bottom|bum|butt) (?:is|has|went|feels|numb)",
  "numb (?:bottom|bum|butt|seat|backside)",
  "anus",
  "vagina\\w*",
  "vulva",
  "penis",
  "scrotum",
  "testicles?",
  "perine\\w+",
  "down there",
  "(?:where|when) (?:i|she|he|you|they) sits?",
  "sit(?:s|ting)? on the toilet",
  "wip(?:e|es|ed|ing)",
  "toilet paper",
)
const PEE = any(
  "pee(?:ing|s)?",
  "wee(?:ing)?",
  "urinat\\w+",
  "urine",
  "pass(?:ing)? (?:any )?water",
  "bladder",
  "void(?:ing)?",
  "go to the (?:toilet|bathroom|loo)",
)
const LIMB = any(
  "legs?",
  "arms?",
  "foot",
  "feet",
  "ankles?",
  "knees?",
  "hands?",
  "grip",
  "wrists?",
  "thighs?",
  "shoulders?",
  "big toe",
  "toes?",
  "fingers?",
  "limbs?",
  "quads?",
  "hips?",
  "waist",
)
const WEAK = any(
  "weak(?:er|ness)?",
  "paraly[sz]\\w+",
  "can'?t (?:move|lift|raise|bend|straighten|stand on|feel or move)",
  `(?:${CANNOT}) (?:move|lift|raise|stand on|hold|grip|push|climb|get up)`,
  "gives? (?:way|out)",
  "giving (?:way|out)",
  "gave (?:way|out)",
  "went (?:weak|limp|from under)",
  "gone (?:weak|limp)",
  "buckl\\w+",
  "flop\\w*",
  "limp",
  "drags?",
  "dragging",
  "drops?(?: ?foot)?",
  "dropped",
  "slap(?:s|ping)?",
  "no (?:strength|power)",
  "lost (?:all )?(?:the )?(?:strength|power|use|control)",
  "loss of (?:strength|power|use)",
  "heavy",
)
const SUDDEN = any(
  "sudden\\w*",
  "all at once",
  "out of (?:nowhere|the blue)",
  "in (?:a|one) second",
  "from one (?:minute|moment) to the next",
  "since (?:this morning|last night|yesterday)",
  "came on fast",
  "instant\\w*",
  "just now",
)
const HEADACHE = any(
  "head ?aches?",
  "(?:my|her|his|the) head (?:is |was |just )?(?:hurts?|hurting|pound\\w*|throb\\w*|split\\w*|explod\\w*|ache\\w*)",
  "migraine",
  "pain in (?:my|her|his|the) head",
  "head pain",
  "pounding head",
  "head (?:pounds|hurts|throbs|aches|splits)",
)
const SWOLLEN = any(
  "swell\\w*",
  "swollen",
  "puff\\w*",
  "balloon\\w*",
  "bulg\\w+",
  "bigger",
  "fat(?:ter)?",
  "blown up",
  "swelled",
)
const NECK = any("neck", "throat", "adam'?s apple", "windpipe", "collar")
const WOUND = any(
  "wounds?",
  "incisions?",
  "cuts?",
  "scars?",
  "stitch\\w*",
  "staples?",
  "sutures?",
  "dressing",
  "bandage",
  "surgical site",
  "operation site",
  "where they (?:cut|operated)",
  "surgery site",
)
const CALF = any("cal(?:f|ves)", "shins?", "lower legs?", "(?:one|left|right|my|her|his|the) leg", "one ankle", "thigh")
const PAIN = any(
  "pain\\w*",
  "sore",
  "hurt\\w*",
  "ach(?:e|es|ing)",
  "tender",
  "throb\\w*",
  "agony",
  "cramp\\w*",
  "stabbing",
)
const SEVERE = any(
  "sever\\w+",
  "unbearable",
  "excruciating",
  "terrible",
  "horrible",
  "horrendous",
  "agony",
  "agoni[sz]ing",
  "worst",
  "ten out of ten",
  "10 ?(?:/|out of) ?10",
  "scream\\w*",
  "intense",
  "awful",
  "pain ?killers? (?:don'?t|do not|do nothing)",
  "pills (?:don'?t|do not|do nothing)",
)
const BACK = any("back", "neck", "spine", "legs?", "hip", "flank", "side", "pain")
// That somebody has it, and not that somebody asks about it.
const REPORTED = any(
  "i(?!'?d| can| may| should| do)",
  "i'?m",
  "i'?ve",
  "my",
  "she",
  "he",
  "her",
  "his",
  "client'?s?",
  "patient'?s?",
  "husband",
  "wife",
  "mother",
  "father",
  "mum",
  "mom",
  "dad",
  "sudden\\w*",
  "since",
  "after",
  "there'?s",
  "were",
  "both",
  "and",
  "now",
  "today",
  "yesterday",
  "this morning",
  "last night",
  "is",
  "are",
  "has",
  "went",
  "gone",
  "gett?ing",
  "ago",
  "post",
  "one",
  "new",
)
const EYES = any("vision", "sight", "see(?:ing)?", "eyes?", "blind\\w*")

/**
 * @type {Record<string, string[][]>}
 */
const TOLD = {
  "saddle-numbness": [
    [NUMB, SEAT],
    [NUMB, any("bathroom", "toilet", "loo")],
    ["saddle (?:anesthesia|anaesthesia|numbness|area)"],
  ],
  "bladder-bowel-change": [
    [
      `(?:${CANNOT}|not (?:been )?able to|stopped|has ?n'?t|have ?n'?t|haven't|hasn't) (?:\\w+ ){0,3}?(?:${PEE}|peed|urinated)`,
    ],
    [any("lost", "losing", "loss of", "no"), "control", any(PEE, "bowels?", "poop?", "stools?", "bottom")],
    [`(?:${CANNOT}) (?:hold|control|empty)`, any(PEE, "bowels?", "poop?", "stools?", "it in")],
    ["incontinen\\w+", any("sudden\\w*", "new\\w*", "since", "after", "now", "became", "become")],
    [
      any("wet(?:ting|s)?", "peed", "pee(?:ing)?", "pissed", "soiled?", "soiling", "poo(?:p)?ed", "leak(?:s|ed|ing)?"),
      any(
        "myself",
        "herself",
        "himself",
        "themselves",
        "pants",
        "trousers",
        "underwear",
        "the bed",
        "urine",
        "pee",
        "stool",
        "bowel\\w*",
        "without (?:noticing|knowing|feeling)",
        "didn'?t (?:notice|know|feel)",
      ),
    ],
    ["(?:no|not any) (?:urine|pee|wee)"],
    ["bursting", PEE],
    [
      "(?:don'?t|doesn'?t|didn'?t|can'?t|cannot|no longer) (?:feel|know|tell|notice)\\b.*",
      any(PEE, "bladder", "bowels?", "need(?:ed)? to go"),
    ],
  ],
  breathlessness: [
    ["(?:short(?:ness)?|out) of breath"],
    ["breathless\\w*"],
    [
      `(?:${CANNOT}) (?:\\w+ ){0,2}?(?:breathe?|breathing|catch (?:my|her|his|their) breath|get (?:enough |any )?(?:air|breath))`,
    ],
    ["gasp\\w*", any("air", "breath", "for", "is", "client")],
    ["(?:fighting|struggling) (?:for|to) (?:air|breathe?)"],
    ["get (?:her|his|my|their) breath"],
    ["sob", any("chest", "post", "after", "since")],
    [
      "(?:puffed|panting)",
      any("air", "talk\\w*", "walk\\w*", "stairs", "breath\\w*", "rest", "i", "she", "he", "client"),
    ],
    ["winded", any("sudden\\w*", "stairs", "walking", "crossing", "rest")],
  ],
  "chest-pain": [
    ["chest", any(PAIN, "tight\\w*", "pressure", "crush\\w*", "stab\\w*", "heav\\w*", "burning", "squeez\\w*")],
    ["heart attack"],
    ["elephant", "chest"],
  ],
  "coughing-blood": [
    [
      any("cough\\w*", "spit\\w*", "hack\\w*", "bring\\w* up", "brought up"),
      any("blood\\w*", "red", "pink", "rust\\w*"),
    ],
    ["hemoptysis|haemoptysis"],
  ],
  fainting: [
    ["pass(?:ed|es|ing)? out"],
    ["faint(?:ed|ing|s)?(?! (?:line|scar|mark|pain|hum))"],
    ["black(?:ed|ing)? out"],
    ["everything went (?:black|dark)"],
    [
      "collapsed?",
      any(
        "she",
        "he",
        "client",
        "patient",
        "husband",
        "wife",
        "mother",
        "father",
        "mum",
        "mom",
        "dad",
        "suddenly",
        "just",
        "on (?:the|my) (?:table|floor)",
      ),
    ],
    ["(?:lost|loses|losing|loss of) consciousness"],
    ["unconscious"],
    ["unresponsive"],
    ["syncope"],
    ["keel\\w* over"],
  ],
  "neck-swelling": [
    [
      NECK,
      SWOLLEN,
      any(
        "front",
        "fast",
        "quick\\w*",
        "hours?",
        "sudden\\w*",
        "grow\\w*",
        "getting",
        "since",
        "after",
        "surgery",
        "acdf",
        "throat",
        "tight\\w*",
        "up",
        "my",
        "is",
      ),
    ],
    [
      any("throat", "collar", "neck"),
      any("tighter", "too tight", "closing", "closes?", "tight(?:ening)?"),
      any("throat", "collar", "closing", "swell\\w*", "swollen", "getting", "breath\\w*"),
    ],
    ["throat (?:is |feels (?:like it is |like it'?s )?)?(?:closing|closed|tight)"],
  ],
  "cannot-swallow": [
    [
      "(?:can ?not|can'?t|cant|could ?n'?t|could not|unable to|not able to|impossible to|no longer) (?:even )?(?:\\w+ )?swallow\\w*",
    ],
    [
      "drool\\w*",
      any("i", "he", "she", "my", "can'?t", "cannot", "swallow\\w*", "since", "spit", "saliva", "throat", "neck"),
    ],
    ["(?:nothing|not even (?:water|spit|saliva)) (?:\\w+ )?(?:will |goes? |gets? |stays? )?down"],
    ["(?:can'?t|cannot|couldn'?t) get (?:anything|water|food|it|a drop) down"],
    [
      "swallow\\w*",
      any(
        "own (?:spit|saliva)",
        "spit",
        "saliva",
        "every hour",
        "by the hour",
        "(?:fast|rapidly|suddenly) worse",
        "worse (?:fast|and worse|since)",
      ),
    ],
  ],
  "trouble-swallowing": [
    [`(?:${CANNOT}|problems?|painful|sore|issues?) (?:\\w+ ){0,2}?swallow\\w*`],
    [
      "swallow\\w*",
      any("problem\\w*", "trouble", "hurts?", "pain\\w*", "difficult\\w*", "hard", "sore", "stuck", "worse", "new"),
    ],
    [
      any("food", "pills?", "tablets?", "bread", "meat", "eating", "meals?", "drink\\w*"),
      any("stuck", "sticks?", "sticking", "chok\\w+", "gag\\w*", "wrong (?:way|pipe)", "won'?t go down"),
    ],
    ["chok(?:e|es|ing)", any("eat\\w*", "drink\\w*", "food", "coffee", "water", "when i", "on my", "on her")],
  ],
  "trouble-breathing": [
    [
      any(
        "noisy",
        "whistl\\w+",
        "rattl\\w+",
        "wheez\\w*",
        "rasp\\w+",
        "harsh",
        "gurgl\\w+",
        "crow(?:s|ing)",
        "squeak\\w*",
      ),
      any("breath\\w*", "throat", "airway", "inhal\\w*"),
    ],
    ["stridor"],
    [
      any("airway", "windpipe"),
      any("clos\\w+", "squeez\\w+", "block\\w+", "shut", "press\\w*", "swell\\w*", "swollen"),
    ],
    ["(?:fight\\w*|struggl\\w*) (?:to|for) breath\\w*"],
    ["(?:lips?|face) (?:are |is |turn\\w* |going |went )?blue"],
    ["chok(?:ed|ing)", any("can'?t breathe", "blue", "air")],
  ],
  "cannot-speak-clearly": [
    ["slur\\w*"],
    [
      any("speech", "words?", "talk\\w*", "speak\\w*", "sentences?"),
      any(
        "garbled",
        "jumbled",
        "mumbl\\w*",
        "mixed up",
        "muddled",
        "nonsense",
        "thick",
        "won'?t come",
        "can'?t (?:find|get)",
        "not clear",
        "unclear",
      ),
    ],
    [
      `(?:${CANNOT}) (?:\\w+ )?(?:speak|talk|get (?:a |any |the )?(?:clear )?(?:words?|sound)|find (?:my|the|his|her) words)(?! to)`,
    ],
    ["no (?:sound|voice) (?:at all )?(?:comes|came) out"],
  ],
  "stroke-signs": [
    [
      any("face", "mouth", "smile", "cheek", "lip"),
      any("droop\\w*", "hang\\w*", "sag\\w*", "lopsided", "one side", "crooked", "fell", "slip\\w*", "numb\\w*"),
      "face|mouth|smile",
    ],
    [
      any("one side", "left side", "right side", "half"),
      any("body", "face", "arm and leg", "arm"),
      any("numb\\w*", "weak\\w*", "paraly\\w*", "droop\\w*", "won'?t move"),
    ],
    ["arm", any("face", "leg"), SUDDEN, any(NUMB, WEAK)],
    [
      any("stroke"),
      any(
        "having",
        "signs?",
        "symptoms?",
        "mini",
        "sudden\\w*",
        "just",
        "think",
        "is this",
        "could (?:this|it) be",
        "this morning",
        "today",
      ),
    ],
    [any(SUDDEN, "lost", "loss of", "gone"), any("vision", "sight", "blind\\w*", `(?:${CANNOT}) see`), EYES],
    ["(?:lost|loss of|can'?t see).*(?:vision|sight|eye)"],
    ["blind", "eyes?", any("went", "gone", "sudden\\w*", "minutes?", "one", "left", "right")],
    ["TIA"],
  ],
  "worst-headache": [
    ["thunder ?clap"],
    ["worst", any("headache", "head pain", "migraine", "head")],
    [HEADACHE, SUDDEN, any(SEVERE, "explo\\w*", "terrible", "never", "nowhere", "all at once", "second", "sudden\\w*")],
    ["explosion", "head"],
  ],
  "headache-with-dizziness": [
    [
      any(
        HEADACHE,
        "neck (?:pain|hurts?|ache)",
        "after (?:a )?(?:neck )?(?:massage|adjustment|manipulation|crack)",
        "cracked my neck",
      ),
      any(
        "dizz\\w*",
        "vertigo",
        "room (?:is )?spin\\w*",
        "spinning",
        "double",
        "off balance",
        "can'?t keep (?:my|her|his) balance",
      ),
      any("dizz\\w*", "vertigo", "spin\\w*", "double", "balance"),
    ],
    ["(?:see(?:ing|s)?|vision) (?:is )?double|double vision"],
  ],
  "positional-headache": [
    [
      HEADACHE,
      any("sit\\w*", "stand\\w*", "upright", "get(?:ting)? up", "lie|lying|flat", "up right", "when i'?m up", "raise"),
      any(
        "only",
        "better",
        "goes",
        "gone",
        "eases?",
        "worse",
        "when",
        "flat",
        "each time",
        "every time",
        "lying",
        "upright",
        "sitting up",
        "stand\\w*",
      ),
    ],
    ["(?:spinal|positional|postural|low[- ]pressure) headache"],
  ],
  "new-weakness": [
    [any("weak(?:er|ness)?", "paraly[sz]\\w+", "limp", "floppy"), LIMB, REPORTED],
    [
      LIMB,
      "(?:can ?not|can'?t|cant|couldn'?t|could ?not|unable to|won'?t|not able to|no longer) (?:\\w+ ){0,2}?(?:move|lift|raise|bend|straighten|wiggle|hold|grip|stand|work)",
    ],
    [
      LIMB,
      any(
        "gives? (?:way|out)",
        "giving (?:way|out)",
        "gave (?:way|out)",
        "went (?:weak|limp|from under|out)",
        "gone (?:weak|limp)",
        "buckl\\w+",
        "flop\\w*",
        "no (?:strength|power)",
        "lost (?:all )?(?:the )?(?:strength|power|use)",
        "loss of (?:strength|power|use)",
      ),
    ],
    [
      "(?:foot|feet|toes?)",
      any("drags?", "dragging", "slap\\w*", "scuff\\w*", "catch(?:es|ing)?"),
      any("walk\\w*", "ground", "floor", "since", "my", "her", "his", "toes?"),
    ],
    ["drop[- ]?foot|foot[- ]?drop", REPORTED],
    ["paraly[sz]ed"],
    [
      "(?:can'?t|cannot|couldn'?t|unable to) (?:stand|walk)(?! (?:far|long|for long|without pain|the))",
      any("sudden\\w*", "any ?more", "legs?", "all", "since", "at all"),
    ],
    ["(?:foot|hand|arm|leg) (?:is |was |has )?(?:been )?dead", any("move", "lift", "weak\\w*")],
  ],
  "spreading-numbness": [
    [
      NUMB,
      any(
        "creep\\w*",
        "spread\\w*",
        "climb\\w*",
        "moving up",
        "moves up",
        "going up",
        "rising",
        "up my legs?",
        "up both",
        "getting higher",
        "worse by the",
      ),
      any(LIMB, "spread\\w*", "body"),
    ],
    [
      NUMB,
      any(
        "both (?:\\w+ )?(?:legs|arms|feet|hands|sides)",
        "both of (?:my|her|his) (?:legs|feet)",
        "all four",
        "(?:waist|chest|navel|belly button|ribs|hips) down",
        "from the waist",
        "below the waist",
        "legs (?:are |have |went )?(?:gone )?numb",
      ),
    ],
  ],
  "new-numbness": [
    [
      NUMB,
      any(LIMB, "shin", "heel", "thumb", "forearm", "cal(?:f|ves)", "sole", "face", "chin"),
      any(
        "new",
        "since",
        "after",
        "today",
        "yesterday",
        "just",
        "sudden\\w*",
        "went",
        "gone",
        "now",
        "this morning",
        "last night",
        "started",
        "tingl\\w*",
        "my",
        "her",
        "his",
        "numb",
      ),
    ],
  ],
  "walking-unsteady": [
    [
      any(
        "unsteady",
        "wobbl\\w+",
        "stumbl\\w+",
        "stagger\\w*",
        "off balance",
        "sway\\w*",
        "lurch\\w*",
        "trip(?:s|ping|ped)",
        "clumsy",
        "balance",
      ),
      any(
        "walk\\w*",
        "legs?",
        "feet",
        "foot",
        "hands?",
        "balance (?:is |has )?(?:been )?(?:gone|bad|off|worse|terrible|getting)",
        "drop\\w*",
        "wall",
        "furniture",
        "lately",
        "worse",
        "more and more",
        "lost my",
        "gait",
        "over my",
      ),
    ],
    [
      any("clumsy", "fumbl\\w*", "dropp?ing"),
      any("hands?", "fingers?", "buttons?", "things", "cups?", "keys?", "everything", "dishes"),
    ],
    [`(?:${CANNOT}) (?:do|button|fasten|hold)`, any("buttons?", "pen", "shirt", "cup")],
    ["hand ?writing", any("worse", "bad", "changed", "illegible", "untidy", "terrible", "awful", "messy")],
    ["(?:can'?t|cannot) (?:keep|hold) (?:my|her|his) balance"],
  ],
  "heavy-drowsiness": [
    [
      any("can ?not", "can'?t", "cant", "couldn'?t", "hard to", "unable to", "won'?t", "not"),
      any("wake (?:\\w+ )?(?:up)?", "waking up", "rouse", "stay awake", "be woken", "keep (?:her|his|my) eyes open"),
      any("wake", "rouse", "awake", "waking", "woken", "eyes"),
    ],
    [
      "(?:can ?not|can'?t|cant|could ?n'?t|couldn'?t|unable to|impossible to) (?:\\w+ )?(?:wake|rouse) (?:my|her|him|the|them|up)(?! (?:early|rested|at night))",
    ],
    [
      any("nods?", "nodding", "drift\\w*", "falls? asleep", "falling asleep", "dozes?"),
      any("mid[- ]?(?:word|sentence)", "middle of", "while (?:talking|speaking)", "off mid", "slow\\w*"),
    ],
    [
      any("breath\\w*"),
      any("slow(?:ly)?", "shallow"),
      any(
        "pills?",
        "opioid\\w*",
        "oxy\\w*",
        "sleep\\w*",
        "drows\\w*",
        "drug\\w*",
        "tablets?",
        "medicine",
        "morphine",
        "patch",
        "fentanyl",
      ),
    ],
    ["overdos\\w*"],
    [
      any("double (?:the )?dose", "extra dose", "twice the dose", "too much"),
      any(
        "oxy\\w*",
        "opioid\\w*",
        "morphine",
        "tramadol",
        "codeine",
        "fentanyl",
        "pain ?killers?",
        "pain (?:pills|meds|medicine)",
        "percocet",
        "norco",
        "vicodin",
      ),
      any("awake", "sleep\\w*", "drows\\w*", "breath\\w*", "rouse", "wake"),
    ],
    ["(?:barely|hardly|scarcely) (?:stay |keep )?(?:awake|conscious)"],
    ["too many (?:\\w+ ){0,3}?(?:pills|tablets|painkillers|oxy\\w*)"],
    ["(?:pin ?point|tiny) pupils"],
  ],
  confusion: [
    [
      any("confus\\w+(?! (?:by|about|with|as to|on) )", "muddled", "disorient\\w+", "delirious", "hallucinat\\w+"),
      any(
        "sudden\\w*",
        "she",
        "he",
        "my",
        "client",
        "new\\w*",
        "since",
        "is",
        "today",
        "who",
        "where",
        "very",
        "after",
        "husband",
        "mother",
      ),
    ],
    [
      any("doesn'?t|don'?t|does not"),
      "know",
      any(
        "where (?:she|he|i|they) (?:is|am|are)",
        "who (?:she|he|i|they) (?:is|am|are)",
        "what (?:day|year)",
        "the year",
      ),
    ],
    [
      any("see(?:s|ing)?", "hear(?:s|ing)?", "talk\\w*"),
      any("things", "people", "voices", "bugs"),
      any("(?:aren'?t|are not|isn'?t|is not) (?:really )?(?:there|here|in the)", "not there", "no one else"),
    ],
    ["not making (?:any )?sense|(?:talking|speaking) nonsense"],
  ],
  "allergic-reaction": [
    ["anaphyla\\w*"],
    ["allergic reaction"],
    [
      any("tongue", "lips?", "face", "eyes?", "throat"),
      SWOLLEN,
      any("hives", "oil", "lotion", "wheez\\w*", "itch\\w*", "rash", "sting", "nut", "lips?", "tongue", "latex"),
    ],
    [
      "hives",
      any(
        "all over",
        "swell\\w*",
        "swollen",
        "wheez\\w*",
        "breath\\w*",
        "oil",
        "lotion",
        "spreading",
        "after",
        "and",
        "sudden\\w*",
      ),
    ],
    [any("rash", "itch\\w*"), any("wheez\\w*", "breath\\w*", "swell\\w*", "swollen", "throat", "tongue")],
  ],
  "suicidal-thoughts": [
    ["suicid\\w*"],
    ["kill (?:my|him|her|them)sel(?:f|ves)"],
    ["(?:want|wants|wanted|wish|wishes) (?:to die|(?:i|she|he) (?:was|were) dead)"],
    ["end (?:it all|my life|her life|his life|everything)"],
    [
      "(?:don'?t|doesn'?t|do not|does not|no reason to|not) (?:want to |wanna )?(?:live|go on living|be alive|be here|wake up)(?: any ?more)?",
      any("live", "living", "alive", "here any ?more", "wake up"),
    ],
    ["(?:life|living)(?: \\w+)? (?:isn'?t|is not|no longer|not) worth"],
    ["better off (?:without me|dead|if i)"],
    ["(?:hurt|harm)(?:ing)? (?:my|her|him)self"],
  ],
  "autonomic-dysreflexia": [
    ["dysreflexia"],
    [
      any("spinal cord injur\\w+", "paraplegi\\w*", "quadriplegi\\w*", "tetraplegi\\w*", "\\bsci\\b"),
      any(HEADACHE, "blood pressure", "flush\\w*", "sweat\\w*", "goose ?bumps", "pounding"),
    ],
  ],
  "head-injury": [
    [any("hit", "banged", "bumped", "knocked", "struck", "blow to", "cracked"), "head(?! ?rest)"],
    ["concuss\\w*"],
    [any("fell", "fall"), "on (?:my|her|his|the) head"],
    ["head (?:injury|trauma)"],
  ],
  "severe-new-pain": [
    [any(SUDDEN), SEVERE, PAIN],
    [SUDDEN, any("bad", "sharp", "stabbing", "tearing", "ripping", "strong"), PAIN, BACK],
    [any("unbearable", "excruciating", "agonising", "agonizing", "horrendous", "worst"), PAIN],
    [any("in agony", "screaming (?:in|with) (?:pain|agony)"), BACK],
    [
      PAIN,
      any("out of control", "worse by the hour", "pills (?:do nothing|don'?t touch)", "nothing (?:helps|touches)"),
    ],
    ["severe (?:new )?(?:back|neck|leg|arm|hip|spine) pain"],
  ],
  fever: [
    ["fever\\w*"],
    ["chills"],
    ["shiver\\w*"],
    ["rigors?"],
    [
      any("temperature", "temp"),
      any(
        "high",
        "\\d{2,3}",
        "running",
        "raised",
        "has a",
        "have a",
        "got a",
        "spik\\w*",
        "up",
        "going",
        "over",
        "since",
      ),
    ],
    [
      any(
        "hot and cold",
        "burning up",
        "cold sweats?",
        "soaked in sweat",
        "drenched in sweat",
        "night sweats",
        "teeth chatter\\w*",
        "can'?t (?:get|stay) warm",
      ),
    ],
    [
      any("shak(?:ing|y)", "hot"),
      any("sweat\\w*", "cold", "chill\\w*", "feverish", "burning"),
      any("hot", "sweat\\w*", "chill\\w*"),
      "(?:shak|hot|sweat|chill)\\w*.*(?:since|after|days?|weeks?|all over|all night|and cold|and hot)",
    ],
  ],
  "calf-pain": [
    [
      CALF,
      any(PAIN, SWOLLEN, "red", "hot", "warm\\w*", "purple", "hard", "tight"),
      any("cal(?:f|ves)", SWOLLEN, "red", "hot", "warm\\w*", "clot", "dvt"),
    ],
    ["(?:leg|calf|ankle) (?:is )?(?:\\w+ )?(?:twice|double) the size"],
    ["one leg", any("bigger", "fatter", "redder", "swollen", "warmer", "hotter", "swelling")],
    [
      any("leg", "ankle", "foot"),
      any("swollen", "swelling", "swells"),
      any("one", "left", "right", "red", "hot", "sore", "pain\\w*"),
    ],
    [
      any("think", "could", "might", "is it", "is this", "worried", "maybe", "have", "feels like"),
      any("a (?:blood )?clot", "a dvt"),
      any("leg", "calf", "have", "got"),
    ],
  ],
  "cold-limb": [
    [
      REPORTED,
      any("foot", "feet", "toes?", "hand", "fingers?", "leg", "arm"),
      any("ice[- ]?cold", "freezing", "cold"),
      any("white", "pale", "blue", "numb\\w*", "purple", "gr[ea]y", "no pulse", "one", "ice", "painful", "suddenly"),
    ],
    [
      any("toes?", "foot", "fingers?", "hand", "leg"),
      any("turn\\w* blue", "(?:is|are|went|gone|going) (?:blue|white|gr[ea]y)", "blue and"),
    ],
    ["no pulse", any("foot", "leg", "hand", "wrist")],
  ],
  "wound-drainage": [
    [
      any(WOUND, "back"),
      any(
        "pus",
        "oozing",
        "ooz(?:e|es)",
        "weep\\w*",
        "discharge",
        "draining",
        "gunk",
        "smell\\w*",
        "stink\\w*",
        "yellow",
        "green",
        "blood(?:y)? (?:soak|leak|com)\\w*",
        "bleed\\w*",
        "soak\\w*",
        "seep\\w*",
      ),
      any(
        "pus",
        "ooz\\w+",
        "weep\\w*",
        "discharge",
        "drain(?:s|ing|age)",
        "gunk",
        "smell\\w*",
        "stink\\w*",
        "bleed\\w*",
        "soak\\w*",
        "seep\\w*",
        "yellow",
        "green",
      ),
    ],
    ["pus\\b"],
  ],
  "wound-opening": [
    [
      REPORTED,
      WOUND,
      any(
        "open(?:ed|ing|s)?(?! surgery)",
        "split\\w*",
        "burst\\w*",
        "bust(?:ed)?",
        "gap\\w*",
        "apart",
        "popped",
        "popping",
        "hole",
        "gaping",
        "tore",
        "torn",
        "came (?:undone|out)",
        "come (?:undone|open|apart)",
      ),
      "(?:wound|incision|cut|scar|stitch|staple|suture|site)\\w*",
    ],
  ],
  "wound-redness": [
    [
      any("wounds?", "incisions?", "cuts?", "scars?", "stitches", "surgical site", "surgery site", "operation site"),
      any("red(?:der|ness)?", "hot", "warm", "swollen", "swelling", "inflam\\w+", "throb\\w*", "infected", "angry"),
      any("red(?:der|ness)?", "hot", "warm(?:er|th)?", "infected", "angry", "inflam\\w+", "swollen", "swelling"),
    ],
  ],
  "clear-fluid-leak": [
    [
      any("clear", "watery", "water", "spinal", "csf"),
      any("fluid", "leak\\w*", "liquid", "drip\\w*", "water", "watery"),
      any(WOUND, "back", "leak\\w*", "drip\\w*", "pillow", "sheets?", "nose"),
      any("leak\\w*", "drip\\w*", "com(?:es|ing)", "out", "wet", "on", "from", "wound"),
    ],
    ["squishy|sloshy", any(WOUND, "bulge", "lump", "back")],
  ],
  "stiff-neck": [
    [
      any(
        "stiff neck",
        "neck (?:is |so |too |very )*stiff",
        "neck stiffness",
        "neck (?:is )?rigid",
        "can'?t (?:bend|put|get) (?:my|her|his) (?:chin|neck)",
      ),
      any("fever\\w*", "temperature", HEADACHE, "vomit\\w*", "light", "rash", "ill", "sick", "confus\\w*"),
    ],
    ["meningitis", any("could", "think", "signs?", "is it", "this", "symptoms?")],
  ],
  "fall-or-accident": [
    [
      "fell(?! (?:asleep|out|in love|behind|into|pregnant))",
      any(
        "stairs?",
        "steps?",
        "down",
        "off",
        "on",
        "over",
        "bath\\w*",
        "ice",
        "yesterday",
        "today",
        "last",
        "shower",
        "weeks?",
        "days?",
        "hard",
        "backwards?",
        "bed",
        "ladder",
        "bike",
        "since",
      ),
    ],
    [any("car|road|bike|motorcycle|bicycle|traffic"), any("accident", "crash\\w*", "wreck")],
    ["(?:had|took|have had|has had) a (?:bad |hard |nasty |big )?(?:fall|tumble|accident)"],
    ["tripped", any("fell", "landed", "over", "down", "stairs?")],
    ["landed", "on (?:my|her|his) (?:back|bottom|side|hip|neck|head|tailbone)"],
    ["slipped", any("ice", "stairs?", "bath\\w*", "floor", "shower", "fell", "landed")],
    ["whiplash", any("since", "after", "new", "yesterday", "week", "had")],
    ["rear[- ]ended"],
  ],
  "pop-or-crack": [
    [
      any("heard", "felt", "hear", "loud", "there was", "sudden\\w*", "something"),
      any(
        "pop(?:ped|ping)?",
        "crack(?:ed|ing)?",
        "snap(?:ped|ping)?",
        "clunk\\w*",
        "clicks?",
        "clicking",
        "crunch\\w*",
        "gave way",
      ),
      any("back", "neck", "spine", "rods?", "screws?", "fusion", "hardware", "when i"),
    ],
    [
      "(?:back|neck|spine|rods?|screws?) (?:has |have |just |suddenly )*(?:popped|cracked|snapped|clunked|clunks|clicks|gave way)",
    ],
    [
      any("clicking", "clunking", "grinding", "popping"),
      any("sound", "noise", "feeling", "when i"),
      any("back", "neck", "spine", "rods?", "screws?"),
    ],
  ],
  "swollen-belly": [
    [
      any("belly", "stomach", "tummy", "abdom\\w+"),
      any("hard", "swollen", "swelling", "bloat\\w*", "distend\\w*", "blown up", "like a drum", "tight"),
      any(
        "hard",
        "gas",
        "wind",
        "vomit\\w*",
        "poop?",
        "bowel\\w*",
        "stool",
        "days?",
        "swollen",
        "distend\\w*",
        "blown up",
        "surgery",
        "fusion",
        "sick",
        "drum",
      ),
    ],
    ["(?:can'?t|cannot|not|no|unable to|haven'?t) (?:pass(?:ed|ing)? )?(?:any )?(?:gas|wind)\\b"],
    [
      any("no bowel movement", "haven'?t (?:pooped|had a bowel)", "no poop"),
      any("since", "days?", "week", "vomit\\w*"),
    ],
    ["vomit\\w*", any("can'?t (?:keep|stop)", "keep(?:s)?", "gas", "belly", "stomach", "days?")],
  ],
  "unusual-bruising": [
    [
      any("bruis\\w+", "black and blue", "h[ae]+matoma"),
      any(
        "all over",
        "huge",
        "big",
        "giant",
        "grow\\w*",
        "spread\\w*",
        "no reason",
        "nowhere",
        "unexplained",
        "every day",
        "hard",
        "swollen",
        "black",
        "getting bigger",
        "purple",
        "new",
        "everywhere",
        "thigh",
        "easily",
        "massive",
        "after (?:the |a |my )?massage",
      ),
      "bruis\\w+|black and blue|h[ae]+matoma",
    ],
  ],
  "low-blood-sugar": [
    [
      any("diabet\\w*", "insulin", "blood sugar", "sugar"),
      any(
        "shak\\w*",
        "sweat\\w*",
        "low",
        "faint\\w*",
        "pale",
        "confus\\w*",
        "trembl\\w*",
        "skipped",
        "hungry",
        "dizz\\w*",
        "weak",
        "passing out",
      ),
      any(
        "shak\\w*",
        "sweat\\w*",
        "trembl\\w*",
        "is (?:too |very )?low",
        "went low",
        "faint\\w*",
        "skipped",
        "confus\\w*",
        "pale",
        "clammy",
      ),
    ],
    ["hypo(?:glyc\\w*)?\\b"],
  ],
  "hoarse-voice": [
    [
      "voice",
      any(
        "hoarse",
        "gone",
        "weak",
        "raspy",
        "croaky",
        "whisper\\w*",
        "lost",
        "change\\w*",
        "never came back",
        "tired",
        "rough",
        "crack\\w*",
      ),
    ],
    ["(?:is|am|i'?m|gone|went|still|been|being|so|sound\\w*) (?:so |very |still |been )?(?:hoarse|croaky|husky|raspy)"],
    ["(?:croaky|husky|raspy) (?:voice|whisper)"],
    ["only whisper|can only whisper"],
  ],
  "shooting-pain": [
    [
      any(
        "shoot\\w*",
        "electric\\w*",
        "stabb\\w*",
        "zap\\w*",
        "burning",
        "radiat\\w*",
        "runs?",
        "travels?",
        "lightning",
      ),
      any("down", "into", "to my"),
      any("legs?", "arms?", "foot", "thigh", "hand", "fingers?", "toes?", "thumb", "calf"),
      any("pain\\w*", "shoot\\w*", "electric\\w*", "zap\\w*", "lightning", "nerve"),
    ],
  ],
  "returning-pain": [
    [
      PAIN,
      any(
        "(?:came|come|coming|is|has come|are) back(?! pain)",
        "return(?:ed|ing|s)",
        "worse (?:every|each|than before|and worse)",
        "getting worse",
        "again",
      ),
      any("pain\\w*", "ache\\w*", "sciatica", "hurts?"),
    ],
    ["sciatica", any("is back", "came back", "again", "returned")],
  ],
  "night-pain": [
    [
      "pain\\w*|ache\\w*|agony|hurts?",
      any(
        "wakes? (?:me|her|him)",
        "all night",
        "every night",
        "at night",
        "worse (?:at night|lying|in bed)",
        "no position",
        "can'?t sleep",
      ),
      any("night", "wakes?", "no position", "lying", "bed", "sleep"),
    ],
  ],
  "new-deformity": [
    [
      any(
        "hump",
        "stoop\\w*",
        "hunch\\w*",
        "bent (?:forward|over)",
        "lean\\w*",
        "crooked",
        "shorter",
        "tipping forward",
        "sticking out",
        "sticks out",
      ),
      any(
        "new",
        "more and more",
        "sudden\\w*",
        "since",
        "getting",
        "now",
        "can'?t stand (?:up )?straight",
        "became",
        "become",
        "worse",
        "lost",
        "by evening",
      ),
      any("hump", "stoop\\w*", "hunch\\w*", "bent", "lean\\w*", "crooked", "shorter", "tipping", "stick\\w*"),
    ],
    ["can'?t stand (?:up )?straight"],
  ],
  drowsiness: [
    [
      any("sleepy", "drowsy", "groggy", "dopey", "sedated", "dozy", "woozy"),
      any(
        "pills?",
        "tablets?",
        "medicine",
        "medication",
        "gabapentin",
        "pregabalin",
        "lyrica",
        "opioid\\w*",
        "oxy\\w*",
        "tramadol",
        "since",
        "all day",
        "on (?:the )?table",
        "codeine",
        "starting",
        "too",
      ),
    ],
  ],
}

// What a graver sign says already.
const SAID = new Map(
  Object.entries({
    "saddle-numbness": ["new-numbness"],
    "spreading-numbness": ["new-numbness"],
    "cannot-swallow": ["trouble-swallowing"],
    "stroke-signs": ["new-weakness", "new-numbness"],
    "worst-headache": ["positional-headache"],
    "wound-opening": ["wound-redness"],
    "heavy-drowsiness": ["drowsiness"],
    "severe-new-pain": ["returning-pain", "night-pain"],
  }),
)

const told = Object.entries(TOLD).map(
  ([sign, ways]) =>
    /** @type {[string, RegExp[][]]} */ ([
      sign,
      ways.map((groups) =>
        groups.map((group) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${group})(?![\\p{L}\\p{N}])`, "iu")),
      ),
    ]),
)

/** The signs that are known by their words. */
export const KNOWN = Object.keys(TOLD)

const NOT =
  /(?<![\p{L}])(?:no|not|never|without|denies|denied|deny|free of|isn'?t|aren'?t|wasn'?t|(?:do|does|did)(?:n'?t| not) (?:have|feel|get)|has(?:n'?t| not)|have(?:n'?t| not)|any|neither|nor|negative for)(?:\s+(?:a|an|any|had|have|got|been|the|my|her|his|has|was|is|new|more|of|recent|sign|signs|real|longer|and|or))*\s*$/iu
const LIST =
  /(?<![\p{L}])(?:no|without|denies|denied|free of|negative for|neither)\s(?:[\p{L}'\s]+?\s(?:or|nor|and)\s)+(?:any |new )?$/iu
const GONE =
  /^\W*(?:(?:is|are|has|have|was|were|all)\s+)*(?:now\s+)?(?:gone|resolved|went away|gone away|cleared up|settled|over now|healed)\b/iu
const SETTLED =
  /(?:for (?:many |several |\d+ |a few |some )?years|since (?:childhood|birth|\d{4}|i was)|all my life|always (?:had|been)|long[- ]?standing|unchanged|same as (?:before|ever|always)|the usual|no different|years old|as a child)/iu
const TELLS =
  /(?:surgeon|doctor|team|neurologist|specialist|consultant|gp)\s(?:already\s)?(?:knows?|is aware|has seen|expects?|says? (?:it'?s|it is|that'?s) (?:normal|expected|fine))/iu

// What is asked about a sign in general, and not reported.
const GENERAL = new RegExp(
  [
    "\\b(?:prevent\\w*|prevention|exercises?|how common|how likely|how often|chances? of|risks? of|risk factors?|statistics|definition)\\b",
    "\\b(?:causes? of|what causes|treatment (?:of|for)|therapy for|types? of|difference between|history of|recover(?:y|ed|ing)? from|avoid(?:ing)?|reduc(?:e|ing)|can (?:a )?massage (?:cause|help|prevent|cure|ease)|does (?:a )?massage (?:cause|help)|massage for)\\b",
    "\\b(?:signs?|symptoms?) of (?:an?|the)?\\b",
    "\\b(?:snacks?|creams?|fading|fades?|brace|splint|care|instructions|therapist'?s|training|stockings|positioning|care plan|protocol|guidelines?|studies|study|evidence|research|code|icd)\\b",
  ].join("|"),
  "iu",
)

/**
 * The signs that a text tells of, each with the course it seems to have. Denied ones are left out.
 * @param {string} text
 * @returns {Map<string, Course>}
 */
export function signsIn(text) {
  /** @type {Map<string, Course>} */
  const found = new Map()
  const plain = text.replace(/[’‘]/g, "'").replace(/\s+/g, " ")
  if (isGeneral(plain)) return found
  const course = courseOf(plain)
  for (const [sign, ways] of told)
    for (const groups of ways) {
      const places = groups.map((group) => group.exec(plain))
      if (places.some((place) => !place)) continue
      if (!denied(plain, places)) {
        found.set(sign, course)
        break
      }
    }
  for (const sign of [...found.keys()]) for (const less of SAID.get(sign) ?? []) found.delete(less)
  return found
}

const ASKING = /\b(?:can|may|should|could|do|does|is it ok|when can|how do|how can|how should|if) (?:i|you|we)\b/giu
const REPORT =
  /(?<![\p{L}'])(?:i|i'?m|i'?ve|my|myself|me|she|she's|he|he's|her|his|client|patient|husband|wife|mother|father|mum|mom|dad|gran\w*|sudden\w*|can'?t|cannot|won'?t|today|yesterday|last night|this morning|keeps?|went|gone|getting|since)(?![\p{L}'])/iu

/**
 * Whether a text reports something of somebody, and does not only ask about it.
 * @param {string} text
 */
export const isReport = (text) => REPORT.test(text.replace(/[’‘]/g, "'").replace(ASKING, " "))

/**
 * Whether something is asked about signs in general, and none is reported.
 * @param {string} text
 */
export const isGeneral = (text) => GENERAL.test(text)

/**
 * How what is told sounds: new, known to a doctor, or there for long.
 * @param {string} text
 * @returns {Course}
 */
export const courseOf = (text) => (SETTLED.test(text) ? "settled" : TELLS.test(text) ? "followed" : "new")

/**
 * Whether a text denies something.
 * @param {string} text
 */
export const isDenied = (text) =>
  /(?:gone|resolved|went away|cleared up)\b/iu.test(text) ||
  /(?<![\p{L}])(?:no|not|never|without|denies|denied|free of|negative for)\s/iu.test(text)

/**
 * @param {string} text
 * @param {(RegExpExecArray | null)[]} places
 */
function denied(text, places) {
  const starts = places.map((place) => place?.index ?? 0)
  const ends = places.map((place) => (place?.index ?? 0) + (place?.[0].length ?? 0))
  const clause = Math.max(
    -1,
    ...[...text.slice(0, Math.min(...starts)).matchAll(/[,;.:!?]| but | though /g)].map(
      (m) => (m.index ?? 0) + m[0].length - 1,
    ),
  )
  const before = text.slice(clause + 1, Math.min(...starts))
  const whole = text.slice(0, Math.min(...starts))
  return NOT.test(before) || LIST.test(whole) || GONE.test(text.slice(Math.max(...ends)))
}
