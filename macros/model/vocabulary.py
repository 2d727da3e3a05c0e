"""The choices that fields offer, each with the words that a reader sees for it, in the order in which lists show them."""

from __future__ import annotations

from typing import Literal, get_args

Region = Literal["cervical", "thoracic", "lumbar", "sacral"]
"""A part of the spine, as clinicians name it: neck, upper and mid back, low back, sacrum."""

REGIONS: dict[Region, str] = {
    "cervical": "Neck",
    "thoracic": "Upper and mid back",
    "lumbar": "Low back",
    "sacral": "Sacrum",
}
"""The parts of the spine in the words of a client."""

Bone = Literal[
    "C1", "C2", "C3", "C4", "C5", "C6", "C7",
    "T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10", "T11", "T12",
    "L1", "L2", "L3", "L4", "L5", "sacrum",
]  # fmt: skip
"""A bone of the spine, from the head down."""

BONES: tuple[Bone, ...] = get_args(Bone)
"""The bones of the spine in their order, from the head down."""

Place = Literal[
    "front-of-neck", "back-of-neck", "upper-back", "mid-back", "low-back", "side", "belly", "chest-side", "breastbone",
    "iliac-crest-front", "iliac-crest-back", "buttock", "hip-flexor", "cervical-spine", "thoracic-spine", "lumbar-spine",
    "sacrum", "sacroiliac-joint",
]  # fmt: skip
"""A zone of the body drawing. The last five are bone and lie deep; the others are read on the skin."""

PLACES: dict[Place, str] = {
    "front-of-neck": "front of the neck",
    "back-of-neck": "back of the neck",
    "upper-back": "upper back",
    "mid-back": "mid back",
    "low-back": "low back",
    "side": "side of the trunk",
    "belly": "belly",
    "chest-side": "side of the chest",
    "breastbone": "breastbone",
    "iliac-crest-front": "front of the hip bone",
    "iliac-crest-back": "back of the hip bone",
    "buttock": "buttock",
    "hip-flexor": "hip flexor",
    "cervical-spine": "neck bones",
    "thoracic-spine": "bones of the upper and mid back",
    "lumbar-spine": "bones of the low back",
    "sacrum": "sacrum",
    "sacroiliac-joint": "sacroiliac joint",
}
"""What a reader sees for each zone."""

Area = Literal[
    "head", "front-of-neck", "back-of-neck", "shoulder", "arm", "hand", "upper-back", "mid-back", "low-back", "chest-side",
    "breastbone", "side", "belly", "iliac-crest-front", "iliac-crest-back", "buttock", "hip-flexor", "thigh", "calf", "foot",
]  # fmt: skip
"""An area of the body that hands can work on. Those of the trunk carry the names that the body drawing uses."""

AREAS: dict[Area, str] = {area: PLACES.get(area, area) for area in get_args(Area)}
"""What a reader sees for each area that hands can work on: `PLACES`, and head and limbs besides."""

Tissue = Literal[
    "incision",
    "bone-removed",
    "disk-removed",
    "hardware",
    "graft",
    "donor-site",
    "muscle-cut",
    "muscle-moved",
    "device",
]
"""What an operation leaves or changes in a zone of the body."""

TISSUES: dict[Tissue, str] = {
    "incision": "Incision",
    "bone-removed": "Bone removed",
    "disk-removed": "Disk removed",
    "hardware": "Hardware",
    "graft": "Bone graft",
    "donor-site": "Graft donor site",
    "muscle-cut": "Muscle cut",
    "muscle-moved": "Muscle held aside",
    "device": "Implanted device",
}
"""What a reader sees for each thing that an operation leaves or changes."""

Form = Literal["rods", "plate", "cage", "disk", "cement", "spacer", "pins", "battery"]
"""What hardware or a device looks like: screws with rods or the like beside the spine, a plate in front of it, a cage or an
artificial disk between two bones, cement within one, a spacer between two knobs, pins across a joint, a battery in a pocket."""

Body = Literal[
    "breath-and-chest", "head-and-speech", "neck-and-swallowing", "arms-and-legs", "bladder-and-seat", "wound-and-fever",
    "back-and-pain", "belly", "skin", "whole-body",
]  # fmt: skip
"""The part of the body under which lists group a sign."""

BODIES: dict[Body, str] = {
    "breath-and-chest": "Breath and chest",
    "head-and-speech": "Head and speech",
    "neck-and-swallowing": "Neck and swallowing",
    "arms-and-legs": "Arms and legs",
    "bladder-and-seat": "Bladder, bowel and seat",
    "belly": "Belly",
    "wound-and-fever": "Wound and fever",
    "back-and-pain": "Back and pain",
    "skin": "Skin",
    "whole-body": "The whole body",
}
"""What a reader sees for each, in the order of a list: what cannot wait first."""

HowSoon = Literal["emergency", "same-day", "within-days", "routine"]
"""How soon a clinician has to know: now, today, in the next days, at the next visit."""

