"""The control group is described wrongly.

What it does: Sets what the claim says people were compared with beside what the source says. The comparator is
read from the grammar ("versus", "X-controlled", "the control group received X", "randomised to A or B"), so it may be
anything: placebo, sham, usual care, a vaccine, another dose, nobody. Objects where the source denies that comparator,
or names another one and nowhere the article's.

Why it matters: "Better than placebo" and "better than a low dose of the same drug" are different results.

The article says: "… compared to those who received placebo."

The source says: "The 0.3 mg arm served as a low-dose active control; there was no inert placebo arm."

Fine if: The article means another trial, or the source calls its comparator by the article's word elsewhere.

Literature: CONSORT 2010 item 5 (interventions); Lazarus 2015 (BMC Med Res Methodol 15:85).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._aligned import Topic, topic
from pipeline.checks._controls import (
    Control,
    before_after,
    controls,
    is_concrete,
    is_denied,
    kind_of,
    names_kind,
    telltale,
    things,
)
from pipeline.checks._objections import title
from pipeline.facts import compare, from_trial
from pipeline.facts.context import caveats
from pipeline.records.fact import Fact
from pipeline.records.verdict import Agreement, Aspect, Objection, Passage
from pipeline.strength.matching import content
from pipeline.strength.things import substances

CODE = "CMP-001"
NAME = "comparator"
POOLED = frozenset({"systematic_review", "meta_analysis"})
"""Sources about many studies of one question: what they pooled must be told in the very words of the claim."""
SECONDARY = frozenset({"review", "editorial", "guideline", "dictionary", "letter"})
"""Sources about many studies: that they name another comparator says nothing."""
PAGES = frozenset({"news", "government", "web_page", "company_page"})
"""Pages that may tell of one trial: only a control told as such counts."""
TOPIC_AT = 0.2
POOLED_AT = 0.4
SHORT = 8
"""A source of so few passages speaks of one comparison throughout."""
_KINDS = {"low dose": "dose", "active": "any"}
"""Kinds that the facts engine calls otherwise."""
_CARE = frozenset({"usual care", "waiting list", "none"})
"""Controls that give nothing new: one is easily told for another."""
_ROLES = ("control", "arms", "compared")
_GROUP = re.compile(r"(?i)\b(?:an?|the|their) (?:control|comparison) (?:group|arm)\b")
_NO_GROUP = re.compile(
    r"(?i)\b(?:no|without an?|lacked an?) (?:\w+ )?(?:control|comparison|comparator)|single-arm|one-arm"
)
_GOES_ON = re.compile(r"(?i)[^,.;()]{0,20},? or (?:an? |the )?[a-z]")
"""`5 mg or 20 mg a week, or placebo`: the last of the arms is the control, not the one before."""
_LOOSE = re.compile(r"(?i)\b(?:than|beat|beats|outperform\w*|superior|inferior)\b")


class Told(NamedTuple):
    """A control that a passage names."""

    control: Control
    passage: Passage
    topic: float


def examine(dossier: Dossier) -> Iterator[Objection | Agreement]:
    """Objections to comparators, and comparators borne out."""
    said = _said(dossier)
    told = _told(dossier) if said else []
    judged = [(control, one) for control in said for one in _judge(dossier, control, told)]
    borne = any(isinstance(one, Agreement) for _, one in judged)
    for control, one in judged:
        if isinstance(one, Agreement) or not (borne and _loosely(dossier.claim.text, control)):
            yield one


def _of_that_sort(said: Control, told: Control) -> bool:
    """Whether a control told by its sort alone ("a drug") may be the source's: not usual care, nor another sort."""
    if told.kind == "any":
        return not said.stems or not told.stems or bool(said.stems & told.stems)
    return told.kind in {"", "dose"}


def _loosely(text: str, control: Control) -> bool:
    """Whether a control is told by "than" alone: who names the source's own control too tells it from the other side.

    "Those on placebo fell ill more often than those who had the vaccine".
    """
    return _THAN.search(text, max(0, control.start - _NEAR), control.start) is not None


_THAN = re.compile(r"(?i)\bthan\b")
_NEAR = 40
"""Characters before a control in which "than" compares with it."""


