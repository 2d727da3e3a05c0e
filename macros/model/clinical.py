"""What is treated, what is done, what is put in, what can go wrong, what is taken."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from macros.model.base import Code, Entity, Named, Part, Record, Relation, Reverse, ReversedRangeError, Span, Truth
from macros.model.text import (
    Claim,
    ComplicationRef,
    Instruction,
    MaterialRef,
    Pattern,
    ProcedureRef,
    Ref,
    Saying,
    SignRef,
    Slug,
    SourceRef,
    Text,
    Weighty,
    YesNo,
)
from macros.model.today import Carded
from macros.model.vocabulary import BONES, Body, Bone, Form, HowSoon, Intervention, Place, Region, Tissue

ON_THE_TABLE = (
    "What it means for the massage: positions, pressure, what to leave out, what helps. One sentence a claim."
)


class Condition(Carded):
    """A disorder of the spine that leads to surgery, or comes along with it."""

    regions: tuple[Region, ...] = Field((), title="Where", description="The parts of the spine it is usually found in.")
    codes: tuple[Code, ...] = Field(
        (), title="Codes", description="Codes of classifications that letters and bills use."
    )
    symptoms: tuple[Weighty, ...] = Field(
        (), title="What the client may notice", description="Symptoms and signs, the commonest first."
    )
    causes: tuple[Weighty, ...] = Field((), title="Why it happens", description="Causes and risk factors.")
    on_the_table: tuple[Instruction, ...] = Field((), title="On the table", description=ON_THE_TABLE)
    treated_by: Annotated[tuple[Relation[ProcedureRef], ...], Reverse("Done for")] = Field(
        (), title="Operations for it", description="Operations done for it, each with why."
    )


class Milestone(Part):
    """One step of a recovery, as one protocol or study gives it."""

    when: Span = Field(description="The time since surgery.")
    what: Claim = Field(description="What happens or is allowed then, in one sentence that names whose protocol it is.")


class Stretch(Part):
    """A stretch of spine."""

    upper: Bone = Field(alias="from", description="The uppermost bone: `L4`.")
    lower: Bone = Field(alias="to", description="The lowest bone: `sacrum`.")

    @model_validator(mode="after")
    def _runs_down(self) -> Stretch:
        if BONES.index(self.lower) < BONES.index(self.upper):
            raise ReversedRangeError(
                f"{self.upper} lies below {self.lower}. Put the upper bone in `from`", "from", "to"
            )
        return self


class Levels(Stretch):
    """The stretch of spine that an operation is done on."""

    why: Claim = Field(description="Who says that it is done there, in one sentence with its citation.")


class Zone(Part):
    """One zone of the body that the operation touched, for the drawing and its table."""

    what: Tissue = Field(description="What is there: an incision, removed bone or disk, hardware, graft, cut muscle.")
    where: Place = Field(description="The zone of the body.")
    side: Literal["midline", "left", "right", "both", "either"] = Field(
        "midline", description="The side of the client's body; `either` where it differs from client to client."
    )
    form: tuple[Form, ...] = Field(
        (),
        description="What hardware or a device looks like in the drawing, as `note` has it: `rods` (with their screws) beside the spine, a `plate` in front of it, a `cage` or `disk` between two bones, `cement`, a `spacer` between two knobs, `pins` across a joint, a `battery`.",
    )
    note: Claim = Field(description="What is there, in one sentence with its citation.")

    @model_validator(mode="after")
    def _is_drawn(self) -> Zone:
        implanted = self.what in ("hardware", "device")
        if implanted and not self.form:
            raise ValueError(f"the drawing has to know what the {self.what} looks like. Give its `form`")
        if self.form and not implanted:
            raise ValueError(f"`form` is for hardware and devices, and this is `{self.what}`. Leave it out")
        return self


class Procedure(Carded):
    """An operation on the spine."""

    is_a: ProcedureRef | None = Field(
        None,
        title="A kind of",
        description="The wider operation that this one is a kind of. Its cautions and complications hold here too.",
    )
    regions: tuple[Region, ...] = Field((), title="Where", description="The parts of the spine it is done on.")
    levels: tuple[Levels, ...] = Field(
        (), title="Levels", description="The bones of the spine it is done on, for the spine map."
    )
    zones: tuple[Zone, ...] = Field(
        (),
        title="What was cut, what was put in",
        description="What it leaves or changes in each zone of the body, for the drawing: scars, bone, hardware, graft, muscle.",
    )
    drawn_at: tuple[Stretch, ...] = Field(
        (),
        description="Example levels for the drawing, our own choice: one or two neighbors are enough. Left out: C5-C6, T11-T12 or L4-L5.",
    )
    codes: tuple[Code, ...] = Field(
        (), title="Codes", description="Codes of classifications that letters and bills use."
    )
    approach: tuple[Claim, ...] = Field(
        (), title="How the surgeon gets there", description="The ways in: from the front, the back, the side."
    )
    scar: tuple[Claim, ...] = Field((), title="Where the scar is", description="Where the incisions are, and how long.")
    tissues: tuple[Claim, ...] = Field(
        (), title="Tissue affected", description="Which muscles and bone are cut, moved aside, removed or joined."
    )
    stay: tuple[Claim, ...] = Field((), title="Hospital stay", description="How long the client stays in hospital.")
    uses: Annotated[tuple[Relation[MaterialRef], ...], Reverse("Used in")] = Field(
        (), title="What is put in", description="Grafts and hardware, each with its purpose."
    )
    done_with: Annotated[tuple[Relation[ProcedureRef], ...], Reverse("Often done together with")] = Field(
        (), title="Often done with", description="Operations that are often part of the same surgery."
    )
    alternatives: Annotated[tuple[Relation[ProcedureRef], ...], Reverse("An alternative to")] = Field(
        (), title="Alternatives", description="Operations offered instead, each with the difference."
    )
    recovery: tuple[Milestone, ...] = Field(
        (), title="Recovery", description="Steps of recovery, each from a named protocol or study."
    )
    outcomes: tuple[Claim, ...] = Field(
        (), title="How it turns out", description="Benefit and failure, with population and follow-up."
    )
    massage: tuple[Claim, ...] = Field(
        (),
        title="What is known about massage here",
        description="What studies or professional sources say about massage after this operation, and how strong that is.",
    )
    on_the_table: tuple[Instruction, ...] = Field((), title="On the table", description=ON_THE_TABLE)


class Complication(Carded):
    """Something that can go wrong during or after surgery."""

    urgency: HowSoon = Field(
        title="How soon",
        description="How soon a clinician has to know when a therapist suspects it. Where sources differ, the more urgent.",
    )
    action: Instruction = Field(
        title="What to do",
        description="What the therapist does when she suspects it: stop, whom to call, what not to do meanwhile.",
    )
    after: Annotated[tuple[Relation[ProcedureRef], ...], Reverse("What can go wrong")] = Field(
        (), title="After which operations", description="Operations it follows, each with why."
    )
    signs: tuple[Weighty, ...] = Field(
        (), title="How it shows itself", description="What the client feels or the therapist sees."
    )
    onset: tuple[Weighty, ...] = Field((), title="When it shows itself", description="When in the recovery it appears.")
    causes: tuple[Weighty, ...] = Field((), title="Who is at risk", description="Causes and risk factors.")
    treatment: tuple[Claim, ...] = Field(
        (), title="What is done about it", description="How clinicians find and treat it."
    )
    on_the_table: tuple[Instruction, ...] = Field((), title="On the table", description=ON_THE_TABLE)


class Material(Entity):
    """A graft or a piece of hardware that stays in the body."""

    group: Literal["graft", "hardware"] = Field(
        title="Group", description="`graft` for what bone grows from or into, `hardware` for what holds it."
    )
    made_of: tuple[Claim, ...] = Field(
        (), title="What it is made of", description="What it is made of, and where that comes from."
    )
    purpose: tuple[Claim, ...] = Field((), title="What it does", description="What it does in the spine.")
    healing: tuple[Weighty, ...] = Field(
        (), title="How it heals", description="How it heals, holds or is resorbed, and when."
    )
    problems: Annotated[tuple[Relation[ComplicationRef], ...], Reverse("Material it can come from")] = Field(
        (), title="What can go wrong", description="Complications it can bring, each with why."
    )
    on_the_table: tuple[Instruction, ...] = Field((), title="On the table", description=ON_THE_TABLE)


class Medication(Carded):
    """A class of medicines that a spine-surgery client may take."""

    generics: tuple[Text, ...] = Field(
        (),
        title="Medicines",
        description="Generic names of the medicines of this class: `apixaban`. Brand names go under `names`.",
    )
    codes: tuple[Code, ...] = Field((), title="Codes", description="Numbers by which records name the medicines.")
    purpose: tuple[Claim, ...] = Field(
        (), title="Why it is taken", description="What clients of spine surgery take it for."
    )
    effects: tuple[Weighty, ...] = Field(
        (), title="What it changes", description="Effects and side effects that matter to touch, position and rising."
    )
    on_the_table: tuple[Instruction, ...] = Field((), title="On the table", description=ON_THE_TABLE)
    ask: tuple[Text, ...] = Field((), title="Ask", description="Questions to ask the client: last dose, recent change.")


class Medicine(Part):
    """A medicine as it is called."""

    generic: Text = Field(
        description="The generic name, without its salt; of a combination every part: `acetaminophen/hydrocodone`."
    )
    brands: tuple[Text, ...] = Field((), description="Brand names: `Topamax`.")


class Formulary(Record):
    """Names of medicines, as one source lists them, so that a common one is known by name although no page is about it.

    The file has the name of the source, which is never typed.
    """

    license: Text = Field(description="What allows us to print the list.")
    medicines: tuple[Medicine, ...] = Field(min_length=1, description="The medicines, by generic name.")


class Technique(Entity):
    """A massage technique."""

    studied_as: Intervention | None = Field(
        None,
        description="The column of the evidence map that holds its studies. Left out where they would be lost among others.",
    )
    method: tuple[Claim, ...] = Field((), title="How it is done", description="What the hands do.")
    evidence: tuple[Claim, ...] = Field(
        (), title="What is known", description="What studies found, with population and dose."
    )
    on_the_table: tuple[Instruction, ...] = Field((), title="After spine surgery", description=ON_THE_TABLE)


class Measure(Entity):
    """A way of measuring pain, disability or function."""

    scale: tuple[Claim, ...] = Field(
        (), title="Range and direction", description="Lowest and highest score, and which is worse."
    )
    change: tuple[Claim, ...] = Field(
        (), title="What change matters", description="The smallest change that matters, with its population."
    )
    use: tuple[Claim, ...] = Field(
        (), title="How to use it", description="Who fills it in, how long it takes, what it costs."
    )


class Pointer(Relation[Ref]):
    """What a sign may mean."""

    why: Weighty = Field(description="Why the sign can mean it, in one sentence with its citation.")


class OnCard(Part):
    """A sign in a client's words, to point at on the stop-sign card."""

    en: Text = Field(description="In English, as short as it can be.")
    es: Text = Field(description="The same in Spanish.")
    source: SourceRef | None = Field(
        None,
        description="Whose Spanish words these are. Without one the card marks the line as an unreviewed translation.",
    )