HOW_SOON: dict[HowSoon, str] = {
    "emergency": "Call the emergency number now",
    "same-day": "Stop. A clinician has to know today",
    "within-days": "A clinician has to know in the next days",
    "routine": "Not urgent: mention it at the next visit",
}
"""What a reader sees for how soon a sign or a complication has to be known."""

Level = Literal["emergency", "refer", "avoid", "adapt", "ask", "fine"]
"""How a rule acts, the most urgent first: call now; stop and send to a clinician; not here, not this way; change
the work; ask first; go ahead."""

LEVELS: dict[Level, str] = {
    "emergency": "Call now",
    "refer": "Stop and refer",
    "avoid": "Avoid",
    "adapt": "Adapt",
    "ask": "Ask first",
    "fine": "Go ahead",
}
"""The word that a reader sees for each level, the most urgent first."""

Urgency = Literal["emergency", "same-day", "within-days", "clearance-first", "routine", "none"]
"""Whom a rule involves, and how soon: the emergency number now; a clinician today; a clinician in the next days; the
surgeon's team before the first session; somebody at the next visit; nobody."""

URGENCIES: dict[Urgency, str] = {
    "emergency": "now",
    "same-day": "today",
    "within-days": "in the next days",
    "clearance-first": "before the first session",
    "routine": "at the next visit",
    "none": "",
}
"""How soon somebody has to know, the most urgent first."""

Today = Literal["stop", "wait", "change", "nothing"]
"""What a rule does to today's session, the most careful first: no massage; none before somebody has agreed; work, with
changes; nothing."""

Course = Literal["new", "followed", "settled"]
"""How a finding has gone. New: new, worse, or nobody on the client's team knows. Followed: the team knows and is on it.
Settled: long the same or easing, and the team says to leave it."""

COURSES: dict[Course, str] = {
    "new": "new or worse",
    "followed": "followed by the team",
    "settled": "old and unchanged",
}
"""The words for the course of a finding."""

Subject = Literal[
    "stop-sign", "lying", "keep-off", "depth", "joint", "scar", "skin", "medicine", "helps", "asking",
]  # fmt: skip
"""The one thing a rule is about: a sign that stops the session; lying and getting up; where not to press; how deep; moving a
joint; the scar; skin and products on it; a medicine; what helps; what to ask."""

SUBJECTS: dict[Subject, str] = {
    "stop-sign": "What was reported",
    "lying": "Lying and getting up",
    "keep-off": "Where not to press",
    "depth": "How deep",
    "joint": "Movement",
    "scar": "Scar",
    "skin": "Skin",
    "medicine": "Medicines",
    "helps": "What helps",
    "asking": "What to ask",
}
"""What a rule is about, in the words that a reader sees and in the order of a session."""

Leaves = Literal[
    "nothing", "light", "light-where-numb", "beside-sore", "careful", "still", "beside-cut", "beside-implant"
]
"""What a rule leaves to the hands in an area, the most careful first."""

LEAVES: dict[Leaves, str] = {
    "nothing": "keep off",
    "light": "lightly",
    "light-where-numb": "lightly where numb",
    "beside-sore": "not where touch hurts",
    "careful": "with careful pressure",
    "still": "without moving it",
    "beside-cut": "off the cut",
    "beside-implant": "beside the implant",
}
"""What a reader sees for each, as in "low back: lightly"."""

Reach = Literal[Area, "operated", "everywhere"]
"""Where a rule leaves that: an area, the operated part whichever it is, or the whole body."""

Drawing = Literal["log-roll", "side", "back", "half-sitting", "chair", "face-down", "not-face-down"]
"""A small drawing of how the client lies or gets up."""

DRAWINGS: dict[Drawing, str] = {
    "log-roll": "Log roll",
    "side": "On the side",
    "back": "On the back",
    "half-sitting": "Half sitting",
    "chair": "In a chair",
    "face-down": "Face down",
    "not-face-down": "Not face down",
}
"""What stands below each drawing. What is barred stands beside what is not, crossed out."""

CardSubject = Literal["lying", "keep-off", "depth", "joint", "scar", "skin", "medicine", "helps", "asking"]
"""The one thing that a line of a Today card is about: a `Subject`, but for stop signs, which the cautions give."""

Strength = Literal["none", "thin", "some"]
"""How much is known about massage for the clients of a record: nothing that we found; few, small or indirect studies;
trials of massage in such clients."""

STRENGTHS: dict[Strength, str] = {"none": "none found", "thin": "thin", "some": "some"}
"""What a reader sees for how much is known."""

Who = Literal["team", "surgeon", "doctor", "prescriber", "maternity-team", "treating-team"]
"""Whom to call. `team`: the surgeon's team in the first year, before the operation and with implants, else the client's own
doctor."""

Phase = Literal["before", "after", "any"]
"""Before the operation, after it, or both."""