def _said(dossier: Dossier) -> list[Control]:
    """The controls that the claim names, by its grammar or by a word that is always a control."""
    text = dossier.claim.text
    if _LACKING.search(text):
        return []
    found = [one for one in controls(text) if one.role != "arms" or not _GOES_ON.match(text, one.end)]
    for fact in dossier.claim.facts:
        if fact.role == "comparator" and not fact.negated and not _PLACE.match(text, fact.end):
            one = _of_fact(fact)
            if all(one.kind != other.kind for other in found):
                found.append(one)
    plain = telltale(text) if not found else None
    found += [plain] if plain else []
    group = _GROUP.search(dossier.claim.text)
    if group and not found and not is_denied(dossier.claim.text, group.start()):
        found.append(Control("any", group[0], *group.span(), frozenset(), "control"))
    return found


_LACKING = re.compile(
    r"(?i)\b(?:comparisons?|trials?|stud(?:y|ies)) (?:with|against|of|between|to)\b[^.;]{0,60}"
    r"\b(?:is|are|was|were|remains?) (?:still |also |not |yet |so far ){0,3}"
    r"(?:missing|lacking|needed|wanted|awaited|outstanding|planned|to come|done|made)\b"
)
"""A comparison that nobody has made yet names no control of the source."""
_PLACE = re.compile(r" (?:settings?|conditions|practice|environment|pathways?)\b")
"""Behind "usual care": where it was done, not what was compared with."""


def _of_fact(fact: Fact) -> Control:
    return Control(_KINDS.get(fact.term, fact.term), fact.text, fact.start, fact.end, content(fact.text), "control")


def _told(dossier: Dossier) -> list[Told]:
    """The controls that the source names of its own study."""
    weigh: Topic = topic(dossier)
    found = []
    for passage in dossier.passages:
        if "other study" in caveats(passage.text) or (
            _is_plan(passage.text) and dossier.work.kind != "registry_record"
        ):
            continue
        named = list(controls(passage.text))
        for fact in passage.facts:
            if fact.role == "comparator" and not fact.negated:
                one = _of_fact(fact)
                if all(one.kind != other.kind for other in named):
                    named.append(one)
        found += [Told(control, passage, weigh.share(passage)) for control in named]
    return found


def _judge(dossier: Dossier, said: Control, told: list[Told]) -> Iterator[Objection | Agreement]:
    if said.kind == "any" and _GROUP.fullmatch(said.text):
        earlier = _earlier(dossier, said, told)
        if earlier is not None:
            yield _objection(said, *earlier, sure=True)
            return
        alone = next((one for one in told if _NO_GROUP.search(one.control.text)), None)
        if alone is not None and dossier.work.kind not in SECONDARY | POOLED:
            yield _objection(said, alone.passage, alone.control, sure=True)
        return
    other = _besides(dossier, said, told)
    if other is not None:
        rest = other.control._replace(text=f"{other.control.text}, too")
        yield _objection(said._replace(text=f"{said.text} only"), other.passage, rest, sure=True)
        return
    denied = _denied(dossier, said)
    borne = next((one for one in told if _same(said, one.control)), None)
    if denied is not None and (borne is None or borne.passage.text == denied[0].text):
        passage, none = denied
        instead = next((one.control for one in told if one.passage is passage and not _same(said, one.control)), none)
        yield _objection(said, passage, instead, sure=True)
        return
    if borne is not None and said.kind == "any" and not _of_that_sort(said, borne.control):
        return  # "a drug" is not borne out by usual advice, and may be another comparison's
    if borne is not None:
        aspect = Aspect("comparator", said.text, borne.control.text, "same")
        yield Agreement(NAME, aspect, (said.start, said.end), borne.passage)
        return
    if dossier.work.kind in SECONDARY or _registered(dossier, said) or _named(dossier, said):
        return
    alone = next((one for one in told if one.control.kind == "none" and _NO_GROUP.search(one.control.text)), None)
    if alone is not None and said.kind != "none" and dossier.work.kind not in POOLED and _only(told):
        yield _objection(said, alone.passage, alone.control, sure=True)
        return
    earlier = _earlier(dossier, said, told)
    if earlier is not None:
        yield _objection(said, *earlier, sure=True)
        return
    if said.kind == "any" and not _is_medicine(said, told):
        return
    against = [one for one in told if _another(said, one.control) and _counts(dossier, said, one)]
    if against:
        best = min(against, key=lambda one: (_ROLES.index(one.control.role), -one.topic))
        sure = best.control.kind in {"dose", "none"} or best.control.role in {"control", "arms"} or _of_one_kind(told)
        yield _objection(said, best.passage, best.control, sure=sure)