class Sign(Named):
    """Something a client may report or a therapist may see that points to a complication."""

    told_by: tuple[Saying, ...] = Field(
        (),
        description="How people tell of it without its name, a line a way: `NUMB + toilet | bathroom` is one word of each group, in "
        "any order. Groups stand between `+`, the words of a group between `|`. A word may be a regular expression, and one "
        "in capitals stands for the words of that file in `data/wordings/`. What tells of it raises its card in the search, so "
        "each way has to be about this sign and no other.",
    )
    lasting: tuple[Text, ...] = Field(
        (),
        description="Those of its names and searches that are mostly of something there for long, such as `residual weakness`. Typed "
        "without anybody who has it and without a time they raise no card. What may be new does not belong here: nobody says "
        "that a `weak leg` is old.",
    )
    covers: tuple[SignRef, ...] = Field(
        (),
        description="Signs that it says already: who tells of it has told of them, and the search names this one alone.",
    )
    summary: Weighty = Field(description="What it is, in one or two plain sentences that a client would understand.")
    body: Body = Field(description="The part of the body under which lists group it: `neck-and-swallowing`.")
    card: OnCard | None = Field(
        None, description="Its line on the stop-sign card. Needed when the sign alone means emergency or same-day."
    )
    always: Truth = Field(
        False, description="`true` for a sign that counts as new whatever its course, such as trouble breathing."
    )
    was: tuple[Slug, ...] = Field(
        (),
        description="Slugs of signs that were merged into this one as its settled course. Their addresses lead here, and a "
        "saved plan counts them as settled, so no other old slug belongs here.",
    )
    ask: YesNo = Field(
        description="The question that finds it, in words a client uses. Yes means that it is there. It takes nothing for "
        "granted that nobody said, and leaves out since when and how it has gone: that is asked of what is there."
    )
    follow_ups: tuple[Ref, ...] = Field(
        (),
        max_length=3,
        title="With it, ask about",
        description="Signs, medicines, illnesses or complications that would make it more urgent, those to ask of first: for a "
        "sore calf `[breathlessness, chest-pain, coughing-blood]`. Our own choice from the rules; it claims nothing by itself.",
    )
    points_to: Annotated[tuple[Pointer, ...], Reverse("Signs that point to it")] = Field(
        (), title="May mean", description="Complications and conditions it can point to, each with why."
    )


class Term(Named):
    """A word of the glossary: explained on hover wherever it is used on the site."""

    see: Ref | None = Field(None, description="The record that says more.")


class Wording(Record):
    """Words for one thing, for the ways in which signs are told. A way names the file in capitals."""

    words: tuple[Pattern, ...] = Field(
        min_length=1, description="The words, each as a regular expression: `numb\\w*` is numb and all that begins so."
    )


class Synonyms(Record):
    """Everyday words for one thing. A search with one of them finds, less surely, what is written with another."""

    groups: tuple[tuple[Text, ...], ...] = Field(
        min_length=1, description="Words for one thing, a list a thing: `[screw, bolt, pin]`. Each is one word."
    )