Evidence = Literal[
    "systematic-review", "rct", "cohort", "case-control", "case-series", "case-report", "registry", "statistics",
    "survey", "guideline", "professional-body", "government", "narrative-review", "textbook", "hospital", "magazine",
    "podcast", "other",
]  # fmt: skip
"""The kind of study or document, the strongest study designs first."""

EVIDENCE: dict[Evidence, str] = {
    "systematic-review": "Systematic review",
    "rct": "Randomized controlled trial",
    "cohort": "Cohort study",
    "case-control": "Case-control study",
    "case-series": "Case series",
    "case-report": "Case report",
    "registry": "Registry data",
    "statistics": "Statistics",
    "survey": "Survey",
    "guideline": "Guideline",
    "professional-body": "Professional body",
    "government": "Government body",
    "narrative-review": "Narrative review",
    "textbook": "Textbook",
    "hospital": "Hospital or clinic leaflet",
    "magazine": "Magazine article",
    "podcast": "Podcast",
    "other": "Other document",
}
"""What a reader sees for each kind of evidence, the strongest study designs first."""

Population = Literal[
    "lumbar-diskectomy", "lumbar-decompression", "lumbar-fusion", "cervical-surgery", "disk-replacement",
    "scoliosis-fusion", "mixed-spine-surgery", "pain-after-spine-surgery", "spine-without-surgery", "surgical-scars",
    "other-surgery", "other",
]  # fmt: skip
"""Who was studied: the rows of the evidence map."""

POPULATIONS: dict[Population, str] = {
    "lumbar-diskectomy": "After lumbar diskectomy",
    "lumbar-decompression": "After lumbar decompression",
    "lumbar-fusion": "After lumbar fusion",
    "scoliosis-fusion": "After scoliosis fusion",
    "cervical-surgery": "After neck surgery",
    "disk-replacement": "After disk replacement",
    "mixed-spine-surgery": "After spine surgery, mixed",
    "pain-after-spine-surgery": "Lasting pain after spine surgery",
    "spine-without-surgery": "Spine trouble without surgery",
    "surgical-scars": "Scars of any surgery",
    "other-surgery": "After other surgery",
    "other": "Other people",
}
"""The rows of the map, those nearest to the subject first."""

Intervention = Literal[
    "massage", "myofascial-release", "foot-massage", "scar-massage", "abdominal-massage", "acupressure",
    "lymphatic-drainage", "manipulation", "mobilization", "neural-mobilization", "instrument-assisted", "aromatherapy",
    "rehabilitation", "other",
]  # fmt: skip
"""What was done: the columns of the evidence map. `massage` is classical or Swedish massage and back massage,
`manipulation` thrusts at joints (osteopathic and chiropractic care among them), `mobilization` slow movement of joints."""

INTERVENTIONS: dict[Intervention, str] = {
    "massage": "Massage",
    "myofascial-release": "Myofascial release",
    "scar-massage": "Scar massage",
    "foot-massage": "Foot massage, reflexology",
    "abdominal-massage": "Abdominal massage",
    "acupressure": "Acupressure",
    "lymphatic-drainage": "Lymphatic drainage",
    "mobilization": "Joint mobilization",
    "neural-mobilization": "Nerve mobilization",
    "manipulation": "Manipulation",
    "instrument-assisted": "With instruments",
    "aromatherapy": "Aromatherapy",
    "other": "Other",
}
"""The columns of the map, those nearest to a massage therapist's hands first. Rehabilitation has none: its trials were
not searched for, so a column would show a gap that means nothing."""

Certainty = Literal["high", "moderate", "low", "very-low"]
"""How certain a result is, in GRADE's words, the most certain first."""

CERTAINTIES: dict[Certainty, str] = {"high": "High", "moderate": "Moderate", "low": "Low", "very-low": "Very low"}
"""GRADE's words as a reader sees them, the most certain first."""

Topic = Literal[
    "massage", "massage-near-the-scar", "scar-massage", "manipulation", "lying-prone", "physical-therapy", "bathing",
    "lifting", "bending-and-twisting", "sitting", "driving", "work", "sport", "nsaids", "smoking", "collar", "brace",
    "healing",
]  # fmt: skip
"""What a source says may start, stop or is done. `healing`: a wound, a scar or a bone counts as healed."""

TOPICS: dict[Topic, str] = {
    "massage": "Massage",
    "massage-near-the-scar": "Massage near the scar",
    "scar-massage": "Scar massage",
    "manipulation": "Manipulation and thrusts",
    "lying-prone": "Lying face down",
    "physical-therapy": "Physical therapy",
    "bathing": "Bathing and swimming",
    "lifting": "Lifting",
    "bending-and-twisting": "Bending and twisting",
    "sitting": "Sitting",
    "driving": "Driving",
    "work": "Work",
    "sport": "Sport",
    "nsaids": "Anti-inflammatory pain medicines (NSAIDs)",
    "smoking": "Smoking",
    "collar": "Neck collar",
    "brace": "Back brace",
    "healing": "What counts as healed",
}
"""What a reader sees for each topic, those nearest to the massage table first."""