def _only(told: list[Told]) -> bool:
    """Whether no other control is told than that there was none."""
    return all(one.control.kind in {"none", "any"} or _is_plan(one.passage.text) for one in told)


def _of_one_kind(told: list[Told]) -> bool:
    """Whether the source compares with one kind of control throughout, whatever the grammar."""
    kinds = {one.control.kind for one in told} - {"any"}
    return len(kinds) == 1 and "" not in kinds


_ONLY_BEHIND = re.compile(r"(?i)\s+(?:only|and (?:with |to )?nothing else)\b(?! (?:in|for|at|after)\b)")
_ONLY_BEFORE = re.compile(r"(?i)\b(?:only|solely|exclusively) (?:with|to|against) (?:the |an? )?$")


def _besides(dossier: Dossier, said: Control, told: list[Told]) -> Told | None:
    """The control that the source names besides the one which the claim calls the only one."""
    text = dossier.claim.text
    if not (_ONLY_BEHIND.match(text, said.end) or _ONLY_BEFORE.search(text[: said.start])):
        return None
    kinds = _IDLE | _CARE
    rest = (one for one in told if one.control.kind in kinds and one.control.role in {"control", "arms"})
    return next((one for one in rest if one.control.kind != said.kind), None)


def _earlier(dossier: Dossier, said: Control, told: list[Told]) -> tuple[Passage, Control] | None:
    """Where a source without any control compares people with themselves, of a claim that gives them one."""
    if told or said.kind not in {"placebo", "sham", "any"} or dossier.work.kind in SECONDARY | POOLED:
        return None
    if said.kind == "any" and not _GROUP.search(dossier.claim.text):
        return None
    for near in dossier.ranked:
        match = before_after(near.passage.text)
        if match is not None and not _is_plan(near.passage.text):
            return near.passage, Control("none", "no control group", *match.span(), content(match[0]), "compared")
    return None


def _is_medicine(said: Control, told: list[Told]) -> bool:
    """Whether "the older drug" names a medicine that does something, and every control of the source is none."""
    idle = all(one.control.kind in _IDLE or one.control.role == "compared" for one in told)
    return idle and _MEDICINE.search(said.text) is not None


_IDLE = frozenset({"placebo", "sham", "waiting list", "none", "attention"})
_MEDICINE = re.compile(
    r"(?i)\b(?:drugs?|medicines?|medications?|vaccines?|antibiotics?|painkillers?|tablets?|pills?|injections?|active)\b"
)
_PLAN = re.compile(
    r"(?i)\b(?:planned|needed|warranted|required|awaited|will (?:be|have|compare)|should|future|next step|now"
    r" (?:being|under ?way)|(?:is|are) (?:now |currently )?(?:under ?way|ongoing|recruiting|being))\b"
)


def _is_plan(text: str) -> bool:
    """Whether a passage speaks of a trial that is to come: its control is not this study's."""
    return _PLAN.search(text) is not None


def _denied(dossier: Dossier, said: Control) -> tuple[Passage, Control] | None:
    """Where the source says that it had no such control."""
    for passage in dossier.passages:
        for fact in passage.facts:
            negated = fact.role == "comparator" and fact.negated and is_denied(passage.text, fact.start)
            if negated and _KINDS.get(fact.term, fact.term) == said.kind:
                return passage, _of_fact(fact)._replace(text=f"no {fact.term}")
    return None


