// What people say of the signs that stop a session. A line below a sign is one way to say it: words of each group, in any order.
// Groups stand between "+", words between "|" and are regular expressions; a name in braces stands for the words at the top.

export const SAYINGS = String.raw`
CANNOT = can ?not|can'?t|cant|could ?n[o']?t|couldn'?t|could not|unable to|not able to|isn'?t able to|no longer|won'?t|hardly|barely|struggl\w+ to|trouble|difficulty|hard(?:er)? to|impossible to
NUMB = numb\w* | no (?:feeling|sensation) | (?:{CANNOT}|don'?t|doesn'?t|didn'?t) (?:really )?feel(?! (?:well|right|good|like))
  | lost (?:all )?(?:the )?(?:feeling|sensation) | loss of (?:feeling|sensation) | tingl\w* | pins (?:and|n|&) needles | dead
  | went to sleep | gone to sleep | fallen asleep | feel(?:ing|s)? (?:a thing|anything|nothing) | feel a thing
SEAT = between (?:my|her|his|the|their|your)? ?(?:legs|thighs) | groins? | saddle | privates? | private parts? | genital\w*
  | crotch | (?:my|her|his|the) (?:bottom|bum|butt|backside|seat) | (?:bottom|bum|butt) (?:is|has|went|feels|numb)
  | numb (?:bottom|bum|butt|seat|backside) | anus | back passage | rect(?:um|al) | nether (?:parts|regions?) | lady parts | down below | intimate | vagina\w* | vulva | penis | scrotum | testicles? | perine\w+ | down there
  | (?:where|when) (?:i|she|he|you|they) sits? | sit(?:s|ting)? on the toilet | wip(?:e|es|ed|ing) | toilet paper
PEE = pee(?:ing|s)? | wee(?:ing)? | urinat\w+ | urine | pass(?:ing)? (?:any )?water | bladder | void(?:ing)?
  | go to the (?:toilet|bathroom|loo)
LIMB = legs? | arms? | foot | feet | ankles? | knees? | hands? | grip | wrists? | thighs? | shoulders? | big toe | toes?
  | fingers? | limbs? | quads? | hips? | waist
WEAK = weak(?:er|ness)? | paraly[sz]\w+ | can'?t (?:move|lift|raise|bend|straighten|stand on|feel or move)
  | (?:{CANNOT}) (?:move|lift|raise|stand on|hold|grip|push|climb|get up) | gives? (?:way|out) | giving (?:way|out)
  | gave (?:way|out) | went (?:weak|limp|from under) | gone (?:weak|limp) | buckl\w+ | flop\w* | limp | drags? | dragging
  | drops?(?: ?foot)? | dropped | slap(?:s|ping)? | no (?:strength|power)
  | lost (?:all )?(?:the )?(?:strength|power|use|control) | loss of (?:strength|power|use) | heavy
SUDDEN = sudden\w* | all at once | out of (?:nowhere|the blue) | in (?:a|one) second | from one (?:minute|moment) to the next
  | since (?:this morning|last night|yesterday) | came on fast | instant\w* | just now
HEADACHE = head ?aches?
  | (?:my|her|his|the) head (?:is |was |just )?(?:hurts?|hurting|pound\w*|throb\w*|split\w*|explod\w*|ache\w*) | migraine
  | pain in (?:my|her|his|the) head | head pain | pounding head | head (?:pounds|hurts|throbs|aches|splits)
SWOLLEN = swell\w* | swollen | puff\w* | balloon\w* | bulg\w+ | bigger | fat(?:ter)? | blown up | swelled
NECK = neck | throat | adam'?s apple | windpipe | collar
WOUND = wounds? | incisions? | cuts? | scars? | stitch\w* | staples? | sutures? | dressing | bandage | surgical site
  | operation site | where they (?:cut|operated) | surgery site
CALF = cal(?:f|ves) | shins? | lower legs? | (?:one|left|right|my|her|his|the) leg | one ankle | thigh
PAIN = pain\w* | sore | hurt\w* | ach(?:e|es|ing) | tender | throb\w* | agony | cramp\w* | stabbing
SEVERE = sever\w+ | unbearable | excruciating | terrible | horrible | horrendous | agony | agoni[sz]ing | worst
  | ten out of ten | 10 ?(?:/|out of) ?10 | scream\w* | intense | awful | pain ?killers? (?:don'?t|do not|do nothing)
  | pills (?:don'?t|do not|do nothing)
BACK = back | neck | spine | legs? | hip | flank | side | pain
REPORTED = i(?!'?d| can| may| should| do) | i'?m | i'?ve | my | she | he | her | his | client'?s? | patient'?s? | husband
  | wife | mother | father | mum | mom | dad | sudden\w* | since | after | there'?s | were | both | and | now | today
  | yesterday | this morning | last night | is | are | has | went | gone | gett?ing | ago | post | one | new
EYES = vision | sight | see(?:ing)? | eyes? | blind\w*

saddle-numbness
  {NUMB} + {SEAT}
  {NUMB} + bathroom | toilet | loo
  saddle (?:anesthesia|anaesthesia|numbness|area)
bladder-bowel-change
  urge + {PEE} | go + gone | no | lost | without
  no | lost + urge | sense | need + {PEE} | to go
  (?:had|having|has) (?:an |some )?accidents? + pants | bed | bladder | bowel | toilet | myself | herself | himself
  (?:can'?t|cannot) go + catheter | toilet | bladder | loo
  impoten\w+ | erectile | erection + since | after | sudden\w* | new | can'?t | no longer | lost
  (?:{CANNOT}|not (?:been )?able to|stopped|has ?n'?t|have ?n'?t|haven't|hasn't) (?:\w+ ){0,3}?(?:{PEE}|peed|urinated)
  lost | losing | loss of | no + control + {PEE} | bowels? | poop? | stools? | bottom
  (?:{CANNOT}) (?:hold|control|empty) + {PEE} | bowels? | poop? | stools? | it in
  incontinen\w+ + sudden\w* | new\w* | since | after | now | became | become
  wet(?:ting|s)? | peed | pee(?:ing)? | pissed | soil(?:s|ed|ing)? | poo(?:p)?(?:s|ed)? | leak(?:s|ed|ing)?
    + myself | herself | himself | themselves | pants | trousers | underwear | the bed | without (?:noticing|knowing|feeling)
    | didn'?t (?:notice|know|feel)
  leak(?:s|ed|ing)? | dribbl\w+ + urine | pee | wee | stool
  (?:can'?t|cannot|don'?t|doesn'?t) tell when + {PEE} | go | bowels?
  (?:no|not any) (?:urine|pee|wee)
  bursting + {PEE}
  (?:don'?t|doesn'?t|didn'?t|can'?t|cannot|no longer) (?:feel|know|tell|notice)\b.* + {PEE} | bladder | bowels?
    | need(?:ed)? to go
breathlessness
  breath\w* + problems? | difficult\w* | labou?red | (?:so|very|too) (?:fast|shallow) + {REPORTED}
  (?:short(?:ness)?|out) of breath
  breathless\w*
  (?:{CANNOT}) (?:\w+ ){0,2}?(?:breathe?|breathing|catch (?:my|her|his|their) breath|get (?:enough |any )?(?:air|breath))
  gasp\w* + air | breath | for | is | client
  (?:fighting|struggling) (?:for|to) (?:air|breathe?)
  get (?:her|his|my|their) breath
  sob + chest | post | after | since
  (?:puffed|panting) + air | talk\w* | walk\w* | stairs | breath\w* | rest | i | she | he | client
  winded + sudden\w* | stairs | walking | crossing | rest
chest-pain
  hurts? (?:to|when|every time) (?:i |she |he )?breathes?(?: in)?
  chest + {PAIN} | tight\w* | pressure | crush\w* | stab\w* | heav\w* | burning | squeez\w*
  heart attack
  elephant + chest
coughing-blood
  blood\w* + phlegm | sputum | spit | mucus | saliva | foam
  cough\w* | spit\w* | hack\w* | bring\w* up | brought up + blood\w* | red | pink | rust\w*
  hemoptysis|haemoptysis
fainting
  pass(?:ed|es|ing)? out
  faint(?:ed|ing|s)?(?! (?:line|scar|mark|pain|hum))
  black(?:ed|ing)? out
  everything went (?:black|dark)
  collapsed? + she | he | client | patient | husband | wife | mother | father | mum | mom | dad | suddenly | just
    | on (?:the|my) (?:table|floor)
  (?:lost|loses|losing|loss of) consciousness
  unconscious
  unresponsive
  syncope
  keel\w* over
neck-swelling
  {NECK} + {SWOLLEN} + front | fast | quick\w* | hours? | sudden\w* | grow\w* | getting | since | after | surgery | acdf
    | throat | tight\w* | up | my | is
  throat | collar | neck + tighter | too tight | closing | closes? | tight(?:ening)? + throat | collar | closing | swell\w*
    | swollen | getting | breath\w*
  throat (?:is |feels (?:like it is |like it'?s )?)?(?:closing|closed|tight)
cannot-swallow
  (?:can ?not|can'?t|cant|could ?n'?t|could not|unable to|not able to|impossible to|no longer) (?:even )?(?:\w+ )?swallow\w*
  drool\w* + i | he | she | my | can'?t | cannot | swallow\w* | since | spit | saliva | throat | neck
  (?:nothing|not even (?:water|spit|saliva)) (?:\w+ )?(?:will |goes? |gets? |stays? )?down
  (?:can'?t|cannot|couldn'?t) get (?:anything|water|food|it|a drop) down
  swallow\w* + own (?:spit|saliva) | spit | saliva | every hour | by the hour | (?:fast|rapidly|suddenly) worse
    | worse (?:fast|and worse|since)
trouble-swallowing
  (?:{CANNOT}|problems?|painful|sore|issues?) (?:\w+ ){0,2}?swallow\w*
  swallow\w* + problem\w* | trouble | hurts? | pain\w* | difficult\w* | hard | sore | stuck | worse | new
  food | pills? | tablets? | bread | meat | eating | meals? | drink\w* + stuck | sticks? | sticking | chok\w+ | gag\w*
    | wrong (?:way|pipe) | won'?t go down
  chok(?:e|es|ing) + eat\w* | drink\w* | food | coffee | water | when i | on my | on her
trouble-breathing
  blue lips | lips (?:are )?blue
  noisy | whistl\w+ | rattl\w+ | wheez\w* | rasp\w+ | harsh | gurgl\w+ | crow(?:s|ing) | squeak\w* + breath\w* | throat
    | airway | inhal\w*
  stridor
  airway | windpipe + clos\w+ | squeez\w+ | block\w+ | shut | press\w* | swell\w* | swollen
  (?:fight\w*|struggl\w*) (?:to|for) breath\w*
  (?:lips?|face) (?:are |is |turn\w* |going |went )?blue
  chok(?:ed|ing) + can'?t breathe | blue | air
cannot-speak-clearly
  slur\w*
  speech | words? | talk\w* | speak\w* | sentences? + garbled | jumbled | mumbl\w* | mixed up | muddled | nonsense | thick
    | won'?t come | can'?t (?:find|get) | not clear | unclear
  (?:{CANNOT}) (?:\w+ )?(?:speak|talk|get (?:a |any |the )?(?:clear )?(?:words?|sound)|find (?:my|the|his|her) words)(?! to)
  no (?:sound|voice) (?:at all )?(?:comes|came) out
stroke-signs
  vision | sight + blur\w* | gone | went | lost + {SUDDEN}
  face | mouth | smile | cheek | lip + droop\w* | hang\w* | sag\w* | lopsided | one side | crooked | fell | slip\w* | numb\w*
    + face|mouth|smile
  one side | left side | right side | half + body | face | arm and leg | arm + numb\w* | weak\w* | paraly\w* | droop\w*
    | won'?t move
  arm + face | leg + {SUDDEN} + {NUMB} | {WEAK}
  stroke + having | signs? | symptoms? | mini | sudden\w* | just | think | is this | could (?:this|it) be | this morning
    | today
  {SUDDEN} | lost | loss of | gone + vision | sight | blind\w* | (?:{CANNOT}) see + {EYES}
  (?:lost|loss of|can'?t see).*(?:vision|sight|eye)
  blind + eyes? + went | gone | sudden\w* | minutes? | one | left | right
  tia
worst-headache
  thunder ?clap
  worst + headache | head pain | migraine | head
  {HEADACHE} + {SUDDEN} + {SEVERE} | explo\w* | terrible | never | nowhere | all at once | second | sudden\w*
  explosion + head
headache-with-dizziness
  {HEADACHE} | neck (?:pain|hurts?|ache) | after (?:a )?(?:neck )?(?:massage|adjustment|manipulation|crack) | cracked my neck
    + dizz\w* | vertigo | room (?:is )?spin\w* | spinning | double | off balance | can'?t keep (?:my|her|his) balance
    + dizz\w* | vertigo | spin\w* | double | balance
  (?:see(?:ing|s)?|vision) (?:is )?double|double vision
positional-headache
  {HEADACHE} + sit\w* | stand\w* | upright | get(?:ting)? up | lie|lying|flat | up right | when i'?m up | raise + only
    | better | goes | gone | eases? | worse | when | flat | each time | every time | lying | upright | sitting up | stand\w*
  (?:spinal|positional|postural|low[- ]pressure) headache
new-weakness
  paralysis + {REPORTED}
  weak(?:er|ness)? | paraly[sz]\w+ | limp | floppy + {LIMB} + {REPORTED}
  {LIMB}
    + (?:can ?not|can'?t|cant|couldn'?t|could ?not|unable to|won'?t|not able to|no longer) (?:\w+ ){0,2}?(?:move|lift|raise|bend|straighten|wiggle|hold|grip|stand|work)
  {LIMB} + gives? (?:way|out) | giving (?:way|out) | gave (?:way|out) | went (?:weak|limp|from under|out) | gone (?:weak|limp)
    | buckl\w+ | flop\w* | no (?:strength|power) | lost (?:all )?(?:the )?(?:strength|power|use)
    | loss of (?:strength|power|use)
  (?:foot|feet|toes?) + drags? | dragging | slap\w* | scuff\w* | catch(?:es|ing)? + walk\w* | ground | floor | since | my
    | her | his | toes?
  drop[- ]?foot|foot[- ]?drop + {REPORTED}
  paraly[sz]ed
  (?:can'?t|cannot|couldn'?t|unable to) (?:stand|walk)(?! (?:far|long|for long|without pain|the)) + sudden\w* | any ?more
    | legs? | all | since | at all
  (?:foot|hand|arm|leg) (?:is |was |has )?(?:been )?dead + move | lift | weak\w*
spreading-numbness
  {NUMB} + creep\w* | spread\w* | climb\w* | moving up | moves up | going up | rising | up my legs? | up both | getting higher
    | worse by the + {LIMB} | spread\w* | body
  {NUMB} + both (?:\w+ )?(?:legs|arms|feet|hands|sides) | both of (?:my|her|his) (?:legs|feet) | all four
    | (?:waist|chest|navel|belly button|ribs|hips) down | from the waist | below the waist
    | legs (?:are |have |went )?(?:gone )?numb
new-numbness
  {NUMB} + {LIMB} | shin | heel | thumb | forearm | cal(?:f|ves) | sole | face | chin + new | since | after | today
    | yesterday | just | sudden\w* | went | gone | now | this morning | last night | started | tingl\w* | my | her | his
    | numb
walking-unsteady
  (?:keeps?|keep) (?:falling|tripping|stumbling) | falls (?:over|down|a lot|all the time)
  drop(?:s|ping|ped)? (?:things|everything|stuff|cups|my)
  unsteady | wobbl\w+ | stumbl\w+ | stagger\w* | off balance | sway\w* | lurch\w* | trip(?:s|ping|ped) | clumsy | balance
    + walk\w* | legs? | feet | foot | hands? | balance (?:is |has )?(?:been )?(?:gone|bad|off|worse|terrible|getting)
    | drop\w* | wall | furniture | lately | worse | more and more | lost my | gait | over my
  clumsy | fumbl\w* | dropp?ing + hands? | fingers? | buttons? | things | cups? | keys? | everything | dishes
  (?:{CANNOT}) (?:do|button|fasten|hold) + buttons? | pen | shirt | cup
  hand ?writing + worse | bad | changed | illegible | untidy | terrible | awful | messy
  (?:can'?t|cannot) (?:keep|hold) (?:my|her|his) balance
heavy-drowsiness
  (?:took|taken|swallowed|had) + too many | handful | whole (?:bottle|pack) | all (?:her|his|my) | (?:five|six|seven|eight|nine|ten|twelve|twenty|[5-9]|[1-9]\d)(?: \w+)? + oxy\w* | opioid\w* | morphine | tramadol | codeine | fentanyl | pain ?killers? | pain (?:pills|meds|tablets) | percocet | norco | vicodin | pills | tablets
  out cold
  can ?not | can'?t | cant | couldn'?t | hard to | unable to | won'?t | not + wake (?:\w+ )?(?:up)? | waking up | rouse
    | stay awake | be woken | keep (?:her|his|my) eyes open + wake | rouse | awake | waking | woken | eyes
  (?:can ?not|can'?t|cant|could ?n'?t|couldn'?t|unable to|impossible to) (?:\w+ )?(?:wake|rouse) (?:my|her|him|the|them|up)(?! (?:early|rested|at night))
  nods? | nodding | drift\w* | falls? asleep | falling asleep | dozes? + mid[- ]?(?:word|sentence) | middle of
    | while (?:talking|speaking) | off mid | slow\w*
  breath\w* + slow(?:ly)? | shallow + pills? | opioid\w* | oxy\w* | sleep\w* | drows\w* | drug\w* | tablets? | medicine
    | morphine | patch | fentanyl
  overdos\w*
  double (?:the )?dose | extra dose | twice the dose | too much + oxy\w* | opioid\w* | morphine | tramadol | codeine
    | fentanyl | pain ?killers? | pain (?:pills|meds|medicine) | percocet | norco | vicodin + awake | sleep\w* | drows\w*
    | breath\w* | rouse | wake
  (?:barely|hardly|scarcely) (?:stay |keep )?(?:awake|conscious)
  too many (?:\w+ ){0,3}?(?:pills|tablets|painkillers|oxy\w*)
  (?:pin ?point|tiny) pupils
confusion
  seeing things
  (?:talks?|talking|speaking) (?:nonsense|rubbish|gibberish)
  confus\w+(?! (?:by|about|with|as to|on) ) | muddled | disorient\w+ | delirious | hallucinat\w+ + sudden\w* | she | he | my
    | client | new\w* | since | is | today | who | where | very | after | husband | mother
  doesn'?t|don'?t|does not + know + where (?:she|he|i|they) (?:is|am|are) | who (?:she|he|i|they) (?:is|am|are)
    | what (?:day|year) | the year
  see(?:s|ing)? | hear(?:s|ing)? | talk\w* + things | people | voices | bugs
    + (?:aren'?t|are not|isn'?t|is not) (?:really )?(?:there|here|in the) | not there | no one else
  not making (?:any )?sense|(?:talking|speaking) nonsense
allergic-reaction
  anaphyla\w*
  allergic reaction
  tongue | lips? | face | eyes? | throat + {SWOLLEN} + hives | oil | lotion | wheez\w* | itch\w* | rash | sting | nut | lips?
    | tongue | latex
  hives + all over | swell\w* | swollen | wheez\w* | breath\w* | oil | lotion | spreading | after | and | sudden\w*
  rash | itch\w* + wheez\w* | breath\w* | swell\w* | swollen | throat | tongue
suicidal-thoughts
  suicid\w*
  kill (?:my|him|her|them)sel(?:f|ves)
  (?:want|wants|wanted|wish|wishes) (?:to die|(?:i|she|he) (?:was|were) dead)
  end (?:it all|my life|her life|his life|everything)
  (?:don'?t|doesn'?t|do not|does not|no reason to|not) (?:want to |wanna )?(?:live|go on living|be alive|be here|wake up)(?: any ?more)?
    + live | living | alive | here any ?more | wake up
  (?:life|living)(?: \w+)? (?:isn'?t|is not|no longer|not) worth
  better off (?:without me|dead|if i)
  (?:hurt|harm)(?:ing)? (?:my|her|him)self
autonomic-dysreflexia
  dysreflexia
  spinal cord injur\w+ | paraplegi\w* | quadriplegi\w* | tetraplegi\w* | \bsci\b + {HEADACHE} | blood pressure | flush\w*
    | sweat\w* | goose ?bumps | pounding
head-injury
  hit | banged | bumped | knocked | struck | blow to | cracked + head(?! ?rest)
  concuss\w*
  fell | fall + on (?:my|her|his|the) head
  head (?:injury|trauma)
severe-new-pain
  {SUDDEN} + {SEVERE} + {PAIN}
  {SUDDEN} + bad | sharp | stabbing | tearing | ripping | strong + {PAIN} + {BACK}
  unbearable | excruciating | agonising | agonizing | horrendous | worst + {PAIN}
  in agony | screaming (?:in|with) (?:pain|agony) + {BACK}
  {PAIN} + out of control | worse by the hour | pills (?:do nothing|don'?t touch) | nothing (?:helps|touches)
  severe (?:new )?(?:back|neck|leg|arm|hip|spine) pain
fever
  \d{2,3}(?:\.\d)? ?(?:degrees|°)
  (?:temp|temperature) (?:is|was|of) (?:\w+ )?\d{2,3}
  fever\w*
  chills
  shiver\w*
  rigors?
  temperature | temp + high | \d{2,3} | running | raised | has a | have a | got a | spik\w* | up | going | over | since
  hot and cold | burning up | cold sweats? | soaked in sweat | drenched in sweat | night sweats | teeth chatter\w*
    | can'?t (?:get|stay) warm
  shak\w+ | hot + sweat\w* | cold | chill\w* | feverish | burning + hot | sweat\w* | chill\w*
    + (?:shak|hot|sweat|chill)\w*.*(?:since|after|days?|weeks?|all over|all night|and cold|and hot)
calf-pain
  {REPORTED} + cal(?:f|ves) + tight
  {CALF} + {PAIN} | {SWOLLEN} | red | hot | warm\w* | purple | hard + cal(?:f|ves) | {SWOLLEN} | red | hot | warm\w*
    | clot | dvt
  (?:leg|calf|ankle) (?:is )?(?:\w+ )?(?:twice|double) the size
  one leg + bigger | fatter | redder | swollen | warmer | hotter | swelling
  leg | ankle | foot + swollen | swelling | swells + one | left | right | red | hot | sore | pain\w*
  think | could | might | is it | is this | worried | maybe | have | feels like + a (?:blood )?clot | a dvt + leg | calf
    | have | got
cold-limb
  {REPORTED} + foot | feet | toes? | hand | fingers? | leg | arm + ice[- ]?cold | freezing | cold + white | pale | blue
    | numb\w* | purple | gr[ea]y | no pulse | one | ice | painful | suddenly
  toes? | foot | fingers? | hand | leg + turn\w* blue | (?:is|are|went|gone|going) (?:blue|white|gr[ea]y) | blue and
  no pulse + foot | leg | hand | wrist
wound-drainage
  {WOUND} | back + pus | oozing | ooz(?:e|es) | weep\w* | discharge | draining | gunk | smell\w* | stink\w* | yellow | green
    | blood(?:y)? (?:soak|leak|com)\w* | bleed\w* | soak\w* | seep\w* + pus | ooz\w+ | weep\w* | discharge
    | drain(?:s|ing|age) | gunk | smell\w* | stink\w* | bleed\w* | soak\w* | seep\w* | yellow | green
  pus\b
wound-opening
  {WOUND} + split\w* | burst\w* | bust(?:ed)? | came (?:undone|out|open|apart) | opened(?: up)? | come (?:undone|open|apart) | gaping | popped
    | tore | torn | fell out | pulled apart
  {REPORTED} + {WOUND} + open(?:ed|ing|s)?(?! surgery) | gap\w* | apart | popping | hole
wound-redness
  wounds? | incisions? | cuts? | scars? | stitches | surgical site | surgery site | operation site + red(?:der|ness)? | hot
    | warm | swollen | swelling | inflam\w+ | throb\w* | infected | angry + red(?:der|ness)? | hot | warm(?:er|th)? | infected
    | angry | inflam\w+ | swollen | swelling
clear-fluid-leak
  clear | watery | water | spinal | csf + fluid | leak\w* | liquid | drip\w* | water | watery + {WOUND} | back | leak\w*
    | drip\w* | pillow | sheets? | nose + leak\w* | drip\w* | com(?:es|ing) | out | wet | on | from | wound
  squishy|sloshy + {WOUND} | bulge | lump | back
stiff-neck
  stiff neck | neck (?:is |so |too |very )*stiff | neck stiffness | neck (?:is )?rigid
    | can'?t (?:bend|put|get) (?:my|her|his) (?:chin|neck) + fever\w* | temperature | {HEADACHE} | vomit\w* | light | rash
    | ill | sick | confus\w*
  meningitis + could | think | signs? | is it | this | symptoms?
fall-or-accident
  fallen + down | over | stairs? | since | twice | off | out of bed
  (?:took|had) a (?:spill|tumble)
  fell(?! (?:asleep|out|in love|behind|into|pregnant)) + stairs? | steps? | down | off | on | over | bath\w* | ice | yesterday
    | today | last | shower | weeks? | days? | hard | backwards? | bed | ladder | bike | since
  car|road|bike|motorcycle|bicycle|traffic + accident | crash\w* | wreck
  (?:had|took|have had|has had) a (?:bad |hard |nasty |big )?(?:fall|tumble|accident)
  tripped + fell | landed | over | down | stairs?
  landed + on (?:my|her|his) (?:back|bottom|side|hip|neck|head|tailbone)
  slipped + ice | stairs? | bath\w* | floor | shower | fell | landed
  whiplash + since | after | new | yesterday | week | had
  rear[- ]ended
pop-or-crack
  heard | felt | hear | loud | there was | sudden\w* | something + pop(?:ped|ping)? | crack(?:ed|ing)? | snap(?:ped|ping)?
    | clunk\w* | clicks? | clicking | crunch\w* | gave way + back | neck | spine | rods? | screws? | fusion | hardware
    | when i
  (?:back|neck|spine|rods?|screws?) (?:has |have |just |suddenly )*(?:popped|cracked|snapped|clunked|clunks|clicks|gave way)
  clicking | clunking | grinding | popping + sound | noise | feeling | when i + back | neck | spine | rods? | screws?
swollen-belly
  belly | stomach | tummy | abdom\w+ + hard | swollen | swelling | bloat\w* | distend\w* | blown up | like a drum | tight
    + hard | gas | wind | vomit\w* | poop? | bowel\w* | stool | days? | swollen | distend\w* | blown up | surgery | fusion
    | sick | drum
  (?:can'?t|cannot|not|no|unable to|haven'?t) (?:pass(?:ed|ing)? )?(?:any )?(?:gas|wind)\b
  no bowel movement | haven'?t (?:pooped|had a bowel) | no poop + since | days? | week | vomit\w*
  vomit\w* + can'?t (?:keep|stop) | keep(?:s)? | gas | belly | stomach | days?
unusual-bruising
  bruis\w+ | black and blue | h[ae]+matoma + all over | huge | big | giant | grow\w* | spread\w* | no reason | nowhere
    | unexplained | every day | hard | swollen | black | getting bigger | purple | new | everywhere | thigh | easily | massive
    | after (?:the |a |my )?massage + bruis\w+|black and blue|h[ae]+matoma
low-blood-sugar
  diabet\w* | insulin | blood sugar | sugar + shak\w* | sweat\w* | low | faint\w* | pale | confus\w* | trembl\w* | skipped
    | hungry | dizz\w* | weak | passing out + shak\w* | sweat\w* | trembl\w* | is (?:too |very )?low | went low | faint\w*
    | skipped | confus\w* | pale | clammy
  hypo(?:glyc\w*)?\b
hoarse-voice
  voice + hoarse | gone | weak | raspy | croaky | whisper\w* | lost | change\w* | never came back | tired | rough | crack\w*
  (?:is|am|i'?m|gone|went|still|been|being|so|sound\w*) (?:so |very |still |been )?(?:hoarse|croaky|husky|raspy)
  (?:croaky|husky|raspy) (?:voice|whisper)
  only whisper|can only whisper
shooting-pain
  shoot\w* | electric\w* | stabb\w* | zap\w* | burning | radiat\w* | runs? | travels? | lightning + down | into | to my
    + legs? | arms? | foot | thigh | hand | fingers? | toes? | thumb | calf + pain\w* | shoot\w* | electric\w* | zap\w*
    | lightning | nerve
returning-pain
  {PAIN} + (?:came|come|coming|is|has come|are) back(?! pain) | return(?:ed|ing|s)
    | worse (?:every|each|than before|and worse) | getting worse | again + pain\w* | ache\w* | sciatica | hurts?
  sciatica + is back | came back | again | returned
night-pain
  pain\w*|ache\w*|agony|hurts? + wakes? (?:me|her|him) | all night | every night | at night | worse (?:at night|lying|in bed)
    | no position | can'?t sleep + night | wakes? | no position | lying | bed | sleep
new-deformity
  hump | stoop\w* | hunch\w* | bent (?:forward|over) | lean\w* | crooked | shorter | tipping forward | sticking out
    | sticks out + new | more and more | sudden\w* | since | getting | now | can'?t stand (?:up )?straight | became | become
    | worse | lost | by evening + hump | stoop\w* | hunch\w* | bent | lean\w* | crooked | shorter | tipping | stick\w*
  can'?t stand (?:up )?straight
drowsiness
  sleepy | drowsy | groggy | dopey | sedated | dozy | woozy + pills? | tablets? | medicine | medication | gabapentin
    | pregabalin | lyrica | opioid\w* | oxy\w* | tramadol | since | all day | on (?:the )?table | codeine | starting | too
`