def _same(said: Control, told: Control) -> bool:
    """One control in other words."""
    if said.kind and said.kind == told.kind:
        return True
    if told.kind in {"placebo", "sham"} and said.text.lower().startswith("untreated "):
        return True  # who had the dummy had no treatment, in everyday words
    if said.kind == "placebo" and "placebo" in told.text.lower():
        return True
    if {said.kind, told.kind} <= {"any", "dose", ""} and "any" in {said.kind, told.kind}:
        return True
    return not said.kind and not told.kind and bool(said.own & told.own or _substances(said) & _substances(told))


def _substances(control: Control) -> set[str]:
    return {one.name for one in substances(control.text)}


def _registered(dossier: Dossier, said: Control) -> bool:
    """Whether the registry record has an arm that fits."""
    for reading in dossier.work.read:
        if reading.trial is None:
            continue
        if any(_KINDS.get(fact.term, fact.term) == said.kind for fact in from_trial(reading.trial)):
            return True
        arms = " ".join(f"{arm.label} {arm.description} {' '.join(arm.interventions)}" for arm in reading.trial.arms)
        if said.own & content(arms) or (said.kind and kind_of(arms) == said.kind):
            return True
        if any(
            compare(fact, other).relation in {"same", "compatible"}
            for fact in dossier.claim.facts
            if fact.role == "comparator"
            for other in from_trial(reading.trial)
        ):
            return True
    return False


def _named(dossier: Dossier, said: Control) -> bool:
    """Whether the source speaks of such a control anywhere, in whatever place of the sentence."""
    known = _substances(said)
    for passage in dossier.passages:
        if _is_plan(passage.text) and dossier.work.kind != "registry_record":
            continue
        if said.kind and names_kind(said.kind, passage.text) and "other study" not in caveats(passage.text):
            return True
        if not said.kind and said.own & content(passage.text):
            return True
        if known and known & {one.name for one in substances(passage.text)}:
            return True
    return False


def _another(said: Control, told: Control) -> bool:
    """Whether the two can't be one control."""
    if told.kind == "any":
        done = told.role in {"control", "arms"} and is_concrete(told.text)
        return done and said.kind in {"placebo", "sham"}
    if said.kind and told.kind:
        return (
            said.kind != told.kind
            and not {said.kind, told.kind} <= _CARE
            and (said.kind, told.kind) != ("sham", "placebo")
        )
    if said.kind:
        return told.role in {"control", "arms"} or not told.open
    if told.kind:
        return True
    sorts, others = things(said.text), things(told.text)
    if sorts and others and not sorts & others and told.role in {"control", "arms"}:
        return True
    mine, theirs = substances(said.text), substances(told.text)
    if mine and theirs:
        return not {one.kind for one in mine} & {one.kind for one in theirs} or not said.open
    return not said.open and not told.open and not said.text[:1].isupper()


def _counts(dossier: Dossier, said: Control, told: Told) -> bool:
    """Whether the passage speaks of the comparison that the claim speaks of."""
    if dossier.work.kind in POOLED:
        return told.topic >= POOLED_AT and told.control.role != "control"
    if dossier.work.kind in PAGES and told.control.role == "compared":
        return False
    loose = said.role == "compared" and not said.kind and _LOOSE.search(dossier.claim.text[: said.start])
    if loose and told.control.role == "compared":
        return False
    plain = told.control.role != "compared" and dossier.work.kind not in PAGES
    return plain or told.topic >= TOPIC_AT or len(dossier.passages) <= SHORT


def _objection(said: Control, passage: Passage, source: Control, *, sure: bool) -> Objection:
    head = (
        f"“{said.text}”: the source had {source.text}"
        if source.text.startswith("no ") or source.text.endswith(", too")
        else f"“{said.text}” was {source.text}"
    )
    return Objection(
        code=CODE,
        verdict="contradicted",
        severity="must",
        title=title(head),
        why=f"The article says {said.text}; the source's comparator is told otherwise in the quoted passage.",
        aspects=(Aspect("comparator", said.text, source.text, "different"),),
        passage=passage,
        said=(said.start, said.end),
        shown=(source.start, source.end),
        ok_if="The article means another trial than the cited one.",
        confidence="high" if sure else "medium",
        cause=f"comparator:{said.kind or said.text.lower()}",
    )


CHECK = PairCheck(NAME, (CODE,), examine)
